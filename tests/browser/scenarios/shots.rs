//! Screenshots for review: the demo page in several widths and themes with an open row, a failure, custom data while they
//! load, and invalid data.
//!
//! Ignored by default; `cargo test --package weigh-in-browser-tests -- --ignored shots` saves them in
//! `target/shots`.

use weigh_in_browser_tests::{
    browser::Setup, eventually::eventually, runner::TestContext, site::Site,
};

/// The widths and heights in CSS px: as on a phone, and tall enough for everything.
const SIZES: [(u32, u32); 4] = [(390, 844), (360, 3200), (768, 2600), (1280, 2200)];

pub fn take_screenshots(ctx: &TestContext) {
    for dark in [false, true] {
        for (width, height) in SIZES {
            let setup = Setup {
                width,
                height,
                dark,
                phone: width < 500,
                ..Setup::DESKTOP
            };
            capture_widget(ctx, setup);
            let setup = Setup {
                height: 844,
                ..setup
            };
            capture_data_state(ctx, setup, "progress");
            capture_data_state(ctx, setup, "data-problems");
        }
    }
    let setup = Setup {
        height: 1400,
        ..Setup::DESKTOP
    };
    let page = ctx.open(
        setup,
        Site::demo().with_missing(|path| path.ends_with(".wasm")),
    );
    eventually("the notice is drawn", true, || {
        page.widget().part("error").read_is_visible()
    });
    page.save_screenshot(&ctx.fixtures.target.join("shots/error.png"))
        .unwrap();
}

fn capture_widget(ctx: &TestContext, setup: Setup) {
    let page = ctx.open_ready(setup, Site::demo());
    let widget = page.widget();
    if setup.height < 1000 {
        widget
            .part("ranking")
            .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
            .unwrap();
    } else {
        widget.row_button("marsh").click();
        eventually("the details are drawn", true, || {
            widget.details("marsh").read_is_visible()
        });
    }
    page.wait_for_paint();
    let theme = if setup.dark { "dark" } else { "light" };
    let file = format!("shots/{}x{}-{theme}.png", setup.width, setup.height);
    page.save_screenshot(&ctx.fixtures.target.join(file))
        .unwrap();
}

/// Captures the part above the fallback while custom data load, or if they are invalid.
fn capture_data_state(ctx: &TestContext, setup: Setup, part: &str) {
    let rows = (1..60).map(|row| format!("A phone with a long name that is number {row},12 %\n"));
    let table = format!("name,Costs\n{}", rows.collect::<String>());
    let colors = "<style>:root { color-scheme: light dark } body { font: 17px/1.5 Georgia; max-inline-size: 45em }</style>";
    let article = "<h1>Best phones</h1><weigh-in src='phones.csv'><ol><li>Alpha<li>Beta<li>Gamma</ol></weigh-in>";
    let site = Site::article(&format!("{colors}{article}")).file("/phones.csv", "text/csv", table);
    let site = match part {
        "progress" => site.with_held(|path| path == "/phones.csv"),
        _ => site,
    };
    let page = ctx.open(setup, site);
    let shown = page.widget().part(part);
    eventually(part, Ok(true), || Ok(shown.read_is_visible()));
    let theme = if setup.dark { "dark" } else { "light" };
    let file = format!("shots/{part}-{}-{theme}.png", setup.width);
    page.save_screenshot(&ctx.fixtures.target.join(file))
        .unwrap();
}
