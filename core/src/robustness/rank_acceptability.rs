use serde::{Deserialize, Serialize};

use super::PotentialWinners;
use super::lattice::Lattice;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{GatheredIndex, GatheredScores, Total};

/// In what share of all weightings each of some entries takes each rank.
///
/// These are the rank acceptability indices of SMAA-2 (Lahdelma and Salminen, "SMAA-2: stochastic multicriteria
/// acceptability analysis for group decision making", 2001), where nothing is known of the weights. They are
/// counted over weightings that are spread evenly over all there are, in steps of any size.
///
/// As in every ranking, an entry's total is that over the scores it has, and equal totals share a rank. An entry
/// without any score has no rank.
pub struct RankAcceptability {
    /// Those that could be first, in the order of their indices; all if ranks are counted.
    counted: Vec<Counted>,
    normalized_scores: GatheredScores,
    /// How often each of them took each rank; empty where ranks are not counted.
    ranks: Vec<u32>,
    /// Whether one of them lacks a score.
    is_score_missing: bool,
    lattice: Lattice,
}

/// How much of all weightings makes an entry the first, be it alone or tied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FirstShare {
    /// The share, 0 to 1, as entries are ranked: by the scores they have.
    pub share: f64,
    /// The share if the scores that the entry lacks were the worst, and those that others lack the best.
    pub low: f64,
    /// The share if the scores that the entry lacks were the best, and those that others lack the worst.
    pub high: f64,
}

struct Counted {
    entry: EntryIndex,
    /// How often it was first, and would be at worst and at best.
    first: u32,
    low: u32,
    high: u32,
}

/// What a weighting makes of an entry.
struct Outcome {
    total: Option<Total>,
    /// The total at worst and at best.
    bounds: Option<(Total, Total)>,
}

impl RankAcceptability {
    /// How many weightings are looked at.
    pub const POINTS: u32 = Lattice::SUM - 1;
    /// The most entries for which all ranks are counted, and not only who is first.
    pub const MAX_RANKED: usize = 100;
    /// The most positions that are looked at under each weighting: some seconds for all of them.
    pub(super) const MAX_SCORES: usize = 24_000;

    /// Starts to count for `entries`, each of which is there once.
    ///
    /// `None` where [`PotentialWinners::finish`] gives none.
    pub fn new(comparison: &Comparison, entries: &[EntryIndex]) -> Option<RankAcceptability> {
        PotentialWinners::new(comparison, entries).finish(comparison)
    }

    /// Of how many entries shares can be counted at most, if none lacks a score.
    pub(super) fn max_potential_winners(comparison: &Comparison) -> usize {
        let criteria = comparison.criteria.len();
        RankAcceptability::MAX_SCORES
            .checked_div(criteria)
            .unwrap_or(0)
    }

    /// Starts to count for those of so many entries that could be first, in the order of their indices.
    pub(super) fn start(
        comparison: &Comparison,
        entries: usize,
        potential_winners: Vec<EntryIndex>,
    ) -> Option<RankAcceptability> {
        let lacks_a_score = |&&entry: &&EntryIndex| {
            let mut criteria = comparison.indexed_criteria();
            criteria.any(|(criterion, _)| {
                comparison
                    .normalized_scores()
                    .get(criterion, entry)
                    .is_none()
            })
        };
        let incomplete = potential_winners.iter().filter(lacks_a_score).count();
        let counted = potential_winners.iter().map(|&entry| Counted {
            entry,
            first: 0,
            low: 0,
            high: 0,
        });
        let counted: Vec<Counted> = counted.collect();
        // Where a score is missing, there are two more totals, and each of all takes twice the time or more.
        let slowness = if incomplete > 0 { 2 } else { 1 };
        let most = RankAcceptability::max_potential_winners(comparison);
        let is_little = slowness * (counted.len() + 2 * incomplete) <= most;
        let is_ranked = entries <= RankAcceptability::MAX_RANKED;
        (entries > 0 && is_little).then(|| RankAcceptability {
            ranks: vec![0; if is_ranked { counted.len().pow(2) } else { 0 }],
            is_score_missing: incomplete > 0,
            normalized_scores: GatheredScores::new(comparison, potential_winners.into_iter()),
            counted,
            lattice: Lattice::new(comparison.criteria.len()),
        })
    }

    /// Looks at so many weightings more; whether that was the last.
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
                let places = (0..self.counted.len() as u32).map(GatheredIndex);
                outcomes.extend(places.map(|place| {
                    let total = totals.of(place);
                    let bounds = totals.bounds(place).or(total.zip(total));
                    Outcome { total, bounds }
                }));
                self.count_bounds(&outcomes);
                let known = outcomes.iter().zip(0..);
                let known = known.filter_map(|(outcome, place)| Some((outcome.total?, place)));
                self.count(known, &mut sorted_totals);
            } else {
                // All totals are over the same weights, and compare as their sums do, which takes a fraction of the time.
                weigh(normalized_scores.columns(), &weights, &mut sums);
                self.count(sums.iter().copied().zip(0..), &mut sorted_sums);
            }
        }
        self.normalized_scores = normalized_scores;
        self.is_done()
    }

    /// Whether all weightings were looked at.
    pub fn is_done(&self) -> bool {
        self.lattice.is_done()
    }

    /// How much of the weightings so far makes an entry the first; nothing for one that can never be, or that is
    /// not in question.
    pub fn first(&self, entry: EntryIndex) -> FirstShare {
        let Some(counted) = self.place(entry).map(|place| &self.counted[place]) else {
            return FirstShare::default();
        };
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

    /// In what share of the weightings so far, 0 to 1, an entry has a rank, counted from 1; `None` if there are
    /// more than [`RankAcceptability::MAX_RANKED`] entries.
    pub fn at(&self, entry: EntryIndex, rank: u32) -> Option<f64> {
        let count = self.counted.len();
        if self.ranks.is_empty() {
            return None;
        }
        let ranks = self
            .place(entry)
            .map(|place| &self.ranks[place * count..][..count]);
        let rank = (rank as usize).checked_sub(1);
        let times = ranks.zip(rank).and_then(|(ranks, rank)| ranks.get(rank));
        Some(times.map_or(0.0, |&times| self.share(times)))
    }

    /// The entries that could be first, in the order of their indices; all, if ranks are counted.
    pub fn potential_winners(&self) -> impl Iterator<Item = EntryIndex> + Clone {
        self.counted.iter().map(|counted| counted.entry)
    }

    fn place(&self, entry: EntryIndex) -> Option<usize> {
        let counted = &self.counted;
        counted
            .binary_search_by_key(&entry, |counted| counted.entry)
            .ok()
    }

    fn share(&self, times: u32) -> f64 {
        f64::from(times) / f64::from(self.lattice.given().max(1))
    }

    /// Counts who is first, and who takes which rank, by totals and the places of those that have one.
    fn count<T: Copy + Ord>(
        &mut self,
        totals: impl Iterator<Item = (T, usize)> + Clone,
        sorted: &mut Vec<(T, usize)>,
    ) {
        let greatest = totals.clone().map(|(total, _)| total).max();
        for (total, place) in totals.clone() {
            self.counted[place].first += u32::from(Some(total) == greatest);
        }
        if self.ranks.is_empty() {
            return;
        }
        sorted.clear();
        for (total, place) in totals {
            let mut after = sorted.len();
            sorted.push((total, place));
            while after > 0 && sorted[after - 1].0 < total {
                sorted.swap(after - 1, after);
                after -= 1;
            }
        }
        let mut rank = 0;
        for (before, &(total, place)) in sorted.iter().enumerate() {
            if sorted[rank].0 != total {
                rank = before;
            }
            self.ranks[place * self.counted.len() + rank] += 1;
        }
    }

    /// Counts who would be first at worst, and who at best.
    ///
    /// Whoever is first at worst is first, and whoever is first is so at best, since a total lies within its
    /// bounds: the counts are in this order, too.
    fn count_bounds(&mut self, outcomes: &[Outcome]) {
        // What an entry has to come up to at best: the worst of the others, or its own, which it does.
        let mut greatest_worst = None;
        // And at worst: the best of the others.
        let mut greatest_best = (None, 0);
        let mut next_best = None;
        for (place, outcome) in outcomes.iter().enumerate() {
            let (worst, best) = outcome.bounds.unzip();
            greatest_worst = greatest_worst.max(worst);
            if best > greatest_best.0 {
                next_best = greatest_best.0;
                greatest_best = (best, place);
            } else {
                next_best = next_best.max(best);
            }
        }
        let all = self.counted.iter_mut().zip(outcomes).enumerate();
        for (place, (counted, outcome)) in all {
            let (worst, best) = outcome.bounds.unzip();
            let others = match greatest_best {
                (_, greatest) if greatest == place => next_best,
                (greatest, _) => greatest,
            };
            counted.low += u32::from(outcome.total.is_some() && worst >= others);
            counted.high += u32::from(best >= greatest_worst);
        }
    }
}

/// Every entry's sum of weighted positions, none of which is missing.
fn weigh(columns: &[Vec<u64>], weights: &[u64], sums: &mut [u64]) {
    sums.fill(0);
    for (column, weight) in columns.iter().zip(weights) {
        for (sum, position) in sums.iter_mut().zip(column) {
            *sum += weight * position;
        }
    }
}
