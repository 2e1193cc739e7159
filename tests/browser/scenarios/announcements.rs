//! Announcements of the effects of a change.

use serde_json::json;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_criterion_shows_its_description,
    the_sentence_above_the_list_names_the_leader_and_whose_weights_these_are,
    consecutive_key_presses_are_announced_in_one_sentence,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn a_criterion_shows_its_description(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let criterion = &ctx.data().file["criteria"][1];
    let weight = page.widget().weight(criterion["id"].as_str().unwrap());
    let (name, description) = (
        weight.find("[part~=criterion]"),
        weight.find("[part~=description]"),
    );
    let is_shown = || Ok(description.read_is_visible().unwrap_or(false));
    assert_eq!(name.text(), criterion["name"].as_str().unwrap());
    assert_eq!(is_shown(), Ok(false));
    name.click();
    eventually("the description is drawn", true, is_shown);
    // Its chunk may have to be fetched first.
    let words = criterion["description"].as_str().unwrap();
    eventually_matches(
        "the description",
        || description.read_text(),
        |text| text.starts_with(words) && text.contains("Scores from "),
    );
    assert_eq!(name.read_flag("aria-expanded"), Ok(true));
    name.press(&[Key::Enter]);
    eventually("the description is drawn", false, is_shown);
    assert_eq!(name.read_flag("aria-expanded"), Ok(false));
    name.press(&[Key::Space]);
    eventually("the description is drawn", true, is_shown);
}

fn the_sentence_above_the_list_names_the_leader_and_whose_weights_these_are(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let assert_sentence = |whose: &str, changes: &[(&str, &str)]| {
        let ranking = data.ranking(changes);
        widget.assert_ranking(&ranking);
        let id = ranking.order()[0];
        let leader = data.entries.iter().find(|entry| entry.id == *id);
        let name = &leader.expect("an entry").name;
        let start = format!("With {whose} weights, {name} comes first, ");
        eventually_matches(
            "the sentence",
            || widget.part("lead").read_text(),
            |text| text.starts_with(&start),
        );
    };
    assert_sentence("the article’s", &[]);
    widget.enter_weight("costs", "100");
    assert_sentence("your", &[("costs", "100")]);
    let custom = widget.part("custom-weights");
    let strip = "Custom: Costs 54% (article 15%) See the article’s ranking";
    eventually("the strip", strip.to_owned(), || custom.read_text());
    widget.part("reset").click();
    assert_sentence("the article’s", &[]);
    eventually("the strip", "Article’s weights".to_owned(), || {
        custom.read_text()
    });
    assert!(widget.part("lead").has_focus());
}

/// Reads the sentences announced to screen readers since [`record_announcements`].
fn read_announced(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.page.try_js("return recorder.announced", json!([]))
}

#[track_caller]
fn record_announcements(widget: Widget<'_>) {
    widget.js::<()>(
        "recorder.recordAnnouncements(host.shadowRoot.querySelector('[part~=announcement]'))",
    );
}

fn consecutive_key_presses_are_announced_in_one_sentence(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let region = widget.part("announcement");
    assert_eq!(region.read_attribute("role"), Ok(Some("status".to_owned())));
    record_announcements(widget);
    let slider = widget.slider("costs");
    // Only a few, so that a slow machine does not pause between them.
    let runs = [[const { Key::PageUp }; 5], [const { Key::PageDown }; 5]];
    for (run, keys) in runs.iter().enumerate() {
        let before = data.ranking_for(&widget.read_weights().unwrap());
        slider.press(keys);
        let after = data.ranking(&[("costs", &slider.value())]);
        widget.assert_ranking(&after);
        assert_ne!(
            before.order(),
            after.order(),
            "the data make this move too small to show"
        );
        // Once the next series is announced, there can be no more announcements of the previous one.
        let all = eventually_matches(
            "a sentence",
            || read_announced(widget),
            |all| all.len() > run,
        );
        assert_eq!(all.len(), run + 1, "{all:#?}");
        let sentence = all.last().unwrap();
        let name = |place: usize| {
            let id = &after.order()[place];
            let entry = data.entries.iter().find(|entry| entry.id == *id);
            entry.expect("an entry").name.clone()
        };
        let [leader, next] = [0, 1].map(name);
        // The second run goes back to where the first began.
        let whose = ["your", "the article’s"][run];
        assert!(
            sentence.starts_with(&format!("With {whose} weights, {leader} comes first, ")),
            "{sentence}"
        );
        assert!(
            sentence.ends_with(&format!(" ahead of {next}.")),
            "{sentence}"
        );
        assert!(
            sentence.len() < 90,
            "a list is too long to listen to: {sentence}"
        );
    }
    // The focus was not announced either.
    assert!(slider.has_focus());
}

pub fn ordinal(rank: u32) -> String {
    let ending = match rank {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{rank}{ending}")
}
