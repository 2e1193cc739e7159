use std::rc::Rc;

use super::report::{Deferred, EntryAcceptability, Lead, Report, Verdict};
use super::{
    Baseline, ComparedPair, LocalRobustness, PotentialWinners, RankAcceptability, Robustness,
    co_leader, leader_is_dominant, missing_scores_could_change_leader, smallest_transfer,
    stability_interval,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::shared::Shared;
use crate::weights::{Locks, Weights};

/// The computation of a [`Report`] in slices, so that a page stays responsive.
///
/// An analysis belongs to one comparison and one filter. When weights or locks change, [`Analysis::set_weights`] keeps
/// what depends on scores and filter only; when the filter changes, [`Analysis::begin`] starts over.
pub struct Analysis {
    /// The search for the potential winners, until it is complete.
    search: Option<PotentialWinners>,
    /// The count of rank acceptabilities, while it runs.
    rank_acceptability: Option<RankAcceptability>,
    /// The entry that the ranking shows on top, ranked or not.
    top: Option<EntryIndex>,
    /// The number of the report's entries that are potential winners: all but perhaps the last, the current leader.
    potential_winners: usize,
    /// The entries that the report's pairs are of; empty after the weights have changed.
    compared: Vec<EntryIndex>,
    /// The count of nearby sets of weights, while it runs.
    local_robustness: Option<LocalRobustness>,
    /// The results so far; copies of earlier reports stay as they were.
    report: Shared<Report>,
}

/// The work that is done within one step of a slider at most, in normalized scores that are read. Ten entries with six
/// criteria, which take 360 for the stability intervals and 2,160 for the smallest transfer, take a tenth of a
/// millisecond.
const MAX_SCORES_IN_A_STEP: usize = 20_000;

impl Analysis {
    /// Begins to analyze the robustness of the ranking of some distinct entries.
    ///
    /// `ranking` ranks these entries under these weights; only its first row is read. Results that can be computed within
    /// a step of a slider are in the first [`Analysis::report`] already.
    pub fn begin(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        locks: &Locks,
        ranking: &Ranking,
    ) -> Analysis {
        let mut analysis = Analysis {
            search: Some(PotentialWinners::new(comparison, entries)),
            rank_acceptability: None,
            top: None,
            potential_winners: 0,
            compared: Vec::new(),
            local_robustness: None,
            report: Shared::new(Report {
                weights: weights.clone(),
                locks: locks.clone(),
                entries: entries.len(),
                potential_winners: Deferred::Pending,
                lead: Deferred::Pending,
                acceptabilities: Deferred::Pending,
                pairs: Rc::default(),
            }),
        };
        if entries.len() <= RankAcceptability::MAX_RANKED {
            analysis.search(comparison, u32::MAX);
        }
        analysis.set_weights(comparison, weights, locks, ranking);
        analysis
    }

    /// Continues with other weights or locks, and the ranking of the same entries under them.
    ///
    /// The search for potential winners and the count of their shares continue. Everything that depends on the weights
    /// begins again; as in [`Analysis::begin`], results that take little time are computed at once.
    pub fn set_weights(
        &mut self,
        comparison: &Comparison,
        weights: &Weights,
        locks: &Locks,
        ranking: &Ranking,
    ) {
        debug_assert_eq!(
            self.report.entries,
            ranking.entry_count(),
            "the ranking is of these entries"
        );
        self.top = ranking.rows().first().map(|row| row.entry);
        self.add_top();
        let report = self.report.to_mut();
        self.local_robustness = None;
        report.weights.clone_from(weights);
        report.locks.clone_from(locks);
        // With too many potential winners, the lead is not computed under any weights.
        if !report.lead.is_too_many() {
            report.lead = Deferred::Pending;
        }
        self.compared.clear();
        report.pairs = Rc::default();
        self.find_lead(comparison, false);
    }

    /// Compares each of `entries` with the next, under the report's weights and locks. The entries are those that a reader
    /// compares, in the order of their ranks; comparing the same ones again costs nothing.
    pub fn compare(&mut self, comparison: &Comparison, entries: &[EntryIndex]) {
        if self.compared != entries {
            self.compared = entries.to_vec();
            let report = self.report.to_mut();
            let (weights, locks) = (&report.weights, &report.locks);
            let compare = |&pair: &_| ComparedPair::new(comparison, weights, locks, pair);
            let pairs = entries.array_windows().map(compare).collect();
            report.pairs = Rc::new(pairs);
        }
    }

    /// Processes `steps` more entries or sets of weights, of the comparison that the analysis was begun with; returns
    /// whether the report is complete.
    ///
    /// The stages are the potential winners, the leader, the shares of all sets of weights, and the shares of the nearby
    /// ones. The function also returns after each stage, so a caller that needs the complete report calls it in a loop.
    /// The leader's stage is computed in one call, whatever `steps` is.
    pub fn advance(&mut self, comparison: &Comparison, steps: u32) -> bool {
        if self.search.is_some() {
            self.search(comparison, steps);
        } else if !self.report.has_verdict() {
            self.find_lead(comparison, true);
        } else if let Some(shares) = &mut self.rank_acceptability {
            if shares.advance(steps) {
                let counted = Rc::new(entry_acceptabilities(shares));
                self.report.to_mut().acceptabilities = Deferred::Ready(counted);
                self.rank_acceptability = None;
            }
        } else if let Some(local_robustness) = &mut self.local_robustness {
            if local_robustness.advance(steps) {
                let share = Deferred::Ready(local_robustness.share());
                self.local_robustness = None;
                self.set_local_robustness(share);
            }
        } else if !self.report.is_complete() {
            self.begin_local_robustness(comparison);
        }
        self.report.is_complete()
    }

    /// Returns the results so far: the same allocation until there are more.
    pub fn report(&self) -> &Shared<Report> {
        &self.report
    }

    /// Continues the search for potential winners; once it is complete, the count of their shares can begin.
    fn search(&mut self, comparison: &Comparison, entries: u32) {
        let Some(search) = &mut self.search else {
            return;
        };
        if !search.advance(comparison, entries as usize) {
            return;
        }
        let search = self.search.take();
        self.rank_acceptability = search.and_then(|search| search.finish(comparison));
        let Some(shares) = &self.rank_acceptability else {
            // There are either no entries or too many potential winners.
            let report = self.report.to_mut();
            let is_empty = report.entries == 0;
            report.potential_winners = is_empty.then(Vec::new).into();
            report.lead = is_empty.then_some(None).into();
            report.acceptabilities = is_empty.then(Rc::default).into();
            return;
        };
        let potential_winners: Vec<EntryIndex> = shares.potential_winners().collect();
        self.potential_winners = potential_winners.len();
        self.report.to_mut().potential_winners = Deferred::Ready(potential_winners);
        self.add_top();
    }

    /// Makes the entry on top the last of the potential winners, unless it is one of them.
    fn add_top(&mut self) {
        if let Deferred::Ready(entries) = &mut self.report.to_mut().potential_winners {
            entries.truncate(self.potential_winners);
            entries.extend(self.top.filter(|top| !entries.contains(top)));
        }
    }

    /// Computes the leader's results, if the potential winners are known; unless `has_time`, only as many of them as fit
    /// into a slider's step.
    fn find_lead(&mut self, comparison: &Comparison, has_time: bool) {
        let Report {
            weights,
            locks,
            potential_winners: Deferred::Ready(potential_winners),
            lead,
            ..
        } = self.report.to_mut()
        else {
            return;
        };
        let criteria = comparison.criteria.len();
        let fits = |normalized_scores: usize| has_time || normalized_scores <= MAX_SCORES_IN_A_STEP;
        if !fits(potential_winners.len() * criteria.pow(2)) {
            return;
        }
        let Some(baseline) = Baseline::new(comparison, potential_winners, weights) else {
            *lead = Deferred::Ready(None);
            return;
        };
        if lead.is_pending() {
            let stability_intervals = comparison.indexed_criteria();
            let stability_intervals = stability_intervals
                .map(|(criterion, _)| stability_interval(&baseline, locks, criterion));
            *lead = Deferred::Ready(Some(Lead {
                leader: baseline.leader(),
                stability_intervals: stability_intervals.collect(),
                is_dominant: leader_is_dominant(&baseline),
                missing_scores_could_change_leader: missing_scores_could_change_leader(&baseline),
                verdict: Deferred::Pending,
                local_robustness: Deferred::Pending,
            }));
        }
        if let Deferred::Ready(Some(lead)) = lead
            && fits(potential_winners.len() * criteria.pow(3))
        {
            let transfer = smallest_transfer(&baseline, locks);
            let missing_scores_matter = lead.missing_scores_could_change_leader;
            lead.verdict = Deferred::Ready(Verdict {
                robustness: Robustness::new(transfer.as_ref(), missing_scores_matter),
                co_leader: co_leader(&baseline, transfer.as_ref(), lead.is_dominant),
                transfer,
            });
        }
    }

    /// Begins to count how often the leader stays first near the current weights, unless that takes too long.
    fn begin_local_robustness(&mut self, comparison: &Comparison) {
        let report = &*self.report;
        if let (Some(potential_winners), Some(lead)) =
            (report.potential_winners.ready(), report.lead())
        {
            self.local_robustness =
                LocalRobustness::new(comparison, potential_winners, &report.weights, lead.leader);
        }
        if self.local_robustness.is_none() {
            self.set_local_robustness(Deferred::TooMany);
        }
    }

    fn set_local_robustness(&mut self, share: Deferred<f64>) {
        if let Deferred::Ready(Some(lead)) = &mut self.report.to_mut().lead {
            lead.local_robustness = share;
        }
    }
}

fn entry_acceptabilities(shares: &RankAcceptability) -> Vec<EntryAcceptability> {
    let count = shares.potential_winners().count() as u32;
    let to_acceptability = |entry| {
        let ranks = (1..=count).map(|rank| shares.rank_share(entry, rank));
        EntryAcceptability {
            entry,
            first: shares.first_share(entry),
            ranks: ranks.collect(),
        }
    };
    shares.potential_winners().map(to_acceptability).collect()
}
