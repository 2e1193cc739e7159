//! The JSON schema for editors accepts what the reader accepts, as far as a schema can.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::Problem;

use crate::support::ROOT;

const SCHEMA: &str = include_str!("../../assets/comparison.schema.json");

/// The messages of problems that no schema can express: references between values, and the notation of numbers.
const NOT_IN_SCHEMA: [&str; 8] = [
    "another item already has the id",
    "no criterion has this id",
    "no facet has this id",
    "no entry has this id",
    "no entry has a score on this criterion",
    "the name has no letter to make an id from",
    "this score is outside the criterion's range",
    "a range must be the lowest and then the highest possible score",
];

fn validator() -> Validator {
    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Returns a data set that uses every field of the format.
fn everything() -> Value {
    serde_json::from_str(include_str!("../data/everything.json")).expect("JSON")
}

#[test]
fn the_bundled_data_and_the_examples_are_valid() {
    let validator = validator();
    let examples = fs::read_dir(format!("{ROOT}/examples/data")).expect("the examples");
    let examples = examples.map(|file| file.expect("a file").path());
    let is_json = |path: &Path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    };
    let mut files: Vec<_> = examples.filter(|path| is_json(path)).collect();
    assert!(!files.is_empty());
    files.push(format!("{ROOT}/assets/custody-insurance.json").into());
    files.push(format!("{ROOT}/tests/data/everything.json").into());
    for path in files {
        let data = fs::read_to_string(&path).expect("a file");
        let data: Value = serde_json::from_str(&data).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&data)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

/// Collects JSON pointers to all values in a JSON value.
fn pointers(value: &Value, pointer: &str, pointers: &mut Vec<String>) {
    pointers.push(pointer.to_owned());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                self::pointers(value, &format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                self::pointers(value, &format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
}

/// Returns values that are invalid in one place or another.
fn values() -> Vec<Value> {
    let long = "a".repeat(Comparison::MAX_TEXT + 1);
    let many = vec![json!({ "id": "a", "name": "A" }); 25];
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(2.5),
        json!(100.5),
        json!(1_000_000_000),
        json!(4294967296u64),
        json!(""),
        json!("  "),
        json!("x"),
        json!("lower"),
        json!("2025-13"),
        json!("javascript:alert(1)"),
        json!("https://a b"),
        json!("HTTPS://a"),
        json!(long),
        json!([]),
        json!([1]),
        json!([0, 1, 2]),
        json!([{}]),
        json!(["x"]),
        json!({}),
        json!({ "value": "x" }),
        json!({ "value": null }),
        json!(many),
        json!("compare"),
    ]
}

/// Returns the data set with another value at a pointer, or without the value there.
fn with_value(data: &Value, pointer: &str, value: Option<&Value>) -> Value {
    let mut data = data.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
    match (value, data.pointer_mut(parent)) {
        (None, Some(Value::Object(members))) => drop(members.remove(key)),
        (None, Some(Value::Array(items))) => drop(items.remove(key.parse().expect("an index"))),
        (Some(value), _) => {
            // An earlier change may have removed the target.
            if let Some(target) = data.pointer_mut(pointer) {
                *target = value.clone();
            }
        }
        (None, _) => {}
    }
    data
}

/// Compares the reader's verdict with the schema's.
fn compare(validator: &Validator, data: &Value) -> Result<(), String> {
    let errors = || {
        validator
            .iter_errors(data)
            .map(|error| format!("{}: {error}", error.instance_path()))
    };
    match (
        DataSet::from_json(&data.to_string()),
        validator.is_valid(data),
    ) {
        (Ok(_), true) | (Err(_), false) => Ok(()),
        (Ok(_), false) => Err(format!(
            "the reader takes it, and yet {:#?}",
            errors().collect::<Vec<_>>()
        )),
        (Err(problems), true) => {
            let is_not_in_schema = |problem: &&Problem| {
                NOT_IN_SCHEMA
                    .iter()
                    .any(|start| problem.message.starts_with(start))
            };
            let unexpected: Vec<_> = problems
                .iter()
                .filter(|problem| !is_not_in_schema(problem))
                .collect();
            match unexpected.is_empty() {
                true => Ok(()),
                false => Err(format!("the schema takes it, and yet {unexpected:#?}")),
            }
        }
    }
}

#[test]
fn reader_and_schema_agree_on_every_changed_value() {
    let (validator, everything) = (validator(), everything());
    let mut pointers = Vec::new();
    self::pointers(&everything, "", &mut pointers);
    let values = values();
    for pointer in pointers.iter().filter(|pointer| *pointer != "/$schema") {
        let mut rejected = 0;
        for value in values.iter().map(Some).chain([None]) {
            let data = with_value(&everything, pointer, value);
            rejected += usize::from(!validator.is_valid(&data));
            if let Err(difference) = compare(&validator, &data) {
                panic!("{pointer} = {value:?}: {difference}");
            }
        }
        assert!(rejected > 0, "the schema takes anything at {pointer}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn reader_and_schema_agree_on_several_changed_values(
        changes in prop::collection::vec((any::<prop::sample::Index>(), select(values())), 2..5),
    ) {
        thread_local!(static VALIDATOR: Validator = validator());
        let mut data = everything();
        for (pointer, value) in &changes {
            let mut pointers = Vec::new();
            self::pointers(&data, "", &mut pointers);
            // Not the root, which would leave nothing to change.
            let pointer = &pointers[1 + pointer.index(pointers.len() - 1)];
            data = with_value(&data, pointer, Some(value));
        }
        let outcome = VALIDATOR.with(|validator| compare(validator, &data));
        prop_assert_eq!(outcome, Ok(()), "{:#}", data);
    }
}

#[test]
fn the_schema_has_exactly_the_fields_that_are_read() {
    let files = fs::read_dir(format!("{ROOT}/core/src/format/json")).expect("the reader");
    let code: String = files
        .map(|file| fs::read_to_string(file.expect("a file").path()).expect("code"))
        .collect();
    // A field is the argument after the object that it is read from.
    let read: BTreeSet<&str> = code
        .split(", \"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(field, after)| {
            let is_name = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_alphabetic());
            is_name && after.starts_with([')', ','])
        })
        .map(|(field, _)| field)
        .collect();
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let mut in_schema = BTreeSet::new();
    fields(&schema, &mut in_schema);
    in_schema.remove("$schema");
    let keywords = [
        "higher",
        "lower",
        "list",
        "checklist",
        "faq",
        "stated",
        "inferred",
    ];
    let read: BTreeSet<&str> = read
        .into_iter()
        .filter(|field| !keywords.contains(field))
        .collect();
    assert_eq!(
        in_schema
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>(),
        read
    );
}

/// Collects the names of all properties in a schema.
fn fields(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                if let ("properties", Value::Object(properties)) = (&**key, value) {
                    names.extend(properties.keys().cloned());
                }
                fields(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, names)),
        _ => {}
    }
}
