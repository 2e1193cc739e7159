use crate::dataset::{Comparison, MISSING};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{GatheredColumns, GatheredIndex, Totals};
use crate::weights::Weights;
use crate::weights::apportionment::apportion;

/// How often the first entry stays first, be it alone or tied, if the weights change a little: in what share of
/// all weightings in which no criterion's share of the total is more than [`Nearby::REACH`] percentage points
/// from where it is.
///
/// These weightings are drawn by a Gibbs sampler (Geman and Geman, 1984; over pairs, since the weights have a
/// fixed sum: Turchin, "On the computation of multidimensional integrals by the Monte-Carlo method", 1971): for
/// each criterion in turn, an amount that is uniform over what both can bear moves between it and another one.
/// All weightings come equally often. The draws are the same on every machine.
pub struct Nearby {
    /// How many could overtake the leader.
    rivals: u32,
    /// The positions of the leader and then of these rivals, by criterion.
    columns: GatheredColumns,
    /// The weights of all criteria where the sampler stands, and the least and the greatest that they can be.
    weights: Vec<u64>,
    ends: Vec<(u64, u64)>,
    random: Random,
    drawn: u32,
    /// How often the leader was first.
    stayed: u32,
}

impl Nearby {
    /// How many weightings are drawn: enough for the share to be within 1 percentage point of the true one, as
    /// three standard errors.
    pub const POINTS: u32 = 65_536;
    /// How far a criterion's share of the total may move, in percentage points.
    pub const REACH: u32 = 5;
    /// What the weights come to while they are moved.
    const SUM: u32 = 240_000;
    /// The most positions that are looked at under each weighting: some seconds for all of them.
    const MOST_POSITIONS: usize = 24_000;

    /// Starts to draw weightings around `weights`, under which `leader` is the first of `entries`.
    ///
    /// `None` if all weights are 0, if there is no entry, if the leader has no score that counts, or if too many
    /// entries could overtake it to look at all in a few seconds.
    pub fn new(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        leader: EntryIndex,
    ) -> Option<Nearby> {
        Totals::new(comparison, weights).of(leader)?;
        let parts = weights
            .iter()
            .map(|(_, weight)| u128::from(weight.hundredths()));
        let parts: Vec<u128> = parts.collect();
        let weights = apportion(&parts, parts.iter().sum(), Nearby::SUM);
        let weights: Vec<u64> = weights.into_iter().map(u64::from).collect();
        let (sum, reach) = (
            u64::from(Nearby::SUM),
            u64::from(Nearby::SUM / 100 * Nearby::REACH),
        );
        let ends = |&weight: &u64| (weight.saturating_sub(reach), sum.min(weight + reach));
        let ends: Vec<(u64, u64)> = weights.iter().map(ends).collect();

        let mut totals = Totals::over_all(comparison);
        let rivals = entries.iter().copied();
        let rivals = rivals.filter(|&rival| {
            rival != leader && can_overtake(comparison, &mut totals, &ends, leader, rival)
        });
        let rivals: Vec<EntryIndex> = rivals.collect();
        let is_little = rivals.len() * weights.len() <= Nearby::MOST_POSITIONS;
        (!entries.is_empty() && is_little).then(|| Nearby {
            rivals: rivals.len() as u32,
            columns: GatheredColumns::new(comparison, [leader].into_iter().chain(rivals)),
            weights,
            ends,
            random: Random(0),
            drawn: 0,
            stayed: 0,
        })
    }

    /// Draws so many weightings more, in the comparison that it was started with; whether that was the last.
    pub fn advance(&mut self, comparison: &Comparison, points: u32) -> bool {
        let columns = std::mem::take(&mut self.columns);
        let mut totals = Totals::over_gathered(&columns, comparison);
        for _ in 0..points {
            if self.is_done() {
                break;
            }
            self.draw();
            totals.weigh(&self.weights);
            let total = totals.of(GatheredIndex(0));
            let mut rivals = (1..=self.rivals).map(GatheredIndex);
            let stays = rivals.all(|rival| totals.of(rival) <= total);
            self.stayed += u32::from(stays);
            self.drawn += 1;
        }
        self.columns = columns;
        self.is_done()
    }

    /// Whether all weightings were drawn, or none need be.
    pub fn is_done(&self) -> bool {
        self.drawn == Nearby::POINTS || self.rivals == 0
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
/// [`Nearby::SUM`]. Where they lack different scores, it may say so of one that could not.
///
/// Their difference is linear in the weights, so it is enough to look at where it is greatest: as much weight as
/// possible on what speaks most for the rival.
fn can_overtake(
    comparison: &Comparison,
    totals: &mut Totals,
    ends: &[(u64, u64)],
    leader: EntryIndex,
    rival: EntryIndex,
) -> bool {
    let positions = comparison.positions();
    let criteria = (0..).map(CriterionIndex).take(ends.len());
    let pairs = criteria.map(|criterion| {
        let column = positions.column(criterion);
        (column[rival.0 as usize], column[leader.0 as usize])
    });
    let lacks_the_same = pairs.clone().all(|(a, b)| (a == MISSING) == (b == MISSING));
    // What lacks different scores is compared at the rival's best and at the leader's worst.
    let filled = |position, missing| match position {
        MISSING if lacks_the_same => 0,
        MISSING => missing,
        position => position as i64,
    };
    let mut order: Vec<(i64, usize)> = Vec::with_capacity(ends.len());
    for (place, (a, b)) in pairs.enumerate() {
        let gain = filled(a, positions.denominator() as i64) - filled(b, 0);
        let after = order.partition_point(|other| other.0 > gain);
        order.insert(after, (gain, place));
    }
    if order.first().is_none_or(|&(gain, _)| gain <= 0) {
        return false;
    }
    let mut weights: Vec<u64> = ends.iter().map(|&(least, _)| least).collect();
    let mut left = u64::from(Nearby::SUM) - weights.iter().sum::<u64>();
    for (_, place) in order {
        let (least, most) = ends[place];
        let more = left.min(most - least);
        weights[place] += more;
        left -= more;
    }
    totals.weigh(&weights);
    if lacks_the_same {
        return totals.of(rival) > totals.of(leader);
    }
    let best = totals.bounds(rival).map(|(_, best)| best);
    let worst = totals.bounds(leader).map(|(worst, _)| worst);
    best.or(totals.of(rival)) > worst.or(totals.of(leader))
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
