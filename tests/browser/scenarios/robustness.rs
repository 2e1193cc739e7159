//! Robustness: how far the ranking depends on the exact weights.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{comparison::select_entry, framed_widget, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    locator::Locator,
    page::Page,
    ranking_oracle::parse_hundredths,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    the_summary_shows_how_robust_the_ranking_is,
    another_entry_leads_outside_the_stability_interval,
    the_new_leader_is_legible_at_every_width,
    the_rank_table_opens_by_keyboard_and_stays_open_while_weights_change,
    shares_count_only_the_filtered_entries,
    a_path_is_animated_and_undone_in_one_step,
    moving_a_weight_stops_the_animation,
    weights_jump_with_reduced_motion,
    a_path_disappears_when_the_weights_change,
    a_comparison_shows_winning_shares_and_tipping_points,
    no_robustness_is_shown_without_a_ranking,
    hidden_robustness_is_not_rendered,
    hidden_robustness_is_computed_for_the_property,
    widgets_do_not_affect_each_others_robustness,
    a_framed_widget_forwards_its_robustness,
    everything_is_reachable_on_a_phone,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Waits for the property `robustness`, and returns it.
#[track_caller]
pub fn read_robustness(page: &Page) -> Value {
    let script = "return document.querySelector('weigh-in').robustness ?? null";
    eventually_matches(
        "robustness",
        || page.try_js(script, json!([])),
        Value::is_object,
    )
}

/// Waits until the shares are computed, and returns the sentence.
#[track_caller]
fn read_shares(widget: Widget<'_>) -> String {
    let shares = widget.part("shares");
    eventually_matches(
        "shares",
        || shares.read_text(),
        |text| text.contains("weighting"),
    )
}

/// Waits until the sentence about the ranking contains all of these texts.
#[track_caller]
fn assert_summary(widget: Widget<'_>, parts: &[&str]) {
    let verdict = widget.part("verdict");
    eventually_matches(
        &format!("{parts:?}"),
        || verdict.read_text(),
        |text| parts.iter().all(|part| text.contains(part)),
    );
}

fn stability_interval<'p>(widget: Widget<'p>, criterion: &str, end: &str) -> Locator<'p> {
    widget.weight(criterion).find(&format!("[data-end={end}]"))
}

fn to_number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
fn assert_near(value: &Value, expected: f64, within: f64) {
    assert!(
        (to_number(value) - expected).abs() <= within,
        "{value} is not near {expected}"
    );
}

/// Checks that an entry is first.
#[track_caller]
fn assert_leads(widget: Widget<'_>, entry: &str) {
    eventually("who is first", Some(entry.to_owned()), || {
        Ok(widget.read_rows()?.into_iter().next().map(|(id, _)| id))
    });
}

fn the_summary_shows_how_robust_the_ranking_is(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    assert_summary(
        widget,
        &[
            "Fairly clear lead",
            "Shift 11 points from Security",
            "and Marsh takes the lead.",
        ],
    );
    let text = read_shares(widget);
    assert!(
        text.contains("Try every possible weighting and Evertas wins 38% of the time."),
        "{text}"
    );
    assert!(
        text.contains("Nudge any weights by up to 5 points and it always stays first."),
        "{text}"
    );
    let robustness = read_robustness(&page);
    assert_near(&robustness["firstShare"]["evertas"], 0.37, 0.015);
    assert_near(&robustness["firstShare"]["coincover"], 0.27, 0.015);
    // The transfer in the sentence changes the leader, and a slightly smaller one does not.
    widget.number("security").enter("14.4");
    widget.number("support").enter("15.6");
    assert_leads(widget, "marsh");
    assert_summary(widget, &["Too close to call", "Marsh now leads."]);
    widget.number("security").enter("14.5");
    widget.number("support").enter("15.5");
    assert_leads(widget, "evertas");
    // All weight on security: no other criterion has weight to transfer.
    page.open("/#weigh-in=1;scale:0;security:100;coverage:0;costs:0;ux:0;support:0");
    assert_summary(widget, &["Clear lead"]);
    assert_eq!(page.problems(), [""; 0]);
}

fn another_entry_leads_outside_the_stability_interval(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let high = stability_interval(widget, "support", "above");
    eventually("who takes over", "Marsh 36 ›".to_owned(), || {
        high.read_text()
    });
    let slider = widget.slider("support");
    // Screen readers get the same text.
    let script = "const id = part.getAttribute('aria-describedby'); return root.getElementById(id).textContent";
    let description: String = slider.read(script).unwrap();
    assert!(description.contains("Marsh is first."), "{description}");
    // The property has the bound as a share of the total, and the mark is at that position.
    let robustness = read_robustness(&page);
    let end = &robustness["stabilityIntervals"]["support"];
    assert_eq!(end["above"], "marsh");
    let (drawn, track) = (
        widget
            .weight("support")
            .find("[part~=stability-interval]")
            .rect(),
        slider.rect(),
    );
    let drawn = (drawn.left + drawn.width - track.left) / track.width;
    assert!((0.30..0.42).contains(&drawn), "{drawn}");
    slider.drag_to(0.3);
    assert_leads(widget, "evertas");
    assert!(!widget.part("new-leader").exists());
    slider.drag_to(0.5);
    assert_leads(widget, "marsh");
    let now = widget.part("new-leader");
    eventually("the line", "Marsh now leads.".to_owned(), || {
        now.read_text()
    });
    // Now it is the interval of another leader.
    let low = stability_interval(widget, "support", "below");
    eventually("who takes over", "‹ 36 Evertas".to_owned(), || {
        low.read_text()
    });
    // By keyboard: 36 is inside the interval and 35 is not.
    widget.number("support").enter("36");
    slider.press(&[Key::Left]);
    assert_leads(widget, "evertas");
}

fn the_new_leader_is_legible_at_every_width(ctx: &TestContext) {
    let page = ctx.open_article(&format!("<div id='column'>{WIDGET}</div>"));
    let widget = page.widget();
    read_shares(widget);
    for width in [320, 390, 730, 1200] {
        let narrow = format!("part.style.width = '{width}px'");
        page.element("#column").read::<()>(&narrow).unwrap();
        page.wait_for_paint();
        widget.js::<()>("host.weights = { ...host.weights, support: 35.5 }");
        assert_leads(widget, "evertas");
        if !widget.slider("support").is_visible() {
            widget.locator("[data-chip=support]").click();
        }
        widget.slider("support").press(&[Key::Right, Key::Right]);
        assert_summary(widget, &["Too close to call", "Marsh now leads."]);
        let head = widget.part("verdict").find(".head");
        let spare = "return part.clientWidth - part.scrollWidth";
        assert_eq!(head.read(spare), Ok(0), "at {width} px");
        let button = widget.part("rank-table-button").rect();
        for part in [".robustness-level", ".new-leader"] {
            let text = head.find(part).rect();
            let is_beside = text.left + text.width <= button.left;
            let is_below = text.top >= button.bottom() - 6.0;
            assert!(
                is_beside || is_below,
                "{part} at {width} px: {text:?}, {button:?}"
            );
        }
    }
}

fn the_rank_table_opens_by_keyboard_and_stays_open_while_weights_change(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    read_shares(widget);
    widget.part("rank-table-button").press(&[Key::Enter]);
    let table = widget.part("rank-table").find("table");
    let read = "return [...part.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))";
    let rows: Vec<Vec<String>> = eventually_matches(
        "the table",
        || table.read(read),
        |rows: &Vec<Vec<String>>| !rows.is_empty(),
    );
    assert_eq!(rows.len(), 10);
    assert!(rows.iter().all(|row| row.len() == 12), "{rows:?}");
    assert_eq!(rows[0][..3], ["Evertas", "in about 3 of 8", "38%"]);
    let never: Vec<&str> = rows
        .iter()
        .filter(|row| row[1] == "never")
        .map(|row| &*row[0])
        .collect();
    assert!(never.contains(&"Chainproof"), "{rows:?}");
    let percent = |text: &String| text.trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
    for row in &rows {
        let sum: f64 = row[2..].iter().map(percent).sum();
        assert!((97.0..=103.0).contains(&sum), "{row:?} make {sum}");
    }
    let about = widget.part("rank-table").text();
    assert!(about.contains("This isn’t a poll of readers."), "{about}");
    widget.js::<Value>(
        "window.table = host.shadowRoot.querySelector('[part=rank-table] table'); return null",
    );
    widget.slider("costs").press(&[const { Key::Right }; 30]);
    assert_summary(widget, &["Coincover now leads."]);
    read_shares(widget);
    assert!(page.js::<bool>("return window.table.isConnected", json!([])));
    // The table links to an entry's details.
    widget
        .part("rank-table")
        .find("tr[data-entry=aon] button")
        .press(&[Key::Enter]);
    eventually("details", true, || widget.details("aon").read_is_visible());
    widget.part("rank-table-button").press(&[Key::Space]);
    eventually("the table is there", false, || {
        widget.part("rank-table").read_exists()
    });
}

fn shares_count_only_the_filtered_entries(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    read_robustness(&page);
    page.open("/#weigh-in=1;search=re");
    let rows = eventually_matches(
        "fewer rows",
        || widget.read_rows(),
        |rows| (2..10).contains(&rows.len()),
    );
    let mut shown: Vec<String> = rows.into_iter().map(|(id, _)| id).collect();
    shown.sort();
    let robustness = read_robustness(&page);
    let of = |key: &str| -> Vec<String> {
        let mut ids: Vec<String> = robustness[key]
            .as_object()
            .expect(key)
            .keys()
            .cloned()
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(of("firstShare"), shown);
    assert_eq!(of("nearestWeights"), shown);
    let sum: f64 = robustness["firstShare"]
        .as_object()
        .unwrap()
        .values()
        .map(to_number)
        .sum();
    assert!((sum - 1.0).abs() < 1e-6, "{sum}");
}

/// Opens an entry's path to first place, waits for the result, and returns its text.
#[track_caller]
fn open_path(widget: Widget<'_>, entry: &str) -> String {
    widget.row_button(entry).press(&[Key::Enter]);
    let button = widget.details(entry).find("[part~=path-button]");
    eventually("the question", true, || button.read_is_visible());
    button.press(&[Key::Enter]);
    let answer = widget.details(entry).find("[part~=path] [role=status]");
    eventually_matches("the answer", || answer.read_text(), |text| !text.is_empty())
}

fn a_path_is_animated_and_undone_in_one_step(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let robustness = read_robustness(&page);
    let text = open_path(widget, "coincover");
    assert!(
        text.contains("Coincover would lead with these weights:"),
        "{text}"
    );
    let accept = widget.part("apply-path");
    accept.press(&[Key::Enter]);
    let weights = robustness["nearestWeights"]["coincover"]["weights"]
        .as_object()
        .unwrap();
    let weights = weights
        .iter()
        .map(|(id, weight)| (id.clone(), parse_hundredths(&weight.to_string())));
    widget.assert_weights(&weights.collect());
    assert_leads(widget, "coincover");
    assert_summary(widget, &["Coincover now leads."]);
    // The change was animated, and fired a single change event.
    assert!(page.events("weigh-in-input").len() > 2);
    assert_eq!(page.events("weigh-in-change").len(), 1);
    // The pressed button is gone, but the focus is not lost.
    assert!(widget.js::<bool>("return host.shadowRoot.activeElement !== null"));
    widget.part("undo").press(&[Key::Enter]);
    widget.assert_weights(&data.published_weights());
    widget.assert_ranking(&data.ranking(&[]));
    assert!(widget.part("undo").is_disabled());
    widget.assert_link_reproduces_state();
}

fn moving_a_weight_stops_the_animation(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    open_path(widget, "munich-re");
    // A reader is slower than a script: the slider moves with the first step of the animation.
    page.js::<Value>(
        "const host = document.querySelector('weigh-in');
        host.addEventListener('weigh-in-input', () => {
            const slider = host.shadowRoot.querySelector('[data-criterion=ux] [part~=slider]');
            slider.value = 77;
            slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            slider.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
        }, { once: true });
        return null",
        json!([]),
    );
    widget.part("apply-path").click();
    let changes = || Ok(page.events("weigh-in-change"));
    eventually_matches("the change", changes, |all| !all.is_empty());
    eventually("the weight", "77".to_owned(), || {
        widget.slider("ux").read_value()
    });
    // The weight is unchanged after the animation would have ended.
    let start: f64 = page.js("return performance.now()", json!([]));
    eventually("a second has passed", true, || {
        page.try_js(
            "return performance.now() > arguments[0] + 1000",
            json!([start]),
        )
    });
    assert_eq!(widget.slider("ux").value(), "77");
    assert_eq!(page.events("weigh-in-change").len(), 1);
}

fn weights_jump_with_reduced_motion(ctx: &TestContext) {
    let setup = Setup {
        reduced_motion: true,
        ..Setup::DESKTOP
    };
    let page = ctx.open_ready(setup, Site::article(WIDGET));
    let widget = page.widget();
    open_path(widget, "aon");
    widget.part("apply-path").click();
    assert_leads(widget, "aon");
    assert_eq!(page.events("weigh-in-input").len(), 0);
    assert_eq!(page.events("weigh-in-change").len(), 1);
}

fn a_path_disappears_when_the_weights_change(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let text = open_path(widget, "chainproof");
    assert!(
        text.starts_with("No weighting puts Chainproof first: "),
        "{text}"
    );
    assert!(!widget.part("apply-path").exists());
    open_path(widget, "marsh");
    widget.slider("costs").press(&[Key::Right]);
    let accept = widget.part("apply-path");
    eventually("the old answer is there", false, || accept.read_exists());
    let question = widget.details("marsh").find("[part~=path-button]");
    assert!(question.is_visible());
    // The first entry has no such button.
    widget.row_button("evertas").click();
    eventually("details", true, || {
        widget.details("evertas").read_is_visible()
    });
    assert!(
        !widget
            .details("evertas")
            .find("[part~=path-button]")
            .exists()
    );
}

fn a_comparison_shows_winning_shares_and_tipping_points(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    select_entry(widget, "evertas");
    select_entry(widget, "coincover");
    let pair = widget.part("pairwise");
    let text = eventually_matches("the pair", || pair.read_text(), |text| !text.is_empty());
    assert!(text.starts_with("Evertas beats Coincover in "), "{text}");
    assert!(
        text.contains("They’d tie if you set Scale & liquidity to 3.9 or "),
        "{text}"
    );
}

fn no_robustness_is_shown_without_a_ranking(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    assert_summary(widget, &["Fairly clear lead"]);
    for (criterion, _) in &ctx.data().criteria {
        widget.number(criterion).enter("0");
    }
    eventually("the sentence", false, || {
        widget.part("verdict").read_exists()
    });
    assert!(!widget.part("stability-interval").exists());
    let robustness = read_robustness(&page);
    assert_eq!(robustness["stabilityIntervals"], json!({}));
    assert_eq!(robustness["nearestWeights"], json!({}));
    widget.number("costs").enter("1");
    assert_summary(widget, &["lead"]);
    // A single entry has no robustness.
    page.open("/#weigh-in=1;search=aon");
    eventually("one row", 1, || Ok(widget.read_rows()?.len()));
    eventually("the sentence", false, || {
        widget.part("verdict").read_exists()
    });
    assert_eq!(page.problems(), [""; 0]);
}

fn hidden_robustness_is_not_rendered(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in hide='robustness'></weigh-in>");
    let widget = page.widget();
    // Everything that is loaded by then would have been rendered.
    read_robustness(&page);
    widget.row_button("aon").click();
    eventually("details", true, || {
        widget.details("aon").find("td").read_is_visible()
    });
    select_entry(widget, "aon");
    select_entry(widget, "relm");
    eventually("the comparison", true, || {
        widget.part("compare").read_is_visible()
    });
    for part in [
        "robustness",
        "verdict",
        "stability-interval",
        "path",
        "pairwise",
    ] {
        assert!(!widget.part(part).exists(), "{part} is there");
    }
}

/// Returns inline data with enough entries for their shares to be computed in idle time.
fn large_data(entries: u32) -> String {
    let criteria: Vec<Value> = (0..6)
        .map(|index| json!({ "id": format!("c{index}"), "name": format!("C{index}"), "weight": 50, "range": [0, 100] }))
        .collect();
    let scores = |entry: u32| {
        let score = |index: u32| {
            (
                format!("c{index}"),
                json!((entry * (37 + 2 * index) + 11 * index) % 101),
            )
        };
        (0..6).map(score).collect::<serde_json::Map<_, _>>()
    };
    let entry = |entry| json!({ "id": format!("e{entry}"), "name": format!("E{entry}"), "scores": scores(entry) });
    let entries: Vec<Value> = (0..entries).map(entry).collect();
    let data = json!({ "title": "Many", "criteria": criteria, "entries": entries });
    format!("<script type='application/json'>{data}</script>")
}

fn hidden_robustness_is_computed_for_the_property(ctx: &TestContext) {
    let page = ctx.open_article(&format!(
        "<weigh-in hide='robustness'>{}</weigh-in>",
        large_data(60)
    ));
    let robustness = read_robustness(&page);
    let shares = robustness["firstShare"].as_object().expect("shares");
    let sum: f64 = shares.values().map(to_number).sum();
    assert!((sum - 1.0).abs() < 1e-6, "{sum}");
    let stability_intervals = robustness["stabilityIntervals"]
        .as_object()
        .expect("bands")
        .len();
    assert_eq!(stability_intervals, 6);
}

fn widgets_do_not_affect_each_others_robustness(ctx: &TestContext) {
    let page = ctx.open_article(&format!(
        "<weigh-in id='one'></weigh-in><weigh-in id='many'>{}</weigh-in>",
        large_data(100)
    ));
    let (small, large) = (page.widget_at("#one"), page.widget_at("#many"));
    large.wait_until_ready();
    assert_summary(large, &["E46"]);
    read_shares(large);
    let verdict = large.part("verdict").text();
    // Each key press in a frame of its own.
    for weight in 16..20 {
        small.slider("costs").press(&[Key::Right]);
        eventually("the weight", 100 * weight, || {
            Ok(small.read_weights()?["costs"])
        });
    }
    let (entry, _) = large.read_rows().unwrap().remove(1);
    large.row_button(&entry).press(&[Key::Enter]);
    eventually("details", true, || {
        large.details(&entry).find("td").read_is_visible()
    });
    assert_eq!(large.part("verdict").text(), verdict);
}

fn a_framed_widget_forwards_its_robustness(ctx: &TestContext) {
    let page = ctx.open(
        framed_widget::TALL,
        Site::article("<weigh-in frame></weigh-in>"),
    );
    framed_widget::wait_until_framed_ready(page.widget());
    let before = read_robustness(&page);
    assert_near(&before["firstShare"]["evertas"], 0.37, 0.015);
    page.widget().in_widget_frame(|inner| {
        inner.number("costs").enter("80");
    });
    let script = "return document.querySelector('weigh-in').robustness ?? null";
    let after = eventually_matches(
        "other robustness",
        || page.try_js::<Value>(script, json!([])),
        |now| now.is_object() && now["stabilityIntervals"] != before["stabilityIntervals"],
    );
    assert_eq!(after["firstShare"], before["firstShare"]);
}

fn everything_is_reachable_on_a_phone(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::SMALL_PHONE, Site::article(WIDGET));
    let widget = page.widget();
    assert_summary(widget, &["Fairly clear lead"]);
    read_shares(widget);
    let low = stability_interval(widget, "scale", "below");
    eventually("who takes over", "‹ 3.9 Coincover".to_owned(), || {
        low.read_text()
    });
    widget.part("rank-table-button").click();
    eventually("the table", true, || {
        widget.part("rank-table").read_is_visible()
    });
    let overflow: bool = page.js(
        "return document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth",
        json!([]),
    );
    assert!(!overflow, "the page scrolls sideways");
}
