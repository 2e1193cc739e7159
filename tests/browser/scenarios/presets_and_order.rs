//! Weights from a preset, or from the order of importance.

use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::eventually,
    ranking_oracle::Weights,
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    presets_set_their_weights,
    buttons_order_the_criteria_and_keep_the_focus,
    criteria_can_be_dragged_by_mouse,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// The rank-order-centroid weights of an order of importance (Barron & Barrett 1996).
const BY_ORDER: [i64; 6] = [4083, 2417, 1583, 1028, 611, 278];

pub fn order_weights(order: [&str; 6]) -> Weights {
    order.into_iter().map(str::to_owned).zip(BY_ORDER).collect()
}

/// Waits until the criteria have this order, with its weights and its ranking.
#[track_caller]
pub fn assert_ordered(ctx: &TestContext, widget: Widget<'_>, order: [&str; 6]) {
    widget.assert_weights(&order_weights(order));
    widget.assert_ranking(&ctx.data().ranking_for(&order_weights(order)));
    eventually("the order", order.map(str::to_owned).to_vec(), || {
        read_order(widget)
    });
}

fn read_order(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.part("order").read(
        "return [...part.querySelectorAll('li[data-criterion]')].map(({ dataset }) => dataset.criterion)",
    )
}

#[track_caller]
pub fn open_order(widget: Widget<'_>) {
    let button = widget.part("order-button");
    button.click();
    eventually("the order is open", true, || {
        button.read_flag("aria-expanded")
    });
    // Its chunk may have to be fetched first.
    eventually("the order is drawn", true, || {
        widget
            .locator("[part~=order] [data-handle]")
            .read_is_visible()
    });
}

fn presets_set_their_weights(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let is_chosen = |id: &str| {
        eventually("chosen", id.to_owned(), || widget.read_preset());
    };
    is_chosen("published");
    let [first, second, ..] = &data.presets[..] else {
        panic!("two presets")
    };
    assert_eq!(widget.preset(&first.id).text(), first.name);
    widget.choose_preset(&first.id);
    widget.assert_weights(&first.weights);
    widget.assert_ranking(&data.ranking_for(&first.weights));
    is_chosen(&first.id);
    widget.assert_link_reproduces_state();
    widget.choose_preset(&second.id);
    widget.assert_weights(&second.weights);
    // By keyboard.
    let select = widget.part("preset");
    select.press(&[Key::Up]);
    widget.assert_weights(&first.weights);
    assert!(select.has_focus());
    widget.enter_weight("costs", "7");
    is_chosen("");
    widget.choose_preset("equal");
    is_chosen("equal");
    widget.choose_preset("published");
    widget.assert_weights(&data.published_weights());
    is_chosen("published");
    // After a choice, the weights change by other means.
    widget.choose_preset("equal");
    widget.part("reset").click();
    is_chosen("published");
    widget.enter_weight("costs", "7");
    is_chosen("");
}

fn buttons_order_the_criteria_and_keep_the_focus(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    open_order(widget);
    // Opening the order changes nothing.
    widget.assert_weights(&ctx.data().published_weights());
    let up = widget.order_item("costs").find("[data-move=up]");
    up.click();
    assert_ordered(
        ctx,
        widget,
        ["scale", "security", "costs", "coverage", "ux", "support"],
    );
    assert!(up.has_focus());
    // By keyboard, also past the end of the list.
    for _ in 0..6 {
        page.press(Key::Enter);
    }
    assert_ordered(
        ctx,
        widget,
        ["costs", "scale", "security", "coverage", "ux", "support"],
    );
    assert!(up.has_focus(), "at the end of the list");
    widget.assert_link_reproduces_state();
    let down = widget.order_item("scale").find("[data-move=down]");
    down.press(&[Key::Space]);
    assert_ordered(
        ctx,
        widget,
        ["costs", "security", "scale", "coverage", "ux", "support"],
    );
    assert!(down.has_focus());
    page.press(Key::Space);
    assert_ordered(
        ctx,
        widget,
        ["costs", "security", "coverage", "scale", "ux", "support"],
    );
    assert!(down.has_focus());
}

fn criteria_can_be_dragged_by_mouse(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    open_order(widget);
    let handle = |criterion| widget.order_item(criterion).find("[data-handle]");
    handle("support").drag_onto(&handle("scale"));
    assert_ordered(
        ctx,
        widget,
        ["support", "scale", "security", "coverage", "costs", "ux"],
    );
    widget.assert_link_reproduces_state();
    handle("support").drag_onto(&handle("costs"));
    assert_ordered(
        ctx,
        widget,
        ["scale", "security", "coverage", "costs", "support", "ux"],
    );
    // A drag is a single change.
    widget.undo();
    widget.undo();
    widget.assert_weights(&ctx.data().published_weights());
}
