//! The reader of data sets in JSON, which reports all problems at once, each with its location and a fix.

use std::collections::HashMap;

use nojson::{JsonValueKind, RawJson};

use super::criteria::{parse_weight, read_criteria};
use super::entries::{read_entries, read_entry_list};
use super::facets::read_facets;
use super::reader::{JsonValue, Reader, members};
use crate::dataset::{
    Comparison, Criterion, DataSet, Details, GuideItem, GuideSection, Month, NormalizedScores,
    Preset, SectionKind, Source, UseCase,
};
use crate::format::characters::is_letter;
use crate::format::criterion_builder::common_scale;
use crate::format::problems::Problems;
use crate::format::{Problem, line_and_column};
use crate::ids::CriterionIndex;
use crate::weights::Weights;
use crate::yielder::Yielder;

/// Reads a data set from JSON, and yields to other tasks in between.
pub(in crate::format) async fn read(
    text: &str,
    yielder: &dyn Yielder,
) -> Result<DataSet, Problems> {
    let mut reader = Reader::default();
    let document = match RawJson::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let byte_offset = error.position();
            let (line, column) = line_and_column(text.as_bytes(), byte_offset);
            reader.problems.push(Problem {
                place: format!("line {line}, column {column}"),
                message: format!(
                    "this isn't valid JSON from here on: {}",
                    suggest_fix(text, byte_offset)
                ),
                byte_offset: Some(byte_offset),
            });
            return Err(reader.problems);
        }
    };
    if document.value().kind() == JsonValueKind::Array {
        let message = "this is a list; records in a list may hold only texts and numbers";
        reader.report(document.value(), "", message);
        return Err(reader.problems);
    }
    let data = match reader.parse_object(document.value()) {
        Some(root) => read_data_set(&mut reader, root, yielder).await,
        None => None,
    };
    data.ok_or(reader.problems)
}

/// Returns the likeliest fix for a text that is valid JSON up to a byte offset.
fn suggest_fix(text: &str, byte_offset: usize) -> &'static str {
    let before = text.get(..byte_offset).unwrap_or_default().trim_end();
    let ended = before.ends_with(['"', '}', ']', 'e', 'l'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    let start = before.len().checked_sub("\\u1234".len());
    let last = start.and_then(|start| before.get(start..));
    let is_table = text.trim_start().starts_with(is_letter);
    match text.get(byte_offset..).and_then(|rest| rest.chars().next()) {
        Some(_) if is_table && text.contains([',', ';', '\t']) => {
            "this may be a table; end the file's name in .csv, or serve it as text/csv"
        }
        None if before.is_empty() => "the file is empty; write a data set in braces {…}",
        None => "the end is missing; close every bracket and quotation mark",
        Some('<') => "this is a web page; save the data itself",
        Some('\'' | '“' | '”' | '„' | '‘' | '’') => {
            "only straight double quotation marks are allowed; replace this one"
        }
        Some('}' | ']') if before.ends_with(',') => {
            "there is an extra comma; remove the one before this"
        }
        Some('/' | '#') => "comments aren't allowed; remove this one",
        Some(_) if last.is_some_and(|last| last.starts_with("\\u")) => {
            "the escape sequence before this is incomplete; write the character itself"
        }
        Some(c) if ended && (is_letter(c) || matches!(c, '0'..='9' | '"' | '{' | '[' | '-')) => {
            "a comma is missing; add one before this"
        }
        Some(c) if is_letter(c) => {
            "the value is unknown; write text in double quotation marks, numbers as in 12.5, and null for a missing value"
        }
        Some(_) => "look for a missing or extra comma, colon, bracket or quotation mark",
    }
}

/// The indices of a list's items by id.
pub(super) struct Ids {
    indices: HashMap<String, usize>,
    /// `true` if every item has an id; otherwise an unknown id may be meant for an item without one.
    pub(super) is_complete: bool,
}

impl Ids {
    /// Collects the ids of a list's items, and reports duplicates.
    pub(super) fn new<'a>(
        reader: &mut Reader,
        items: &[JsonValue],
        ids: impl Iterator<Item = &'a str>,
    ) -> Ids {
        let mut indices = HashMap::new();
        let mut is_complete = !items.is_empty();
        for (index, id) in ids.enumerate() {
            is_complete &= !id.is_empty();
            if !id.is_empty() && indices.insert(id.to_owned(), index).is_some() {
                let message =
                    format!("another item already has the id \"{id}\"; choose another one");
                reader.report(items[index], "id", message);
            }
        }
        Ids {
            indices,
            is_complete,
        }
    }

    /// Returns the index of the item with an id; reports `value` if no item has it.
    pub(super) fn find(
        &self,
        reader: &mut Reader,
        id: &str,
        value: JsonValue,
        message: &str,
    ) -> Option<usize> {
        let index = self.indices.get(id).copied();
        if index.is_none() && self.is_complete {
            reader.report(value, "", message);
        }
        index
    }

    pub(super) fn find_criterion(
        &self,
        reader: &mut Reader,
        id: &str,
        value: JsonValue,
    ) -> Option<CriterionIndex> {
        let message = "no criterion has this id; use one of those under \"criteria\"";
        let index = self.find(reader, id, value, message)?;
        Some(CriterionIndex(index as u8))
    }
}

async fn read_data_set(
    reader: &mut Reader,
    root: JsonValue<'_>,
    yielder: &dyn Yielder,
) -> Option<DataSet> {
    let criterion_items = reader.require_objects(root, "criteria", Comparison::MAX_CRITERIA);
    let (mut columns, descriptions) = read_criteria(reader, root, &criterion_items);
    let mut details = Details {
        criteria: descriptions,
        rel: reader.get_rel(root, "rel"),
        ..Details::default()
    };
    let criterion_ids = Ids::new(
        reader,
        &criterion_items,
        columns.iter().map(|column| &*column.criterion.id),
    );
    let mut facets = read_facets(reader, root);
    let entry_items = reader.require_objects(root, "entries", Comparison::MAX_ENTRIES);
    let (entries, entry_ids) = read_entries(
        reader,
        &entry_items,
        &mut columns,
        &criterion_ids,
        &mut facets,
        &mut details,
        yielder,
    )
    .await;

    let scale = common_scale(&columns);
    let columns = columns.into_iter().zip(&criterion_items);
    let columns = columns.map(|(column, item)| column.build(scale, &mut reader.problems, item));
    let (criteria, scores): (Vec<Criterion>, Vec<_>) = columns.unzip();
    let use_cases = read_use_cases(reader, root, &entry_ids);
    let (use_cases, names) = use_cases.into_iter().unzip();
    details.use_cases = names;
    let sections = reader.get_objects(root, "guide", usize::MAX).into_iter();
    details.guide = sections.map(|item| read_section(reader, item)).collect();
    let (facets, tags) = facets.0.finish();
    details.tags = tags;
    let mut comparison = Comparison {
        id: reader.get_id(root, "id"),
        edition: String::new(),
        title: reader.get_text(root, "title"),
        updated: read_month(reader, root),
        source: read_source(reader, root),
        presets: read_presets(reader, root, &criteria, &criterion_ids),
        use_cases,
        has_guide: !details.guide.is_empty(),
        disclaimer: reader.get_text(root, "disclaimer"),
        facets,
        entries,
        normalized_scores: if reader.problems.is_empty() {
            NormalizedScores::new(&criteria, &scores, yielder).await
        } else {
            NormalizedScores::default()
        },
        criteria,
        scores,
    };
    comparison.set_edition();
    let data = DataSet {
        comparison,
        details,
        notes: Vec::new(),
    };
    reader.problems.is_empty().then_some(data)
}

fn read_month(reader: &mut Reader, root: JsonValue) -> Option<Month> {
    let text = reader.get_id(root, "updated");
    let month = text.parse().ok();
    if month.is_none() && !text.is_empty() {
        reader.report(
            root,
            "updated",
            "this isn't a month; write the year and the month, as in \"2025-09\"",
        );
    }
    month
}

fn read_source(reader: &mut Reader, root: JsonValue) -> Source {
    let Some(source) = reader.get_object(root, "source") else {
        return Source::default();
    };
    Source {
        name: reader.get_text(source, "name"),
        url: reader.get_url(source, "url"),
        note: reader.get_text(source, "note"),
    }
}

fn read_presets(
    reader: &mut Reader,
    root: JsonValue,
    criteria: &[Criterion],
    ids: &Ids,
) -> Vec<Preset> {
    let published: Weights = criteria.iter().map(|criterion| criterion.weight).collect();
    let items = reader.get_objects(root, "presets", usize::MAX);
    let presets = items.iter().map(|&item| {
        let mut weights = published.clone();
        let weights_by_id = reader.get_object(item, "weights");
        for (id, value) in weights_by_id.into_iter().flat_map(members) {
            let criterion = ids.find_criterion(reader, &id, value);
            if let (Some(criterion), Some(weight)) = (criterion, parse_weight(reader, value)) {
                weights.set(criterion, weight);
            }
        }
        Preset {
            id: reader.require_id(item, "id"),
            name: reader.require_text(item, "name"),
            note: reader.get_text(item, "note"),
            weights,
        }
    });
    let presets: Vec<Preset> = presets.collect();
    Ids::new(reader, &items, presets.iter().map(|preset| &*preset.id));
    presets
}

/// Reads the use cases, each with its name.
fn read_use_cases(reader: &mut Reader, root: JsonValue, entry_ids: &Ids) -> Vec<(UseCase, String)> {
    let items = reader.get_objects(root, "useCases", Comparison::MAX_USE_CASES);
    let use_cases = items.iter().map(|&item| {
        let id = reader.require_id(item, "id");
        let name = reader.require_text(item, "name");
        let entries = read_entry_list(reader, item, "entries", entry_ids);
        (UseCase { id, entries }, name)
    });
    let use_cases: Vec<_> = use_cases.collect();
    Ids::new(reader, &items, use_cases.iter().map(|(case, _)| &*case.id));
    use_cases
}

fn read_section(reader: &mut Reader, section: JsonValue) -> GuideSection {
    let items = reader.get_list(section, "items").into_iter();
    let items = items.map(|item| match item.kind() {
        JsonValueKind::Object => GuideItem {
            text: reader.require_text(item, "question"),
            answer: reader.require_text(item, "answer"),
            source: reader.get_text(item, "source"),
        },
        _ => GuideItem {
            text: reader.parse_text(item),
            answer: String::new(),
            source: String::new(),
        },
    });
    let items = items.collect();
    let kind = reader.get_keyword(section, "kind", &SectionKind::KEYWORDS);
    GuideSection {
        title: reader.require_text(section, "title"),
        kind: kind.unwrap_or(SectionKind::List),
        items,
    }
}
