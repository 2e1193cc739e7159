use std::fmt::{Display, Write};

use super::{given_range, scored_criteria};
use crate::comparison::{Basis, Better, Comparison, Criterion, Entry, EntryIndex, Score};
use crate::ranking::{Ranked, Ranking};
use crate::share::escaping::Quoted;
use crate::weighting::Weights;

/// The ranking as a data set in JSON, which [`Comparison::from_json`] reads.
///
/// The entries are those of `ranking`, in that order; the weights are `weights`. Entries have the
/// fields `rank`, `tied` and `score` (0 to 100) beside those of the data set: they say what a reader
/// of the data set works out anew. What is not part of the ranking is left out: presets, use cases,
/// the guide, and criteria on which none of these entries has a score. `<` is escaped, so that the
/// text can stand in a page's `<script type="application/json">`.
pub fn export_json(comparison: &Comparison, weights: &Weights, ranking: &Ranking) -> String {
    let criteria = scored_criteria(comparison, ranking);
    let mut shown = vec![false; comparison.entries.len()];
    for row in ranking.rows() {
        shown[row.entry.0 as usize] = true;
    }
    let shown = |entry: EntryIndex| shown[entry.0 as usize];

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
    for &(index, criterion) in &criteria {
        write_criterion(&mut json, criterion, &weights[index]);
    }
    json.close(']');
    write_facets(&mut json, comparison);
    json.key("entries");
    json.open('[');
    for row in ranking.rows() {
        json.next();
        json.open('{');
        write_entry(&mut json, comparison, row, &shown);
        json.close('}');
    }
    json.close(']');
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

fn write_criterion(json: &mut Json, criterion: &Criterion, weight: &dyn Display) {
    json.next();
    json.open('{');
    json.text_field("id", &criterion.id);
    json.text_field("name", &criterion.name);
    json.field("weight", weight);
    json.text_field("description", &criterion.description);
    let better = match criterion.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    json.text_field("better", better);
    if let Some((low, high)) = given_range(criterion) {
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
    json.key("facets");
    json.open('[');
    for facet in &comparison.facets {
        json.next();
        json.open('{');
        json.text_field("id", &facet.id);
        json.text_field("name", &facet.name);
        json.key("values");
        json.open('[');
        // An entry's tag may be blank, but not one that is listed.
        let listed = |id: &str| !id.trim().is_empty();
        for tag in facet.tags.iter().filter(|tag| listed(&tag.id)) {
            json.next();
            json.open('{');
            json.text_field("id", &tag.id);
            json.text_field("name", &tag.name);
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
    json.close(']');
}

fn write_entry(
    json: &mut Json,
    comparison: &Comparison,
    row: &Ranked,
    shown: &dyn Fn(EntryIndex) -> bool,
) {
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
    for (criterion, score) in comparison.criteria.iter().zip(&entry.scores) {
        if let Some(score) = score {
            json.key(&criterion.id);
            write_score(json, score);
        }
    }
    json.close('}');
    write_tags(json, comparison, entry);
    if !entry.features.is_empty() {
        json.key("features");
        json.open('[');
        for feature in &entry.features {
            json.next();
            json.open('{');
            json.text_field("text", &feature.text);
            json.text_field("source", &feature.source);
            json.close('}');
        }
        json.close(']');
    }
    json.text_field("bestFor", &entry.best_for);
    json.text_field("considerIf", &entry.consider_if);
    // Those that are not shown are not in this data set.
    let alternatives = entry.alternatives.iter().filter(|&&entry| shown(entry));
    let alternatives = alternatives.map(|&entry| &*comparison.entry(entry).id);
    json.list_field("alternatives", &mut alternatives.into_iter());
}

fn write_score(json: &mut Json, score: &Score) {
    if score.basis.is_none() && score.why.is_empty() && score.source.is_empty() {
        return json.display(&score.value);
    }
    json.open('{');
    json.field("value", &score.value);
    let basis = match score.basis {
        None => "",
        Some(Basis::Stated) => "stated",
        Some(Basis::Inferred) => "inferred",
    };
    json.text_field("basis", basis);
    json.text_field("why", &score.why);
    json.text_field("source", &score.source);
    json.close('}');
}

fn write_tags(json: &mut Json, comparison: &Comparison, entry: &Entry) {
    if entry.tags.iter().all(Vec::is_empty) {
        return;
    }
    json.key("tags");
    json.open('{');
    for (facet, tags) in comparison.facets.iter().zip(&entry.tags) {
        json.list_field(&facet.id, &mut tags.iter().map(|&tag| &*facet.tag(tag).id));
    }
    json.close('}');
}

/// A document under construction: a line for every criterion, facet and entry.
#[derive(Default)]
struct Json {
    text: String,
    depth: usize,
}

impl Json {
    /// How deep what stands on lines of its own is.
    const LINES: usize = 2;

    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.depth < Json::LINES && !self.text.ends_with(['{', '[']) {
            self.new_line();
        }
        self.text.push(bracket);
    }

    /// Begins the next item of a list, or the next member of an object.
    fn next(&mut self) {
        // No value ends with an opening bracket: texts end with their quotation mark.
        let first = self.text.ends_with(['{', '[']);
        if !first {
            self.text.push(',');
        }
        if self.depth <= Json::LINES {
            self.new_line();
        } else if !first {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.text.push_str(": ");
    }

    /// A value that shows itself as JSON does.
    fn display(&mut self, value: &dyn Display) {
        // Writing to a string can't fail.
        let _ = write!(self.text, "{value}");
    }

    fn text(&mut self, text: &str) {
        self.display(&Quoted(text));
    }

    fn field(&mut self, key: &str, value: &dyn Display) {
        self.key(key);
        self.display(value);
    }

    /// A member of an object, unless the text is empty.
    fn text_field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.text(text);
        }
    }

    /// A member of an object, unless the list is empty.
    fn list_field(&mut self, key: &str, texts: &mut dyn Iterator<Item = &str>) {
        let mut texts = texts.peekable();
        if texts.peek().is_none() {
            return;
        }
        self.key(key);
        self.open('[');
        for text in texts {
            self.next();
            self.text(text);
        }
        self.close(']');
    }
}
