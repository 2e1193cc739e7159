mod document;

use self::document::Json;
use super::extract::Extract;
use crate::dataset::{
    Basis, Better, Comparison, Criterion, Decimal, Details, Entry, Reason, Section, SectionKind,
};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Ranked, Ranking};
use crate::weights::Weights;

/// The ranking as a data set in JSON, which [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads.
///
/// The entries are those of `ranking`, in that order; the weights are `weights`. Entries have the
/// fields `rank`, `tied` and `score` (0 to 100) beside those of the data set: they say what a reader
/// of the data set works out anew. What is not part of the ranking is left out: presets, use cases,
/// the guide, and criteria on which none of these entries has a score. `<` is escaped, so that the
/// text can stand in a page's `<script type="application/json">`.
pub fn export_json(
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
    ranking: &Ranking,
) -> String {
    write(&Extract::shown(comparison, details, weights, ranking))
}

/// The whole data set in JSON, written as [`export_json`] does: every entry, in the order of the data, with
/// all that the format can say.
pub fn to_json(comparison: &Comparison, details: &Details) -> String {
    write(&Extract::whole(comparison, details))
}

fn write(extract: &Extract) -> String {
    let comparison = extract.comparison;
    let mut json = Json::default();
    json.open('{');
    json.text_field("id", &comparison.id);
    json.text_field("title", &comparison.title);
    if let Some(month) = comparison.updated {
        json.key("updated");
        json.text(&month.to_string());
    }
    write_source(&mut json, comparison);
    json.key("criteria");
    json.open('[');
    for &(index, criterion) in &extract.criteria {
        write_criterion(&mut json, extract, index, criterion);
    }
    json.close(']');
    write_facets(&mut json, extract);
    json.key("entries");
    json.open('[');
    for row in &extract.rows {
        json.next();
        json.open('{');
        write_entry(&mut json, extract, row);
        json.close('}');
    }
    json.close(']');
    if extract.is_whole {
        write_presets(&mut json, comparison);
        write_use_cases(&mut json, extract);
        write_guide(&mut json, extract.details);
    }
    json.text_field("disclaimer", &comparison.disclaimer);
    json.close('}');
    json.text.push('\n');
    json.text
}

fn write_source(json: &mut Json, comparison: &Comparison) {
    json.key("source");
    json.open('{');
    json.text_field("name", &comparison.source.name);
    json.text_field("url", comparison.source.url.as_deref().unwrap_or_default());
    json.text_field("note", &comparison.source.note);
    json.close('}');
}

fn write_criterion(
    json: &mut Json,
    extract: &Extract,
    index: CriterionIndex,
    criterion: &Criterion,
) {
    json.next();
    json.open('{');
    json.text_field("id", &criterion.id);
    json.text_field("name", &criterion.name);
    json.field("weight", &extract.weights[index]);
    json.text_field("description", extract.details.description(index));
    let better = match criterion.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    json.text_field("better", better);
    if let Some((low, high)) = extract.range(criterion) {
        json.key("range");
        json.open('[');
        json.next();
        json.display(&low);
        json.next();
        json.display(&high);
        json.close(']');
    }
    json.text_field("unit", &criterion.unit);
    json.close('}');
}

fn write_facets(json: &mut Json, extract: &Extract) {
    let facets: Vec<_> = extract.comparison.indexed_facets().collect();
    json.list("facets", &facets, |json, &(index, facet)| {
        json.text_field("id", &facet.id);
        json.text_field("name", &facet.name);
        json.key("values");
        json.open('[');
        // An entry's tag may be blank, but not one that is listed.
        let is_blank = |text: &str| text.trim().is_empty();
        let tags = facet.indexed_tags();
        let tags = tags.map(|(tag, id)| (id, extract.details.tag_name(index, tag)));
        for (id, name) in tags.filter(|(id, name)| !is_blank(id) && !is_blank(name)) {
            json.next();
            json.open('{');
            json.text_field("id", id);
            json.text_field("name", name);
            json.close('}');
        }
        json.close(']');
    });
}

fn write_entry(json: &mut Json, extract: &Extract, row: &Ranked) {
    let comparison = extract.comparison;
    let entry = comparison.entry(row.entry);
    json.text_field("id", &entry.id);
    json.text_field("name", &entry.name);
    if let Some(standing) = row.standing {
        json.field("rank", &standing.rank.number());
        json.field("tied", &standing.tied);
        json.field("score", &standing.total.points());
    }
    json.text_field("url", extract.details.url(row.entry).unwrap_or_default());
    json.text_field("tagline", &entry.tagline);
    if let Some(rank) = entry.published_rank {
        json.field("publishedRank", &rank);
    }
    json.key("scores");
    json.open('{');
    let details = extract.details.entry(row.entry);
    for (index, criterion) in comparison.indexed_criteria() {
        if let Some(score) = comparison.score(index, row.entry) {
            json.key(&criterion.id);
            write_score(json, &score, details.reason(index));
        }
    }
    json.close('}');
    write_tags(json, comparison, entry);
    json.list("features", &details.features, |json, feature| {
        json.text_field("text", &feature.text);
        json.text_field("source", &feature.source);
    });
    json.text_field("bestFor", &details.best_for);
    json.text_field("considerIf", &details.consider_if);
    // Those that are not among the rows are not in this data set.
    let mut alternatives = details
        .alternatives
        .iter()
        .filter(|&&entry| extract.has(entry));
    write_ids(json, comparison, "alternatives", &mut alternatives);
}

fn write_ids(
    json: &mut Json,
    comparison: &Comparison,
    key: &str,
    entries: &mut dyn Iterator<Item = &EntryIndex>,
) {
    json.list_field(key, &mut entries.map(|&entry| &*comparison.entry(entry).id));
}

fn write_score(json: &mut Json, score: &Decimal, reason: &Reason) {
    if *reason == Reason::default() {
        return json.display(score);
    }
    json.open('{');
    json.field("value", score);
    let basis = match reason.basis {
        None => "",
        Some(Basis::Stated) => "stated",
        Some(Basis::Inferred) => "inferred",
    };
    json.text_field("basis", basis);
    json.text_field("why", &reason.why);
    json.text_field("source", &reason.source);
    json.close('}');
}

fn write_tags(json: &mut Json, comparison: &Comparison, entry: &Entry) {
    if entry.tags.is_empty() {
        return;
    }
    json.key("tags");
    json.open('{');
    for (index, facet) in comparison.indexed_facets() {
        let tags = entry.tags_in(index);
        json.list_field(&facet.id, &mut tags.map(|tag| facet.tag_id(tag)));
    }
    json.close('}');
}

fn write_presets(json: &mut Json, comparison: &Comparison) {
    json.list("presets", &comparison.presets, |json, preset| {
        json.text_field("id", &preset.id);
        json.text_field("name", &preset.name);
        json.text_field("note", &preset.note);
        json.key("weights");
        json.open('{');
        for (index, criterion) in comparison.indexed_criteria() {
            json.field(&criterion.id, &preset.weights[index]);
        }
        json.close('}');
    });
}

fn write_use_cases(json: &mut Json, extract: &Extract) {
    let comparison = extract.comparison;
    let use_cases: Vec<_> = comparison.indexed_use_cases().collect();
    json.list("useCases", &use_cases, |json, &(index, use_case)| {
        json.text_field("id", &use_case.id);
        json.text_field("name", extract.details.use_case_name(index));
        write_ids(json, comparison, "entries", &mut use_case.entries.iter());
    });
}

fn write_guide(json: &mut Json, details: &Details) {
    json.list("guide", &details.guide, |json, section| {
        json.text_field("title", &section.title);
        let kind = match section.kind {
            SectionKind::List => "list",
            SectionKind::Checklist => "checklist",
            SectionKind::Faq => "faq",
        };
        json.text_field("kind", kind);
        write_items(json, section);
    });
}

fn write_items(json: &mut Json, section: &Section) {
    json.key("items");
    json.open('[');
    for item in &section.items {
        json.next();
        if item.answer.is_empty() {
            json.text(&item.text);
        } else {
            json.open('{');
            json.text_field("question", &item.text);
            json.text_field("answer", &item.answer);
            json.text_field("source", &item.source);
            json.close('}');
        }
    }
    json.close(']');
}
