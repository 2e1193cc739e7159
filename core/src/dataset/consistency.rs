use super::{Comparison, Decimal, Details, Facet, MISSING_SCORE, NormalizedScores};
use crate::ids::{EntryIndex, FacetIndex, TagIndex};

impl Comparison {
    /// Reports whether indices are valid, lists complete and numbers within their limits, on which all code relies, and
    /// the source’s address is one of the web. Comparisons from JSON and CSV are; decoded bytes may contain anything.
    pub(crate) fn is_consistent(&self) -> bool {
        let has_global = |facet: &Facet| {
            let global = facet.global.map(|tag| usize::from(tag.0));
            global.is_none_or(|tag| tag < facet.tags.len())
        };
        let has_tag = |(facet, tag): &(FacetIndex, TagIndex)| {
            let facet = self.facets.get(usize::from(facet.0));
            facet.is_some_and(|facet| usize::from(tag.0) < facet.tags.len())
        };
        let count = self.criteria.len();
        let mut addresses = self.source.url.iter();
        let mut lists = self.use_cases.iter().map(|use_case| &use_case.entries);
        count != 0
            && count <= Comparison::MAX_CRITERIA
            && self.edition.len() == Comparison::EDITION_LENGTH
            && !self.entries.is_empty()
            && addresses.all(|address| has_web_scheme(address))
            && self.facets.iter().all(has_global)
            && self
                .entries
                .iter()
                .all(|entry| entry.tags.iter().all(has_tag))
            && lists.all(|list| are_valid(list, self))
            && self.are_scores_consistent()
    }

    #[inline]
    fn are_scores_consistent(&self) -> bool {
        let NormalizedScores {
            denominator,
            columns,
        } = &self.normalized_scores;
        let [criteria, entries] = [self.criteria.len(), self.entries.len()];
        let is_pair_consistent = |(score, numerator): (&Option<Decimal>, &u64)| match score {
            Some(score) => score.is_valid() && numerator <= denominator,
            None => *numerator == MISSING_SCORE,
        };
        let is_column_consistent = |(scores, numerators): (&Vec<_>, &Vec<_>)| {
            let mut pairs = scores.iter().zip(numerators);
            scores.len() == entries && numerators.len() == entries && pairs.all(is_pair_consistent)
        };
        let mut ranges = self.criteria.iter().flat_map(|criterion| {
            let ((low, high), (lowest, highest)) = (criterion.range, criterion.observed_range);
            [low, high, lowest, highest]
        });
        *denominator != 0
            && *denominator <= NormalizedScores::MAX_DENOMINATOR as u64
            && self.scores.len() == criteria
            && columns.len() == criteria
            && ranges.all(Decimal::is_valid)
            && self.scores.iter().zip(columns).all(is_column_consistent)
    }
}

impl Details {
    /// Reports whether these can be the details of `comparison`, as [`Comparison::is_consistent`] does.
    pub(crate) fn are_consistent_with(&self, comparison: &Comparison) -> bool {
        let mut addresses = self.urls.iter().flatten();
        let mut entries = self.entries.iter().flatten();
        addresses.all(|address| has_web_scheme(address))
            && entries.all(|entry| are_valid(&entry.alternatives, comparison))
    }
}

/// Reports whether entries are those of a comparison. Inlined, since chunks that share it would need one more request.
#[inline(always)]
fn are_valid(entries: &[EntryIndex], comparison: &Comparison) -> bool {
    let count = comparison.entries.len();
    entries.iter().all(|entry| (entry.0 as usize) < count)
}

/// Reports whether the scheme of an address is `http` or `https`. Inlined, as [`are_valid`] is.
#[inline(always)]
fn has_web_scheme(address: &str) -> bool {
    let [
        b'h' | b'H',
        b't' | b'T',
        b't' | b'T',
        b'p' | b'P',
        rest @ ..,
    ] = address.as_bytes()
    else {
        return false;
    };
    matches!(rest, [b':', ..] | [b's' | b'S', b':', ..])
}
