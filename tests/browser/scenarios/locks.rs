//! Locked weights, which stay constant while others change.

use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    ranking_oracle::{Weights, fraction},
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    locked_weights_and_the_sum_stay_constant,
    locks_hold_against_keys_and_typed_numbers,
    a_preset_removes_the_locks,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

#[track_caller]
pub fn press_lock(widget: Widget<'_>, criterion: &str) {
    widget.use_slider(criterion);
    let lock = widget.lock(criterion);
    lock.click();
    eventually(criterion, true, || lock.read_flag("aria-pressed"));
}

/// Checks that these criteria share the rest of the total exactly, in proportion to `shares`.
#[track_caller]
fn assert_rest_is_shared(weights: &Weights, shares: &[(&str, i64)]) {
    assert_eq!(weights.values().sum::<i64>(), 10_000, "{weights:?}");
    let all: i64 = shares.iter().map(|(_, share)| share).sum();
    let rest: i64 = shares.iter().map(|(id, _)| weights[*id]).sum();
    for (id, share) in shares {
        let exact = fraction(rest * share, all);
        let off = exact - fraction(weights[*id], 1);
        let less_than_one = off < fraction(1, 1) && off > fraction(-1, 1);
        assert!(less_than_one, "{id} is off by {off}: {weights:?}");
    }
}

fn locked_weights_and_the_sum_stay_constant(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    press_lock(widget, "scale");
    press_lock(widget, "costs");
    for criterion in ["scale", "costs"] {
        assert!(widget.slider(criterion).is_disabled());
        assert!(widget.number(criterion).is_disabled());
    }
    // At the end of the slider all others are 0, and no longer have proportions.
    widget.slider("security").drag_through(&[1.0, 0.37]);
    let weights = eventually_matches(
        "the weights are moved",
        || widget.read_weights(),
        |weights| (3000..4500).contains(&weights["security"]),
    );
    assert_eq!((weights["scale"], weights["costs"]), (3000, 1500));
    assert_rest_is_shared(&weights, &[("coverage", 15), ("ux", 10), ("support", 5)]);
    widget.assert_weights(&weights);
    widget.assert_ranking(&data.ranking_for(&weights));
    widget.assert_link_reproduces_state();
    // The slider ends at the sum of the unlocked weights.
    widget.slider("security").drag_to(1.0);
    let changed = data.weights(&[
        ("security", "55"),
        ("coverage", "0"),
        ("ux", "0"),
        ("support", "0"),
    ]);
    widget.assert_weights(&changed);
    widget.assert_ranking(&data.ranking_for(&changed));
    // Two weights are always unlocked.
    press_lock(widget, "ux");
    press_lock(widget, "support");
    eventually("the last two can't be locked", (true, true), || {
        let is_disabled = |criterion| {
            widget.use_slider(criterion);
            widget.lock(criterion).read_is_disabled()
        };
        Ok((is_disabled("security")?, is_disabled("coverage")?))
    });
}

fn locks_hold_against_keys_and_typed_numbers(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    for (criterion, key) in [("scale", Key::Enter), ("costs", Key::Space)] {
        let lock = widget.lock(criterion);
        widget.use_slider(criterion);
        lock.press(&[key]);
        eventually(criterion, true, || lock.read_flag("aria-pressed"));
        assert!(lock.has_focus());
    }
    widget.number("security").enter("10.01%");
    let weights = eventually_matches(
        "the weight is taken",
        || widget.read_weights(),
        |weights| weights["security"] == 1001,
    );
    assert_rest_is_shared(&weights, &[("coverage", 15), ("ux", 10), ("support", 5)]);
    // More than the unlocked weights have.
    widget.slider("ux").press(&[Key::End]);
    eventually("as much as there is", 5500, || {
        Ok(widget.read_weights()?["ux"])
    });
    let weights = widget.read_weights().unwrap();
    assert_eq!(weights.values().sum::<i64>(), 10_000);
    widget.assert_weights(&weights);
    widget.slider("ux").press(&[Key::Home]);
    eventually("it is 0", 0, || Ok(widget.read_weights()?["ux"]));
    let weights = widget.read_weights().unwrap();
    assert_eq!((weights["scale"], weights["costs"]), (3000, 1500));
    assert_eq!(weights.values().sum::<i64>(), 10_000);
    widget.assert_ranking(&data.ranking_for(&weights));
    for criterion in ["scale", "costs"] {
        let lock = widget.lock(criterion);
        lock.press(&[Key::Enter]);
        eventually(criterion, false, || lock.read_flag("aria-pressed"));
        assert!(!widget.slider(criterion).is_disabled());
    }
    // Without locks, each weight is independent again.
    widget.enter_weight("ux", "33");
    let free = weights.into_iter().map(|(id, weight)| match &*id {
        "ux" => (id, 3300),
        _ => (id, weight),
    });
    widget.assert_weights(&free.collect());
}

fn read_locks(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.part("controls").read(
        "return [...part.querySelectorAll('[part~=lock][aria-pressed=true]')].map((lock) => lock.closest('[data-criterion]').dataset.criterion)",
    )
}

fn a_preset_removes_the_locks(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    press_lock(widget, "ux");
    widget.choose_preset("security-first");
    eventually("the locks", Vec::<String>::new(), || read_locks(widget));
}
