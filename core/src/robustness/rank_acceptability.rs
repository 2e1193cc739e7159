use serde::{Deserialize, Serialize};

use super::lattice::Lattice;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{GatheredIndex, GatheredScores, Total};

/// The shares of all sets of weights under which each entry takes each rank.
///
/// These are the rank acceptability indices of SMAA-2 (Lahdelma and Salminen, "SMAA-2: stochastic multicriteria
/// acceptability analysis for group decision making", 2001) without any information about the weights. They are counted
/// over points that are spread evenly over the weight space, in slices of any size.
///
/// As in every ranking, an entry's total is that over the scores it has, and equal totals share a rank. An entry
/// without any score has no rank.
pub struct RankAcceptability {
    /// The potential winners, in the order of their indices; all entries if ranks are counted.
    counted: Vec<Counted>,
    normalized_scores: GatheredScores,
    /// The number of points at which each of them took each rank; empty where ranks are not counted.
    ranks: Vec<u32>,
    /// Whether one of them lacks a score.
    is_score_missing: bool,
    lattice: Lattice,
}

/// The share of all sets of weights under which an entry is first, alone or tied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FirstShare {
    /// The share, 0 to 1, with entries ranked by the scores they have.
    pub share: f64,
    /// The share if the entry's missing scores were the worst, and those of the others the best.
    pub low: f64,
    /// The share if the entry's missing scores were the best, and those of the others the worst.
    pub high: f64,
}

struct Counted {
    entry: EntryIndex,
    /// The number of points at which the entry was first, and would be at worst and at best.
    first: u32,
    low: u32,
    high: u32,
}

/// An entry's totals at one point.
struct Outcome {
    total: Option<Total>,
    /// The total at worst and at best.
    bounds: Option<(Total, Total)>,
}

impl RankAcceptability {
    /// The number of sets of weights over which shares are counted.
    pub const POINTS: u32 = Lattice::SUM - 1;
    /// The maximum number of entries for which all ranks are counted, and not only the first.
    pub const MAX_RANKED: usize = 100;
    /// The maximum number of scores that are read at each point: a few seconds for all points.
    pub(super) const MAX_SCORES: usize = 24_000;

    /// Returns the maximum number of entries for which shares are counted, if none lacks a score.
    pub(super) fn max_potential_winners(comparison: &Comparison) -> usize {
        let criteria = comparison.criteria.len();
        RankAcceptability::MAX_SCORES
            .checked_div(criteria)
            .unwrap_or(0)
    }

    /// Begins to count for the potential winners of `entries` entries, in the order of their indices.
    pub(super) fn from_potential_winners(
        comparison: &Comparison,
        entries: usize,
        potential_winners: Vec<EntryIndex>,
    ) -> Option<RankAcceptability> {
        let lacks_a_score = |&&entry: &&EntryIndex| {
            let mut row = comparison.normalized_scores().row(entry);
            row.any(|score| score.is_none())
        };
        let incomplete = potential_winners.iter().filter(lacks_a_score).count();
        let counted = potential_winners.iter().map(|&entry| Counted {
            entry,
            first: 0,
            low: 0,
            high: 0,
        });
        let counted: Vec<Counted> = counted.collect();
        // An entry with a missing score has two more totals, and then every total takes at least twice the time.
        let slowness = if incomplete > 0 { 2 } else { 1 };
        let max_entries = RankAcceptability::max_potential_winners(comparison);
        let is_feasible = slowness * (counted.len() + 2 * incomplete) <= max_entries;
        let is_ranked = entries <= RankAcceptability::MAX_RANKED;
        (entries > 0 && is_feasible).then(|| RankAcceptability {
            ranks: vec![0; if is_ranked { counted.len().pow(2) } else { 0 }],
            is_score_missing: incomplete > 0,
            normalized_scores: GatheredScores::new(comparison, potential_winners.into_iter()),
            counted,
            lattice: Lattice::new(comparison.criteria.len()),
        })
    }

    /// Counts at `points` more points; returns whether all are done.
    pub fn advance(&mut self, points: u32) -> bool {
        let normalized_scores = std::mem::take(&mut self.normalized_scores);
        let mut totals = normalized_scores.totals();
        let mut weights = vec![0; normalized_scores.columns().len()];
        let mut outcomes = Vec::with_capacity(self.counted.len());
        let mut sums = vec![0; self.counted.len()];
        let (mut sorted_sums, mut sorted_totals) = (Vec::new(), Vec::new());
        for _ in 0..points {
            if !self.lattice.next(&mut weights) {
                break;
            }
            if self.is_score_missing {
                totals.set_weights(&weights);
                outcomes.clear();
                let indices = (0..self.counted.len() as u32).map(GatheredIndex);
                outcomes.extend(indices.map(|index| {
                    let total = totals.total(index);
                    let bounds = totals.bounds(index).or(total.zip(total));
                    Outcome { total, bounds }
                }));
                self.count_bounds(&outcomes);
                let ranked = outcomes.iter().zip(0..);
                let ranked = ranked.filter_map(|(outcome, index)| Some((outcome.total?, index)));
                self.count(ranked, &mut sorted_totals);
            } else {
                // All totals are over the same weights and compare like their sums, which takes a fraction of the time.
                weigh(normalized_scores.columns(), &weights, &mut sums);
                self.count(sums.iter().copied().zip(0..), &mut sorted_sums);
            }
        }
        self.normalized_scores = normalized_scores;
        self.is_done()
    }

    /// Reports whether shares are counted at all points.
    pub fn is_done(&self) -> bool {
        self.lattice.is_done()
    }

    /// Returns the share of the points so far at which an entry is first; 0 for one that isn't a potential winner.
    pub fn first_share(&self, entry: EntryIndex) -> FirstShare {
        let Some(index) = self.index_of(entry) else {
            return FirstShare::default();
        };
        let counted = &self.counted[index];
        let (low, high) = match self.is_score_missing {
            true => (counted.low, counted.high),
            false => (counted.first, counted.first),
        };
        FirstShare {
            share: self.share(counted.first),
            low: self.share(low),
            high: self.share(high),
        }
    }

    /// Returns the share of the points so far, 0 to 1, at which an entry has a rank, counted from 1; `None` if there are
    /// more than [`RankAcceptability::MAX_RANKED`] entries.
    pub fn rank_share(&self, entry: EntryIndex, rank: u32) -> Option<f64> {
        let count = self.counted.len();
        if self.ranks.is_empty() {
            return None;
        }
        let ranks = self
            .index_of(entry)
            .map(|index| &self.ranks[index * count..][..count]);
        let rank = (rank as usize).checked_sub(1);
        let times = ranks.zip(rank).and_then(|(ranks, rank)| ranks.get(rank));
        Some(times.map_or(0.0, |&times| self.share(times)))
    }

    /// Returns the potential winners, in the order of their indices; all entries if ranks are counted.
    pub fn potential_winners(&self) -> impl Iterator<Item = EntryIndex> + Clone {
        self.counted.iter().map(|counted| counted.entry)
    }

    fn index_of(&self, entry: EntryIndex) -> Option<usize> {
        let counted = &self.counted;
        counted
            .binary_search_by_key(&entry, |counted| counted.entry)
            .ok()
    }

    fn share(&self, times: u32) -> f64 {
        f64::from(times) / f64::from(self.lattice.points_taken().max(1))
    }

    /// Counts first places and ranks at one point, by the totals of the entries that have one, with their indices.
    fn count<T: Copy + Ord>(
        &mut self,
        totals: impl Iterator<Item = (T, usize)> + Clone,
        sorted: &mut Vec<(T, usize)>,
    ) {
        let greatest = totals.clone().map(|(total, _)| total).max();
        for (total, index) in totals.clone() {
            self.counted[index].first += u32::from(Some(total) == greatest);
        }
        if self.ranks.is_empty() {
            return;
        }
        sorted.clear();
        for (total, index) in totals {
            let mut after = sorted.len();
            sorted.push((total, index));
            while after > 0 && sorted[after - 1].0 < total {
                sorted.swap(after - 1, after);
                after -= 1;
            }
        }
        let mut rank = 0;
        for (before, &(total, index)) in sorted.iter().enumerate() {
            if sorted[rank].0 != total {
                rank = before;
            }
            self.ranks[index * self.counted.len() + rank] += 1;
        }
    }

    /// Counts the entries that would be first at worst, and at best.
    ///
    /// An entry that is first at worst is first, and one that is first is so at best, since a total lies within its
    /// bounds: the counts are in this order, too.
    fn count_bounds(&mut self, outcomes: &[Outcome]) {
        // An entry's best total must reach the greatest worst total, which may be its own.
        let mut max_worst = None;
        // An entry's worst total must reach the greatest best total of the others.
        let mut max_best = (None, 0);
        let mut next_best = None;
        for (index, outcome) in outcomes.iter().enumerate() {
            let (worst, best) = outcome.bounds.unzip();
            max_worst = max_worst.max(worst);
            if best > max_best.0 {
                next_best = max_best.0;
                max_best = (best, index);
            } else {
                next_best = next_best.max(best);
            }
        }
        let all = self.counted.iter_mut().zip(outcomes).enumerate();
        for (index, (counted, outcome)) in all {
            let (worst, best) = outcome.bounds.unzip();
            let others = match max_best {
                (_, greatest) if greatest == index => next_best,
                (greatest, _) => greatest,
            };
            counted.low += u32::from(outcome.total.is_some() && worst >= others);
            counted.high += u32::from(best >= max_worst);
        }
    }
}

/// Computes every entry's sum of weighted normalized scores, none of which is missing.
fn weigh(columns: &[Vec<u64>], weights: &[u64], sums: &mut [u64]) {
    sums.fill(0);
    for (column, weight) in columns.iter().zip(weights) {
        for (sum, position) in sums.iter_mut().zip(column) {
            *sum += weight * position;
        }
    }
}
