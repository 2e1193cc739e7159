//! The page does not scroll or move while a reader uses a control.

use num_rational::BigRational;
use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::eventually,
    ranking_oracle::fraction,
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    nothing_scrolls_while_the_last_weights_go_to_zero,
    a_notice_moves_nothing_under_the_pointer,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Fails if the page scrolls or an element moves during an action.
#[track_caller]
pub fn assert_stays_in_place(widget: Widget<'_>, css: &str, action: impl FnOnce()) {
    let part = widget.locator(css);
    part.read::<()>("recorder.recordPositions(part)").unwrap();
    action();
    widget.page.wait_for_paint();
    let positions: Vec<[f64; 2]> = widget.page.js("return recorder.positions", json!([]));
    for [scrolled, top] in &positions {
        let offset = (top - positions[0][1]).abs();
        // Texts of different lengths shift elements below them by fractions of a pixel.
        assert!(
            *scrolled == positions[0][0] && offset < 1.0,
            "{css} is at {top} instead of {}, the page at {scrolled} instead of {}",
            positions[0][1],
            positions[0][0]
        );
    }
}

fn nothing_scrolls_while_the_last_weights_go_to_zero(ctx: &TestContext) {
    let text = "<p>Words.</p>".repeat(40);
    let page = ctx.open_article(&format!("{text}<weigh-in load='eager'></weigh-in>{text}"));
    let widget = page.widget();
    let others = ctx.data().weights(&[
        ("security", "0"),
        ("coverage", "0"),
        ("costs", "0"),
        ("ux", "0"),
    ]);
    widget.set_weights(&others);
    widget.assert_ranking(&ctx.data().ranking_for(&others));
    for criterion in ["scale", "support"] {
        let slider = widget.slider(criterion);
        slider.reveal();
        let css = format!("[part~=weight][data-criterion={criterion}] [part~=slider]");
        assert_stays_in_place(widget, &css, || slider.drag_to(0.0));
        assert_eq!(slider.value(), "0");
    }
    eventually("the sentence", true, || {
        let sentence = widget.part("lead").read_text()?;
        Ok(sentence.contains("All weights are at 0"))
    });
}

fn a_notice_moves_nothing_under_the_pointer(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    page.open_url("about:blank");
    page.open("/#weigh-in=1;ghost:3;nonsense");
    let widget = page.widget();
    widget.wait_until_ready();
    assert!(widget.part("notice").is_visible());
    let slider = widget.slider("scale");
    slider.reveal();
    assert_stays_in_place(widget, "[part~=slider]", || slider.drag_to(0.02));
    let sum: BigRational = fraction(widget.read_weights().unwrap().values().sum(), 100);
    assert!(sum < fraction(80, 1), "the thumb was caught");
}
