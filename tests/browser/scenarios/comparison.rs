//! The comparison of two to four entries.

use num_rational::BigRational;
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
    at_most_four_entries_are_compared,
    entries_can_be_removed_from_a_comparison,
    points_add_up_to_the_shown_totals,
    a_comparison_follows_the_weights,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

#[track_caller]
pub fn select_entry(widget: Widget<'_>, entry: &str) {
    let checkbox = widget.compare_checkbox(entry);
    checkbox.click();
    eventually(entry, true, || checkbox.read_is_checked());
}

/// Waits until exactly these entries are compared, in the order of the rows.
#[track_caller]
pub fn assert_compared(widget: Widget<'_>, entries: &[&str]) {
    let rows = widget.read_rows().unwrap().into_iter().map(|(id, _)| id);
    let expected: Vec<String> = rows.filter(|id| entries.contains(&&**id)).collect();
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
    assert!(
        !button.read_is_visible().unwrap_or(false),
        "nobody is picked"
    );
    select_entry(widget, "aon");
    eventually("the button is drawn", true, || button.read_is_visible());
    assert_eq!(
        read_is_open(widget),
        Ok(false),
        "one alone cannot be compared"
    );
    select_entry(widget, "relm");
    eventually("the button", "Compare 2".to_owned(), || button.read_text());
    assert_compared(widget, &["aon", "relm"]);
    button.click();
    let panel = widget.part("compare");
    eventually("the focus is in the panel", true, || {
        read_contains_focus(&panel)
    });
    // The comparison is below the rows.
    assert!(panel.rect().top >= widget.entry("chainproof").rect().bottom());
    let in_view = panel.rect().top < f64::from(Setup::DESKTOP.height);
    assert!(in_view, "{:?}", panel.rect());
    select_entry(widget, "evertas");
    assert_compared(widget, &["aon", "relm", "evertas"]);
    eventually("the button", "Compare 3".to_owned(), || button.read_text());
    widget.assert_link_reproduces_state();
}

fn rows_are_selected_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    for entry in ["marsh", "lloyds"] {
        widget.compare_checkbox(entry).press(&[Key::Space]);
        eventually(entry, true, || {
            widget.compare_checkbox(entry).read_is_checked()
        });
        assert!(widget.compare_checkbox(entry).has_focus());
    }
    assert_compared(widget, &["marsh", "lloyds"]);
    widget.part("compare-button").press(&[Key::Enter]);
    eventually("the focus is in the panel", true, || {
        read_contains_focus(&widget.part("compare"))
    });
    widget.compare_checkbox("marsh").press(&[Key::Space]);
    eventually("the panel is open", false, || read_is_open(widget));
}

fn at_most_four_entries_are_compared(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let four = ["breach", "aon", "evertas", "relm"];
    for entry in four {
        assert!(!widget.compare_checkbox("marsh").is_disabled());
        select_entry(widget, entry);
    }
    assert_compared(widget, &four);
    for entry in &ctx.data().entries {
        let disabled = !four.contains(&&*entry.id);
        eventually(&entry.id, disabled, || {
            widget.compare_checkbox(&entry.id).read_is_disabled()
        });
    }
    widget.assert_link_reproduces_state();
    widget.compare_checkbox("aon").click();
    assert_compared(widget, &["breach", "evertas", "relm"]);
    eventually("another may be picked", false, || {
        widget.compare_checkbox("marsh").read_is_disabled()
    });
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
    eventually("aon is picked", false, || {
        widget.compare_checkbox("aon").read_is_checked()
    });
    remove("evertas").press(&[Key::Enter]);
    eventually("the panel is open", false, || read_is_open(widget));
    eventually("marsh is picked", true, || {
        widget.compare_checkbox("marsh").read_is_checked()
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
            let shown_share = parse_numbers(&widget.share(criterion).text())[0].clone();
            assert_eq!(parse_numbers(share).first(), Some(&shown_share), "{text}");
        }
        assert_eq!(sum, total, "{id}");
    }
    // The leader comes first, with its lead, and the differences by criterion add up to that.
    let sentence = &explanation_sentences(widget)[0];
    let (lead, parts) = sentence.split_once(':').expect("a colon");
    let difference = parse_numbers(lead).pop().expect("by how much");
    let mut totals = FOUR.map(|id| expected_score(ctx, &weights, id)).to_vec();
    totals.sort();
    let [.., second, first] = &totals[..] else {
        panic!("two totals")
    };
    assert_eq!(difference, first - second, "{sentence}");
    let stated: BigRational = parse_numbers(parts).iter().sum();
    assert_eq!(stated, difference, "{sentence}");
}

/// Returns the sentences of the explanation: the leader, the other entry, the lead, and the differences by criterion.
fn explanation_sentences(widget: Widget<'_>) -> Vec<String> {
    let script = "const sentences = [...part.querySelectorAll('p:not([part~=pairwise]), li')].filter((one) => !one.querySelector('p, li'));
        return (sentences.length ? sentences : [part]).map(({ textContent }) => textContent.replace(/\\s+/g, ' ').trim())";
    let all: Vec<String> = widget.part("explanation").read(script).unwrap();
    all.into_iter()
        .filter(|sentence| sentence.contains(" ahead of "))
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
