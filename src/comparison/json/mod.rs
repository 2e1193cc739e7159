//! Reading a data set from JSON: every problem at once, each with its place and its mend.

mod criteria;
mod entries;
mod facets;
mod reader;

use std::collections::HashMap;
use std::fmt;

use nojson::{JsonValueKind, RawJson};

use self::criteria::{place_scores, read_criteria, weight_of};
use self::entries::{read_entries, read_entry_list};
use self::facets::Facets;
use self::reader::{Json, Reader, members};
use super::positions::Column;
use super::{
    Comparison, Criterion, CriterionIndex, Entry, EntryIndex, Guide, GuideItem, Month, Positions,
    Preset, Section, SectionKind, Source, UseCase,
};
use crate::weighting::Weights;

/// Something in a data set that keeps it from being shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path such as `entries[2].scores.scale`, or a line and column.
    pub place: String,
    /// What is wrong, and what would mend it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Comparison {
    /// Reads a data set. Unknown fields are passed over; of two equal keys the first counts.
    ///
    /// # Errors
    /// Every problem that the data set has, up to a thousand and then how many more; never an empty list.
    ///
    /// ```
    /// use weigh_in::comparison::Comparison;
    ///
    /// let comparison = Comparison::from_json(
    ///     r#"{ "criteria": [{ "id": "price", "name": "Price" }],
    ///          "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#,
    /// ).expect("a data set without problems");
    /// assert_eq!(comparison.entries[0].id, "acme");
    ///
    /// let problems = Comparison::from_json(r#"{ "criteria": [] }"#).unwrap_err();
    /// assert_eq!(problems.len(), 2);
    /// ```
    pub fn from_json(text: &str) -> Result<Comparison, Vec<Problem>> {
        let text = text.trim_start_matches('\u{feff}');
        if text.len() > Comparison::MAX_BYTES {
            let message = format!(
                "shorten this to at most {} MiB",
                Comparison::MAX_BYTES >> 20
            );
            return Err(vec![Problem {
                place: "the data set".to_owned(),
                message,
            }]);
        }
        let document = RawJson::parse(text).map_err(|error| {
            let (line, column) = error
                .get_line_and_column_numbers(text)
                .map_or((1, 1), |(line, column)| (line.get(), column.get()));
            let place = format!("line {line}, column {column}");
            vec![Problem {
                place,
                message: "this is not valid JSON from here on".to_owned(),
            }]
        })?;
        let mut reader = Reader::default();
        let root = reader.object(document.value());
        let comparison = root.and_then(|root| read_comparison(&mut reader, root));
        comparison.ok_or(reader.into_problems())
    }
}

/// Which place in a list each id stands for.
struct Ids {
    places: HashMap<String, usize>,
    /// Whether every item has an id; else an unknown one may be that of an item without.
    complete: bool,
}

impl Ids {
    /// Notes the ids of a list's items, and reports those that are there twice.
    fn of<'a>(reader: &mut Reader, items: &[Json], ids: impl Iterator<Item = &'a str>) -> Ids {
        let mut places = HashMap::new();
        let mut complete = !items.is_empty();
        for (place, id) in ids.enumerate() {
            complete &= !id.is_empty();
            if !id.is_empty() && places.insert(id.to_owned(), place).is_some() {
                let message =
                    format!("another one already has the id \"{id}\": give this one its own");
                reader.report(items[place], "id", message);
            }
        }
        Ids { places, complete }
    }

    /// The place of an id; reports at `value` if no `thing` under `list` has it.
    fn find(
        &self,
        reader: &mut Reader,
        id: &str,
        value: Json,
        thing: &str,
        mend: &str,
    ) -> Option<usize> {
        let place = self.places.get(id).copied();
        if place.is_none() && self.complete {
            reader.report(value, "", format!("no {thing} has this id: {mend}"));
        }
        place
    }

    fn criterion(&self, reader: &mut Reader, id: &str, value: Json) -> Option<CriterionIndex> {
        let place = self.find(
            reader,
            id,
            value,
            "criterion",
            "write one of those under \"criteria\"",
        )?;
        Some(CriterionIndex(place as u8))
    }
}

fn read_comparison(reader: &mut Reader, root: Json) -> Option<Comparison> {
    let criterion_items = reader.required_objects(root, "criteria", Comparison::MAX_CRITERIA);
    let mut criteria = read_criteria(reader, &criterion_items);
    let criterion_ids = Ids::of(
        reader,
        &criterion_items,
        criteria.iter().map(|criterion| &*criterion.id),
    );
    let mut facets = Facets::read(reader, root);
    let entry_items = reader.required_objects(root, "entries", Comparison::MAX_ENTRIES);
    let (entries, entry_ids) = read_entries(
        reader,
        &entry_items,
        criteria.len(),
        &criterion_ids,
        &mut facets,
    );

    let columns: Vec<Column> = criteria
        .iter_mut()
        .enumerate()
        .map(|(place, criterion)| {
            let scores = entries
                .iter()
                .map(|entry| entry.scores[place].as_ref().map(|score| score.value));
            place_scores(
                reader,
                criterion,
                criterion_items[place],
                scores.collect(),
                &entry_items,
            )
        })
        .collect();
    let comparison = Comparison {
        id: reader.text(root, "id"),
        title: reader.text(root, "title"),
        updated: read_month(reader, root),
        source: read_source(reader, root),
        presets: read_presets(reader, root, &criteria, &criterion_ids),
        use_cases: read_use_cases(reader, root, &entry_ids),
        guide: read_guide(reader, root),
        disclaimer: reader.text(root, "disclaimer"),
        is_abridged: false,
        published_order: published_order(&entries),
        criteria,
        facets: facets.into_facets(),
        entries,
        positions: if reader.is_content() {
            Positions::new(&columns)
        } else {
            Positions::new(&[])
        },
    };
    reader.is_content().then_some(comparison)
}

fn published_order(entries: &[Entry]) -> Vec<EntryIndex> {
    let mut order: Vec<(EntryIndex, &Entry)> = (0..).map(EntryIndex).zip(entries).collect();
    order.sort_by_key(|(_, entry)| (entry.published_rank.unwrap_or(u32::MAX), &entry.name));
    order.into_iter().map(|(index, _)| index).collect()
}

fn read_month(reader: &mut Reader, root: Json) -> Option<Month> {
    let text = reader.text(root, "updated");
    let month = text.parse().ok();
    if month.is_none() && !text.is_empty() {
        reader.report(
            root,
            "updated",
            "write a year and a month, as in \"2025-09\"",
        );
    }
    month
}

fn read_source(reader: &mut Reader, root: Json) -> Source {
    let Some(source) = reader.object_field(root, "source") else {
        return Source::default();
    };
    Source {
        name: reader.text(source, "name"),
        url: reader.url(source, "url"),
        note: reader.text(source, "note"),
    }
}

fn read_presets(reader: &mut Reader, root: Json, criteria: &[Criterion], ids: &Ids) -> Vec<Preset> {
    let published: Weights = criteria.iter().map(|criterion| criterion.weight).collect();
    let items = reader.objects(root, "presets");
    let presets = items.iter().map(|&item| {
        let mut weights = published.clone();
        for (id, value) in reader
            .object_field(item, "weights")
            .into_iter()
            .flat_map(members)
        {
            let criterion = ids.criterion(reader, &id, value);
            if let (Some(criterion), Some(weight)) = (criterion, weight_of(reader, value)) {
                weights.set(criterion, weight);
            }
        }
        Preset {
            id: reader.required_text(item, "id"),
            name: reader.required_text(item, "name"),
            note: reader.text(item, "note"),
            weights,
        }
    });
    let presets: Vec<Preset> = presets.collect();
    Ids::of(reader, &items, presets.iter().map(|preset| &*preset.id));
    presets
}

fn read_use_cases(reader: &mut Reader, root: Json, entry_ids: &Ids) -> Vec<UseCase> {
    let items = reader.objects_up_to(root, "useCases", Comparison::MAX_USE_CASES);
    let use_cases = items.iter().map(|&item| UseCase {
        id: reader.required_text(item, "id"),
        name: reader.required_text(item, "name"),
        entries: read_entry_list(reader, item, "entries", entry_ids),
    });
    let use_cases: Vec<UseCase> = use_cases.collect();
    Ids::of(
        reader,
        &items,
        use_cases.iter().map(|use_case| &*use_case.id),
    );
    use_cases
}

fn read_guide(reader: &mut Reader, root: Json) -> Guide {
    let items = reader.objects(root, "guide").into_iter();
    Guide::Sections(items.map(|item| read_section(reader, item)).collect())
}

fn read_section(reader: &mut Reader, section: Json) -> Section {
    let kinds = [SectionKind::List, SectionKind::Checklist, SectionKind::Faq];
    let items = reader.list(section, "items").into_iter();
    let items = items.map(|item| match item.kind() {
        JsonValueKind::Object => GuideItem {
            text: reader.required_text(item, "question"),
            answer: reader.required_text(item, "answer"),
            source: reader.text(item, "source"),
        },
        _ => GuideItem {
            text: reader.text_of(item),
            answer: String::new(),
            source: String::new(),
        },
    });
    let items = items.collect();
    Section {
        title: reader.required_text(section, "title"),
        kind: kinds[reader.choice(section, "kind", &["list", "checklist", "faq"])],
        items,
    }
}
