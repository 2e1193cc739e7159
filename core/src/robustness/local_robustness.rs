use super::RankAcceptability;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{GatheredIndex, GatheredScores, Totals};
use crate::weights::Weights;
use crate::weights::apportionment::apportion;

/// The share of nearby sets of weights under which the leader stays first, alone or tied.
///
/// A set of weights is nearby if no criterion's share of the total differs by more than [`LocalRobustness::REACH`]
/// percentage points.
///
/// The sets are drawn by a Gibbs sampler (Geman and Geman, 1984; over pairs, since the weights have a fixed sum: Turchin,
/// "On the computation of multidimensional integrals by the Monte-Carlo method", 1971): for each criterion in turn, an
/// amount that is uniform within the limits of both moves between it and another one. All sets of weights are equally
/// likely. The draws are the same on every machine.
pub struct LocalRobustness {
    /// The number of entries that could overtake the leader.
    rivals: u32,
    /// The normalized scores of the leader, then of these rivals.
    normalized_scores: GatheredScores,
    /// The sampler's current weights.
    weights: Vec<u64>,
    /// The least and the greatest weight of each criterion.
    limits: Vec<(u64, u64)>,
    random: Random,
    drawn: u32,
    /// The number of drawn sets of weights under which the leader was first.
    stay_count: u32,
}

impl LocalRobustness {
    /// The number of sets of weights that are drawn: enough for three standard errors to be below 1 percentage point.
    pub const POINTS: u32 = 65_536;
    /// The greatest change of a criterion's share of the total, in percentage points.
    pub const REACH: u32 = 5;
    /// The sum of the sampler's weights.
    const SUM: u32 = 240_000;

    /// Begins to draw sets of weights around `weights`, under which `leader` is the first of `entries`.
    ///
    /// Returns `None` if all weights are 0, if there is no entry, if the leader has no score that counts, or if too
    /// many entries could overtake it to count within a few seconds.
    pub fn new(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        leader: EntryIndex,
    ) -> Option<LocalRobustness> {
        Totals::new(comparison, weights).total(leader)?;
        let parts: Vec<u128> = weights.hundredths().map(u128::from).collect();
        let sum = LocalRobustness::SUM;
        let weights = apportion(&parts, parts.iter().sum(), sum);
        let weights: Vec<u64> = weights.into_iter().map(u64::from).collect();
        let [sum, reach] = [sum, sum / 100 * LocalRobustness::REACH].map(u64::from);
        let limits = |&weight: &u64| (weight.saturating_sub(reach), sum.min(weight + reach));
        let limits: Vec<(u64, u64)> = weights.iter().map(limits).collect();

        let rivals = entries.iter().copied();
        let rivals: Vec<EntryIndex> = rivals
            .filter(|&rival| rival != leader && can_overtake(comparison, &limits, leader, rival))
            .collect();
        let is_feasible = rivals.len() * weights.len() <= RankAcceptability::MAX_SCORES;
        (!entries.is_empty() && is_feasible).then(|| LocalRobustness {
            rivals: rivals.len() as u32,
            normalized_scores: GatheredScores::new(comparison, [leader].into_iter().chain(rivals)),
            weights,
            limits,
            random: Random(0),
            drawn: 0,
            stay_count: 0,
        })
    }

    /// Draws `points` more sets of weights; returns whether all are drawn.
    pub fn advance(&mut self, points: u32) -> bool {
        let normalized_scores = std::mem::take(&mut self.normalized_scores);
        let mut totals = normalized_scores.totals();
        for _ in 0..points {
            if self.is_done() {
                break;
            }
            self.draw();
            totals.set_weights(&self.weights);
            let total = totals.total(GatheredIndex(0));
            let mut rivals = (1..=self.rivals).map(GatheredIndex);
            let stays = rivals.all(|rival| totals.total(rival) <= total);
            self.stay_count += u32::from(stays);
            self.drawn += 1;
        }
        self.normalized_scores = normalized_scores;
        self.is_done()
    }

    /// Reports whether all sets of weights are drawn, or none is needed.
    pub fn is_done(&self) -> bool {
        self.drawn == LocalRobustness::POINTS || self.rivals == 0
    }

    /// Returns the share of the sets of weights so far under which the leader is first, 0 to 1; exactly 1 if no other
    /// entry can overtake it.
    pub fn share(&self) -> f64 {
        match self.drawn {
            0 => 1.0,
            drawn => f64::from(self.stay_count) / f64::from(drawn),
        }
    }

    /// Draws the next set of weights.
    fn draw(&mut self) {
        let count = self.weights.len();
        for index in 0..count {
            // Another criterion, unless there is only one, whose weight can't move.
            let step = 1 + self.random.below(count as u64 - 1) as usize;
            let other = (index + step) % count;
            let down = |index: usize| self.weights[index] - self.limits[index].0;
            let up = |index: usize| self.limits[index].1 - self.weights[index];
            let (min, max) = (down(index).min(up(other)), up(index).min(down(other)));
            let sum = self.weights[index] + self.weights[other];
            self.weights[index] += self.random.below(min + max + 1);
            self.weights[index] -= min;
            self.weights[other] = sum - self.weights[index];
        }
    }
}

/// Reports whether `rival` could have a greater total than `leader` with weights between these limits whose sum is
/// [`LocalRobustness::SUM`]. Where the two lack different scores, the answer may be true for a rival that could not.
///
/// The difference of the totals is linear in the weights, so it suffices to compute its maximum: as much weight as
/// possible on the criteria that favor the rival most.
fn can_overtake(
    comparison: &Comparison,
    limits: &[(u64, u64)],
    leader: EntryIndex,
    rival: EntryIndex,
) -> bool {
    let normalized_scores = comparison.normalized_scores();
    let pairs = || {
        normalized_scores
            .row(rival)
            .zip(normalized_scores.row(leader))
    };
    let has_same_criteria = pairs().all(|(a, b)| a.is_some() == b.is_some());
    // Where the two lack different scores, the rival's missing ones count as best and the leader's as worst.
    let best = if has_same_criteria {
        0
    } else {
        normalized_scores.denominator()
    };
    // The rival's gain on each criterion, the greatest first.
    let mut gains: Vec<(i128, u64, u64)> = Vec::with_capacity(limits.len());
    for ((a, b), &(min, max)) in pairs().zip(limits) {
        let gain = i128::from(a.unwrap_or(best)) - i128::from(b.unwrap_or(0));
        let after = gains.partition_point(|other| other.0 > gain);
        gains.insert(after, (gain, min, max));
    }
    let mut remaining =
        u64::from(LocalRobustness::SUM) - limits.iter().map(|(min, _)| min).sum::<u64>();
    let mut lead = 0;
    for (gain, min, max) in gains {
        let more = remaining.min(max - min);
        remaining -= more;
        lead += gain * i128::from(min + more);
    }
    lead > 0
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Draws a number from 0 to less than `end`, or 0 if `end` is 0: by multiplication (Lemire, "Fast random integer
    /// generation in an interval", 2019). `end` must be less than 2^32; up to 2^16, no number is likelier than another by
    /// more than 1 in 2^16.
    fn below(&mut self, end: u64) -> u64 {
        debug_assert!(end < 1 << 32, "end: {end}");
        ((self.next() >> 32) * end) >> 32
    }
}
