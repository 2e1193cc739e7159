use serde::{Deserialize, Serialize};

use super::Baseline;
use super::dual_simplex::{Solution, minimize};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Totals;
use crate::weights::{Weight, Weights};

/// The nearest weights that put an entry first, or why none were found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum NearestWeights {
    /// Weights under which the entry is first, alone or tied, in the ranking as it is shown.
    Reachable {
        /// The weights: the current ones if the entry is first already, otherwise the nearest ones, rounded to
        /// hundredths. They keep the sum of the current ones if that is 100 or more and no weight exceeds 100; otherwise
        /// their sum is 100, or between 50 and 100 where only that gives an exact tie.
        weights: Weights,
        /// The distance from the current weights: the sum of all absolute changes of a criterion's share of the total, 0
        /// to 2. Half of it is the weight that moves.
        movement: f64,
    },
    /// No weights do, since this entry is at least as good on every criterion, and better on at least one. Where it is
    /// not better on all, others are ahead under all weights with which the two could tie. Both have scores on the same
    /// criteria.
    Dominated(EntryIndex),
    /// No weights do, though no single entry is at least as good on every criterion: a weighted mean of these entries is
    /// better on every criterion, so that at least one of them is always ahead. Each has its weight in the mean, the
    /// greatest first; these add up to 1.
    DominatedByCombination(Vec<(EntryIndex, f64)>),
    /// No weights were found, without proof that none exist. This happens where scores are missing, and where the region
    /// in which the entry is first is so small that it contains no weights in hundredths.
    Unknown,
}

/// The distances from a tie by which the entry must lead, in hundredths of a weight on every criterion. They increase
/// until rounding to hundredths can't lose the lead.
const MARGINS: [f64; 5] = [0.0, 0.1, 0.25, 0.5, 1.0];

/// The maximum number of linearizations of quadratic conditions, where scores are missing.
const MAX_ROUNDS: usize = 20;

/// The sum of weights, in hundredths, with which every distribution is possible.
const SUM: u32 = Weight::MAX.hundredths() as u32;

/// Finds the least movement of weights that makes an entry first among `entries`, alone or tied, or the reason why none
/// does. If all weights are 0, the search starts from equal ones.
///
/// That an entry is not behind another is a linear condition on the weights, so the least movement is the solution of a
/// linear program; if it has none, some weighted mean of other entries is better on every criterion (Ville, 1938). Few
/// rivals matter, so the program contains only those that its solutions without them left ahead. The solution is rounded
/// to hundredths by largest remainders. If a rival is then ahead, the program is solved again with a margin.
///
/// Where scores are missing, totals over different criteria make the condition quadratic. It is then replaced by its
/// tangent at the last solution until that no longer changes, which finds winning weights, but not always the nearest. If
/// it finds none, the search is repeated from weights that favor one criterion, for each criterion in turn, and at last
/// without the criteria on which the current leader has scores. A reported dominance is proven in any case.
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
        entry_scores: scores(comparison, entry),
        shares: shares(&start),
        active_rivals: Vec::new(),
        is_quadratic: false,
    };
    if search.is_first(&start) {
        return search.reachable(start);
    }
    let sum = start.hundredths().sum::<u32>().max(SUM);
    let dominator = search.dominator(&start);
    if let Some((dominator, true)) = dominator {
        return NearestWeights::Dominated(dominator);
    }
    let mut nearest = search.search(search.shares.clone(), sum);
    if search.is_quadratic {
        // Tangents at the current weights may miss winning weights elsewhere.
        for criterion in 0..search.shares.len() {
            if nearest == NearestWeights::Unknown {
                let halves = search.shares.iter().map(|share| share / 2.0);
                let mut tangent_point: Vec<f64> = halves.collect();
                tangent_point[criterion] += 0.5;
                nearest = search.search(tangent_point, sum);
            }
        }
    }
    if nearest == NearestWeights::Unknown {
        nearest = search.drop_leader_criteria(&start, sum).unwrap_or(nearest);
    }
    match dominator {
        Some((dominator, _)) if matches!(nearest, NearestWeights::DominatedByCombination(_)) => {
            NearestWeights::Dominated(dominator)
        }
        _ => nearest,
    }
}

/// The search for the nearest weights that put `entry` first.
struct NearestWeightsSearch<'a> {
    comparison: &'a Comparison,
    entries: &'a [EntryIndex],
    entry: EntryIndex,
    entry_scores: Vec<Option<f64>>,
    shares: Vec<f64>,
    /// The rivals whose conditions are in the linear program.
    active_rivals: Vec<EntryIndex>,
    /// Whether an active rival has scores on other criteria than the entry, so that its condition is quadratic.
    is_quadratic: bool,
}

impl NearestWeightsSearch<'_> {
    /// Reports whether no other entry is ahead. Active rivals are checked first, since they are ahead most often.
    fn is_first(&self, weights: &Weights) -> bool {
        let totals = Totals::new(self.comparison, weights);
        let total = totals.total(self.entry);
        let mut others = self.active_rivals.iter().chain(self.entries);
        total.is_some() && others.all(|&other| totals.total(other) <= total)
    }

    /// Returns the entry that is furthest ahead, apart from the active rivals.
    fn strongest_rival(&self, weights: &Weights) -> Option<EntryIndex> {
        let totals = Totals::new(self.comparison, weights);
        let total = Some(totals.total(self.entry)?);
        let others = self.entries.iter().copied().rev();
        let ahead = others
            .filter(|other| totals.total(*other) > total && !self.active_rivals.contains(other));
        ahead.max_by_key(|&other| totals.total(other))
    }

    /// Tries weights of 0 on all criteria on which the current leader has scores; the others keep their proportions.
    fn drop_leader_criteria(&self, start: &Weights, sum: u32) -> Option<NearestWeights> {
        let leader = Baseline::new(self.comparison, self.entries, start)?.leader();
        let leader_scores = scores(self.comparison, leader);
        let pairs = self.shares.iter().zip(leader_scores);
        let shares = pairs.map(|(&share, score)| if score.is_some() { 0.0 } else { share });
        let sum_of_shares: f64 = shares.clone().sum();
        if sum_of_shares == 0.0 {
            return None;
        }
        let shares: Vec<f64> = shares.map(|share| share / sum_of_shares).collect();
        let weights = round_to_weights(&shares, sum)?;
        self.is_first(&weights).then(|| self.reachable(weights))
    }

    /// Returns the dominating entry that is better on the most criteria, then the one with the greatest total, and
    /// whether it is better on all of them.
    fn dominator(&self, weights: &Weights) -> Option<(EntryIndex, bool)> {
        let criteria = self.entry_scores.iter().flatten().count();
        let totals = Totals::new(self.comparison, weights);
        let dominance = |&other: &EntryIndex| {
            let rival_scores = scores(self.comparison, other);
            let pairs = || rival_scores.iter().zip(&self.entry_scores);
            if !self.has_same_criteria(&rival_scores)
                || pairs().any(|(rival_score, score)| rival_score < score)
            {
                return None;
            }
            let better = pairs().filter(|(rival_score, score)| rival_score > score);
            let advantage_count = better.count();
            (advantage_count > 0).then(|| ((advantage_count, totals.total(other)), other))
        };
        let dominators = self.entries.iter().rev().filter_map(dominance);
        let ((advantage_count, _), dominator) =
            dominators.max_by_key(|&(dominance, _)| dominance)?;
        Some((dominator, advantage_count == criteria))
    }

    /// Solves and rounds until the entry is first, beginning with tangents at `tangent_point`.
    fn search(&mut self, mut tangent_point: Vec<f64>, sum: u32) -> NearestWeights {
        let mut rounds = 0;
        let mut margins = MARGINS.iter().peekable();
        while let Some(&&margin) = margins.peek() {
            let nearest = match self.solve(margin, &tangent_point) {
                Solution::Optimal(nearest) => nearest,
                Solution::Infeasible(factors) if margin == 0.0 => {
                    return self.dominating_combination(&factors);
                }
                _ => break,
            };
            let Some(weights) = round_to_weights(&nearest, sum) else {
                break;
            };
            if let Some(rival) = self.strongest_rival(&weights) {
                self.is_quadratic |= !self.has_same_criteria(&scores(self.comparison, rival));
                self.active_rivals.push(rival);
            } else if self.is_first(&weights) {
                return self.reachable(weights);
            } else if self.is_quadratic
                && rounds < MAX_ROUNDS
                && distance(&tangent_point, &nearest) > 1e-6
            {
                rounds += 1;
            } else {
                margins.next();
            }
            tangent_point = nearest;
        }
        self.exact_weights(&tangent_point, sum)
    }

    /// Finds weights where the region in which the entry is first is too small for any margin: a tie at simple ratios of
    /// weights, such as 1 to 2, which is exact only with some sums of weights, or weights of 0 in place of those below a
    /// hundredth in `last`, the last solution.
    fn exact_weights(&self, last: &[f64], sum: u32) -> NearestWeights {
        if !self.is_quadratic
            && let Solution::Optimal(nearest) = self.solve(0.0, last)
        {
            // Every denominator up to SUM has a multiple among these.
            let mut sums = (SUM / 2 + 1..=SUM).rev();
            let tie = sums.find_map(|sum| {
                round_to_weights(&nearest, sum).filter(|weights| self.is_first(weights))
            });
            if let Some(weights) = tie {
                return self.reachable(weights);
            }
        }
        let is_large = |share: f64| f64::from(SUM) * share >= 1.0;
        let large: Vec<f64> = last
            .iter()
            .map(|&share| if is_large(share) { share } else { 0.0 })
            .collect();
        let whole: f64 = large.iter().sum();
        let large: Vec<f64> = large.iter().map(|share| share / whole).collect();
        let weights = round_to_weights(&large, sum).filter(|weights| self.is_first(weights));
        weights.map_or(NearestWeights::Unknown, |weights| self.reachable(weights))
    }

    fn reachable(&self, weights: Weights) -> NearestWeights {
        NearestWeights::Reachable {
            movement: distance(&self.shares, &shares(&weights)),
            weights,
        }
    }

    /// Reports whether a rival has scores on the same criteria as the entry, so that their totals differ linearly.
    fn has_same_criteria(&self, rival_scores: &[Option<f64>]) -> bool {
        let mut pairs = self.entry_scores.iter().zip(rival_scores);
        pairs.all(|(score, rival_score)| score.is_some() == rival_score.is_some())
    }

    /// Finds the shares nearest to the current ones under which every active rival is behind by at least the margin.
    /// Quadratic conditions are replaced by their tangents at `tangent_point`.
    fn solve(&self, margin: f64, tangent_point: &[f64]) -> Solution {
        let criteria = self.shares.len();
        // The variables are the gains of all shares, then their losses.
        let to_condition = |coefficients: &[f64], constant: f64| {
            let losses = coefficients.iter().map(|coefficient| -coefficient);
            let mut condition: Vec<f64> = coefficients.iter().copied().chain(losses).collect();
            condition.push(constant);
            condition
        };
        let mut conditions: Vec<Vec<f64>> = Vec::new();
        for &rival in &self.active_rivals {
            let (mut coefficients, mut min_lead) = self.lead_condition(rival, tangent_point);
            let scale = max_abs(&coefficients);
            for coefficient in &mut coefficients {
                *coefficient /= scale;
                min_lead += scale * margin / f64::from(SUM) * coefficient.abs();
            }
            let lead = dot(&coefficients, &self.shares) - min_lead / scale;
            conditions.push(to_condition(&coefficients, lead));
        }
        if self.entry_scores.contains(&None) {
            // A criterion on which the entry has a score must keep a hundredth, or there is no total.
            let scored = self.entry_scores.iter();
            let scored: Vec<f64> = scored.map(|score| f64::from(score.is_some())).collect();
            let margin = criteria as f64 / f64::from(SUM);
            conditions.push(to_condition(&scored, dot(&scored, &self.shares) - margin));
        }
        conditions.push(to_condition(&vec![1.0; criteria], 0.0));
        conditions.push(to_condition(&vec![-1.0; criteria], 0.0));
        for (criterion, &share) in self.shares.iter().enumerate() {
            let mut condition = vec![0.0; 2 * criteria];
            condition[criteria + criterion] = -1.0;
            condition.push(share);
            conditions.push(condition);
        }
        match minimize(vec![1.0; 2 * criteria], conditions) {
            Solution::Optimal(changes) => {
                let (gains, losses) = changes.split_at(criteria);
                let changed = self.shares.iter().zip(gains).zip(losses);
                let changed = changed.map(|((share, gain), loss)| (share + gain - loss).max(0.0));
                Solution::Optimal(changed.collect())
            }
            other => other,
        }
    }

    /// Returns the condition that the entry is not behind another: coefficients of the shares, and the minimum of their
    /// weighted sum.
    fn lead_condition(&self, other: EntryIndex, tangent_point: &[f64]) -> (Vec<f64>, f64) {
        let rival_scores = scores(self.comparison, other);
        let pairs = || self.entry_scores.iter().zip(&rival_scores);
        if self.has_same_criteria(&rival_scores) {
            let lead = pairs()
                .map(|(score, rival_score)| score.unwrap_or(0.0) - rival_score.unwrap_or(0.0));
            return (lead.collect(), 0.0);
        }
        let sums = |scores: &[Option<f64>]| {
            let scored = scores.iter().zip(tangent_point);
            let scored = scored.filter_map(|(score, share)| Some((score.as_ref()?, share)));
            scored.fold((0.0, 0.0), |sums, (score, share)| {
                (sums.0 + score * share, sums.1 + share)
            })
        };
        let ((entry_sum, entry_weight), (rival_sum, rival_weight)) =
            (sums(&self.entry_scores), sums(&rival_scores));
        let slopes = |slope: &dyn Fn(Option<f64>, Option<f64>) -> f64| {
            pairs()
                .map(|(&score, &rival_score)| slope(score, rival_score))
                .collect()
        };
        if entry_weight.min(rival_weight) > 1e-9 {
            // The difference of the totals, A / V - B / W with the gradients (a - A / V) / V and (b - B / W) / W. It
            // is homogeneous of degree 0: the gradient times the shares is 0.
            let (entry_total, rival_total) = (entry_sum / entry_weight, rival_sum / rival_weight);
            let slope = |score: Option<f64>, rival_score: Option<f64>| {
                score.map_or(0.0, |score| (score - entry_total) / entry_weight)
                    - rival_score.map_or(0.0, |score| (score - rival_total) / rival_weight)
            };
            return (slopes(&slope), rival_total - entry_total);
        }
        // Without a total, A W - B V with the gradient a W + A - b V - B. It is homogeneous of degree 2: the gradient
        // times the shares is twice the value.
        let slope = |score: Option<f64>, rival_score: Option<f64>| {
            score.map_or(0.0, |score| score * rival_weight - rival_sum)
                - rival_score.map_or(0.0, |score| score * entry_weight - entry_sum)
        };
        (
            slopes(&slope),
            entry_sum * rival_weight - rival_sum * entry_weight,
        )
    }

    /// Derives the combination of rivals that is better on every criterion from the factors that prove the program
    /// infeasible. It is verified, since the factors were rounded and may belong to tangents.
    fn dominating_combination(&self, factors: &[f64]) -> NearestWeights {
        // The conditions were scaled by their greatest coefficients.
        let part = |(&rival, factor): (&EntryIndex, &f64)| {
            let (coefficients, _) = self.lead_condition(rival, &self.shares);
            (rival, factor / max_abs(&coefficients))
        };
        let mut combination: Vec<_> = self.active_rivals.iter().zip(factors).map(part).collect();
        let sum = |combination: &[(EntryIndex, f64)]| {
            combination.iter().map(|(_, part)| part).sum::<f64>()
        };
        let all = sum(&combination);
        combination.retain(|&(rival, part)| {
            part > 1e-9 * all && self.has_same_criteria(&scores(self.comparison, rival))
        });
        let all = sum(&combination);
        combination.iter_mut().for_each(|(_, part)| *part /= all);
        combination.sort_by(|(_, a), (_, b)| b.total_cmp(a));

        for (criterion, score) in self.entry_scores.iter().enumerate() {
            let Some(score) = score else { continue };
            let (mut gain, mut uncertainty) = (0.0, 0.0);
            for &(rival, part) in &combination {
                let rival_score = scores(self.comparison, rival)[criterion].unwrap_or(0.0);
                gain += part * (rival_score - score);
                uncertainty += 1e-14 * part * (rival_score - score).abs();
            }
            if gain <= uncertainty {
                return NearestWeights::Unknown;
            }
        }
        if combination.is_empty() {
            NearestWeights::Unknown
        } else {
            NearestWeights::DominatedByCombination(combination)
        }
    }
}

/// Returns an entry's normalized scores, which doubles represent exactly.
fn scores(comparison: &Comparison, entry: EntryIndex) -> Vec<Option<f64>> {
    let row = comparison.normalized_scores().row(entry);
    row.map(|score| score.map(|score| score as f64)).collect()
}

/// Returns the weights as shares of their total.
fn shares(weights: &Weights) -> Vec<f64> {
    let sum = f64::from(weights.hundredths().sum::<u32>());
    let shares = weights.hundredths().map(|part| f64::from(part) / sum);
    shares.collect()
}

/// Rounds shares to weights with this sum, in hundredths, by largest remainders; with [`SUM`] if a weight would exceed
/// 100, and `None` if it still would.
fn round_to_weights(shares: &[f64], sum: u32) -> Option<Weights> {
    let exact = |index: usize| shares[index] * f64::from(sum);
    let mut parts: Vec<u32> = (0..shares.len()).map(|index| exact(index) as u32).collect();
    let missing = sum.saturating_sub(parts.iter().sum());
    for _ in 0..missing {
        let remainder = |index: usize| exact(index) - f64::from(parts[index]);
        let index = (0..shares.len()).max_by(|&a, &b| remainder(a).total_cmp(&remainder(b)))?;
        parts[index] += 1;
    }
    let weight = |part| u16::try_from(part).ok().and_then(Weight::from_hundredths);
    let weights = parts.into_iter().map(weight).collect();
    match weights {
        None if sum > SUM => round_to_weights(shares, SUM),
        weights => weights,
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// Returns the greatest absolute value; 1 if all are 0.
fn max_abs(numbers: &[f64]) -> f64 {
    let greatest = numbers
        .iter()
        .map(|number| number.abs())
        .fold(0.0, f64::max);
    if greatest > 0.0 { greatest } else { 1.0 }
}
