//! Robustness: how far the ranking depends on the exact weights.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{
    comparison::{open_comparison, select_entry},
    framed_widget, scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    ranking_oracle::parse_hundredths,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    the_summary_shows_how_robust_the_ranking_is,
    another_entry_leads_outside_the_stability_interval,
    the_head_fits_at_every_width,
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

/// Opens the panel with the robustness.
#[track_caller]
fn open_robustness(widget: Widget<'_>) {
    widget.part("robustness-button").wait_for();
    widget.part("robustness-button").press(&[Key::Enter]);
    eventually("the panel is drawn", true, || {
        widget.part("robustness").read_is_visible()
    });
}

/// Waits until the shares are computed in the open panel, and returns the sentence.
#[track_caller]
fn read_shares(widget: Widget<'_>) -> String {
    let shares = widget.part("shares");
    eventually_matches(
        "shares",
        || shares.read_text(),
        |text| text.contains("weighting"),
    )
}

/// Waits until the level of the lead is this one.
#[track_caller]
fn assert_level(widget: Widget<'_>, level: &str) {
    let verdict = widget.part("verdict");
    eventually("the level", (level.to_owned(), None), || {
        Ok((
            verdict.read_text()?,
            verdict.read_attribute("data-pending")?,
        ))
    });
}

/// Waits until the reason in the open panel contains all of these texts.
#[track_caller]
fn assert_reason(widget: Widget<'_>, parts: &[&str]) {
    let reason = widget.part("reason");
    eventually_matches(
        &format!("{parts:?}"),
        || reason.read_text(),
        |text| parts.iter().all(|part| text.contains(part)),
    );
}

/// Waits until the hint below a slider is this one, after pointing at the slider.
#[track_caller]
fn assert_hint(widget: Widget<'_>, criterion: &str, hint: &str) {
    let shown = widget.weight(criterion).find("[part~=stability-hint]");
    eventually("the hint", hint.to_owned(), || shown.read_text());
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
    assert_level(widget, "Fairly clear lead.");
    open_robustness(widget);
    // The panel takes the place of the ranking.
    assert!(!widget.part("ranking").exists());
    assert_reason(
        widget,
        &["Shift 11 points from Security", "and Marsh takes the lead."],
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
    page.press(Key::Escape);
    let button = widget.part("robustness-button");
    eventually(
        "the focus is at the button",
        true,
        || Ok(button.has_focus()),
    );
    // The transfer in the sentence changes the leader, and a slightly smaller one does not.
    let transfer = |security: i64, support: i64| {
        let mut weights = ctx.data().published_weights();
        weights.insert("security".to_owned(), security);
        weights.insert("support".to_owned(), support);
        widget.set_weights(&weights);
    };
    transfer(1440, 1560);
    assert_leads(widget, "marsh");
    assert_level(widget, "Too close to call.");
    transfer(1450, 1550);
    assert_leads(widget, "evertas");
    // All weight on security: no other criterion has weight to transfer.
    page.open("/#weigh-in=1;scale:0;security:100;coverage:0;costs:0;ux:0;support:0");
    assert_level(widget, "Clear lead.");
    assert_eq!(page.problems(), [""; 0]);
}

fn another_entry_leads_outside_the_stability_interval(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    assert_level(widget, "Fairly clear lead.");
    assert!(
        !widget.part("stability-interval").exists(),
        "no slider is in use"
    );
    widget.use_slider("support");
    // The weight 36 beside 95 others.
    assert_hint(widget, "support", "Above 28%, Marsh leads.");
    let decides = widget.part("variance-hint");
    eventually(
        "what it decides",
        "Decides 5% of the differences.".to_owned(),
        || decides.read_text(),
    );
    let slider = widget.slider("support");
    // Screen readers get the same text.
    let script = "const id = part.getAttribute('aria-describedby'); return root.getElementById(id).textContent";
    let description: String = slider.read(script).unwrap();
    assert!(description.contains("Marsh leads."), "{description}");
    // The property has the bound as a share of the total, and the mark is at that position of the thumb.
    let robustness = read_robustness(&page);
    let end = &robustness["stabilityIntervals"]["support"];
    assert_eq!(end["above"], "marsh");
    assert_near(&end["high"], 0.275, 0.005);
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
    slider.drag_to(0.5);
    assert_leads(widget, "marsh");
    // Now it is the interval of another leader.
    assert_hint(widget, "support", "Below 27%, Evertas leads.");
    // By keyboard: 36 is inside the interval and 35 is not.
    widget.enter_weight("support", "36");
    slider.press(&[Key::Left]);
    assert_leads(widget, "evertas");
    // Only one slider is in use.
    widget.use_slider("costs");
    eventually("one interval", 1, || {
        widget
            .part("controls")
            .read("return part.querySelectorAll('[part~=stability-interval]').length")
    });
    let inferred = widget.weight("costs").find("[part~=inferred-hint]");
    eventually("the count", "7 of 10 inferred.".to_owned(), || {
        inferred.read_text()
    });
    let hints = widget.weight("costs").find(".hints").text();
    assert!(hints.contains(" 7 of 10"), "{hints}");
}

fn the_head_fits_at_every_width(ctx: &TestContext) {
    let page = ctx.open_article(&format!("<div id='column'>{WIDGET}</div>"));
    let widget = page.widget();
    assert_level(widget, "Fairly clear lead.");
    widget.enter_weight("costs", "100");
    widget.part("custom-weights").find("button").wait_for();
    for width in [320, 390, 730, 1200] {
        let narrow = format!("part.style.width = '{width}px'");
        page.element("#column").read::<()>(&narrow).unwrap();
        page.wait_for_paint();
        let button = widget.part("robustness-button").rect();
        let strip = widget.part("custom-weights").rect();
        let is_beside = button.left + button.width <= strip.left;
        let is_below = button.bottom() <= strip.top;
        assert!(
            is_beside || is_below,
            "at {width} px: {button:?}, {strip:?}"
        );
        let overflow = "return part.scrollWidth - part.clientWidth";
        assert_eq!(
            widget.locator(".widget").read(overflow),
            Ok(0),
            "at {width} px"
        );
    }
}

fn the_rank_table_opens_by_keyboard_and_stays_open_while_weights_change(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    open_robustness(widget);
    read_shares(widget);
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
    let lead = widget.part("lead");
    eventually_matches(
        "the leader",
        || lead.read_text(),
        |text| text.contains("Coincover comes first"),
    );
    read_shares(widget);
    assert!(page.js::<bool>("return window.table.isConnected", json!([])));
    // The table links to an entry's details, in the ranking.
    widget
        .part("rank-table")
        .find("tr[data-entry=aon] button")
        .press(&[Key::Enter]);
    eventually("details", true, || widget.details("aon").read_is_visible());
    assert!(!widget.part("rank-table").exists());
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
    // The change was animated, and fired a single change event.
    assert!(page.events("weigh-in-input").len() > 2);
    assert_eq!(page.events("weigh-in-change").len(), 1);
    // The pressed button is gone, but the focus is not lost.
    assert!(widget.js::<bool>("return host.shadowRoot.activeElement !== null"));
    widget.undo();
    widget.assert_weights(&data.published_weights());
    widget.assert_ranking(&data.ranking(&[]));
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
    open_comparison(widget);
    let pair = widget.part("pairwise");
    let text = eventually_matches("the pair", || pair.read_text(), |text| !text.is_empty());
    assert!(text.starts_with("Evertas beats Coincover in "), "{text}");
    assert!(
        text.contains("They’d tie if you set Scale & liquidity to 5.3% or "),
        "{text}"
    );
}

fn no_robustness_is_shown_without_a_ranking(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    assert_level(widget, "Fairly clear lead.");
    for (criterion, _) in &ctx.data().criteria {
        widget.enter_weight(criterion, "0");
    }
    eventually("the sentence", false, || {
        widget.part("verdict").read_exists()
    });
    assert!(!widget.part("stability-interval").exists());
    let robustness = read_robustness(&page);
    assert_eq!(robustness["stabilityIntervals"], json!({}));
    assert_eq!(robustness["nearestWeights"], json!({}));
    widget.enter_weight("costs", "1");
    widget.part("verdict").wait_for();
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
    assert!(!widget.part("path").exists());
    open_comparison(widget);
    for part in [
        "robustness",
        "robustness-button",
        "verdict",
        "stability-interval",
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
    open_robustness(large);
    assert_reason(large, &["E46"]);
    read_shares(large);
    let reason = large.part("reason").text();
    // Each key press in a frame of its own.
    for weight in 16..20 {
        small.slider("costs").press(&[Key::Right]);
        eventually("the weight", 100 * weight, || {
            Ok(small.read_weights()?["costs"])
        });
    }
    large.slider("c0").focus();
    eventually("the hint", true, || {
        large.part("stability-hint").read_is_visible()
    });
    assert_eq!(large.part("reason").text(), reason);
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
        inner.enter_weight("costs", "80");
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
    assert_level(widget, "Fairly clear lead.");
    widget.locator("[data-chip=scale]").click();
    assert_hint(widget, "scale", "Evertas leads from 6% to 48%.");
    widget.part("robustness-button").click();
    read_shares(widget);
    eventually("the table", true, || {
        widget.part("rank-table").read_is_visible()
    });
    let overflow: bool = page.js(
        "return document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth",
        json!([]),
    );
    assert!(!overflow, "the page scrolls sideways");
}
