use std::rc::Rc;

use super::Shared;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{Ranking, Standing, published_ranks, standings};
use crate::session::Session;
use crate::weights::Shares;

/// A session and what is derived from it. A state is never changed, only replaced.
pub struct State {
    /// The reader's settings.
    pub session: Session,
    /// The visible rows of the ranking of the entries that match the filter.
    pub shown: Ranking,
    /// The standings of the visible entries among all entries, in the same order.
    pub overall_standings: Vec<Option<Standing>>,
    /// The ranks that the source published for the visible entries, in the same order.
    pub published_ranks: Vec<Option<u32>>,
    /// Whether each entry matches the filter, by entry. States with an equal filter share the allocation.
    pub matching: Rc<Vec<bool>>,
    /// The weights' shares of the total, in whole percentages.
    pub shares: Shares,
}

impl State {
    /// Derives the state of a session, reusing the `previous` one's matches if the filter is the same.
    pub(super) fn new(
        comparison: &Comparison,
        session: Session,
        previous: Option<&State>,
    ) -> Shared<State> {
        let same = previous.filter(|previous| previous.session.filter == session.filter);
        let matching = match same {
            Some(previous) => previous.matching.clone(),
            None => Rc::new(session.filter.matching(comparison)),
        };
        let weights = &session.weights;
        let max_rows = session.rows as usize;
        let keep = |entry: EntryIndex| matching[entry.0 as usize];
        let shown = Ranking::with_filter(comparison, weights, &keep, max_rows);
        let entries: Vec<EntryIndex> = shown.rows().iter().map(|row| row.entry).collect();
        let overall_standings = if shown.entry_count() < comparison.entries.len() {
            standings(comparison, weights, &|_| true, &entries)
        } else {
            shown.rows().iter().map(|row| row.standing).collect()
        };
        Shared::new(State {
            overall_standings,
            published_ranks: published_ranks(comparison, &entries),
            shares: Shares::in_whole_percent(weights),
            shown,
            matching,
            session,
        })
    }

    /// Iterates over the entries that match the filter, in the order of the data.
    pub fn matching_entries(&self) -> impl Iterator<Item = EntryIndex> {
        let entries = (0..).map(EntryIndex).zip(&*self.matching);
        entries.filter_map(|(entry, &matches)| matches.then_some(entry))
    }

    /// Reports whether the filter hides some entries.
    pub fn is_filtered(&self) -> bool {
        self.shown.entry_count() < self.matching.len()
    }
}
