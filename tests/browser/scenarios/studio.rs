//! The studio, in which publishers write data sets.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{
    own_data::{PHONES, TABLE, WIDGET, assert_phones, assert_ranks_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    data::Data,
    eventually::{eventually, eventually_matches},
    locator::Locator,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    cells_of_a_spreadsheet_become_an_embedded_widget,
    problems_are_listed_beside_the_text_while_typing,
    a_problem_selects_its_location,
    the_preview_stays_while_there_are_problems,
    a_weight_in_a_form_changes_the_ranking,
    a_form_shows_the_problem_of_a_field,
    a_table_edited_in_a_form_becomes_json_until_undone,
    a_preset_is_added_in_a_form,
    files_contain_the_data,
    a_dropped_file_is_opened_in_its_encoding,
    every_template_is_valid_and_can_be_undone_by_keyboard,
    the_preview_has_several_widths_and_themes,
    a_loaded_studio_works_offline,
    no_data_can_leave_the_browser,
    leaving_with_unsaved_work_asks_for_confirmation,
    the_text_survives_a_crash,
    axe_finds_nothing_in_the_studio,
    nothing_is_cut_off_on_a_small_screen,
];

/// A window so tall that no row of the preview is cut off: axe would report the rest of one as too small.
const TALL: Setup = Setup {
    height: 1800,
    ..Setup::DESKTOP
};

const SMALL: Setup = Setup {
    width: 360,
    height: 740,
    ..Setup::PHONE
};

/// Opens the empty studio.
#[track_caller]
pub fn open_studio(ctx: &TestContext, setup: Setup) -> Page {
    let page = ctx.start_page(setup, Site::cdn());
    open_cached(&page);
    page
}

/// Opens the studio and waits until all of its files are loaded.
#[track_caller]
fn open_cached(page: &Page) {
    page.open("/studio.html");
    eventually("the studio is loaded", true, || {
        page.element("html[data-loaded] #studio header")
            .read_exists()
    });
}

/// Opens the studio with a text in the clipboard.
#[track_caller]
fn open_studio_with_clipboard(ctx: &TestContext, setup: Setup, text: &str) -> Page {
    let cells = text.replace('&', "&amp;").replace('<', "&lt;");
    let cells = format!("<textarea id='cells'>{cells}</textarea>");
    let site = Site::cdn().page("/cells", &cells);
    // Excludes what the browser itself restores.
    let page = ctx.start_page(setup, site.header("", "cache-control", "no-store"));
    page.open("/cells");
    page.element("#cells").focus();
    page.press_with_control('a');
    page.press_with_control('c');
    open_cached(&page);
    page
}

/// Replaces the text with the clipboard.
#[track_caller]
fn paste(page: &Page) {
    page.element("#text").focus();
    page.press_with_control('a');
    page.press_with_control('v');
}

/// Opens the studio and pastes a text.
#[track_caller]
pub fn open_studio_with_text(ctx: &TestContext, setup: Setup, text: &str) -> Page {
    let page = open_studio_with_clipboard(ctx, setup, text);
    paste(&page);
    page
}

/// Waits until the check has this summary.
#[track_caller]
pub fn assert_summary(page: &Page, expected: &str) {
    let summary = page.element("#verdict");
    eventually_matches(
        expected,
        || summary.read_text(),
        |text| text.starts_with(expected),
    );
}

pub fn button<'p>(page: &'p Page, name: &str) -> Locator<'p> {
    page.element(&format!("button[name={name}]"))
}

#[track_caller]
pub fn open_view(page: &Page, view: &str) {
    page.element(&format!("button[name=view][value='{view}']"))
        .click();
}

/// Returns the locator of a form field by the path of its value.
pub fn field<'p>(page: &'p Page, path: &str) -> Locator<'p> {
    page.element(&format!("[id='{path}']"))
}

pub fn preview(page: &Page) -> Widget<'_> {
    page.widget_at("#preview")
}

fn cells_of_a_spreadsheet_become_an_embedded_widget(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, &TABLE.replace(',', "\t"));
    assert_summary(&page, "No problems: 3 entries, 3 criteria.");
    assert_phones(preview(&page), PHONES, &[]);
    page.element("#columns [aria-label='Costs'] [name='better']")
        .select_option("More is better");
    button(&page, "confirm-columns").click();
    open_view(&page, "Publish");
    let code = eventually_matches(
        "the code with the hash of the script",
        || page.element("#code").read_value(),
        |code| code.contains("integrity="),
    );
    button(&page, "copy").click();
    eventually("it is said", "The code is copied.".to_owned(), || {
        page.element(".note").read_text()
    });
    open_view(&page, "Data");
    paste(&page);
    eventually("what was copied", code.clone(), || {
        page.element("#text").read_value()
    });

    let article = format!("<!doctype html><title>An article</title>{code}");
    let site = ctx.serve(Site::html(&article));
    page.in_new_window(&site.origin, || {
        assert_phones(page.widget(), PHONES, &[]);
    });
}

fn problems_are_listed_beside_the_text_while_typing(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    let enter = char::from(Key::Enter);
    page.element("#text").click();
    page.type_keys(&format!("name,Costs{enter}Acme,80{enter}Brix,bad"));
    assert_summary(&page, "1 problem to fix.");
    let problem = page.element(".problem button").text();
    assert!(problem.contains("row 3, column \"Costs\""), "{problem}");
    eventually("the mark", "3".to_owned(), || {
        page.element(".gutter [data-marked]").read_text()
    });
    assert!(page.element("#text").has_focus());
    let back = char::from(Key::Backspace);
    page.type_keys(&format!("{back}{back}{back}60"));
    assert_summary(&page, "No problems: 2 entries, 1 criterion.");
    assert!(!page.element(".problem").exists());
    assert!(!page.element(".gutter [data-marked]").exists());
}

fn a_problem_selects_its_location(ctx: &TestContext) {
    let faulty = PHONES.replace("80.5", "\"much\"");
    let page = open_studio_with_text(ctx, Setup::DESKTOP, &faulty);
    assert_summary(&page, "1 problem to fix.");
    page.element(".problem button").click();
    let text = page.element("#text");
    let selected: String = text
        .read("return part.value.slice(part.selectionStart, part.selectionEnd)")
        .unwrap();
    assert_eq!(selected, "\"much\"");
    page.type_keys("80.5");
    assert_summary(&page, "No problems");
    assert_phones(preview(&page), PHONES, &[]);
}

fn the_preview_stays_while_there_are_problems(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_phones(preview(&page), PHONES, &[]);
    page.element("#text").press(&[Key::End]);
    page.type_keys("!");
    assert_summary(&page, "1 problem to fix.");
    assert!(page.element(".preview-tools .note").is_visible());
    assert_phones(preview(&page), PHONES, &[]);
}

fn a_weight_in_a_form_changes_the_ranking(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_summary(&page, "No problems");
    open_view(&page, "Settings");
    field(&page, "criteria[2].weight").enter("90");
    let heavier = PHONES.replace("\"weight\": 20", "\"weight\": 90");
    assert_phones(preview(&page), &heavier, &[]);
    let text: Value = serde_json::from_str(&page.element("#text").value()).unwrap();
    assert_eq!(text, serde_json::from_str::<Value>(&heavier).unwrap());
}

fn a_form_shows_the_problem_of_a_field(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_summary(&page, "No problems");
    open_view(&page, "Settings");
    let weight = field(&page, "criteria[0].weight");
    weight.enter("heavy");
    eventually("it is marked invalid", true, || {
        weight.read_flag("aria-invalid")
    });
    let message_id = weight.read_attribute("aria-describedby").unwrap().unwrap();
    assert!(!field(&page, &message_id).text().is_empty());
    weight.enter("50");
    eventually("it is mended", false, || weight.read_flag("aria-invalid"));
}

fn a_table_edited_in_a_form_becomes_json_until_undone(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, TABLE);
    assert_summary(&page, "No problems");
    open_view(&page, "Settings");
    button(&page, "show-columns").click();
    page.element("#columns [aria-label='Costs'] [name='better']")
        .select_option("More is better");
    button(&page, "confirm-columns").click();
    let table = page.element("#text").value();
    open_view(&page, "Settings");
    eventually("the form is there", true, || {
        field(&page, "title").read_exists()
    });
    field(&page, "title").enter("Best phones");
    eventually_matches(
        "it is said",
        || page.element("nav .note").read_text(),
        |text| text.contains("JSON"),
    );
    let text = page.element("#text");
    assert!(text.value().contains("\"title\": \"Best phones\""));
    assert_phones(preview(&page), PHONES, &[]);
    button(&page, "undo").click();
    assert_eq!(text.value(), table);
    button(&page, "redo").click();
    assert!(text.value().starts_with('{'));
}

fn a_preset_is_added_in_a_form(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_summary(&page, "No problems");
    open_view(&page, "Settings");
    button(&page, "add-preset").click();
    field(&page, "presets[0].name").enter("Cheap ones");
    field(&page, "presets[0].weights.costs").enter("100");
    page.element("button[name=width][value='768']").click();
    let preset = preview(&page).preset("preset-1");
    eventually("the preset is there", "Cheap ones".to_owned(), || {
        preset.read_text()
    });
    preview(&page).choose_preset("preset-1");
    let costs = [("costs", "100")];
    preview(&page).assert_ranking(&Data::parse(PHONES).ranking(&costs));
}

fn files_contain_the_data(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_summary(&page, "No problems");
    open_view(&page, "Publish");
    button(&page, "save-json").click();
    assert_eq!(
        String::from_utf8(page.wait_for_download(".json")).unwrap(),
        PHONES
    );
    button(&page, "save-csv").click();
    let table = String::from_utf8(page.wait_for_download(".csv")).unwrap();
    assert!(table.contains("Alpha"), "{table}");
    // The saved file is valid, too.
    drop_file(&page, "phones.csv", table.as_bytes());
    assert_summary(&page, "No problems: 3 entries, 3 criteria.");

    button(&page, "save-packed").click();
    let packed = page.wait_for_download(".bin");
    drop_file(&page, "phones.bin", &packed);
    let note = page.element("nav .note");
    eventually(
        "the note",
        "phones.bin is open. It was packed, and is shown as JSON.".to_owned(),
        || note.read_text(),
    );
    assert_summary(&page, "No problems: 3 entries, 3 criteria.");
    let widget = WIDGET.replace("phones.json", "phones.bin");
    let site = Site::article(&widget).file("/phones.bin", "application/octet-stream", packed);
    assert_ranks_phones(&ctx.open(Setup::DESKTOP, site));
}

/// Drops a file onto the page.
#[track_caller]
pub fn drop_file(page: &Page, name: &str, bytes: &[u8]) {
    page.js::<()>(
        "const [name, bytes] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))",
        json!([name, bytes]),
    );
}

fn a_dropped_file_is_opened_in_its_encoding(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    drop_file(
        &page,
        "caf\u{e9}s.csv",
        b"name;Costs\r\nCaf\xE9;1,5\r\nBar;2\r\n",
    );
    assert_summary(&page, "No problems: 2 entries, 1 criterion.");
    assert_eq!(
        page.element("#text").value(),
        "name;Costs\nCaf\u{e9};1,5\nBar;2\n"
    );
    let note = page.element("nav .note").text();
    assert!(note.contains("windows-1252"), "{note}");
}

fn every_template_is_valid_and_can_be_undone_by_keyboard(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    for start in ["table", "json", "example"] {
        button(&page, start).press(&[Key::Enter]);
        assert_summary(&page, "No problems");
    }
    preview(&page).assert_ranking(&ctx.data().ranking(&[]));
    for _ in 0..3 {
        page.press_with_control('z');
    }
    assert_summary(&page, "Nothing here yet.");
    assert!(button(&page, "undo").is_disabled());
}

fn the_preview_has_several_widths_and_themes(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_phones(preview(&page), PHONES, &[]);
    let choose = |name: &str, value: &str| {
        page.element(&format!("button[name={name}][value='{value}']"))
            .click();
    };
    let inner = "return part.clientWidth";
    for width in [360, 768, 1280] {
        choose("width", &width.to_string());
        eventually("the width that the widget has", width, || {
            page.element("#preview").read(inner)
        });
        eventually("that it is all in view", false, || {
            page.element("#stage")
                .read("return part.scrollWidth > part.clientWidth + 1")
        });
    }
    let surface = "return getComputedStyle(part.querySelector('.widget')).backgroundColor";
    let mut surfaces = Vec::new();
    for theme in ["Light", "Dark"] {
        choose("theme", theme);
        surfaces.push(preview(&page).part("base").read::<String>(surface).unwrap());
    }
    assert_ne!(surfaces[0], surfaces[1]);
}

fn a_loaded_studio_works_offline(ctx: &TestContext) {
    let page = open_studio_with_clipboard(ctx, Setup::DESKTOP, TABLE);
    page.server.refuse(|_| true);
    paste(&page);
    assert_summary(&page, "No problems");
    let widget = preview(&page);
    assert_phones(widget, PHONES, &[]);
    button(&page, "confirm-columns").click();
    widget.row_button("beta").click();
    eventually("the details are drawn", true, || {
        widget.details("beta").find("td").read_is_visible()
    });
    open_view(&page, "Publish");
    assert!(page.element("#code").value().contains("integrity="));
    button(&page, "copy").click();
    button(&page, "save-json").click();
    assert!(!page.wait_for_download(".json").is_empty());
    open_view(&page, "Data");
    page.element("#text").type_text("name,Costs");
    assert_summary(&page, "1 problem to fix.");
    assert_eq!(page.problems(), [""; 0]);
}

fn no_data_can_leave_the_browser(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_phones(preview(&page), PHONES, &[]);
    let foreign = ctx.serve(Site::cdn());
    let answered: bool = page.js(
        "return fetch(arguments[0]).then(() => true, () => false)",
        json!([foreign.origin]),
    );
    assert!(!answered);
    assert!(foreign.log().is_empty());
    let stored: usize = page.js(
        "return localStorage.length + sessionStorage.length + document.cookie.length",
        json!([]),
    );
    assert_eq!(stored, 0);
}

fn leaving_with_unsaved_work_asks_for_confirmation(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    let warns = || {
        page.try_js::<bool>(
            "const event = new Event('beforeunload', { cancelable: true });
            dispatchEvent(event);
            return event.defaultPrevented",
            json!([]),
        )
    };
    assert_eq!(warns(), Ok(false));
    page.element("#text").type_text("name,Costs");
    eventually("there is something to lose", true, warns);
    button(&page, "json").click();
    assert_summary(&page, "No problems");
    open_view(&page, "Publish");
    button(&page, "save-json").click();
    eventually("it is saved", false, warns);
}

fn the_text_survives_a_crash(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, PHONES);
    assert_summary(&page, "No problems");
    let notice = page.element("#broken");
    assert!(!notice.is_visible());
    page.js::<()>(
        // Firefox runs this in a sandbox beside the page's own scope.
        "const page = window.wrappedJSObject ?? window;
        const error = new page.WebAssembly.RuntimeError('unreachable');
        error.stack = `at ${location.origin}/studio-0.wasm:wasm-function[1]`;
        page.dispatchEvent(new page.ErrorEvent('error', { error }))",
        json!([]),
    );
    assert!(notice.is_visible());
    assert_eq!(page.element("#text").value(), PHONES);
}

fn axe_finds_nothing_in_the_studio(ctx: &TestContext) {
    let mut all_violations = Vec::new();
    for (dark, setup) in [(false, TALL), (true, SMALL)] {
        let page = open_studio(ctx, Setup { dark, ..setup });
        let mut audit =
            |state: &str| {
                let violations = page.axe_violations_in("html").into_iter();
                all_violations.extend(violations.map(|violation| {
                    format!("{state}, dark {dark}, {} px: {violation}", setup.width)
                }));
            };
        audit("empty");
        page.element("#text").type_text("name,Costs");
        assert_summary(&page, "1 problem to fix.");
        audit("with a problem");
        button(&page, "example").click();
        assert_summary(&page, "No problems");
        preview(&page).wait_until_ready();
        for view in ["Data", "Settings", "Publish"] {
            open_view(&page, view);
            page.wait_for_paint();
            audit(view);
        }
    }
    assert!(all_violations.is_empty(), "{all_violations:#?}");
}

fn nothing_is_cut_off_on_a_small_screen(ctx: &TestContext) {
    let page = open_studio(ctx, SMALL);
    button(&page, "example").click();
    assert_summary(&page, "No problems");
    preview(&page).wait_until_ready();
    for view in ["Data", "Settings", "Publish"] {
        open_view(&page, view);
        page.wait_for_paint();
        let beyond: i32 = page.js(
            "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth",
            json!([]),
        );
        assert_eq!(beyond, 0, "{view}");
    }
    open_view(&page, "Settings");
    field(&page, "criteria[0].weight").enter("0");
    preview(&page).assert_ranking(&ctx.data().ranking(&[("scale", "0")]));
}
