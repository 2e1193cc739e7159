//! A reader looks at the ranking and asks why.

use std::slice;

use num_rational::BigRational;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::eventually,
    ranking_oracle::decimal,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] = scenarios![
    what_is_shown_is_exact_and_adds_up,
    a_row_opens_to_its_reasons_and_sources,
    a_row_opens_and_closes_by_keyboard,
];

/// Weightings that are not round, as typed by a reader.
const AWKWARD: [(&str, &str); 4] = [
    ("scale", "33.33"),
    ("costs", "7.5"),
    ("ux", "0"),
    ("support", "11.11"),
];

/// Reads the column headed Points in the details' table.
const POINTS: &str = "
    const place = [...part.querySelectorAll('thead th')].findIndex(({ textContent }) => textContent === 'Points');
    return [...part.querySelectorAll('tbody tr')].map(({ cells }) => cells[place].textContent.trim())";

fn what_is_shown_is_exact_and_adds_up(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&AWKWARD));
    let ranking = data.ranking(&AWKWARD);
    widget.shows(&ranking);
    let scores = ranking.scores();
    assert_eq!(widget.column("score"), scores);
    let shares = data
        .criteria
        .iter()
        .map(|(id, _)| number(&widget.share(id).text()));
    assert_eq!(shares.sum::<BigRational>(), decimal("100"));
    let (id, score) = (ranking.order()[4], &scores[4]);
    widget.opener(id).click();
    // What is in them may have to be fetched first.
    eventually(id, true, || widget.details(id).find("td").read_visible());
    let contributions: Vec<String> = widget.details(id).read(POINTS).unwrap();
    assert_eq!(contributions.len(), data.criteria.len(), "{id}");
    let sum: BigRational = contributions.iter().map(|text| number(text)).sum();
    assert_eq!(sum, decimal(score), "{id}: {contributions:?}");

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
    widget.shows(&ranking);
    for entry in ["evertas", "coincover"] {
        let shown = widget.entry(entry).find("[part~=rank]").text();
        assert_eq!(shown, format!("={rank}"));
    }
}

fn a_row_opens_to_its_reasons_and_sources(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let widget = page.widget();
    let entry = &ctx.data().entries[2];
    let opener = widget.opener(&entry.id);
    assert_eq!(
        opener.read_attribute("aria-expanded"),
        Ok(Some("false".to_owned()))
    );
    opener.click();
    eventually("aria-expanded", Some("true".to_owned()), || {
        opener.read_attribute("aria-expanded")
    });
    let details = widget.details(&entry.id);
    // What is in them may have to be fetched first.
    eventually("the details are drawn", true, || {
        details.find("td").read_visible()
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
    opener.click();
    eventually("the details are drawn", false, || {
        Ok(details.read_visible().unwrap_or(false))
    });
}

fn a_row_opens_and_closes_by_keyboard(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, id) = (page.widget(), "aon");
    let opener = widget.opener(id);
    let is_open = || Ok(widget.details(id).read_visible().unwrap_or(false));
    for key in [Key::Enter, Key::Space] {
        opener.press(slice::from_ref(&key));
        eventually("the details are drawn", true, is_open);
        opener.press(slice::from_ref(&key));
        eventually("the details are drawn", false, is_open);
        assert!(opener.has_focus());
    }
}

/// The number in `12.5 %` or `12.5`.
fn number(text: &str) -> BigRational {
    decimal(text.trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']))
}
