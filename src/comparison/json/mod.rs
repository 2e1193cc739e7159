//! Reading a data set from JSON: every problem at once, each with its place and its mend.

mod entries;
mod fields;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use self::entries::read_entries;
use self::fields::{Fields, Path, Problems, decimal_of, text_of};
use super::positions::Column;
use super::{
    Better, Comparison, Criterion, CriterionIndex, Decimal, EntryIndex, Facet, FacetValue,
    GuideItem, Month, Positions, Preset, Section, SectionKind, Source, UseCase,
};
use crate::weighting::{Weight, Weights};

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
    /// Reads a data set. Unknown fields are passed over.
    ///
    /// # Errors
    /// Every problem that the data set has; never an empty list.
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
        let value: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
                let place = format!("line {}, column {}", error.line(), error.column());
                vec![Problem {
                    place,
                    message: "this is not valid JSON from here on".to_owned(),
                }]
            })?;
        let problems = Problems::default();
        let comparison = Fields::new(value, &Path::Root, &problems).and_then(read_comparison);
        comparison.ok_or(problems.into_list())
    }
}

/// Which index each id stands for.
type Ids<Index> = BTreeMap<String, Index>;

fn read_comparison(mut fields: Fields) -> Option<Comparison> {
    let problems = fields.problems;
    let (criteria, ranges) = read_criteria(&mut fields);
    let criterion_ids: Ids<CriterionIndex> = criteria
        .iter()
        .map(|criterion| criterion.id.clone())
        .zip((0..).map(CriterionIndex))
        .collect();
    let facets = read_facets(&mut fields);
    let (entries, entry_ids) = read_entries(&mut fields, &criteria, &criterion_ids, &facets);

    let mut comparison = Comparison {
        id: fields.text("id"),
        title: fields.text("title"),
        updated: read_month(&mut fields),
        source: read_source(&mut fields),
        presets: read_presets(&mut fields, &criteria, &criterion_ids),
        criteria,
        facets,
        entries,
        use_cases: fields.each_object("useCases", |mut fields| UseCase {
            id: fields.required_text("id"),
            name: fields.required_text("name"),
            entries: read_entry_list(&mut fields, "entries", &entry_ids),
        }),
        guide: read_guide(&mut fields),
        disclaimer: fields.text("disclaimer"),
        positions: Positions::new(&[]),
    };
    let columns = place_scores(&mut comparison, &ranges, problems);
    if !problems.is_empty() {
        return None;
    }
    comparison.positions = Positions::new(&columns);
    Some(comparison)
}

/// A criterion's range as the data give it, where they do.
type GivenRange = Option<(Decimal, Decimal)>;

/// Reads the criteria. One without a weight counts for nothing at first; if none has one, all count alike.
fn read_criteria(fields: &mut Fields) -> (Vec<Criterion>, Vec<GivenRange>) {
    let mut weighted = false;
    let read = fields.each_required("criteria", Comparison::MAX_CRITERIA, |mut fields| {
        let path = Path::Key(fields.path, "weight");
        let weight = fields
            .take("weight")
            .and_then(|value| weight_of(&value, &path, fields.problems));
        weighted |= weight.is_some();
        let criterion = Criterion {
            id: fields.required_text("id"),
            name: fields.required_text("name"),
            weight: weight.unwrap_or_default(),
            description: fields.text("description"),
            better: fields.one_of(
                "better",
                &[("higher", Better::Higher), ("lower", Better::Lower)],
            ),
            range: (Decimal::ZERO, Decimal::ZERO),
            spread: (Decimal::ZERO, Decimal::ZERO),
            unit: fields.text("unit"),
        };
        (criterion, read_range(&mut fields))
    });
    let (mut criteria, ranges): (Vec<Criterion>, _) = read.into_iter().unzip();
    if !weighted {
        criteria
            .iter_mut()
            .for_each(|criterion| criterion.weight = Weight::MIDDLE);
    }
    let ids = criteria.iter().map(|criterion| criterion.id.as_str());
    fields
        .problems
        .unique_ids(&Path::Key(fields.path, "criteria"), ids);
    (criteria, ranges)
}

fn weight_of(value: &Value, path: &Path, problems: &Problems) -> Option<Weight> {
    let weight = decimal_of(value, path, problems)?.to_string().parse().ok();
    if weight.is_none() {
        problems.report(
            path,
            "a weight is a number from 0 to 100 with at most two decimals",
        );
    }
    weight
}

fn read_range(fields: &mut Fields) -> GivenRange {
    let present = fields.take("range")?;
    let path = Path::Key(fields.path, "range");
    let bounds = match &present {
        Value::Array(bounds) => bounds
            .iter()
            .map(|bound| decimal_of(bound, &path, fields.problems))
            .collect(),
        _ => Vec::new(),
    };
    match bounds[..] {
        [Some(low), Some(high)] if low < high => Some((low, high)),
        [None, _] | [_, None] => None,
        _ => {
            fields.report(
                "range",
                "write the lowest and then the highest score there can be, as in [0, 100]",
            );
            None
        }
    }
}

fn read_facets(fields: &mut Fields) -> Vec<Facet> {
    let facets = fields.each_object("facets", |mut fields| Facet {
        id: fields.required_text("id"),
        name: fields.required_text("name"),
        values: fields.each_object("values", |mut fields| FacetValue {
            id: fields.required_text("id"),
            name: fields.required_text("name"),
        }),
    });
    let ids = facets.iter().map(|facet| facet.id.as_str());
    fields
        .problems
        .unique_ids(&Path::Key(fields.path, "facets"), ids);
    facets
}

fn read_month(fields: &mut Fields) -> Option<Month> {
    let text = fields.text("updated");
    let month = text.parse().ok();
    if month.is_none() && !text.is_empty() {
        fields.report("updated", "write a year and a month, as in \"2025-09\"");
    }
    month
}

fn read_source(fields: &mut Fields) -> Source {
    let path = Path::Key(fields.path, "source");
    let source = fields
        .take("source")
        .and_then(|value| Fields::new(value, &path, fields.problems));
    source.map_or_else(Source::default, |mut fields| Source {
        name: fields.text("name"),
        url: fields.url("url"),
        note: fields.text("note"),
    })
}

fn read_presets(
    fields: &mut Fields,
    criteria: &[Criterion],
    ids: &Ids<CriterionIndex>,
) -> Vec<Preset> {
    let published: Weights = criteria.iter().map(|criterion| criterion.weight).collect();
    fields.each_object("presets", |mut fields| {
        let problems = fields.problems;
        let mut weights = published.clone();
        fields.members("weights", |id, value, path| {
            let weight = weight_of(&value, path, problems)?;
            let criterion = ids.get(id).or_else(|| {
                problems.report(
                    path,
                    "no criterion has this id: write one of those under \"criteria\"",
                );
                None
            })?;
            weights.set(*criterion, weight);
            Some(())
        });
        Preset {
            id: fields.required_text("id"),
            name: fields.required_text("name"),
            note: fields.text("note"),
            weights,
        }
    })
}

fn read_entry_list(fields: &mut Fields, key: &str, ids: &Ids<EntryIndex>) -> Vec<EntryIndex> {
    let problems = fields.problems;
    fields.each(key, |value, path| {
        entry_of(&text_of(value, path, problems), path, problems, ids)
    })
}

fn entry_of(
    id: &str,
    path: &Path,
    problems: &Problems,
    ids: &Ids<EntryIndex>,
) -> Option<EntryIndex> {
    let entry = ids.get(id).copied();
    if entry.is_none() {
        problems.report(
            path,
            "no entry has this id: write one of those under \"entries\"",
        );
    }
    entry
}

fn read_guide(fields: &mut Fields) -> Vec<Section> {
    let kinds = [
        ("list", SectionKind::List),
        ("checklist", SectionKind::Checklist),
        ("faq", SectionKind::Faq),
    ];
    fields.each_object("guide", |mut fields| {
        let problems = fields.problems;
        Section {
            title: fields.required_text("title"),
            kind: fields.one_of("kind", &kinds),
            items: fields.each("items", |item, path| {
                if !item.is_object() {
                    let text = text_of(item, path, problems);
                    return Some(GuideItem {
                        text,
                        answer: String::new(),
                        source: String::new(),
                    });
                }
                let mut fields = Fields::new(item, path, problems)?;
                Some(GuideItem {
                    text: fields.required_text("question"),
                    answer: fields.required_text("answer"),
                    source: fields.text("source"),
                })
            }),
        }
    })
}

/// Gives every criterion its spread and range, and reports scores outside it.
///
/// The range is the given one, else 0 to 100 if all scores lie in it, else the spread.
fn place_scores(
    comparison: &mut Comparison,
    given: &[GivenRange],
    problems: &Problems,
) -> Vec<Column> {
    let Comparison {
        criteria, entries, ..
    } = comparison;
    let entries_path = Path::Key(&Path::Root, "entries");
    let columns = criteria.iter_mut().zip(given).enumerate().map(|(place, (criterion, given))| {
        let scores: Vec<Option<Decimal>> =
            entries.iter().map(|entry| entry.scores[place].as_ref().map(|score| score.value)).collect();
        let known = || scores.iter().copied().flatten();
        let Some(spread) = known().min().zip(known().max()) else {
            let path = Path::Index(&Path::Key(&Path::Root, "criteria"), place);
            problems.report(&path, "no entry has a score on this criterion: add scores, or leave it out");
            return Column { better: criterion.better, range: criterion.range, scores };
        };
        let percent = (Decimal::ZERO, Decimal::HUNDRED);
        let within = |range: (Decimal, Decimal), score: Decimal| range.0 <= score && score <= range.1;
        let fits = within(percent, spread.0) && within(percent, spread.1);
        criterion.spread = spread;
        criterion.range = given.unwrap_or(if fits { percent } else { spread });
        for (index, score) in scores.iter().enumerate() {
            if score.is_some_and(|score| !within(criterion.range, score)) {
                let entry = Path::Index(&entries_path, index);
                let scores = Path::Key(&entry, "scores");
                let (low, high) = criterion.range;
                problems.report(
                    &Path::Key(&scores, &criterion.id),
                    &format!("this score lies outside the criterion's range, {low} to {high}: mend one of them"),
                );
            }
        }
        Column { better: criterion.better, range: criterion.range, scores }
    });
    columns.collect()
}
