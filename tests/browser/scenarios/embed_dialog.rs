//! The dialog with the code that embeds the ranking in another page.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{
    automatic_paragraphs::add_paragraphs,
    own_data::{CSV, PHONES, TABLE, assert_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    locator::Locator,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    the_dialog_is_opened_and_closed_by_keyboard,
    each_code_is_copied_unchanged,
    the_code_shows_the_same_ranking_on_another_page,
    code_in_automatic_paragraphs_shows_nothing_twice,
    the_hash_in_the_code_rejects_other_files,
    the_code_may_start_from_the_published_weights,
    the_code_for_custom_data_names_their_file,
    the_code_for_inline_data_contains_them,
    the_dialog_asks_to_upload_data_too_large_for_the_code,
];

const SNIPPETS: [&str; 3] = ["script", "frame", "html"];

/// The weights that the reader of [`open_dialog_with_changed_weights`] has changed.
const CHANGED: [(&str, &str); 2] = [("costs", "80"), ("ux", "7")];

#[track_caller]
fn open_dialog(widget: Widget<'_>) -> Locator<'_> {
    widget.part("embed-button").press(&[Key::Enter]);
    let dialog = widget.part("embed");
    eventually("the code is there", true, || {
        dialog.find("textarea").read_is_visible()
    });
    dialog
}

/// Chooses a kind of code in the dialog, and reads it.
fn read_code(widget: Widget<'_>, snippet: &str) -> String {
    let choice = widget.locator(&format!("input[value={snippet}]"));
    if !choice.read_is_checked().unwrap() {
        choice.click();
    }
    let code = widget.locator(&format!("textarea[data-snippet={snippet}]"));
    code.wait_for();
    assert_eq!(
        code.read_attribute("readonly").map(|value| value.is_some()),
        Ok(true)
    );
    code.value()
}

fn the_dialog_is_opened_and_closed_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article(
        "<button id='before'>Before</button><weigh-in></weigh-in><button id='after'>After</button>",
    );
    let widget = page.widget();
    let button = widget.part("embed-button");
    let inside = || {
        widget
            .part("embed")
            .read::<bool>("return part.matches(':modal') && part.contains(root.activeElement)")
    };
    for leave in ["Escape", "the button"] {
        open_dialog(widget);
        eventually("the focus is in it", Ok(true), || Ok(inside()));
        // The page behind the dialog is inert.
        for _ in 0..12 {
            page.press(Key::Tab);
            let behind: Option<String> =
                page.js("return document.activeElement?.id || null", json!([]));
            assert_eq!(behind, None);
        }
        match leave {
            "Escape" => {
                widget.locator("textarea[data-snippet=script]").focus();
                page.press(Key::Escape);
            }
            _ => widget.part("close-embed").press(&[Key::Enter]),
        }
        eventually("it is closed", false, || {
            Ok(widget.part("embed").read_is_visible().unwrap_or(false))
        });
        eventually("the focus is where it was", true, || Ok(button.has_focus()));
    }
    assert_eq!(page.relative_url(), "/", "it is nothing to share");
    assert_eq!(page.problems(), [""; 0]);
}

fn each_code_is_copied_unchanged(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in><p><textarea id='paste'></textarea></p>");
    let widget = page.widget();
    let paste = page.element("#paste");
    let mut copied = Vec::new();
    for snippet in SNIPPETS {
        let dialog = open_dialog(widget);
        let shown = read_code(widget, snippet);
        dialog.find("[part~=copy-code]").press(&[Key::Enter]);
        let status = dialog.find("section [role=status]");
        eventually_matches("it is said", || status.read_text(), |text| !text.is_empty());
        page.press(Key::Escape);
        eventually("it is closed", false, || {
            Ok(widget.part("embed").read_is_visible().unwrap_or(false))
        });
        paste.click();
        page.press_with_control('a');
        page.press_with_control('v');
        eventually(snippet, shown.clone(), || paste.read_value());
        assert!(!copied.contains(&shown), "{snippet} is the same as another");
        copied.push(shown);
    }
}

/// Opens a page at the files' own origin, changes the weights and opens the dialog.
fn open_dialog_with_changed_weights(ctx: &TestContext) -> Page {
    let page = ctx.open_ready(Setup::DESKTOP, Site::cdn().page("/", "<weigh-in theme='dark' hide='guide' style='--weigh-in-accent: rgb(200, 0, 120)'></weigh-in>"));
    for (criterion, weight) in CHANGED {
        page.widget().enter_weight(criterion, weight);
    }
    page.widget().assert_weights(&ctx.data().weights(&CHANGED));
    open_dialog(page.widget());
    page
}

/// Opens a page with the code at an origin of its own.
fn open_page_with_code(ctx: &TestContext, code: &str) -> Page {
    let html = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Elsewhere</title><body><main>{code}</main>"
    );
    ctx.open(Setup::DESKTOP, Site::html(&html))
}

/// Checks that the structured data and the plain ranking in the code have all entries in the order of the weights.
#[track_caller]
fn assert_code_works_without_scripts(ctx: &TestContext, page: &Page, fallback: &str) {
    let data = ctx.data();
    let order = data.ranking(&CHANGED);
    let names: Vec<_> = order
        .order()
        .into_iter()
        .map(|id| &*data.entry(id).name)
        .collect();
    let list: String = page.js(
        "return document.querySelector('script[type=\"application/ld+json\"]').text",
        json!([]),
    );
    let list: Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!(list["@context"], "https://schema.org");
    assert_eq!(list["@type"], "ItemList");
    assert_eq!(list["numberOfItems"], names.len());
    let items = list["itemListElement"].as_array().expect("items");
    let listed: Vec<_> = items
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect();
    assert_eq!(listed, names);
    let positions: Vec<_> = items
        .iter()
        .map(|item| item["position"].as_u64().unwrap())
        .collect();
    assert_eq!(positions, (1..=10).collect::<Vec<_>>());
    let items: Vec<String> = page.js("return [...document.querySelectorAll(`${arguments[0]} li`)].map(({ textContent }) => textContent)", json!([fallback]));
    assert_eq!(items.len(), names.len(), "{items:#?}");
    for (item, name) in items.iter().zip(names) {
        assert!(item.contains(name), "{name} is not in {item}");
    }
}

#[track_caller]
fn assert_same_ranking(ctx: &TestContext, widget: Widget<'_>) {
    widget.assert_ranking(&ctx.data().ranking(&CHANGED));
    widget.assert_weights(&ctx.data().weights(&CHANGED));
    let base = widget.part("base");
    eventually("the theme", "dark".to_owned(), || {
        base.read("return part.dataset.theme")
    });
    assert!(!widget.part("guide-button").read_exists().unwrap());
    let accent = "return [...root.querySelectorAll('*')].some((element) => getComputedStyle(element).color === 'rgb(200, 0, 120)')";
    assert!(base.read::<bool>(accent).unwrap(), "the accent is lost");
}

fn the_code_shows_the_same_ranking_on_another_page(ctx: &TestContext) {
    let reader = open_dialog_with_changed_weights(ctx);
    let widget = reader.widget();
    for snippet in ["script", "html"] {
        let code = read_code(widget, snippet);
        assert!(
            code.contains(&reader.server.origin) && code.contains("integrity="),
            "{code}"
        );
        let page = open_page_with_code(ctx, &code);
        assert_same_ranking(ctx, page.widget());
        assert_code_works_without_scripts(ctx, &page, "weigh-in");
        assert_eq!(page.problems(), [""; 0]);
    }
    let page = open_page_with_code(ctx, &read_code(widget, "frame"));
    let frame = page.element("iframe");
    frame
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    page.in_frame(&frame, || assert_same_ranking(ctx, page.widget()));
    assert_code_works_without_scripts(ctx, &page, "details");
    assert_ne!(frame.read_attribute("title"), Ok(Some(String::new())));
    assert_eq!(page.problems(), [""; 0]);
    // The preview shows the same ranking.
    reader.in_frame(&widget.part("embed").find("iframe"), || {
        assert_same_ranking(ctx, widget)
    });
}

fn code_in_automatic_paragraphs_shows_nothing_twice(ctx: &TestContext) {
    let reader = open_dialog_with_changed_weights(ctx);
    for snippet in ["script", "html"] {
        let code = read_code(reader.widget(), snippet);
        let post = add_paragraphs(&format!("Before\n\n{code}\n\nAfter"));
        let page = open_page_with_code(ctx, &post);
        assert_same_ranking(ctx, page.widget());
        let shown: Vec<String> = page.js(
            "return [...document.querySelectorAll('p, li')]
                .filter((element) => element.checkVisibility()).map((element) => element.innerText.trim()).filter(Boolean)",
            json!([]),
        );
        assert_eq!(shown, ["Before", "After"], "{snippet}");
        assert_eq!(page.problems(), [""; 0]);
    }
}

fn the_hash_in_the_code_rejects_other_files(ctx: &TestContext) {
    let reader = open_dialog_with_changed_weights(ctx);
    let code = read_code(reader.widget(), "script");
    let (before, after) = code.split_once("sha384-").expect("a hash");
    let other = if after.starts_with('A') { "B" } else { "A" };
    let page = open_page_with_code(ctx, &format!("{before}sha384-{other}{}", &after[1..]));
    page.wait_for_paint();
    assert!(!page.js::<bool>("return !!customElements.get('weigh-in')", json!([])));
    assert_code_works_without_scripts(ctx, &page, "weigh-in");
    assert!(page.element("weigh-in li").is_visible());
}

fn the_code_may_start_from_the_published_weights(ctx: &TestContext) {
    let reader = open_dialog_with_changed_weights(ctx);
    let widget = reader.widget();
    let snippets: Vec<String> = SNIPPETS
        .iter()
        .map(|snippet| read_code(widget, snippet))
        .collect();
    assert!(
        snippets.iter().all(|code| code.contains("weights=")),
        "{snippets:#?}"
    );
    let toggle = widget.part("embed").find("input[type=checkbox]");
    toggle.press(&[Key::Space]);
    let code = widget.locator("textarea");
    eventually("the weights are left out", false, || {
        Ok(code.read_value()?.contains("weights="))
    });
    for snippet in SNIPPETS {
        assert!(
            !read_code(widget, snippet).contains("weights="),
            "{snippet}"
        );
    }
    let page = open_page_with_code(ctx, &read_code(widget, "script"));
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
    toggle.press(&[Key::Space]);
    eventually("the weights are back", snippets[0].clone(), || {
        Ok(read_code(widget, "script"))
    });
}

/// Opens a page at the files' own origin that shows the phones, and opens the dialog.
fn open_dialog_of_phones(ctx: &TestContext, body: &str) -> Page {
    let page = ctx.open_ready(
        Setup::DESKTOP,
        Site::cdn().page("/", body).file("/phones.csv", CSV, TABLE),
    );
    page.widget().enter_weight("costs", "90");
    assert_phones(page.widget(), PHONES, &[("costs", "90")]);
    open_dialog(page.widget());
    page
}

#[track_caller]
fn assert_shows_phones(ctx: &TestContext, code: &str) {
    let page = open_page_with_code(ctx, code);
    let shown: String = page.js(
        "return document.querySelector('weigh-in, div').innerText",
        json!([]),
    );
    assert!(!shown.contains("criteria"), "data are shown: {shown}");
    assert_phones(page.widget(), PHONES, &[("costs", "90")]);
    assert_eq!(page.problems(), [""; 0]);
}

fn the_code_for_custom_data_names_their_file(ctx: &TestContext) {
    let reader = open_dialog_of_phones(ctx, "<weigh-in src='phones.csv'></weigh-in>");
    let widget = reader.widget();
    let src = format!("src=\"{}/phones.csv\"", reader.server.origin);
    for snippet in ["script", "html"] {
        let code = read_code(widget, snippet);
        assert!(code.contains(&src), "{code}");
        assert_shows_phones(ctx, &code);
    }
    let page = open_page_with_code(ctx, &read_code(widget, "frame"));
    page.element("iframe")
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    page.in_frame(&page.element("iframe"), || {
        assert_phones(page.widget(), PHONES, &[("costs", "90")]);
    });
    reader.in_frame(&widget.part("embed").find("iframe"), || {
        assert_phones(reader.widget(), PHONES, &[("costs", "90")]);
    });
}

fn the_code_for_inline_data_contains_them(ctx: &TestContext) {
    let inside = format!("<weigh-in><script type='{CSV}'>{TABLE}</script></weigh-in>");
    let set = format!(
        "<weigh-in></weigh-in><script>document.querySelector('weigh-in').data = {PHONES}</script>"
    );
    for (body, snippet) in [(inside, "script"), (set, "html")] {
        let reader = open_dialog_of_phones(ctx, &body);
        let widget = reader.widget();
        assert_shows_phones(ctx, &read_code(widget, snippet));
        assert!(!widget.part("embed").find("iframe").exists());
        assert!(!widget.locator("input[value=frame]").exists());
    }
}

fn the_dialog_asks_to_upload_data_too_large_for_the_code(ctx: &TestContext) {
    let rows = (10..4_000).map(|phone| format!("Phone {phone},{phone},1,2,3\n"));
    let table = [TABLE.to_owned(), rows.collect()].concat();
    let body = format!("<weigh-in><script type='{CSV}'>{table}</script></weigh-in>");
    let page = ctx.open_article(&body);
    page.widget().part("embed-button").press(&[Key::Enter]);
    let dialog = page.widget().part("embed");
    eventually_matches(
        "a sentence",
        || dialog.read_text(),
        |text| text.contains("upload the file"),
    );
    assert!(!dialog.find("textarea").exists());
}
