//! A reader narrows the entries to those that serve.

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
    a_tag_narrows_the_rows_and_gives_them_ranks_within,
    tags_are_chosen_by_keyboard,
    several_tags_are_any_or_all_of_them,
    a_use_case_is_one_tap,
    chips_take_away_what_is_active,
    where_nothing_is_left_a_button_mends_it,
    filters_that_are_unknown_are_told_and_left_out,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Opens a filter; another that lies over it is closed first.
#[track_caller]
pub fn open_filter<'p>(widget: Widget<'p>, facet: &str) -> Locator<'p> {
    let filter = widget.filter(facet);
    if !filter.read::<bool>("return part.open").unwrap() {
        close_filters(widget);
        filter.find("summary").click();
    }
    // What is in it may have to be fetched first.
    eventually(facet, true, || {
        filter.find(":is(input, button)").read_visible()
    });
    filter
}

/// Closes the filter that is open.
#[track_caller]
pub fn close_filters(widget: Widget<'_>) {
    let open = widget.inside("[part~=filter][open]");
    if open.exists() {
        open.find("summary").click();
        eventually("all filters are closed", false, || open.read_exists());
    }
}

#[track_caller]
pub fn choose(widget: Widget<'_>, facet: &str, tag: &str) {
    let checkbox = open_filter(widget, facet).find(&format!("input[value={tag}]"));
    let before = checkbox.read_checked().unwrap();
    checkbox.click();
    eventually(tag, !before, || checkbox.read_checked());
}

/// The count that stands beside a tag.
fn read_count(filter: &Locator<'_>, tag: &str) -> Result<String, String> {
    filter.read(&format!(
        "return part.querySelector('input[value={tag}]').closest('label').querySelector('small').textContent.replace(/[^0-9]/g, '')"
    ))
}

/// Waits until just the entries that meet these needs are shown, and said to be.
#[track_caller]
pub fn shows_those(ctx: &TestContext, widget: Widget<'_>, needs: &[Filter]) {
    let left = ctx.data().meeting(needs);
    let weights = widget.read_weights().unwrap();
    widget.shows_only(&ctx.data().ranking_by(&weights).within(&left));
    let sentence = format!("Showing {} of 10", left.len());
    eventually("how many are shown", true, || {
        Ok(widget.part("shown").read_text()?.contains(&sentence))
    });
}

fn a_tag_narrows_the_rows_and_gives_them_ranks_within(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    shows_those(ctx, widget, &[]);
    // So few entries need neither a search nor pages.
    for part in ["search", "more"] {
        assert!(!widget.part(part).read_visible().unwrap_or(false), "{part}");
    }
    let insurers = [Filter::Any("role", &["insurer"])];
    let filter = open_filter(widget, "role");
    let count = data.meeting(&insurers).len().to_string();
    assert_eq!(read_count(&filter, "insurer"), Ok(count));
    choose(widget, "role", "insurer");
    shows_those(ctx, widget, &insurers);
    let left = data.ranking(&[]).within(&data.meeting(&insurers));
    assert!(left.iter().any(|(_, within, overall)| within != overall));
    for (id, within, overall) in &left {
        let row = widget.entry(id);
        assert_eq!(row.find("[part~=rank]").text(), within.to_string(), "{id}");
        assert!(
            row.text()
                .contains(&format!("{} overall", ordinal(*overall))),
            "{id}: {}",
            row.text()
        );
    }
    // A weight ranks what is shown; reset leaves the filters.
    widget.slider("costs").press(&[Key::End]);
    widget.has_weights(&data.weights(&[("costs", "100")]));
    shows_those(ctx, widget, &insurers);
    widget.is_reproduced_by_its_link();
    widget.part("reset").click();
    widget.has_weights(&data.published());
    shows_those(ctx, widget, &insurers);
    choose(widget, "role", "insurer");
    widget.shows(&data.ranking(&[]));
    assert!(!widget.part("ranking").text().contains("overall"));
}

fn tags_are_chosen_by_keyboard(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    let filter = widget.filter("coverage");
    filter.find("summary").press(&[Key::Enter]);
    eventually("it is open", true, || filter.find("input").read_visible());
    // The first of them is the next stop.
    page.press(Key::Tab);
    let first = filter.find("input");
    assert!(first.has_focus());
    page.press(Key::Space);
    shows_those(ctx, widget, &[Filter::Any("coverage", &["crime"])]);
    assert!(first.has_focus(), "the next tag can be reached at once");
    page.press(Key::Tab);
    page.press(Key::Space);
    shows_those(
        ctx,
        widget,
        &[Filter::Any("coverage", &["crime", "specie"])],
    );
}

fn several_tags_are_any_or_all_of_them(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let mode = widget.filter("coverage").find("select[data-mode]");
    let is_there = || Ok(mode.read_visible().unwrap_or(false));
    let tags: &[&str] = &["crime", "staking-slashing"];
    choose(widget, "coverage", tags[0]);
    eventually("how they are joined", false, is_there);
    choose(widget, "coverage", tags[1]);
    eventually("how they are joined", true, is_there);
    assert_eq!(mode.value(), "any");
    shows_those(ctx, widget, &[Filter::Any("coverage", tags)]);
    mode.choose("all");
    shows_those(ctx, widget, &[Filter::All("coverage", tags)]);
    widget.is_reproduced_by_its_link();
    // What one more would leave.
    let filter = widget.filter("coverage");
    let more = [tags, &["specie"]].concat();
    let count = data.meeting(&[Filter::All("coverage", &more)]).len();
    eventually("specie", count.to_string(), || {
        read_count(&filter, "specie")
    });
    mode.press(&[Key::Up]);
    shows_those(ctx, widget, &[Filter::Any("coverage", tags)]);
    assert!(mode.has_focus());
    // No entry has two roles.
    choose(widget, "role", "insurer");
    choose(widget, "role", "broker");
    assert!(!widget.filter("role").find("select[data-mode]").exists());
}

fn a_use_case_is_one_tap(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    let cases = widget.filter("use-case");
    let button = |id: &str| cases.find(&format!("[data-use-case={id}]"));
    for case in &ctx.data().use_cases[..2] {
        open_filter(widget, "use-case");
        assert!(button(&case.id).text().contains(&case.name));
        button(&case.id).click();
        shows_those(ctx, widget, &[Filter::UseCase(&case.id)]);
        let pressed: Vec<String> = cases
            .read("return [...part.querySelectorAll('[aria-pressed=true]')].map(({ dataset }) => dataset.useCase)")
            .unwrap();
        assert_eq!(pressed, slice::from_ref(&case.id), "one at a time");
    }
    widget.is_reproduced_by_its_link();
    let first = &ctx.data().use_cases[0].id;
    for (key, needs) in [
        (Key::Space, &[Filter::UseCase(first)][..]),
        (Key::Enter, &[]),
    ] {
        open_filter(widget, "use-case");
        button(first).press(&[key]);
        shows_those(ctx, widget, needs);
    }
}

/// The texts of the chips.
fn read_chips(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.part("base").read(
        "return [...root.querySelectorAll('button[part~=active-filter]')].map(({ textContent }) => textContent.trim())",
    )
}

/// The chip that says this.
#[track_caller]
fn chip<'p>(widget: Widget<'p>, text: &str) -> Locator<'p> {
    let chips = read_chips(widget).unwrap();
    let place = chips.iter().position(|chip| chip.contains(text));
    let place = place.unwrap_or_else(|| panic!("{text} is in none of {chips:?}"));
    // Chips are brothers and sisters, and nothing stands between them that is a button.
    widget.inside(&format!(
        "button[part~=active-filter]:nth-child({} of [part~=active-filter])",
        place + 1
    ))
}

fn chips_take_away_what_is_active(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let widget = page.widget();
    eventually("the chips", Vec::<String>::new(), || read_chips(widget));
    assert!(!widget.part("clear-filters").read_visible().unwrap_or(false));
    choose(widget, "role", "insurer");
    choose(widget, "audience", "exchanges");
    choose(widget, "audience", "custodians");
    let role = Filter::Any("role", &["insurer"]);
    shows_those(
        ctx,
        widget,
        &[role, Filter::Any("audience", &["custodians", "exchanges"])],
    );
    eventually("the chips", 3, || Ok(read_chips(widget)?.len()));
    close_filters(widget);
    chip(widget, "Exchanges").click();
    shows_those(
        ctx,
        widget,
        &[role, Filter::Any("audience", &["custodians"])],
    );
    chip(widget, "Insurer").press(&[Key::Enter]);
    shows_those(ctx, widget, &[Filter::Any("audience", &["custodians"])]);
    choose(widget, "coverage", "crime");
    close_filters(widget);
    widget.part("clear-filters").click();
    shows_those(ctx, widget, &[]);
    eventually("the chips", Vec::<String>::new(), || read_chips(widget));
    let checked: usize = widget
        .part("base")
        .read("return root.querySelectorAll('[part~=filter] :checked:not(option)').length")
        .unwrap();
    assert_eq!(checked, 0);
}

fn where_nothing_is_left_a_button_mends_it(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    choose(widget, "role", "broker");
    choose(widget, "coverage", "hot");
    let needs = [
        Filter::Any("role", &["broker"]),
        Filter::Any("coverage", &["hot"]),
    ];
    assert!(data.meeting(&needs).is_empty(), "the data have changed");
    let empty = widget.part("empty");
    eventually("the advice is drawn", true, || empty.read_visible());
    widget.shows_only(&Vec::new());
    widget.is_reproduced_by_its_link();
    let text = empty.text();
    assert!(text.contains("Role") || text.contains("Coverage"), "{text}");
    let buttons: usize = empty
        .read("return part.querySelectorAll('button[data-loosen]').length")
        .unwrap();
    assert!(buttons > 0);
    for (place, key) in (1..=buttons).zip([None, Some(Key::Enter)].into_iter().cycle()) {
        let button = empty.find(&format!("li:nth-child({place}) [data-loosen]"));
        match key {
            None => button.click(),
            Some(key) => button.press(&[key]),
        }
        eventually("something is left", true, || {
            Ok(!widget.read_rows()?.is_empty())
        });
        assert!(!empty.read_visible().unwrap_or(false));
        // One of the two is still asked for.
        let left = needs.map(|need| data.meeting(&[need]).len().to_string());
        let shown = widget.part("shown").text();
        assert!(
            left.iter()
                .any(|count| shown.contains(&format!("Showing {count} of"))),
            "{shown}"
        );
        widget.part("undo").click();
        eventually("nothing is left again", true, || empty.read_visible());
    }
}

fn filters_that_are_unknown_are_told_and_left_out(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;role=insurer,clown;planet=mars;use-case=party;compare=ghost,aon;match-all=planet;open=nobody,aon");
    let widget = page.widget();
    widget.is_ready();
    shows_those(ctx, widget, &[Filter::Any("role", &["insurer"])]);
    let notice = widget.part("notice");
    eventually("the notice is drawn", true, || notice.read_visible());
    let text = notice.text();
    for part in ["clown", "mars", "party", "ghost", "nobody"] {
        assert!(text.contains(part), "{part} is not in {text:?}");
    }
}
