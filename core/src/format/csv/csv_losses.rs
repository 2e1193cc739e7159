use super::vocabulary::{id_in_header, tag_in_cell, unit_in_header};
use crate::dataset::{Criterion, DataSet, EntryDetails, Facet, Reason, slug};

/// Lists the parts of a data set that [`to_csv`](crate::format::to_csv) leaves out or changes, each in a few words.
///
/// ```
/// let data = weigh_in_core::dataset::DataSet::from_json(
///     r#"{ "title": "Best", "criteria": [{ "id": "price", "name": "Price" }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 }, "bestFor": "Thrift" }] }"#,
/// ).expect("a data set without problems");
/// let lost = weigh_in_core::format::csv_losses(&data);
/// assert_eq!(lost, ["the title", "what 1 entry is best for"]);
/// ```
pub fn csv_losses(
    DataSet {
        comparison,
        details,
        ..
    }: &DataSet,
) -> Vec<String> {
    let source = &comparison.source;
    let has_source = !source.name.is_empty() || !source.note.is_empty() || source.url.is_some();
    let single = |is_present, text| (usize::from(is_present), text, text);
    let descriptions = details.criteria.iter().filter(|text| !text.is_empty());
    let criteria =
        |is_lost: fn(&&Criterion) -> bool| comparison.criteria.iter().filter(is_lost).count();
    let facets = |is_lost: fn(&&Facet) -> bool| comparison.facets.iter().filter(is_lost).count();
    let tags = |is_lost: fn(&str, &str) -> bool| {
        let facets = comparison.indexed_facets();
        let tags = facets.flat_map(|(index, facet)| {
            let tags = facet.indexed_tags();
            tags.map(move |(tag, id)| (id, details.tag_name(index, tag)))
        });
        tags.filter(|(id, name)| is_lost(id, name)).count()
    };
    let entry_details = || details.entries.iter().flatten();
    let entries =
        |is_lost: fn(&EntryDetails) -> bool| entry_details().filter(|entry| is_lost(entry)).count();
    let reasons = entry_details().flat_map(|entry| &entry.reasons);
    let reasons = reasons.filter(|reason| **reason != Reason::default());
    // The number of items lost, the text for one item and that for several, with `#` for the number.
    let losses = [
        single(!comparison.id.is_empty(), "the data set’s id"),
        single(!comparison.title.is_empty(), "the title"),
        single(comparison.updated.is_some(), "the month of the update"),
        single(has_source, "the source"),
        single(!comparison.disclaimer.is_empty(), "the disclaimer"),
        (comparison.presets.len(), "1 preset", "# presets"),
        (comparison.use_cases.len(), "1 use case", "# use cases"),
        (
            details.guide.len(),
            "1 section of the guide",
            "# sections of the guide",
        ),
        (
            descriptions.count(),
            "the description of 1 criterion",
            "the descriptions of # criteria",
        ),
        (
            criteria(|criterion| !criterion.short.is_empty()),
            "the short name of 1 criterion",
            "the short names of # criteria",
        ),
        (
            criteria(|criterion| criterion.id != id_in_header(&criterion.id)),
            "spaces or brackets in 1 criterion’s id",
            "spaces or brackets in # criteria’s ids",
        ),
        (
            criteria(|criterion| criterion.unit != unit_in_header(&criterion.unit)),
            "square brackets in 1 unit",
            "square brackets in # units",
        ),
        (
            facets(|facet| slug(&facet.name) != facet.id && facet.name != facet.id),
            "the name of 1 facet",
            "the names of # facets",
        ),
        (
            facets(|facet| slug(&facet.id) != facet.id),
            "capitals, spaces or symbols in 1 facet’s id",
            "capitals, spaces or symbols in # facets’ ids",
        ),
        (
            tags(|id, name| name != id),
            "the name of 1 tag",
            "the names of # tags",
        ),
        (
            tags(|id, _| id != tag_in_cell(id)),
            "semicolons in 1 tag",
            "semicolons in # tags",
        ),
        (
            reasons.count(),
            "the reason of 1 score",
            "the reasons of # scores",
        ),
        (
            entries(|entry| !entry.features.is_empty()),
            "the features of 1 entry",
            "the features of # entries",
        ),
        (
            entries(|entry| !entry.best_for.is_empty()),
            "what 1 entry is best for",
            "what # entries are best for",
        ),
        (
            entries(|entry| !entry.consider_if.is_empty()),
            "when to consider 1 entry",
            "when to consider # entries",
        ),
        (
            entries(|entry| !entry.alternatives.is_empty()),
            "the alternatives to 1 entry",
            "the alternatives to # entries",
        ),
    ];
    let lost = losses.into_iter().filter(|(count, ..)| *count > 0);
    lost.map(|(count, singular, plural)| match count {
        1 => singular.to_owned(),
        _ => plural.replace('#', &count.to_string()),
    })
    .collect()
}
