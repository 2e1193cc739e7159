//! The sentence that sums up a ranking.

use super::wording::join;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::text::*;
use crate::weights::Weights;

impl Texts {
    /// Sums up a ranking under `weights`: who is first, by how much, and whose weights these are, unless `is_short`; or why
    /// nobody is. The lead is the difference of the displayed totals.
    ///
    /// Of a ranking without all its entries, at least the first two rows are needed, and those of all leaders.
    pub fn lead_sentence(
        &self,
        comparison: &Comparison,
        weights: &Weights,
        ranking: &Ranking,
        is_short: bool,
    ) -> String {
        if weights.are_zero() {
            return self.get(ALL_ZERO).to_owned();
        }
        if ranking.entry_count() == 0 {
            return self.get(LEAD_NO_MATCHES).to_owned();
        }
        let is_published = *weights == comparison.published_weights();
        let choose = |short, own, published| match (is_short, is_published) {
            (true, _) => short,
            (false, true) => published,
            (false, false) => own,
        };
        let name = |entry: EntryIndex| &*comparison.entry(entry).name;
        let leaders: Vec<&str> = ranking.leaders().map(name).collect();
        let totals = ranking.rows().iter().map_while(|row| row.standing);
        let points: Vec<u16> = totals
            .take(2)
            .map(|standing| standing.total.points().tenths())
            .collect();
        let (shown, all) = (ranking.entry_count(), comparison.entries.len());
        let is_filtered = shown < all;
        let sentence = match (&*leaders, &*points) {
            ([], _) => self.get(LEAD_NONE).to_owned(),
            // Where a filter leaves one entry, the number of matches says it all.
            (_, &[_]) if is_filtered && shown == 1 => String::new(),
            (&[leader], &[] | &[_]) => self.fill(LEAD_ONLY, &[leader]),
            (&[leader], &[first, second, ..]) => {
                let next = name(ranking.rows()[1].entry);
                match first - second {
                    0 => self.fill(
                        choose(LEAD_NARROW_SHORT, LEAD_NARROW, LEAD_NARROW_PUBLISHED),
                        &[leader, next],
                    ),
                    tenths => {
                        let shown = self.tenths(tenths as i16);
                        let points =
                            self.fill_plural(LEAD_POINTS, usize::from(tenths / 10), &[&shown]);
                        self.fill(
                            choose(LEAD_SHORT, LEAD, LEAD_PUBLISHED),
                            &[leader, &points, next],
                        )
                    }
                }
            }
            (&[first, second, ref others @ ..], _) => {
                let names = match others.len() {
                    0 => self.fill(AND, &[first, second]),
                    more => {
                        let shown = self.number(more);
                        self.fill_plural(LEAD_OTHERS, more, &[first, second, &shown])
                    }
                };
                self.fill(
                    choose(LEAD_TIED_SHORT, LEAD_TIED, LEAD_TIED_PUBLISHED),
                    &[&names],
                )
            }
        };
        let matches = is_filtered.then(|| {
            let numbers = [self.number(shown), self.number(all)];
            self.fill_plural(LEAD_OF_MATCHES, shown, &[&numbers[0], &numbers[1]])
        });
        let sentence = Some(sentence).filter(|sentence| !sentence.is_empty());
        join(sentence.into_iter().chain(matches), " ")
    }
}
