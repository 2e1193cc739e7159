//! An independent implementation of the ranking, in exact fractions.
//!
//! Deliberately slow and separate from the crate: what the page shows is compared with this.

use std::collections::BTreeMap;

use num_rational::BigRational;

use crate::data::{Data, Entry};

/// The weights by criterion id, in hundredths.
pub type Weights = BTreeMap<String, i64>;

/// The shown entries in order: ids, ranks among the shown entries, ranks among all.
pub type Rows = Vec<(String, u32, u32)>;

/// The entries in order, with ranks and totals (0 to 1) unless all weights are 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub rows: Vec<(String, Option<u32>)>,
    totals: Vec<BigRational>,
}

impl Data {
    /// Computes the ranking under the published weights with some changed.
    pub fn ranking(&self, changed: &[(&str, &str)]) -> Ranking {
        self.ranking_for(&self.weights(changed))
    }

    /// Computes the ranking under given weights.
    pub fn ranking_for(&self, weights: &Weights) -> Ranking {
        let mut rows: Vec<&Entry> = self.entries.iter().collect();
        rows.sort_by_key(|entry| (entry.published_rank, &entry.name));
        if weights.values().all(|&weight| weight == 0) {
            let rows = rows.iter().map(|entry| (entry.id.clone(), None)).collect();
            return Ranking {
                rows,
                totals: Vec::new(),
            };
        }
        // A stable sort keeps the published order within a tie.
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

    /// Computes each criterion's contribution to an entry, in points of 100; 0 where the score is missing.
    pub fn points(&self, entry: &str, weights: &Weights) -> Vec<BigRational> {
        let normalized_scores = &self.entry(entry).normalized_scores;
        let weight = |index: usize| fraction(weights[&self.criteria[index].0], 1);
        let scored =
            (0..normalized_scores.len()).filter(|&index| normalized_scores[index].is_some());
        let all: BigRational = scored.map(weight).sum();
        let points = normalized_scores
            .iter()
            .enumerate()
            .map(|(index, position)| match position {
                Some(position) => fraction(100, 1) * weight(index) * position / &all,
                None => fraction(0, 1),
            });
        points.collect()
    }

    fn total(&self, entry: &Entry, weights: &Weights) -> BigRational {
        let scored = self
            .criteria
            .iter()
            .zip(&entry.normalized_scores)
            .filter_map(|((id, _), position)| Some((fraction(weights[id], 1), position.as_ref()?)));
        let (sum, weight) = scored.fold(
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

    /// Returns the rank of an entry.
    pub fn rank(&self, id: &str) -> u32 {
        let row = self
            .rows
            .iter()
            .find(|(entry, _)| entry == id)
            .expect("an entry of the data");
        row.1.expect("a ranking")
    }

    /// Returns the rows of the ranking if only some entries are shown.
    pub fn filtered(&self, shown: &[&str]) -> Rows {
        let rows = self.rows.iter().filter(|(id, _)| shown.contains(&&**id));
        let overall: Vec<_> = rows
            .map(|(id, rank)| (id.clone(), rank.expect("a ranking")))
            .collect();
        let count_ahead =
            |rank: u32| overall.iter().filter(|(_, other)| *other < rank).count() as u32;
        overall
            .iter()
            .map(|(id, rank)| (id.clone(), count_ahead(*rank) + 1, *rank))
            .collect()
    }

    /// Returns the totals as the page shows them, 0 to 100 with one decimal, rounded half up.
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

/// Parses a weight exactly, in hundredths.
pub fn parse_hundredths(weight: &str) -> i64 {
    let hundredths = parse_decimal(weight) * fraction(100, 1);
    assert!(
        hundredths.is_integer(),
        "{weight} has more than two decimals"
    );
    hundredths
        .to_integer()
        .try_into()
        .expect("a weight is small")
}

/// Formats a weight in hundredths as the page does: `7.5`.
pub fn format_weight(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Parses a number in decimal notation exactly, with an optional sign.
pub fn parse_decimal(text: &str) -> BigRational {
    let text = &text.replace('\u{2212}', "-");
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = format!("{whole}{decimals}")
        .parse()
        .expect("a decimal number");
    fraction(digits, 10_i64.pow(decimals.len() as u32))
}

pub fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}
