use super::RankAcceptability;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{GatheredIndex, GatheredScores, Totals};
use crate::weights::Weights;
use crate::weights::apportionment::apportion;

/// How often the first entry stays first, be it alone or tied, if the weights change a little: in what share of
/// all weightings in which no criterion's share of the total is more than [`LocalRobustness::REACH`] percentage points
/// from where it is.
///
/// These weightings are drawn by a Gibbs sampler (Geman and Geman, 1984; over pairs, since the weights have a
/// fixed sum: Turchin, "On the computation of multidimensional integrals by the Monte-Carlo method", 1971): for
/// each criterion in turn, an amount that is uniform over what both can bear moves between it and another one.
/// All weightings come equally often. The draws are the same on every machine.
pub struct LocalRobustness {
    /// How many could overtake the leader.
    rivals: u32,
    /// The positions of the leader and then of these rivals.
    normalized_scores: GatheredScores,
    /// The weights of all criteria where the sampler stands, and the least and the greatest that they can be.
    weights: Vec<u64>,
    ends: Vec<(u64, u64)>,
    random: Random,
    drawn: u32,
    /// How often the leader was first.
    stayed: u32,
}

impl LocalRobustness {
    /// How many weightings are drawn: enough for the share to be within 1 percentage point of the true one, as
    /// three standard errors.
    pub const POINTS: u32 = 65_536;
    /// How far a criterion's share of the total may move, in percentage points.
    pub const REACH: u32 = 5;
    /// What the weights come to while they are moved.
    const SUM: u32 = 240_000;

    /// Starts to draw weightings around `weights`, under which `leader` is the first of `entries`.
    ///
    /// `None` if all weights are 0, if there is no entry, if the leader has no score that counts, or if too many
    /// entries could overtake it to look at all in a few seconds.
    pub fn new(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        leader: EntryIndex,
    ) -> Option<LocalRobustness> {
        Totals::new(comparison, weights).of(leader)?;
        let parts: Vec<u128> = weights.hundredths().map(u128::from).collect();
        let weights = apportion(&parts, parts.iter().sum(), LocalRobustness::SUM);
        let weights: Vec<u64> = weights.into_iter().map(u64::from).collect();
        let (sum, reach) = (
            LocalRobustness::SUM,
            LocalRobustness::SUM / 100 * LocalRobustness::REACH,
        );
        let ends = |&weight: &u64| {
            let most = u64::from(sum).min(weight + u64::from(reach));
            (weight.saturating_sub(reach.into()), most)
        };
        let ends: Vec<(u64, u64)> = weights.iter().map(ends).collect();

        let rivals = entries.iter().copied();
        let rivals: Vec<EntryIndex> = rivals
            .filter(|&rival| rival != leader && can_overtake(comparison, &ends, leader, rival))
            .collect();
        let is_little = rivals.len() * weights.len() <= RankAcceptability::MAX_SCORES;
        (!entries.is_empty() && is_little).then(|| LocalRobustness {
            rivals: rivals.len() as u32,
            normalized_scores: GatheredScores::new(comparison, [leader].into_iter().chain(rivals)),
            weights,
            ends,
            random: Random(0),
            drawn: 0,
            stayed: 0,
        })
    }

    /// Draws so many weightings more; whether that was the last.
    pub fn advance(&mut self, points: u32) -> bool {
        let normalized_scores = std::mem::take(&mut self.normalized_scores);
        let mut totals = normalized_scores.totals();
        for _ in 0..points {
            if self.is_done() {
                break;
            }
            self.draw();
            totals.set_weights(&self.weights);
            let total = totals.of(GatheredIndex(0));
            let mut rivals = (1..=self.rivals).map(GatheredIndex);
            let stays = rivals.all(|rival| totals.of(rival) <= total);
            self.stayed += u32::from(stays);
            self.drawn += 1;
        }
        self.normalized_scores = normalized_scores;
        self.is_done()
    }

    /// Whether all weightings were drawn, or none need be.
    pub fn is_done(&self) -> bool {
        self.drawn == LocalRobustness::POINTS || self.rivals == 0
    }

    /// In what share of the weightings so far the leader is first, 0 to 1; exactly 1 if no other entry can
    /// overtake it.
    pub fn share(&self) -> f64 {
        match self.drawn {
            0 => 1.0,
            drawn => f64::from(self.stayed) / f64::from(drawn),
        }
    }

    /// Goes on to another weighting.
    fn draw(&mut self) {
        let count = self.weights.len();
        for one in 0..count {
            // One of the others, or the only one, which can't move.
            let step = 1 + self.random.below(count as u64 - 1) as usize;
            let other = (one + step) % count;
            let down = |place: usize| self.weights[place] - self.ends[place].0;
            let up = |place: usize| self.ends[place].1 - self.weights[place];
            let (least, most) = (down(one).min(up(other)), up(one).min(down(other)));
            let sum = self.weights[one] + self.weights[other];
            self.weights[one] += self.random.below(least + most + 1);
            self.weights[one] -= least;
            self.weights[other] = sum - self.weights[one];
        }
    }
}

/// Whether `rival` could have a greater total than `leader` with weights between these ends that come to
/// [`LocalRobustness::SUM`]. Where they lack different scores, it may say so of one that could not.
///
/// Their difference is linear in the weights, so it is enough to look at where it is greatest: as much weight as
/// possible on what speaks most for the rival.
fn can_overtake(
    comparison: &Comparison,
    ends: &[(u64, u64)],
    leader: EntryIndex,
    rival: EntryIndex,
) -> bool {
    let normalized_scores = comparison.normalized_scores();
    let pairs = comparison
        .indexed_criteria()
        .map(|(criterion, _)| [rival, leader].map(|entry| normalized_scores.get(criterion, entry)));
    let pairs: Vec<[Option<u64>; 2]> = pairs.collect();
    let lacks_the_same = pairs.iter().all(|[a, b]| a.is_some() == b.is_some());
    // What lacks different scores is compared at the rival's best and at the leader's worst.
    let best = if lacks_the_same {
        0
    } else {
        normalized_scores.denominator()
    };
    // What the rival gains on each criterion, the most first.
    let mut gains: Vec<(i128, u64, u64)> = Vec::with_capacity(ends.len());
    for ([a, b], &(least, most)) in pairs.into_iter().zip(ends) {
        let gain = i128::from(a.unwrap_or(best)) - i128::from(b.unwrap_or(0));
        let after = gains.partition_point(|other| other.0 > gain);
        gains.insert(after, (gain, least, most));
    }
    let mut left =
        u64::from(LocalRobustness::SUM) - ends.iter().map(|(least, _)| least).sum::<u64>();
    let mut lead = 0;
    for (gain, least, most) in gains {
        let more = left.min(most - least);
        left -= more;
        lead += gain * i128::from(least + more);
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

    /// A number from 0 to less than `end`, or 0: by multiplication (Lemire, "Fast random integer generation in
    /// an interval", 2019). `end` must be less than 2^32; up to 2^16, no number is likelier than another by more than 1 in 2^16.
    fn below(&mut self, end: u64) -> u64 {
        debug_assert!(end < 1 << 32, "end: {end}");
        ((self.next() >> 32) * end) >> 32
    }
}
