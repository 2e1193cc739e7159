use std::fmt::{self, Display};

use nojson::{DisplayJson, JsonFormatter, JsonObjectFormatter, array, json, object};

use super::in_script;
use crate::dataset::{Comparison, Criterion, Decimal, Details, EntryDetails, Reason, Section};
use crate::format::extract::Extract;
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex};
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
    write(&Extract::shown(comparison, details, weights, ranking))
}

/// Writes the whole data set in JSON, as [`export_json`] does: every entry, in the order of the data, with
/// all that the format can say.
pub fn to_json(comparison: &Comparison, details: &Details) -> String {
    write(&Extract::whole(comparison, details))
}

fn write(extract: &Extract) -> String {
    let document = json(|f| {
        f.set_indent_size(2);
        f.set_spacing(true);
        f.object(|f| write_data_set(f, extract))
    });
    in_script(&format!("{document}\n"))
}

type Object<'a, 'b, 'c> = JsonObjectFormatter<'a, 'b, 'c>;

fn write_data_set(f: &mut Object, extract: &Extract) -> fmt::Result {
    let Extract {
        comparison,
        details,
        ..
    } = extract;
    text(f, "id", &comparison.id)?;
    text(f, "title", &comparison.title)?;
    if let Some(month) = comparison.updated {
        f.member("updated", month.to_string())?;
    }
    let source = &comparison.source;
    let write_source = |f: &mut Object| {
        text(f, "name", &source.name)?;
        text(f, "url", source.url.as_deref().unwrap_or_default())?;
        text(f, "note", &source.note)
    };
    f.member("source", line(write_source))?;
    f.member(
        "criteria",
        array(|f| {
            f.elements(extract.criteria.iter().map(|&(index, criterion)| {
                line(move |f| write_criterion(f, extract, index, criterion))
            }))
        }),
    )?;
    if !comparison.facets.is_empty() {
        let facets = || comparison.indexed_facets().map(|(index, _)| index);
        let write_facet = |index| line(move |f| write_facet(f, extract, index));
        f.member("facets", array(|f| f.elements(facets().map(write_facet))))?;
    }
    let write_entry = |row| line(move |f| write_entry(f, extract, row));
    f.member(
        "entries",
        array(|f| f.elements(extract.rows.iter().map(write_entry))),
    )?;
    if extract.is_whole {
        write_presets(f, comparison)?;
        write_use_cases(f, extract)?;
        if !details.guide.is_empty() {
            let write_section = |section| line(move |f| write_section(f, section));
            f.member(
                "guide",
                array(|f| f.elements(details.guide.iter().map(write_section))),
            )?;
        }
    }
    text(f, "disclaimer", &comparison.disclaimer)
}

/// An object on a line of its own.
fn line(members: impl Fn(&mut Object) -> fmt::Result) -> impl DisplayJson {
    json(move |f: &mut JsonFormatter| {
        let indent = f.get_indent_size();
        f.set_indent_size(0);
        f.object(&members)?;
        f.set_indent_size(indent);
        Ok(())
    })
}

/// A number, which shows itself as JSON does.
struct Number<T>(T);

impl<T: Display> DisplayJson for Number<T> {
    fn fmt(&self, f: &mut JsonFormatter<'_, '_>) -> fmt::Result {
        write!(f.inner_mut(), "{}", self.0)
    }
}

/// Writes a member of an object, unless the text is empty.
fn text(f: &mut Object, key: &str, text: &str) -> fmt::Result {
    match text {
        "" => Ok(()),
        _ => f.member(key, text),
    }
}

/// Writes a member of an object that is a list of texts, unless it is empty.
fn texts(f: &mut Object, key: &str, texts: &[&str]) -> fmt::Result {
    match texts {
        [] => Ok(()),
        _ => f.member(key, texts),
    }
}

fn write_criterion(
    f: &mut Object,
    extract: &Extract,
    index: CriterionIndex,
    criterion: &Criterion,
) -> fmt::Result {
    text(f, "id", &criterion.id)?;
    text(f, "name", &criterion.name)?;
    f.member("weight", Number(&extract.weights[index]))?;
    text(f, "description", extract.details.description(index))?;
    f.member("better", criterion.better.word())?;
    if let Some((low, high)) = extract.range(criterion) {
        f.member("range", [Number(low), Number(high)])?;
    }
    text(f, "unit", &criterion.unit)
}

fn write_facet(f: &mut Object, extract: &Extract, index: FacetIndex) -> fmt::Result {
    let facet = extract.comparison.facet(index);
    text(f, "id", &facet.id)?;
    text(f, "name", &facet.name)?;
    let tags = || {
        let tags = facet.indexed_tags();
        let tags = tags.map(|(tag, id)| (id, extract.details.tag_name(index, tag)));
        // An entry's tag may be blank, but not one that is listed.
        let is_blank = |text: &str| text.trim().is_empty();
        tags.filter(move |(id, name)| !is_blank(id) && !is_blank(name))
    };
    let write_tag = |(id, name): (&str, &str)| {
        let (id, name) = (id.to_owned(), name.to_owned());
        object(move |f| {
            text(f, "id", &id)?;
            text(f, "name", &name)
        })
    };
    f.member("values", array(|f| f.elements(tags().map(write_tag))))
}

fn write_entry(f: &mut Object, extract: &Extract, row: &Ranked) -> fmt::Result {
    let comparison = extract.comparison;
    let entry = comparison.entry(row.entry);
    text(f, "id", &entry.id)?;
    text(f, "name", &entry.name)?;
    if let Some(standing) = row.standing {
        f.member("rank", standing.rank.number())?;
        f.member("tied", standing.tied)?;
        f.member("score", Number(standing.total.points()))?;
    }
    let url = extract.details.url(row.entry);
    text(f, "url", url.unwrap_or_default())?;
    text(f, "tagline", &entry.tagline)?;
    if let Some(rank) = entry.published_rank {
        f.member("publishedRank", rank)?;
    }
    let details = extract.details.entry(row.entry);
    f.member(
        "scores",
        object(|f| {
            for (index, criterion) in comparison.indexed_criteria() {
                if let Some(score) = comparison.score(index, row.entry) {
                    write_score(f, &criterion.id, score, details.reason(index))?;
                }
            }
            Ok(())
        }),
    )?;
    if !entry.tags.is_empty() {
        let tags = object(|f| {
            for (index, facet) in comparison.indexed_facets() {
                let tags = entry.tags_in(index).map(|tag| facet.tag_id(tag));
                texts(f, &facet.id, &tags.collect::<Vec<_>>())?;
            }
            Ok(())
        });
        f.member("tags", tags)?;
    }
    write_details(f, extract, details)
}

fn write_score(f: &mut Object, key: &str, score: Decimal, reason: &Reason) -> fmt::Result {
    if *reason == Reason::default() {
        return f.member(key, Number(score));
    }
    let members = |f: &mut Object| {
        f.member("value", Number(score))?;
        let basis = reason.basis.map(|basis| basis.word());
        text(f, "basis", basis.unwrap_or_default())?;
        text(f, "why", &reason.why)?;
        text(f, "source", &reason.source)
    };
    f.member(key, object(members))
}

fn write_details(f: &mut Object, extract: &Extract, details: &EntryDetails) -> fmt::Result {
    if !details.features.is_empty() {
        let features = details.features.iter().map(|feature| {
            object(|f| {
                text(f, "text", &feature.text)?;
                text(f, "source", &feature.source)
            })
        });
        f.member("features", features.collect::<Vec<_>>())?;
    }
    text(f, "bestFor", &details.best_for)?;
    text(f, "considerIf", &details.consider_if)?;
    // Those that are not among the rows are not in this data set.
    let alternatives = details.alternatives.iter().copied();
    let alternatives: Vec<_> = alternatives.filter(|&entry| extract.has(entry)).collect();
    write_ids(f, extract.comparison, "alternatives", &alternatives)
}

fn write_ids(
    f: &mut Object,
    comparison: &Comparison,
    key: &str,
    entries: &[EntryIndex],
) -> fmt::Result {
    let ids = entries.iter().map(|&entry| &*comparison.entry(entry).id);
    texts(f, key, &ids.collect::<Vec<_>>())
}

fn write_presets(f: &mut Object, comparison: &Comparison) -> fmt::Result {
    if comparison.presets.is_empty() {
        return Ok(());
    }
    let presets = comparison.presets.iter().map(|preset| {
        let weights = move || {
            let criteria = comparison.indexed_criteria();
            criteria.map(|(index, criterion)| (&criterion.id, Number(&preset.weights[index])))
        };
        line(move |f| {
            text(f, "id", &preset.id)?;
            text(f, "name", &preset.name)?;
            text(f, "note", &preset.note)?;
            f.member("weights", object(|f| f.members(weights())))
        })
    });
    f.member("presets", presets.collect::<Vec<_>>())
}

fn write_use_cases(f: &mut Object, extract: &Extract) -> fmt::Result {
    let comparison = extract.comparison;
    if comparison.use_cases.is_empty() {
        return Ok(());
    }
    let use_cases = comparison.indexed_use_cases().map(|(index, use_case)| {
        line(move |f| {
            text(f, "id", &use_case.id)?;
            text(f, "name", extract.details.use_case_name(index))?;
            write_ids(f, comparison, "entries", &use_case.entries)
        })
    });
    f.member("useCases", use_cases.collect::<Vec<_>>())
}

fn write_section(f: &mut Object, section: &Section) -> fmt::Result {
    text(f, "title", &section.title)?;
    f.member("kind", section.kind.word())?;
    let items = || {
        section.items.iter().map(|item| {
            json(|f| {
                if item.answer.is_empty() {
                    return f.value(&item.text);
                }
                f.object(|f| {
                    text(f, "question", &item.text)?;
                    text(f, "answer", &item.answer)?;
                    text(f, "source", &item.source)
                })
            })
        })
    };
    f.member("items", array(|f| f.elements(items())))
}
