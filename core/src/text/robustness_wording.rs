//! Every sentence about how robust a ranking is: the widget and the command both get them here.

use super::wording::joined;
use crate::dataset::{Comparison, Entry};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::{
    FirstShare, IntervalEnd, Lead, LocalRobustness, NearestWeights, PairwiseWinningIndex, Report,
    Robustness, StabilityInterval, Verdict,
};
use crate::text::*;
use crate::weights::{Change, Weights};

impl Texts {
    /// “Fairly firm”.
    pub fn robustness(&self, robustness: Robustness) -> &str {
        self.get(match robustness {
            Robustness::Fragile => FRAGILE,
            Robustness::Moderate => MODERATE,
            Robustness::Robust => ROBUST,
        })
    }

    /// What would end a lead, or that nothing does; and whether missing scores could.
    pub fn verdict(&self, comparison: &Comparison, lead: &Lead, verdict: &Verdict) -> String {
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        let why = match (&verdict.transfer, verdict.level) {
            (Some(_), Some(level)) => self.fill(LEVEL_ON_TOP, &[lead.leader, level].map(name)),
            (Some(transfer), None) => {
                let points = self.number(tenths_of(transfer.points()));
                let criterion = |index| &*comparison.criterion(index).name;
                let [from, to] = [transfer.from, transfer.to].map(criterion);
                self.fill(SHIFT, &[&points, from, to, name(transfer.rival)])
            }
            (None, Some(level)) => self.fill(LEVEL_ALWAYS, &[lead.leader, level].map(name)),
            (None, None) if lead.is_dominant => self.fill(ALWAYS_FIRST, &[name(lead.leader)]),
            (None, None) => self.fill(NO_SHIFT, &[name(lead.leader)]),
        };
        let gaps = lead.could_change.then(|| self.get(GAPS_COULD).to_owned());
        joined([why].into_iter().chain(gaps), " ")
    }

    /// That a movement of weights has made an entry first.
    pub fn now_first(&self, comparison: &Comparison, leader: EntryIndex) -> String {
        self.fill(NOW_FIRST, &[&comparison.entry(leader).name])
    }

    /// How often the leader is first: under all weights, and near the present ones. `None` until shares are counted, and
    /// where nothing is ranked.
    pub fn leader_shares(&self, comparison: &Comparison, report: &Report) -> Option<String> {
        let (lead, _) = report.lead().zip(report.shares.ready())?;
        let shares = report.shares_of(lead.leader);
        let first = shares.map(|shares| shares.first).unwrap_or_default();
        let leader = comparison.entry(lead.leader);
        let all = self.first_of_all(leader, &first, lead.is_dominant);
        let local_robustness = lead
            .local_robustness
            .ready()
            .map(|&share| self.local_robustness(share));
        Some(joined([all].into_iter().chain(local_robustness), " "))
    }

    /// Who takes over at which weights of a criterion, for those who don't see its slider.
    pub fn stability_interval(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        ends: &[Option<IntervalEnd>; 2],
    ) -> String {
        let end = |end: IntervalEnd| (self.number(tenths_of(end.weight)), end.challenger);
        self.challengers(comparison, leader, ends.map(|place| place.map(end)))
    }

    /// Who takes over at which shares of the total of a criterion.
    pub fn stability_interval_in_shares(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        stability_interval: &StabilityInterval,
    ) -> String {
        let ends = [
            (stability_interval.low, stability_interval.below),
            (stability_interval.high, stability_interval.above),
        ];
        let ends = ends.map(|(share, challenger)| {
            let share = self.percent(tenths_of(100.0 * share.to_f64()));
            Some((share, challenger?))
        });
        self.challengers(comparison, leader, ends)
    }

    fn challengers(
        &self,
        comparison: &Comparison,
        leader: EntryIndex,
        [below, above]: [Option<(String, EntryIndex)>; 2],
    ) -> String {
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        let ends = [(BAND_BELOW, below), (BAND_ABOVE, above)].into_iter();
        let ends = ends.filter_map(|(text, end)| {
            let (place, challenger) = end?;
            Some(self.fill(text, &[&place, name(challenger)]))
        });
        let sentences = joined(ends, " ");
        if sentences.is_empty() {
            self.fill(BAND_ANY, &[name(leader)])
        } else {
            sentences
        }
    }

    /// Under how many of all weights the first of two entries is ahead of the second.
    pub fn pairwise_winning_index(
        &self,
        comparison: &Comparison,
        entries: [EntryIndex; 2],
        pairwise_winning_index: &PairwiseWinningIndex,
    ) -> String {
        let [first, second] = entries.map(|entry| &*comparison.entry(entry).name);
        let percent = |share: f64| self.percent(percent_of(share));
        if pairwise_winning_index.level {
            self.get(ALWAYS_LEVEL).to_owned()
        } else if pairwise_winning_index.low < pairwise_winning_index.high {
            let shares = [pairwise_winning_index.low, pairwise_winning_index.high].map(percent);
            self.fill(DUEL_BETWEEN, &[first, second, &shares[0], &shares[1]])
        } else {
            self.fill(DUEL, &[first, second, &percent(pairwise_winning_index.low)])
        }
    }

    /// The weights at which two entries are level, one slider at a time.
    pub fn tie_weights(
        &self,
        comparison: &Comparison,
        weights: &[(CriterionIndex, f64)],
    ) -> String {
        let weights = weights.iter().map(|&(criterion, weight)| {
            let name = &comparison.criterion(criterion).name;
            format!("{name} {}", self.number(tenths_of(weight)))
        });
        let weights = joined(weights, self.get(COMMA));
        if weights.is_empty() {
            self.get(NO_TIP).to_owned()
        } else {
            self.fill(TIPS, &[&weights])
        }
    }

    /// What would put an entry first, or why nothing does. Before the changes of weights, of
    /// [`Texts::weight_changes`], it ends with a colon.
    pub fn path(
        &self,
        comparison: &Comparison,
        entry: EntryIndex,
        path: &NearestWeights,
    ) -> String {
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        match path {
            NearestWeights::Reachable { movement, .. } => {
                let points = self.number(tenths_of(50.0 * movement));
                self.fill(WAY, &[name(entry), &points])
            }
            NearestWeights::Dominated(other) => self.fill(DOMINATED, &[entry, *other].map(name)),
            NearestWeights::DominatedByCombination(parts) => {
                let parts = parts.iter().map(|&(other, part)| {
                    format!("{} {}", self.percent(percent_of(part)), name(other))
                });
                let parts = joined(parts, self.get(COMMA));
                self.fill(DOMINATED_BY_MIXTURE, &[name(entry), &parts])
            }
            NearestWeights::Unknown => self.get(NO_WAY).to_owned(),
        }
    }

    /// The criteria whose weights change, with how: “30 → 16.48”, or as shares of the total where the sums differ.
    pub fn weight_changes(
        &self,
        comparison: &Comparison,
        from: &Weights,
        to: &Weights,
    ) -> Vec<(CriterionIndex, String)> {
        let criteria = comparison.indexed_criteria();
        let changes = criteria.filter_map(|(criterion, _)| {
            let change = match Change::of(criterion, from, to)? {
                Change::Weight(from, to) => [self.number(from), self.number(to)],
                Change::Share(from, to) => [self.percent(from), self.percent(to)],
            };
            Some((criterion, change.join(" → ")))
        });
        changes.collect()
    }

    /// “Evertas is first in about 3 of 8 weightings (37 %).”
    fn first_of_all(&self, entry: &Entry, first: &FirstShare, always: bool) -> String {
        let percent = |share| self.percent(percent_of(share));
        let shown = if first.low == first.high {
            percent(first.share)
        } else {
            let shares = [first.share, first.low, first.high].map(percent);
            self.fill(GAPS_RANGE, &shares.each_ref().map(|share| &**share))
        };
        let (thousandths, fraction) = self.fraction(first.share);
        let text = match thousandths {
            0..5 => FIRST_HARDLY,
            5..995 => FIRST_IN,
            _ if always && first.share == 1.0 => FIRST_ALWAYS,
            _ => FIRST_NEARLY,
        };
        let [part, whole] = &fraction;
        self.fill(text, &[&entry.name, &shown, part, whole])
    }

    /// How often the leader stays first near to the present weights.
    fn local_robustness(&self, share: f64) -> String {
        let reach = self.number(LocalRobustness::REACH);
        self.fill(NEARBY, &[&reach, &self.percent(percent_of(share))])
    }

    /// A share of weightings in words: “in about 3 of 8”.
    pub fn often(&self, share: f64) -> String {
        let (thousandths, fraction) = self.fraction(share);
        let text = match thousandths {
            _ if share == 0.0 => OFTEN_NEVER,
            0..5 => OFTEN_HARDLY,
            5..995 => OFTEN,
            _ if share < 1.0 => OFTEN_NEARLY,
            _ => OFTEN_ALWAYS,
        };
        self.fill(text, &fraction.each_ref().map(|number| &**number))
    }

    /// A share in thousandths, and as part and whole in small numbers.
    fn fraction(&self, share: f64) -> (u32, [String; 2]) {
        let thousandths = (1000.0 * share).round() as u32;
        let (part, whole) = simple_fraction(thousandths);
        (thousandths, [part, whole].map(|number| self.number(number)))
    }

    /// The least and the greatest share of weightings in which an entry is first; empty if they are the same.
    pub fn low_and_high(&self, first: &FirstShare) -> String {
        if first.low == first.high {
            return String::new();
        }
        let [low, high] = [first.low, first.high].map(percent_of);
        format!("{}–{}", self.number(low), self.percent(high))
    }
}

/// A share, from 0 to 1, in percent: whole ones, but with a decimal where else it would look like nothing or all.
pub fn percent_of(share: f64) -> String {
    let tenths = 1000.0 * share;
    let is_near_an_end = tenths > 0.0 && tenths < 10.0 || tenths > 990.0 && tenths < 1000.0;
    tenths_of(if is_near_an_end {
        tenths.clamp(1.0, 999.0) / 10.0
    } else {
        (tenths / 10.0).round()
    })
}

/// A fraction in small numbers that is near to so many thousandths, neither none nor all of them.
fn simple_fraction(thousandths: u32) -> (u32, u32) {
    if thousandths < 100 {
        let whole = 1000 / thousandths.max(1);
        let rounded = (whole + 5) / 10 * 10;
        return (1, if whole > 20 { rounded } else { whole });
    }
    if thousandths > 900 {
        let (rest, whole) = simple_fraction(1000 - thousandths);
        return (whole - rest, whole);
    }
    let nearest = |whole| ((thousandths * whole + 500) / 1000, whole);
    // How far the fraction is off, times its denominator.
    let off = |(part, whole): (u32, u32)| (1000 * part).abs_diff(thousandths * whole);
    let fractions = [3, 4, 5, 6, 8, 10].map(nearest).into_iter();
    fractions.fold(nearest(2), |best, other| {
        let is_nearer = off(other) * best.1 < off(best) * other.1;
        if is_nearer { other } else { best }
    })
}
