//! A reader takes back what has been done, all of it or a part.

use thirtyfour::Key;

use super::{
    filters::{choose, shows_those},
    presets_and_order::read_pressed,
    scenarios,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_some},
    filter_oracle::Filter,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] = scenarios![
    undo_takes_back_one_movement_at_a_time,
    a_weight_is_reset_alone,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn undo_takes_back_one_movement_at_a_time(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let undo = widget.part("undo");
    assert!(undo.is_disabled(), "there is nothing to undo");
    let published = data.published();
    widget.slider("costs").drag_to(0.9);
    let dragged = eventually_some("a drag", || widget.read_weights(), |now| *now != published);
    widget.slider("ux").press(&[const { Key::Right }; 9]);
    eventually("a run of keys", 1900, || Ok(widget.read_weights()?["ux"]));
    let keyed = widget.read_weights().unwrap();
    choose(widget, "role", "insurer");
    let insurers = [Filter::Any("role", &["insurer"])];
    shows_those(ctx, widget, &insurers);
    widget.preset("equal").click();
    eventually("pressed", vec!["equal".to_owned()], || read_pressed(widget));

    undo.click();
    widget.has_weights(&keyed);
    shows_those(ctx, widget, &insurers);
    undo.click();
    shows_those(ctx, widget, &[]);
    let insurer = widget.filter("role").find("input[value=insurer]");
    eventually("the filter is on", false, || insurer.read_checked());
    undo.press(&[Key::Enter]);
    widget.has_weights(&dragged);
    undo.press(&[Key::Space]);
    widget.has_weights(&published);
    widget.shows(&data.ranking(&[]));
    eventually("nothing is left to undo", true, || undo.read_disabled());
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
