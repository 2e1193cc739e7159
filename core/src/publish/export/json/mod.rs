mod document;

use self::document::Json;
use super::extract::Extract;
use crate::dataset::{
    Basis, Better, Comparison, Criterion, Decimal, Entry, Reason, Section, SectionKind, Tag,
};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Ranked, Ranking};
use crate::weights::Weights;

/// The ranking as a data set in JSON, which [`Comparison::from_json`] reads.
///
/// The entries are those of `ranking`, in that order; the weights are `weights`. Entries have the
/// fields `rank`, `tied` and `score` (0 to 100) beside those of the data set: they say what a reader
/// of the data set works out anew. What is not part of the ranking is left out: presets, use cases,
/// the guide, and criteria on which none of these entries has a score. `<` is escaped, so that the
/// text can stand in a page's `<script type="application/json">`.
pub fn export_json(comparison: &Comparison, weights: &Weights, ranking: &Ranking) -> String {
    write(&Extract::shown(comparison, weights, ranking))
}

/// The whole data set in JSON, written as [`export_json`] does: every entry, in the order of the data, with
/// all that the format can say. Only a guide that is not loaded is left out.
pub fn to_json(comparison: &Comparison) -> String {
    write(&Extract::whole(comparison))
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
    write_facets(&mut json, comparison);
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
        write_use_cases(&mut json, comparison);
        write_guide(&mut json, comparison);
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
    json.text_field("description", &criterion.description);
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

fn write_facets(json: &mut Json, comparison: &Comparison) {
    json.list("facets", &comparison.facets, |json, facet| {
        json.text_field("id", &facet.id);
        json.text_field("name", &facet.name);
        json.key("values");
        json.open('[');
        // An entry's tag may be blank, but not one that is listed.
        let is_blank = |text: &str| text.trim().is_empty();
        let listed = |tag: &&Tag| !is_blank(&tag.id) && !is_blank(&tag.name);
        for tag in facet.tags.iter().filter(listed) {
            json.next();
            json.open('{');
            json.text_field("id", &tag.id);
            json.text_field("name", &tag.name);
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
    json.text_field("url", entry.url.as_deref().unwrap_or_default());
    json.text_field("tagline", &entry.tagline);
    if let Some(rank) = entry.published_rank {
        json.field("publishedRank", &rank);
    }
    json.key("scores");
    json.open('{');
    let about = entry.about();
    for (index, criterion) in comparison.indexed_criteria() {
        if let Some(score) = comparison.score(index, row.entry) {
            json.key(&criterion.id);
            write_score(json, &score, about.reason(index));
        }
    }
    json.close('}');
    write_tags(json, comparison, entry);
    json.list("features", &about.features, |json, feature| {
        json.text_field("text", &feature.text);
        json.text_field("source", &feature.source);
    });
    json.text_field("bestFor", &about.best_for);
    json.text_field("considerIf", &about.consider_if);
    // Those that are not among the rows are not in this data set.
    let mut alternatives = about
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
        json.list_field(&facet.id, &mut tags.map(|tag| &*facet.tag(tag).id));
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

fn write_use_cases(json: &mut Json, comparison: &Comparison) {
    json.list("useCases", &comparison.use_cases, |json, use_case| {
        json.text_field("id", &use_case.id);
        json.text_field("name", &use_case.name);
        write_ids(json, comparison, "entries", &mut use_case.entries.iter());
    });
}

fn write_guide(json: &mut Json, comparison: &Comparison) {
    json.list("guide", comparison.guide.sections(), |json, section| {
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
