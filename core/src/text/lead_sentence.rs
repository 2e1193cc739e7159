//! The sentence that sums up a ranking.

use super::wording::join;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::text::*;
use crate::weights::Weights;

/// Whose weights a sentence says that they are. Published ones are always named as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightsOwner {
    /// Those of the reader whom the sentence addresses: “your weights”.
    Reader,
    /// Those of somebody else, or of nobody in particular: “these weights”.
    Unknown,
    /// The sentence does not say, and is shorter.
    Unnamed,
}

impl Texts {
    /// Sums up a ranking under `weights`: who is first, by how much, and whose weights these are; or why nobody is. The lead
    /// is the difference of the displayed totals.
    ///
    /// Of a ranking without all its entries, at least the first two rows are needed, and those of all leaders.
    pub fn lead_sentence(
        &self,
        comparison: &Comparison,
        weights: &Weights,
        ranking: &Ranking,
        owner: WeightsOwner,
    ) -> String {
        if weights.are_zero() {
            return self.get(ALL_ZERO).to_owned();
        }
        if ranking.entry_count() == 0 {
            return self.get(LEAD_NO_MATCHES).to_owned();
        }
        let owner = match owner {
            WeightsOwner::Unnamed => None,
            _ if *weights == comparison.published_weights() => Some(WITH_PUBLISHED_WEIGHTS),
            WeightsOwner::Reader => Some(WITH_YOUR_WEIGHTS),
            WeightsOwner::Unknown => Some(WITH_THESE_WEIGHTS),
        };
        let fill = |full: Text, short: Text, values: [&str; 3]| match owner {
            Some(owner) => {
                let [first, second, third] = values;
                self.fill(full, &[self.get(owner), first, second, third])
            }
            None => self.fill(short, &values),
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
                    0 => fill(LEAD_NARROW, LEAD_NARROW_SHORT, [leader, next, ""]),
                    tenths => {
                        let shown = self.tenths(tenths as i16);
                        let points =
                            self.fill_plural(LEAD_POINTS, usize::from(tenths / 10), &[&shown]);
                        fill(LEAD, LEAD_SHORT, [leader, &points, next])
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
                fill(LEAD_TIED, LEAD_TIED_SHORT, [&names, "", ""])
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
