//! The ranking as plain HTML, for pages without the widget.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::publish::fallback_html;
use weigh_in_core::text::Texts;

/// A piece of HTML: the content of a tag, or text with its character references resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Tag(String),
    Text(String),
}

/// Replaces the character references in a text.
fn resolve_references(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut resolve_references = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (reference, rest) = piece.split_once(';').expect("an end of the reference");
        resolve_references.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => {
                let number = reference
                    .strip_prefix('#')
                    .and_then(|number| number.parse().ok());
                number.and_then(char::from_u32).expect("a number")
            }
        });
        resolve_references.push_str(rest);
    }
    resolve_references
}

/// Splits HTML into tags and texts.
fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, piece) in html.split('<').enumerate() {
        let text = match index {
            0 => piece,
            _ => {
                let (tag, text) = piece.split_once('>').expect("an end of the tag");
                pieces.push(Piece::Tag(tag.to_owned()));
                text
            }
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(resolve_references(text)));
        }
    }
    pieces
}

/// Returns the texts directly after opening tags of this name.
fn texts_within(name: &str, html: &str) -> Vec<String> {
    let pieces = pieces(html);
    let within = pieces.windows(2).filter_map(|pair| match pair {
        [Piece::Tag(tag), Piece::Text(text)] if tag == name => Some(text.clone()),
        _ => None,
    });
    within.collect()
}

fn html_of(json: &serde_json::Value) -> String {
    let data = DataSet::from_json(&json.to_string());
    let data = data.unwrap_or_else(|problems| panic!("{problems:#?}"));
    fallback_html(&data.comparison, &Texts::english())
}

#[test]
fn fallback_lists_the_bundled_ranking() {
    let bundled = include_str!("../../assets/custody-insurance.json");
    let bundled = DataSet::from_json(bundled).expect("the bundled data set");
    let html = fallback_html(&bundled.comparison, &Texts::english());
    assert_eq!(
        texts_within("b", &html),
        [
            "Evertas",
            "Coincover",
            "Marsh",
            "Aon",
            "Munich Re",
            "Lloyd’s Market",
            "Canopius",
            "Relm Insurance",
            "Breach Insurance",
            "Chainproof",
        ]
    );
    let ranks: Vec<String> = (1..=10)
        .map(|rank| format!("li value=\"{rank}\""))
        .collect();
    let items = pieces(&html).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) if tag.starts_with("li") => Some(tag),
        _ => None,
    });
    assert_eq!(items.collect::<Vec<_>>(), ranks);
    assert!(
        html.contains("<b>Evertas</b>, Crypto-first insurer: 82.9 of 100"),
        "{html}"
    );
    assert!(html.contains("Scale &amp; liquidity 30"), "{html}");
    assert!(html.contains("The scores are our own reading"), "{html}");
}

#[test]
fn entries_of_equal_totals_share_a_rank() {
    let entry = |name: &str, score: u32| json!({ "name": name, "scores": { "a": score } });
    let html = html_of(&json!({
        "criteria": [{ "id": "a", "name": "A" }],
        "entries": [entry("Low", 1), entry("Equal 1", 50), entry("Equal 2", 50), entry("High", 99)],
    }));
    let ranks: Vec<&str> = html
        .split("value=\"")
        .skip(1)
        .map(|rest| &rest[..1])
        .collect();
    assert_eq!(ranks, ["1", "2", "2", "4"]);
}

#[test]
fn entries_without_a_rank_are_in_an_unordered_list() {
    let html = html_of(&json!({
        "range": [0, 100],
        "criteria": [{ "id": "a", "name": "A", "weight": 1 }, { "id": "b", "name": "B", "weight": 0 }],
        "entries": [
            { "name": "Ranked", "scores": { "a": 50 } },
            { "name": "Unranked", "scores": { "b": 50 } },
        ],
    }));
    let ranked = "<ol>\n  <li value=\"1\"><b>Ranked</b>: 50.0 of 100</li>\n</ol>\n";
    assert!(
        html.contains(&format!("{ranked}<ul>\n  <li><b>Unranked</b></li>\n</ul>")),
        "{html}"
    );
    assert!(
        html.starts_with("<p>Weighted by A 100%, B 0%.</p>"),
        "{html}"
    );
}

#[test]
fn markup_in_the_data_is_escaped() {
    let hostile = r#"</b><script>alert('1')</script><img src=x onerror="alert(1)">&lt;&amp;lt;"#;
    let html = html_of(&json!({
        "title": hostile,
        "source": { "note": hostile },
        "criteria": [{ "id": "a", "name": hostile, "range": [0, 100] }],
        "entries": [{ "name": hostile, "tagline": hostile, "scores": { "a": 1 } }],
    }));
    for name in ["<script", "<img", "alert('", "=\"alert"] {
        assert!(!html.contains(name), "{name} in {html}");
    }
    assert_eq!(texts_within("b", &html), [hostile]);
    assert_eq!(texts_within("small", &html), [hostile]);
    assert_eq!(
        texts_within("/b", &html),
        [format!(", {hostile}: 1.0 of 100")]
    );
    assert_eq!(
        texts_within("p", &html),
        [format!("{hostile}, weighted by {hostile} 100%.")]
    );
}

proptest! {
    #[test]
    fn fallback_of_any_data_has_only_the_tags_of_a_list(
        names in vec("[<>&\"'][<>&\"'a-z/=;# ]{0,11}|a[^\\p{Cc}\u{202A}-\u{202E}\u{2066}-\u{2069}]{0,11}", 1..6),
        tagline in "[<>&\"'][<>&\"'a-z/=;# ]{0,11}",
        title in any::<String>(),
    ) {
        let entries = names.iter().enumerate().map(|(index, name)| json!({
            "id": format!("e{index}"),
            "name": name,
            "tagline": tagline,
            "publishedRank": index + 1,
            "scores": { "a": 100 - index },
        }));
        let html = html_of(&json!({
            "title": title,
            "criteria": [{ "id": "a", "name": tagline }],
            "entries": entries.collect::<Vec<_>>(),
        }));
        prop_assert_eq!(texts_within("b", &html), names.clone());

        let tags = pieces(&html).into_iter().filter_map(|piece| match piece {
            Piece::Tag(tag) => Some(tag),
            Piece::Text(_) => None,
        });
        let items = (1..=names.len()).flat_map(|rank| {
            [format!("li value=\"{rank}\""), "b".to_owned(), "/b".to_owned(), "/li".to_owned()]
        });
        let ends = |tags: [&str; 3]| tags.map(str::to_owned);
        let expected = ends(["p", "/p", "ol"]).into_iter().chain(items).chain(["/ol".to_owned()]);
        prop_assert_eq!(tags.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}
