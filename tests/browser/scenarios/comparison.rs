//! The comparison of two to four entries.

use num_rational::BigRational;
use serde_json::Value;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    locator::Locator,
    ranking_oracle::{Weights, fraction, parse_decimal},
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    selected_rows_are_compared,
    rows_are_selected_by_keyboard,
    arrows_move_between_rows_and_c_selects_one,
    escape_closes_the_details_that_it_is_pressed_in,
    at_most_four_entries_are_compared,
    entries_can_be_removed_from_a_comparison,
    points_add_up_to_the_shown_totals,
    a_comparison_follows_the_weights,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

#[track_caller]
pub fn select_entry(widget: Widget<'_>, entry: &str) {
    let toggle = widget.compare_toggle(entry);
    // Its chunk may have to be fetched first, and it shows while its row is pointed at.
    toggle.wait_for();
    if !widget.page.touch {
        widget.row_button(entry).hover();
    }
    toggle.click();
    eventually(entry, true, || toggle.read_flag("aria-pressed"));
}

/// Opens the comparison of the selected entries.
#[track_caller]
pub fn open_comparison(widget: Widget<'_>) {
    widget.part("compare-button").click();
    eventually("the comparison is drawn", true, || read_is_open(widget));
}

/// Waits until exactly these entries are compared, in the order of the ranking.
#[track_caller]
pub fn assert_compared(widget: Widget<'_>, entries: &[&str]) {
    let ranking: Vec<Value> = widget.js("return host.ranking");
    let ids = ranking.iter().filter_map(|row| row["id"].as_str());
    let compared = ids.filter(|id| entries.contains(id));
    let expected: Vec<String> = compared.map(str::to_owned).collect();
    eventually("who is compared", expected, || {
        widget.part("compare").read(
            "return [...part.querySelectorAll('th[data-entry]')].map(({ dataset }) => dataset.entry)",
        )
    });
}

fn read_is_open(widget: Widget<'_>) -> Result<bool, String> {
    Ok(widget.part("compare").read_is_visible().unwrap_or(false))
}

fn read_contains_focus(panel: &Locator<'_>) -> Result<bool, String> {
    panel.read("return part.contains(root.activeElement)")
}

fn selected_rows_are_compared(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let button = widget.part("compare-button");
    assert!(!widget.part("tray").exists(), "no entry is selected");
    let list_top = widget.part("ranking").rect().top;
    select_entry(widget, "aon");
    eventually("the button", "Add one more".to_owned(), || {
        button.read_text()
    });
    assert!(button.is_disabled(), "one alone cannot be compared");
    select_entry(widget, "relm");
    eventually("the button", "Compare 2".to_owned(), || button.read_text());
    assert_eq!(widget.part("ranking").rect().top, list_top);
    button.click();
    assert_compared(widget, &["aon", "relm"]);
    let panel = widget.part("compare");
    eventually("the focus is in the panel", true, || {
        read_contains_focus(&panel)
    });
    // The comparison takes the place of the ranking.
    assert!(!widget.part("ranking").exists());
    widget.assert_link_reproduces_state();
    widget.part("back-button").click();
    eventually("the ranking is drawn", true, || {
        widget.part("ranking").read_is_visible()
    });
    assert!(!read_is_open(widget).unwrap());
    select_entry(widget, "evertas");
    eventually("the button", "Compare 3".to_owned(), || button.read_text());
    widget.part("tray").find("[data-remove=relm]").click();
    button.click();
    assert_compared(widget, &["aon", "evertas"]);
}

fn rows_are_selected_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    for entry in ["marsh", "lloyds"] {
        let toggle = widget.compare_toggle(entry);
        toggle.press(&[Key::Space]);
        eventually(entry, true, || toggle.read_flag("aria-pressed"));
        assert!(toggle.has_focus());
    }
    widget.part("compare-button").press(&[Key::Enter]);
    assert_compared(widget, &["marsh", "lloyds"]);
    eventually("the focus is in the panel", true, || {
        read_contains_focus(&widget.part("compare"))
    });
    page.press(Key::Escape);
    eventually("the panel is open", false, || read_is_open(widget));
    eventually("the focus is in the tray", true, || {
        read_contains_focus(&widget.part("tray"))
    });
}

fn arrows_move_between_rows_and_c_selects_one(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let ranking = ctx.data().ranking(&[]);
    let order = ranking.order();
    widget.wake();
    widget.row_button(order[0]).focus();
    let last = order.len() - 1;
    for (key, row) in [
        (Key::Down, 1),
        (Key::Down, 2),
        (Key::Up, 1),
        (Key::End, last),
        (Key::Down, last),
        (Key::Home, 0),
    ] {
        page.press(key);
        eventually(order[row], true, || {
            Ok(widget.row_button(order[row]).has_focus())
        });
    }
    let toggle = widget.compare_toggle(order[0]);
    for selected in [true, false] {
        page.type_keys("c");
        eventually("selected", selected, || toggle.read_flag("aria-pressed"));
        assert!(widget.row_button(order[0]).has_focus());
    }
}

fn escape_closes_the_details_that_it_is_pressed_in(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let button = widget.row_button("aon");
    button.click();
    let details = widget.details("aon");
    let choice = details.find("select");
    choice.wait_for();
    choice.focus();
    page.press(Key::Escape);
    eventually("open", false, || details.read_exists());
    assert!(button.has_focus());
}

fn at_most_four_entries_are_compared(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let four = ["breach", "aon", "evertas", "relm"];
    for entry in four {
        widget.compare_toggle("marsh").wait_for();
        select_entry(widget, entry);
    }
    for entry in &ctx.data().entries {
        eventually(&entry.id, four.contains(&&*entry.id), || {
            widget.compare_toggle(&entry.id).read_exists()
        });
    }
    widget.compare_toggle("aon").click();
    eventually("another may be selected", true, || {
        widget.compare_toggle("marsh").read_exists()
    });
    open_comparison(widget);
    assert_compared(widget, &["breach", "evertas", "relm"]);
    widget.assert_link_reproduces_state();
}

fn entries_can_be_removed_from_a_comparison(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;compare=evertas,aon,marsh");
    let widget = page.widget();
    widget.wait_until_ready();
    let remove = |entry: &str| {
        widget
            .part("compare")
            .find(&format!("[data-remove={entry}]"))
    };
    assert_compared(widget, &["evertas", "aon", "marsh"]);
    remove("aon").click();
    assert_compared(widget, &["evertas", "marsh"]);
    remove("evertas").press(&[Key::Enter]);
    eventually("the panel is open", false, || read_is_open(widget));
    eventually("marsh is selected", true, || {
        widget.compare_toggle("marsh").read_flag("aria-pressed")
    });
    // The focus was in the removed element.
    let lost = || {
        widget
            .part("base")
            .read::<bool>("return root.activeElement === null")
    };
    eventually("the focus is lost", false, lost);
}

/// Uneven weights, so that the displayed numbers are rounded.
const UNEVEN: [(&str, &str); 4] = [
    ("scale", "33.33"),
    ("costs", "7.5"),
    ("ux", "0"),
    ("support", "11.11"),
];

/// Opens a comparison under uneven weights.
#[track_caller]
fn compare_under_uneven_weights(
    ctx: &TestContext,
    widget: Widget<'_>,
    entries: &[&str],
) -> Weights {
    let weights = ctx.data().weights(&UNEVEN);
    widget.set_weights(&weights);
    widget.assert_weights(&weights);
    for entry in entries {
        select_entry(widget, entry);
    }
    open_comparison(widget);
    assert_compared(widget, entries);
    weights
}

/// Parses the numbers in a text, in order, with their signs.
pub fn parse_numbers(text: &str) -> Vec<BigRational> {
    let mut numbers = Vec::new();
    let mut number = String::new();
    for c in text.chars().chain([' ']) {
        let belongs = c.is_ascii_digit() || (c == '.' && !number.is_empty());
        if belongs {
            number.push(c);
        } else {
            if number.chars().any(|c| c.is_ascii_digit()) {
                numbers.push(parse_decimal(number.trim_end_matches('.')));
            }
            number.clear();
            if matches!(c, '-' | '\u{2212}') {
                number.push('-');
            }
        }
    }
    numbers
}

/// Checks that a number is a criterion's share of the total, in percent with one decimal.
#[track_caller]
pub fn assert_share(weights: &Weights, criterion: &str, shown: &BigRational) {
    let total: i64 = weights.values().sum();
    let off = shown - fraction(100 * weights[criterion], total);
    let is_near = off < fraction(1, 10) && off > fraction(-1, 10);
    assert!(is_near, "{criterion} has {shown}%");
}

/// Returns the text of an entry's cell in a criterion's row.
#[track_caller]
fn cell_text(widget: Widget<'_>, row: &str, entry: &str) -> String {
    let cell = widget
        .part("compare")
        .find(&format!("{row} td[data-entry={entry}]"));
    // The lines of a cell are elements without white space between them.
    cell.read("return [...part.childNodes].map(({ textContent }) => textContent.trim()).join(' ')")
        .unwrap()
}

fn criterion_row(criterion: &str) -> String {
    format!("tr[data-criterion={criterion}]")
}

/// Parses the points in a cell: its first number.
#[track_caller]
fn cell_points(widget: Widget<'_>, row: &str, entry: &str) -> BigRational {
    let text = cell_text(widget, row, entry);
    let mut all = parse_numbers(&text).into_iter();
    all.next()
        .unwrap_or_else(|| panic!("{entry}, {row}: {text:?}"))
}

fn expected_score(ctx: &TestContext, weights: &Weights, entry: &str) -> BigRational {
    let ranking = ctx.data().ranking_for(weights);
    let index = ranking.order().iter().position(|id| *id == entry).unwrap();
    parse_decimal(&ranking.scores()[index])
}

const FOUR: [&str; 4] = ["aon", "evertas", "breach", "lloyds"];

fn points_add_up_to_the_shown_totals(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let weights = compare_under_uneven_weights(ctx, widget, &FOUR);
    for id in FOUR {
        let total = cell_points(widget, "tr[data-total]", id);
        assert_eq!(total, expected_score(ctx, &weights, id), "{id}");
        let mut sum = fraction(0, 1);
        let exact = data.points(id, &weights);
        for (index, (criterion, _)) in data.criteria.iter().enumerate() {
            let shown = cell_points(widget, &criterion_row(criterion), id);
            let off = &shown - &exact[index];
            assert!(
                off < fraction(1, 10) && off > fraction(-1, 10),
                "{id}, {criterion}: {shown}"
            );
            sum += shown;
            // The factors of the points: score × share.
            let text = cell_text(widget, &criterion_row(criterion), id);
            let (score, share) = text
                .split_once('×')
                .unwrap_or_else(|| panic!("no product in {text:?}"));
            assert_eq!(
                parse_numbers(score).last(),
                Some(&parse_decimal(&data.entry(id).scores[index])),
                "{text}"
            );
            assert_share(&weights, criterion, &parse_numbers(share)[0]);
        }
        assert_eq!(sum, total, "{id}");
    }
    // The leader comes first, with its lead, and the differences by criterion add up to that.
    let [lead, advantages] = [0, 1].map(|index| explanation_sentences(widget)[index].clone());
    let difference = parse_numbers(&lead).remove(0);
    let mut totals = FOUR.map(|id| expected_score(ctx, &weights, id)).to_vec();
    totals.sort();
    let [.., second, first] = &totals[..] else {
        panic!("two totals")
    };
    assert_eq!(difference, first - second, "{lead}");
    let (of_first, of_second) = advantages.split_once(';').expect("a semicolon");
    let sum = |part: &str| parse_numbers(part).iter().sum::<BigRational>();
    assert_eq!(sum(of_first) - sum(of_second), difference, "{advantages}");
}

/// Returns, for each pair of neighbors, the sentence with the lead and the one with what each is ahead on.
fn explanation_sentences(widget: Widget<'_>) -> Vec<String> {
    let script = "const sentences = [...part.querySelectorAll('p:not([part~=pairwise]), li')].filter((one) => !one.querySelector('p, li'));
        return (sentences.length ? sentences : [part]).map(({ textContent }) => textContent.replace(/\\s+/g, ' ').trim())";
    let all: Vec<String> = widget.part("explanation").read(script).unwrap();
    all.into_iter()
        .filter(|sentence| sentence.contains(" ahead o"))
        .collect()
}

fn a_comparison_follows_the_weights(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    compare_under_uneven_weights(ctx, widget, &["evertas", "coincover"]);
    widget.slider("costs").press(&[Key::End]);
    let weights = data.weights(&[&UNEVEN[..1], &[("costs", "100")], &UNEVEN[2..]].concat());
    widget.assert_weights(&weights);
    for id in ["evertas", "coincover"] {
        eventually(id, expected_score(ctx, &weights, id), || {
            let total = widget
                .part("compare")
                .find(&format!("tr[data-total] td[data-entry={id}]"));
            Ok(parse_numbers(&total.read_text()?)[0].clone())
        });
    }
    let all = explanation_sentences(widget);
    assert!(
        all[0].starts_with("Coincover is ahead of Evertas by "),
        "{all:?}"
    );
    widget.assert_link_reproduces_state();
}
