//! The bundled data set, parsed from its file independently of the crate.

use std::{collections::BTreeMap, fs, path::Path};

use num_rational::BigRational;
use serde_json::Value;

use crate::ranking_oracle::{Weights, fraction, parse_decimal, parse_hundredths};

/// The bundled data set, as the scenarios use it.
pub struct Data {
    /// `(id, published weight in hundredths)` in the order of the file.
    pub criteria: Vec<(String, i64)>,
    pub entries: Vec<Entry>,
    pub presets: Vec<Preset>,
    pub facets: Vec<Facet>,
    pub use_cases: Vec<UseCase>,
    /// The parsed JSON.
    pub file: Value,
}

/// A set of weights that the data suggest.
pub struct Preset {
    pub id: String,
    pub name: String,
    pub weights: Weights,
}

/// A facet, and its tags as `(id, name)`.
pub struct Facet {
    pub id: String,
    pub name: String,
    pub tags: Vec<(String, String)>,
}

/// A use case, and the entries that serve it.
pub struct UseCase {
    pub id: String,
    pub name: String,
    pub entries: Vec<String>,
}

/// An entry.
pub struct Entry {
    pub id: String,
    pub name: String,
    /// The reasons of its scores, and their sources.
    pub reasons: Vec<String>,
    /// The tags by facet.
    pub tags: BTreeMap<String, Vec<String>>,
    /// The scores by criterion, as written in the file.
    pub scores: Vec<String>,
    pub published_rank: u32,
    /// The normalized scores by criterion, 0 to 1; `None` where a score is missing.
    pub normalized_scores: Vec<Option<BigRational>>,
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
                    to_text(&criterion["id"]),
                    parse_hundredths(&criterion["weight"].to_string()),
                )
            })
            .collect();
        let scores = |criterion: &Value| read_scores(criterion, &list("entries"));
        let without_range = list("criteria").into_iter();
        let without_range = without_range.filter(|criterion| criterion["range"].is_null());
        let observed: Vec<_> = without_range
            .map(|criterion| observed_range(&scores(&criterion)))
            .collect();
        let scale = common_scale(&observed);
        let columns: Vec<Vec<_>> = list("criteria")
            .iter()
            .map(|criterion| normalize_column(criterion, scores(criterion), scale.as_ref()))
            .collect();
        let entries = list("entries")
            .iter()
            .enumerate()
            .map(|(row, entry)| Entry {
                id: to_text(&entry["id"]),
                name: to_text(&entry["name"]),
                reasons: reasons(entry),
                tags: text_lists(&entry["tags"]),
                scores: list("criteria")
                    .iter()
                    .map(|criterion| score(entry, criterion).to_string())
                    .collect(),
                published_rank: entry["publishedRank"].as_u64().expect("a published rank") as u32,
                normalized_scores: columns.iter().map(|column| column[row].clone()).collect(),
            })
            .collect();
        let presets = list("presets").into_iter().map(|preset| {
            let weight = |(id, published): &(String, i64)| match preset["weights"].get(id) {
                Some(weight) => parse_hundredths(&weight.to_string()),
                None => *published,
            };
            Preset {
                id: to_text(&preset["id"]),
                name: to_text(&preset["name"]),
                weights: criteria
                    .iter()
                    .map(|criterion| (criterion.0.clone(), weight(criterion)))
                    .collect(),
            }
        });
        let presets = presets.collect();
        let facets = list("facets").into_iter().map(|facet| Facet {
            id: to_text(&facet["id"]),
            name: to_text(&facet["name"]),
            tags: text_fields(&facet["values"], "id")
                .into_iter()
                .zip(text_fields(&facet["values"], "name"))
                .collect(),
        });
        let facets = facets.collect();
        let use_cases = list("useCases").into_iter().map(|use_case| UseCase {
            id: to_text(&use_case["id"]),
            name: to_text(&use_case["name"]),
            entries: use_case["entries"]
                .as_array()
                .into_iter()
                .flatten()
                .map(to_text)
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

    /// Returns the name of a criterion.
    pub fn criterion_name(&self, id: &str) -> String {
        let criteria = self.file["criteria"].as_array().expect("criteria");
        let criterion = criteria.iter().find(|criterion| criterion["id"] == id);
        to_text(&criterion.expect("a criterion of the data")["name"])
    }

    /// Returns the published weights.
    pub fn published_weights(&self) -> Weights {
        self.criteria.iter().cloned().collect()
    }

    /// Returns the published weights with some changed, which are written as a reader would type them.
    pub fn weights(&self, changed: &[(&str, &str)]) -> Weights {
        let mut weights = self.published_weights();
        for (criterion, weight) in changed {
            let previous = weights.insert((*criterion).to_owned(), parse_hundredths(weight));
            assert!(
                previous.is_some(),
                "{criterion} is no criterion of the data"
            );
        }
        weights
    }
}

/// Returns the normalized scores for a criterion, by entry.
/// Reads the scores on a criterion.
fn read_scores(criterion: &Value, entries: &[Value]) -> Vec<Option<BigRational>> {
    let scores = entries.iter().map(|entry| {
        let value = score(entry, criterion);
        value.is_number().then(|| parse_decimal(&value.to_string()))
    });
    scores.collect()
}

/// Returns the lowest and the highest score.
fn observed_range(scores: &[Option<BigRational>]) -> (BigRational, BigRational) {
    let known = || scores.iter().flatten().cloned();
    let range = known().min().zip(known().max());
    range.expect("a score that is known")
}

/// Returns the top of the scale on which all these scores are, if they have one.
fn common_scale(observed: &[(BigRational, BigRational)]) -> Option<BigRational> {
    let zero = fraction(0, 1);
    let tops = [1, 5, 10, 100].map(|top| fraction(top, 1));
    let is_on = |top: &BigRational| {
        observed
            .iter()
            .all(|(low, high)| *low >= zero && high <= top)
    };
    let top = tops.into_iter().find(is_on)?;
    let middle = &top / fraction(2, 1);
    observed
        .iter()
        .all(|(_, high)| *high > middle)
        .then_some(top)
}

/// Normalizes the scores on a criterion, whose range may follow from the common scale of those without one.
fn normalize_column(
    criterion: &Value,
    scores: Vec<Option<BigRational>>,
    scale: Option<&BigRational>,
) -> Vec<Option<BigRational>> {
    let (low, high) = match (criterion["range"].as_array(), scale) {
        (Some(range), _) => (
            parse_decimal(&range[0].to_string()),
            parse_decimal(&range[1].to_string()),
        ),
        (None, Some(top)) => (fraction(0, 1), top.clone()),
        (None, None) => observed_range(&scores),
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

/// Returns an entry's score for a criterion, `null` if it is missing.
fn score<'e>(entry: &'e Value, criterion: &Value) -> &'e Value {
    let id = criterion["id"].as_str().expect("a criterion has an id");
    let cell = &entry["scores"][id];
    if cell.is_object() {
        &cell["value"]
    } else {
        cell
    }
}

/// Parses an object of lists of strings.
fn text_lists(object: &Value) -> BTreeMap<String, Vec<String>> {
    let lists = object.as_object().into_iter().flatten();
    lists
        .map(|(key, list)| {
            let texts = list.as_array().into_iter().flatten();
            (key.clone(), texts.map(to_text).collect())
        })
        .collect()
}

/// Returns a string field of each object in a list.
fn text_fields(list: &Value, key: &str) -> Vec<String> {
    let objects = list.as_array().into_iter().flatten();
    objects.map(|object| to_text(&object[key])).collect()
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

fn to_text(value: &Value) -> String {
    value.as_str().expect("a text in the data").to_owned()
}
