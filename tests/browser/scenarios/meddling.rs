//! Scripts and extensions that take parts out of the element on a page, or move it elsewhere.

use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    parts_that_are_taken_out_are_rendered_again,
    a_part_may_be_taken_out_right_before_a_change,
    the_list_is_shown_if_parts_are_taken_out_again_and_again,
    what_others_add_and_remove_renders_nothing_again,
    an_element_adopted_into_another_document_and_back_keeps_its_look,
];

const WIDGET: &str = "<weigh-in share='off'><p id='fallback'>Published</p></weigh-in>";

/// Statements that take parts out of the shadow tree.
const REMOVALS: [&str; 11] = [
    "root.querySelector('[part~=entry]').remove()",
    "root.querySelectorAll('[part~=entry]').forEach((row) => row.remove())",
    "root.querySelector('[part~=entry] [part=rank]').firstChild.remove()",
    "root.querySelector('.weight').remove()",
    "const row = root.querySelector('[part~=entry]'); row.parentNode.append(row); row.remove()",
    "root.querySelector('[part~=ranking]').remove()",
    "root.querySelector('.controls').remove()",
    "root.querySelector('.widget').remove()",
    "root.querySelector('[part~=base]').replaceChildren()",
    "root.querySelector('[part~=base]').remove()",
    "root.replaceChildren()",
];

/// Checks that the widget shows these weights, and follows the next change.
#[track_caller]
fn assert_works(ctx: &TestContext, page: &Page, weights: &[(&str, &str)], costs: &str) {
    let (widget, data) = (page.widget(), ctx.data());
    widget.assert_ranking(&data.ranking(weights));
    widget.assert_weights(&data.weights(weights));
    widget.enter_weight("costs", costs);
    widget.assert_ranking(&data.ranking(&[("costs", costs)]));
    assert!(!page.element("#fallback").is_visible());
}

/// Checks that publishers are informed once.
#[track_caller]
fn assert_warned_once(page: &Page, removal: &str) {
    let problems = page.problems();
    assert_eq!(problems.len(), 1, "{removal}: {problems:?}");
    assert!(
        problems[0].contains("has removed parts of the widget"),
        "{removal}: {problems:?}"
    );
}

fn parts_that_are_taken_out_are_rendered_again(ctx: &TestContext) {
    for removal in REMOVALS {
        let page = ctx.open_article(WIDGET);
        let widget = page.widget();
        widget.wait_for_level();
        widget.enter_weight("costs", "80");
        let rows = widget.read_rows().unwrap().len();
        widget.js::<()>(&format!("const root = host.shadowRoot; {removal}"));
        eventually(&format!("all rows after {removal}"), rows, || {
            Ok(widget.read_rows()?.len())
        });
        assert_works(ctx, &page, &[("costs", "80")], "60");
        assert_warned_once(&page, removal);
    }
}

fn a_part_may_be_taken_out_right_before_a_change(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    page.widget().wait_for_level();
    page.widget().js::<()>(
        "host.shadowRoot.querySelector('[part~=entry]:nth-child(2)').remove(); host.weights = { costs: 80 }",
    );
    assert_works(ctx, &page, &[("costs", "80")], "60");
    assert_warned_once(&page, "the second row");
}

fn the_list_is_shown_if_parts_are_taken_out_again_and_again(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    widget.wait_for_level();
    // Filters of extensions wait for a quiet moment.
    widget.js::<()>(
        "const hide = () => { host.shadowRoot.querySelector('[part~=entry]')?.remove(); setTimeout(hide, 50) };
        hide()",
    );
    eventually("the list is back", true, || {
        page.element("#fallback").read_is_visible()
    });
    assert!(widget.part("error").is_visible());
    let errors = page.events("weigh-in-error");
    assert_eq!(errors.len(), 1);
    let message = errors[0]["detail"]["message"].as_str().expect("a message");
    assert!(message.contains("again and again"), "{message}");
}

fn what_others_add_and_remove_renders_nothing_again(ctx: &TestContext) {
    let early = "<script type='module'>
        await customElements.whenDefined('weigh-in');
        document.querySelector('weigh-in').shadowRoot.append(document.createElement('style'));
    </script>";
    let page = ctx.open_article(&format!("{WIDGET}{early}"));
    let widget = page.widget();
    widget.wait_for_level();
    widget.js::<()>(
        "const root = host.shadowRoot;
        window.slider = root.querySelector('[part~=slider]');
        for (const parent of [root, root.querySelector('.widget'), root.querySelector('[part~=entry]')]) {
            parent.append(document.createElement('aside'));
        }",
    );
    page.wait_for_paint();
    // An extension may have added styles before the widget was there.
    widget.js::<()>(
        "host.shadowRoot.querySelectorAll('aside, style').forEach((added) => added.remove())",
    );
    page.wait_for_paint();
    assert!(page.js::<bool>("return slider.isConnected", json!([])));
    assert_works(ctx, &page, &[], "80");
    assert_eq!(page.problems(), [""; 0]);
}

fn an_element_adopted_into_another_document_and_back_keeps_its_look(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::DESKTOP, Site::article(WIDGET));
    let widget = page.widget();
    widget.wait_for_level();
    let color = "return getComputedStyle(host.shadowRoot.querySelector('.widget')).borderTopColor";
    let before: String = widget.js(color);
    widget.js::<()>(
        "const frame = document.createElement('iframe');
        document.body.append(frame);
        window.element = host;
        frame.contentDocument.body.append(host)",
    );
    // Style sheets belong to a document, so there is the list until the element is back.
    eventually("it reports where it is", 1, || Ok(page.problems().len()));
    assert!(
        page.problems()[0].contains("another document"),
        "{:?}",
        page.problems()
    );
    assert!(page.js::<bool>(
        "return element.querySelector('#fallback').checkVisibility()",
        json!([])
    ));
    page.js::<()>("document.body.prepend(element)", json!([]));
    widget.wait_until_ready();
    assert_works(ctx, &page, &[], "80");
    eventually("the look", before, || Ok(widget.js::<String>(color)));
    assert_eq!(page.problems().len(), 1);
}
