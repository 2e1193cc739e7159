use std::rc::Rc;

use super::report::{EntryShares, Finding, Lead, Report, Verdict};
use super::{
    Baseline, LocalRobustness, PotentialWinners, RankAcceptability, Robustness, co_leader,
    leader_is_dominant, missing_scores_could_change_leader, smallest_transfer, stability_interval,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::shared::Shared;
use crate::weights::{Locks, Weights};

/// A [`Report`] in the making: the search and the counts are done in slices, so that others get their turn.
///
/// An analysis belongs to one comparison and one filter. When weights or locks change, [`Analysis::set_weights`] keeps
/// what depends on scores and filter only; when the filter changes, [`Analysis::begin`] starts over.
pub struct Analysis {
    /// The search for the entries that could be first, if it is not over.
    search: Option<PotentialWinners>,
    /// The count of their shares, if it has begun and is not over.
    shares: Option<RankAcceptability>,
    /// The entry that the ranking shows on top, ranked or not.
    top: Option<EntryIndex>,
    /// How many of the report's contenders could be first under some weights: all but perhaps the last, the present
    /// leader.
    potential_winners: usize,
    /// The count of what is near the present weights, if it has begun and is not over.
    local_robustness: Option<LocalRobustness>,
    /// What is known; whoever has a copy keeps it as it was.
    report: Shared<Report>,
}

/// How much is computed within one step of a slider at most, in positions that are looked at. Ten entries with six
/// criteria, for which there are 360 for the bands and 2,160 for the least shift, take a tenth of a millisecond.
const MAX_SCORES_IN_A_STEP: usize = 20_000;

impl Analysis {
    /// Begins to analyze how robust the ranking of some entries is, each of which is there once.
    ///
    /// `ranking` ranks these entries under these weights; only its first rows are looked at. What takes no longer
    /// than a slider's step has room for is in the first [`Analysis::report`] already.
    pub fn begin(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        locks: &Locks,
        ranking: &Ranking,
    ) -> Analysis {
        let mut analysis = Analysis {
            search: Some(PotentialWinners::new(comparison, entries)),
            shares: None,
            top: None,
            potential_winners: 0,
            local_robustness: None,
            report: Shared::new(Report {
                weights: weights.clone(),
                locks: locks.clone(),
                entries: entries.len(),
                potential_winners: Finding::Pending,
                lead: Finding::Pending,
                shares: Finding::Pending,
            }),
        };
        if entries.len() <= RankAcceptability::MAX_RANKED {
            analysis.search(comparison, u32::MAX);
        }
        analysis.set_weights(comparison, weights, locks, ranking);
        analysis
    }

    /// Goes on with other weights or locks, and the ranking of the same entries under them.
    ///
    /// The search for contenders and the shares go on from where they are. What depends on the weights begins again;
    /// as in [`Analysis::begin`], what takes little time is computed at once.
    pub fn set_weights(
        &mut self,
        comparison: &Comparison,
        weights: &Weights,
        locks: &Locks,
        ranking: &Ranking,
    ) {
        debug_assert_eq!(
            self.report.entries,
            ranking.count(),
            "the ranking is of these entries"
        );
        self.top = ranking.rows().first().map(|row| row.entry);
        let report = self.report.to_mut();
        if let Finding::Ready(potential_winners) = &mut report.potential_winners {
            potential_winners.truncate(self.potential_winners);
            potential_winners.extend(self.top.filter(|top| !potential_winners.contains(top)));
        }
        self.local_robustness = None;
        report.weights.clone_from(weights);
        report.locks.clone_from(locks);
        // Among too many no one can say what another leader would need, whatever the weights.
        if !report.lead.is_too_many() {
            report.lead = Finding::Pending;
        }
        self.find_lead(comparison, false);
    }

    /// Looks at so many entries or sets of weights more, in the comparison that the analysis was begun with; returns
    /// whether the report is complete.
    ///
    /// First come the contenders, then the leader, then the shares of all weights, and at last those nearby. It also
    /// returns after each of these, so a caller that wants the complete report calls it in a loop. What there is to say
    /// of the leader is computed in one go, however many steps that takes.
    pub fn advance(&mut self, comparison: &Comparison, steps: u32) -> bool {
        if self.search.is_some() {
            self.search(comparison, steps);
        } else if !self.report.has_verdict() {
            self.find_lead(comparison, true);
        } else if let Some(shares) = &mut self.shares {
            if shares.advance(steps) {
                let known = Rc::new(entry_shares(shares));
                self.report.to_mut().shares = Finding::Ready(known);
                self.shares = None;
            }
        } else if let Some(local_robustness) = &mut self.local_robustness {
            if local_robustness.advance(steps) {
                let share = Finding::Ready(local_robustness.share());
                self.local_robustness = None;
                self.set_local_robustness(share);
            }
        } else if !self.report.is_complete() {
            self.begin_local_robustness(comparison);
        }
        self.report.is_complete()
    }

    /// What is known so far: the same value until there is more.
    pub fn report(&self) -> &Shared<Report> {
        &self.report
    }

    /// Looks at so many entries more; when all were looked at, the count of shares can begin.
    fn search(&mut self, comparison: &Comparison, entries: u32) {
        let Some(search) = &mut self.search else {
            return;
        };
        if !search.advance(comparison, entries as usize) {
            return;
        }
        let search = self.search.take();
        self.shares = search.and_then(|search| search.finish(comparison));
        let Some(shares) = &self.shares else {
            // Nothing is first of nothing; of too many it can't be said which could be.
            let report = self.report.to_mut();
            let is_empty = report.entries == 0;
            report.potential_winners = is_empty.then(Vec::new).into();
            report.lead = is_empty.then_some(None).into();
            report.shares = is_empty.then(Rc::default).into();
            return;
        };
        let mut known: Vec<EntryIndex> = shares.potential_winners().collect();
        self.potential_winners = known.len();
        known.extend(self.top.filter(|top| !known.contains(top)));
        self.report.to_mut().potential_winners = Finding::Ready(known);
    }

    /// Computes what there is to say of the leader, if the contenders are known; without `time` only as much of it as a
    /// slider's step has room for.
    fn find_lead(&mut self, comparison: &Comparison, time: bool) {
        let Report {
            weights,
            locks,
            potential_winners: Finding::Ready(potential_winners),
            lead,
            ..
        } = self.report.to_mut()
        else {
            return;
        };
        let criteria = comparison.criteria.len();
        let has_room = |normalized_scores: usize| time || normalized_scores <= MAX_SCORES_IN_A_STEP;
        if !has_room(potential_winners.len() * criteria.pow(2)) {
            return;
        }
        let Some(baseline) = Baseline::new(comparison, potential_winners, weights) else {
            *lead = Finding::Ready(None);
            return;
        };
        if lead.is_pending() {
            let stability_intervals = comparison.indexed_criteria();
            let stability_intervals = stability_intervals
                .map(|(criterion, _)| stability_interval(&baseline, locks, criterion));
            *lead = Finding::Ready(Some(Lead {
                leader: baseline.leader(),
                stability_intervals: stability_intervals.collect(),
                is_dominant: leader_is_dominant(&baseline),
                could_change: missing_scores_could_change_leader(&baseline),
                verdict: Finding::Pending,
                local_robustness: Finding::Pending,
            }));
        }
        if let Finding::Ready(Some(lead)) = lead
            && has_room(potential_winners.len() * criteria.pow(3))
        {
            let transfer = smallest_transfer(&baseline, locks);
            lead.verdict = Finding::Ready(Verdict {
                robustness: Robustness::new(transfer.as_ref(), lead.could_change),
                level: co_leader(&baseline, transfer.as_ref(), lead.is_dominant),
                transfer,
            });
        }
    }

    /// Begins to count how often the leader stays first near the present weights, unless that takes too long.
    fn begin_local_robustness(&mut self, comparison: &Comparison) {
        let report = &*self.report;
        if let (Some(potential_winners), Some(lead)) =
            (report.potential_winners.ready(), report.lead())
        {
            self.local_robustness =
                LocalRobustness::new(comparison, potential_winners, &report.weights, lead.leader);
        }
        if self.local_robustness.is_none() {
            self.set_local_robustness(Finding::TooMany);
        }
    }

    fn set_local_robustness(&mut self, share: Finding<f64>) {
        if let Finding::Ready(Some(lead)) = &mut self.report.to_mut().lead {
            lead.local_robustness = share;
        }
    }
}

/// The counts as plain numbers.
fn entry_shares(shares: &RankAcceptability) -> Vec<EntryShares> {
    let count = shares.potential_winners().count() as u32;
    let of = |entry| EntryShares {
        entry,
        first: shares.first(entry),
        ranks: (1..=count).map(|rank| shares.at(entry, rank)).collect(),
    };
    shares.potential_winners().map(of).collect()
}
