//! Laws that hold for any input, as fuzz targets check them too.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::DataFormat;
use weigh_in_laws::addresses::addresses_open;
use weigh_in_laws::data_sets::{everything_is_read_back, file_is_read, rankings_are_tables};
use weigh_in_laws::sessions::{self, any_events_keep_the_laws};
use weigh_in_laws::{attributes, links};

use crate::support::hostile_texts::{addresses, hostile_documents};
use crate::support::read_data;

/// A JSON file with everything that a data set can have, and a CSV file.
static FILES: LazyLock<[(Vec<u8>, DataFormat); 3]> = LazyLock::new(|| {
    let everything = include_bytes!("../data/everything.json").to_vec();
    let packed = include_bytes!("../data/everything.bin").to_vec();
    let table = "name,url,tag:Region,Price [weight=60 better=lower range=0..50 unit=USD a month],Support\n\
                 Acme,https://acme.example,Europe,19.90,★★☆\n\"Brix; Co\",,Europe;Asia,,★☆☆\n";
    [
        (everything, DataFormat::Json),
        (table.as_bytes().to_vec(), DataFormat::Csv),
        (packed, DataFormat::Packed),
    ]
});

proptest! {
    #[test]
    fn what_is_written_is_read_back(document in hostile_documents()) {
        let data = read_data(&document.to_string());
        everything_is_read_back(&data);
        rankings_are_tables(&data);
    }

    #[test]
    fn accepted_addresses_open(address in addresses()) {
        let document = json!({
            "criteria": [{ "id": "a", "name": "A" }],
            "entries": [{ "name": "E", "url": address, "scores": { "a": 1 } }],
        });
        if let Ok(data) = DataSet::from_json(&document.to_string()) {
            addresses_open(&data);
        }
    }

    #[test]
    fn changed_files_are_read_or_reported(
        file in 0..3usize,
        changes in vec((any::<prop::sample::Index>(), any::<u8>(), 0..4usize), 0..6),
    ) {
        let (mut bytes, format) = FILES[file].clone();
        for (position, byte, removed) in changes {
            let position = position.index(bytes.len());
            let end = bytes.len().min(position + removed);
            bytes.splice(position..end, [byte]);
        }
        file_is_read(&bytes, format);
    }

    #[test]
    fn widgets_keep_the_laws_under_any_events(bytes in vec(any::<u8>(), 0..200)) {
        any_events_keep_the_laws(&bytes);
    }

    #[test]
    fn attributes_are_read(text in prop_oneof![any::<String>(), "((scale|costs|ux:1|é|guide|save)(:[0-9.]{1,4})?[ ,]?){0,6}"]) {
        attributes::attributes_are_read(sessions::comparison(), &text);
    }

    #[test]
    fn a_value_is_found_in_any_url(url in any::<String>(), value in "1;[a-z0-9:;.%=]{0,20}") {
        links::value_is_found_in_any_url(&url, &value);
    }
}

/// Inputs with which fuzzing once broke a law.
#[test]
fn inputs_that_broke_a_law_keep_it() {
    let month = r#"{ "updated": "0193-09", "criteria": [{ "id": "a", "name": "A" }],
        "entries": [{ "name": "E", "scores": { "a": 1 } }] }"#;
    let unit = "name,A\nE,84 g\u{0}\u{202e}\n";
    for (text, format) in [(month, DataFormat::Json), (unit, DataFormat::Csv)] {
        let data = DataSet::read(text.as_bytes(), format);
        assert!(data.is_ok(), "{data:?}");
        file_is_read(text.as_bytes(), format);
    }
}
