//! Changing the weights.

use serde_json::json;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    ranking_oracle::parse_hundredths,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    arrow_keys_on_a_slider_reorder_the_list_and_keep_the_focus,
    a_drag_fires_an_event_for_every_step_and_one_change,
    a_typed_share_is_the_share_of_the_total,
    text_that_is_not_a_share_is_rejected,
    without_weights_there_is_no_ranking,
    reset_returns_to_the_published_order,
    rows_animate_to_their_positions,
    rows_do_not_animate_with_reduced_motion,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn arrow_keys_on_a_slider_reorder_the_list_and_keep_the_focus(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let slider = widget.slider("costs");
    slider.press(&[const { Key::Right }; 3]);
    assert_eq!(slider.value(), "18");
    slider.press(&[const { Key::PageUp }; 5]);
    let weight = slider.value();
    let changed = data.ranking(&[("costs", &weight)]);
    assert_ne!(
        changed.order(),
        data.ranking(&[]).order(),
        "the data make this move too small to show"
    );
    widget.assert_ranking(&changed);
    assert!(slider.has_focus());
    slider.press(&[const { Key::PageDown }; 5]);
    slider.press(&[const { Key::Left }; 3]);
    widget.assert_ranking(&data.ranking(&[]));
    assert!(slider.has_focus());
}

fn a_drag_fires_an_event_for_every_step_and_one_change(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    widget.slider("costs").drag_to(0.9);
    let changes = eventually_matches(
        "weigh-in-change is fired",
        || Ok(page.events("weigh-in-change")),
        |all| !all.is_empty(),
    );
    let steps = page.events("weigh-in-input");
    assert!(steps.len() > 2, "{} steps", steps.len());
    assert_eq!(changes.len(), 1);
    let detail = &changes[0]["detail"];
    let weight = widget.slider("costs").value();
    assert_eq!(
        parse_hundredths(&detail["weights"]["costs"].to_string()),
        parse_hundredths(&weight)
    );
    let ranking = ctx.data().ranking(&[("costs", &weight)]);
    assert_ne!(
        ranking.order(),
        ctx.data().ranking(&[]).order(),
        "the data make this move too small to show"
    );
    widget.assert_ranking(&ranking);
    let reported = detail["ranking"]
        .as_array()
        .expect("the event tells the ranking");
    let reported: Vec<_> = reported
        .iter()
        .map(|row| {
            (
                row["id"].as_str().unwrap().to_owned(),
                row["rank"].as_u64().map(|rank| rank as u32),
            )
        })
        .collect();
    assert_eq!(reported, ranking.rows);
    assert_eq!(
        detail["shareUrl"].as_str(),
        Some(&*widget.js::<String>("return host.shareUrl"))
    );
}

fn a_typed_share_is_the_share_of_the_total(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let share = |criterion: &'static str| move || widget.number(criterion).read_value();
    // 85 × 41 ÷ 59: only this slider moves.
    widget.number("costs").enter("41");
    let typed = [("costs", "59.07")];
    widget.assert_weights(&data.weights(&typed));
    widget.assert_ranking(&data.ranking(&typed));
    eventually("the share", "41%".to_owned(), share("costs"));
    eventually("the share", "21%".to_owned(), share("scale"));
    // The slider would have to pass its end, so the others shrink in proportion.
    widget.number("costs").enter("62,5 %");
    let shrunk = [
        ("costs", "100"),
        ("scale", "21.17"),
        ("security", "17.65"),
        ("coverage", "10.59"),
        ("ux", "7.06"),
        ("support", "3.53"),
    ];
    widget.assert_weights(&data.weights(&shrunk));
    // Leaving the field commits the share, too.
    widget.number("scale").type_text("0");
    page.press(Key::Tab);
    eventually("the share", "0%".to_owned(), share("scale"));
    widget.assert_ranking(&data.ranking(&[&shrunk[..], &[("scale", "0")]].concat()));
}

fn text_that_is_not_a_share_is_rejected(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let field = widget.number("ux");
    for text in ["abc", "150"] {
        field.type_text(text);
        eventually(text, Some("true".to_owned()), || {
            field.read_attribute("aria-invalid")
        });
        assert_eq!(field.value(), text, "the reader's text stays to be fixed");
        let message: String = field
            .read("const ids = ['aria-errormessage', 'aria-describedby'].flatMap((name) => (part.getAttribute(name) ?? '').split(' ')); return ids.map((id) => id && root.getElementById(id)?.textContent).join(' ')")
            .unwrap();
        assert!(
            message.contains("100"),
            "the message says what can be typed: {message:?}"
        );
        widget.assert_ranking(&data.ranking(&[]));
        page.press(Key::Tab);
        eventually(text, "10%".to_owned(), || field.read_value());
        eventually(text, true, || {
            Ok(field
                .read_attribute("aria-invalid")?
                .is_none_or(|invalid| invalid == "false"))
        });
    }
    assert_eq!(page.events("weigh-in-change").len(), 0);
}

fn without_weights_there_is_no_ranking(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    for (criterion, _) in &ctx.data().criteria {
        widget.enter_weight(criterion, "0");
    }
    let zero: Vec<_> = ctx
        .data()
        .criteria
        .iter()
        .map(|(id, _)| (id.as_str(), "0"))
        .collect();
    widget.assert_ranking(&ctx.data().ranking(&zero));
    let sentence = "All weights are at 0, so there’s nothing to rank.";
    assert!(widget.part("lead").text().contains(sentence));
    assert_eq!(widget.column("rank"), ["–"; 10]);
    widget.part("reset").click();
    widget.assert_ranking(&ctx.data().ranking(&[]));
    widget.undo();
    widget.assert_ranking(&ctx.data().ranking(&zero));
    widget.enter_weight("costs", "1");
    widget.assert_ranking(
        &ctx.data()
            .ranking(&[&zero[..3], &[("costs", "1")], &zero[4..]].concat()),
    );
}

fn reset_returns_to_the_published_order(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.enter_weight("costs", "100");
    let changed = data.ranking(&[("costs", "100")]);
    widget.assert_ranking(&changed);
    for id in data.ranking(&[]).order() {
        let (before, after) = (data.ranking(&[]).rank(id), changed.rank(id));
        let movement = match before.abs_diff(after) {
            0 => None,
            places if after < before => Some(format!("▲{places}")),
            places => Some(format!("▼{places}")),
        };
        let text = widget.entry(id).text().replace(' ', "");
        let assert_reported = match movement {
            Some(movement) => text.contains(&movement),
            None => !text.contains(['▲', '▼']),
        };
        assert!(
            assert_reported,
            "{id} went from {before} to {after}: {text}"
        );
    }
    eventually("the link is in the address", true, || {
        Ok(page.relative_url().contains("#weigh-in=1."))
    });
    widget.part("reset").press(&[Key::Enter]);
    widget.assert_ranking(&data.ranking(&[]));
    widget.assert_weights(&data.published_weights());
    eventually("the address", "/".to_owned(), || Ok(page.relative_url()));
}

fn rows_animate_to_their_positions(ctx: &TestContext) {
    // Also on a slow device, where a scheduler misses every deadline: rows rendered at their new positions before the
    // animation starts would flicker.
    let slow = "<script>let time = 0; Date.now = () => (time += 20);</script>";
    let page = ctx.open_article(&format!("{WIDGET}{slow}"));
    page.widget().wake();
    assert!(count_animated_rows(ctx, &page) > 0);
    eventually("rows are moving", 0, || page.widget().read_moving_rows());
}

fn rows_do_not_animate_with_reduced_motion(ctx: &TestContext) {
    let setup = Setup {
        reduced_motion: true,
        ..Setup::DESKTOP
    };
    let page = ctx.open_ready(setup, Site::article(WIDGET));
    assert_eq!(count_animated_rows(ctx, &page), 0);
}

/// Changes the order by a weight, and counts the rows that are animated in the next frame.
#[track_caller]
fn count_animated_rows(ctx: &TestContext, page: &Page) -> usize {
    let widget = page.widget();
    widget.js::<()>("recorder.countAnimatedRows(host)");
    widget.slider("costs").press(&[Key::End]);
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "100")]));
    page.wait_for_paint();
    page.js("return recorder.animatedRows", json!([]))
}
