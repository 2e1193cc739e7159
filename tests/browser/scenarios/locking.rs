//! A reader keeps some weights as they are while the others move.

use thirtyfour::Key;

use super::{scenarios, weightings::open_order};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_some},
    ranking_oracle::{Weights, fraction},
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    locked_weights_stay_and_the_sum_too,
    shares_are_those_from_before_the_drag,
    nothing_sticks_at_the_end_of_a_slider,
    locks_hold_against_keys_and_typed_numbers,
    two_weights_are_always_free,
    presets_orders_and_reset_take_the_locks_off,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

#[track_caller]
pub fn press_lock(widget: Widget<'_>, criterion: &str) {
    let lock = widget.lock(criterion);
    lock.click();
    eventually(criterion, true, || lock.read_is("aria-pressed"));
}

/// These criteria share what is left by others, exactly, in proportion to `shares`.
#[track_caller]
fn share_the_rest(weights: &Weights, shares: &[(&str, i64)]) {
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

fn locked_weights_stay_and_the_sum_too(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    press_lock(widget, "scale");
    press_lock(widget, "costs");
    for criterion in ["scale", "costs"] {
        assert!(widget.slider(criterion).is_disabled());
        assert!(widget.number(criterion).is_disabled());
    }
    widget.slider("security").drag_to(0.37);
    let weights = eventually_some(
        "the weights are moved",
        || widget.read_weights(),
        |weights| weights["security"] > 3000,
    );
    assert_eq!((weights["scale"], weights["costs"]), (3000, 1500));
    share_the_rest(&weights, &[("coverage", 15), ("ux", 10), ("support", 5)]);
    widget.has_weights(&weights);
    widget.shows(&data.ranking_by(&weights));
    widget.is_reproduced_by_its_link();
    // Its slider ends where the locked ones begin.
    widget.slider("security").drag_to(1.0);
    let moved = data.weights(&[
        ("security", "55"),
        ("coverage", "0"),
        ("ux", "0"),
        ("support", "0"),
    ]);
    widget.has_weights(&moved);
    widget.shows(&data.ranking_by(&moved));
}

fn shares_are_those_from_before_the_drag(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    press_lock(widget, "scale");
    // On its way all the others are 0, and have no proportions any more.
    widget.slider("security").drag_through(&[1.0, 0.4]);
    let weights = eventually_some(
        "the weights are moved",
        || widget.read_weights(),
        |weights| (3500..4500).contains(&weights["security"]),
    );
    share_the_rest(
        &weights,
        &[("coverage", 15), ("costs", 15), ("ux", 10), ("support", 5)],
    );
    widget.part("undo").click();
    widget.has_weights(&ctx.data().published());
}

fn nothing_sticks_at_the_end_of_a_slider(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    press_lock(widget, "scale");
    let others = ["coverage", "costs", "ux", "support"];
    let slider = widget.slider("security");
    slider.drag_to(1.0);
    eventually("all others are 0", true, || {
        let weights = widget.read_weights()?;
        Ok(others.iter().all(|id| weights[*id] == 0) && weights["security"] == 7000)
    });
    slider.drag_to(0.2);
    let weights = eventually_some(
        "the others are back",
        || widget.read_weights(),
        |weights| others.iter().all(|id| weights[*id] > 0),
    );
    share_the_rest(&weights, &others.map(|id| (id, 1)));
    // And from its other end.
    slider.drag_to(0.0);
    eventually("it is 0", 0, || Ok(widget.read_weights()?["security"]));
    slider.drag_to(0.5);
    let weights = eventually_some(
        "it is back",
        || widget.read_weights(),
        |weights| weights["security"] > 2000,
    );
    assert_eq!(weights.values().sum::<i64>(), 10_000);
}

fn locks_hold_against_keys_and_typed_numbers(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    for (criterion, key) in [("scale", Key::Enter), ("costs", Key::Space)] {
        let lock = widget.lock(criterion);
        lock.press(&[key]);
        eventually(criterion, true, || lock.read_is("aria-pressed"));
        assert!(lock.has_focus());
    }
    widget.number("security").enter("10.01");
    let weights = eventually_some(
        "the weight is taken",
        || widget.read_weights(),
        |weights| weights["security"] == 1001,
    );
    share_the_rest(&weights, &[("coverage", 15), ("ux", 10), ("support", 5)]);
    // More than there is left.
    widget.number("ux").enter("90");
    eventually("as much as there is", 5500, || {
        Ok(widget.read_weights()?["ux"])
    });
    let weights = widget.read_weights().unwrap();
    assert_eq!(weights.values().sum::<i64>(), 10_000);
    widget.has_weights(&weights);
    widget.slider("ux").press(&[Key::Home]);
    eventually("it is 0", 0, || Ok(widget.read_weights()?["ux"]));
    let weights = widget.read_weights().unwrap();
    assert_eq!((weights["scale"], weights["costs"]), (3000, 1500));
    assert_eq!(weights.values().sum::<i64>(), 10_000);
    widget.shows(&data.ranking_by(&weights));
    for criterion in ["scale", "costs"] {
        let lock = widget.lock(criterion);
        lock.press(&[Key::Enter]);
        eventually(criterion, false, || lock.read_is("aria-pressed"));
        assert!(!widget.slider(criterion).is_disabled());
    }
    // Without locks each weight is on its own again.
    widget.number("ux").enter("33");
    let free = weights.into_iter().map(|(id, weight)| match &*id {
        "ux" => (id, 3300),
        _ => (id, weight),
    });
    widget.has_weights(&free.collect());
}

fn two_weights_are_always_free(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    for criterion in ["scale", "security", "coverage", "costs"] {
        assert!(!widget.lock("ux").is_disabled());
        press_lock(widget, criterion);
    }
    for (criterion, disabled) in [
        ("ux", true),
        ("support", true),
        ("scale", false),
        ("costs", false),
    ] {
        eventually(criterion, disabled, || {
            widget.lock(criterion).read_disabled()
        });
    }
    widget.slider("ux").press(&[Key::End]);
    eventually("support gives all it has", (1500, 0), || {
        let weights = widget.read_weights()?;
        Ok((weights["ux"], weights["support"]))
    });
    widget.slider("ux").press(&[Key::Left]);
    eventually("and gets it back", (1400, 100), || {
        let weights = widget.read_weights()?;
        Ok((weights["ux"], weights["support"]))
    });
    widget.is_reproduced_by_its_link();
    widget.lock("scale").click();
    eventually("ux may be locked", false, || {
        widget.lock("ux").read_disabled()
    });
}

fn read_locks(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.part("controls").read(
        "return [...part.querySelectorAll('[part~=lock][aria-pressed=true]')].map((lock) => lock.closest('[data-criterion]').dataset.criterion)",
    )
}

fn presets_orders_and_reset_take_the_locks_off(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    open_order(widget);
    let takes_off = |what: &str, act: &dyn Fn()| {
        press_lock(widget, "ux");
        act();
        eventually(what, Vec::<String>::new(), || read_locks(widget));
    };
    takes_off("a preset", &|| widget.preset("security-first").click());
    takes_off("an order", &|| {
        widget.ordered("ux").find("[data-move=up]").click()
    });
    takes_off("reset", &|| widget.part("reset").click());
    widget.has_weights(&ctx.data().published());
}
