//! The sentences about a ranking's robustness, for the widget and the command.

use super::wording::join;
use crate::dataset::{Comparison, Entry};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::{
    FirstShare, Fraction, Lead, LeadLevel, LocalRobustness, NearestWeights, PairwiseWinningIndex,
    Report, Robustness, StabilityInterval, Verdict,
};
use crate::text::*;
use crate::weights::{Share, WeightChange, Weights};

/// A double that is this close to a whole number stands for it.
const TOLERANCE: f64 = 1e-9;

impl Texts {
    /// Names a level of robustness: “Fairly clear lead”.
    pub fn robustness(&self, robustness: Robustness) -> &str {
        self.get(match robustness {
            Robustness::Fragile => FRAGILE,
            Robustness::Moderate => MODERATE,
            Robustness::Robust => ROBUST,
        })
    }

    /// Describes the level of a lead: “Clear lead.”, and whether the lead rests on inferred scores.
    pub fn lead_level(&self, level: LeadLevel) -> String {
        let robustness = self.fill(SENTENCE, &[self.robustness(level.robustness)]);
        let inferred = level
            .rests_on_inferred_scores
            .then(|| self.get(LEAD_INFERRED).to_owned());
        join([robustness].into_iter().chain(inferred), " ")
    }

    /// Describes the smallest transfer that ends a lead, or that none does, and whether missing scores could.
    pub fn verdict(&self, comparison: &Comparison, lead: &Lead, verdict: &Verdict) -> String {
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        let sentence = match (&verdict.transfer, verdict.co_leader) {
            (Some(_), Some(co_leader)) => {
                self.fill(CO_LEADERS, &[lead.leader, co_leader].map(name))
            }
            (Some(transfer), None) => {
                // Rounded up, so that the rival leads after it.
                let points = transfer.points().ceil() as usize;
                let criterion = |index| &*comparison.criterion(index).name;
                let [from, to] = [transfer.from, transfer.to].map(criterion);
                self.fill_plural(
                    SMALLEST_TRANSFER,
                    points,
                    &[&self.number(points), from, to, name(transfer.rival)],
                )
            }
            (None, Some(co_leader)) => {
                self.fill(CO_LEADERS_ALWAYS, &[lead.leader, co_leader].map(name))
            }
            (None, None) if lead.is_dominant => self.fill(LEADER_IS_DOMINANT, &[name(lead.leader)]),
            (None, None) => self.fill(NO_TRANSFER, &[name(lead.leader)]),
        };
        let caveat = lead
            .missing_scores_could_change_leader
            .then(|| self.get(MISSING_SCORES_COULD_CHANGE_LEADER).to_owned());
        join([sentence].into_iter().chain(caveat), " ")
    }

    /// Describes how often the leader is first: under all weights, and near the current ones. `None` until shares are
    /// counted, and where nothing is ranked.
    pub fn leader_shares(&self, comparison: &Comparison, report: &Report) -> Option<String> {
        let (lead, _) = report.lead().zip(report.acceptabilities.ready())?;
        let shares = report.acceptability_of(lead.leader);
        let first = shares.map(|shares| shares.first).unwrap_or_default();
        let leader = comparison.entry(lead.leader);
        let all = self.first_share(leader, &first, lead.is_dominant);
        let local_robustness = lead
            .local_robustness
            .ready()
            .map(|&share| self.local_robustness(share));
        Some(join([all].into_iter().chain(local_robustness), " "))
    }

    /// Describes a stability interval in one short sentence: which entry leads outside its only end, or between which shares
    /// the leader does. Those are rounded inward, to whole percentages or where that leaves none to tenths, so that the
    /// sentence stays true. Of a high end that the slider does not reach, it says that it can be typed.
    pub fn stability_hint(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        stability_interval: &StabilityInterval,
        is_high_reached: bool,
    ) -> String {
        let &StabilityInterval { low, high, .. } = stability_interval;
        if stability_interval.above.is_some() && !is_high_reached {
            let above_alone = StabilityInterval {
                below: None,
                ..stability_interval.clone()
            };
            let typed = STABILITY_INTERVAL_TYPED;
            return self.interval_ends(comparison, leader, &above_alone, typed);
        }
        if stability_interval.below.is_none() || stability_interval.above.is_none() {
            return self.stability_interval(comparison, leader, stability_interval);
        }
        let round = |parts: f64| {
            let low = (parts * low.to_f64() - TOLERANCE).ceil();
            let high = (parts * high.to_f64() + TOLERANCE).floor();
            [low, high].map(|part| part * 100.0 / parts)
        };
        let shares = match round(100.0) {
            [low, high] if low < high => [low, high],
            _ => round(1000.0),
        };
        let [low, high] = shares.map(|share| self.percent(format_tenths(share)));
        let name = &*comparison.entry(leader).name;
        self.fill(LEADS_BETWEEN, &[name, &low, &high])
    }

    /// Describes the ends of a stability interval as shares of the total, in whole percentages that are rounded outward, so
    /// that the sentences stay true. Where that leaves no share outside, they are rounded to tenths.
    pub fn stability_interval(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        stability_interval: &StabilityInterval,
    ) -> String {
        let above = STABILITY_INTERVAL_ABOVE;
        self.interval_ends(comparison, leader, stability_interval, above)
    }

    fn interval_ends(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        stability_interval: &StabilityInterval,
        above_text: Text,
    ) -> String {
        let end = |text, share: Fraction, challenger: Option<EntryIndex>, is_low: bool| {
            let round_outward = |number: f64| {
                if is_low {
                    (number + TOLERANCE).floor()
                } else {
                    (number - TOLERANCE).ceil()
                }
            };
            let whole = round_outward(100.0 * share.to_f64());
            let shown = if 0.0 < whole && whole < 100.0 {
                whole
            } else {
                round_outward(1000.0 * share.to_f64()) / 10.0
            };
            let is_any_outside = if is_low { 0.0 < shown } else { shown < 100.0 };
            let name = &comparison.entry(challenger?).name;
            let shown = self.percent(format_tenths(shown));
            is_any_outside.then(|| self.fill(text, &[&shown, name]))
        };
        let StabilityInterval {
            low,
            high,
            below,
            above,
        } = *stability_interval;
        let ends = [
            end(STABILITY_INTERVAL_BELOW, low, below, true),
            end(above_text, high, above, false),
        ];
        let sentences = join(ends.into_iter().flatten(), " ");
        if sentences.is_empty() {
            self.fill(
                STABILITY_INTERVAL_UNLIMITED,
                &[&comparison.entry(leader).name],
            )
        } else {
            sentences
        }
    }

    /// Describes the part of the differences between the totals that a criterion with this share of the weight decides.
    /// It says so if the two are far apart: by at least 5 percentage points and a factor of 2. A criterion that others work
    /// against can decide more than all of the differences, which readers would take for an error; it is 100% then.
    pub fn variance_share(&self, share: Share, decided: f64) -> String {
        let percent = (100.0 * decided).round().min(100.0);
        let weight = f64::from(share.tenths()) / 10.0;
        let shown = self.percent(percent.abs());
        let is_far = (percent - weight).abs() >= 5.0;
        if percent < 0.0 {
            self.fill(VARIANCE_SHARE_NEGATIVE, &[&self.percent(percent)])
        } else if is_far && (2.0 * percent <= weight || percent >= 2.0 * weight) {
            self.fill(
                VARIANCE_SHARE_UNLIKE_WEIGHT,
                &[&self.percent(share), &shown],
            )
        } else {
            self.fill(VARIANCE_SHARE, &[&shown])
        }
    }

    /// Counts the scores of a criterion that are inferred; empty if none is.
    pub fn inferred_scores(&self, comparison: &Comparison, criterion: CriterionIndex) -> String {
        self.inferred(INFERRED_SCORES, count_inferred(comparison, criterion))
    }

    /// Counts the scores of all criteria that are inferred; empty if none is.
    pub fn inferred_count(&self, comparison: &Comparison) -> String {
        let criteria = comparison.indexed_criteria();
        let counts = criteria.map(|(criterion, _)| count_inferred(comparison, criterion));
        let total = counts.fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
        self.inferred(INFERRED_COUNT, total)
    }

    fn inferred(&self, text: Text, counts: [usize; 2]) -> String {
        match counts {
            [0, _] => String::new(),
            counts => {
                let [inferred, scored] = counts.map(|count| self.number(count));
                self.fill(text, &[&inferred, &scored])
            }
        }
    }

    /// Describes in how many of all sets of weights the first of two entries is ahead of the second.
    pub fn pairwise_winning_index(
        &self,
        comparison: &Comparison,
        entries: [EntryIndex; 2],
        pairwise_winning_index: &PairwiseWinningIndex,
    ) -> String {
        let [first, second] = entries.map(|entry| &*comparison.entry(entry).name);
        let percent = |share: f64| self.percent(format_percent(share));
        if pairwise_winning_index.is_always_tied {
            self.get(ALWAYS_TIED).to_owned()
        } else if pairwise_winning_index.low < pairwise_winning_index.high {
            let shares = [pairwise_winning_index.low, pairwise_winning_index.high].map(percent);
            self.fill(
                PAIRWISE_WINNING_INDEX_RANGE,
                &[first, second, &shares[0], &shares[1]],
            )
        } else {
            self.fill(
                PAIRWISE_WINNING_INDEX,
                &[first, second, &percent(pairwise_winning_index.low)],
            )
        }
    }

    /// Lists the shares of the total at which two entries tie, one slider at a time.
    pub fn tie_shares(&self, comparison: &Comparison, shares: &[(CriterionIndex, f64)]) -> String {
        let shares = shares.iter().map(|&(criterion, share)| {
            let name = &comparison.criterion(criterion).name;
            let share = self.percent(format_tenths(100.0 * share));
            self.fill(TIE_WEIGHT, &[name, &share])
        });
        match shares.reduce(|list, weight| self.fill(OR, &[&list, &weight])) {
            Some(weights) => self.fill(TIE_WEIGHTS, &[&weights]),
            None => self.get(NO_TIE_WEIGHTS).to_owned(),
        }
    }

    /// Introduces the nearest winning weights of an entry, or explains why none exist. Before the list of
    /// [`Texts::weight_changes`], the sentence ends with a colon.
    pub fn nearest_weights(
        &self,
        comparison: &Comparison,
        entry: EntryIndex,
        nearest_weights: &NearestWeights,
    ) -> String {
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        match nearest_weights {
            NearestWeights::Reachable { .. } => self.fill(NEAREST_WEIGHTS, &[name(entry)]),
            NearestWeights::Dominated(other) => self.fill(DOMINATED, &[entry, *other].map(name)),
            NearestWeights::DominatedByCombination(combination) => {
                let combination = combination.iter().map(|&(other, share)| {
                    format!("{} {}", self.percent(format_percent(share)), name(other))
                });
                let combination = join(combination, self.get(COMMA));
                self.fill(DOMINATED_BY_COMBINATION, &[name(entry), &combination])
            }
            NearestWeights::Unknown => self.get(NEAREST_WEIGHTS_UNKNOWN).to_owned(),
        }
    }

    /// Lists the criteria whose weights change, each with its share’s change: “30% → 16.48%”, with fewer decimals where the
    /// sums differ.
    pub fn weight_changes(
        &self,
        comparison: &Comparison,
        from: &Weights,
        to: &Weights,
    ) -> Vec<(CriterionIndex, String)> {
        let criteria = comparison.indexed_criteria();
        let changes = criteria.filter_map(|(criterion, _)| {
            let change = match WeightChange::between(criterion, from, to)? {
                WeightChange::Weight(from, to) => [self.percent(from), self.percent(to)],
                WeightChange::Share(from, to) => [self.percent(from), self.percent(to)],
            };
            Some((criterion, change.join(" → ")))
        });
        changes.collect()
    }

    /// Describes the share of the weight space in which an entry is first, and the range that missing scores allow.
    fn first_share(&self, entry: &Entry, first: &FirstShare, is_dominant: bool) -> String {
        let percent = |share| self.percent(format_percent(share));
        let text = match thousandths(first.share) {
            0..5 => FIRST_SHARE_HARDLY,
            5..995 => FIRST_SHARE,
            _ if is_dominant && first.share == 1.0 => FIRST_SHARE_ALWAYS,
            _ => FIRST_SHARE_NEARLY,
        };
        let sentence = self.fill(text, &[&entry.name, &percent(first.share)]);
        if first.low == first.high {
            return sentence;
        }
        let [low, high] = [first.low, first.high].map(percent);
        format!(
            "{sentence} {}",
            self.fill(FIRST_SHARE_RANGE, &[&low, &high])
        )
    }

    fn local_robustness(&self, share: f64) -> String {
        let reach = self.number(LocalRobustness::REACH);
        let text = if share < 1.0 {
            LOCAL_ROBUSTNESS
        } else {
            LOCAL_ROBUSTNESS_ALWAYS
        };
        self.fill(text, &[&reach, &self.percent(format_percent(share))])
    }

    /// Describes a share of all sets of weights in words: “in about 3 of 8”.
    pub fn frequency(&self, share: f64) -> String {
        let thousandths = thousandths(share);
        let text = match thousandths {
            _ if share == 0.0 => FREQUENCY_NEVER,
            0..5 => FREQUENCY_HARDLY,
            5..995 => FREQUENCY,
            _ if share < 1.0 => FREQUENCY_NEARLY,
            _ => FREQUENCY_ALWAYS,
        };
        let (part, denominator) = simple_fraction(thousandths);
        self.fill(text, &[&self.number(part), &self.number(denominator)])
    }

    /// Formats the bounds of the share of weights under which an entry is first; empty if they are equal.
    pub fn first_share_range(&self, first: &FirstShare) -> String {
        if first.low == first.high {
            return String::new();
        }
        let [low, high] = [first.low, first.high].map(format_percent);
        format!("{}–{}", self.number(low), self.percent(high))
    }
}

/// Formats a share, 0 to 1, as a percentage: an integer, but with one decimal where it would else be rounded to 0 or 100.
pub fn format_percent(share: f64) -> String {
    let tenths = 1000.0 * share;
    let is_near_an_end = tenths > 0.0 && tenths < 10.0 || tenths > 990.0 && tenths < 1000.0;
    format_tenths(if is_near_an_end {
        tenths.clamp(1.0, 999.0) / 10.0
    } else {
        (tenths / 10.0).round()
    })
}

/// Rounds a share to thousandths.
fn thousandths(share: f64) -> u32 {
    (1000.0 * share).round() as u32
}

/// Approximates thousandths, neither 0 nor 1000, by a fraction of small numbers.
fn simple_fraction(thousandths: u32) -> (u32, u32) {
    if thousandths < 100 {
        let denominator = 1000 / thousandths.max(1);
        let rounded = (denominator + 5) / 10 * 10;
        return (
            1,
            if denominator > 20 {
                rounded
            } else {
                denominator
            },
        );
    }
    if thousandths > 900 {
        let (rest, denominator) = simple_fraction(1000 - thousandths);
        return (denominator - rest, denominator);
    }
    let nearest = |denominator| ((thousandths * denominator + 500) / 1000, denominator);
    // The error of the fraction, times its denominator.
    let error = |(part, denominator): (u32, u32)| (1000 * part).abs_diff(thousandths * denominator);
    let fractions = [3, 4, 5, 6, 8, 10].map(nearest).into_iter();
    fractions.fold(nearest(2), |best, other| {
        let is_nearer = error(other) * best.1 < error(best) * other.1;
        if is_nearer { other } else { best }
    })
}

/// Counts the scores of a criterion that are inferred, and all its scores.
fn count_inferred(comparison: &Comparison, criterion: CriterionIndex) -> [usize; 2] {
    let entries = comparison.indexed_entries().map(|(entry, _)| entry);
    let scored = entries.filter(|&entry| comparison.score(criterion, entry).is_some());
    scored.fold([0, 0], |[inferred, scored], entry| {
        let is_inferred = comparison.is_inferred(criterion, entry);
        [inferred + usize::from(is_inferred), scored + 1]
    })
}
