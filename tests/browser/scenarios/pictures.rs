//! The pictures of README and the documentation.
//!
//! Ignored by default; `cargo test --package weigh-in-browser-tests -- --ignored pictures` saves them in
//! `target/shots/readme`, to be copied to `assets/readme`.

use serde_json::json;

use super::studio::{button, field, open_studio_with_text, open_view};
use weigh_in_browser_tests::{
    browser::Setup, eventually::eventually, page::Page, runner::TestContext, site::Site,
};

/// The examples of the documentation's themes.
const THEMES: &str = include_str!("../../../docs/theme.md");

/// The grinders of docs/studio.md, made up.
const GRINDERS: &str = "name,tagline,tag:Kind,Grind [weight=40],Noise [weight=15 better=lower],Price [weight=30 better=lower],Repair [weight=15]
Ardea One,Steel burrs and a scale,Electric,94,71,349,62
Brioso 64,Flat burrs for the worktop,Electric,91,74,429,70
Corvo,The quiet one,Electric,79,58,199,bad
Dolina Hand,Folds into a cup,Hand,83,38,89,88
Elva,Weighs as it grinds,Electric,86,69,269,55
Fjord Mini,Fits a rucksack,Hand,73,41,69,80
Gallo 40,A first grinder,Electric,68,73,99,48
Halm,Wooden body and ceramic burrs,Hand,77,36,119,84
Ibis Pro,For cafés and the impatient,Electric,93,78,599,75
Jura Nova,Remembers four beans,Electric,88,66,389,44
Kestrel,Fast but loud,Electric,85,80,149,66
Lodge,Repaired in an hour,Hand,77,43,79,97
";

pub fn take_pictures(ctx: &TestContext) {
    let page = |width, height, phone| -> Page {
        let setup = Setup {
            width,
            height,
            phone,
            ..Setup::DESKTOP
        };
        ctx.open_ready(setup, Site::demo())
    };
    let wide = page(1120, 1000, false);
    wide.widget().row_button("evertas").click();
    save_widget(ctx, &wide, "wide");
    let narrow = page(390, 844, true);
    narrow.widget().locator("[data-chip=costs]").click();
    narrow.widget().slider("costs").drag_to(0.6);
    save_widget(ctx, &narrow, "narrow");
    take_themes(ctx);
    take_studio(ctx);
}

/// Saves the window with the widget's top at its top.
fn save_widget(ctx: &TestContext, page: &Page, name: &str) {
    page.widget().wait_for_level();
    page.element("weigh-in")
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    save(ctx, page, name);
}

fn save(ctx: &TestContext, page: &Page, name: &str) {
    page.wait_for_paint();
    let file = format!("shots/readme/{name}.png");
    page.save_screenshot(&ctx.fixtures.target.join(file))
        .unwrap();
}

fn take_themes(ctx: &TestContext) {
    let (_, themes) = THEMES
        .split_once("## Three example themes")
        .expect("the themes");
    let blocks = themes.split("```css").skip(1).take(3);
    let css: String = blocks
        .filter_map(|block| Some(block.split_once("```")?.0))
        .collect();
    let widgets: String = [
        ("newspaper", "light"),
        ("fintech", "dark"),
        ("playful", "light"),
    ]
    .map(|(class, theme)| {
        format!(
            "<div><weigh-in class={class} id={class} theme={theme} load=eager></weigh-in></div>"
        )
    })
    .concat();
    let html = format!(
        "<style>body {{ margin: 8px }} div {{ height: 420px; margin-bottom: 16px; overflow: hidden }} {css}</style>{widgets}"
    );
    let setup = Setup {
        width: 800,
        height: 1460,
        ..Setup::DESKTOP
    };
    let page = ctx.open(setup, Site::article(&html));
    for id in ["#newspaper", "#fintech", "#playful"] {
        page.widget_at(id).wait_for_level();
    }
    save(ctx, &page, "looks");
}

fn take_studio(ctx: &TestContext) {
    let setup = Setup {
        width: 1280,
        height: 840,
        ..Setup::DESKTOP
    };
    let correct = GRINDERS.replace("bad", "71");
    let page = open_studio_with_text(ctx, setup, &correct.replace(',', "\t"));
    let text = page.element("#text");
    eventually("the preview", 12, || {
        Ok(page.widget_at("#preview").read_rows()?.len())
    });
    button(&page, "confirm-columns").wait_for();
    save(ctx, &page, "studio-columns");
    button(&page, "confirm-columns").click();
    open_view(&page, "Data");
    // One cell is replaced, so that the preview stays.
    text.read::<()>(
        "const start = part.value.indexOf('71', part.value.indexOf('Corvo'));
        part.setRangeText('bad', start, start + 2);
        part.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    )
    .unwrap();
    eventually("the problem", true, || {
        Ok(page
            .element("#verdict")
            .read_text()?
            .starts_with("1 problem"))
    });
    save(ctx, &page, "studio-text");
    text.read::<()>(
        "part.value = part.value.replace('bad', '71');
        part.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    )
    .unwrap();
    open_view(&page, "Settings");
    for (path, value) in [
        ("title", "Best coffee grinders"),
        ("updated", "2025-11"),
        ("source.name", "Our test kitchen (made up)"),
    ] {
        field(&page, path).enter(value);
    }
    page.element("button[name=width][value='360']").click();
    page.js::<()>("document.querySelector('#stage').scrollTo(0, 0)", json!([]));
    save(ctx, &page, "studio-forms");
    open_view(&page, "Publish");
    page.element("button[name=width][value='Fit']").click();
    page.element("button[name=theme][value='Dark']").click();
    button(&page, "copy").wait_for();
    save(ctx, &page, "studio-publish");
}
