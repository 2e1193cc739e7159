use super::vocabulary::{id_in_header, is_removed, name_in_header, unit_in_header};
use crate::dataset::{Comparison, Criterion, Facet, slug};

/// The maximum length of a name, an id or a unit in a header, in characters: all three, with the options, are a text that
/// a reader of the file accepts.
const MAX_LENGTH: usize = 600;

/// The maximum length of a number that makes one of these texts different from another, with its separator.
const MAX_NUMBER: usize = 4;

/// The texts in the header of a CSV file, as a reader of the file finds them: those of the data set, as far as a header can
/// hold them.
pub(super) struct WrittenColumns {
    /// The names of the facets, from each of which a reader derives the facet's id.
    pub(super) facets: Vec<String>,
    /// The criteria, in the order of the comparison.
    pub(super) criteria: Vec<WrittenCriterion>,
}

/// The texts of a criterion in its header.
pub(super) struct WrittenCriterion {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) unit: String,
}

impl WrittenColumns {
    pub(super) fn new(comparison: &Comparison) -> WrittenColumns {
        WrittenColumns {
            facets: facet_names(&comparison.facets),
            criteria: written_criteria(&comparison.criteria),
        }
    }
}

/// Returns a name for each facet: its own if the facet's id can be derived from it, otherwise the id if that derives itself.
/// Any other facet keeps its name, from which another id follows; it is numbered if that id is taken or reserved.
fn facet_names(facets: &[Facet]) -> Vec<String> {
    let exact = facets.iter().map(|facet| {
        let names = [&facet.name, &facet.id].map(|name| shorten(name));
        let mut names = names.into_iter();
        names.find(|name| slug(name) == facet.id && !name.contains(is_removed))
    });
    let exact: Vec<Option<String>> = exact.collect();
    let mut ids: Vec<String> = exact.iter().flatten().map(|name| slug(name)).collect();
    ids.extend(Facet::RESERVED.map(str::to_owned));
    ids.push(String::new());
    let names = facets.iter().zip(exact).map(|(facet, exact)| {
        exact.unwrap_or_else(|| number(shorten(&facet.name), " ", &mut ids, slug))
    });
    names.collect()
}

/// Returns the criteria with texts for their headers. An id that a header can't hold is numbered if another criterion has
/// the one that it becomes.
fn written_criteria(criteria: &[Criterion]) -> Vec<WrittenCriterion> {
    let written = |id: &str| shorten(&id_in_header(id));
    let exact = criteria
        .iter()
        .filter(|criterion| written(&criterion.id) == criterion.id);
    let mut ids: Vec<String> = exact.map(|criterion| criterion.id.clone()).collect();
    let criteria = criteria.iter().map(|criterion| {
        let id = written(&criterion.id);
        WrittenCriterion {
            name: name_in_header(&shorten(&criterion.name)).into_owned(),
            id: match id == criterion.id {
                true => id,
                false => number(id, "-", &mut ids, str::to_owned),
            },
            unit: shorten(&unit_in_header(&criterion.unit)),
        }
    });
    criteria.collect()
}

/// Returns the beginning of a text, without white space at its ends.
fn shorten(text: &str) -> String {
    let beginning: String = text.trim().chars().take(MAX_LENGTH).collect();
    beginning.trim_end().to_owned()
}

/// Returns a text, with a number from 2 after it if its id is taken; adds the id to those.
fn number(
    text: String,
    separator: &str,
    taken: &mut Vec<String>,
    to_id: fn(&str) -> String,
) -> String {
    let beginning: String = text.chars().take(MAX_LENGTH - MAX_NUMBER).collect();
    let (mut numbered, mut number) = (text, 1);
    while taken.contains(&to_id(&numbered)) {
        number += 1;
        numbered = format!("{beginning}{separator}{number}");
    }
    taken.push(to_id(&numbered));
    numbered
}
