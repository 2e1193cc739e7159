//! `frame.html` in an iframe that the publisher writes, without the element.

use serde_json::{Value, json};

use super::{
    framed_widget::{TALL, link_with},
    scenarios,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    a_bare_frame_reads_its_settings_from_its_url,
    a_sandboxed_bare_frame_works_and_reports_its_height,
];

/// Opens a page with a bare iframe, which records the messages that it receives.
fn open_bare_frame(ctx: &TestContext, cdn: &Server, query: &str, attributes: &str) -> Page {
    let body = format!(
        "<script>
            window.messages = [];
            addEventListener('message', ({{ source, origin, data }}) => {{
                if (source === document.querySelector('iframe').contentWindow) messages.push({{ origin, data }});
            }});
        </script>
        <iframe src='{}/frame.html{query}' width='1000' height='2000' {attributes}></iframe>",
        cdn.origin
    );
    let page = ctx.open(TALL, Site::article(&body));
    page.in_frame(&page.element("iframe"), || page.widget().wait_until_ready());
    page
}

fn a_bare_frame_reads_its_settings_from_its_url(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let query =
        "?theme=dark&hide=guide,presets&lang=de&weights=ux%3A7.5&accent=%23c80078&font=Courier";
    let fragment = format!("#weigh-in={}", link_with(ctx, &[("costs", "80")]));
    let page = open_bare_frame(ctx, &cdn, &format!("{query}{fragment}"), "");
    let before = page.history_length();
    let (frame, widget) = (page.element("iframe"), page.widget());
    page.in_frame(&frame, || {
        widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
        let base = widget.part("base");
        let is = |description: &str, body: &str, expected: Value| eventually(description, expected, || base.read(body));
        is("theme", "return part.dataset.theme", json!("dark"));
        is("guide", "return !!root.querySelector('[part~=guide-button], [part~=preset]')", json!(false));
        is("font", "return getComputedStyle(root.querySelector('[part~=entry]')).fontFamily", json!("Courier"));
        is("accent", "return [...root.querySelectorAll('*')].some((element) => getComputedStyle(element).color === 'rgb(200, 0, 120)')", json!(true));
        widget.enter_weight("ux", "8");
        widget.assert_ranking(&ctx.data().ranking(&[("costs", "80"), ("ux", "8")]));
        eventually_matches("its own address", || Ok(page.url()), |address| address.contains("ux:8"));
        widget.enter_weight("ux", "99");
        eventually_matches("its own address", || Ok(page.url()), |address| address.contains("ux:99"));
    });
    assert_eq!(page.history_length(), before, "Back belongs to the page");
    assert_eq!(page.relative_url(), "/");
    let page = open_bare_frame(ctx, &cdn, "?weights=costs%3A80+ux%3A7.5", "");
    page.in_frame(&page.element("iframe"), || {
        page.widget()
            .assert_ranking(&ctx.data().ranking(&[("costs", "80"), ("ux", "7.5")]));
    });
}

fn a_sandboxed_bare_frame_works_and_reports_its_height(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    for (sandbox, origin) in [("sandbox='allow-scripts'", "null"), ("", &*cdn.origin)] {
        let page = open_bare_frame(ctx, &cdn, "", sandbox);
        let (frame, widget) = (page.element("iframe"), page.widget());
        let messages = |kind: &'static str| {
            let script = "return messages.filter(({ data }) => data.type === arguments[0])";
            eventually_matches(
                kind,
                || page.try_js::<Vec<Value>>(script, json!([kind])),
                |all| !all.is_empty(),
            )
        };
        let first_message = messages("size").pop().unwrap();
        assert_eq!(first_message["origin"], origin);
        assert_eq!(first_message["data"]["weighIn"], 1);
        let height = first_message["data"]["height"].as_f64().unwrap();
        assert!(height > 300.0 && height < 3000.0, "{height}");
        let amp = messages("embed-size").pop().unwrap();
        assert_eq!(
            amp["data"],
            json!({ "sentinel": "amp", "type": "embed-size", "height": amp["data"]["height"] })
        );
        // The frame grows again when the last chunk is rendered, and posts both messages each time.
        let heights = |kind: &str| {
            let script = "return messages.filter(({ data }) => data.type === arguments[0]).map(({ data }) => data.height)";
            page.try_js::<Vec<f64>>(script, json!([kind]))
        };
        eventually("the same heights", true, || {
            Ok(heights("size")? == heights("embed-size")?)
        });
        page.in_frame(&frame, || {
            widget.wait_for_level();
            widget.enter_weight("costs", "80");
            widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
            widget.row_button("marsh").click();
            eventually("the details are drawn", true, || {
                widget.details("marsh").read_is_visible()
            });
        });
        eventually_matches(
            "a greater height",
            || {
                page.try_js::<f64>(
                    "return messages.filter(({ data }) => data.type === 'size').pop().data.height",
                    json!([]),
                )
            },
            |now| *now > height + 50.0,
        );
        assert_eq!(page.problems(), [""; 0]);
    }
}
