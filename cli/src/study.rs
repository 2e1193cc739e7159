use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    Acceptability, Band, Firmness, Nearby, PathToFirst, Shift, Standpoint, band, lead_is_open,
    leads_always, least_shift, level_on_top, path_to_first,
};
use weigh_in_core::weights::Locks;

/// How firm a data set's ranking is at the published weights.
pub(super) struct Study {
    pub(super) shares: Acceptability,
    /// `None` if nothing is ranked.
    pub(super) lead: Option<Lead>,
    /// What would put an entry first, for those that the ranking shows first; empty if nothing is ranked.
    pub(super) paths: Vec<(EntryIndex, PathToFirst)>,
}

/// What is to be told of the first.
pub(super) struct Lead {
    pub(super) leader: EntryIndex,
    /// Another that has the same total: whatever the weights, or until the slightest change.
    pub(super) level: Option<EntryIndex>,
    pub(super) firmness: Firmness,
    pub(super) shift: Option<Shift>,
    /// Whether it is first whatever the weights.
    pub(super) always: bool,
    /// Whether missing scores leave it open who is really first.
    pub(super) is_open: bool,
    /// By criterion.
    pub(super) bands: Vec<Band>,
    /// In what share of the weightings nearby it stays first; `None` if that takes too long.
    pub(super) nearby: Option<f64>,
}

impl Study {
    /// `None` if there are too many entries.
    pub(super) fn new(comparison: &Comparison) -> Option<Study> {
        let all = comparison.indexed_entries().map(|(entry, _)| entry);
        let mut shares = Acceptability::new(comparison, &all.collect::<Vec<_>>())?;
        shares.advance(comparison, Acceptability::POINTS);
        let weights = comparison.published_weights();
        let most = Acceptability::MOST_RANKED;
        let ranking = Ranking::among(comparison, &weights, &|_| true, most);
        // Nobody else can be in the way to the first place.
        let contenders = shares.contenders_with_first(&ranking);
        let lead = Standpoint::new(comparison, &contenders, &weights)
            .map(|standpoint| Lead::new(comparison, &standpoint, &contenders, &ranking));
        let path = |entry| path_to_first(comparison, &contenders, &weights, entry);
        let rows = ranking.rows().iter().filter(|_| lead.is_some());
        let paths = rows.map(|row| (row.entry, path(row.entry))).collect();
        Some(Study {
            shares,
            lead,
            paths,
        })
    }
}

impl Lead {
    fn new(
        comparison: &Comparison,
        standpoint: &Standpoint,
        contenders: &[EntryIndex],
        ranking: &Ranking,
    ) -> Lead {
        let leader = standpoint.leader();
        let weights = comparison.published_weights();
        let shift = least_shift(standpoint, &Locks::default());
        let always = leads_always(standpoint);
        let is_open = lead_is_open(standpoint);
        let criteria = comparison.indexed_criteria();
        let bands = criteria.map(|(criterion, _)| band(standpoint, &Locks::default(), criterion));
        let nearby = Nearby::new(comparison, contenders, &weights, leader);
        Lead {
            leader,
            level: level_on_top(comparison, leader, ranking.firsts(), shift.as_ref(), always),
            firmness: Firmness::new(shift.as_ref(), is_open),
            shift,
            always,
            is_open,
            bands: bands.collect(),
            nearby: nearby.map(|mut nearby| {
                nearby.advance(comparison, Nearby::POINTS);
                nearby.share()
            }),
        }
    }
}
