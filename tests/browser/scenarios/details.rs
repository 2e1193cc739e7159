//! A reader looks at the ranking and asks why.

use std::slice;

use num_rational::BigRational;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::eventually,
    ranking_oracle::{Weights, decimal},
    runner::{Scenario, TestContext},
    widget::link_value,
};

pub const ALL: &[Scenario] = scenarios![
    two_hundred_weightings_rank_as_the_fractions_say,
    equal_totals_share_a_rank,
    shown_scores_are_the_exact_ones,
    shown_shares_add_up_to_a_hundred,
    shown_contributions_add_up_to_the_shown_score,
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

fn two_hundred_weightings_rank_as_the_fractions_say(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    let mut dice = Dice(0x5eed);
    for round in 0..200 {
        let weights: Weights = data
            .criteria
            .iter()
            .map(|(id, _)| (id.clone(), dice.weight()))
            .collect();
        // Browsers refuse to change the address very often: most come by the property.
        if round % 4 == 0 {
            let link = link_value(&data.criteria, &weights);
            page.js::<()>(
                "location.hash = `weigh-in=${arguments[0]}`",
                serde_json::json!([link]),
            );
        } else {
            widget.set_weights(&weights);
        }
        widget.shows(&data.ranking_by(&weights));
    }
}

fn equal_totals_share_a_rank(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
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

fn shown_scores_are_the_exact_ones(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    assert_eq!(widget.column("score"), data.ranking(&[]).scores());
    widget.set_weights(&data.weights(&AWKWARD));
    widget.shows(&data.ranking(&AWKWARD));
    assert_eq!(widget.column("score"), data.ranking(&AWKWARD).scores());
}

fn shown_shares_add_up_to_a_hundred(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    for changed in [
        &[][..],
        &AWKWARD,
        &[
            ("scale", "0"),
            ("security", "0"),
            ("coverage", "20"),
            ("costs", "20"),
            ("ux", "20"),
            ("support", "0"),
        ],
    ] {
        widget.set_weights(&data.weights(changed));
        widget.has_weights(&data.weights(changed));
        let shares = data
            .criteria
            .iter()
            .map(|(id, _)| number(&widget.share(id).text()));
        assert_eq!(shares.sum::<BigRational>(), decimal("100"));
    }
}

fn shown_contributions_add_up_to_the_shown_score(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&AWKWARD));
    let ranking = data.ranking(&AWKWARD);
    widget.shows(&ranking);
    let scores = widget.column("score");
    for (id, score) in ranking.order().into_iter().zip(scores) {
        widget.opener(id).click();
        // What is in them may have to be fetched first.
        eventually(id, true, || widget.details(id).find("td").read_visible());
        let contributions: Vec<String> = widget.details(id).read(POINTS).unwrap();
        assert_eq!(contributions.len(), data.criteria.len(), "{id}");
        let sum: BigRational = contributions.iter().map(|text| number(text)).sum();
        assert_eq!(sum, decimal(&score), "{id}: {contributions:?}");
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

/// The same throws in every run (splitmix64, Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Sometimes zero, sometimes whole, sometimes with decimals; in hundredths.
    fn weight(&mut self) -> i64 {
        let below = |dice: &mut Self, end: u64| (dice.throw() % end) as i64;
        match below(self, 4) {
            0 => 0,
            1 => 100 * below(self, 101),
            _ => 1 + below(self, 10_000),
        }
    }
}
