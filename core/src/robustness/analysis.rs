use std::rc::Rc;

use super::report::{EntryShares, Finding, Lead, Report, Verdict};
use super::{
    Acceptability, Contenders, Firmness, Nearby, Standpoint, band, lead_is_open, leads_always,
    least_shift, level_on_top,
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
    search: Option<Contenders>,
    /// The count of their shares, if it has begun and is not over.
    shares: Option<Acceptability>,
    /// The entry that the ranking shows on top, ranked or not.
    top: Option<EntryIndex>,
    /// How many of the report's contenders could be first under some weights: all but perhaps the last, the present
    /// leader.
    contenders: usize,
    /// The count of what is near the present weights, if it has begun and is not over.
    nearby: Option<Nearby>,
    /// What is known; whoever has a copy keeps it as it was.
    report: Shared<Report>,
}

/// How much is computed within one step of a slider at most, in positions that are looked at. Ten entries with six
/// criteria, for which there are 360 for the bands and 2,160 for the least shift, take a tenth of a millisecond.
const MOST_IN_A_STEP: usize = 20_000;

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
            search: Some(Contenders::new(comparison, entries)),
            shares: None,
            top: None,
            contenders: 0,
            nearby: None,
            report: Shared::new(Report {
                weights: weights.clone(),
                locks: locks.clone(),
                entries: entries.len(),
                contenders: Finding::Pending,
                lead: Finding::Pending,
                shares: Finding::Pending,
            }),
        };
        if entries.len() <= Acceptability::MOST_RANKED {
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
        if let Finding::Ready(contenders) = &mut report.contenders {
            contenders.truncate(self.contenders);
            contenders.extend(self.top.filter(|top| !contenders.contains(top)));
        }
        self.nearby = None;
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
        } else if let Some(nearby) = &mut self.nearby {
            if nearby.advance(steps) {
                let share = Finding::Ready(nearby.share());
                self.nearby = None;
                self.set_nearby(share);
            }
        } else if !self.report.is_complete() {
            self.begin_nearby(comparison);
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
            report.contenders = is_empty.then(Vec::new).into();
            report.lead = is_empty.then_some(None).into();
            report.shares = is_empty.then(Rc::default).into();
            return;
        };
        let mut known: Vec<EntryIndex> = shares.contenders().collect();
        self.contenders = known.len();
        known.extend(self.top.filter(|top| !known.contains(top)));
        self.report.to_mut().contenders = Finding::Ready(known);
    }

    /// Computes what there is to say of the leader, if the contenders are known; without `time` only as much of it as a
    /// slider's step has room for.
    fn find_lead(&mut self, comparison: &Comparison, time: bool) {
        let Report {
            weights,
            locks,
            contenders: Finding::Ready(contenders),
            lead,
            ..
        } = self.report.to_mut()
        else {
            return;
        };
        let criteria = comparison.criteria.len();
        let has_room = |positions: usize| time || positions <= MOST_IN_A_STEP;
        if !has_room(contenders.len() * criteria.pow(2)) {
            return;
        }
        let Some(standpoint) = Standpoint::new(comparison, contenders, weights) else {
            *lead = Finding::Ready(None);
            return;
        };
        if lead.is_pending() {
            let bands = comparison.indexed_criteria();
            let bands = bands.map(|(criterion, _)| band(&standpoint, locks, criterion));
            *lead = Finding::Ready(Some(Lead {
                leader: standpoint.leader(),
                bands: bands.collect(),
                always: leads_always(&standpoint),
                is_open: lead_is_open(&standpoint),
                verdict: Finding::Pending,
                nearby: Finding::Pending,
            }));
        }
        if let Finding::Ready(Some(lead)) = lead
            && has_room(contenders.len() * criteria.pow(3))
        {
            let shift = least_shift(&standpoint, locks);
            lead.verdict = Finding::Ready(Verdict {
                firmness: Firmness::new(shift.as_ref(), lead.is_open),
                level: level_on_top(&standpoint, shift.as_ref(), lead.always),
                shift,
            });
        }
    }

    /// Begins to count how often the leader stays first near the present weights, unless that takes too long.
    fn begin_nearby(&mut self, comparison: &Comparison) {
        let report = &*self.report;
        if let (Some(contenders), Some(lead)) = (report.contenders.ready(), report.lead()) {
            self.nearby = Nearby::new(comparison, contenders, &report.weights, lead.leader);
        }
        if self.nearby.is_none() {
            self.set_nearby(Finding::TooMany);
        }
    }

    fn set_nearby(&mut self, share: Finding<f64>) {
        if let Finding::Ready(Some(lead)) = &mut self.report.to_mut().lead {
            lead.nearby = share;
        }
    }
}

/// The counts as plain numbers.
fn entry_shares(shares: &Acceptability) -> Vec<EntryShares> {
    let count = shares.contenders().count() as u32;
    let of = |entry| EntryShares {
        entry,
        first: shares.first(entry),
        ranks: (1..=count).map(|rank| shares.at(entry, rank)).collect(),
    };
    shares.contenders().map(of).collect()
}
