use nojson::JsonValueKind;

use super::Ids;
use super::facets::Facets;
use super::reader::{Json, Reader, members};
use crate::comparison::{Basis, Entry, EntryIndex, Feature, Score};

/// Reads the entries, and which of them each id stands for.
pub(super) fn read_entries(
    reader: &mut Reader,
    items: &[Json],
    criteria: usize,
    criterion_ids: &Ids,
    facets: &mut Facets,
) -> (Vec<Entry>, Ids) {
    let read = |&item: &Json| read_entry(reader, item, criteria, criterion_ids, facets);
    let mut entries: Vec<Entry> = items.iter().map(read).collect();
    let ids = Ids::of(reader, items, entries.iter().map(|entry| &*entry.id));
    for (entry, &item) in entries.iter_mut().zip(items) {
        entry.alternatives = read_entry_list(reader, item, "alternatives", &ids);
    }
    (entries, ids)
}

/// The entries that the list under a key names.
pub(super) fn read_entry_list(
    reader: &mut Reader,
    object: Json,
    key: &str,
    ids: &Ids,
) -> Vec<EntryIndex> {
    let items = reader.list(object, key).into_iter();
    let entries = items.filter_map(|item| {
        let id = reader.text_of(item);
        let place = ids.find(
            reader,
            &id,
            item,
            "entry",
            "write one of those under \"entries\"",
        )?;
        Some(EntryIndex(place as u32))
    });
    entries.collect()
}

/// All of an entry but its alternatives, which can be told when all entries are known.
fn read_entry(
    reader: &mut Reader,
    item: Json,
    criteria: usize,
    criterion_ids: &Ids,
    facets: &mut Facets,
) -> Entry {
    let name = reader.required_text(item, "name");
    let mut id = reader.text(item, "id");
    if id.is_empty() {
        id = slug(&name);
    }
    if id.is_empty() {
        reader.report(
            item,
            "id",
            "the name has no letter to make an id from: add an id",
        );
    }
    if !reader.has(item, "scores") {
        reader.report(
            item,
            "scores",
            "this is missing: add an object with the scores by criterion",
        );
    }
    let mut scores = vec![None; criteria];
    for (id, value) in reader
        .object_field(item, "scores")
        .into_iter()
        .flat_map(members)
    {
        let criterion = criterion_ids.criterion(reader, &id, value);
        let score = read_score(reader, value);
        if let Some(criterion) = criterion {
            let known = &mut scores[usize::from(criterion.0)];
            if known.is_some() {
                reader.report(
                    value,
                    "",
                    "this score is there twice: leave one of them out",
                );
            }
            *known = score;
        }
    }

    Entry {
        id,
        name,
        url: reader.url(item, "url"),
        tagline: reader.text(item, "tagline"),
        published_rank: read_rank(reader, item),
        scores,
        tags: facets.read_tags(reader, item),
        features: reader
            .objects(item, "features")
            .into_iter()
            .map(|feature| Feature {
                text: reader.required_text(feature, "text"),
                source: reader.text(feature, "source"),
            })
            .collect(),
        best_for: reader.text(item, "bestFor"),
        consider_if: reader.text(item, "considerIf"),
        alternatives: Vec::new(),
    }
}

/// A score is a number, an object around one, or `null` where it is missing.
fn read_score(reader: &mut Reader, value: Json) -> Option<Score> {
    let bases = [None, Some(Basis::Stated), Some(Basis::Inferred)];
    match value.kind() {
        JsonValueKind::Null => None,
        JsonValueKind::Object => {
            // All is read before a missing number ends it, so that every problem is told.
            let basis = bases[reader.choice(value, "basis", &["", "stated", "inferred"])];
            let (why, source) = (reader.text(value, "why"), reader.text(value, "source"));
            if !reader.has(value, "value") {
                let message = "this is missing: add a number, or null where there is no score";
                reader.report(value, "value", message);
            }
            let number = reader.field(value, "value")?;
            Some(Score {
                value: reader.decimal_of(number)?,
                basis,
                why,
                source,
            })
        }
        _ => Some(Score {
            value: reader.decimal_of(value)?,
            basis: None,
            why: String::new(),
            source: String::new(),
        }),
    }
}

fn read_rank(reader: &mut Reader, item: Json) -> Option<u32> {
    let value = reader.field(item, "publishedRank")?;
    let rank = value
        .as_integer_str()
        .ok()
        .and_then(|digits| digits.parse().ok())
        .filter(|&rank| rank > 0);
    if rank.is_none() {
        reader.report(value, "", "expected a whole number from 1");
    }
    rank
}

/// An id made from a name: ASCII letters in lower case, a hyphen for what is no letter or digit.
///
/// Letters and digits of other scripts stay as they are.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}
