//! Invalid data: the published ranking stays, and the reason is reported to the publisher.

use serde_json::{Value, json};

use super::{
    load_failures::assert_fallback_kept,
    own_data::{CSV, JSON, PACKED, PHONES, TABLE, WIDGET, assert_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    a_missing_file_is_reported,
    a_web_page_instead_of_data_is_reported,
    an_empty_file_is_reported,
    a_file_that_is_too_large_is_reported,
    a_file_blocked_by_cors_is_reported,
    a_file_blocked_by_the_policy_is_reported,
    an_unreachable_server_is_reported,
    an_invalid_url_is_reported,
    data_that_are_not_json_are_reported,
    all_problems_of_a_file_are_reported,
    a_damaged_packed_file_is_reported,
    only_publishers_see_the_problems,
    invalid_new_data_leave_the_widget_unchanged,
    corrected_data_are_shown,
    any_sign_of_custom_data_prevents_the_bundled_data,
];

/// Checks that the console and `weigh-in-error` report the problem once, and that the fallback stays with a line above it.
#[track_caller]
fn assert_reported(page: &Page, words: &[&str]) -> Value {
    let events = eventually_matches(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    page.wait_for_paint();
    assert_eq!(page.events("weigh-in-error").len(), 1, "{events:?}");
    let detail = events[0]["detail"].clone();
    let message = detail["message"].as_str().expect("a message");
    for word in words {
        assert!(message.contains(word), "{word} is not in: {message}");
    }
    let messages: Vec<_> = page.problems();
    let messages: Vec<_> = messages
        .iter()
        .filter(|message| message.starts_with("console."))
        .collect();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert_eq!(
        *messages[0],
        format!("console.error: <weigh-in>: {message}")
    );
    assert!(page.widget().part("error").is_visible());
    assert_fallback_kept(page);
    assert!(!page.widget().part("progress").exists());
    detail
}

#[track_caller]
fn assert_file_reported(ctx: &TestContext, site: Site, words: &[&str]) {
    let page = ctx.open(Setup::DESKTOP, site);
    let words = [words, &["/phones.json"]].concat();
    assert_eq!(assert_reported(&page, &words)["problems"], json!([]));
}

fn a_missing_file_is_reported(ctx: &TestContext) {
    assert_file_reported(ctx, Site::article(WIDGET), &["status 404"]);
}

fn a_web_page_instead_of_data_is_reported(ctx: &TestContext) {
    let site =
        Site::article(WIDGET).file("/phones.json", "text/html; charset=utf-8", "<p>Log in</p>");
    assert_file_reported(ctx, site, &["a web page"]);
}

fn an_empty_file_is_reported(ctx: &TestContext) {
    assert_file_reported(
        ctx,
        Site::article(WIDGET).file("/phones.json", JSON, ""),
        &["is empty"],
    );
}

fn a_file_that_is_too_large_is_reported(ctx: &TestContext) {
    let site = Site::article(WIDGET).file("/phones.json", JSON, vec![b' '; (32 << 20) + 1]);
    assert_file_reported(ctx, site, &["larger than 32 MiB"]);
}

/// Creates a site whose widget loads its file from another origin.
fn site_with_data_at(origin: &str) -> Site {
    Site::article(&WIDGET.replace("phones.json", &format!("{origin}/phones.json")))
}

fn a_file_blocked_by_cors_is_reported(ctx: &TestContext) {
    let other = ctx.serve(Site::demo().file("/phones.json", JSON, PHONES));
    assert_file_reported(
        ctx,
        site_with_data_at(&other.origin),
        &["Access-Control-Allow-Origin"],
    );
}

fn a_file_blocked_by_the_policy_is_reported(ctx: &TestContext) {
    let other = ctx.serve(Site::cdn().file("/phones.json", JSON, PHONES));
    let site = site_with_data_at(&other.origin).header(
        "/",
        "content-security-policy",
        "connect-src 'self'",
    );
    assert_file_reported(
        ctx,
        site,
        &["Content Security Policy", "connect-src", &other.origin],
    );
}

fn an_unreachable_server_is_reported(ctx: &TestContext) {
    let origin = ctx.serve(Site::demo()).origin.clone();
    assert_file_reported(ctx, site_with_data_at(&origin), &["can't be reached"]);
}

fn an_invalid_url_is_reported(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article(&WIDGET.replace("phones.json", "http://")),
    );
    assert_reported(&page, &["src=\"http://\" isn't a valid URL"]);
}

fn data_that_are_not_json_are_reported(ctx: &TestContext) {
    let circle = "<script>const circle = {}; circle.circle = circle; document.querySelector('weigh-in').data = circle</script>";
    let page = ctx.open(Setup::DESKTOP, Site::article(&format!("{WIDGET}{circle}")));
    assert_reported(&page, &["The property data can't be written as JSON"]);
}

/// Returns a table with this many cells that are not numbers.
fn invalid_table(problems: usize) -> String {
    let rows = (0..problems).map(|row| format!("Phone {row},nowhere,4\n"));
    format!("name,url,Costs\nAlpha,,40\n{}", rows.collect::<String>())
}

fn site_with_table(table: &str) -> Site {
    Site::article(&WIDGET.replace("phones.json", "phones.csv")).file("/phones.csv", CSV, table)
}

fn all_problems_of_a_file_are_reported(ctx: &TestContext) {
    let page = ctx.open(Setup::DESKTOP, site_with_table(&invalid_table(30)));
    let words = [
        "phones.csv has 30 problems.\n",
        "\nrow 3, column \"url\": ",
        "\n… and 10 more",
    ];
    let detail = assert_reported(&page, &words);
    let problems = detail["problems"].as_array().expect("problems");
    assert_eq!(problems.len(), 30);
    for (index, problem) in problems.iter().enumerate() {
        assert_eq!(
            problem["place"],
            format!("row {}, column \"url\"", index + 3)
        );
        assert!(!problem["message"].as_str().expect("a message").is_empty());
    }
    let lines = detail["message"]
        .as_str()
        .expect("a message")
        .lines()
        .count();
    assert_eq!(lines, 22, "a headline, twenty problems, and how many more");
}

fn a_damaged_packed_file_is_reported(ctx: &TestContext) {
    let site = Site::article(WIDGET).file("/phones.json", JSON, &PACKED[..PACKED.len() - 1]);
    let page = ctx.open(Setup::DESKTOP, site);
    assert_reported(
        &page,
        &["phones.json", "damaged", "convert the data set again"],
    );
}

fn only_publishers_see_the_problems(ctx: &TestContext) {
    for (attribute, query, is_seen) in [
        ("", "", false),
        ("preview", "", true),
        ("", "?preview=true", true),
    ] {
        let page = ctx.start_page(Setup::DESKTOP, {
            let table = invalid_table(130);
            let widget = WIDGET
                .replace("phones.json", "phones.csv")
                .replace("<weigh-in", &format!("<weigh-in {attribute}"));
            Site::article(&widget).file("/phones.csv", CSV, table)
        });
        // A page on localhost is a preview.
        let public = page.server.origin.replace("127.0.0.1", "readers.localhost");
        page.open_url(&format!("{public}/{query}"));
        assert_reported(&page, &["130 problems"]);
        let report = page.widget().part("data-problems");
        assert_eq!(report.exists(), is_seen);
        if is_seen {
            assert!(report.is_visible());
            let items: Vec<String> = report
                .read("return [...part.querySelectorAll('li')].map((item) => item.textContent)")
                .unwrap();
            assert_eq!(items.len(), 101);
            assert!(
                items[0].starts_with("row 3, column \"url\" "),
                "{}",
                items[0]
            );
            assert_eq!(items[100], "… and 30 more");
            assert!(report.text().starts_with("phones.csv has 130 problems."));
            // The list can be scrolled by keyboard.
            let list = report.find("ol");
            list.press(&[thirtyfour::Key::End]);
            eventually("it is scrolled", true, || {
                list.read("return part.scrollTop > 0")
            });
        }
    }
}

fn invalid_new_data_leave_the_widget_unchanged(ctx: &TestContext) {
    let site = Site::article(WIDGET)
        .file("/phones.json", JSON, PHONES)
        .file("/bad.csv", CSV, invalid_table(2));
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    widget.enter_weight("costs", "90");
    assert_phones(widget, PHONES, &[("costs", "90")]);
    for (count, (src, words)) in [("bad.csv", "2 problems"), ("missing.csv", "status 404")]
        .into_iter()
        .enumerate()
    {
        widget.js::<()>(&format!("host.setAttribute('src', '{src}')"));
        let events = eventually_matches(
            "weigh-in-error is fired",
            || Ok(page.events("weigh-in-error")),
            |all| all.len() > count,
        );
        let message = events[count]["detail"]["message"]
            .as_str()
            .expect("a message");
        assert!(message.contains(words), "{message}");
        assert_phones(widget, PHONES, &[("costs", "90")]);
        assert!(!page.element("#fallback").is_visible());
    }
    widget.enter_weight("costs", "80");
    assert_phones(widget, PHONES, &[("costs", "80")]);
}

fn corrected_data_are_shown(ctx: &TestContext) {
    let page = ctx.open(Setup::DESKTOP, site_with_table(&invalid_table(1)));
    assert_reported(
        &page,
        &["phones.csv has 1 problem.\nrow 3, column \"url\": "],
    );
    page.widget()
        .js::<()>(&format!("host.data = {}", json!(TABLE)));
    assert_phones(page.widget(), PHONES, &[]);
    assert!(!page.element("#fallback").is_visible());
    assert!(
        page.widget()
            .js::<bool>("return host.ready.then((ready) => ready === host)")
    );
}

fn any_sign_of_custom_data_prevents_the_bundled_data(ctx: &TestContext) {
    let script = |kind: &str| format!("<script type='{kind}'>{PHONES}</script>");
    let table = |kind: &str| format!("<script type='{kind}'>{TABLE}</script>");
    let nested = format!("<div>{}</div>", script(JSON));
    // Attributes, content, the property `data`, and a part of the message.
    let hints: [(&str, &str, &str, &str); 13] = [
        ("", "", "''", "The property data is an empty string"),
        ("", "", "0", "The property data is 0"),
        ("", "", "false", "The property data is false"),
        ("data='[object Object]'", "", "", "data=\"[object Object]\""),
        ("data='/p.csv'", "", "", "Write src="),
        ("src=''", "", "", "src=\"\""),
        ("data-src='/p.csv'", "", "", "Write src="),
        ("", &script("text/json"), "", "type=\"application/json\""),
        ("", &table("text/plain"), "", "type=\"text/csv\""),
        ("", &table("application/csv"), "", "type=\"text/csv\""),
        ("", &nested, "", "child of the element"),
        ("", "<script type='text/csv'> </script>", "", "is empty"),
        ("frame data='/p.csv'", "", "", "Write src="),
    ];
    let elements = hints.iter().enumerate().map(|(index, (attributes, content, property, _))| {
        let set = if property.is_empty() {
            String::new()
        } else {
            format!("<script>document.querySelector('#w{index}').data = {property}</script>")
        };
        format!("<weigh-in id='w{index}' load='eager' {attributes}>{content}<p>Published</p></weigh-in>{set}")
    });
    let bundled = "<weigh-in id='bundled' load='eager'><script type='application/ld+json'>{}</script></weigh-in>";
    let body = elements.collect::<String>() + bundled;
    let page = ctx.open(Setup::DESKTOP, Site::article(&body));
    page.widget_at("#bundled")
        .assert_ranking(&ctx.data().ranking(&[]));
    let events = eventually_matches(
        "each fires weigh-in-error",
        || Ok(page.events("weigh-in-error")),
        |all| all.len() == hints.len(),
    );
    for (index, (attributes, content, property, words)) in hints.iter().enumerate() {
        let host = format!("w{index}");
        let event = events.iter().find(|event| event["target"] == host);
        let message = event.expect("an event of each")["detail"]["message"].clone();
        let message = message.as_str().expect("a message");
        assert!(
            message.contains(words),
            "{words} is not in {message}, for {attributes}{content}{property}"
        );
        let host = format!("#{host}");
        let report = page.widget_at(&host).part("data-problems");
        assert!(report.text().contains(words), "{host}");
        assert!(page.element(&format!("{host} > p")).is_visible(), "{host}");
        let console = format!("console.error: <weigh-in>: {message}");
        assert!(page.problems().contains(&console), "{message}");
    }
}
