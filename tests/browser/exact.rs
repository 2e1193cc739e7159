//! The ranking worked out a second time, in fractions, from the data file itself.
//!
//! Deliberately slow and apart from the crate: what the page shows is checked against this.

use std::{collections::BTreeMap, fs, path::Path};

use num_rational::BigRational;
use serde_json::Value;

/// Weights by criterion id, in hundredths.
pub type Weights = BTreeMap<String, i64>;

/// What the trials know of the bundled data set.
pub struct Data {
    /// `(id, published weight in hundredths)` in the order of the file.
    pub criteria: Vec<(String, i64)>,
    pub entries: Vec<Entry>,
}

/// One entry of the file.
pub struct Entry {
    pub id: String,
    pub name: String,
    /// The reasons of its scores, and the sources that they name.
    pub reasons: Vec<String>,
    published_rank: u32,
    /// By criterion: how far up its range the score is, 0 to 1; `None` where it is missing.
    positions: Vec<Option<BigRational>>,
}

/// Entries in order; with their ranks and their totals (0 to 1) if there is a ranking at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub rows: Vec<(String, Option<u32>)>,
    totals: Vec<BigRational>,
}

impl Data {
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).expect("the data file is readable");
        let file: Value = serde_json::from_str(&text).expect("the data file is JSON");
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
                published_rank: entry["publishedRank"].as_u64().expect("a published rank") as u32,
                positions: columns.iter().map(|column| column[row].clone()).collect(),
            })
            .collect();
        Self { criteria, entries }
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

    /// The ranking under the published weights but for those named.
    pub fn ranking(&self, changed: &[(&str, &str)]) -> Ranking {
        self.ranking_by(&self.weights(changed))
    }

    /// The ranking that weights must give.
    pub fn ranking_by(&self, weights: &Weights) -> Ranking {
        let mut rows: Vec<&Entry> = self.entries.iter().collect();
        rows.sort_by_key(|entry| (entry.published_rank, &entry.name));
        if weights.values().all(|&weight| weight == 0) {
            let rows = rows.iter().map(|entry| (entry.id.clone(), None)).collect();
            return Ranking {
                rows,
                totals: Vec::new(),
            };
        }
        // The sort is stable: within a tie the published order stays.
        rows.sort_by_key(|entry| std::cmp::Reverse(self.total(entry, weights)));
        let totals: Vec<_> = rows
            .iter()
            .map(|entry| self.total(entry, weights))
            .collect();
        let rank = |total| totals.iter().filter(|other| *other > total).count() as u32 + 1;
        let rows = rows
            .iter()
            .zip(&totals)
            .map(|(entry, total)| (entry.id.clone(), Some(rank(total))));
        Ranking {
            rows: rows.collect(),
            totals: totals.clone(),
        }
    }

    fn total(&self, entry: &Entry, weights: &Weights) -> BigRational {
        let known = self
            .criteria
            .iter()
            .zip(&entry.positions)
            .filter_map(|((id, _), position)| Some((fraction(weights[id], 1), position.as_ref()?)));
        let (sum, weight) = known.fold(
            (fraction(0, 1), fraction(0, 1)),
            |(sum, all), (weight, position)| (sum + &weight * position, all + weight),
        );
        assert!(
            weight > fraction(0, 1),
            "{} has no score that counts",
            entry.id
        );
        sum / weight
    }
}

impl Ranking {
    pub fn order(&self) -> Vec<&str> {
        self.rows.iter().map(|(id, _)| id.as_str()).collect()
    }

    /// The rank of one entry.
    pub fn rank(&self, id: &str) -> u32 {
        let row = self
            .rows
            .iter()
            .find(|(entry, _)| entry == id)
            .expect("an entry of the data");
        row.1.expect("a ranking")
    }

    /// The scores as the page may show them, 0 to 100 with one decimal, halves upwards.
    pub fn scores(&self) -> Vec<String> {
        let tenths = self
            .totals
            .iter()
            .map(|total| (total * fraction(1000, 1)).round().to_integer());
        tenths
            .map(|tenths| format!("{}.{}", &tenths / 10, &tenths % 10))
            .collect()
    }
}

/// The positions of one criterion, entry by entry.
fn column(criterion: &Value, entries: &[Value]) -> Vec<Option<BigRational>> {
    let id = criterion["id"].as_str().expect("a criterion has an id");
    let scores: Vec<Option<BigRational>> = entries
        .iter()
        .map(|entry| {
            let cell = &entry["scores"][id];
            let value = if cell.is_object() {
                &cell["value"]
            } else {
                cell
            };
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

/// A weight in hundredths, as exactly as it is written.
pub fn hundredths(weight: &str) -> i64 {
    let hundredths = decimal(weight) * fraction(100, 1);
    assert!(
        hundredths.is_integer(),
        "{weight} has more than two decimals"
    );
    hundredths
        .to_integer()
        .try_into()
        .expect("a weight is small")
}

/// A weight of so many hundredths as it is shown: `7.5`.
pub fn shown_weight(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number in decimal notation, exactly.
pub fn decimal(text: &str) -> BigRational {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = format!("{whole}{decimals}")
        .parse()
        .expect("a decimal number");
    fraction(digits, 10_i64.pow(decimals.len() as u32))
}

fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text in the data").to_owned()
}
