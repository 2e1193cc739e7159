//! The embed code, as browsers, search engines and content management systems (CMS) read it.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use url::Url;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::link::parse_weights_attribute;
use weigh_in_core::publish::{Embed, Snippet, fallback_html};
use weigh_in_core::ranking::Ranking;
use weigh_in_core::text::{Catalog, Locale, Texts, ValueFormat};
use weigh_in_core::weights::{Weight, Weights};

use crate::support::paragraphs::add_paragraphs;

const BASE: &str = "https://cdn.example/weigh-in/1.0.0/";
const INTEGRITY: &str = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC";
const SNIPPETS: [Snippet; 3] = [Snippet::Script, Snippet::Frame, Snippet::Html];

/// Returns the settings of an element without attributes, in English.
fn plain() -> Embed<'static> {
    Embed {
        base: BASE,
        integrity: None,
        attributes: &[],
        properties: &[],
        data: None,
        texts: Box::leak(Box::new(Texts::english())),
    }
}

fn read_data(data: &Value) -> DataSet {
    DataSet::from_json(&data.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn bundled() -> DataSet {
    let bundled = include_str!("../../assets/custody-insurance.json");
    DataSet::from_json(bundled).expect("the bundled data set")
}

fn weights_of(comparison: &Comparison, attribute: &str) -> Weights {
    let (weights, problems) = parse_weights_attribute(comparison, attribute);
    assert!(problems.is_empty(), "{problems:#?}");
    weights
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector of the test"))
        .collect()
}

fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    match all(html, selector)[..] {
        [element] => element,
        _ => panic!("not one {selector} in {}", html.html()),
    }
}

fn attributes<'a>(element: ElementRef<'a>) -> BTreeMap<&'a str, &'a str> {
    element.value().attrs().collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect()
}

/// Returns the names of the elements in document order, without the root that the parser adds.
fn tags(html: &Html) -> Vec<&str> {
    let tags = all(html, "*")
        .into_iter()
        .map(|element| element.value().name());
    tags.filter(|&tag| tag != "html").collect()
}

fn list(html: &Html) -> Value {
    let list = text(one(html, "script[type='application/ld+json']"));
    serde_json::from_str(&list).unwrap_or_else(|error| panic!("{error} in {list}"))
}

fn names(list: &Value) -> Vec<&str> {
    let items = list["itemListElement"].as_array().expect("a list");
    items
        .iter()
        .filter_map(|item| item["name"].as_str())
        .collect()
}

/// Returns the names of the entries in the order of the ranking.
fn ranked<'a>(comparison: &'a Comparison, weights: &Weights) -> Vec<&'a str> {
    let ranking = Ranking::new(comparison, weights);
    let entries = ranking.rows().iter().map(|row| comparison.entry(row.entry));
    entries.map(|entry| &*entry.name).collect()
}

#[test]
fn the_script_snippet_has_the_element_with_its_settings() {
    let data = bundled();
    let comparison = &data.comparison;
    let embed = Embed {
        integrity: Some(INTEGRITY),
        attributes: &[("theme", "dark"), ("hide", "guide save"), ("frame", "")],
        properties: &[("accent", "#3ddc97"), ("font", "\"Noto Serif\", serif")],
        ..plain()
    };
    let weights = weights_of(comparison, "scale:0 costs:62.5");
    let code = embed.to_html(Snippet::Script, comparison, &data.details, &weights);
    let head = format!(
        "<script type=\"module\" src=\"{BASE}weigh-in.js\" integrity=\"{INTEGRITY}\" crossorigin=\"anonymous\"></script>\n\
         <div><weigh-in weights=\"scale:0 security:25 coverage:15 costs:62.5 ux:10 support:5\" theme=\"dark\" hide=\"guide save\" frame \
         style=\"--weigh-in-accent: #3ddc97; --weigh-in-font: &quot;Noto Serif&quot;, serif\">\n<p>"
    );
    assert!(code.starts_with(&head), "{code}");
    let html = Html::parse_fragment(&code);
    let first = ranked(comparison, &weights)[0];
    assert_ne!(first, "Evertas");
    assert_eq!(text(all(&html, "weigh-in > ol > li > b")[0]), first);
    assert_eq!(names(&list(&html))[0], first);
}

#[test]
fn data_without_a_url_are_inside_the_element() {
    let data = json!({
        "criteria": [{ "id": "price", "name": "</script><!-- Price" }],
        "entries": [{ "name": "<b>Acme</b>", "scores": { "price": 80 } }]
    });
    let DataSet {
        comparison,
        details,
        ..
    } = read_data(&data);
    let lines = serde_json::to_string_pretty(&data).expect("JSON");
    let embed = Embed {
        data: Some(&lines),
        ..plain()
    };
    for snippet in [Snippet::Script, Snippet::Html] {
        let weights = comparison.published_weights();
        let code = embed.to_html(snippet, &comparison, &details, &weights);
        let html = Html::parse_fragment(&code);
        let inside = text(one(&html, "weigh-in > script[type='application/json']"));
        assert_eq!(inside.lines().count(), 1, "{inside}");
        let inside: Value = serde_json::from_str(&inside).expect("JSON");
        assert_eq!(inside, data);
    }
}

#[test]
fn embed_code_lists_the_first_hundred_entries() {
    let entries = (0..250).map(|score| {
        let name = format!("Entry {score}");
        json!({ "name": name, "scores": { "price": score } })
    });
    let data = read_data(&json!({
        "criteria": [{ "id": "price", "name": "Price" }],
        "entries": entries.collect::<Vec<_>>()
    }));
    let comparison = &data.comparison;
    let weights = comparison.published_weights();
    let code = plain().to_html(Snippet::Script, comparison, &data.details, &weights);
    let html = Html::parse_fragment(&code);
    let expected = &ranked(comparison, &weights)[..100];
    let items = all(&html, "weigh-in > ol > li > b");
    let items: Vec<String> = items.into_iter().map(text).collect();
    assert_eq!(items, expected);
    assert_eq!(names(&list(&html)), expected);
    let last = all(&html, "weigh-in > p").pop().map(text);
    assert_eq!(last.as_deref(), Some("and 150 more"));
}

#[test]
fn data_with_a_url_are_referenced_by_it() {
    let data = bundled();
    let comparison = &data.comparison;
    let src = "https://shop.example/phones.csv?v=2&lang=en";
    let embed = Embed {
        attributes: &[("src", src)],
        ..plain()
    };
    let weights = comparison.published_weights();
    let code = embed.to_html(Snippet::Script, comparison, &data.details, &weights);
    let html = Html::parse_fragment(&code);
    assert_eq!(attributes(one(&html, "weigh-in"))["src"], src);
    let frame = Url::parse(&embed.frame_url(comparison, &weights)).expect("a URL");
    let query: BTreeMap<_, _> = frame.query_pairs().collect();
    assert_eq!(query["src"], src);
}

#[test]
fn embed_code_omits_published_weights_and_has_the_published_ranking() {
    let data = bundled();
    let comparison = &data.comparison;
    let code = plain().to_html(
        Snippet::Script,
        comparison,
        &data.details,
        &comparison.published_weights(),
    );
    let html = Html::parse_fragment(&code);
    assert!(attributes(one(&html, "weigh-in")).is_empty(), "{code}");
    assert!(
        code.contains(&fallback_html(comparison, &Texts::english())),
        "{code}"
    );
    let list = list(&html);
    assert_eq!(list["@type"], "ItemList");
    assert_eq!(list["name"], comparison.title);
    assert_eq!(list["numberOfItems"], 10);
    assert_eq!(
        list["itemListElement"][0],
        json!({ "@type": "ListItem", "position": 1, "name": "Evertas", "url": "https://evertas.com" })
    );
}

#[test]
fn the_frame_snippet_has_the_settings_in_its_url() {
    let data = bundled();
    let comparison = &data.comparison;
    let embed = Embed {
        integrity: Some(INTEGRITY),
        attributes: &[
            ("theme", "dark"),
            ("load", "eager"),
            ("frame", ""),
            ("lang", "de"),
        ],
        properties: &[("accent", "#3ddc97"), ("font", "Georgia, serif")],
        ..plain()
    };
    let weights = weights_of(comparison, "scale:62.5");
    let html =
        Html::parse_fragment(&embed.to_html(Snippet::Frame, comparison, &data.details, &weights));
    let frame = attributes(one(&html, "iframe"));
    assert_eq!(frame["title"], comparison.title);
    assert_eq!(frame["loading"], "lazy");
    assert_eq!(
        frame["sandbox"],
        "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
    );
    assert_eq!((frame["width"], frame["height"]), ("100%", "1040"));
    assert_eq!(frame["src"], embed.frame_url(comparison, &weights));
    let url = Url::parse(frame["src"]).expect("a URL");
    assert_eq!(url.path(), "/weigh-in/1.0.0/frame.html");
    let settings: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let expected = [
        (
            "weights",
            "scale:62.5 security:25 coverage:15 costs:15 ux:10 support:5",
        ),
        ("theme", "dark"),
        ("lang", "de"),
        ("accent", "#3ddc97"),
        ("font", "Georgia, serif"),
    ];
    assert_eq!(
        settings,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(all(&html, "details > ol > li").len(), 10);
    assert_eq!(names(&list(&html)), ranked(comparison, &weights));
}

#[test]
fn a_frame_without_settings_has_no_query() {
    let data = bundled();
    let comparison = &data.comparison;
    let url = plain().frame_url(comparison, &comparison.published_weights());
    assert_eq!(url, format!("{BASE}frame.html"));
}

#[test]
fn the_plain_ranking_is_in_the_language_of_the_widget() {
    struct Customs;
    impl Locale for Customs {
        fn write(&self, form: ValueFormat, value: &str) -> String {
            match form {
                ValueFormat::Percent => format!("{value} %"),
                _ => value.replace('.', ","),
            }
        }
    }
    let english = include_str!("../../assets/texts/en.json");
    let french = english
        .replace("\"of {0}\"", "\"sur {0}\"")
        .replace("\"{0}: {1}\"", "\"{0} : {1}\"")
        .replace("\"The ranking as text\"", "\"Le classement en texte\"")
        .replace("weighted by {1}", "pondéré par {1}");
    let [english, french] =
        [english, &french].map(|json| Catalog::from_json(json).expect("a catalog"));
    let texts = Texts::new(&french.pack(&english).expect("a translation"), Customs);
    let data = bundled();
    let comparison = &data.comparison;
    let embed = Embed {
        texts: &texts,
        ..plain()
    };
    let code = embed.to_html(
        Snippet::Frame,
        comparison,
        &data.details,
        &comparison.published_weights(),
    );
    for words in [
        "<summary>Le classement en texte</summary>",
        ", pondéré par Scale &amp; liquidity 30 %, ",
        "<b>Evertas</b>, Crypto-first insurer : 82,9 sur 100</li>",
    ] {
        assert!(code.contains(words), "{words} is not in {code}");
    }
}

#[test]
fn the_html_snippet_is_the_script_snippet_in_one_block() {
    let data = bundled();
    let comparison = &data.comparison;
    let weights = comparison.published_weights();
    let [block, script] = [Snippet::Html, Snippet::Script].map(|snippet| {
        let code = plain().to_html(snippet, comparison, &data.details, &weights);
        code.replace('\n', "")
    });
    let script = script.replace("<div>", "").replace("</div>", "");
    assert_eq!(
        block,
        format!("<!-- wp:html --><div>{script}</div><!-- /wp:html -->")
    );
}

#[test]
fn snippets_survive_automatic_paragraphs() {
    let data = bundled();
    let comparison = &data.comparison;
    let lines = include_str!("../../assets/custody-insurance.json");
    let weights = comparison.published_weights();
    for inline in [None, Some(lines)] {
        let embed = Embed {
            data: inline,
            ..plain()
        };
        for snippet in [Snippet::Script, Snippet::Html] {
            let block = embed.to_html(snippet, comparison, &data.details, &weights);
            // In the middle of a post, as an editor of plain HTML has it.
            let post = add_paragraphs(&format!("Before\n\n{block}\nAfter\n\nThe end"));
            let html = Html::parse_fragment(&post);
            assert_eq!(all(&html, "li").len(), 10, "{post}");
            assert_eq!(all(&html, "weigh-in > ol > li").len(), 10, "{post}");
            let data = all(&html, "weigh-in > script[type='application/json']");
            assert_eq!(data.len(), usize::from(inline.is_some()), "{post}");
            let data = data.into_iter().map(text);
            let data = data.map(|data| serde_json::from_str::<Value>(&data).expect("JSON"));
            let original = serde_json::from_str::<Value>(lines).expect("JSON");
            assert!(data.into_iter().all(|data| data == original));
            assert_eq!(names(&list(&html)).len(), 10);
            let last = all(&html, "p").pop().expect("a paragraph");
            assert_eq!(text(last), "The end");
            for inside in ["weigh-in", "li", "script"] {
                let inside = all(&html, inside).into_iter().map(text);
                assert!(inside.into_iter().all(|text| !text.contains("After")));
            }
        }
    }
}

#[test]
fn entries_without_a_rank_have_no_position() {
    let data = json!({
        "criteria": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }],
        "entries": [
            { "name": "Without", "scores": { "b": 50 } },
            { "name": "Low", "scores": { "a": 1 } },
            { "name": "Equal 1", "scores": { "a": 50 } },
            { "name": "Equal 2", "scores": { "a": 50 } },
        ],
    });
    let data = read_data(&data);
    let comparison = &data.comparison;
    let list_at = |weights| {
        let weights = weights_of(comparison, weights);
        list(&Html::parse_fragment(&plain().to_html(
            Snippet::Html,
            comparison,
            &data.details,
            &weights,
        )))
    };
    let normalized_scores = |list: &Value| {
        let items = list["itemListElement"].as_array().expect("a list");
        let normalized_scores = items.iter().map(|item| item["position"].as_u64());
        normalized_scores.collect::<Vec<_>>()
    };

    let some = list_at("a:1 b:0");
    assert_eq!(
        some["itemListOrder"],
        "https://schema.org/ItemListOrderDescending"
    );
    assert_eq!(some["numberOfItems"], 3);
    assert_eq!(names(&some), ["Equal 1", "Equal 2", "Low"]);
    assert_eq!(normalized_scores(&some), [Some(1), Some(2), Some(3)]);

    let none = list_at("a:0 b:0");
    assert_eq!(
        none["itemListOrder"],
        "https://schema.org/ItemListUnordered"
    );
    assert_eq!(none["numberOfItems"], 4);
    assert_eq!(names(&none), ["Equal 1", "Equal 2", "Low", "Without"]);
    assert_eq!(normalized_scores(&none), [None; 4]);
}

#[test]
fn criteria_with_ids_unfit_for_the_attribute_are_omitted() {
    let data = read_data(&json!({
        "criteria": [{ "id": "a b", "name": "A" }, { "id": "c:d", "name": "C" }],
        "entries": [{ "name": "Acme", "scores": { "a b": 1, "c:d": 2 } }],
    }));
    let comparison = &data.comparison;
    let weights: Weights = [Weight::MAX, Weight::ZERO].into_iter().collect();
    let html = Html::parse_fragment(&plain().to_html(
        Snippet::Script,
        comparison,
        &data.details,
        &weights,
    ));
    assert_eq!(attributes(one(&html, "weigh-in"))["weights"], "c:d:0");
}

/// Generates texts that would break out of attributes, elements, comments, JSON or lines if not escaped; never blank.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(vec![
            "<",
            ">",
            "\"",
            "'",
            "&",
            "`",
            "=",
            "\\",
            "/",
            "</script>",
            "</script ",
            "</script/",
            "<!--<script ",
            "<script>",
            "</b></li>",
            "</weigh-in>",
            "<!--",
            "-->",
            "]]>",
            "&quot;",
            "&lt;",
            "&#10;",
            "\\u003c",
            "\\\"",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "\u{85}",
            "\u{2028}",
            "\u{2029}",
            "\u{202e}",
            "\u{2066}",
            "\u{200f}",
            "عربي",
            "é",
            "{0}",
            "onload=alert(1)",
        ])
        .prop_map(str::to_owned),
        "[^\\x00]",
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat() + "x")
}

/// Generates a data set with hostile texts, and weights for it.
fn data() -> impl Strategy<Value = (Value, Vec<u16>)> {
    let entry = (hostile(), hostile(), 0..=100u8);
    let weight = prop_oneof![Just(0), 0..=10_000u16];
    let texts = (hostile(), hostile(), hostile(), hostile());
    (vec(entry, 1..5), texts, vec(weight, 2)).prop_map(|(entries, texts, weights)| {
        let (title, note, criterion, id) = texts;
        let entries = entries.iter().enumerate().map(|(index, (name, tagline, score))| {
            let path: String = name.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            json!({
                "id": index.to_string(), "name": name, "tagline": tagline,
                "url": format!("https://example.org/{index}/{path}"), "scores": { "a": score, (&*id): 50 },
            })
        });
        let data = json!({
            "title": title, "source": { "note": note },
            "criteria": [{ "id": "a", "name": criterion }, { "id": id, "name": "B" }],
            "entries": entries.collect::<Vec<_>>(),
        });
        (data, weights)
    })
}

proptest! {
    #[test]
    fn embed_code_with_any_texts_is_parsed_as_intended(
        (data, hundredths) in data(),
        base in hostile().prop_map(|text| format!("https://cdn.example/{text}/")),
        value in hostile(),
    ) {
        let data = read_data(&data);
        let comparison = &data.comparison;
        let weights: Weights = hundredths.iter().filter_map(|&weight| Weight::from_hundredths(weight)).collect();
        let attributes_set = [("theme", &*value), ("frame", "")];
        let properties = [("accent", &*value)];
        let embed = Embed { base: &base, integrity: Some(&value), attributes: &attributes_set, properties: &properties, ..plain() };
        let names_ranked = ranked(comparison, &weights);
        let is_ranked = Ranking::new(comparison, &weights).has_ranks();

        for snippet in SNIPPETS {
            let code = embed.to_html(snippet, comparison, &data.details, &weights);
            let html = Html::parse_fragment(&code);

            let items = names_ranked.iter().flat_map(|_| ["li", "b"]);
            let ranking = ["p", if is_ranked { "ol" } else { "ul" }].into_iter().chain(items).chain(["p", "small"]);
            let before: &[&str] = match snippet {
                Snippet::Script => &["script", "div", "weigh-in"],
                Snippet::Frame => &["iframe", "details", "summary"],
                Snippet::Html => &["div", "script", "weigh-in"],
            };
            let expected: Vec<&str> = before.iter().copied().chain(ranking).chain(["script"]).collect();
            prop_assert_eq!(tags(&html), expected);
            let names_shown: Vec<String> = all(&html, "li > b").into_iter().map(text).collect();
            prop_assert_eq!(&names_shown, &names_ranked);
            prop_assert_eq!(text(one(&html, "small")), &*comparison.source.note);

            let list = list(&html);
            prop_assert_eq!(names(&list), &*names_ranked);
            prop_assert_eq!(&list["name"], &comparison.title);
            for item in list["itemListElement"].as_array().expect("a list") {
                let mut entries = comparison.indexed_entries();
                let entry = entries.find(|(index, _)| data.details.url(*index) == item["url"].as_str());
                let (_, entry) = entry.expect("the entry of the URL");
                prop_assert_eq!(&item["name"], &entry.name);
            }

            if snippet == Snippet::Frame {
                let frame = attributes(one(&html, "iframe"));
                prop_assert_eq!(frame["title"], &comparison.title);
                prop_assert_eq!(frame["src"], embed.frame_url(comparison, &weights));
                let query = frame["src"].strip_prefix(&format!("{base}frame.html?")).expect("the base");
                let query = Url::parse(&format!("https://example.org/?{query}")).expect("a query");
                let settings: BTreeMap<_, _> = query.query_pairs().into_owned().collect();
                prop_assert_eq!(&settings["theme"], &value);
                prop_assert_eq!(&settings["accent"], &value);
            } else {
                let script = attributes(one(&html, "script[type='module']"));
                prop_assert_eq!(script["src"], format!("{base}weigh-in.js"));
                prop_assert_eq!(script["integrity"], &value);
                let element = attributes(one(&html, "weigh-in"));
                prop_assert_eq!(element["theme"], &value);
                prop_assert_eq!(element["frame"], "");
                prop_assert_eq!(element["style"], format!("--weigh-in-accent: {value}"));
            }
        }
    }

    #[test]
    fn the_html_snippet_with_any_texts_keeps_its_lines((data, hundredths) in data(), value in hostile()) {
        let data = read_data(&data);
        let comparison = &data.comparison;
        let weights: Weights = hundredths.iter().filter_map(|&weight| Weight::from_hundredths(weight)).collect();
        let embed = Embed { base: &value, integrity: Some(&value), attributes: &[("theme", &value)], properties: &[("accent", &value)], ..plain() };
        let code = embed.to_html(Snippet::Html, comparison, &data.details, &weights);
        let blocks = ["<!-- ", "<div>", "<p>", "<ol>", "<ul>", "<li", "</ol>", "</ul>"];
        for line in code.trim_end().split(['\n', '\r']) {
            prop_assert!(blocks.iter().any(|block| line.trim_start().starts_with(block)), "{line:?} in {code}");
        }
    }

    #[test]
    fn embed_code_restores_its_weights(hundredths in vec(0..=10_000u16, 6)) {
        let data = bundled();
        let comparison = &data.comparison;
        let weights: Weights = hundredths.iter().filter_map(|&weight| Weight::from_hundredths(weight)).collect();
        let html = Html::parse_fragment(&plain().to_html(Snippet::Script, comparison, &data.details, &weights));
        let attribute = attributes(one(&html, "weigh-in"))["weights"];
        prop_assert_eq!(weights_of(comparison, attribute), weights);
    }
}
