//! Saving the ranking: as a link, as a file, on paper.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{
    comparison::select_entry,
    filters::{assert_filtered, choose_tag},
    locks::press_lock,
    presets_and_order::open_order,
    scenarios,
};
use weigh_in_browser_tests::{
    data::Data,
    eventually::{eventually, eventually_matches},
    filter_oracle::Filter,
    locator::Locator,
    page::Page,
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_link_carries_the_whole_state,
    the_share_sheet_gets_the_link,
    saved_files_give_the_same_ranking,
    a_saved_picture_is_a_png,
    a_menu_opens_on_a_busy_page,
    the_printout_has_the_ranking_and_what_is_open: Printing,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Changes everything that can be changed.
#[track_caller]
fn change_everything(ctx: &TestContext, widget: Widget<'_>) {
    press_lock(widget, "scale");
    press_lock(widget, "costs");
    widget.number("security").enter("20.05%");
    eventually("a weight", 2005, || Ok(widget.read_weights()?["security"]));
    open_order(widget);
    choose_tag(widget, "coverage", "crime");
    choose_tag(widget, "coverage", "specie");
    widget
        .filter("coverage")
        .find("select[data-mode]")
        .select_option("all");
    choose_tag(widget, "audience", "custodians");
    let needs = [
        Filter::All("coverage", &["crime", "specie"]),
        Filter::Any("audience", &["custodians"]),
    ];
    assert_filtered(ctx, widget, &needs);
    for entry in ["marsh", "evertas"] {
        select_entry(widget, entry);
    }
    widget.row_button("canopius").click();
    eventually("the details are drawn", true, || {
        widget.details("canopius").read_is_visible()
    });
}

fn a_link_carries_the_whole_state(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in><p><textarea id='paste'></textarea></p>");
    change_everything(ctx, page.widget());
    page.widget().assert_link_reproduces_state();
    let link: String = page.widget().js("return host.shareUrl");
    for part in [
        ";security:20.05;",
        ";lock=scale,costs",
        ";coverage=crime,specie",
        ";audience=custodians",
        ";match-all=coverage",
        ";compare=marsh,evertas",
        ";open=canopius",
        ";panel=order",
    ] {
        assert!(link.contains(part), "{part} is not in {link}");
    }
    page.widget().part("share-button").press(&[Key::Enter]);
    let status = page.widget().part("status");
    eventually_matches(
        "it is said to be copied",
        || status.read_text(),
        |text| !text.is_empty(),
    );
    page.element("#paste").click();
    page.press_with_control('v');
    eventually("the pasted link", link, || {
        page.element("#paste").read_value()
    });
}

fn the_share_sheet_gets_the_link(ctx: &TestContext) {
    let stub = "<script>
        window.shared = [];
        navigator.share = (what) => { shared.push(what); return Promise.resolve(); };
        navigator.canShare = () => true;
    </script>";
    let page = ctx.open_article(&format!("{stub}{WIDGET}"));
    let widget = page.widget();
    widget.enter_weight("costs", "80");
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    let button = widget.part("share-button");
    let shared = |count: usize| {
        let all = eventually_matches(
            "something is shared",
            || page.try_js::<Vec<Value>>("return shared", json!([])),
            |all| all.len() == count,
        );
        let link: String = widget.js("return host.shareUrl");
        assert_eq!(all[count - 1]["url"].as_str(), Some(&*link));
        assert!(link.contains("costs:80"), "{link}");
        let text = all[count - 1]["text"].as_str();
        let sentence = widget.part("lead").find(".full").text();
        // Whoever gets it did not choose the weights.
        let sentence = sentence.replace("With your weights", "With these weights");
        assert_eq!(text, Some(&*sentence));
    };
    button.click();
    shared(1);
    choose_tag(widget, "role", "broker");
    button.press(&[Key::Enter]);
    shared(2);
    // A reader may close the share sheet without sharing.
    page.js::<()>(
        "navigator.share = () => { shared.push({}); return Promise.reject(new DOMException('closed', 'AbortError')); }",
        json!([]),
    );
    button.click();
    eventually("it is tried", 3, || {
        page.try_js("return shared.length", json!([]))
    });
    page.wait_for_paint();
    assert_eq!(page.problems(), [""; 0]);
    assert_eq!(widget.part("status").text(), "");
    // Where the sheet is refused, the link is copied.
    page.js::<()>(
        "navigator.share = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
        json!([]),
    );
    button.click();
    eventually_matches(
        "the status",
        || widget.part("status").read_text(),
        |text| !text.is_empty(),
    );
}

/// Opens the menu of files unless it is open.
#[track_caller]
pub fn open_menu(page: &Page, open: impl FnOnce(Locator<'_>)) {
    let menu = page.widget().part("save");
    menu.wait_for();
    if !menu.read::<bool>("return part.open").unwrap() {
        open(menu.find("summary"));
    }
    // Its chunk may have to be fetched first.
    eventually("the menu is drawn", true, || {
        menu.find("[data-save]").read_is_visible()
    });
}

/// Saves a file from the menu.
#[track_caller]
fn save(page: &Page, kind: &str) -> Vec<u8> {
    open_menu(page, |summary| summary.click());
    page.widget()
        .locator(&format!("[part~=save] [data-save={kind}]"))
        .click();
    page.wait_for_download(&format!(".{kind}"))
}

/// A set of weights with uneven totals.
const UNEVEN: [(&str, &str); 3] = [("scale", "33.33"), ("costs", "7.5"), ("ux", "0")];

fn saved_files_give_the_same_ranking(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&UNEVEN));
    let ranking = data.ranking(&UNEVEN);
    widget.assert_ranking(&ranking);
    let json = String::from_utf8(save(&page, "json")).expect("data are text");
    let saved = Data::parse(&json);
    assert_eq!(saved.published_weights(), data.weights(&UNEVEN));
    assert_eq!(saved.ranking(&[]), ranking);
    // By keyboard.
    for (kind, key) in [("csv", Key::Enter), ("svg", Key::Space)] {
        open_menu(&page, |summary| summary.press(&[Key::Enter]));
        widget
            .locator(&format!("[part~=save] [data-save={kind}]"))
            .press(&[key]);
        let file = page.wait_for_download(&format!(".{kind}"));
        if kind == "svg" {
            let (width, height) = image_size(&page, &file, "image/svg+xml");
            assert!(width > 200 && height > 200, "{width} × {height}");
        }
        let text = String::from_utf8(file).expect("both are text");
        let places = ranking.order().into_iter().map(|id| {
            let name = &data.entry(id).name;
            text.find(&**name)
                .unwrap_or_else(|| panic!("{name} is not in the {kind}"))
        });
        assert!(places.is_sorted(), "the {kind} has another order");
    }
}

fn a_menu_opens_on_a_busy_page(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    page.widget().wake();
    let menu = page.widget().part("save");
    // Press and click follow so closely that nothing runs in between.
    menu.find("summary").read::<()>(
        "part.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
        part.click()",
    )
    .expect("a click");
    eventually("the menu is drawn", true, || {
        menu.find("[data-save]").read_is_visible()
    });
    // A click elsewhere closes it.
    page.js::<Value>(
        "document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        return null",
        json!([]),
    );
    eventually("the menu is closed", false, || {
        menu.read("return part.open")
    });
}

/// Decodes a file as an image, and returns its size.
#[track_caller]
fn image_size(page: &Page, bytes: &[u8], mime: &str) -> (u32, u32) {
    page.js(
        "const blob = new Blob([new Uint8Array(arguments[0])], { type: arguments[1] });
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        return image.decode().then(() => [image.naturalWidth, image.naturalHeight])",
        json!([bytes, mime]),
    )
}

fn a_saved_picture_is_a_png(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let png = save(&page, "png");
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&png[12..16], b"IHDR");
    let number = |offset: usize| u32::from_be_bytes(png[offset..offset + 4].try_into().unwrap());
    let size = (number(16), number(20));
    assert!(size.0 > 200 && size.1 > 200, "{size:?}");
    assert_eq!(image_size(&page, &png, "image/png"), size);
    // The image is not blank.
    let colors: usize = page.js(
        "const blob = new Blob([new Uint8Array(arguments[0])], { type: 'image/png' });
        return createImageBitmap(blob).then((image) => {
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
            canvas.drawImage(image, 0, 0);
            return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
        })",
        json!([png]),
    );
    assert!(colors > 10, "{colors} colors");
}

fn the_printout_has_the_ranking_and_what_is_open(ctx: &TestContext) {
    let page = ctx.open_article("<h1>The best</h1><weigh-in></weigh-in>");
    // The style sheet for print loads with the panels.
    page.widget().wait_for_level();
    assert_eq!(page.count_printed_pages(), 1);
}
