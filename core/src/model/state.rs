use std::rc::Rc;

use super::Shared;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{Ranking, Standing, published_ranks, standings};
use crate::session::Session;
use crate::weights::Shares;

/// A session and what follows from it; never changed, only replaced.
pub struct State {
    /// What a reader has set.
    pub session: Session,
    /// The entries that pass the filter, ranked among themselves: those that are on the screen.
    pub shown: Ranking,
    /// Where they stand among all, in the same order.
    pub overall: Vec<Option<Standing>>,
    /// The ranks that the source published for them, in the same order.
    pub published: Vec<Option<u32>>,
    /// Which entries pass the filter, by entry. The same value stands for the same filter.
    pub passing: Rc<Vec<bool>>,
    /// The weights' shares of the total.
    pub shares: Shares,
}

impl State {
    /// The state of a session that takes the place of another.
    pub(super) fn new(
        comparison: &Comparison,
        session: Session,
        former: Option<&State>,
    ) -> Shared<State> {
        let same = former.filter(|former| former.session.filter == session.filter);
        let passing = match same {
            Some(former) => former.passing.clone(),
            None => Rc::new(session.filter.passing(comparison)),
        };
        let weights = &session.weights;
        let most = session.rows as usize;
        let keep = |entry: EntryIndex| passing[entry.0 as usize];
        let shown = Ranking::among(comparison, weights, &keep, most);
        let entries: Vec<EntryIndex> = shown.rows().iter().map(|row| row.entry).collect();
        let overall = if shown.count() < comparison.entries.len() {
            standings(comparison, weights, &|_| true, &entries)
        } else {
            shown.rows().iter().map(|row| row.standing).collect()
        };
        Shared::new(State {
            overall,
            published: published_ranks(comparison, &entries),
            shares: Shares::new(weights),
            shown,
            passing,
            session,
        })
    }

    /// Whether some entries are hidden.
    pub fn is_narrowed(&self) -> bool {
        self.shown.count() < self.passing.len()
    }
}
