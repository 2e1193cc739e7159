//! A reader takes back what has been done, all of it or a part.

use thirtyfour::Key;

use super::{
    narrowing::{choose, shows_those},
    scenarios,
    weightings::read_pressed,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_some},
    filter_oracle::Filter,
    ranking_oracle::Weights,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] = scenarios![
    undo_takes_back_one_movement_at_a_time,
    undo_takes_back_a_filter,
    a_weight_is_reset_alone,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn undo_takes_back_one_movement_at_a_time(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let undo = widget.part("undo");
    assert!(undo.is_disabled(), "there is nothing to undo");
    let mut past = vec![widget.read_weights().unwrap()];
    let moved = |what: &str, past: &mut Vec<Weights>| {
        let last = past.last().unwrap().clone();
        let now = eventually_some(what, || widget.read_weights(), |now| *now != last);
        past.push(now);
    };
    widget.slider("costs").drag_to(0.9);
    moved("a drag", &mut past);
    widget.slider("ux").press(&[const { Key::Right }; 9]);
    eventually("a run of keys", 1900, || Ok(widget.read_weights()?["ux"]));
    moved("a run of keys", &mut past);
    widget.number("ux").enter("0.5");
    eventually("a typed number", 50, || Ok(widget.read_weights()?["ux"]));
    moved("a typed number", &mut past);
    widget.preset("on-chain").click();
    eventually("a preset", 5500, || Ok(widget.read_weights()?["coverage"]));
    moved("a preset", &mut past);
    widget.part("reset").click();
    moved("reset", &mut past);
    past.pop();
    while let Some(before) = past.pop() {
        assert!(!undo.is_disabled(), "{} are left", past.len() + 1);
        undo.click();
        widget.has_weights(&before);
        widget.shows(&data.ranking_by(&before));
    }
    eventually("nothing is left to undo", true, || undo.read_disabled());
    // By keyboard.
    widget.preset("equal").press(&[Key::Enter]);
    eventually("undo", false, || undo.read_disabled());
    undo.press(&[Key::Space]);
    widget.has_weights(&data.published());
}

fn undo_takes_back_a_filter(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, undo) = (page.widget(), page.widget().part("undo"));
    let insurers = [Filter::Any("role", &["insurer"])];
    choose(widget, "role", "insurer");
    shows_those(ctx, widget, &insurers);
    widget.preset("equal").click();
    eventually("pressed", vec!["equal".to_owned()], || read_pressed(widget));
    undo.click();
    widget.has_weights(&ctx.data().published());
    shows_those(ctx, widget, &insurers);
    undo.click();
    shows_those(ctx, widget, &[]);
    let insurer = widget.filter("role").find("input[value=insurer]");
    eventually("the filter is on", false, || insurer.read_checked());
}

fn a_weight_is_reset_alone(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let button = |criterion| widget.weight(criterion).find("[part~=reset-weight]");
    let is_shown = |criterion| Ok(button(criterion).read_visible().unwrap_or(false));
    for (criterion, _) in &data.criteria {
        assert_eq!(
            is_shown(criterion),
            Ok(false),
            "{criterion} is as published"
        );
    }
    widget.number("costs").enter("80");
    widget.number("ux").enter("0");
    for criterion in ["costs", "ux"] {
        eventually(criterion, true, || is_shown(criterion));
    }
    assert_eq!(is_shown("scale"), Ok(false));
    button("costs").click();
    widget.has_weights(&data.weights(&[("ux", "0")]));
    widget.shows(&data.ranking(&[("ux", "0")]));
    eventually("costs", false, || is_shown("costs"));
    button("ux").press(&[Key::Enter]);
    widget.has_weights(&data.published());
    eventually("the focus stays at this weight", true, || {
        widget
            .weight("ux")
            .read("return part.contains(root.activeElement)")
    });
}
