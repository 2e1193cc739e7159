//! Data sets whose texts look like something else: separators, formulas, headers, numbers.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::sessions::{KEYWORDS, documents};

/// Generates texts of all kinds: with characters special in CSV, keywords, very long ones.
pub fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        4 => "[\"',;=+@\\-\\[\\]\r\n\t a-c：＝\u{feff}\u{a0}\u{202e}\u{85}]{0,12}",
        3 => select(&KEYWORDS[..]).prop_map(str::to_owned),
        1 => ";{1,20}",
        1 => (0..2_001usize, "[a-c ,;]").prop_map(|(length, text)| text.repeat(length)),
        1 => "[a-cé;]{1900,2000}",
    ]
}

/// Generates web addresses, and texts that are similar.
pub fn addresses() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        3 => "[a-z0-9.:%@_\\[\\]\\\\-]{0,12}",
        2 => "[a-zA-Z0-9-]{1,5}(\\.[a-z]{1,3}){0,2}\\.?(:[0-9]{0,6})?",
        2 => "[0-9]{1,3}(\\.[0-9]{1,3}){0,4}(:[0-9]{1,6})?",
        1 => "(\\.|0x|xn--|[aé٣])[a-fé0-9.。]{0,6}",
        1 => any::<String>(),
    ];
    let scheme = "(https?|HTTP|Https|ftp|javascript)(://|:|:/|:\\\\\\\\|:///)";
    let path = prop_oneof!["", "[/?#\\\\].{0,8}"];
    (scheme, host, path).prop_map(|(scheme, host, path)| scheme + &host + &path)
}

/// Generates data sets, as JSON, in which every kind of text is any text.
pub fn hostile_documents() -> impl Strategy<Value = Value> {
    let choices = vec(any::<u8>(), 64);
    (documents(), vec(texts(), 48), choices).prop_map(|(mut document, texts, choices)| {
        let mut texts = texts.into_iter().cycle();
        let mut choices = choices.into_iter().cycle();
        let mut text = || Value::from(texts.next());
        let mut choose = |count: u8| choices.next().unwrap_or_default() % count;
        for criterion in items(&mut document, "criteria") {
            set_name(criterion, &text());
            criterion["unit"] = text();
            if choose(2) == 0 {
                criterion["weight"] = Value::Null;
            }
            if choose(2) == 0 {
                criterion["range"] = Value::Null;
            }
            criterion["better"] =
                [Value::Null, json!("lower"), json!("higher")][usize::from(choose(3))].clone();
        }
        for facet in items(&mut document, "facets") {
            set_name(facet, &text());
            let tags = facet["values"].as_array_mut().expect("a list");
            tags.truncate(usize::from(choose(8)));
            for tag in tags.iter_mut() {
                let id = tag["id"].clone();
                set_name(tag, &id);
            }
        }
        for entry in items(&mut document, "entries") {
            set_name(entry, &text());
            entry["tagline"] = text();
            if choose(2) == 0 {
                entry["url"] = json!("https://shop.example/a?b=\"c\",d;e");
            }
            if choose(3) == 0 {
                entry["rel"] = json!("sponsored nofollow");
            }
            if choose(2) == 0 {
                entry["publishedRank"] = choose(9).max(1).into();
            }
            for (_, score) in entry["scores"].as_object_mut().expect("an object") {
                if let (Some(number), 0) = (score.as_u64(), choose(2)) {
                    *score = json!(number as f64 / 8.0);
                }
            }
        }
        // Half of them have only what a table holds.
        if choose(2) == 0 {
            document["useCases"] = json!([]);
        } else {
            document["title"] = text();
            document["disclaimer"] = text();
            document["source"] =
                json!({ "name": text(), "note": text(), "url": "http://source.example" });
            document["rel"] = json!("ugc");
            document["guide"] =
                json!([{ "title": "G", "items": [{ "question": "Q", "answer": "A", "source": text() }, "item"] }]);
            for entry in items(&mut document, "entries") {
                entry["bestFor"] = text();
                entry["features"] = json!([{ "text": "F", "source": text() }]);
            }
        }
        document
    })
}

fn items<'a>(document: &'a mut Value, key: &str) -> &'a mut Vec<Value> {
    document[key].as_array_mut().expect("a list")
}

/// Sets a name that is not blank.
fn set_name(item: &mut Value, text: &Value) {
    let text = text.as_str().unwrap_or_default();
    let is_visible =
        |c: char| !c.is_whitespace() && !c.is_control() && !('\u{2000}'..'\u{2070}').contains(&c);
    item["name"] = match text.contains(is_visible) {
        true => text.into(),
        false => json!("N"),
    };
}
