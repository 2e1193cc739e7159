//! Data sets made by proptest, and their ranking worked out a second time.
//!
//! The second ranking is written from the design ("The arithmetic"), in fractions of big integers
//! and without a thought for speed. It shares nothing with the crate's.

pub mod sessions;

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use num_rational::BigRational;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use weigh_in_core::dataset::{self, Comparison};
use weigh_in_core::ids::EntryIndex;

/// The root of the repository, from which files are named.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The comparison of a data set without problems.
pub fn read(json: &str) -> Comparison {
    read_data(json).comparison
}

/// A data set without problems.
pub fn read_data(json: &str) -> dataset::DataSet {
    dataset::DataSet::from_json(json).unwrap_or_else(|problems| panic!("{problems:#?}\n{json}"))
}

/// All of a comparison's entries.
pub fn all(comparison: &Comparison) -> Vec<EntryIndex> {
    comparison
        .indexed_entries()
        .map(|(entry, _)| entry)
        .collect()
}

/// A data set, of which everything can be changed before it is written as JSON.
#[derive(Clone, Debug)]
pub struct DataSet {
    pub columns: Vec<Column>,
    pub entries: Vec<Entry>,
}

/// A criterion with its scores. Whole numbers are counted in units of 10^`exponent`.
#[derive(Clone, Debug)]
pub struct Column {
    pub weight_in_hundredths: u16,
    pub lower_is_better: bool,
    /// Whether the data set says that the range is from `low` to `low + extent`.
    pub range_is_given: bool,
    pub exponent: i32,
    pub low: i64,
    pub extent: i64,
    /// By entry, from `low` to `low + extent`; at least one is known.
    pub scores: Vec<Option<i64>>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    pub published_rank: Option<u32>,
}

/// An entry's place in a ranking: its name, and its rank with `=` before it if it is shared.
pub type Place = (String, Option<String>);

/// Data sets with few different scores, so that there are ties, and with ranges whose positions have
/// a small common denominator, so that nothing may be rounded.
pub fn data_sets() -> impl Strategy<Value = DataSet> {
    prop_oneof![data_sets_with(1..=3, 0..=3), data_sets_with(1..=13, 0..=13)]
}

/// Data sets whose positions have no common denominator of a usual size; in half of them all entries
/// are close to one another.
pub fn data_sets_too_fine_to_be_exact() -> impl Strategy<Value = DataSet> {
    let (coarse, fine) = (1_000_000_000, 1_000_000_000_000);
    prop_oneof![
        data_sets_with(coarse..=fine, 0..=fine),
        data_sets_with(coarse..=fine, 0..=20_000)
    ]
}

/// Data sets with ranges of these extents, and scores so many steps above the lowest.
fn data_sets_with(
    extents: RangeInclusive<i64>,
    steps: RangeInclusive<i64>,
) -> impl Strategy<Value = DataSet> {
    let criteria = prop_oneof![1..=3usize, 1..=24usize];
    (criteria, 1..=12usize).prop_flat_map(move |(criteria, entries)| {
        let columns = vec(column(entries, extents.clone(), steps.clone()), criteria);
        let names: Vec<String> = ('A'..).take(entries).map(String::from).collect();
        let ranks = vec(option::of(1..=12u32), entries);
        (columns, Just(names).prop_shuffle(), ranks).prop_map(|(columns, names, ranks)| {
            let entry = |(name, published_rank)| Entry {
                name,
                published_rank,
            };
            DataSet {
                columns,
                entries: names.into_iter().zip(ranks).map(entry).collect(),
            }
        })
    })
}

prop_compose! {
    fn column(entries: usize, extents: RangeInclusive<i64>, steps: RangeInclusive<i64>)(
        weight_in_hundredths in prop_oneof![
            Just(0),
            (1..=4u16).prop_map(|weight| 100 * weight),
            0..=10_000u16
        ],
        lower_is_better in any::<bool>(),
        range_is_given in any::<bool>(),
        exponent in -2..=1i32,
        low in -40..=40i64,
        extent in extents,
        steps in vec(option::weighted(0.85, steps), entries),
    ) -> Column {
        let score = |step: i64| low + step % (extent + 1);
        let mut scores: Vec<_> = steps.into_iter().map(|step| step.map(score)).collect();
        if scores.iter().all(Option::is_none) {
            scores[0] = Some(low);
        }
        Column { weight_in_hundredths, lower_is_better, range_is_given, exponent, low, extent, scores }
    }
}

impl DataSet {
    /// The same with every range given, so that it does not hang on the scores there are.
    pub fn with_given_ranges(mut self) -> DataSet {
        self.columns
            .iter_mut()
            .for_each(|column| column.range_is_given = true);
        self
    }

    /// The same with its entries in another order, or with some of them only.
    ///
    /// Criteria on which none of them has a score are left out; `None` if that leaves nothing.
    pub fn with_entries(&self, indices: &[usize]) -> Option<DataSet> {
        let mut columns = self.columns.clone();
        for column in &mut columns {
            column.scores = indices.iter().map(|&entry| column.scores[entry]).collect();
        }
        columns.retain(|column| column.scores.iter().any(Option::is_some));
        let entries = indices
            .iter()
            .map(|&entry| self.entries[entry].clone())
            .collect();
        (!columns.is_empty()).then_some(DataSet { columns, entries })
    }

    /// Adds an entry that has the scores of another, and for those that it lacks what `missing` says.
    pub fn add_completed(&mut self, entry: usize, name: &str, missing: impl Fn(&Column) -> i64) {
        for column in &mut self.columns {
            let score = column.scores[entry].unwrap_or_else(|| missing(column));
            column.scores.push(Some(score));
        }
        self.entries.push(Entry {
            name: name.to_owned(),
            published_rank: None,
        });
    }

    pub fn json(&self) -> String {
        let criteria = self.columns.iter().enumerate().map(|(place, column)| {
            let decimal = |digits| decimal(digits, column.exponent);
            let range = format!(
                r#", "range": [{}, {}]"#,
                decimal(column.low),
                decimal(column.low + column.extent)
            );
            format!(
                r#"{{ "id": "c{place}", "name": "C", "weight": {}, "better": "{}"{} }}"#,
                self::decimal(column.weight_in_hundredths.into(), -2),
                if column.lower_is_better {
                    "lower"
                } else {
                    "higher"
                },
                if column.range_is_given { &range } else { "" },
            )
        });
        let entries = self.entries.iter().enumerate().map(|(index, entry)| {
            let scores = self
                .columns
                .iter()
                .enumerate()
                .filter_map(|(place, column)| {
                    let score = decimal(column.scores[index]?, column.exponent);
                    Some(format!(r#""c{place}": {score}"#))
                });
            let rank = entry
                .published_rank
                .map(|rank| format!(r#""publishedRank": {rank}, "#));
            format!(
                r#"{{ "name": "{}", {}"scores": {{ {} }} }}"#,
                entry.name,
                rank.unwrap_or_default(),
                scores.collect::<Vec<_>>().join(", "),
            )
        });
        format!(
            "{{ \"criteria\": [\n{}\n], \"entries\": [\n{}\n] }}",
            criteria.collect::<Vec<_>>().join(",\n"),
            entries.collect::<Vec<_>>().join(",\n"),
        )
    }

    /// The weighted mean of the positions that the entry has; `None` if their weights are all 0.
    pub fn total(&self, entry: usize) -> Option<BigRational> {
        let mut sum = whole(0);
        let mut weights = whole(0);
        for column in &self.columns {
            if let Some(position) = column.position(entry) {
                sum += position * whole(column.weight_in_hundredths);
                weights += whole(column.weight_in_hundredths);
            }
        }
        (weights > whole(0)).then(|| sum / weights)
    }

    /// What a criterion adds to the entry's total.
    pub fn contribution(&self, entry: usize, column: &Column) -> BigRational {
        let counts = self
            .columns
            .iter()
            .filter(|column| column.scores[entry].is_some());
        let weights: u32 = counts
            .map(|column| u32::from(column.weight_in_hundredths))
            .sum();
        match column.position(entry) {
            Some(position) if weights > 0 => {
                position * whole(column.weight_in_hundredths) / whole(weights)
            }
            _ => whole(0),
        }
    }

    /// The entries by their totals, equals by published rank and then name, those without a total last.
    pub fn ranking(&self) -> Vec<Place> {
        let totals: Vec<_> = (0..self.entries.len())
            .map(|entry| self.total(entry))
            .collect();
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by(|&a, &b| {
            let key = |entry: usize| {
                let Entry {
                    name,
                    published_rank,
                } = &self.entries[entry];
                (published_rank.unwrap_or(u32::MAX), name)
            };
            match (&totals[a], &totals[b]) {
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (of_a, of_b) => of_b.cmp(of_a).then(key(a).cmp(&key(b))),
            }
        });
        let place = |&entry: &usize| {
            let name = self.entries[entry].name.clone();
            let Some(total) = &totals[entry] else {
                return (name, None);
            };
            let ranked = || totals.iter().flatten();
            let better = ranked().filter(|&other| other > total).count();
            let equal = ranked().filter(|&other| other == total).count();
            (
                name,
                Some(format!(
                    "{}{}",
                    if equal > 1 { "=" } else { "" },
                    better + 1
                )),
            )
        };
        order.iter().map(place).collect()
    }
}

impl Column {
    pub fn bad_end(&self) -> i64 {
        if self.lower_is_better {
            self.low + self.extent
        } else {
            self.low
        }
    }

    pub fn good_end(&self) -> i64 {
        if self.lower_is_better {
            self.low
        } else {
            self.low + self.extent
        }
    }

    /// Where the entry's score stands in the range, 0 at the bad end and 1 at the good one.
    fn position(&self, entry: usize) -> Option<BigRational> {
        let (low, high) = self.range();
        let score = self.value(self.scores[entry]?);
        Some(match (low == high, self.lower_is_better) {
            (true, _) => whole(1),
            (false, true) => (&high - score) / (&high - low),
            (false, false) => (score - &low) / (high - &low),
        })
    }

    /// The given range, else 0 to 100 if all scores lie in it, else the lowest and highest score.
    fn range(&self) -> (BigRational, BigRational) {
        let known = || self.scores.iter().flatten().map(|&score| self.value(score));
        let (low, high) = known()
            .min()
            .zip(known().max())
            .expect("a score that is known");
        if self.range_is_given {
            (self.value(self.low), self.value(self.low + self.extent))
        } else if low >= whole(0) && high <= whole(100) {
            (whole(0), whole(100))
        } else {
            (low, high)
        }
    }

    fn value(&self, digits: i64) -> BigRational {
        whole(digits) * whole(10).pow(self.exponent)
    }
}

pub fn whole(number: impl Into<i64>) -> BigRational {
    BigRational::from_integer(number.into().into())
}

/// `digits` × 10^`exponent` as JSON: without exponent where there are decimals, else with one.
fn decimal(digits: i64, exponent: i32) -> String {
    if exponent >= 0 {
        return format!("{digits}e{exponent}");
    }
    let (places, sign) = (exponent.unsigned_abs(), if digits < 0 { "-" } else { "" });
    let (digits, unit) = (digits.unsigned_abs(), 10u64.pow(places));
    format!(
        "{sign}{}.{:0places$}",
        digits / unit,
        digits % unit,
        places = places as usize
    )
}
