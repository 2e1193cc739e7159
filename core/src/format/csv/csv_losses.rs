use super::vocabulary::tag_in_cell;
use super::written_columns::{WrittenColumns, WrittenCriterion};
use crate::dataset::{Comparison, Criterion, DataSet, EntryDetails, Facet, Reason, slug};
use crate::format::characters::is_stripped;
use crate::ids::{FacetIndex, TagIndex};

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
    let written = WrittenColumns::new(comparison);
    let criteria = |is_lost: fn(&Criterion, &WrittenCriterion) -> bool| {
        let pairs = comparison.criteria.iter().zip(&written.criteria);
        pairs
            .filter(|(criterion, written)| is_lost(criterion, written))
            .count()
    };
    let facets = |is_lost: fn(&Facet, &str) -> bool| {
        let pairs = comparison.facets.iter().zip(&written.facets);
        pairs.filter(|(facet, name)| is_lost(facet, name)).count()
    };
    let orders: Vec<TagOrder> = comparison
        .indexed_facets()
        .map(|(index, facet)| TagOrder::new(comparison, index, facet))
        .collect();
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
            criteria(|criterion, _| !criterion.short.is_empty()),
            "the short name of 1 criterion",
            "the short names of # criteria",
        ),
        (
            criteria(|criterion, written| criterion.name != written.name),
            "the exact name of 1 criterion",
            "the exact names of # criteria",
        ),
        (
            criteria(|criterion, written| criterion.id != written.id),
            "the exact id of 1 criterion",
            "the exact ids of # criteria",
        ),
        (
            criteria(|criterion, written| criterion.unit != written.unit),
            "the exact unit of 1 criterion",
            "the exact units of # criteria",
        ),
        (
            facets(|facet, name| facet.name != name),
            "the name of 1 facet",
            "the names of # facets",
        ),
        (
            facets(|facet, name| facet.id != slug(name)),
            "the exact id of 1 facet",
            "the exact ids of # facets",
        ),
        (
            tags(|id, name| name != id.replace(is_stripped, "")),
            "the name of 1 tag",
            "the names of # tags",
        ),
        (
            tags(|id, _| id != tag_in_cell(id)),
            "the exact text of 1 tag",
            "the exact texts of # tags",
        ),
        (
            orders.iter().map(|order| order.unused).sum(),
            "1 tag that no entry has",
            "# tags that no entry has",
        ),
        (
            orders.iter().filter(|order| order.is_lost).count(),
            "the order of tags in 1 facet",
            "the order of tags in # facets",
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

/// The order of a facet's tags, which a reader of CSV has from the rows: that of their first entries.
struct TagOrder {
    /// The number of tags that no entry has.
    unused: usize,
    /// `true` if the other tags have another order.
    is_lost: bool,
}

impl TagOrder {
    fn new(comparison: &Comparison, index: FacetIndex, facet: &Facet) -> TagOrder {
        let mut is_used = vec![false; facet.tags.len()];
        let mut found: Vec<TagIndex> = Vec::new();
        for tag in comparison
            .entries
            .iter()
            .flat_map(|entry| entry.tags_in(index))
        {
            if !std::mem::replace(&mut is_used[usize::from(tag.0)], true) {
                found.push(tag);
            }
        }
        TagOrder {
            unused: facet.tags.len() - found.len(),
            is_lost: !found.is_sorted(),
        }
    }
}
