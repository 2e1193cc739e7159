//! The jobs of readers, each in as few actions as it may take. An action is a tap, a click, a drag or a choice.

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    the_best_at_what_a_reader_cares_about_takes_two_actions,
    a_filter_by_two_tags_takes_three_actions_with_the_results_in_view,
    a_comparison_of_two_takes_three_actions,
    a_sent_link_says_whose_weights_it_has_and_leads_back_in_one_action,
    how_sure_the_ranking_is_takes_one_action,
    why_an_entry_is_first_takes_one_action,
];

/// Opens the widget on a phone, with its top at the top of the screen.
fn open_on_phone(ctx: &TestContext) -> Page {
    let text = "<p>Words.</p>".repeat(40);
    let article = format!("{text}<weigh-in load='eager'></weigh-in>{text}");
    let page = ctx.open_ready(Setup::PHONE, Site::article(&article));
    page.widget().wait_for_level();
    page.element("weigh-in")
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    page
}

/// Waits until an entry's row is on the screen, with nothing over it.
#[track_caller]
fn assert_in_view(page: &Page, entry: &str) {
    eventually(entry, true, || {
        page.widget().row_button(entry).read(
            "const { left, top, bottom } = part.getBoundingClientRect();
            const seen = (y) => part.contains(root.elementFromPoint(left + 2, y));
            return seen(top + 2) && seen(bottom - 2)",
        )
    });
}

fn the_best_at_what_a_reader_cares_about_takes_two_actions(ctx: &TestContext) {
    let page = open_on_phone(ctx);
    let widget = page.widget();
    widget.locator("[data-chip=costs]").click();
    widget.slider("costs").drag_to(1.0);
    let ranking = ctx.data().ranking(&[("costs", "100")]);
    widget.assert_ranking(&ranking);
    let first = ranking.order()[0].to_owned();
    assert_in_view(&page, &first);
    let name = ctx.data().entry(&first).name.clone();
    eventually_matches(
        "the sentence names the best",
        || widget.part("lead").read_text(),
        |text| text.contains(&name),
    );
    assert!(widget.part("lead").is_visible());
}

fn a_filter_by_two_tags_takes_three_actions_with_the_results_in_view(ctx: &TestContext) {
    let page = open_on_phone(ctx);
    let widget = page.widget();
    widget.part("filter-button").click();
    for tag in ["global", "broker"] {
        let choice = widget.locator(&format!("[part~=filter] input[value={tag}]"));
        choice.wait_for();
        choice.click();
    }
    for entry in ["marsh", "aon"] {
        assert_in_view(&page, entry);
    }
    let rows = widget.read_rows().unwrap();
    let shown: Vec<&str> = rows.iter().map(|(id, _)| &**id).collect();
    assert_eq!(shown, ["marsh", "aon"]);
}

fn a_comparison_of_two_takes_three_actions(ctx: &TestContext) {
    let page = open_on_phone(ctx);
    let widget = page.widget();
    widget.row_button("marsh").click();
    let other = widget.details("marsh").find("[part~=compare-with]");
    other.wait_for();
    // Opening the list and choosing from it.
    let value = other.find("[data-with=aon]").value();
    other.select_option(&value);
    let answer = widget.part("explanation");
    eventually_matches(
        "the answer in words",
        || answer.read_text(),
        |text| {
            let lead = text.starts_with("Marsh is ahead of Aon by 0.7. Too close to call.");
            lead && text.contains("Aon on ")
        },
    );
    widget.assert_link_reproduces_state();
}

fn a_sent_link_says_whose_weights_it_has_and_leads_back_in_one_action(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    page.widget().enter_weight("costs", "80");
    eventually("the link is in the address", true, || {
        Ok(page.relative_url().contains("costs:80"))
    });
    let link = page.url();
    page.open_in_new_window(&link);
    let widget = page.widget();
    let strip = widget.part("custom-weights");
    eventually_matches(
        "whose weights these are",
        || strip.read_text(),
        |text| text.contains("Costs") && text.contains("article 15%"),
    );
    widget.part("reset").click();
    widget.assert_ranking(&ctx.data().ranking(&[]));
}

fn how_sure_the_ranking_is_takes_one_action(ctx: &TestContext) {
    let page = open_on_phone(ctx);
    let widget = page.widget();
    widget.part("robustness-button").click();
    eventually("the panel", true, || {
        widget.part("robustness").read_is_visible()
    });
    eventually_matches(
        "the reasons",
        || widget.part("robustness").read_text(),
        |text| text.contains("takes the lead") && text.contains("of the time"),
    );
}

fn why_an_entry_is_first_takes_one_action(ctx: &TestContext) {
    let page = open_on_phone(ctx);
    let widget = page.widget();
    widget.row_button("evertas").click();
    let sentence = widget.details("evertas").find("[part~=strengths]");
    eventually_matches(
        "the sentence",
        || sentence.read_text(),
        |text| text.starts_with("Strongest on Security"),
    );
    assert!(sentence.is_visible());
}
