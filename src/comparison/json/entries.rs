use serde_json::Value;

use super::fields::{Fields, Path, Problems, decimal_of, text_of};
use super::{Ids, entry_of};
use crate::comparison::{
    Basis, Comparison, Criterion, CriterionIndex, Entry, EntryIndex, Facet, Feature, Score,
};

/// Reads the entries, and which of them each id stands for.
pub(super) fn read_entries(
    fields: &mut Fields,
    criteria: &[Criterion],
    criterion_ids: &Ids<CriterionIndex>,
    facets: &[Facet],
) -> (Vec<Entry>, Ids<EntryIndex>) {
    let problems = fields.problems;
    let mut alternatives = Vec::new();
    let mut entries = fields.each_required("entries", Comparison::MAX_ENTRIES, |mut fields| {
        alternatives.push(fields.texts("alternatives"));
        read_entry(&mut fields, criteria.len(), criterion_ids, facets)
    });
    let list = Path::Key(fields.path, "entries");
    problems.unique_ids(&list, entries.iter().map(|entry| entry.id.as_str()));
    let ids: Ids<EntryIndex> = entries
        .iter()
        .map(|entry| entry.id.clone())
        .zip((0..).map(EntryIndex))
        .collect();

    for (index, (entry, alternatives)) in entries.iter_mut().zip(alternatives).enumerate() {
        let item = Path::Index(&list, index);
        let path = Path::Key(&item, "alternatives");
        let named = alternatives.iter().enumerate();
        entry.alternatives = named
            .filter_map(|(place, id)| entry_of(id, &Path::Index(&path, place), problems, &ids))
            .collect();
    }
    (entries, ids)
}

fn read_entry(
    fields: &mut Fields,
    criteria: usize,
    criterion_ids: &Ids<CriterionIndex>,
    facets: &[Facet],
) -> Entry {
    let problems = fields.problems;
    let name = fields.required_text("name");
    let id = Some(fields.text("id"))
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| slug(&name));
    if id.is_empty() {
        fields.report("id", "the name has no letter to make an id from: add an id");
    }
    let mut scores = vec![None; criteria];
    for (criterion, score) in fields.members("scores", |id, value, path| {
        let Some(criterion) = criterion_ids.get(id) else {
            problems.report(
                path,
                "no criterion has this id: write one of those under \"criteria\"",
            );
            return None;
        };
        Some((*criterion, read_score(value, path, problems)?))
    }) {
        scores[usize::from(criterion.0)] = Some(score);
    }
    let mut tags: Vec<(usize, Vec<String>)> = fields.members("tags", |id, value, path| {
        let Some(facet) = facets.iter().position(|facet| facet.id == id) else {
            problems.report(path, "no facet has this id: add it under \"facets\"");
            return None;
        };
        let Value::Array(values) = value else {
            problems.report(path, "expected a list of tags, in brackets […]");
            return None;
        };
        Some((
            facet,
            values
                .into_iter()
                .map(|value| text_of(value, path, problems))
                .collect(),
        ))
    });
    tags.sort_by_key(|(facet, _)| *facet);
    Entry {
        id,
        name,
        url: fields.url("url"),
        tagline: fields.text("tagline"),
        published_rank: read_rank(fields),
        scores,
        tags,
        features: fields.each_object("features", |mut fields| Feature {
            text: fields.required_text("text"),
            source: fields.text("source"),
        }),
        best_for: fields.text("bestFor"),
        consider_if: fields.text("considerIf"),
        alternatives: Vec::new(),
    }
}

/// A score is a number, an object around one, or `null` where it is missing.
fn read_score(value: Value, path: &Path, problems: &Problems) -> Option<Score> {
    if !value.is_object() {
        let value = (!value.is_null()).then(|| decimal_of(&value, path, problems))??;
        return Some(Score {
            value,
            basis: None,
            why: String::new(),
            source: String::new(),
        });
    }
    let mut fields = Fields::new(value, path, problems)?;
    let bases = [
        ("", None),
        ("stated", Some(Basis::Stated)),
        ("inferred", Some(Basis::Inferred)),
    ];
    let value = fields.take("value")?;
    Some(Score {
        value: decimal_of(&value, &Path::Key(path, "value"), problems)?,
        basis: fields.one_of("basis", &bases),
        why: fields.text("why"),
        source: fields.text("source"),
    })
}

fn read_rank(fields: &mut Fields) -> Option<u32> {
    let value = fields.take("publishedRank")?;
    let rank = value
        .as_u64()
        .and_then(|rank| u32::try_from(rank).ok())
        .filter(|&rank| rank > 0);
    if rank.is_none() {
        fields.report("publishedRank", "expected a whole number from 1");
    }
    rank
}

/// An id made from a name: its letters and digits in lower case, a hyphen for what is between.
fn slug(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
