//! Filters of the entries.

use std::slice;

use thirtyfour::Key;

use super::{announcements::ordinal, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    filter_oracle::Filter,
    locator::Locator,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_tag_filters_the_rows_and_ranks_them_among_themselves,
    tags_are_chosen_by_keyboard,
    several_tags_match_any_or_all,
    a_use_case_filters_with_one_tap,
    the_menus_name_their_choices_until_all_are_cleared,
    a_button_clears_filters_that_leave_no_entries,
    unknown_filters_are_reported_and_ignored,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Opens a filter, after closing any other one that covers it. A narrow widget shows all of them in one sheet.
#[track_caller]
pub fn open_filter<'p>(widget: Widget<'p>, facet: &str) -> Locator<'p> {
    let filter = widget.filter(facet);
    let sheet = widget.part("filter-button");
    if sheet.is_visible() {
        if !sheet.read_flag("aria-expanded").unwrap() {
            sheet.click();
        }
    } else if !filter.read::<bool>("return part.open").unwrap() {
        close_filters(widget);
        filter.find("summary").click();
    }
    // Its chunk may have to be fetched first.
    eventually(facet, true, || {
        filter.find(":is(input, button)").read_is_visible()
    });
    filter
}

/// Closes the open filter, or the sheet.
#[track_caller]
pub fn close_filters(widget: Widget<'_>) {
    let sheet = widget.part("filter-button");
    if sheet.is_visible() && sheet.read_flag("aria-expanded").unwrap() {
        widget.part("filter-sheet").find("[part~=done]").click();
        eventually("the focus is at the button", true, || Ok(sheet.has_focus()));
    }
    let open = widget.locator("[part~=filter][open]");
    if open.exists() {
        open.find("summary").click();
        eventually("all filters are closed", false, || open.read_exists());
    }
}

#[track_caller]
pub fn choose_tag(widget: Widget<'_>, facet: &str, tag: &str) {
    let checkbox = open_filter(widget, facet).find(&format!("input[value={tag}]"));
    let before = checkbox.read_is_checked().unwrap();
    checkbox.click();
    eventually(tag, !before, || checkbox.read_is_checked());
}

/// Reads the count beside a tag.
fn read_count(filter: &Locator<'_>, tag: &str) -> Result<String, String> {
    filter.read(&format!(
        "return part.querySelector('input[value={tag}]').closest('label').querySelector('small').textContent.replace(/[^0-9]/g, '')"
    ))
}

/// Waits until exactly the entries that match these filters are shown, and the status says so.
#[track_caller]
pub fn assert_filtered(ctx: &TestContext, widget: Widget<'_>, filters: &[Filter]) {
    let expected = ctx.data().entries_matching(filters);
    let weights = widget.read_weights().unwrap();
    widget.assert_rows(&ctx.data().ranking_for(&weights).filtered(&expected));
    let shown = widget.part("shown");
    if expected.len() == 10 {
        eventually("how many are shown", false, || shown.read_exists());
        return;
    }
    let sentence = format!("Showing {} of 10", expected.len());
    eventually("how many are shown", sentence, || shown.read_text());
}

fn a_tag_filters_the_rows_and_ranks_them_among_themselves(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    assert_filtered(ctx, widget, &[]);
    // This few entries have neither a search nor paging.
    for part in ["search", "more"] {
        assert!(
            !widget.part(part).read_is_visible().unwrap_or(false),
            "{part}"
        );
    }
    // Every entry has a tag that stands for all regions, so counts would say nothing.
    let regions = open_filter(widget, "region");
    assert!(read_count(&regions, "apac").is_err());
    assert!(regions.text().contains("All 10 match each of these."));
    let insurers = [Filter::Any("role", &["insurer"])];
    let filter = open_filter(widget, "role");
    let count = data.entries_matching(&insurers).len().to_string();
    assert_eq!(read_count(&filter, "insurer"), Ok(count));
    choose_tag(widget, "role", "insurer");
    assert_filtered(ctx, widget, &insurers);
    let expected = data
        .ranking(&[])
        .filtered(&data.entries_matching(&insurers));
    assert!(
        expected
            .iter()
            .any(|(_, within, overall)| within != overall)
    );
    for (id, within, overall) in &expected {
        let row = widget.entry(id);
        assert_eq!(row.find("[part~=rank]").text(), within.to_string(), "{id}");
        assert!(
            row.text()
                .contains(&format!("{} overall", ordinal(*overall))),
            "{id}: {}",
            row.text()
        );
    }
    // Weights rank the shown entries, and reset keeps the filters.
    widget.slider("costs").press(&[Key::End]);
    widget.assert_weights(&data.weights(&[("costs", "100")]));
    assert_filtered(ctx, widget, &insurers);
    widget.assert_link_reproduces_state();
    widget.part("reset").click();
    widget.assert_weights(&data.published_weights());
    assert_filtered(ctx, widget, &insurers);
    choose_tag(widget, "role", "insurer");
    widget.assert_ranking(&data.ranking(&[]));
    assert!(!widget.part("ranking").text().contains("overall"));
}

fn tags_are_chosen_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let filter = widget.filter("coverage");
    filter.find("summary").press(&[Key::Enter]);
    eventually("it is open", true, || {
        filter.find("input").read_is_visible()
    });
    // The first tag is the next tab stop.
    page.press(Key::Tab);
    let first = filter.find("input");
    assert!(first.has_focus());
    page.press(Key::Space);
    assert_filtered(ctx, widget, &[Filter::Any("coverage", &["crime"])]);
    assert!(first.has_focus(), "the next tag can be reached at once");
    page.press(Key::Tab);
    page.press(Key::Space);
    assert_filtered(
        ctx,
        widget,
        &[Filter::Any("coverage", &["crime", "specie"])],
    );
}

fn several_tags_match_any_or_all(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let mode = widget.filter("coverage").find("select[data-mode]");
    let is_there = || Ok(mode.read_is_visible().unwrap_or(false));
    let tags: &[&str] = &["crime", "staking-slashing"];
    choose_tag(widget, "coverage", tags[0]);
    eventually("how they are joined", false, is_there);
    choose_tag(widget, "coverage", tags[1]);
    eventually("how they are joined", true, is_there);
    assert_eq!(mode.value(), "any");
    assert_filtered(ctx, widget, &[Filter::Any("coverage", tags)]);
    mode.select_option("all");
    assert_filtered(ctx, widget, &[Filter::All("coverage", tags)]);
    widget.assert_link_reproduces_state();
    // The count if another tag were checked.
    let filter = widget.filter("coverage");
    let more = [tags, &["specie"]].concat();
    let count = data
        .entries_matching(&[Filter::All("coverage", &more)])
        .len();
    eventually("specie", count.to_string(), || {
        read_count(&filter, "specie")
    });
    mode.press(&[Key::Up]);
    assert_filtered(ctx, widget, &[Filter::Any("coverage", tags)]);
    assert!(mode.has_focus());
    // No entry has two roles.
    choose_tag(widget, "role", "insurer");
    choose_tag(widget, "role", "broker");
    assert!(!widget.filter("role").find("select[data-mode]").exists());
}

fn a_use_case_filters_with_one_tap(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let cases = widget.filter("use-case");
    let button = |id: &str| cases.find(&format!("[data-use-case={id}]"));
    for case in &ctx.data().use_cases[..2] {
        open_filter(widget, "use-case");
        assert!(button(&case.id).text().contains(&case.name));
        button(&case.id).click();
        assert_filtered(ctx, widget, &[Filter::UseCase(&case.id)]);
        let pressed: Vec<String> = cases
            .read("return [...part.querySelectorAll('[aria-pressed=true]')].map(({ dataset }) => dataset.useCase)")
            .unwrap();
        assert_eq!(pressed, slice::from_ref(&case.id), "one at a time");
    }
    widget.assert_link_reproduces_state();
    let first = &ctx.data().use_cases[0].id;
    for (key, filters) in [
        (Key::Space, &[Filter::UseCase(first)][..]),
        (Key::Enter, &[]),
    ] {
        open_filter(widget, "use-case");
        button(first).press(&[key]);
        assert_filtered(ctx, widget, filters);
    }
}

fn the_menus_name_their_choices_until_all_are_cleared(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let list_top = widget.part("ranking").rect().top;
    let is_named = |facet: &str, expected: &str| {
        let name = widget.filter(facet).find("summary");
        eventually(facet, expected.to_owned(), || name.read_text());
    };
    let clear = widget.part("clear-filters");
    assert!(!clear.exists());
    is_named("role", "Role");
    choose_tag(widget, "role", "insurer");
    choose_tag(widget, "audience", "exchanges");
    is_named("audience", "Audience: Exchanges");
    choose_tag(widget, "audience", "custodians");
    is_named("role", "Role: Insurer");
    is_named("audience", "Audience 2");
    close_filters(widget);
    // Nothing moves the list but a rank.
    assert_eq!(widget.part("ranking").rect().top, list_top);
    clear.click();
    assert_filtered(ctx, widget, &[]);
    is_named("role", "Role");
    is_named("audience", "Audience");
    eventually("the focus is at a menu", true, || {
        widget
            .part("filters")
            .read("return part.contains(root.activeElement)")
    });
    let checked: usize = widget
        .part("base")
        .read("return root.querySelectorAll('[part~=filter] :checked:not(option)').length")
        .unwrap();
    assert_eq!(checked, 0);
}

fn a_button_clears_filters_that_leave_no_entries(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    choose_tag(widget, "role", "broker");
    choose_tag(widget, "coverage", "hot");
    let filters = [
        Filter::Any("role", &["broker"]),
        Filter::Any("coverage", &["hot"]),
    ];
    assert!(
        data.entries_matching(&filters).is_empty(),
        "the data have changed"
    );
    let empty = widget.part("empty");
    eventually("the advice is drawn", true, || empty.read_is_visible());
    widget.assert_rows(&Vec::new());
    widget.assert_link_reproduces_state();
    let text = empty.text();
    assert!(text.contains("Role") || text.contains("Coverage"), "{text}");
    let buttons: usize = empty
        .read("return part.querySelectorAll('button[data-loosen]').length")
        .unwrap();
    assert!(buttons > 0);
    for (index, key) in (1..=buttons).zip([None, Some(Key::Enter)].into_iter().cycle()) {
        let button = empty.find(&format!("li:nth-child({index}) [data-loosen]"));
        match key {
            None => button.click(),
            Some(key) => button.press(&[key]),
        }
        eventually("something is left", true, || {
            Ok(!widget.read_rows()?.is_empty())
        });
        assert!(!empty.read_is_visible().unwrap_or(false));
        // One of the two filters is still active.
        let expected = filters.map(|filter| data.entries_matching(&[filter]).len().to_string());
        let shown = widget.part("shown").text();
        assert!(
            expected
                .iter()
                .any(|count| shown.contains(&format!("Showing {count} of"))),
            "{shown}"
        );
        widget.undo();
        eventually("nothing is left again", true, || empty.read_is_visible());
    }
}

fn unknown_filters_are_reported_and_ignored(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;role=insurer,clown;planet=mars;use-case=party;compare=ghost,aon;match-all=planet;open=nobody,aon");
    let widget = page.widget();
    widget.wait_until_ready();
    assert_filtered(ctx, widget, &[Filter::Any("role", &["insurer"])]);
    let notice = widget.part("notice");
    for part in ["clown", "mars", "party", "ghost", "nobody"] {
        eventually(part, true, || Ok(notice.read_text()?.contains(part)));
    }
}
