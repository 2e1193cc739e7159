use crate::dataset::{Comparison, Entry, Facet};
use crate::ids::{FacetIndex, TagIndex, UseCaseIndex};

/// What a reader has narrowed the entries to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// For every facet, in their order.
    selections: Vec<FacetSelection>,
    /// The need that the entries shall meet.
    pub use_case: Option<UseCaseIndex>,
    /// What shall stand in an entry's name or tagline, in any case; blanks around it don't matter.
    pub search: String,
}

/// What is chosen in a facet; everything passes where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FacetSelection {
    /// In the order of the facet's tags.
    tags: Vec<TagIndex>,
    /// Whether an entry needs all of them; else any will do.
    pub all: bool,
}

/// One of the things that a [`Filter`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterClause {
    /// The choice in a facet.
    Facet(FacetIndex),
    /// The use case.
    UseCase,
    /// The text.
    Search,
}

impl Filter {
    /// From so many entries on it is worth the while to search them.
    pub const MIN_ENTRIES_TO_SEARCH: usize = 20;

    /// The filter that everything passes.
    pub fn open(comparison: &Comparison) -> Filter {
        Filter {
            selections: vec![FacetSelection::default(); comparison.facets.len()],
            use_case: None,
            search: String::new(),
        }
    }

    /// What is chosen in a facet.
    pub fn selection(&self, facet: FacetIndex) -> &FacetSelection {
        &self.selections[usize::from(facet.0)]
    }

    /// What is chosen in a facet, to change it.
    pub fn selection_mut(&mut self, facet: FacetIndex) -> &mut FacetSelection {
        &mut self.selections[usize::from(facet.0)]
    }

    /// What it asks for.
    pub fn parts(&self) -> Vec<FilterClause> {
        let facets = (0..).map(FacetIndex).zip(&self.selections);
        let chosen = facets.filter(|(_, selection)| !selection.tags.is_empty());
        let mut parts: Vec<FilterClause> = chosen
            .map(|(facet, _)| FilterClause::Facet(facet))
            .collect();
        parts.extend(self.use_case.map(|_| FilterClause::UseCase));
        if !self.search.trim().is_empty() {
            parts.push(FilterClause::Search);
        }
        parts
    }

    /// The same filter, not asking for one thing.
    pub fn without(&self, part: FilterClause) -> Filter {
        let mut filter = self.clone();
        match part {
            FilterClause::Facet(facet) => *filter.selection_mut(facet) = FacetSelection::default(),
            FilterClause::UseCase => filter.use_case = None,
            FilterClause::Search => filter.search.clear(),
        }
        filter
    }

    /// Which entries pass, by entry.
    pub fn passing(&self, comparison: &Comparison) -> Vec<bool> {
        let parts = self.parts();
        let text: Vec<char> = self.search.trim().chars().map(lower).collect();
        let meets = |part: &FilterClause, index, entry: &Entry| match *part {
            FilterClause::Facet(facet) => {
                let selection = self.selection(facet);
                selection.matches(comparison.facet(facet), &|tag| {
                    entry.tags.contains(&(facet, tag))
                })
            }
            FilterClause::UseCase => self
                .use_case
                .is_none_or(|chosen| comparison.use_case(chosen).entries.contains(&index)),
            FilterClause::Search => includes(&entry.name, &text) || includes(&entry.tagline, &text),
        };
        comparison
            .indexed_entries()
            .map(|(index, entry)| parts.iter().all(|part| meets(part, index, entry)))
            .collect()
    }

    /// How many entries pass.
    pub fn count(&self, comparison: &Comparison) -> usize {
        self.passing(comparison)
            .iter()
            .filter(|&&passes| passes)
            .count()
    }

    /// For every tag of a facet, how many entries would pass if it were chosen too, or were the only one where
    /// any will do; given which pass, as [`Filter::passing`] tells.
    pub fn counts(
        &self,
        comparison: &Comparison,
        facet: FacetIndex,
        passing: &[bool],
    ) -> Vec<usize> {
        let mut filter = self.clone();
        let selection = filter.selection_mut(facet);
        let chosen = std::mem::take(&mut selection.tags);
        let is_chosen = !chosen.is_empty();
        let chosen = if selection.all { chosen } else { Vec::new() };
        let others = is_chosen.then(|| filter.passing(comparison));
        let passing = others.as_deref().unwrap_or(passing);
        let described = comparison.facet(facet);
        let mut counts = vec![0; described.tags.len()];
        for (index, entry) in comparison.indexed_entries() {
            if !passing[index.0 as usize] {
                continue;
            }
            let has = |tag| entry.tags.contains(&(facet, tag));
            let is_global = described.global.is_some_and(has);
            if is_global {
                counts.iter_mut().for_each(|count| *count += 1);
            } else if chosen.iter().all(|&tag| has(tag)) {
                entry
                    .tags_in(facet)
                    .for_each(|tag| counts[usize::from(tag.0)] += 1);
            }
        }
        counts
    }
}

impl FacetSelection {
    /// The chosen tags, in the order of the facet.
    pub fn tags(&self) -> &[TagIndex] {
        &self.tags
    }

    /// Whether a tag is chosen.
    pub fn contains(&self, tag: TagIndex) -> bool {
        self.tags.contains(&tag)
    }

    /// Chooses a tag, or takes the choice back.
    pub fn toggle(&mut self, tag: TagIndex) {
        match self.tags.binary_search(&tag) {
            Ok(place) => drop(self.tags.remove(place)),
            Err(place) => self.tags.insert(place, tag),
        }
    }

    /// Whether an entry that has these tags is asked for. The facet's global tag stands for every tag.
    fn matches(&self, facet: &Facet, has: &dyn Fn(TagIndex) -> bool) -> bool {
        if facet.global.is_some_and(has) {
            return true;
        }
        let mut chosen = self.tags.iter();
        if self.all {
            chosen.all(|&tag| has(tag))
        } else {
            chosen.any(|&tag| has(tag))
        }
    }
}

/// Whether a text has another one in it, which is in lower case; without regard to its own case. The standard
/// library's search weighs more than names are worth.
fn includes(text: &str, part: &[char]) -> bool {
    let Some(&first) = part.first() else {
        return false;
    };
    // No letter beyond ASCII has a lower case within it, so a byte tells whether a letter can be the first: the two
    // cases of an ASCII letter differ by one bit.
    let (looked_at, case, start) = match u8::try_from(first) {
        Ok(byte) if byte.is_ascii() => (0xFF, 0x20, byte | 0x20),
        _ => (0xC0, 0, 0xC0),
    };
    let mut places = text.bytes().enumerate();
    places.any(|(place, byte)| {
        (byte & looked_at) | case == start && {
            let rest = text.get(place..).unwrap_or_default().chars();
            let letters = rest.map(lower).take(part.len());
            letters.eq(part.iter().copied())
        }
    })
}

/// The lower case of a letter of the alphabets in wide use. The standard library's tables of all of
/// them weigh more than all else that filters do.
#[inline(never)]
fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let lower = match code {
        // Latin, Greek and Cyrillic; × and the gap in the Greek alphabet are no letters.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        // Greek letters with accents, and the sigma at the end of a word.
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E | 0x38F => code + 63,
        0x3C2 => 0x3C3,
        // Armenian.
        0x531..=0x556 => code + 48,
        // Where capitals and small letters take turns, the capital is the even one,
        0x100..=0x12F
        | 0x132..=0x137
        | 0x14A..=0x177
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F
        | 0x1E00..=0x1E95
        | 0x1EA0..=0x1EFF => code | 1,
        // or here the odd one.
        0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE => code + code % 2,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn letters_in_wide_use_have_the_lower_case_of_unicode() {
        let letters = ('\0'..='\u{17E}')
            .chain('\u{386}'..='\u{3AB}')
            .chain('\u{400}'..='\u{4CE}')
            .chain('\u{531}'..='\u{556}')
            .chain('\u{1E00}'..='\u{1E95}')
            .filter(|letter| letter.is_uppercase());
        for letter in letters {
            // İ has two characters in lower case, and Ÿ is among the capitals alone.
            if !['İ', 'Ÿ', 'Ӏ'].contains(&letter) {
                let expected: String = letter.to_lowercase().collect();
                assert_eq!(lower(letter).to_string(), expected, "{letter}");
            }
        }
    }

    #[test]
    fn what_is_no_capital_stays() {
        assert_eq!(lower('ς'), 'σ');
        for letter in "az09×÷ßñžſπяա漢🙂 ".chars() {
            assert_eq!(lower(letter), letter);
        }
    }
}
