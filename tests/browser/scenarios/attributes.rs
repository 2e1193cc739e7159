//! The element's attributes, before its definition and later.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{filters::assert_filtered, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    filter_oracle::Filter,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    an_element_created_before_its_definition_keeps_its_settings,
    changed_attributes_keep_the_readers_weights,
    each_name_or_id_has_its_own_key_in_the_url,
    each_name_in_hide_removes_only_its_part,
    hide_accepts_several_names_and_reacts_to_changes,
    filters_of_a_link_can_be_cleared_where_filters_are_hidden,
    a_link_compares_nothing_where_comparing_is_hidden,
    invalid_attributes_are_reported_in_one_message,
    an_attribute_that_becomes_invalid_is_reported,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn an_element_created_before_its_definition_keeps_its_settings(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article(
            "<main></main><script>
                const early = document.createElement('weigh-in');
                early.weights = { costs: 80, ux: 7.5 };
                early.setAttribute('share', 'off');
                customElements.whenDefined('weigh-in').then(() => document.querySelector('main').append(early));
            </script>",
        ),
    );
    let (widget, set) = (page.widget(), [("costs", "80"), ("ux", "7.5")]);
    widget.assert_ranking(&ctx.data().ranking(&set));
    widget.assert_weights(&ctx.data().weights(&set));
    widget.js::<()>("host.weights = { scale: 0 }");
    widget.assert_ranking(&ctx.data().ranking(&[("scale", "0")]));
    assert_eq!(page.problems(), [""; 0]);
}

fn changed_attributes_keep_the_readers_weights(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in share='off'></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    let changed = [("costs", "80"), ("scale", "0")];
    for (criterion, weight) in changed {
        widget.enter_weight(criterion, weight);
    }
    widget.assert_ranking(&data.ranking(&changed));
    for (attribute, values) in [
        ("theme", &["dark", "light"][..]),
        ("load", &["eager", "visible"]),
        ("hide", &["guide", "presets filters"]),
        ("name", &["other"]),
        ("id", &["another"]),
        ("dir", &["rtl", "ltr"]),
        ("lang", &["de", "en"]),
        ("share", &["query", "off", "hash"]),
    ] {
        for value in values.iter().map(Some).chain([None]) {
            match value {
                Some(value) => {
                    widget.js::<()>(&format!("host.setAttribute('{attribute}', '{value}')"))
                }
                None => widget.js::<()>(&format!("host.removeAttribute('{attribute}')")),
            }
            page.wait_for_paint();
            widget.assert_ranking(&data.ranking(&changed));
            assert_eq!(
                widget.read_weights(),
                Ok(data.weights(&changed)),
                "{attribute} is {value:?}"
            );
        }
    }
    assert_eq!(page.problems(), [""; 0]);
}

fn each_name_or_id_has_its_own_key_in_the_url(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    for (change, key, weight) in [
        ("host.id = 'i'", "i", "70"),
        ("host.setAttribute('name', 'n')", "n", "60"),
        ("host.removeAttribute('name')", "i", "50"),
        ("host.id = ''", "weigh-in", "40"),
    ] {
        widget.js::<()>(change);
        widget.wait_until_ready();
        page.js::<()>("history.replaceState(null, '', '/')", json!([]));
        widget.enter_weight("costs", weight);
        let start = format!("/#{key}=1.");
        eventually_matches(
            &format!("the address begins with {start}"),
            || Ok(page.relative_url()),
            |url| url.starts_with(&start) && url.contains(&format!("costs:{weight}")),
        );
    }
}

/// Reads the names of the visible parts.
fn read_visible_parts(widget: Widget<'_>) -> Result<BTreeSet<String>, String> {
    widget.part("base").read(
        "return [...new Set([...root.querySelectorAll('[part]')]
            .filter((part) => part.checkVisibility({ visibilityProperty: true }))
            .flatMap((part) => [...part.part]))]",
    )
}

#[track_caller]
fn visible_parts(widget: Widget<'_>) -> BTreeSet<String> {
    read_visible_parts(widget).unwrap_or_else(|error| panic!("{error}"))
}

fn part_names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn each_name_in_hide_removes_only_its_part(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in share='hash'></weigh-in>");
    let widget = page.widget();
    widget.wait_for_level();
    let all = visible_parts(widget);
    for (name, hidden) in [
        ("presets", &["preset"][..]),
        ("filters", &["filter"]),
        ("compare", &["compare-toggle"]),
        ("robustness", &["robustness-button", "verdict"]),
        ("guide", &["guide-button"]),
        ("share", &["share-button"]),
        ("save", &["save"]),
        ("embed", &["embed-button"]),
    ] {
        let hidden = part_names(hidden);
        assert!(hidden.is_subset(&all), "{hidden:?} of {all:?}");
        widget.js::<()>(&format!("host.setAttribute('hide', '{name}')"));
        let left: BTreeSet<_> = all.difference(&hidden).cloned().collect();
        eventually(&format!("hide={name}"), left, || read_visible_parts(widget));
        widget.js::<()>("host.removeAttribute('hide')");
        eventually(&format!("hide={name} no more"), all.clone(), || {
            read_visible_parts(widget)
        });
    }
    assert_eq!(page.problems(), [""; 0]);
}

fn hide_accepts_several_names_and_reacts_to_changes(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in hide='presets, guide  save,embed'></weigh-in>");
    let widget = page.widget();
    let is_there = |names: &[&str]| {
        let seen = visible_parts(widget);
        names
            .iter()
            .map(|&name| seen.contains(name))
            .collect::<Vec<_>>()
    };
    let names = [
        "preset",
        "guide-button",
        "save",
        "embed-button",
        "filter",
        "share-button",
    ];
    assert_eq!(is_there(&names), [false, false, false, false, true, true]);
    widget.js::<()>("host.setAttribute('hide', 'share,filters')");
    eventually(
        "others are hidden",
        vec![true, true, true, true, false, false],
        || Ok(is_there(&names)),
    );
    assert_eq!(page.problems(), [""; 0]);
}

fn filters_of_a_link_can_be_cleared_where_filters_are_hidden(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article("<weigh-in hide='filters'></weigh-in>"),
    );
    page.open("/#weigh-in=1;role=broker;region=apac");
    let widget = page.widget();
    widget.wait_until_ready();
    let (role, region) = (
        Filter::Any("role", &["broker"]),
        Filter::Any("region", &["apac"]),
    );
    assert_filtered(ctx, widget, &[role, region]);
    assert!(!widget.part("filter").read_is_visible().unwrap_or(false));
    // They are named, since no menu does.
    eventually_matches(
        "the filters",
        || widget.locator(".legend").read_text(),
        |text| text.contains("Region: APAC · Role: Broker"),
    );
    widget.part("clear-filters").click();
    widget.assert_ranking(&ctx.data().ranking(&[]));
}

fn a_link_compares_nothing_where_comparing_is_hidden(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article("<weigh-in hide='compare,guide'></weigh-in>"),
    );
    page.open("/#weigh-in=1;costs:80;compare=marsh,aon;panel=guide");
    let widget = page.widget();
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    page.wait_for_paint();
    for part in [
        "compare",
        "compare-button",
        "compare-toggle",
        "tray",
        "guide",
        "guide-button",
    ] {
        assert!(
            !widget.part(part).read_is_visible().unwrap_or(false),
            "{part}"
        );
    }
}

/// Attributes with invalid values, and a word of the message that suggests a valid one.
const INVALID: [(&str, &str, &str); 5] = [
    ("theme", "blue", "dark"),
    ("share", "mail", "query"),
    ("load", "later", "eager"),
    ("hide", "presets nonsense", "filters"),
    ("weights", "costs:80 ghost:3", "scale"),
];

fn invalid_attributes_are_reported_in_one_message(ctx: &TestContext) {
    let attributes: String = INVALID
        .iter()
        .map(|(name, value, _)| format!("{name}='{value}' "))
        .collect();
    let page = ctx.open_article(&format!("<weigh-in {attributes}></weigh-in>"));
    let (widget, data) = (page.widget(), ctx.data());
    // The valid ones apply.
    widget.assert_ranking(&data.ranking(&[("costs", "80")]));
    assert!(!visible_parts(widget).contains("preset"));
    widget.enter_weight("scale", "0");
    widget.assert_ranking(&data.ranking(&[("costs", "80"), ("scale", "0")]));
    assert!(!widget.part("error").is_visible(), "a reader need not know");
    let errors = page.events("weigh-in-error");
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let detail = &errors[0]["detail"];
    let messages = page.problems();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    let message = &messages[0];
    assert!(message.starts_with("console.error:"), "{message}");
    assert!(
        message.contains(detail["message"].as_str().unwrap()),
        "{message} {detail}"
    );
    let problems = detail["problems"].as_array().unwrap();
    assert_eq!(problems.len(), INVALID.len(), "{problems:#?}");
    for (name, value, allowed) in INVALID {
        let wrong = value
            .split(' ')
            .next_back()
            .unwrap()
            .split(':')
            .next()
            .unwrap();
        for word in [name, wrong, allowed] {
            assert!(message.contains(word), "{word} is not in {message}");
        }
        let is_its = |problem: &&Value| {
            problem["place"]
                .as_str()
                .is_some_and(|url| url.contains(name))
        };
        let reported = problems
            .iter()
            .find(is_its)
            .unwrap_or_else(|| panic!("{name}: {problems:#?}"));
        for (part, word) in [("place", wrong), ("message", allowed)] {
            let text = reported[part].as_str().unwrap();
            assert!(text.contains(word), "{word} is not in {text}");
        }
    }
}

fn an_attribute_that_becomes_invalid_is_reported(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in theme='dark'></weigh-in>");
    let widget = page.widget();
    widget.enter_weight("costs", "80");
    for (count, (name, value, allowed)) in INVALID
        .iter()
        .filter(|wrong| wrong.0 != "weights")
        .enumerate()
    {
        widget.js::<()>(&format!("host.setAttribute('{name}', '{value}')"));
        let messages = eventually_matches(
            "it is told",
            || Ok(page.problems()),
            |messages| messages.len() > count,
        );
        assert_eq!(messages.len(), count + 1, "{messages:#?}");
        for word in [name, value.split(' ').next_back().unwrap(), allowed] {
            assert!(
                messages[count].contains(word),
                "{word} is not in {}",
                messages[count]
            );
        }
        widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    }
    assert_eq!(page.events("weigh-in-error").len(), 4);
}
