//! Lists of records in JSON, which are read as tables.

use proptest::prelude::*;
use serde_json::{Value, json};
use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::records_to_csv;

#[test]
fn records_with_other_keys_become_rows_of_equal_length() {
    let records = r#"[
        { "name": "Acme, Inc.", "Price": 79.90, "In stock": true, "tag:Color": ["red", "blue"], "Weight": null },
        { "Weight": "1.2 kg", "name": "Say \"hi\"", "In stock": false, "Price": 60 }
    ]"#;
    let table = records_to_csv(records).expect("a list of records");
    assert_eq!(
        table,
        "\"name\",Price,In stock,tag:Color,Weight\n\"Acme, Inc.\",79.90,yes,\"red;blue\",\n\"Say \"\"hi\"\"\",60,no,,1.2 kg\n"
    );
    let data = DataSet::from_csv(&table).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(data.comparison.entries[1].name, "Say \"hi\"");
    assert_eq!(data.comparison.criteria.len(), 3);
}

#[test]
fn records_may_be_under_the_only_key_of_an_object() {
    let table = records_to_csv(r#"{ "data": [{ "name": "Acme", "Price": 80 }] }"#);
    assert_eq!(table.as_deref(), Some("\"name\",Price\nAcme,80\n"));
}

#[test]
fn a_byte_order_mark_and_duplicate_keys_are_left_out() {
    let records = "\u{feff}[{ \"name\": \"Acme\", \"Price\": 80, \"Price\": 90, \"Size\": -5 }]";
    let table = records_to_csv(records);
    assert_eq!(table.as_deref(), Some("\"name\",Price,Size\nAcme,80,-5\n"));
}

#[test]
fn other_texts_are_not_records() {
    for text in [
        "",
        "name,Price\nAcme,80\n",
        "[]",
        "[1, 2]",
        r#"[{ "name": "Acme" }, 3]"#,
        r#"[{ "name": "Acme", "scores": { "price": 80 } }]"#,
        r#"[{ "name": "Acme", "scores": [[80]] }]"#,
        r#"[{ "name": "Acme", "scores": [{ "price": 80 }] }]"#,
        r#"{ "data": [{ "name": "Acme" }], "more": 1 }"#,
        r#"{ "data": [] }"#,
        r#"{ "criteria": [{ "id": "price", "name": "Price", "weight": 60 }] }"#,
        r#"{ "entries": [{ "id": "acme", "name": "Acme", "publishedRank": 1 }] }"#,
        r#"{ "criteria": [{ "id": "a" }], "entries": [{ "name": "Acme" }] }"#,
        r#"{ "data": [{ "name": "Acme" }]"#,
        "{}",
    ] {
        assert_eq!(records_to_csv(text), None, "{text}");
    }
}

#[test]
fn a_list_in_place_of_a_data_set_is_explained() {
    let problems = DataSet::from_json(r#"[{ "name": "Acme", "Price": 80 }]"#).unwrap_err();
    assert!(
        problems[0].message.contains("this is a list"),
        "{problems:?}"
    );
}

proptest! {
    #[test]
    fn tables_contain_the_values_of_records(
        rows in prop::collection::vec(("\\PC{1,8}", any::<i32>(), any::<bool>()), 1..6),
    ) {
        let records: Vec<Value> = rows
            .iter()
            .map(|(name, price, sold)| json!({ "a": name, "b": price, "c": sold }))
            .collect();
        let table = records_to_csv(&Value::from(records).to_string()).expect("a list of records");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let cells: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(cells.len(), rows.len());
        for (cells, (name, price, sold)) in cells.iter().zip(&rows) {
            // A spreadsheet would read some names as formulas.
            prop_assert_eq!(cells[0].trim_start_matches('\''), name.trim_start_matches('\''));
            prop_assert_eq!(&cells[1], price.to_string());
            prop_assert_eq!(&cells[2], if *sold { "yes" } else { "no" });
        }
    }
}
