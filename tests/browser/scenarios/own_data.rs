//! A publisher's own data set.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    data::Data,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_json_file_is_ranked,
    tables_of_every_spreadsheet_dialect_are_ranked,
    a_packed_file_shows_what_its_json_shows,
    inline_data_are_ranked_and_hidden,
    data_set_before_the_script_loads_is_ranked,
    data_set_later_are_ranked,
    a_list_of_records_is_ranked_as_a_table,
    the_data_property_overrides_other_data,
    another_file_resets_the_widget,
    the_last_of_several_changes_applies,
    a_slow_file_keeps_the_fallback_and_reports_progress,
    two_elements_download_a_file_once,
    a_reinserted_element_does_not_download_again,
    an_element_removed_while_loading_loads_again_later,
];

/// Three phones, whose ranking changes when costs have more weight.
pub const PHONES: &str = r#"{
    "title": "Best phones",
    "criteria": [
        { "id": "camera", "name": "Camera", "weight": 50 },
        { "id": "battery", "name": "Battery", "weight": 30 },
        { "id": "costs", "name": "Costs", "weight": 20 }
    ],
    "entries": [
        { "id": "alpha", "name": "Alpha", "publishedRank": 1, "scores": { "camera": 90, "battery": 60, "costs": 40 } },
        { "id": "beta", "name": "Beta", "publishedRank": 2, "scores": { "camera": 70, "battery": 80.5, "costs": 60 } },
        { "id": "gamma", "name": "Gamma", "publishedRank": 3, "scores": { "camera": 50, "battery": 55, "costs": 95 } }
    ]
}"#;

/// The same phones with other scores.
static CHEAP_PHONES: LazyLock<String> = LazyLock::new(|| {
    PHONES
        .replace("\"costs\": 95", "\"costs\": 100")
        .replace("\"camera\": 50", "\"camera\": 89")
});

/// The same data as a spreadsheet writes them.
pub const TABLE: &str = "\
name,published_rank,Camera [weight=50],Battery [weight=30],Costs [weight=20]
Alpha,1,90,60,40
Beta,2,70,80.5,60
Gamma,3,50,55,95
";

/// A data set with everything that one can have, and the same as a packed file.
const EVERYTHING: &str = include_str!("../../data/everything.json");
pub const PACKED: &[u8] = include_bytes!("../../data/everything.bin");

pub const JSON: &str = "application/json";
pub const CSV: &str = "text/csv";

pub const WIDGET: &str = "<weigh-in src='phones.json'><p id='fallback'>Published</p></weigh-in>";

/// Waits until the phones are shown.
#[track_caller]
pub fn assert_phones(widget: Widget<'_>, phones: &str, changed: &[(&str, &str)]) {
    let phones = Data::parse(phones);
    widget.assert_ranking(&phones.ranking(changed));
    widget.assert_weights(&phones.weights(changed));
}

/// Checks that the widget shows the phones, and reacts to its reader.
#[track_caller]
pub fn assert_ranks_phones(page: &Page) {
    assert_phones(page.widget(), PHONES, &[]);
    page.widget().enter_weight("costs", "90");
    assert_phones(page.widget(), PHONES, &[("costs", "90")]);
    eventually("the fallback is drawn", false, || {
        page.element("#fallback").read_is_visible()
    });
    assert_eq!(page.problems(), [""; 0]);
}

fn a_json_file_is_ranked(ctx: &TestContext) {
    let site = Site::article(WIDGET).file("/phones.json", JSON, PHONES);
    let page = ctx.open(Setup::DESKTOP, site);
    assert_ranks_phones(&page);
    assert_eq!(page.events("weigh-in-ready").len(), 1);
}

fn tables_of_every_spreadsheet_dialect_are_ranked(ctx: &TestContext) {
    let german = TABLE.replace(',', ";").replace("80.5", "80,5");
    for (kind, table) in [
        (CSV, TABLE.to_owned()),
        (
            "text/csv; charset=utf-8",
            format!("\u{feff}{}", TABLE.replace('\n', "\r\n")),
        ),
        ("application/octet-stream", german),
        ("text/plain", TABLE.replace(',', "\t")),
    ] {
        let widget = WIDGET.replace("phones.json", "phones.csv");
        let site = Site::article(&widget).file("/phones.csv", kind, table);
        assert_ranks_phones(&ctx.open(Setup::DESKTOP, site));
    }
}

fn a_packed_file_shows_what_its_json_shows(ctx: &TestContext) {
    let open = |attributes: &str| {
        let site = Site::article(&format!("<weigh-in {attributes}></weigh-in>"))
            .file("/everything.json", JSON, EVERYTHING)
            .file("/everything.bin", "application/octet-stream", PACKED);
        ctx.open_ready(Setup::DESKTOP, site)
    };
    let read_ranking = |page: &Page| page.widget().js::<Value>("return host.ranking");
    let read_all = |attributes: &str| {
        let page = open(attributes);
        let widget = page.widget();
        widget.row_button("one").click();
        let details = widget.details("one");
        // Their chunk may have to be fetched first.
        eventually("the details are drawn", true, || {
            details.find("td").read_is_visible()
        });
        let link = details.find("a").read_attribute("rel");
        assert_eq!(link, Ok(Some("noopener sponsored nofollow".to_owned())));
        widget.part("guide-button").click();
        let guide = widget.part("guide");
        eventually_matches(
            "the guide",
            || guide.read_text(),
            |text| text.contains("Because."),
        );
        assert_eq!(page.problems(), [""; 0]);
        (read_ranking(&page), details.text(), guide.text())
    };
    let from_json = read_all("src='everything.json'");
    let (ranking, details, guide) = &from_json;
    assert!(details.contains("Said so"), "{details}");
    assert!(guide.contains("Because."), "{guide}");
    assert_eq!(read_all("src='everything.bin'"), from_json);
    let framed = open("src='everything.bin' frame");
    assert_eq!(read_ranking(&framed), *ranking);
}

fn inline_data_are_ranked_and_hidden(ctx: &TestContext) {
    for (kind, data) in [(JSON, PHONES), (CSV, TABLE)] {
        let inside = format!("<script type='{kind}'>{data}</script>");
        let body =
            format!("<weigh-in load='click'>{inside}<p id='fallback'>Published</p></weigh-in>");
        let page = ctx.open(Setup::DESKTOP, Site::article(&body));
        let widget = page.widget();
        let load_button = widget.part("load-button");
        eventually("the load button is drawn", true, || {
            load_button.read_is_visible()
        });
        let texts = page.texts_without_scripts("weigh-in");
        assert_eq!(texts, ["Weigh the criteria yourself\nPublished"]);
        load_button.click();
        assert_ranks_phones(&page);
    }
}

/// Returns a widget, and a script of the page that sets its property `data`.
fn page_with_property(data: &str) -> String {
    format!(
        "<weigh-in><p id='fallback'>Published</p></weigh-in><script>document.querySelector('weigh-in').data = {data}</script>"
    )
}

fn data_set_before_the_script_loads_is_ranked(ctx: &TestContext) {
    for data in [
        PHONES,
        &json!(PHONES).to_string(),
        &json!(TABLE).to_string(),
    ] {
        assert_ranks_phones(&ctx.open(Setup::DESKTOP, Site::article(&page_with_property(data))));
    }
}

fn data_set_later_are_ranked(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in share='off'><p id='fallback'>Published</p></weigh-in>");
    let widget = page.widget();
    widget.assert_ranking(&ctx.data().ranking(&[]));
    widget.enter_weight("ux", "99");
    widget.js::<()>(&format!("host.data = {PHONES}"));
    assert_phones(widget, PHONES, &[]);
    assert_eq!(
        page.events("weigh-in-ready").len(),
        2,
        "it is told of each data set"
    );
    assert!(widget.js::<bool>("return host.data.title === 'Best phones'"));
}

fn a_list_of_records_is_ranked_as_a_table(ctx: &TestContext) {
    let mut rows = TABLE.lines().map(|row| row.split(','));
    let header: Vec<&str> = rows.next().expect("a header").collect();
    let records = rows.map(|row| {
        let members = header.iter().zip(row).map(|(key, cell)| {
            let value = serde_json::from_str(cell).unwrap_or_else(|_| json!(cell));
            ((*key).to_owned(), value)
        });
        Value::Object(members.collect())
    });
    let records = Value::from_iter(records).to_string();
    let in_script = format!(
        "<weigh-in><script type='{JSON}'>{records}</script><p id='fallback'>Published</p></weigh-in>"
    );
    for body in [WIDGET, &in_script, &page_with_property(&records)] {
        let site = Site::article(body).file("/phones.json", JSON, records.clone());
        assert_ranks_phones(&ctx.open(Setup::DESKTOP, site));
    }
}

fn the_data_property_overrides_other_data(ctx: &TestContext) {
    let inside = PHONES.replace("90", "9");
    let body =
        format!("<weigh-in src='/phones.json'><script type='{JSON}'>{inside}</script></weigh-in>");
    let site = Site::article(&body).file("/phones.json", JSON, PHONES);
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    assert_phones(widget, PHONES, &[]);
    widget.js::<()>(&format!("host.data = {}", *CHEAP_PHONES));
    assert_phones(widget, &CHEAP_PHONES, &[]);
    widget.js::<()>("host.data = null");
    assert_phones(widget, PHONES, &[]);
    assert!(widget.js::<bool>("return host.data === undefined"));
    widget.js::<()>("host.removeAttribute('src')");
    assert_phones(widget, &inside, &[]);
    widget.js::<()>("host.replaceChildren(); host.setAttribute('src', 'phones.json')");
    assert_phones(widget, PHONES, &[]);
    widget.js::<()>("host.removeAttribute('src')");
    widget.assert_ranking(&ctx.data().ranking(&[]));
    assert_eq!(page.problems(), [""; 0]);
}

fn site_with_two_files() -> Site {
    Site::article(WIDGET)
        .file("/phones.json", JSON, PHONES)
        .file("/cheap.json", JSON, CHEAP_PHONES.as_str())
}

fn another_file_resets_the_widget(ctx: &TestContext) {
    let site = site_with_two_files().with_held(|path| path == "/cheap.json");
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    widget.js::<()>("host.setAttribute('share', 'off')");
    widget.enter_weight("costs", "90");
    assert_phones(widget, PHONES, &[("costs", "90")]);
    widget.js::<()>("host.setAttribute('src', 'cheap.json')");
    eventually("it is asked for", true, || {
        Ok(page.server.was_requested("/cheap.json"))
    });
    page.wait_for_paint();
    assert_phones(widget, PHONES, &[("costs", "90")]);
    page.server.release();
    assert_phones(widget, &CHEAP_PHONES, &[]);
    assert_eq!(page.events("weigh-in-ready").len(), 2);
}

fn the_last_of_several_changes_applies(ctx: &TestContext) {
    let site = site_with_two_files().with_held(|path| path == "/phones.json");
    let page = ctx.open(Setup::DESKTOP, site);
    let widget = page.widget();
    eventually("it is asked for", true, || {
        Ok(page.server.was_requested("/phones.json"))
    });
    widget.js::<()>("host.setAttribute('src', 'cheap.json')");
    assert_phones(widget, &CHEAP_PHONES, &[]);
    page.server.release();
    widget.js::<()>("host.setAttribute('src', 'phones.json'); host.setAttribute('src', 'cheap.json'); host.setAttribute('src', 'phones.json')");
    assert_phones(widget, PHONES, &[]);
    page.wait_for_paint();
    assert_phones(widget, PHONES, &[]);
    assert_eq!(page.problems(), [""; 0]);
}

fn a_slow_file_keeps_the_fallback_and_reports_progress(ctx: &TestContext) {
    for (lang, words) in [
        ("en", "Loading the data …"),
        ("de", "Daten werden geladen …"),
    ] {
        let site = Site::article(&WIDGET.replace("<weigh-in", &format!("<weigh-in lang='{lang}'")));
        let site = site
            .file("/phones.json", JSON, PHONES)
            .with_held(|path| path == "/phones.json");
        let page = ctx.open(Setup::DESKTOP, site);
        let progress = page.widget().part("progress");
        eventually("the progress is drawn", Ok(true), || {
            Ok(progress.read_is_visible())
        });
        assert_eq!(progress.text(), words);
        assert!(progress.find("progress").is_visible());
        assert!(page.element("#fallback").is_visible());
        page.server.release();
        assert_ranks_phones(&page);
        assert!(!progress.exists());
    }
}

/// Counts the requests for a path.
fn count_downloads(page: &Page, path: &str) -> usize {
    page.server
        .log()
        .iter()
        .filter(|entry| entry.path == path)
        .count()
}

fn two_elements_download_a_file_once(ctx: &TestContext) {
    let body = "<weigh-in id='one' load='eager' src='phones.json'></weigh-in><weigh-in id='two' load='eager' src='./phones.json'></weigh-in>";
    let site = Site::article(body)
        .file("/phones.json", JSON, PHONES)
        .header("/phones.json", "cache-control", "no-store");
    let page = ctx.open(Setup::DESKTOP, site);
    for host in ["#one", "#two"] {
        assert_phones(page.widget_at(host), PHONES, &[]);
    }
    page.js::<()>("document.body.insertAdjacentHTML('beforeend', \"<weigh-in id='three' load='eager' src='phones.json'></weigh-in>\")", json!([]));
    assert_phones(page.widget_at("#three"), PHONES, &[]);
    assert_eq!(count_downloads(&page, "/phones.json"), 1);
    page.widget_at("#one").enter_weight("costs", "90");
    assert_phones(page.widget_at("#one"), PHONES, &[("costs", "90")]);
    assert_phones(page.widget_at("#two"), PHONES, &[]);
}

fn a_reinserted_element_does_not_download_again(ctx: &TestContext) {
    let body = "<div><weigh-in src='phones.json' share='off'></weigh-in></div><main></main>";
    let site = Site::article(body)
        .file("/phones.json", JSON, PHONES)
        .header("/phones.json", "cache-control", "no-store");
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    widget.enter_weight("costs", "90");
    assert_phones(widget, PHONES, &[("costs", "90")]);
    widget.js::<()>("window.taken = host; host.remove()");
    page.wait_for_paint();
    page.js::<()>("document.querySelector('main').append(taken)", json!([]));
    assert_phones(widget, PHONES, &[("costs", "90")]);
    assert_eq!(count_downloads(&page, "/phones.json"), 1);
}

fn an_element_removed_while_loading_loads_again_later(ctx: &TestContext) {
    let site = Site::article(WIDGET)
        .file("/phones.json", JSON, PHONES)
        .with_held(|path| path == "/phones.json");
    let page = ctx.open(Setup::DESKTOP, site);
    eventually("it is asked for", true, || {
        Ok(page.server.was_requested("/phones.json"))
    });
    page.widget().js::<()>("window.taken = host; host.remove()");
    page.wait_for_paint();
    page.server.release();
    page.js::<()>("document.body.append(taken)", json!([]));
    assert_ranks_phones(&page);
}
