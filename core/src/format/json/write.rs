use nojson::{array, json};

use super::in_script;
use super::value::{Json, Members};
use crate::dataset::{Basis, Comparison, Criterion, Decimal, Details, Reason, Section};
use crate::format::extract::Extract;
use crate::ids::{CriterionIndex, FacetIndex};
use crate::ranking::{Ranked, Ranking};
use crate::weights::Weights;

/// Writes the ranking as a data set in JSON, which [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads.
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
    write(&Extract::new(comparison, details, Some((weights, ranking))))
}

/// Writes the whole data set in JSON, as [`export_json`] does: every entry, in the order of the data, with
/// all that the format can say.
pub fn to_json(comparison: &Comparison, details: &Details) -> String {
    write(&Extract::new(comparison, details, None))
}

fn write(extract: &Extract) -> String {
    let entries = || extract.rows.iter().map(|row| entry(extract, row));
    let document = json(|f| {
        f.set_indent_size(2);
        f.set_spacing(true);
        f.object(|f| {
            before_entries(extract).write(f)?;
            f.member("entries", array(|f| f.elements(entries())))?;
            after_entries(extract).write(f)
        })
    });
    in_script(&format!("{document}\n"))
}

fn before_entries<'a>(extract: &Extract<'a>) -> Members<'a> {
    let comparison = extract.comparison;
    let mut members = Members::default();
    members.push_text("id", &comparison.id);
    members.push_text("title", &comparison.title);
    if let Some(month) = comparison.updated {
        members.push("updated", month.to_string());
    }
    let mut source = Members::default();
    source.push_text("name", &comparison.source.name);
    source.push_text("url", comparison.source.url.as_deref().unwrap_or_default());
    source.push_text("note", &comparison.source.note);
    members.push("source", source);
    let criteria = extract.criteria.iter();
    let criteria = criteria.map(|&(index, known)| criterion(extract, index, known));
    members.push("criteria", Json::list(criteria));
    let facets = comparison.indexed_facets();
    members.push_list("facets", facets.map(|(index, _)| facet(extract, index)));
    members
}

fn after_entries<'a>(extract: &Extract<'a>) -> Members<'a> {
    let comparison = extract.comparison;
    let mut members = Members::default();
    if extract.is_whole {
        members.push_list("presets", presets(comparison));
        members.push_list("useCases", use_cases(extract));
        members.push_list("guide", extract.details.guide.iter().map(section));
    }
    members.push_text("disclaimer", &comparison.disclaimer);
    members
}

fn criterion<'a>(
    extract: &Extract<'a>,
    index: CriterionIndex,
    criterion: &'a Criterion,
) -> Members<'a> {
    let mut members = Members::default();
    members.push_text("id", &criterion.id);
    members.push_text("name", &criterion.name);
    members.push("weight", Json::word(extract.weights[index]));
    members.push_text("description", extract.details.description(index));
    members.push("better", criterion.better.word());
    if let Some((low, high)) = extract.range(criterion) {
        members.push("range", Json::List([low, high].map(Json::word).into()));
    }
    members.push_text("unit", &criterion.unit);
    members
}

fn facet<'a>(extract: &Extract<'a>, index: FacetIndex) -> Members<'a> {
    let facet = extract.comparison.facet(index);
    let tags = facet.indexed_tags().filter_map(|(tag, id)| {
        let name = extract.details.tag_name(index, tag);
        // An entry's tag may be blank, but not one that is listed.
        let is_blank = id.trim().is_empty() || name.trim().is_empty();
        let mut members = Members::default();
        members.push("id", id);
        members.push("name", name);
        (!is_blank).then_some(members)
    });
    let mut members = Members::default();
    members.push_text("id", &facet.id);
    members.push_text("name", &facet.name);
    members.push("values", Json::list(tags));
    members
}

fn entry<'a>(extract: &Extract<'a>, row: &Ranked) -> Json<'a> {
    let comparison = extract.comparison;
    let details = extract.details.entry(row.entry);
    let entry = comparison.entry(row.entry);
    let mut members = Members::default();
    members.push_text("id", &entry.id);
    members.push_text("name", &entry.name);
    if let Some(standing) = row.standing {
        members.push("rank", Json::word(standing.rank.number()));
        members.push("tied", Json::word(standing.tied));
        members.push("score", Json::word(standing.total.points()));
    }
    let url = extract.details.url(row.entry);
    members.push_text("url", url.unwrap_or_default());
    members.push_text("tagline", &entry.tagline);
    if let Some(rank) = entry.published_rank {
        members.push("publishedRank", Json::word(rank));
    }
    let mut scores = Members::default();
    for (index, criterion) in comparison.indexed_criteria() {
        if let Some(value) = comparison.score(index, row.entry) {
            scores.push(&criterion.id, score(value, details.reason(index)));
        }
    }
    members.push("scores", scores);
    if !entry.tags.is_empty() {
        let mut tags = Members::default();
        for (index, facet) in comparison.indexed_facets() {
            tags.push_list(&facet.id, entry.tags_in(index).map(|tag| facet.tag_id(tag)));
        }
        members.push("tags", tags);
    }
    let features = details.features.iter().map(|feature| {
        let mut members = Members::default();
        members.push_text("text", &feature.text);
        members.push_text("source", &feature.source);
        members
    });
    members.push_list("features", features);
    members.push_text("bestFor", &details.best_for);
    members.push_text("considerIf", &details.consider_if);
    // Those that are not among the rows are not in this data set.
    let alternatives = details.alternatives.iter().copied();
    let alternatives = alternatives.filter(|&entry| extract.has(entry));
    let alternatives = alternatives.map(|entry| comparison.entry(entry).id.as_str());
    members.push_list("alternatives", alternatives);
    members.into()
}

fn score<'a>(score: Decimal, reason: &'a Reason) -> Json<'a> {
    if *reason == Reason::default() {
        return Json::word(score);
    }
    let mut members = Members::default();
    members.push("value", Json::word(score));
    members.push_text("basis", reason.basis.map(Basis::word).unwrap_or_default());
    members.push_text("why", &reason.why);
    members.push_text("source", &reason.source);
    members.into()
}

fn presets(comparison: &Comparison) -> impl Iterator<Item = Members<'_>> {
    comparison.presets.iter().map(|preset| {
        let mut weights = Members::default();
        for (index, criterion) in comparison.indexed_criteria() {
            weights.push(&criterion.id, Json::word(preset.weights[index]));
        }
        let mut members = Members::default();
        members.push_text("id", &preset.id);
        members.push_text("name", &preset.name);
        members.push_text("note", &preset.note);
        members.push("weights", weights);
        members
    })
}

fn use_cases<'a>(extract: &Extract<'a>) -> impl Iterator<Item = Members<'a>> {
    let comparison = extract.comparison;
    comparison.indexed_use_cases().map(|(index, use_case)| {
        let entries = use_case.entries.iter();
        let entries = entries.map(|&entry| comparison.entry(entry).id.as_str());
        let mut members = Members::default();
        members.push_text("id", &use_case.id);
        members.push_text("name", extract.details.use_case_name(index));
        members.push_list("entries", entries);
        members
    })
}

fn section(section: &Section) -> Members<'_> {
    let items = section.items.iter().map(|item| {
        if item.answer.is_empty() {
            return Json::from(item.text.as_str());
        }
        let mut members = Members::default();
        members.push_text("question", &item.text);
        members.push_text("answer", &item.answer);
        members.push_text("source", &item.source);
        members.into()
    });
    let mut members = Members::default();
    members.push_text("title", &section.title);
    members.push("kind", section.kind.word());
    members.push("items", Json::list(items));
    members
}
