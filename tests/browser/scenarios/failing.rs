//! Something is in the widget's way: the published ranking stays, and the publisher is told.

use super::{narrowing, scenarios};
use crate::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    needs::Need,
    page::Page,
    site::Site,
    trial::{Lab, Scenario},
};

pub const ALL: &[(&str, Scenario)] = scenarios![
    where_the_policy_forbids_wasm_the_fallback_stays,
    where_the_wasm_is_missing_the_fallback_stays,
    where_the_runtime_is_missing_the_fallback_stays,
    where_the_wasm_has_another_type_the_widget_works,
    details_that_do_not_come_can_be_asked_for_again,
    filters_that_do_not_come_say_so_and_can_be_opened_again,
];

const WIDGET: &str = "<weigh-in><p id='fallback'>Published</p></weigh-in>";

/// The published ranking is there, a line says why nothing else is, and an event tells the page.
#[track_caller]
fn stays_with_the_fallback(lab: &Lab, site: Site) -> String {
    let page = lab.open(Setup::DESKTOP, site);
    let events = eventually_some(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    assert_eq!(events.len(), 1, "{events:?}");
    let message = events[0]["detail"]["message"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert_ne!(message, "");
    let notice = page.widget().part("error");
    eventually("the notice is drawn", true, || notice.read_visible());
    assert_ne!(notice.text(), "");
    assert!(
        page.element("#fallback").is_visible(),
        "the fallback is gone"
    );
    message
}

fn where_the_policy_forbids_wasm_the_fallback_stays(lab: &Lab) {
    let site = Site::article(WIDGET).header("/", "content-security-policy", "script-src 'self'");
    let message = stays_with_the_fallback(lab, site);
    assert!(
        message.contains("wasm-unsafe-eval"),
        "the publisher learns what to allow: {message}"
    );
}

fn where_the_wasm_is_missing_the_fallback_stays(lab: &Lab) {
    stays_with_the_fallback(
        lab,
        Site::article(WIDGET).missing(|path| path.ends_with(".wasm")),
    );
}

fn where_the_runtime_is_missing_the_fallback_stays(lab: &Lab) {
    let is_runtime =
        |path: &str| path.ends_with(".js") && !["/weigh-in.js", "/recorder.js"].contains(&path);
    stays_with_the_fallback(lab, Site::article(WIDGET).missing(is_runtime));
}

fn where_the_wasm_has_another_type_the_widget_works(lab: &Lab) {
    let site = Site::article(WIDGET).header(".wasm", "content-type", "application/octet-stream");
    let page = lab.ready(Setup::DESKTOP, site);
    page.widget().shows(&lab.data().ranking(&[]));
}

/// What is fetched when it is wanted, and does not come.
fn without_more_modules(lab: &Lab) -> Page {
    let page = lab.article(WIDGET);
    page.server.refuse(|path| path.ends_with(".wasm"));
    page
}

fn details_that_do_not_come_can_be_asked_for_again(lab: &Lab) {
    let page = without_more_modules(lab);
    let (widget, entry) = (page.widget(), &lab.data().entries[2]);
    widget.opener(&entry.id).click();
    let details = widget.details(&entry.id);
    eventually("they can be asked for again", true, || {
        details.find("button").read_visible()
    });
    assert!(!details.text().contains(&entry.reasons[0]));
    widget.shows(&lab.data().ranking(&[]));
    page.server.mend();
    details.find("button").click();
    eventually("the details are there", true, || {
        Ok(details.read_text()?.contains(&entry.reasons[0]))
    });
}

fn filters_that_do_not_come_say_so_and_can_be_opened_again(lab: &Lab) {
    let page = without_more_modules(lab);
    let widget = page.widget();
    let filter = widget.filter("role");
    filter.find("summary").click();
    eventually("it is said", true, || {
        Ok(filter.read_text()?.contains("could not be loaded"))
    });
    widget.shows(&lab.data().ranking(&[]));
    page.server.mend();
    filter.find("summary").click();
    narrowing::choose(widget, "role", "broker");
    narrowing::shows_those(lab, widget, &[Need::Any("role", &["broker"])]);
}
