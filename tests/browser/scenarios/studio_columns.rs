//! The columns of tables in the studio: from any table to a sensible ranking, without editing a cell.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::scenarios;
use super::studio::{
    assert_summary, button, drop_file, open_studio, open_studio_with_text, open_view,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    locator::Locator,
    page::Page,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] = scenarios![
    a_table_of_flags_and_shares_becomes_a_ranking,
    a_table_of_incidents_becomes_a_ranking,
    a_table_of_ranks_and_codes_becomes_a_ranking,
    the_code_is_held_back_until_the_columns_are_confirmed,
    columns_are_changed_by_keyboard,
    rows_above_the_header_are_removed_by_one_click,
    a_row_of_totals_is_removed_by_one_click,
    a_list_of_records_becomes_a_table,
    a_workbook_opens_at_a_sheet_that_can_be_changed,
    columns_fit_a_small_screen,
];

const SWEETS: &str = include_str!("../../tables/sweets.csv");
const AIRLINES: &str = include_str!("../../tables/airlines.csv");
const DEGREES: &str = include_str!("../../tables/degrees.csv");

/// Waits until the columns have the focus, as they do after a table is pasted.
#[track_caller]
fn wait_for_columns(page: &Page) {
    let columns = page.element("#columns");
    eventually("the columns are shown", true, || {
        Ok(columns.read_exists()? && columns.has_focus())
    });
}

/// Returns a field in the row of a column.
fn column_field<'p>(page: &'p Page, column: usize, name: &str) -> Locator<'p> {
    page.element(&format!("[data-column='{column}'] [name='{name}']"))
}

/// Waits for the entries that the preview ranks first and last.
#[track_caller]
fn assert_first_and_last(page: &Page, first: &str, last: &str) {
    eventually(
        "the first and the last entry",
        Ok([first.to_owned(), last.to_owned()]),
        || {
            let ranking: Result<Vec<Value>, String> = page.try_js(
                "return document.querySelector('#preview').ranking ?? []",
                json!([]),
            );
            let name = |entry: Option<&Value>| {
                entry
                    .map_or("", |entry| entry["name"].as_str().unwrap_or(""))
                    .to_owned()
            };
            Ok(ranking.map(|ranking| [name(ranking.first()), name(ranking.last())]))
        },
    );
}

/// Pastes a table, confirms its columns, and expects a ranking and the code to embed it.
#[track_caller]
fn assert_becomes_ranking(ctx: &TestContext, table: &str, summary: &str, ends: [&str; 2]) {
    let cells = table.replace(',', "\t");
    let page = open_studio_with_text(ctx, Setup::DESKTOP, &cells);
    wait_for_columns(&page);
    button(&page, "confirm-columns").click();
    assert_summary(&page, summary);
    assert_first_and_last(&page, ends[0], ends[1]);
    let text = page.element("#text").value();
    let below = |text: &str| text.split_once('\n').map(|(_, rows)| rows.to_owned());
    assert_eq!(
        below(&text),
        below(&cells),
        "a cell below the header has changed"
    );
    open_view(&page, "Publish");
    assert!(page.element("#code").value().contains(ends[0]));
}

fn a_table_of_flags_and_shares_becomes_a_ranking(ctx: &TestContext) {
    let summary = "No problems: 85 entries, 10 criteria.";
    assert_becomes_ranking(ctx, SWEETS, summary, ["Sunrise Cups", "Chalk Drops"]);
}

fn a_table_of_incidents_becomes_a_ranking(ctx: &TestContext) {
    let summary = "No problems: 56 entries, 7 criteria.";
    assert_becomes_ranking(ctx, AIRLINES, summary, ["Northwind Airways", "Sooty Air"]);
}

fn a_table_of_ranks_and_codes_becomes_a_ranking(ctx: &TestContext) {
    let summary = "No problems: 173 entries, 15 criteria.";
    assert_becomes_ranking(ctx, DEGREES, summary, DEGREE_ENDS);
}

/// The first and the last degree at equal weights, as tests/core/columns.rs computes them.
const DEGREE_ENDS: [&str; 2] = ["PAGONI ENGINEERING", "RUGOGO POLICY"];

const LAPTOPS: &str =
    "Product,Price,Brand,Battery\nOrla,900,Pim,11\nTove,700,Pim,8\nUlf,1200,Rask,14\n";

fn the_code_is_held_back_until_the_columns_are_confirmed(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    drop_file(&page, "laptops.csv", LAPTOPS.as_bytes());
    wait_for_columns(&page);
    assert_summary(&page, "1 problem to fix.");
    page.element(".problem button").click();
    assert!(page.element("#text").has_focus());
    open_view(&page, "Columns");
    button(&page, "confirm-columns").click();
    assert_summary(&page, "No problems: 3 entries, 2 criteria.");
    assert_eq!(
        page.element("#text").value().lines().next(),
        Some("name,Price [better=lower],tag:Brand,Battery")
    );
    open_view(&page, "Publish");
    assert!(page.element("#code").exists());

    // Undone, or edited without being confirmed, they have to be looked at again.
    button(&page, "undo").click();
    assert!(!page.element("#code").exists());
    open_view(&page, "Columns");
    button(&page, "confirm-columns").click();
    column_field(&page, 1, "better").select_option("More is better");
    open_view(&page, "Publish");
    assert!(!page.element("#code").exists());

    // A new column has not been looked at.
    drop_file(
        &page,
        "laptops.csv",
        b"name,Price,Weight\nOrla,900,1.2\nTove,700,1.5\n",
    );
    wait_for_columns(&page);
    open_view(&page, "Publish");
    button(&page, "show-columns").wait_for();
    assert!(!page.element("#code").exists());
    button(&page, "show-columns").click();
    button(&page, "confirm-columns").click();
    open_view(&page, "Publish");
    page.element("#code").wait_for();

    // What JSON says needs no confirmation.
    button(&page, "json").click();
    eventually("the code for JSON", true, || {
        page.element("#code").read_exists()
    });
}

fn columns_are_changed_by_keyboard(ctx: &TestContext) {
    let page = open_studio_with_text(ctx, Setup::DESKTOP, LAPTOPS);
    wait_for_columns(&page);
    // The rows of the name and the price: its role, its direction, its weight.
    for _ in 0..4 {
        page.press(Key::Tab);
    }
    let weight = column_field(&page, 1, "weight");
    assert!(weight.has_focus());
    page.type_keys("70");
    column_field(&page, 2, "role").select_option("Name");
    let product = column_field(&page, 0, "role");
    eventually("one name at most", "Ignore".to_owned(), || {
        product.read_value()
    });
    column_field(&page, 2, "role").select_option("Tag");
    product.select_option("Name");
    column_field(&page, 3, "highest").enter("20");
    column_field(&page, 3, "lowest").enter("0");
    column_field(&page, 3, "unit").enter("h");
    column_field(&page, 3, "weight").enter("30");
    button(&page, "confirm-columns").press(&[Key::Enter]);
    eventually_matches(
        "the header",
        || page.element("#text").read_value(),
        |text| {
            text.lines().next()
                == Some(
                    "name,Price [weight=70 better=lower],tag:Brand,Battery [weight=30 range=0..20 unit=h]",
                )
        },
    );
    assert_summary(&page, "No problems: 3 entries, 2 criteria.");
    button(&page, "undo").click();
    eventually("the pasted header", LAPTOPS.to_owned(), || {
        page.element("#text").read_value()
    });
}

fn rows_above_the_header_are_removed_by_one_click(ctx: &TestContext) {
    let report = format!("Laptops of the year,,,\nTested:,2031-01,,\n{LAPTOPS}");
    let page = open_studio_with_text(ctx, Setup::DESKTOP, &report);
    assert_summary(&page, "1 problem to fix.");
    assert_eq!(button(&page, "fix").text(), "Remove the rows above row 3");
    button(&page, "fix").click();
    wait_for_columns(&page);
    assert_eq!(page.element("#text").value(), LAPTOPS);
    assert!(!button(&page, "fix").exists());
    button(&page, "undo").click();
    assert_eq!(page.element("#text").value(), report);
}

fn a_row_of_totals_is_removed_by_one_click(ctx: &TestContext) {
    let table = "name,Sales,Stars\nOrla,900,4\nTove,700,5\n";
    let page = open_studio_with_text(ctx, Setup::DESKTOP, &format!("{table}Total,1600,9\n"));
    assert_summary(&page, "No problems: 3 entries, 2 criteria.");
    assert_eq!(button(&page, "fix").text(), "Remove the row “Total”");
    button(&page, "fix").click();
    assert_summary(&page, "No problems: 2 entries, 2 criteria.");
    assert_eq!(page.element("#text").value(), table);
}

fn a_list_of_records_becomes_a_table(ctx: &TestContext) {
    let records = r#"[{ "Product": "Orla", "Price": 900 }, { "Product": "Tove", "Price": 700 }]"#;
    let table = "\"Product\",Price\nOrla,900\nTove,700\n";
    let page = open_studio_with_text(ctx, Setup::DESKTOP, records);
    wait_for_columns(&page);
    assert_eq!(page.element("#text").value(), table);
    let note = page.element("nav .note").text();
    assert!(note.contains("list of records"), "{note}");
    drop_file(
        &page,
        "phones.json",
        records.replace("900", "800").as_bytes(),
    );
    eventually("the file", table.replace("900", "800"), || {
        page.element("#text").read_value()
    });
}

fn a_workbook_opens_at_a_sheet_that_can_be_changed(ctx: &TestContext) {
    let page = open_studio(ctx, Setup::DESKTOP);
    let has_reader = || {
        let log = page.server.log();
        log.iter()
            .any(|entry| entry.path.contains("studio-workbook"))
    };
    assert!(!has_reader(), "the reader is loaded without a workbook");
    drop_file(
        &page,
        "phones.xlsx",
        include_bytes!("../../data/phones.xlsx"),
    );
    wait_for_columns(&page);
    assert_summary(&page, "No problems: 2 entries, 2 criteria.");
    assert!(has_reader());
    let note = page.element("nav .note").text();
    assert!(
        note.contains("at the sheet “Phones”, the first of 2"),
        "{note}"
    );
    page.element("nav [name=sheet]").select_option("More");
    assert_summary(&page, "1 problem to fix.");

    let text = page.element("#text").value();
    let sheet = page.element("nav [name=sheet]");
    drop_file(&page, "broken.xlsx", b"PK\x03\x04 and nothing else");
    eventually_matches(
        "the reason",
        || page.element("nav .note").read_text(),
        |note| note.contains("not a workbook that can be read"),
    );
    assert_eq!(page.element("#text").value(), text);
    assert_eq!(sheet.value(), "More");
    assert!(!page.element("#broken").is_visible());
}

fn columns_fit_a_small_screen(ctx: &TestContext) {
    let mut violations = Vec::new();
    for dark in [false, true] {
        let setup = Setup {
            width: 360,
            height: 740,
            dark,
            ..Setup::PHONE
        };
        let page = open_studio(ctx, setup);
        drop_file(&page, "degrees.csv", DEGREES.as_bytes());
        wait_for_columns(&page);
        page.wait_for_paint();
        let beyond: i32 = page.js(
            "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth",
            json!([]),
        );
        assert_eq!(beyond, 0);
        violations.extend(page.axe_violations_in("html"));
    }
    assert!(violations.is_empty(), "{violations:#?}");
}
