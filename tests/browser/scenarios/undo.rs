//! Undo and reset of the reader's changes.

use thirtyfour::Key;

use super::{
    filters::{assert_filtered, choose_tag},
    scenarios,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    filter_oracle::Filter,
    runner::{Scenario, TestContext},
};

pub const ALL: &[Scenario] =
    scenarios![undo_reverts_one_change_at_a_time, a_weight_is_reset_alone,];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn undo_reverts_one_change_at_a_time(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let published = data.published_weights();
    widget.slider("costs").drag_to(0.9);
    let dragged = eventually_matches("a drag", || widget.read_weights(), |now| *now != published);
    widget.slider("ux").press(&[const { Key::Right }; 9]);
    eventually("a run of keys", 1900, || Ok(widget.read_weights()?["ux"]));
    let keyed = widget.read_weights().unwrap();
    choose_tag(widget, "role", "insurer");
    let insurers = [Filter::Any("role", &["insurer"])];
    assert_filtered(ctx, widget, &insurers);
    widget.choose_preset("equal");
    eventually("chosen", "equal".to_owned(), || widget.read_preset());

    widget.undo();
    widget.assert_weights(&keyed);
    assert_filtered(ctx, widget, &insurers);
    widget.undo();
    assert_filtered(ctx, widget, &[]);
    let insurer = widget.filter("role").find("input[value=insurer]");
    eventually("the filter is on", false, || insurer.read_is_checked());
    widget.undo();
    widget.assert_weights(&dragged);
    widget.undo();
    widget.assert_weights(&published);
    widget.assert_ranking(&data.ranking(&[]));
    // Nothing is left to undo.
    widget.undo();
    widget.assert_weights(&published);
}

fn a_weight_is_reset_alone(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let button = |criterion| widget.weight(criterion).find("[part~=reset-weight]");
    let is_shown = |criterion| Ok(button(criterion).read_is_visible().unwrap_or(false));
    for (criterion, _) in &data.criteria {
        assert_eq!(
            is_shown(criterion),
            Ok(false),
            "{criterion} is as published"
        );
    }
    widget.enter_weight("costs", "80");
    widget.enter_weight("ux", "0");
    for criterion in ["scale", "costs", "ux"] {
        widget.use_slider(criterion);
        eventually(criterion, criterion != "scale", || is_shown(criterion));
    }
    widget.use_slider("costs");
    button("costs").click();
    widget.assert_weights(&data.weights(&[("ux", "0")]));
    widget.assert_ranking(&data.ranking(&[("ux", "0")]));
    eventually("costs", false, || is_shown("costs"));
    widget.use_slider("ux");
    button("ux").press(&[Key::Enter]);
    widget.assert_weights(&data.published_weights());
    eventually("the focus stays at this weight", true, || {
        widget
            .weight("ux")
            .read("return part.contains(root.activeElement)")
    });
}
