use nojson::JsonValueKind;

use super::facets::read_tags;
use super::read::Ids;
use super::reader::{JsonValue, Reader, members};
use crate::dataset::{Basis, Decimal, Details, Entry, EntryDetails, Feature, Reason, slug};
use crate::format::criterion_builder::CriterionBuilder;
use crate::format::facets::Facets;
use crate::ids::EntryIndex;
use crate::yielder::{ENTRIES_BETWEEN_YIELDS, Yielder, yield_point};

/// Reads the entries, and returns them with their ids; adds their scores to `columns`, and their details to `details`.
pub(super) async fn read_entries(
    reader: &mut Reader,
    items: &[JsonValue<'_>],
    columns: &mut [CriterionBuilder],
    criterion_ids: &Ids,
    facets: &mut (Facets, Ids),
    details: &mut Details,
    yielder: &dyn Yielder,
) -> (Vec<Entry>, Ids) {
    let mut entries = Vec::with_capacity(items.len());
    for (index, &item) in items.iter().enumerate() {
        let entry = read_entry(reader, item, columns, criterion_ids, facets, details);
        entries.push(entry);
        if index % ENTRIES_BETWEEN_YIELDS == 0 {
            yield_point(yielder, index as f32 / items.len() as f32).await;
        }
    }
    let ids = Ids::new(reader, items, entries.iter().map(|entry| &*entry.id));
    for (details, &item) in details.entries.iter_mut().zip(items) {
        let alternatives = read_entry_list(reader, item, "alternatives", &ids);
        if !alternatives.is_empty() {
            details.get_or_insert_default().alternatives = alternatives;
        }
    }
    (entries, ids)
}

/// Reads a list of entry ids under a key.
pub(super) fn read_entry_list(
    reader: &mut Reader,
    object: JsonValue,
    key: &str,
    ids: &Ids,
) -> Vec<EntryIndex> {
    let items = reader.get_list(object, key).into_iter();
    let entries = items.filter_map(|item| {
        let id = reader.parse_id(item);
        let message = "no entry has this id; use one of those under \"entries\"";
        let index = ids.find(reader, &id, item, message)?;
        Some(EntryIndex(index as u32))
    });
    entries.collect()
}

/// Reads an entry without its alternatives, which need the ids of all entries.
fn read_entry(
    reader: &mut Reader,
    item: JsonValue,
    columns: &mut [CriterionBuilder],
    criterion_ids: &Ids,
    facets: &mut (Facets, Ids),
    details: &mut Details,
) -> Entry {
    let name = reader.require_text(item, "name");
    let mut id = reader.get_id(item, "id");
    if id.is_empty() {
        id = slug(&name);
    }
    if id.is_empty() && !name.trim().is_empty() {
        let message = "the name has no letter to make an id from; add an id";
        reader.report(item, "id", message);
    }
    if !reader.has_key(item, "scores") {
        let message = "this is missing; add an object with the scores by criterion";
        reader.report(item, "scores", message);
    }
    let reasons = read_scores(reader, item, columns, criterion_ids);
    let inferred = (0..)
        .zip(&reasons)
        .filter(|(_, reason)| reason.basis == Some(Basis::Inferred));
    let inferred = inferred.fold(0, |bits, (index, _)| bits | 1 << index);
    let features = reader.get_objects(item, "features", usize::MAX).into_iter();
    let features = features.map(|feature| Feature {
        text: reader.require_text(feature, "text"),
        source: reader.get_text(feature, "source"),
    });
    let entry_details = EntryDetails {
        features: features.collect(),
        best_for: reader.get_text(item, "bestFor"),
        consider_if: reader.get_text(item, "considerIf"),
        alternatives: Vec::new(),
        rel: reader.get_rel(item, "rel"),
        reasons,
    };
    let has_details = entry_details != EntryDetails::default();
    details
        .entries
        .push(has_details.then(|| Box::new(entry_details)));
    details.urls.push(reader.get_url(item, "url"));
    Entry {
        id,
        name,
        tagline: reader.get_text(item, "tagline"),
        published_rank: reader
            .get(item, "publishedRank")
            .and_then(|rank| reader.problems.parse_rank(&rank, rank.as_raw_str())),
        tags: read_tags(reader, facets, item),
        inferred,
    }
}

/// Adds an entry's scores to the columns; returns their reasons, if there are any.
fn read_scores(
    reader: &mut Reader,
    entry: JsonValue,
    columns: &mut [CriterionBuilder],
    criterion_ids: &Ids,
) -> Vec<Reason> {
    let mut cell_values = vec![None; columns.len()];
    let mut reasons = vec![Reason::default(); columns.len()];
    let scores = reader.get_object(entry, "scores").into_iter();
    for (id, value) in scores.flat_map(members) {
        let criterion = criterion_ids.find_criterion(reader, &id, value);
        let (score, reason) = read_score(reader, value);
        let Some(criterion) = criterion else { continue };
        let index = usize::from(criterion.0);
        if cell_values[index]
            .is_some_and(|(score, _): (Option<Decimal>, JsonValue)| score.is_some())
        {
            let message = "this criterion has two scores; remove one";
            reader.report(value, "", message);
        }
        cell_values[index] = Some((score, value));
        reasons[index] = reason;
    }
    for (column, cell_value) in columns.iter_mut().zip(cell_values) {
        let (score, location) = cell_value.unwrap_or((None, entry));
        column.push_score(&mut reader.problems, &location, score);
        let is_null = |(_, value): (_, JsonValue)| value.kind() == JsonValueKind::Null;
        column.has_any_cell |= !cell_value.is_none_or(is_null);
    }
    if reasons.iter().all(|reason| *reason == Reason::default()) {
        reasons.clear();
    }
    reasons
}

/// Reads a score and its reason: a number, an object with a number, or `null` if the score is missing.
fn read_score(reader: &mut Reader, value: JsonValue) -> (Option<Decimal>, Reason) {
    match value.kind() {
        JsonValueKind::Null => (None, Reason::default()),
        JsonValueKind::Object => {
            let reason = Reason {
                basis: reader.get_keyword(value, "basis", &Basis::KEYWORDS),
                why: reader.get_text(value, "why"),
                source: reader.get_text(value, "source"),
            };
            if !reader.has_key(value, "value") {
                let message = "this is missing; add a number, or null if there is no score";
                reader.report(value, "value", message);
            }
            match reader.get(value, "value") {
                Some(number) => (reader.parse_decimal(number), reason),
                // A missing score has no reason.
                None => (None, Reason::default()),
            }
        }
        _ => (reader.parse_decimal(value), Reason::default()),
    }
}
