//! What the trials know of the bundled data set, read from the file itself.

use std::{collections::BTreeMap, fs, path::Path};

use num_rational::BigRational;
use serde_json::Value;

use crate::ranking_oracle::{Weights, decimal, fraction, hundredths};

/// What the trials know of the bundled data set.
pub struct Data {
    /// `(id, published weight in hundredths)` in the order of the file.
    pub criteria: Vec<(String, i64)>,
    pub entries: Vec<Entry>,
    pub presets: Vec<Preset>,
    pub facets: Vec<Facet>,
    pub use_cases: Vec<UseCase>,
    /// The file itself.
    pub file: Value,
}

/// A weighting that the data suggest.
pub struct Preset {
    pub id: String,
    pub name: String,
    pub weights: Weights,
}

/// Something by which entries are told apart, and its tags: `(id, name)`.
pub struct Facet {
    pub id: String,
    pub name: String,
    pub tags: Vec<(String, String)>,
}

/// A need, and the entries that meet it.
pub struct UseCase {
    pub id: String,
    pub name: String,
    pub entries: Vec<String>,
}

/// One entry of the file.
pub struct Entry {
    pub id: String,
    pub name: String,
    /// The reasons of its scores, and the sources that they name.
    pub reasons: Vec<String>,
    /// By facet.
    pub tags: BTreeMap<String, Vec<String>>,
    /// By criterion, as they are written.
    pub scores: Vec<String>,
    pub published_rank: u32,
    /// By criterion: how far up its range the score is, 0 to 1; `None` where it is missing.
    pub positions: Vec<Option<BigRational>>,
}

impl Data {
    pub fn read(file: &Path) -> Self {
        Self::parse(&fs::read_to_string(file).expect("the data file is readable"))
    }

    pub fn parse(text: &str) -> Self {
        let file: Value = serde_json::from_str(text).expect("the data are JSON");
        let list = |name: &str| file[name].as_array().cloned().unwrap_or_default();
        let criteria: Vec<_> = list("criteria")
            .iter()
            .map(|criterion| {
                (
                    text_of(&criterion["id"]),
                    hundredths(&criterion["weight"].to_string()),
                )
            })
            .collect();
        let columns: Vec<Vec<_>> = list("criteria")
            .iter()
            .map(|criterion| column(criterion, &list("entries")))
            .collect();
        let entries = list("entries")
            .iter()
            .enumerate()
            .map(|(row, entry)| Entry {
                id: text_of(&entry["id"]),
                name: text_of(&entry["name"]),
                reasons: reasons(entry),
                tags: lists(&entry["tags"]),
                scores: list("criteria")
                    .iter()
                    .map(|criterion| score(entry, criterion).to_string())
                    .collect(),
                published_rank: entry["publishedRank"].as_u64().expect("a published rank") as u32,
                positions: columns.iter().map(|column| column[row].clone()).collect(),
            })
            .collect();
        let presets = list("presets").into_iter().map(|preset| {
            let of = |(id, published): &(String, i64)| match preset["weights"].get(id) {
                Some(weight) => hundredths(&weight.to_string()),
                None => *published,
            };
            Preset {
                id: text_of(&preset["id"]),
                name: text_of(&preset["name"]),
                weights: criteria
                    .iter()
                    .map(|criterion| (criterion.0.clone(), of(criterion)))
                    .collect(),
            }
        });
        let presets = presets.collect();
        let facets = list("facets").into_iter().map(|facet| Facet {
            id: text_of(&facet["id"]),
            name: text_of(&facet["name"]),
            tags: texts(&facet["values"], "id")
                .into_iter()
                .zip(texts(&facet["values"], "name"))
                .collect(),
        });
        let facets = facets.collect();
        let use_cases = list("useCases").into_iter().map(|need| UseCase {
            id: text_of(&need["id"]),
            name: text_of(&need["name"]),
            entries: need["entries"]
                .as_array()
                .into_iter()
                .flatten()
                .map(text_of)
                .collect(),
        });
        let use_cases = use_cases.collect();
        Self {
            criteria,
            entries,
            presets,
            facets,
            use_cases,
            file,
        }
    }

    pub fn entry(&self, id: &str) -> &Entry {
        let mut entries = self.entries.iter();
        entries
            .find(|entry| entry.id == id)
            .expect("an entry of the data")
    }

    /// A criterion's name.
    pub fn criterion(&self, id: &str) -> String {
        let criteria = self.file["criteria"].as_array().expect("criteria");
        let found = criteria.iter().find(|criterion| criterion["id"] == id);
        text_of(&found.expect("a criterion of the data")["name"])
    }

    /// The published weights.
    pub fn published(&self) -> Weights {
        self.criteria.iter().cloned().collect()
    }

    /// The published weights but for those named, as a reader would type them.
    pub fn weights(&self, changed: &[(&str, &str)]) -> Weights {
        let mut weights = self.published();
        for (criterion, weight) in changed {
            let known = weights.insert((*criterion).to_owned(), hundredths(weight));
            assert!(known.is_some(), "{criterion} is no criterion of the data");
        }
        weights
    }
}

/// The positions of one criterion, entry by entry.
fn column(criterion: &Value, entries: &[Value]) -> Vec<Option<BigRational>> {
    let scores: Vec<Option<BigRational>> = entries
        .iter()
        .map(|entry| {
            let value = score(entry, criterion);
            value.is_number().then(|| decimal(&value.to_string()))
        })
        .collect();
    let least = scores
        .iter()
        .flatten()
        .min()
        .cloned()
        .unwrap_or(fraction(0, 1));
    let most = scores
        .iter()
        .flatten()
        .max()
        .cloned()
        .unwrap_or(fraction(100, 1));
    let (low, high) = match criterion["range"].as_array() {
        Some(range) => (
            decimal(&range[0].to_string()),
            decimal(&range[1].to_string()),
        ),
        None if least >= fraction(0, 1) && most <= fraction(100, 1) => {
            (fraction(0, 1), fraction(100, 1))
        }
        None => (least, most),
    };
    let position = |score: BigRational| {
        let position = (score - &low) / (&high - &low);
        if criterion["better"] == "lower" {
            fraction(1, 1) - position
        } else {
            position
        }
    };
    scores
        .into_iter()
        .map(|score| score.map(position))
        .collect()
}

/// An entry's score for a criterion, `null` if it is missing.
fn score<'e>(entry: &'e Value, criterion: &Value) -> &'e Value {
    let id = criterion["id"].as_str().expect("a criterion has an id");
    let cell = &entry["scores"][id];
    if cell.is_object() {
        &cell["value"]
    } else {
        cell
    }
}

/// An object of lists of texts.
fn lists(object: &Value) -> BTreeMap<String, Vec<String>> {
    let lists = object.as_object().into_iter().flatten();
    lists
        .map(|(key, list)| {
            let texts = list.as_array().into_iter().flatten();
            (key.clone(), texts.map(text_of).collect())
        })
        .collect()
}

/// One text of each object of a list.
fn texts(list: &Value, key: &str) -> Vec<String> {
    let objects = list.as_array().into_iter().flatten();
    objects.map(|object| text_of(&object[key])).collect()
}

fn reasons(entry: &Value) -> Vec<String> {
    let cells = entry["scores"]
        .as_object()
        .expect("an entry has scores")
        .values();
    cells
        .flat_map(|cell| [&cell["why"], &cell["source"]])
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text in the data").to_owned()
}
