use serde::{Deserialize, Serialize};

use super::Baseline;
use super::simplex::{Solution, minimize};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Totals;
use crate::weights::{Weight, Weights};

/// What would put an entry first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum NearestWeights {
    /// Weights under which it is first, alone or level with others, in the ranking as it is shown.
    Reachable {
        /// The weights: the present ones if it is first already, else the nearest ones up to the rounding to
        /// hundredths. Their sum stays where it is 100 or more and no weight gets beyond 100; else it is 100, or
        /// between 50 and 100 where only that meets a tie exactly.
        weights: Weights,
        /// How far they are from the present ones: the sum of all changes of a criterion's share of the total weight,
        /// 0 to 2. Half of it is the weight that moves.
        movement: f64,
    },
    /// No weighting does. This entry is at least as good on every criterion, and better on one or more of them; where
    /// it is not better on all, others are ahead wherever the two could be level. Both have scores on the same
    /// criteria.
    Dominated(EntryIndex),
    /// No weighting does, though no other entry is at least as good on every criterion: the mean of these is better on
    /// every one, and so under each weighting at least one of them is ahead. With each stands its part in the mean, the
    /// greatest first; the parts add up to 1.
    DominatedByCombination(Vec<(EntryIndex, f64)>),
    /// None was found, and it is not proven that there is none. That happens where scores are missing; and where the
    /// entry could be first only under weightings so few that none in hundredths is among them.
    Unknown,
}

/// How far the weights are kept from where the entry is only just first, in hundredths of a weight on every criterion:
/// first not at all, then more and more, until rounding to hundredths can't spoil it.
const MARGINS: [f64; 5] = [0.0, 0.1, 0.25, 0.5, 1.0];

/// How often weights are sought again around those found, where scores are missing.
const MAX_ROUNDS: usize = 20;

/// The sum of weights that can be shared out in any way, in hundredths.
const SUM: u32 = Weight::MAX.hundredths() as u32;

/// The least that weight must move for an entry to be first among `entries`, alone or level with others; or, if there
/// is no way to it, what stands in the way. Where all weights are 0, it starts from equal ones.
///
/// That an entry is not behind another is a linear condition on the weights, so the least movement is the solution of a
/// linear program; and if it has none, some mean of other entries is better on every criterion (Ville, 1938). Most
/// entries are in nobody's way: only those enter the program that a solution without them would leave ahead. Its
/// solution is rounded to hundredths by largest remainders. If that puts another ahead, it is solved again with a
/// margin.
///
/// Totals over different criteria, where scores are missing, make the condition quadratic. It is then replaced by its
/// tangent at the weights found last, until they stay the same: that leads to a way, but not always to the shortest. If
/// it does not, it is tried again from weights that lean to one criterion, then the next, and at last without the
/// criteria that are known of the present leader. What is said to have no way
/// has none there, too.
pub fn nearest_winning_weights(
    comparison: &Comparison,
    entries: &[EntryIndex],
    weights: &Weights,
    entry: EntryIndex,
) -> NearestWeights {
    let start: Weights = if weights.are_zero() {
        weights.iter().map(|_| Weight::MIDDLE).collect()
    } else {
        weights.clone()
    };
    let mut search = NearestWeightsSearch {
        comparison,
        entries,
        entry,
        own: scores(comparison, entry),
        shares: shares(&start),
        active_rivals: Vec::new(),
        is_curved: false,
    };
    if search.is_first(&start) {
        return search.way(start);
    }
    let sum = start.hundredths().sum::<u32>().max(SUM);
    let dominator = search.dominator(&start);
    if let Some((dominator, true)) = dominator {
        return NearestWeights::Dominated(dominator);
    }
    let mut path = search.search(search.shares.clone(), sum);
    if search.is_curved {
        // There may be a way that no tangents at the present weights lead to.
        for criterion in 0..search.shares.len() {
            if path == NearestWeights::Unknown {
                let mut at: Vec<f64> = search.shares.iter().map(|share| share / 2.0).collect();
                at[criterion] += 0.5;
                path = search.search(at, sum);
            }
        }
    }
    if path == NearestWeights::Unknown {
        path = search.drop_leader_criteria(&start, sum).unwrap_or(path);
    }
    match dominator {
        Some((dominator, _)) if matches!(path, NearestWeights::DominatedByCombination(_)) => {
            NearestWeights::Dominated(dominator)
        }
        _ => path,
    }
}

/// An entry that should be first, and the weights it starts from.
struct NearestWeightsSearch<'a> {
    comparison: &'a Comparison,
    entries: &'a [EntryIndex],
    entry: EntryIndex,
    own: Vec<Option<f64>>,
    shares: Vec<f64>,
    /// The entries that have been found in its way.
    active_rivals: Vec<EntryIndex>,
    /// Whether one of them has a total over other criteria.
    is_curved: bool,
}

impl NearestWeightsSearch<'_> {
    /// Whether no other is ahead. Those found in its way come before the rest, since they settle it sooner.
    fn is_first(&self, weights: &Weights) -> bool {
        let totals = Totals::new(self.comparison, weights);
        let own = totals.of(self.entry);
        let mut others = self.active_rivals.iter().chain(self.entries);
        own.is_some() && others.all(|&other| totals.of(other) <= own)
    }

    /// The entry with the greatest total above that of the one in question, but for those found in its way.
    fn strongest_rival(&self, weights: &Weights) -> Option<EntryIndex> {
        let totals = Totals::new(self.comparison, weights);
        let own = Some(totals.of(self.entry)?);
        let others = self.entries.iter().copied().rev();
        let ahead =
            others.filter(|other| totals.of(*other) > own && !self.active_rivals.contains(other));
        ahead.max_by_key(|&other| totals.of(other))
    }

    /// The way to the weights by which nothing counts that is known of the one that is first now, if that lets the one in
    /// question be first; the others keep their proportions.
    fn drop_leader_criteria(&self, start: &Weights, sum: u32) -> Option<NearestWeights> {
        let leader = Baseline::new(self.comparison, self.entries, start)?.leader();
        let known = scores(self.comparison, leader);
        let left = self.shares.iter().zip(known);
        let left = left.map(|(&share, score)| if score.is_some() { 0.0 } else { share });
        let whole: f64 = left.clone().sum();
        if whole == 0.0 {
            return None;
        }
        let shares: Vec<f64> = left.map(|share| share / whole).collect();
        let weights = rounded(&shares, sum).or_else(|| rounded(&shares, SUM))?;
        self.is_first(&weights).then(|| self.way(weights))
    }

    /// The entry that is at least as good on every criterion and better on the most of them, then the one that is ahead
    /// of the others; `None` if none is better on any. With it, whether it is better on all.
    fn dominator(&self, weights: &Weights) -> Option<(EntryIndex, bool)> {
        let known = self.own.iter().flatten().count();
        let totals = Totals::new(self.comparison, weights);
        let advantages = |&other: &EntryIndex| {
            let its = scores(self.comparison, other);
            if !self.has_same_criteria(&its)
                || its.iter().zip(&self.own).any(|(its, own)| its < own)
            {
                return None;
            }
            let better = its.iter().zip(&self.own).filter(|(its, own)| its > own);
            let advantages = better.count();
            (advantages > 0).then(|| ((advantages, totals.of(other)), other))
        };
        let found = self.entries.iter().rev().filter_map(advantages);
        let ((advantages, _), dominator) = found.max_by_key(|&(advantages, _)| advantages)?;
        Some((dominator, advantages == known))
    }

    /// Solves and rounds until the entry is first, starting with tangents at some shares.
    fn search(&mut self, mut at: Vec<f64>, sum: u32) -> NearestWeights {
        let mut rounds = 0;
        let mut margins = MARGINS.iter().peekable();
        while let Some(&&margin) = margins.peek() {
            let nearest = match self.solve(margin, &at) {
                Solution::Least(nearest) => nearest,
                Solution::Impossible(factors) if margin == 0.0 => return self.proof(&factors),
                _ => break,
            };
            let weights = rounded(&nearest, sum).or_else(|| rounded(&nearest, SUM));
            let Some(weights) = weights else { break };
            if let Some(strongest_rival) = self.strongest_rival(&weights) {
                self.is_curved |=
                    !self.has_same_criteria(&scores(self.comparison, strongest_rival));
                self.active_rivals.push(strongest_rival);
            } else if self.is_first(&weights) {
                return self.way(weights);
            } else if self.is_curved && rounds < MAX_ROUNDS && distance(&at, &nearest) > 1e-6 {
                rounds += 1;
            } else {
                margins.next();
            }
            at = nearest;
        }
        self.exact_tie_weights(&at)
    }

    /// The weights with which the entry is first where there are so few that no margin is left: level with others at
    /// simple ratios of weights, as 1 to 2, which are exact with some sums of weights only.
    fn exact_tie_weights(&self, at: &[f64]) -> NearestWeights {
        if !self.is_curved
            && let Solution::Least(nearest) = self.solve(0.0, at)
        {
            // Every denominator up to the greatest sum has a multiple among these.
            let mut all = (SUM / 2 + 1..=SUM).rev();
            let level =
                all.find_map(|sum| rounded(&nearest, sum).filter(|weights| self.is_first(weights)));
            if let Some(weights) = level {
                return self.way(weights);
            }
        }
        NearestWeights::Unknown
    }

    fn way(&self, weights: Weights) -> NearestWeights {
        NearestWeights::Reachable {
            movement: distance(&self.shares, &shares(&weights)),
            weights,
        }
    }

    /// Whether these are scores on the same criteria, so that the totals differ by a linear term.
    fn has_same_criteria(&self, its: &[Option<f64>]) -> bool {
        let mut pairs = self.own.iter().zip(its);
        pairs.all(|(own, its)| own.is_some() == its.is_some())
    }

    /// The shares nearest to the present ones under which every obstacle is behind by the margin or more, where
    /// quadratic conditions are replaced by their tangents at some shares.
    fn solve(&self, margin: f64, at: &[f64]) -> Solution {
        let criteria = self.shares.len();
        // What the shares gain, and what they lose.
        let signed = |coefficients: &[f64], constant: f64| {
            let losses = coefficients.iter().map(|coefficient| -coefficient);
            let mut condition: Vec<f64> = coefficients.iter().copied().chain(losses).collect();
            condition.push(constant);
            condition
        };
        let mut conditions: Vec<Vec<f64>> = Vec::new();
        for &strongest_rival in &self.active_rivals {
            let (mut coefficients, mut least) = self.lead(strongest_rival, at);
            let greatest = size(&coefficients);
            for coefficient in &mut coefficients {
                *coefficient /= greatest;
                least += greatest * margin / f64::from(SUM) * coefficient.abs();
            }
            conditions.push(signed(
                &coefficients,
                product(&coefficients, &self.shares) - least / greatest,
            ));
        }
        if self.own.contains(&None) {
            // One of the criteria that are known must keep a hundredth, or there is no total.
            let known = self.own.iter().map(|own| f64::from(own.is_some()));
            let known: Vec<f64> = known.collect();
            conditions.push(signed(
                &known,
                product(&known, &self.shares) - criteria as f64 / f64::from(SUM),
            ));
        }
        conditions.push(signed(&vec![1.0; criteria], 0.0));
        conditions.push(signed(&vec![-1.0; criteria], 0.0));
        for (criterion, &share) in self.shares.iter().enumerate() {
            let mut condition = vec![0.0; 2 * criteria];
            condition[criteria + criterion] = -1.0;
            condition.push(share);
            conditions.push(condition);
        }
        match minimize(vec![1.0; 2 * criteria], conditions) {
            Solution::Least(changes) => {
                let (gains, losses) = changes.split_at(criteria);
                let changed = self.shares.iter().zip(gains).zip(losses);
                let changed = changed.map(|((share, gain), loss)| (share + gain - loss).max(0.0));
                Solution::Least(changed.collect())
            }
            other => other,
        }
    }

    /// By how much the entry leads another, as coefficients of the shares, and what their sum must reach for it.
    fn lead(&self, other: EntryIndex, at: &[f64]) -> (Vec<f64>, f64) {
        let its = scores(self.comparison, other);
        let pairs = || self.own.iter().zip(&its);
        if self.has_same_criteria(&its) {
            let lead = pairs().map(|(own, its)| own.unwrap_or(0.0) - its.unwrap_or(0.0));
            return (lead.collect(), 0.0);
        }
        let sums = |scores: &[Option<f64>]| {
            let mut sums = (0.0, 0.0);
            for (score, share) in scores.iter().zip(at) {
                if let Some(score) = score {
                    sums = (sums.0 + score * share, sums.1 + share);
                }
            }
            sums
        };
        let ((own_sum, own_weight), (its_sum, its_weight)) = (sums(&self.own), sums(&its));
        let slopes = |slope: &dyn Fn(Option<f64>, Option<f64>) -> f64| {
            pairs().map(|(&own, &its)| slope(own, its)).collect()
        };
        if own_weight.min(its_weight) > 1e-9 {
            // The difference of the totals, A / V - B / W with the gradients (a - A / V) / V and (b - B / W) / W. It
            // is homogeneous of degree 0: the gradient times the shares is 0.
            let (own_total, its_total) = (own_sum / own_weight, its_sum / its_weight);
            let slope = |own: Option<f64>, its: Option<f64>| {
                own.map_or(0.0, |own| (own - own_total) / own_weight)
                    - its.map_or(0.0, |its| (its - its_total) / its_weight)
            };
            return (slopes(&slope), its_total - own_total);
        }
        // Without a total, A W - B V with the gradient a W + A - b V - B. It is homogeneous of degree 2: the gradient
        // times the shares is twice the value.
        let slope = |own: Option<f64>, its: Option<f64>| {
            own.map_or(0.0, |own| own * its_weight - its_sum)
                - its.map_or(0.0, |its| its * own_weight - own_sum)
        };
        (slopes(&slope), own_sum * its_weight - its_sum * own_weight)
    }

    /// The mixture of obstacles that is better on every criterion, from the factors that showed the program to have no
    /// solution; checked, since those were rounded and could be of tangents.
    fn proof(&self, factors: &[f64]) -> NearestWeights {
        // The conditions were divided by their greatest coefficients.
        let part = |(&strongest_rival, factor): (&EntryIndex, &f64)| {
            (
                strongest_rival,
                factor / size(&self.lead(strongest_rival, &self.shares).0),
            )
        };
        let mut mixture: Vec<_> = self.active_rivals.iter().zip(factors).map(part).collect();
        let sum = |mixture: &[(EntryIndex, f64)]| mixture.iter().map(|(_, part)| part).sum::<f64>();
        let all = sum(&mixture);
        mixture.retain(|&(strongest_rival, part)| {
            part > 1e-9 * all && self.has_same_criteria(&scores(self.comparison, strongest_rival))
        });
        let all = sum(&mixture);
        mixture.iter_mut().for_each(|(_, part)| *part /= all);
        mixture.sort_by(|(_, a), (_, b)| b.total_cmp(a));

        for (criterion, own) in self.own.iter().enumerate() {
            let Some(own) = own else { continue };
            let (mut gain, mut uncertainty) = (0.0, 0.0);
            for &(strongest_rival, part) in &mixture {
                let its = scores(self.comparison, strongest_rival)[criterion].unwrap_or(0.0);
                gain += part * (its - own);
                uncertainty += 1e-14 * part * (its - own).abs();
            }
            if gain <= uncertainty {
                return NearestWeights::Unknown;
            }
        }
        if mixture.is_empty() {
            NearestWeights::Unknown
        } else {
            NearestWeights::DominatedByCombination(mixture)
        }
    }
}

/// An entry's positions, which doubles hold exactly.
fn scores(comparison: &Comparison, entry: EntryIndex) -> Vec<Option<f64>> {
    let criteria = comparison.indexed_criteria();
    let normalized_scores =
        criteria.map(|(criterion, _)| comparison.normalized_scores().get(criterion, entry));
    normalized_scores
        .map(|position| position.map(|position| position as f64))
        .collect()
}

/// The shares of the total that weights have.
fn shares(weights: &Weights) -> Vec<f64> {
    let sum = f64::from(weights.hundredths().sum::<u32>());
    let shares = weights.hundredths().map(|part| f64::from(part) / sum);
    shares.collect()
}

/// Shares as weights with this sum in hundredths, by largest remainders, if no weight is then too great.
fn rounded(shares: &[f64], sum: u32) -> Option<Weights> {
    let exact = |place: usize| shares[place] * f64::from(sum);
    let mut parts: Vec<u32> = (0..shares.len()).map(|place| exact(place) as u32).collect();
    let lacking = sum.saturating_sub(parts.iter().sum());
    for _ in 0..lacking {
        let remainder = |place: usize| exact(place) - f64::from(parts[place]);
        let place = (0..shares.len()).max_by(|&a, &b| remainder(a).total_cmp(&remainder(b)))?;
        parts[place] += 1;
    }
    let weight = |part| u16::try_from(part).ok().and_then(Weight::from_hundredths);
    parts.into_iter().map(weight).collect()
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// The greatest of some numbers without their signs; 1 if all are 0.
fn size(numbers: &[f64]) -> f64 {
    let greatest = numbers
        .iter()
        .fold(0.0, |greatest: f64, number| greatest.max(number.abs()));
    if greatest > 0.0 { greatest } else { 1.0 }
}
