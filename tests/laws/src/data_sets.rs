//! Laws of data sets: any file is read or reported, and what is written is read back.

use std::collections::BTreeSet;

use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{
    DataFormat, Problem, csv_losses, export_csv, export_json, to_csv, to_json, to_packed,
};
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::weights::Weights;

use crate::addresses::addresses_open;

/// Asserts that a file is read, and all that is written of it is read back; or that its problems say where they are.
///
/// # Panics
/// If that does not hold.
pub fn file_is_read(bytes: &[u8], format: DataFormat) {
    match DataSet::read(bytes, format) {
        Ok(data) => {
            if format != DataFormat::Packed {
                addresses_open(&data);
                everything_is_read_back(&data);
            }
            rankings_are_tables(&data);
        }
        Err(problems) => problems_have_places(bytes, &problems),
    }
}

fn problems_have_places(bytes: &[u8], problems: &[Problem]) {
    assert!(!problems.is_empty(), "an error without a problem");
    for problem in problems {
        assert!(
            !problem.message.is_empty() && !problem.place.is_empty(),
            "{problem:?}"
        );
        assert!(
            problem
                .byte_offset
                .is_none_or(|offset| offset <= bytes.len()),
            "{problem:?}"
        );
    }
}

/// Asserts that a data set is the same after it was written and read in each format, but for the losses that are listed for
/// CSV.
///
/// # Panics
/// If that does not hold.
pub fn everything_is_read_back(data: &DataSet) {
    json_is_read_back(data);
    packed_file_is_read_back(data);
    csv_is_read_back(data);
}

/// Asserts that JSON loses nothing.
///
/// # Panics
/// If that does not hold.
pub fn json_is_read_back(data: &DataSet) {
    let json = to_json(&data.comparison, &data.details);
    let again = DataSet::from_json(&json);
    let again = again.unwrap_or_else(|problems| panic!("{problems:#?}\n{json}"));
    let comparison = |data: &DataSet| format!("{:#?}", data.comparison);
    assert_eq!(comparison(&again), comparison(data), "{json}");
    // Details may be empty or absent, which is the same.
    assert_eq!(to_json(&again.comparison, &again.details), json);
}

/// Asserts that a packed file loses nothing.
///
/// # Panics
/// If that does not hold.
pub fn packed_file_is_read_back(data: &DataSet) {
    let file = to_packed(data).expect("a packed file");
    let again = DataSet::read(&file, DataFormat::Packed);
    let again = again.unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(without_notes(&again), without_notes(data));
}

/// Asserts that CSV holds the ranking, and loses only what [`csv_losses`] lists.
///
/// # Panics
/// If that does not hold.
pub fn csv_is_read_back(data: &DataSet) {
    let csv = to_csv(&data.comparison, &data.details);
    let losses = csv_losses(data);
    let again = DataSet::from_csv(&csv).unwrap_or_else(|problems| panic!("{problems:#?}\n{csv}"));
    assert_eq!(ranking_parts(&again), ranking_parts(data), "{csv}");
    if losses.is_empty() {
        assert_eq!(table_parts(&again), table_parts(data), "{csv}");
    }
    let none: [String; 0] = [];
    assert_eq!(csv_losses(&again), none, "of a data set from CSV\n{csv}");
    let (before, after) = (TableNames::of(data), TableNames::of(&again));
    for (before, after, words) in [
        (
            before.criterion_names,
            after.criterion_names,
            ["name", "criteri"],
        ),
        (before.criterion_ids, after.criterion_ids, ["id", "criteri"]),
        (before.units, after.units, ["unit", "criteri"]),
        (before.facet_names, after.facet_names, ["name", "facet"]),
        (before.facet_ids, after.facet_ids, ["id", "facet"]),
        (before.tags, after.tags, ["text", "tag"]),
    ] {
        let is_listed = |loss: &String| words.iter().all(|word| loss.contains(word));
        let is_known = before == after || losses.iter().any(is_listed);
        assert!(is_known, "{before:?} became {after:?}\n{losses:?}\n{csv}");
    }
}

/// Returns all of a data set but the notes on how it was read.
fn without_notes(data: &DataSet) -> String {
    format!("{:#?}\n{:#?}", data.comparison, data.details)
}

/// Returns the parts of a data set that CSV always holds.
fn ranking_parts(
    DataSet {
        comparison,
        details,
        ..
    }: &DataSet,
) -> String {
    let criteria = comparison.indexed_criteria().map(|(index, criterion)| {
        let scores = comparison.indexed_entries();
        let scores: Vec<_> = scores
            .map(|(entry, _)| comparison.score(index, entry))
            .collect();
        let given = (criterion.given.weight, criterion.given.range);
        let ranges = (criterion.range, criterion.observed_range);
        (criterion.weight, criterion.better, given, ranges, scores)
    });
    let entries = comparison.indexed_entries().map(|(index, entry)| {
        let texts = (&entry.id, &entry.name, &entry.tagline);
        (
            texts,
            entry.published_rank,
            details.url(index),
            details.rel(index),
        )
    });
    let [criteria, entries]: [String; 2] = [
        criteria.map(|part| format!("{part:?}\n")).collect(),
        entries.map(|part| format!("{part:?}\n")).collect(),
    ];
    criteria + &entries + &ranking(comparison, &comparison.published_weights())
}

/// Returns the ranking at these weights.
fn ranking(comparison: &Comparison, weights: &Weights) -> String {
    let ranking = Ranking::new(comparison, weights);
    format!("{:?}", ranking.rows())
}

/// Returns the parts of a data set that a table without losses holds.
fn table_parts(data: &DataSet) -> String {
    let DataSet {
        comparison,
        details,
        ..
    } = data;
    let mut comparison = comparison.clone();
    for criterion in &mut comparison.criteria {
        // A table always says which end is better.
        criterion.given.better = true;
    }
    let names = TableNames::of(data);
    let tags = comparison.indexed_facets().map(|(facet, item)| {
        let tags = item.indexed_tags();
        tags.map(|(tag, _)| details.tag_name(facet, tag).to_owned())
            .collect::<Vec<_>>()
    });
    format!(
        "{comparison:#?}{:#?}{:#?}",
        names.tags,
        tags.collect::<Vec<_>>()
    )
}

/// The names in the header of a table, and the tags.
struct TableNames {
    criterion_names: Vec<String>,
    criterion_ids: Vec<String>,
    units: Vec<String>,
    facet_names: Vec<String>,
    facet_ids: Vec<String>,
    /// Each with its entry and facet, in alphabetical order.
    tags: Vec<String>,
}

impl TableNames {
    fn of(DataSet { comparison, .. }: &DataSet) -> TableNames {
        let criteria = || comparison.criteria.iter();
        let facets = || comparison.facets.iter();
        let tags = comparison.entries.iter().flat_map(|entry| {
            comparison.indexed_facets().flat_map(move |(index, facet)| {
                let tags = entry.tags_in(index);
                tags.map(move |tag| format!("{} {} {}", entry.id, index.0, facet.tag_id(tag)))
            })
        });
        TableNames {
            criterion_names: criteria().map(|criterion| criterion.name.clone()).collect(),
            criterion_ids: criteria().map(|criterion| criterion.id.clone()).collect(),
            units: criteria().map(|criterion| criterion.unit.clone()).collect(),
            facet_names: facets().map(|facet| facet.name.clone()).collect(),
            facet_ids: facets().map(|facet| facet.id.clone()).collect(),
            tags: tags.collect::<BTreeSet<_>>().into_iter().collect(),
        }
    }
}

/// Asserts that a saved ranking is a table for other programs, with the names and scores of the entries in its cells; and
/// that it is read back as a data set with the same ranking, if any of its entries has a score.
///
/// # Panics
/// If that does not hold.
pub fn rankings_are_tables(data: &DataSet) {
    let comparison = &data.comparison;
    let weights = comparison.published_weights();
    for keeps in [
        |_: EntryIndex| true,
        |entry: EntryIndex| entry.0.is_multiple_of(2),
    ] {
        let ranking = Ranking::with_filter(comparison, &weights, &keeps, usize::MAX);
        let csv = export_csv(comparison, &data.details, &weights, &ranking);
        ranking_is_a_table(data, &csv, &ranking);
        let entries = ranking.rows().iter().map(|row| row.entry);
        let mut scores = entries.flat_map(|entry| {
            let criteria = comparison.indexed_criteria();
            criteria.map(move |(criterion, _)| comparison.score(criterion, entry))
        });
        if scores.any(|score| score.is_some()) {
            let json = export_json(comparison, &data.details, &weights, &ranking);
            ranking_is_read_back(comparison, &csv, &json, &ranking);
        }
    }
}

fn ranking_is_a_table(data: &DataSet, csv: &str, ranking: &Ranking) {
    let DataSet {
        comparison,
        details,
        ..
    } = data;
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .terminator(csv::Terminator::CRLF)
        .from_reader(text.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let [id, name, url] = ["id", "name", "url"].map(|name| column(name).expect(name));
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|row| row.expect("a rectangle"))
        .collect();
    assert_eq!(rows.len(), ranking.rows().len(), "{csv}");
    for (cells, row) in rows.iter().zip(ranking.rows()) {
        let entry = comparison.entry(row.entry);
        assert_eq!(without_guard(&cells[id]), entry.id, "{csv}");
        assert_eq!(without_guard(&cells[name]), entry.name, "{csv}");
        assert_eq!(
            &cells[url],
            details.url(row.entry).unwrap_or_default(),
            "{csv}"
        );
        let scores = comparison
            .indexed_criteria()
            .map(|(index, _)| comparison.score(index, row.entry));
        let scores: Vec<String> = scores.flatten().map(|score| score.to_string()).collect();
        let numbers = cells
            .iter()
            .skip(headers.len() - comparison.criteria.len().min(headers.len()));
        let numbers: Vec<&str> = numbers.collect();
        assert!(
            scores.iter().all(|score| numbers.contains(&&**score)),
            "{csv}"
        );
    }
}

fn ranking_is_read_back(comparison: &Comparison, csv: &str, json: &str, ranking: &Ranking) {
    let places = |comparison: &Comparison, ranking: &Ranking| {
        let places = ranking.rows().iter().map(|row| {
            let standing = row.standing;
            let standing = standing.map(|standing| {
                (
                    standing.rank.number(),
                    standing.tied,
                    standing.total.points().tenths(),
                )
            });
            (comparison.entry(row.entry).id.clone(), standing)
        });
        places.collect::<Vec<_>>()
    };
    for (text, format) in [(csv, DataFormat::Csv), (json, DataFormat::Json)] {
        let again = DataSet::read(text.as_bytes(), format);
        let again = again
            .unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
            .comparison;
        let ranked = Ranking::new(&again, &again.published_weights());
        assert_eq!(
            places(&again, &ranked),
            places(comparison, ranking),
            "{text}"
        );
    }
}

/// Removes the apostrophe that keeps a spreadsheet from reading a text as a formula.
fn without_guard(cell: &str) -> &str {
    let starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let is_guarded = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(starts);
    if is_guarded { &cell[1..] } else { cell }
}
