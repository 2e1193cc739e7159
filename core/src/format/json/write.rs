use nojson::{array, json};

use super::escape_for_script;
use super::output::{JsonOutput, Members};
use crate::dataset::{Basis, Comparison, Criterion, Decimal, Details, Facet, Reason};
use crate::format::export_scope::ExportScope;
use crate::ids::{CriterionIndex, FacetIndex};
use crate::ranking::{Ranking, RankingRow};
use crate::weights::Weights;

/// Writes the ranking as a data set in JSON, which [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads.
///
/// The entries are those of `ranking`, in that order; the weights are `weights`. Besides the fields of the data set,
/// entries have `rank`, `tied` and `score` (0 to 100), which a reader of the data set ignores and computes again.
/// Presets, use cases, the guide, and criteria on which none of these entries has a score are left out. `<` is escaped, so
/// that the text is safe in a page's `<script type="application/json">`.
pub fn export_json(
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
    ranking: &Ranking,
) -> String {
    let ranking = Some((weights, ranking));
    write(&ExportScope::new(comparison, details, ranking))
}

/// Writes the full data set in JSON, which loses nothing: every entry, in the order of the data.
pub fn to_json(comparison: &Comparison, details: &Details) -> String {
    write(&ExportScope::new(comparison, details, None))
}

fn write(scope: &ExportScope) -> String {
    let entries = || scope.rows.iter().map(|row| entry(scope, row));
    let document = json(|f| {
        f.set_indent_size(2);
        f.set_spacing(true);
        f.object(|f| {
            before_entries(scope).write(f)?;
            f.member("entries", array(|f| f.elements(entries())))?;
            after_entries(scope).write(f)
        })
    });
    escape_for_script(&format!("{document}\n"))
}

fn before_entries<'a>(scope: &ExportScope<'a>) -> Members<'a> {
    let comparison = scope.comparison;
    let mut members = Members::default();
    members.push_text("id", &comparison.id);
    members.push_text("title", &comparison.title);
    if let Some(month) = comparison.updated {
        members.push_literal("updated", &format_args!("\"{month}\""));
    }
    let mut source = Members::default();
    source.push_text("name", &comparison.source.name);
    source.push_text("url", comparison.source.url.as_deref().unwrap_or_default());
    source.push_text("note", &comparison.source.note);
    members.push("source", JsonOutput::Object(source));
    members.push_text("rel", &scope.details.rel);
    let criteria = scope.criteria.iter();
    let criteria = criteria.map(|&(index, item)| criterion(scope, index, item));
    members.push("criteria", JsonOutput::List(criteria.collect()));
    let facets = comparison.indexed_facets();
    let facets = facets.map(|(index, item)| facet(scope, index, item));
    members.push_list("facets", facets.collect());
    members
}

fn after_entries<'a>(scope: &ExportScope<'a>) -> Members<'a> {
    let comparison = scope.comparison;
    let mut members = Members::default();
    if scope.is_full_data_set {
        members.push_list("presets", presets(comparison));
        members.push_list("useCases", use_cases(scope));
        members.push_list("guide", guide(scope.details));
    }
    members.push_text("disclaimer", &comparison.disclaimer);
    members
}

fn criterion<'a>(
    scope: &ExportScope<'a>,
    index: CriterionIndex,
    criterion: &'a Criterion,
) -> JsonOutput<'a> {
    let mut members = Members::default();
    members.push_text("id", &criterion.id);
    members.push_text("name", &criterion.name);
    members.push_text("short", &criterion.short);
    if scope.writes_weight(criterion) {
        members.push_literal("weight", &scope.weights[index]);
    }
    members.push_text("description", scope.details.description(index));
    if criterion.given.better {
        members.push_text("better", criterion.better.keyword());
    }
    if let Some((low, high)) = scope.explicit_range(criterion) {
        let ends = [low, high].map(|end| JsonOutput::literal(&end));
        members.push_list("range", ends.into());
    }
    members.push_text("unit", &criterion.unit);
    JsonOutput::Object(members)
}

fn facet<'a>(scope: &ExportScope<'a>, index: FacetIndex, facet: &'a Facet) -> JsonOutput<'a> {
    let mut tags = Vec::new();
    for (tag, id) in facet.indexed_tags() {
        let name = scope.details.tag_name(index, tag);
        // Tags of entries may be blank, but listed tags must not be. Those after a blank one are not listed in the data
        // either, and follow from the entries in the same order.
        if id.trim().is_empty() || name.trim().is_empty() {
            break;
        }
        let mut members = Members::default();
        members.push_text("id", id);
        members.push_text("name", name);
        tags.push(JsonOutput::Object(members));
    }
    let mut members = Members::default();
    members.push_text("id", &facet.id);
    members.push_text("name", &facet.name);
    members.push("values", JsonOutput::List(tags));
    JsonOutput::Object(members)
}

fn entry<'a>(scope: &ExportScope<'a>, row: &RankingRow) -> JsonOutput<'a> {
    let comparison = scope.comparison;
    let details = scope.details.entry(row.entry);
    let entry = comparison.entry(row.entry);
    let mut members = Members::default();
    members.push_text("id", &entry.id);
    members.push_text("name", &entry.name);
    if let Some(standing) = row.standing {
        members.push_literal("rank", &standing.rank.number());
        members.push_literal("tied", &standing.tied);
        members.push_literal("score", &standing.total.points());
    }
    members.push_text("url", scope.details.url(row.entry).unwrap_or_default());
    members.push_text("rel", &details.rel);
    members.push_text("tagline", &entry.tagline);
    if let Some(rank) = entry.published_rank {
        members.push_literal("publishedRank", &rank);
    }
    let mut scores = Members::default();
    for (index, criterion) in comparison.indexed_criteria() {
        if let Some(value) = comparison.score(index, row.entry) {
            scores.push(&criterion.id, score(value, details.reason(index)));
        }
    }
    members.push("scores", JsonOutput::Object(scores));
    if !entry.tags.is_empty() {
        let mut tags = Members::default();
        for (index, facet) in comparison.indexed_facets() {
            let ids = entry.tags_in(index);
            let ids = ids.map(|tag| JsonOutput::Text(facet.tag_id(tag)));
            tags.push_list(&facet.id, ids.collect());
        }
        members.push("tags", JsonOutput::Object(tags));
    }
    let mut features = Vec::new();
    for feature in &details.features {
        let mut members = Members::default();
        members.push_text("text", &feature.text);
        members.push_text("source", &feature.source);
        features.push(JsonOutput::Object(members));
    }
    members.push_list("features", features);
    members.push_text("bestFor", &details.best_for);
    members.push_text("considerIf", &details.consider_if);
    // Entries that are not among the rows are not in this data set.
    let alternatives = details.alternatives.iter();
    let alternatives = alternatives.filter(|&&alternative| scope.includes(alternative));
    let ids = alternatives.map(|&alternative| JsonOutput::Text(&comparison.entry(alternative).id));
    members.push_list("alternatives", ids.collect());
    JsonOutput::Object(members)
}

fn score<'a>(score: Decimal, reason: &'a Reason) -> JsonOutput<'a> {
    if *reason == Reason::default() {
        return JsonOutput::literal(&score);
    }
    let mut members = Members::default();
    members.push_literal("value", &score);
    let basis = reason.basis.map(Basis::keyword);
    members.push_text("basis", basis.unwrap_or_default());
    members.push_text("why", &reason.why);
    members.push_text("source", &reason.source);
    JsonOutput::Object(members)
}

fn presets(comparison: &Comparison) -> Vec<JsonOutput<'_>> {
    let mut presets = Vec::new();
    for preset in &comparison.presets {
        let mut weights = Members::default();
        for (index, criterion) in comparison.indexed_criteria() {
            weights.push_literal(&criterion.id, &preset.weights[index]);
        }
        let mut members = Members::default();
        members.push_text("id", &preset.id);
        members.push_text("name", &preset.name);
        members.push_text("note", &preset.note);
        members.push("weights", JsonOutput::Object(weights));
        presets.push(JsonOutput::Object(members));
    }
    presets
}

fn use_cases<'a>(scope: &ExportScope<'a>) -> Vec<JsonOutput<'a>> {
    let comparison = scope.comparison;
    let mut use_cases = Vec::new();
    for (index, use_case) in comparison.indexed_use_cases() {
        let entries = use_case.entries.iter();
        let entries = entries.map(|&entry| JsonOutput::Text(&comparison.entry(entry).id));
        let mut members = Members::default();
        members.push_text("id", &use_case.id);
        members.push_text("name", scope.details.use_case_name(index));
        members.push_list("entries", entries.collect());
        use_cases.push(JsonOutput::Object(members));
    }
    use_cases
}

fn guide(details: &Details) -> Vec<JsonOutput<'_>> {
    let mut sections = Vec::new();
    for section in &details.guide {
        let mut items = Vec::new();
        for item in &section.items {
            if item.answer.is_empty() {
                items.push(JsonOutput::Text(&item.text));
                continue;
            }
            let mut members = Members::default();
            members.push_text("question", &item.text);
            members.push_text("answer", &item.answer);
            members.push_text("source", &item.source);
            items.push(JsonOutput::Object(members));
        }
        let mut members = Members::default();
        members.push_text("title", &section.title);
        members.push_text("kind", section.kind.keyword());
        members.push("items", JsonOutput::List(items));
        sections.push(JsonOutput::Object(members));
    }
    sections
}
