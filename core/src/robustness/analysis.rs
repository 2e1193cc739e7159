use super::report::{EntryShares, Finding, Lead, Report, Verdict};
use super::{
    Acceptability, Contenders, Firmness, Nearby, Standpoint, band, lead_is_open, leads_always,
    least_shift, level_on_top,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::weights::{Locks, Weights};

/// A [`Report`] in the making: the search and the counts are done in slices, so that others get their turn.
///
/// An analysis belongs to one comparison and one filter. When weights or locks change, [`Analysis::set_weights`] keeps
/// what depends on scores and filter only; when the filter changes, [`Analysis::begin`] starts over.
pub struct Analysis {
    progress: Progress,
    /// The entries that have the first rank at present.
    firsts: Vec<EntryIndex>,
    /// The entry that the ranking shows on top, ranked or not.
    top: Option<EntryIndex>,
    /// How many of the report's contenders could be first under some weights: all but perhaps the last, the present
    /// leader.
    contenders: usize,
    /// The count of what is near the present weights, if it has begun and is not over.
    nearby: Option<Nearby>,
    report: Report,
}

/// How far the work that depends on scores and filter only has come.
enum Progress {
    /// The search for the entries that could be first.
    Searching(Contenders),
    /// The count of their shares.
    Counting(Acceptability),
    /// There is nothing left to do.
    Over,
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
        debug_assert_eq!(
            entries.len(),
            ranking.count(),
            "the ranking is of these entries"
        );
        let mut analysis = Analysis {
            progress: Progress::Searching(Contenders::new(comparison, entries)),
            firsts: Vec::new(),
            top: None,
            contenders: 0,
            nearby: None,
            report: Report {
                weights: weights.clone(),
                locks: locks.clone(),
                entries: entries.len(),
                contenders: Finding::Pending,
                lead: Finding::Pending,
                shares: Finding::Pending,
                paths: Finding::Pending,
            },
        };
        analysis.take_ranking(ranking);
        if entries.len() <= Acceptability::MOST_RANKED {
            analysis.search(comparison, u32::MAX);
        }
        analysis.find_lead(comparison, false);
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
        debug_assert_eq!(self.report.entries, ranking.count(), "the entries stay");
        self.take_ranking(ranking);
        if let Finding::Ready(contenders) = &mut self.report.contenders {
            contenders.truncate(self.contenders);
            contenders.extend(self.top.filter(|top| !contenders.contains(top)));
        }
        self.nearby = None;
        self.report.weights = weights.clone();
        self.report.locks = locks.clone();
        self.report.lead = match self.report.contenders {
            // Among too many no one can say what another leader would need, whatever the weights.
            Finding::TooMany => Finding::TooMany,
            Finding::Pending | Finding::Ready(_) => Finding::Pending,
        };
        self.report.paths = Finding::Pending;
        self.find_lead(comparison, false);
    }

    /// Looks at so many entries or sets of weights more, in the comparison that the analysis was begun with; returns
    /// whether the report is complete.
    ///
    /// First come the contenders, then the leader, then the shares of all weights, and at last those nearby. It also
    /// returns after each of these, so a caller that wants the complete report calls it in a loop. What there is to say
    /// of the leader is computed in one go, however many steps that takes.
    pub fn advance(&mut self, comparison: &Comparison, steps: u32) -> bool {
        if matches!(self.progress, Progress::Searching(_)) {
            self.search(comparison, steps);
        } else if !self.has_verdict() {
            self.find_lead(comparison, true);
        } else if let Progress::Counting(shares) = &mut self.progress {
            if shares.advance(steps) {
                self.report.shares = Finding::Ready(entry_shares(shares));
                self.progress = Progress::Over;
            }
        } else if let Some(nearby) = &mut self.nearby {
            if nearby.advance(steps) {
                let share = Finding::Ready(nearby.share());
                self.nearby = None;
                self.set_nearby(share);
            }
        } else if self
            .report
            .lead()
            .is_some_and(|lead| lead.nearby.is_pending())
        {
            self.begin_nearby(comparison);
        }
        self.report.is_complete()
    }

    /// What is known so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What is known so far, without the work in progress.
    pub fn into_report(self) -> Report {
        self.report
    }

    fn take_ranking(&mut self, ranking: &Ranking) {
        self.firsts = ranking.firsts().collect();
        self.top = ranking.rows().first().map(|row| row.entry);
    }

    /// Looks at so many entries more; when all were looked at, the count of shares can begin.
    fn search(&mut self, comparison: &Comparison, entries: u32) {
        let Progress::Searching(contenders) = &mut self.progress else {
            return;
        };
        if !contenders.advance(comparison, entries as usize) {
            return;
        }
        let Progress::Searching(contenders) = std::mem::replace(&mut self.progress, Progress::Over)
        else {
            return;
        };
        let Some(shares) = contenders.finish(comparison) else {
            // Nothing is first of nothing; of too many it can't be said which could be.
            let is_empty = self.report.entries == 0;
            self.report.contenders = is_empty.then(Vec::new).into();
            self.report.lead = is_empty.then_some(None).into();
            self.report.shares = is_empty.then(Vec::new).into();
            return;
        };
        let mut known: Vec<EntryIndex> = shares.contenders().collect();
        self.contenders = known.len();
        known.extend(self.top.filter(|top| !known.contains(top)));
        self.report.contenders = Finding::Ready(known);
        self.progress = Progress::Counting(shares);
    }

    fn has_verdict(&self) -> bool {
        match &self.report.lead {
            Finding::Pending => false,
            Finding::Ready(Some(lead)) => !lead.verdict.is_pending(),
            Finding::Ready(None) | Finding::TooMany => true,
        }
    }

    /// Computes what there is to say of the leader, if the contenders are known; without `time` only as much of it as a
    /// slider's step has room for.
    fn find_lead(&mut self, comparison: &Comparison, time: bool) {
        let Finding::Ready(contenders) = &self.report.contenders else {
            return;
        };
        let Report { weights, locks, .. } = &self.report;
        let criteria = comparison.criteria.len();
        let has_room = |positions: usize| time || positions <= MOST_IN_A_STEP;
        if !has_room(contenders.len() * criteria.pow(2)) {
            return;
        }
        let Some(standpoint) = Standpoint::new(comparison, contenders, weights) else {
            self.report.lead = Finding::Ready(None);
            return;
        };
        let known = self.report.lead.ready().cloned().flatten();
        let mut lead = known.unwrap_or_else(|| {
            let bands = comparison.indexed_criteria();
            let bands = bands.map(|(criterion, _)| band(&standpoint, locks, criterion));
            Lead {
                leader: standpoint.leader(),
                bands: bands.collect(),
                always: leads_always(&standpoint),
                is_open: lead_is_open(&standpoint),
                verdict: Finding::Pending,
                nearby: Finding::Pending,
            }
        });
        if has_room(contenders.len() * criteria.pow(3)) {
            let shift = least_shift(&standpoint, locks);
            let firsts = self.firsts.iter().copied();
            lead.verdict = Finding::Ready(Verdict {
                firmness: Firmness::new(shift.as_ref(), lead.is_open),
                level: level_on_top(comparison, lead.leader, firsts, shift.as_ref(), lead.always),
                shift,
            });
        }
        self.report.lead = Finding::Ready(Some(lead));
    }

    /// Begins to count how often the leader stays first near the present weights, unless that takes too long.
    fn begin_nearby(&mut self, comparison: &Comparison) {
        let Report { weights, .. } = &self.report;
        let (contenders, lead) = (self.report.contenders.ready(), self.report.lead());
        let begun = contenders.zip(lead).and_then(|(contenders, lead)| {
            Nearby::new(comparison, contenders, weights, lead.leader)
        });
        self.nearby = begun;
        if self.nearby.is_none() {
            self.set_nearby(Finding::TooMany);
        }
    }

    fn set_nearby(&mut self, share: Finding<f64>) {
        if let Finding::Ready(Some(lead)) = &mut self.report.lead {
            lead.nearby = share;
        }
    }
}

/// The counts as plain numbers.
fn entry_shares(shares: &Acceptability) -> Vec<EntryShares> {
    let count = shares.contenders().count() as u32;
    let ranks = |entry| (1..=count).map(|rank| shares.at(entry, rank)).collect();
    let entries = shares.contenders();
    entries
        .map(|entry| EntryShares {
            entry,
            first: shares.first(entry),
            ranks: ranks(entry),
        })
        .collect()
}
