//! The widget in the language of its page.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{explanations::read_segment_at, save::open_menu, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::{self, Site},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    every_language_is_fully_translated,
    numbers_are_formatted_for_the_language,
    a_decimal_comma_may_be_typed,
    the_language_of_the_closest_ancestor_applies,
    only_the_file_of_the_language_is_fetched,
    a_language_that_fails_to_load_is_reported_and_falls_back_to_english,
    a_new_language_applies_at_once,
    arabic_is_laid_out_from_right_to_left,
    arabic_fits_on_a_small_phone,
    the_dir_attribute_overrides_the_language,
    a_language_may_be_written_with_an_underscore,
];

const LANGUAGES: [&str; 4] = ["de", "es", "fr", "ar"];

/// A link that opens as much of the widget as a link can.
const LINK_TO_EVERYTHING: &str = "/#weigh-in=1;scale:12.5;lock=scale,costs;region=apac;compare=evertas,marsh;open=marsh;panel=guide,order";

/// Opens a widget, and one after the other everything in it that has text; returns the texts, too.
fn open_all_panels(ctx: &TestContext, lang: &str) -> (Page, BTreeSet<String>) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article(&format!("<weigh-in lang='{lang}'></weigh-in>")),
    );
    page.open(LINK_TO_EVERYTHING);
    let widget = page.widget();
    widget.wait_until_ready();
    let mut texts = BTreeSet::new();
    let mut collect = |parts: &[&str]| {
        for part in parts {
            widget.locator(part).wait_for();
        }
        texts.extend(visible_texts(widget));
    };
    collect(&["[part~=guide] details", "[part~=compare] [data-total]"]);
    widget.part("back-button").click();
    widget.order_item("ux").find("[data-move=up]").click();
    let announcement = widget.part("announcement");
    eventually_matches(
        "the announcement",
        || announcement.read_text(),
        |text| !text.is_empty(),
    );
    open_menu(&page, |summary| summary.click());
    collect(&["[part~=details] th", "[part~=tray]"]);
    widget.part("order-button").click();
    widget.use_slider("costs");
    collect(&["[part~=stability-hint]", "[part~=lock]"]);
    widget.part("robustness-button").click();
    collect(&["[part~=rank-table] table"]);
    (page, texts)
}

/// Returns all texts that are shown or announced: texts, names, hints, values.
fn visible_texts(widget: Widget<'_>) -> BTreeSet<String> {
    widget.part("base").read(
        "const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode.data);
        for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'placeholder', 'title', 'alt'])
            for (const element of part.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
        return [...new Set(texts.map((text) => text.replace(/\\s+/g, ' ').trim()))]",
    ).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns every string in a data set, the long ones first.
fn data_texts(data: &Value) -> Vec<String> {
    let mut texts: Vec<String> = match data {
        Value::String(text) if text.len() > 1 => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(data_texts).collect(),
        Value::Object(fields) => fields.values().flat_map(data_texts).collect(),
        _ => Vec::new(),
    };
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

/// Fails if a text with words that are not from the data is the same as in English, unless `same` lists it.
#[track_caller]
fn assert_translated(ctx: &TestContext, english: &BTreeSet<String>, lang: &str, same: &[&str]) {
    let (page, translated) = open_all_panels(ctx, lang);
    let data = data_texts(&ctx.data().file);
    let is_not_in_data = |text: &&String| {
        let rest = data
            .iter()
            .fold((*text).clone(), |text, part| text.replace(part, ""));
        rest.chars().filter(|c| c.is_alphabetic()).count() > 1 && !same.contains(&&***text)
    };
    let untranslated: Vec<_> = english
        .intersection(&translated)
        .filter(is_not_in_data)
        .collect();
    assert!(untranslated.is_empty(), "still English: {untranslated:#?}");
    let count = |texts: &BTreeSet<String>| texts.iter().filter(is_not_in_data).count();
    assert!(
        count(&translated) * 10 > count(english) * 9,
        "texts are missing"
    );
    assert_eq!(page.problems(), [""; 0]);
}

fn every_language_is_fully_translated(ctx: &TestContext) {
    let (_, english) = open_all_panels(ctx, "en");
    for (lang, same) in [
        ("de", &["September 2025"][..]),
        ("es", &["Total"]),
        (
            "fr",
            &["Guide", "Image (PNG)", "Points", "Sources", "Total"],
        ),
        ("ar", &[]),
    ] {
        assert_translated(ctx, &english, lang, same);
    }
}

/// Formats numbers with the browser's own `Intl`.
fn format_with_intl(page: &Page, lang: &str, options: Value, numbers: &[f64]) -> Vec<String> {
    page.js(
        "const [lang, options, numbers] = arguments;
        const format = new Intl.NumberFormat(lang, options);
        return numbers.map((number) => format.format(number).replace(/\\s+/g, ' '))",
        json!([lang, options, numbers]),
    )
}

fn numbers_are_formatted_for_the_language(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in lang='en'></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    let shares: Vec<f64> = data
        .criteria
        .iter()
        .map(|(_, weight)| *weight as f64 / 1e4)
        .collect();
    let scores: Vec<f64> = data
        .ranking(&[])
        .scores()
        .iter()
        .map(|score| score.parse().unwrap())
        .collect();
    for lang in LANGUAGES.into_iter().chain(["en"]) {
        widget.js::<()>(&format!("host.setAttribute('lang', '{lang}')"));
        let percents = format_with_intl(&page, lang, json!({ "style": "percent" }), &shares);
        let decimals =
            format_with_intl(&page, lang, json!({ "minimumFractionDigits": 1 }), &scores);
        eventually(lang, percents, || {
            data.criteria
                .iter()
                .map(|(id, _)| {
                    let shown = widget.number(id).read_value()?;
                    Ok(shown.replace(char::is_whitespace, " "))
                })
                .collect()
        });
        eventually(lang, decimals, || Ok(widget.column("score")));
        let month: String = page.js(
            "return new Intl.DateTimeFormat(arguments[0], { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date('2025-09-15'))",
            json!([lang]),
        );
        assert_eq!(widget.locator("time").text(), month, "{lang}");
    }
}

fn a_decimal_comma_may_be_typed(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in lang='de'></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    // 85 × 12.5 ÷ 87.5, and 85 × 33.3 ÷ 66.7.
    for (typed, weight) in [("12,5", "12.14"), ("33.3", "42.44"), ("12,5 %", "12.14")] {
        widget.number("costs").enter(typed);
        widget.assert_ranking(&data.ranking(&[("costs", weight)]));
        let weights = data.weights(&[("costs", weight)]);
        assert_eq!(widget.read_weights(), Ok(weights), "{typed}");
    }
    assert_eq!(
        widget.number("costs").read_attribute("aria-invalid"),
        Ok(Some("false".to_owned()))
    );
    assert!(
        page.url().contains("costs:12.14"),
        "a link speaks no language"
    );
}

/// Reads the name of the first preset, which depends on the language.
fn read_preset(page: &Page, host: &str) -> Result<String, String> {
    page.try_js(
        "return eval(arguments[0]).shadowRoot.querySelector('[data-preset=published]').textContent.trim()",
        json!([host]),
    )
}

/// Returns the name of the first preset in each of these languages, none of which is English.
fn first_presets(ctx: &TestContext, langs: &[&str]) -> Vec<String> {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    page.widget().part("preset").wait_for();
    let read = || read_preset(&page, "document.querySelector('weigh-in')");
    let switch = |lang: &&str| {
        let before = read();
        page.widget().js::<()>(&format!("host.lang = '{lang}'"));
        eventually_matches(lang, read, |now| before.as_ref() != Ok(now))
    };
    langs.iter().map(switch).collect()
}

fn the_language_of_the_closest_ancestor_applies(ctx: &TestContext) {
    let expected = first_presets(ctx, &["de", "es", "fr"]);
    let html = site::article(
        "<div id='host' lang='fr'></div>
        <section lang='es'><div><weigh-in id='b' load='eager'></weigh-in></div></section>
        <weigh-in id='a' load='eager'></weigh-in>
        <script>
            const root = document.querySelector('#host').attachShadow({ mode: 'open' });
            root.innerHTML = '<p><weigh-in id=c load=eager></weigh-in></p>';
        </script>",
        "/",
    );
    let page = ctx.open(
        Setup::DESKTOP,
        Site::html(&html.replace("lang=\"en\"", "lang=\"de-AT\"")),
    );
    let hosts = [
        "document.querySelector('#a')",
        "document.querySelector('#b')",
        "document.querySelector('#host').shadowRoot.querySelector('weigh-in')",
    ];
    for (host, preset) in hosts.iter().zip(expected) {
        eventually(host, preset, || read_preset(&page, host));
    }
    assert_eq!(page.problems(), [""; 0]);
}

/// Returns the requested text files.
fn fetched_text_files(page: &Page) -> Vec<String> {
    let log = page.server.log().into_iter();
    log.map(|entry| entry.path)
        .filter(|path| path.ends_with(".txt"))
        .collect()
}

fn only_the_file_of_the_language_is_fetched(ctx: &TestContext) {
    for lang in ["en", "pt", "es-419"] {
        let html = site::article(
            "<weigh-in></weigh-in><weigh-in id='b' load='eager'></weigh-in>",
            "/",
        );
        let page = ctx.open_ready(
            Setup::DESKTOP,
            Site::html(&html.replace("lang=\"en\"", &format!("lang=\"{lang}\""))),
        );
        page.widget_at("#b").wait_until_ready();
        let expected = LANGUAGES.iter().find(|code| lang.starts_with(**code));
        let files = fetched_text_files(&page);
        assert_eq!(
            files.len(),
            usize::from(expected.is_some()),
            "{lang}: {files:?}"
        );
        let start = expected.map(|code| format!("/weigh-in-{code}-"));
        assert!(
            files
                .iter()
                .all(|file| file.starts_with(&*start.clone().unwrap())),
            "{lang}: {files:?}"
        );
    }
}

fn a_language_that_fails_to_load_is_reported_and_falls_back_to_english(ctx: &TestContext) {
    let site = Site::article("<weigh-in lang='de'></weigh-in>")
        .with_missing(|path| path.ends_with(".txt"));
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    let preset = widget.preset("published");
    eventually("English", "Article’s weights".to_owned(), || {
        preset.read_text()
    });
    widget.enter_weight("costs", "80");
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    let messages = page.problems();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(messages[0].contains("/weigh-in-de-"), "{messages:#?}");
}

fn a_new_language_applies_at_once(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let widget = page.widget();
    widget.enter_weight("costs", "80");
    let expected = first_presets(ctx, &LANGUAGES);
    for (lang, preset) in LANGUAGES.iter().zip(expected) {
        widget.js::<()>(&format!("host.lang = '{lang}'"));
        eventually(lang, preset, || widget.preset("published").read_text());
        assert_eq!(
            widget.read_weights(),
            Ok(ctx.data().weights(&[("costs", "80")]))
        );
    }
    widget.js::<()>("host.removeAttribute('lang')");
    eventually("en", "Article’s weights".to_owned(), || {
        widget.preset("published").read_text()
    });
    assert_eq!(fetched_text_files(&page).len(), LANGUAGES.len());
    assert_eq!(page.problems(), [""; 0]);
}

/// Checks that nothing overflows the page or the widget.
#[track_caller]
fn assert_no_overflow(page: &Page) {
    let out: Vec<String> = page.widget().part("base").read(
        "const { left, right } = part.getBoundingClientRect();
        const sticksOut = (element) => {
            const rect = element.getBoundingClientRect();
            return rect.width > 1 && rect.height > 1 && (rect.left < left - 1 || rect.right > right + 1)
                && element.checkVisibility({ visibilityProperty: true });
        };
        const scrolls = (element) => element && element !== part && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
        return [...part.querySelectorAll('*')].filter((element) => sticksOut(element) && !scrolls(element.parentElement)).map((element) => element.outerHTML.slice(0, 100))",
    ).unwrap();
    assert_eq!(out, [""; 0]);
    let (wide, window): (f64, f64) = page.js("const { scrollWidth, clientWidth } = document.documentElement; return [scrollWidth, clientWidth]", json!([]));
    assert!(wide <= window, "{wide} px in {window} px");
}

fn arabic_is_laid_out_from_right_to_left(ctx: &TestContext) {
    let (page, _) = open_all_panels(ctx, "ar");
    let widget = page.widget();
    assert_no_overflow(&page);
    page.open_url("about:blank");
    page.open("/");
    widget.wait_until_ready();
    assert_eq!(
        widget
            .part("base")
            .read::<String>("return getComputedStyle(part).direction")
            .unwrap(),
        "rtl"
    );
    let left = |part: &str| widget.entry("marsh").find(part).rect().left;
    assert!(
        left("[part~=rank]") > left("button[aria-expanded]"),
        "the rank comes first"
    );
    assert!(left("[part~=score]") < left("[part~=rank]"));
    assert!(widget.part("controls").rect().left > widget.part("ranking").rect().left);
    assert_eq!(
        read_segment_at(widget, "marsh", 0.95).as_deref(),
        Ok("scale")
    );
    let slider = widget.slider("costs");
    slider.press(&[const { thirtyfour::Key::Left }; 3]);
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "18")]));
    slider.press(&[thirtyfour::Key::Right]);
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "17")]));
    slider.drag_to(0.05);
    let weight = widget.read_weights().unwrap()["costs"];
    assert!(weight > 8000, "the left end is the great one: {weight}");
}

fn arabic_fits_on_a_small_phone(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::SMALL_PHONE,
        Site::article("<weigh-in lang='ar'></weigh-in>"),
    );
    for link in ["/", LINK_TO_EVERYTHING] {
        page.open_url("about:blank");
        page.open(link);
        page.widget().wait_until_ready();
        page.wait_for_paint();
        assert_no_overflow(&page);
    }
}

fn the_dir_attribute_overrides_the_language(ctx: &TestContext) {
    let page = ctx.open_article(
        "<weigh-in id='ltr' lang='ar' dir='ltr' load='eager'></weigh-in>
        <weigh-in id='rtl' lang='en' dir='rtl' load='eager'></weigh-in>",
    );
    for direction in ["ltr", "rtl"] {
        let host = format!("#{direction}");
        let base = page.widget_at(&host).part("base");
        eventually(&host, direction.to_owned(), || {
            base.read("return getComputedStyle(part).direction")
        });
    }
}

fn a_language_may_be_written_with_an_underscore(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article("<weigh-in lang='ar_EG' load='click'></weigh-in>"),
    );
    let widget = page.widget();
    let load_button = widget.part("load-button");
    load_button.wait_for();
    let is_arabic = |text: &str| text.contains(|letter| ('\u{600}'..'\u{700}').contains(&letter));
    assert!(is_arabic(&load_button.text()), "{}", load_button.text());
    load_button.click();
    widget.wait_until_ready();
    let base = widget.part("base");
    assert!(is_arabic(&base.text()));
    assert_eq!(
        base.read("return getComputedStyle(part).direction"),
        Ok("rtl".to_owned())
    );
    assert_eq!(page.problems(), [""; 0]);
}
