//! The details of an entry, which explain its rank.

use std::slice;

use num_rational::BigRational;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::eventually,
    ranking_oracle::parse_decimal,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] = scenarios![
    details_are_exact_and_add_up,
    an_open_row_shows_reasons_and_sources,
    a_row_opens_and_closes_by_keyboard,
];

/// Sets of uneven weights, as typed by a reader.
const UNEVEN: [(&str, &str); 4] = [
    ("scale", "33.33"),
    ("costs", "7.5"),
    ("ux", "0"),
    ("support", "11.11"),
];

/// Reads the column “Points” of the table in the details.
const POINTS: &str = "
    const place = [...part.querySelectorAll('thead th')].findIndex(({ textContent }) => textContent === 'Points');
    return [...part.querySelectorAll('tbody tr')].map(({ cells }) => cells[place].textContent.trim())";

fn details_are_exact_and_add_up(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&UNEVEN));
    let ranking = data.ranking(&UNEVEN);
    widget.assert_ranking(&ranking);
    let scores = ranking.scores();
    assert_eq!(widget.column("score"), scores);
    // The fields load with the panels.
    widget.wait_for_level();
    let shares = data
        .criteria
        .iter()
        .map(|(id, _)| parse_number(&widget.number(id).value()));
    assert_eq!(shares.sum::<BigRational>(), parse_decimal("100"));
    let (id, score) = (ranking.order()[4], &scores[4]);
    widget.row_button(id).click();
    // Their chunk may have to be fetched first.
    eventually(id, true, || widget.details(id).find("td").read_is_visible());
    let contributions: Vec<String> = widget.details(id).read(POINTS).unwrap();
    assert_eq!(contributions.len(), data.criteria.len(), "{id}");
    let sum: BigRational = contributions.iter().map(|text| parse_number(text)).sum();
    assert_eq!(sum, parse_decimal(score), "{id}: {contributions:?}");

    // Evertas leads by 14 on scale, Coincover by 13 on costs.
    let tie = [
        ("scale", "6.5"),
        ("costs", "7"),
        ("security", "0"),
        ("coverage", "0"),
        ("ux", "0"),
        ("support", "0"),
    ];
    let ranking = data.ranking(&tie);
    let rank = ranking.rank("evertas");
    assert_eq!(rank, ranking.rank("coincover"), "the data have changed");
    widget.set_weights(&data.weights(&tie));
    widget.assert_ranking(&ranking);
    for entry in ["evertas", "coincover"] {
        let shown = widget.entry(entry).find("[part~=rank]").text();
        assert_eq!(shown, format!("={rank}"));
    }
}

fn an_open_row_shows_reasons_and_sources(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let widget = page.widget();
    let entry = &ctx.data().entries[2];
    let row_button = widget.row_button(&entry.id);
    assert_eq!(
        row_button.read_attribute("aria-expanded"),
        Ok(Some("false".to_owned()))
    );
    row_button.click();
    eventually("aria-expanded", Some("true".to_owned()), || {
        row_button.read_attribute("aria-expanded")
    });
    let details = widget.details(&entry.id);
    // Their chunk may have to be fetched first.
    eventually("the details are drawn", true, || {
        details.find("td").read_is_visible()
    });
    let text = details.text();
    assert!(
        entry.reasons.len() >= ctx.data().criteria.len(),
        "{:?}",
        entry.reasons
    );
    for reason in &entry.reasons {
        assert!(text.contains(reason), "{reason:?} is not in {text:?}");
    }
    row_button.click();
    eventually("the details are drawn", false, || {
        Ok(details.read_is_visible().unwrap_or(false))
    });
}

fn a_row_opens_and_closes_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let (widget, id) = (page.widget(), "aon");
    let row_button = widget.row_button(id);
    let is_open = || Ok(widget.details(id).read_is_visible().unwrap_or(false));
    for key in [Key::Enter, Key::Space] {
        row_button.press(slice::from_ref(&key));
        eventually("the details are drawn", true, is_open);
        row_button.press(slice::from_ref(&key));
        eventually("the details are drawn", false, is_open);
        assert!(row_button.has_focus());
    }
}

/// Parses the number in `12.5 %` or `12.5`.
fn parse_number(text: &str) -> BigRational {
    parse_decimal(text.trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']))
}
