use std::cmp::Reverse;

use crate::dataset::{Comparison, Entry, Facet};
use crate::ids::{FacetIndex, TagIndex, UseCaseIndex};

/// The filter by which a reader narrows the entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// By facet.
    selections: Vec<FacetSelection>,
    /// The use case that the entries must meet.
    pub use_case: Option<UseCaseIndex>,
    /// The text that an entry's name or tagline must contain, ignoring case and surrounding whitespace.
    pub search: String,
}

/// The selection in a facet; every entry matches if it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FacetSelection {
    /// In the order of the facet's tags.
    tags: Vec<TagIndex>,
    /// Whether an entry must have all selected tags, not any of them.
    pub match_all: bool,
}

/// One condition of a [`Filter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterClause {
    /// The selection in a facet.
    Facet(FacetIndex),
    /// The use case.
    UseCase,
    /// The search text.
    Search,
}

impl Filter {
    /// The number of entries from which a search field is offered.
    pub const MIN_ENTRIES_TO_SEARCH: usize = 20;

    /// Creates the filter without conditions, which every entry matches.
    pub fn none(comparison: &Comparison) -> Filter {
        Filter {
            selections: vec![FacetSelection::default(); comparison.facets.len()],
            use_case: None,
            search: String::new(),
        }
    }

    /// Returns the selection in a facet.
    pub fn selection(&self, facet: FacetIndex) -> &FacetSelection {
        &self.selections[usize::from(facet.0)]
    }

    /// Returns the selection in a facet, to change it.
    pub fn selection_mut(&mut self, facet: FacetIndex) -> &mut FacetSelection {
        &mut self.selections[usize::from(facet.0)]
    }

    /// Returns the conditions of the filter: the facets in their order, the use case, the search text.
    pub fn clauses(&self) -> Vec<FilterClause> {
        let facets = (0..).map(FacetIndex).zip(&self.selections);
        let selected = facets.filter(|(_, selection)| !selection.tags.is_empty());
        let clauses = selected.map(|(facet, _)| FilterClause::Facet(facet));
        let mut clauses: Vec<FilterClause> = clauses.collect();
        clauses.extend(self.use_case.map(|_| FilterClause::UseCase));
        if !self.search.trim().is_empty() {
            clauses.push(FilterClause::Search);
        }
        clauses
    }

    /// Returns the filter without one condition.
    pub fn without(&self, clause: FilterClause) -> Filter {
        let mut filter = self.clone();
        match clause {
            FilterClause::Facet(facet) => *filter.selection_mut(facet) = FacetSelection::default(),
            FilterClause::UseCase => filter.use_case = None,
            FilterClause::Search => filter.search.clear(),
        }
        filter
    }

    /// Reports whether each entry matches, by entry.
    pub fn matching(&self, comparison: &Comparison) -> Vec<bool> {
        let clauses = self.clauses();
        let text: Vec<char> = self.search.trim().chars().map(to_lower).collect();
        let meets = |clause: &FilterClause, index, entry: &Entry| match *clause {
            FilterClause::Facet(facet) => {
                let has = |tag| entry.tags.contains(&(facet, tag));
                let selection = self.selection(facet);
                selection.matches(comparison.facet(facet), &has)
            }
            FilterClause::UseCase => self
                .use_case
                .is_none_or(|use_case| comparison.use_case(use_case).entries.contains(&index)),
            FilterClause::Search => includes(&entry.name, &text) || includes(&entry.tagline, &text),
        };
        comparison
            .indexed_entries()
            .map(|(index, entry)| clauses.iter().all(|clause| meets(clause, index, entry)))
            .collect()
    }

    /// Counts the entries that match.
    pub fn count(&self, comparison: &Comparison) -> usize {
        let matching = self.matching(comparison).into_iter();
        matching.filter(|&matches| matches).count()
    }

    /// Returns the conditions without each of which entries would match, with their number; the most first.
    pub fn removable(&self, comparison: &Comparison) -> Vec<(FilterClause, usize)> {
        let counts = self.clauses().into_iter();
        let counts = counts.map(|clause| (clause, self.without(clause).count(comparison)));
        let mut counts: Vec<_> = counts.filter(|&(_, count)| count > 0).collect();
        counts.sort_by_key(|&(_, count)| Reverse(count));
        counts
    }

    /// Counts, for every tag of a facet, the entries that would match if the tag were selected: in addition to the
    /// selected ones where all are required, in place of them where any will do.
    ///
    /// `matching` is the result of [`Filter::matching`].
    pub fn count_by_tag(
        &self,
        comparison: &Comparison,
        facet: FacetIndex,
        matching: &[bool],
    ) -> Vec<usize> {
        let mut filter = self.clone();
        let selection = filter.selection_mut(facet);
        let mut required = std::mem::take(&mut selection.tags);
        let has_selection = !required.is_empty();
        required.retain(|_| selection.match_all);
        let matching_others = has_selection.then(|| filter.matching(comparison));
        let matching = matching_others.as_deref().unwrap_or(matching);
        let Facet { tags, global, .. } = comparison.facet(facet);
        let mut counts = vec![0; tags.len()];
        for (index, entry) in comparison.indexed_entries() {
            if !matching[index.0 as usize] {
                continue;
            }
            let has = |tag| entry.tags.contains(&(facet, tag));
            if global.is_some_and(has) {
                counts.iter_mut().for_each(|count| *count += 1);
            } else if required.iter().all(|&tag| has(tag)) {
                entry
                    .tags_in(facet)
                    .for_each(|tag| counts[usize::from(tag.0)] += 1);
            }
        }
        counts
    }
}

impl FacetSelection {
    /// Returns the selected tags, in the order of the facet.
    pub fn tags(&self) -> &[TagIndex] {
        &self.tags
    }

    /// Reports whether a tag is selected.
    pub fn contains(&self, tag: TagIndex) -> bool {
        self.tags.contains(&tag)
    }

    /// Selects or deselects a tag.
    pub fn toggle(&mut self, tag: TagIndex) {
        match self.tags.binary_search(&tag) {
            Ok(index) => drop(self.tags.remove(index)),
            Err(index) => self.tags.insert(index, tag),
        }
    }

    /// Reports whether an entry with these tags matches. The facet's global tag stands for every tag.
    fn matches(&self, facet: &Facet, has: &dyn Fn(TagIndex) -> bool) -> bool {
        if facet.global.is_some_and(has) {
            return true;
        }
        let mut selected = self.tags.iter();
        if self.match_all {
            selected.all(|&tag| has(tag))
        } else {
            selected.any(|&tag| has(tag))
        }
    }
}

/// Reports whether a text contains a lower-case pattern, ignoring the text's case. The standard library's search would
/// add more bytes than a search of names is worth.
fn includes(text: &str, pattern: &[char]) -> bool {
    let Some(&first) = pattern.first() else {
        return false;
    };
    // No letter outside ASCII has its lower case in ASCII, so one byte decides whether a letter can be the first: the
    // two cases of an ASCII letter differ by one bit.
    let (mask, case_bit, start) = match u8::try_from(first) {
        Ok(byte) if byte.is_ascii() => (0xFF, 0x20, byte | 0x20),
        _ => (0xC0, 0, 0xC0),
    };
    let mut bytes = text.bytes().enumerate();
    bytes.any(|(index, byte)| {
        (byte & mask) | case_bit == start && {
            let rest = text.get(index..).unwrap_or_default().chars();
            let letters = rest.map(to_lower).take(pattern.len());
            letters.eq(pattern.iter().copied())
        }
    })
}

/// Converts a letter of the alphabets in wide use to lower case. The standard library's tables of all alphabets have
/// more bytes than the rest of the filters.
#[inline(never)]
fn to_lower(letter: char) -> char {
    let code = u32::from(letter);
    let to_lower = match code {
        // Latin, Greek and Cyrillic; × and the gap in the Greek alphabet are not letters.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        // Greek letters with accents, and final sigma.
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E | 0x38F => code + 63,
        0x3C2 => 0x3C3,
        // Armenian.
        0x531..=0x556 => code + 48,
        // Where capital and small letters alternate, the capital is even,
        0x100..=0x12F
        | 0x132..=0x137
        | 0x14A..=0x177
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F
        | 0x1E00..=0x1E95
        | 0x1EA0..=0x1EFF => code | 1,
        // or, in these blocks, odd.
        0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE => code + code % 2,
        _ => code,
    };
    char::from_u32(to_lower).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::to_lower;

    #[test]
    fn letters_in_wide_use_have_the_lower_case_of_unicode() {
        let letters = ('\0'..='\u{17E}')
            .chain('\u{386}'..='\u{3AB}')
            .chain('\u{400}'..='\u{4CE}')
            .chain('\u{531}'..='\u{556}')
            .chain('\u{1E00}'..='\u{1E95}')
            .filter(|letter| letter.is_uppercase());
        for letter in letters {
            // İ has two characters in lower case, and Ÿ and Ӏ break the alternation.
            if !['İ', 'Ÿ', 'Ӏ'].contains(&letter) {
                let expected: String = letter.to_lowercase().collect();
                assert_eq!(to_lower(letter).to_string(), expected, "{letter}");
            }
        }
    }

    #[test]
    fn other_characters_keep_their_case() {
        assert_eq!(to_lower('ς'), 'σ');
        for letter in "az09×÷ßñžſπяա漢🙂 ".chars() {
            assert_eq!(to_lower(letter), letter);
        }
    }
}
