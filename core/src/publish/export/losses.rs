use super::csv::{id_in_header, tag_in_cell, unit_in_header};
use crate::dataset::{Comparison, Criterion, DataSet, Details, EntryDetails, Facet, Reason, slug};
use crate::ids::EntryIndex;

/// What of a data set [`to_csv`](super::to_csv) leaves out or changes, each in a few words.
///
/// ```
/// let data = weigh_in_core::dataset::DataSet::from_json(
///     r#"{ "title": "Best", "criteria": [{ "id": "price", "name": "Price" }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 }, "bestFor": "Thrift" }] }"#,
/// ).expect("a data set without problems");
/// let lost = weigh_in_core::publish::lost_in_csv(&data);
/// assert_eq!(lost, ["the title", "what 1 entry is best for"]);
/// ```
pub fn lost_in_csv(
    DataSet {
        comparison,
        details,
    }: &DataSet,
) -> Vec<String> {
    let kinds = [
        lost_of_the_set(comparison, details),
        lost_of_criteria(comparison, details),
        lost_of_facets(comparison, details),
        lost_of_entries(comparison, details),
    ];
    let lost = kinds.into_iter().flatten().filter(|loss| loss.count > 0);
    lost.map(|Loss { count, one, many }| match count {
        1 => one.to_owned(),
        _ => many.replace('#', &count.to_string()),
    })
    .collect()
}

/// Something of which so many are lost, in the words for one and those for `#`.
struct Loss {
    count: usize,
    one: &'static str,
    many: &'static str,
}

fn loss(count: usize, one: &'static str, many: &'static str) -> Loss {
    Loss { count, one, many }
}

fn lost_of_the_set(comparison: &Comparison, details: &Details) -> Vec<Loss> {
    let source = &comparison.source;
    let has_source = !source.name.is_empty() || !source.note.is_empty() || source.url.is_some();
    let single = |is_there, what| loss(usize::from(is_there), what, what);
    let sections = details.guide.len();
    vec![
        single(!comparison.id.is_empty(), "the data set’s id"),
        single(!comparison.title.is_empty(), "the title"),
        single(comparison.updated.is_some(), "the month of the update"),
        single(has_source, "the source"),
        single(!comparison.disclaimer.is_empty(), "the disclaimer"),
        loss(comparison.presets.len(), "1 preset", "# presets"),
        loss(comparison.use_cases.len(), "1 use case", "# use cases"),
        loss(
            sections,
            "1 section of the guide",
            "# sections of the guide",
        ),
    ]
}

fn lost_of_criteria(comparison: &Comparison, details: &Details) -> Vec<Loss> {
    let criteria =
        |is_lost: fn(&&Criterion) -> bool| comparison.criteria.iter().filter(is_lost).count();
    vec![
        loss(
            details
                .criteria
                .iter()
                .filter(|text| !text.is_empty())
                .count(),
            "the description of 1 criterion",
            "the descriptions of # criteria",
        ),
        loss(
            criteria(|criterion| criterion.id != id_in_header(&criterion.id)),
            "blanks or brackets in 1 criterion’s id",
            "blanks or brackets in # criteria’s ids",
        ),
        loss(
            criteria(|criterion| criterion.unit != unit_in_header(&criterion.unit)),
            "square brackets in 1 unit",
            "square brackets in # units",
        ),
    ]
}

fn lost_of_facets(comparison: &Comparison, details: &Details) -> Vec<Loss> {
    let facets = |is_lost: fn(&&Facet) -> bool| comparison.facets.iter().filter(is_lost).count();
    let tags = |is_lost: fn(&str, &str) -> bool| {
        let facets = comparison.indexed_facets();
        let tags = facets.flat_map(|(index, facet)| {
            let tags = facet.indexed_tags();
            tags.map(move |(tag, id)| (id, details.tag_name(index, tag)))
        });
        tags.filter(|(id, name)| is_lost(id, name)).count()
    };
    vec![
        loss(
            facets(|facet| slug(&facet.name) != facet.id && facet.name != facet.id),
            "the name of 1 facet",
            "the names of # facets",
        ),
        loss(
            facets(|facet| slug(&facet.id) != facet.id),
            "capitals, blanks or signs in 1 facet’s id",
            "capitals, blanks or signs in # facets’ ids",
        ),
        loss(
            tags(|id, name| name != id),
            "the name of 1 tag",
            "the names of # tags",
        ),
        loss(
            tags(|id, _| id != tag_in_cell(id)),
            "semicolons in 1 tag",
            "semicolons in # tags",
        ),
    ]
}

fn lost_of_entries(comparison: &Comparison, details: &Details) -> Vec<Loss> {
    let of = |(entry, _): (EntryIndex, _)| details.entry(entry);
    let entries = || comparison.indexed_entries().map(of);
    let told = |is_lost: fn(&&EntryDetails) -> bool| entries().filter(is_lost).count();
    let reasons = entries().flat_map(|entry| &entry.reasons);
    vec![
        loss(
            reasons
                .filter(|reason| **reason != Reason::default())
                .count(),
            "the reason of 1 score",
            "the reasons of # scores",
        ),
        loss(
            told(|entry| !entry.features.is_empty()),
            "the features of 1 entry",
            "the features of # entries",
        ),
        loss(
            told(|entry| !entry.best_for.is_empty()),
            "what 1 entry is best for",
            "what # entries are best for",
        ),
        loss(
            told(|entry| !entry.consider_if.is_empty()),
            "when to consider 1 entry",
            "when to consider # entries",
        ),
        loss(
            told(|entry| !entry.alternatives.is_empty()),
            "the alternatives to 1 entry",
            "the alternatives to # entries",
        ),
    ]
}
