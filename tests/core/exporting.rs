//! Exported rankings: their content, which reads back as the same ranking, and pictures.

use std::collections::HashMap;

use num_rational::BigRational;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, Criterion, DataSet, Details, Given};
use weigh_in_core::format::{export_csv, export_json};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::publish::{Anchor, Attribution, Picture, Shape};
use weigh_in_core::ranking::{Ranking, RankingRow};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Weight, Weights};

use crate::support::{data_sets, data_sets_too_fine_to_be_exact, integer, read, read_data};

const ATTRIBUTION: Attribution = Attribution {
    date: "21 November 2026",
    link: "https://example.org/best#weigh-in=1;a:30",
    active_filters: "",
};

fn bundled() -> DataSet {
    read_data(include_str!("../../assets/custody-insurance.json"))
}

fn published(comparison: &Comparison) -> Ranking {
    Ranking::new(comparison, &comparison.published_weights())
}

/// An entry's id, and its rank, whether that is shared, and its points in tenths.
type RankedPlace = (String, Option<(u32, bool, u16)>);

/// Returns the rows of a ranking, comparable between data sets.
fn ranked_places(comparison: &Comparison, ranking: &Ranking) -> Vec<RankedPlace> {
    let place = |row: &RankingRow| {
        let standing = row.standing.map(|standing| {
            let points = standing.total.points().tenths();
            (standing.rank.number(), standing.tied, points)
        });
        (comparison.entry(row.entry).id.clone(), standing)
    };
    ranking.rows().iter().map(place).collect()
}

/// Returns weights from a list that is long enough for every data set.
fn weights_of(comparison: &Comparison, hundredths: &[u16]) -> Weights {
    let weights = hundredths
        .iter()
        .filter_map(|&hundredths| Weight::from_hundredths(hundredths));
    weights.take(comparison.criteria.len()).collect()
}

fn any_weights() -> impl Strategy<Value = Vec<u16>> {
    let hundredths = prop_oneof![Just(0u16), Just(2_500), 0..=10_000u16];
    prop_oneof![vec(hundredths, 24), Just(vec![0; 24])]
}

/// Generates which of at most 13 entries are in a ranking.
fn any_rows() -> impl Strategy<Value = Vec<bool>> {
    prop_oneof![
        Just(vec![true; 13]),
        vec(any::<bool>(), 13),
        vec(prop::bool::weighted(0.2), 13)
    ]
}

/// Reports whether any of these rows has a score, without which a data set is invalid.
fn has_scores(comparison: &Comparison, ranking: &Ranking) -> bool {
    let criteria = comparison.indexed_criteria();
    let mut cells =
        criteria.flat_map(|(criterion, _)| ranking.rows().iter().map(move |row| (criterion, row)));
    cells.any(|(criterion, row)| comparison.score(criterion, row.entry).is_some())
}

proptest! {
    #[test]
    fn exported_json_has_the_same_ranking(data in data_sets(), weights in any_weights(), rows in any_rows()) {
        let data = read_data(&data.json());
        let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::with_filter(comparison, &weights, &|entry| rows[entry.0 as usize], usize::MAX);
        let json = export_json(comparison, &data.details, &weights, &ranking);
        if has_scores(comparison, &ranking) {
            let again = read(&json);
            prop_assert_eq!(ranked_places(&again, &published(&again)), ranked_places(comparison, &ranking));
        }
    }

    #[test]
    fn exported_json_has_the_same_ranking_even_with_rounded_scores(
        data in data_sets_too_fine_to_be_exact(),
        weights in any_weights(),
    ) {
        let data = read_data(&data.json());
        let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::new(comparison, &weights);
        let again = read(&export_json(comparison, &data.details, &weights, &ranking));
        prop_assert_eq!(ranked_places(&again, &published(&again)), ranked_places(comparison, &ranking));
    }

    #[test]
    fn exported_csv_has_the_same_ranking_for_an_independent_reader(
        data in data_sets(),
        weights in any_weights(),
        rows in any_rows(),
    ) {
        let data = read_data(&data.json());
        let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::with_filter(comparison, &weights, &|entry| rows[entry.0 as usize], usize::MAX);
        let table = Table::read(&export_csv(comparison, &data.details, &weights, &ranking));
        let ranked_places = ranked_places(comparison, &ranking);
        let ids: Vec<&str> = ranked_places.iter().map(|(id, _)| &**id).collect();
        prop_assert_eq!(table.column("id"), ids);

        let totals: Vec<_> = (0..ranked_places.len()).map(|row| table.total(row)).collect();
        prop_assert!(totals.is_sorted_by(|a, b| a >= b));
        let published = table.column("published_rank").into_iter().map(|rank| rank.parse::<u32>().unwrap_or(u32::MAX));
        let places: Vec<_> = totals.iter().zip(published).zip(table.column("name")).collect();
        prop_assert!(places.is_sorted_by(|((a, first), name), ((b, second), other)| a != b || (first, name) <= (second, other)));
        for (row, (_, standing)) in ranked_places.iter().enumerate() {
            let better = totals.iter().filter(|&other| other > &totals[row]).count() + 1;
            let equal = totals.iter().filter(|&other| other == &totals[row]).count();
            let points = |total: &BigRational| (total * integer(1000)).round();
            let expected = totals[row].as_ref().map(|total| (integer(better as i64), equal > 1, points(total)));
            let standing = standing.map(|(rank, tied, points)| (integer(rank), tied, integer(points)));
            prop_assert_eq!(standing, expected);

            let rank = totals[row].as_ref().map_or(String::new(), |_| better.to_string());
            prop_assert_eq!(table.column("current_rank")[row], rank);
            let points = totals[row].as_ref().map_or(String::new(), |total| {
                let tenths = points(total).to_integer();
                format!("{}.{}", &tenths / 10, &tenths % 10)
            });
            prop_assert_eq!(table.column("current_score")[row], points);
        }
    }
}

/// An exported table, read independently of the crate.
struct Table {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The header of a criterion.
struct Header {
    name: String,
    /// `weight`, `better`, `range`, `unit`.
    options: HashMap<String, String>,
}

impl Table {
    fn read(text: &str) -> Table {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .terminator(csv::Terminator::CRLF)
            .from_reader(text.as_bytes());
        let mut rows = reader.records().map(|record| {
            let record = record.expect("rows of the same length");
            record.iter().map(str::to_owned).collect::<Vec<_>>()
        });
        let headers = rows.next().expect("a row of headers");
        Table {
            headers,
            rows: rows.collect(),
        }
    }

    fn column(&self, header: &str) -> Vec<&str> {
        let index = self.headers.iter().position(|other| other == header);
        let index = index.expect("a column with this header");
        self.rows.iter().map(|row| &*row[index]).collect()
    }

    /// Returns the criteria with the indices of their columns.
    fn criteria(&self) -> Vec<(usize, Header)> {
        let headers = self.headers.iter().enumerate();
        headers
            .filter_map(|(index, header)| Some((index, Header::read(header)?)))
            .collect()
    }

    /// Computes the weighted mean of a row's normalized scores, 0 to 1.
    fn total(&self, row: usize) -> Option<BigRational> {
        let (mut sum, mut weights) = (integer(0), integer(0));
        for (index, header) in self.criteria() {
            let cell = &self.rows[row][index];
            if cell.is_empty() {
                continue;
            }
            let weight = number(&header.options["weight"]);
            let normalized_score = match header.options.get("range") {
                None => integer(1),
                Some(range) => {
                    let (low, high) = range.split_once("..").expect("a range");
                    let (low, high) = (number(low), number(high));
                    let extent = &high - &low;
                    match &*header.options["better"] {
                        "higher" => (number(cell) - low) / extent,
                        "lower" => (high - number(cell)) / extent,
                        other => panic!("{other} is no end of a range"),
                    }
                }
            };
            sum += normalized_score * &weight;
            weights += weight;
        }
        (weights > integer(0)).then(|| sum / weights)
    }
}

impl Header {
    /// Parses the header of a criterion; `None` for other columns.
    fn read(header: &str) -> Option<Header> {
        if header.starts_with("tag:") {
            return None;
        }
        let (name, options) = header.strip_suffix(']')?.rsplit_once(" [")?;
        let (options, unit) = options.split_once(" unit=").unwrap_or((options, ""));
        let options = options
            .split(' ')
            .map(|option| option.split_once('=').expect("a setting"));
        let options = options.chain([("unit", unit)]);
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        Some(Header {
            name: name.to_owned(),
            options: options.map(owned).collect(),
        })
    }
}

/// Parses a number in decimal notation exactly.
fn number(text: &str) -> BigRational {
    let (digits, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = [digits, decimals]
        .concat()
        .parse()
        .expect("a decimal number");
    integer(digits) / integer(10).pow(decimals.len() as i32)
}

/// Removes the apostrophe that keeps a text from being a formula.
fn strip_formula_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[test]
fn csv_headers_have_the_options_of_the_criteria() {
    let data = read_data(&json!({
        "criteria": [
            { "id": "a", "name": "Costs", "weight": 7.5, "better": "lower", "range": [-0.5, 20], "unit": "USD [m]" },
            { "id": "b", "name": "Costs", "weight": 1, "range": [0, 100] },
            { "id": "c", "name": "tag:equal [all]", "weight": 0 },
            { "id": "d", "name": "Given to nobody that is shown", "weight": 100 },
        ],
        "facets": [{ "id": "region", "name": "Region", "values": [{ "id": "apac", "name": "APAC" }] }],
        "entries": [
            { "name": "Acme", "url": "https://acme.example", "tagline": "First, and \"best\"", "publishedRank": 2,
              "scores": { "a": 1.50, "b": 80, "c": 500 }, "tags": { "region": ["emea", "apac", "x;y"] } },
            { "name": "Brix", "scores": { "b": 70, "c": 500 } },
            { "name": "Coil", "scores": { "d": 1 } },
        ],
    }).to_string());
    let comparison = &data.comparison;
    let mut weights = comparison.published_weights();
    weights.set(CriterionIndex(1), Weight::MIDDLE);
    let ranking = Ranking::with_filter(comparison, &weights, &|entry| entry.0 < 2, usize::MAX);
    assert_eq!(
        export_csv(comparison, &data.details, &weights, &ranking),
        "\u{feff}id,name,url,tagline,published_rank,current_rank,current_score,tag:Region,\
         Costs [id=a weight=7.5 better=lower range=-0.5..20 unit=USD (m)],\
         Costs [id=b weight=50 better=higher range=0..100],\
         tag :equal [all] [id=c weight=0 better=higher range=0..500]\r\n\
         acme,Acme,https://acme.example,\"First, and \"\"best\"\"\",2,1,81.3,\"apac;emea;x,y\",1.5,80,500\r\n\
         brix,Brix,,,,2,70.0,,,70,500\r\n"
    );
}

#[test]
fn csv_texts_are_not_formulas_in_spreadsheets() {
    let hostile = [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''-1",
    ];
    for text in hostile.into_iter().chain(["a=1", "'quoted'", "'", "1-1"]) {
        let data = read_data(
            &json!({
                "criteria": [{ "id": "a", "name": text, "range": [-9, 9] }],
                "entries": [{ "id": text, "name": text, "tagline": text, "scores": { "a": -5 } }],
            })
            .to_string(),
        );
        let comparison = &data.comparison;
        let csv = export_csv(
            comparison,
            &data.details,
            &comparison.published_weights(),
            &published(comparison),
        );
        let table = Table::read(&csv);
        let row = &table.rows[0];
        assert_eq!(
            [0, 1, 3].map(|index| strip_formula_guard(&row[index])),
            [text; 3],
            "{csv}"
        );
        assert_eq!(
            strip_formula_guard(&table.criteria()[0].1.name),
            text.trim(),
            "{csv}"
        );
        assert_eq!(row.last().map(String::as_str), Some("-5"), "{csv}");
        let texts = row.iter().take(row.len() - 1).chain(&table.headers);
        assert!(texts.clone().all(|cell| !is_formula(cell)), "{csv}");
    }
}

#[test]
fn json_of_the_bundled_data_set_has_all_parts_of_the_ranking() {
    let data = bundled();
    let comparison = &data.comparison;
    let json = export_json(
        comparison,
        &data.details,
        &comparison.published_weights(),
        &published(comparison),
    );
    let again = read_data(&json);
    let parts = |DataSet { comparison, .. }: &DataSet| {
        let Comparison {
            id,
            title,
            updated,
            source,
            criteria,
            facets,
            entries,
            disclaimer,
            ..
        } = comparison;
        format!(
            "{id:#?} {title:#?} {updated:#?} {source:#?} {criteria:#?} {facets:#?} {entries:#?} {disclaimer:#?}"
        )
    };
    assert_eq!(parts(&again), parts(&data));
    let rows = published(comparison);
    let said = |details: &Details, entry| {
        let entry_details = details.entry(entry);
        (details.url(entry).map(str::to_owned), entry_details.clone())
    };
    for (index, row) in (0..).zip(rows.rows()) {
        let (first, second) = (
            said(&again.details, EntryIndex(index)),
            said(&data.details, row.entry),
        );
        assert_eq!(first.0, second.0);
        assert_eq!(first.1.reasons, second.1.reasons);
        assert_eq!(first.1.features, second.1.features);
    }

    let values: Value = serde_json::from_str(&json).expect("JSON");
    let first = &values["entries"][0];
    assert_eq!(first["rank"], 1);
    assert_eq!(first["tied"], false);
    assert_eq!(first["score"].to_string(), "82.9");
}

#[test]
fn json_of_some_rows_names_only_their_entries() {
    let data = read_data(
        &json!({
            "criteria": [{ "id": "a", "name": "A" }],
            "entries": [
                { "name": "Acme", "scores": { "a": 1 }, "alternatives": ["brix", "coil"] },
                { "name": "Brix", "scores": { "a": 2 } },
                { "name": "Coil", "scores": { "a": 3 }, "alternatives": ["brix"] },
            ],
            "useCases": [{ "id": "u", "name": "U", "entries": ["brix"] }],
        })
        .to_string(),
    );
    let comparison = &data.comparison;
    let ranking = Ranking::with_filter(
        comparison,
        &comparison.published_weights(),
        &|entry| entry.0 != 1,
        usize::MAX,
    );
    let json = export_json(
        comparison,
        &data.details,
        &comparison.published_weights(),
        &ranking,
    );
    assert!(!json.contains("brix"), "{json}");
    let again = read_data(&json);
    assert_eq!(again.comparison.entries[0].id, "coil");
    let acme = again.details.entry(EntryIndex(1));
    assert_eq!(acme.alternatives.len(), 1);
}

#[test]
fn exported_json_is_safe_in_a_script() {
    let data = read_data(
        &json!({
            "criteria": [{ "id": "a", "name": "</script><script>alert(1)" }],
            "entries": [{ "id": "acme", "name": "<!--", "scores": { "a": 1 } }],
        })
        .to_string(),
    );
    let comparison = &data.comparison;
    let json = export_json(
        comparison,
        &data.details,
        &comparison.published_weights(),
        &published(comparison),
    );
    assert!(!json.contains('<'), "{json}");
    assert_eq!(read(&json).criteria[0].name, comparison.criteria[0].name);
}

/// Returns a data set with these texts.
fn data_set_of(texts: &[String]) -> Value {
    let mut texts = texts.iter().cycle();
    let mut text = || texts.next().cloned().unwrap_or_default();
    let mut name = |prefix: &str| format!("{prefix}{}", text());
    let criteria: Vec<Value> = (0..4)
        .map(|index| json!({
            "id": name(&format!("c{index}")), "name": name("C"), "short": name(""), "unit": name(""),
            "description": name(""), "weight": 10 * index + 7,
        }))
        .collect();
    let facet = name("f");
    let entries: Vec<Value> = (0..5)
        .map(|index| {
            let scores = criteria.iter().skip(usize::from(index == 4)).map(|criterion| {
                let id = criterion["id"].as_str().unwrap_or_default();
                let score = json!({ "value": 20 * index, "basis": "stated", "why": name(""), "source": name("") });
                (id.to_owned(), score)
            });
            let scores: serde_json::Map<_, _> = scores.collect();
            json!({
                "id": name(&format!("e{index}")), "name": name("E"), "tagline": name(""),
                "scores": scores, "tags": { (facet.clone()): [name("t"), name("")] },
                "features": [{ "text": name("F"), "source": name("") }],
                "bestFor": name(""), "considerIf": name(""),
            })
        })
        .collect();
    json!({
        "id": name(""), "title": name(""), "updated": "2025-09", "disclaimer": name(""),
        "source": { "name": name(""), "note": name("") },
        "criteria": criteria, "facets": [{ "id": facet, "name": name("F") }], "entries": entries,
    })
}

/// Generates texts of all kinds, and often ones with characters special in one of the formats.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        any::<String>(),
        "[<>&\"'=;,\\[\\]\r\n\t\\\\ a-c]{0,20}",
        "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{fffe}\u{ffff}\u{feff}a]{0,10}",
        "[WM@%mwÄЖ漢🛡\u{200d}\u{301} ]{0,120}",
        "(W{1,40} ?){0,20}",
        "([a-zA-Z]{1,12} ){0,60}",
        "[a-zA-Z0-9/=%&]{100,200}",
    ];
    vec(text, 1..12)
}

proptest! {
    #[test]
    fn all_texts_survive_json(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
        let comparison = &data.comparison;
        let again = read_data(&export_json(comparison, &data.details, &comparison.published_weights(), &published(comparison)));
        let entry = |DataSet { comparison, details, .. }: &DataSet, row: &RankingRow| {
            let entry = comparison.entry(row.entry);
            let tags = entry.tags.iter();
            let tags = tags.map(|&(facet, tag)| comparison.facet(facet).tag_id(tag).to_owned());
            let mut tags: Vec<String> = tags.collect();
            tags.sort();
            let about = details.entry(row.entry);
            let texts = [&entry.id, &entry.name, &entry.tagline, &about.best_for, &about.consider_if];
            let scores = comparison.indexed_criteria().map(|(criterion, _)| comparison.score(criterion, row.entry));
            let scores: Vec<_> = scores.collect();
            format!("{texts:?} {tags:?} {scores:?} {:?} {:?}", about.reasons, about.features)
        };
        let all = |data: &DataSet| {
            let comparison = &data.comparison;
            let ranking = published(comparison);
            let rows = ranking.rows().iter().map(|row| entry(data, row));
            let criteria = comparison.indexed_criteria();
            let descriptions: Vec<_> = criteria.map(|(index, _)| data.details.description(index)).collect();
            let Comparison { id, title, updated, source, criteria, disclaimer, .. } = comparison;
            // A ranking gives all settings.
            let given = Given::default();
            let criteria: Vec<_> = criteria.iter().map(|criterion| Criterion { given, ..criterion.clone() }).collect();
            let facets: Vec<_> = comparison.facets.iter().map(|facet| (&facet.id, &facet.name)).collect();
            (rows.collect::<Vec<_>>(), format!("{id:?} {title:?} {updated:?} {source:?} {criteria:?} {descriptions:?} {facets:?} {disclaimer:?}"))
        };
        prop_assert_eq!(all(&again), all(&data));
    }

    #[test]
    fn all_texts_survive_csv(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
        let comparison = &data.comparison;
        let ranking = published(comparison);
        let table = Table::read(&export_csv(comparison, &data.details, &comparison.published_weights(), &ranking));
        for (row, cells) in ranking.rows().iter().zip(&table.rows) {
            let entry = comparison.entry(row.entry);
            let ranked_places = [0, 1, 3].map(|index| strip_formula_guard(&cells[index]));
            prop_assert_eq!(ranked_places, [&*entry.id, &*entry.name, &*entry.tagline]);
        }
        let criteria = table.criteria();
        prop_assert_eq!(criteria.len(), comparison.criteria.len());
        for ((_, header), criterion) in criteria.iter().zip(&comparison.criteria) {
            let suffix = format!(" ({})", criterion.id);
            let name = strip_formula_guard(&header.name);
            prop_assert_eq!(name.strip_suffix(&suffix).unwrap_or(name), criterion.name.trim());
            let unit = criterion.unit.replace('[', "(").replace(']', ")");
            prop_assert_eq!(&header.options["unit"], unit.trim());
        }
    }

    #[test]
    fn pictures_of_any_data_are_well_formed(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
        let comparison = &data.comparison;
        let picture = picture_of(comparison, &attribution_of(&texts));
        let svg = picture.to_svg();
        let document = roxmltree::Document::parse(&svg).map_err(|error| TestCaseError::fail(format!("{error}\n{svg}")))?;
        let drawn = document.descendants().filter(|node| node.has_tag_name("text"));
        let drawn: Vec<&str> = drawn.map(|node| node.text().unwrap_or_default()).collect();
        prop_assert_eq!(drawn, all_texts(&picture));
        prop_assert!(!picture.title.is_empty());
    }

    #[test]
    fn texts_stay_inside_pictures_and_do_not_overlap(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
        let comparison = &data.comparison;
        let picture = picture_of(comparison, &attribution_of(&texts));
        let boxes: Vec<(&Shape, Extent)> = picture.shapes.iter().map(|shape| (shape, Extent::of(shape))).collect();
        for (index, (shape, extent)) in boxes.iter().enumerate() {
            let within = 0 <= extent.left && extent.right <= picture.width as i64
                && 0 <= extent.top && extent.bottom <= picture.height as i64;
            prop_assert!(within, "{:?} leaves the picture", shape);
            for (other, of_other) in &boxes[..index] {
                let a_text = [shape, other].iter().any(|shape| matches!(shape, Shape::Text { .. }));
                prop_assert!(!a_text || !extent.overlaps(of_other), "{:?} meets {:?}", shape, other);
            }
        }
    }

    #[test]
    fn the_segments_of_a_row_add_up_to_its_score(data in data_sets(), weights in any_weights()) {
        let data = read_data(&data.json());
        let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::new(comparison, &weights);
        let picture = Picture::new(comparison, &weights, &ranking, &ATTRIBUTION, &Texts::english());
        let scores: Vec<u32> = ranked_places(comparison, &ranking).iter()
            .filter_map(|(_, standing)| standing.map(|(_, _, points)| u32::from(points)))
            .collect();
        prop_assert_eq!(bars(&picture), scores);
    }
}

fn picture_of(comparison: &Comparison, attribution: &Attribution) -> Picture {
    let weights = comparison.published_weights();
    Picture::new(
        comparison,
        &weights,
        &published(comparison),
        attribution,
        &Texts::english(),
    )
}

fn attribution_of(texts: &[String]) -> Attribution<'_> {
    let text = |index: usize| texts.get(index).map_or("", String::as_str);
    Attribution {
        date: text(0),
        link: text(1),
        active_filters: text(2),
    }
}

fn all_texts(picture: &Picture) -> Vec<&str> {
    let texts = picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        Shape::Rect { .. } => None,
    });
    texts.collect()
}

/// Returns the length of every bar in tenths of a point: the sum of the segments on each track of 100 points.
fn bars(picture: &Picture) -> Vec<u32> {
    const TENTH: u32 = 5;
    let mut bars: Vec<(u32, u32)> = Vec::new();
    for shape in &picture.shapes {
        match *shape {
            Shape::Rect {
                x,
                width,
                fill: "#f0f1f3",
                ..
            } => {
                assert_eq!(width, 1000 * TENTH, "a track is 100 points long");
                bars.push((x, 0));
            }
            // White lines between the segments.
            Shape::Rect {
                fill: Picture::BACKGROUND,
                ..
            } => {}
            Shape::Rect {
                x,
                width,
                height: 180,
                ..
            } => {
                let (start, length) = bars.last_mut().expect("a track");
                assert_eq!(
                    x,
                    *start + *length,
                    "a segment starts where the last one ends"
                );
                *length += width;
            }
            _ => {}
        }
    }
    bars.into_iter().map(|(_, length)| length / TENTH).collect()
}

/// The bounding box of a shape, for texts in Arial.
struct Extent {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
}

impl Extent {
    fn of(shape: &Shape) -> Extent {
        match shape {
            &Shape::Rect {
                x,
                y,
                width,
                height,
                ..
            } => {
                let [x, y, width, height] = [x, y, width, height].map(i64::from);
                Extent {
                    left: x,
                    right: x + width,
                    top: y,
                    bottom: y + height,
                }
            }
            Shape::Text {
                x,
                y,
                size,
                anchor,
                text,
                ..
            } => {
                let [x, y, size] = [*x, *y, *size].map(i64::from);
                let width = text.chars().map(thousandths_of_an_em).sum::<i64>() * size / 1000;
                let left = if *anchor == Anchor::End { x - width } else { x };
                Extent {
                    left,
                    right: left + width,
                    top: y - size * 3 / 4,
                    bottom: y + size / 4,
                }
            }
        }
    }

    fn overlaps(&self, other: &Extent) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Returns the advance width of a character in Arial, or an estimate for those outside ASCII.
fn thousandths_of_an_em(c: char) -> i64 {
    const ASCII: [i64; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];
    match c {
        ' '..='~' => ASCII[c as usize - 32],
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\0'..='\u{58f}' => 780,
        _ => 1000,
    }
}

#[test]
fn pictures_show_title_weights_and_source() {
    let data = bundled();
    let comparison = &data.comparison;
    let mut weights = comparison.published_weights();
    let ranking = Ranking::new(comparison, &weights);
    let picture = Picture::new(
        comparison,
        &weights,
        &ranking,
        &ATTRIBUTION,
        &Texts::english(),
    );
    let texts = all_texts(&picture);
    assert_eq!(
        texts[..7],
        [
            "Best custody insurance providers",
            "With the article’s weights, Evertas comes first, 3.6 points ahead of Coincover.",
            "10 entries, 6 criteria, article’s weights",
            "30%",
            "Scale & liquidity",
            "25%",
            "Security & underwriting"
        ]
    );
    for text in [
        "Evertas",
        "1",
        "82.9",
        "10",
        "Source: Token Metrics, September 2025",
        "Created 21 November 2026",
        ATTRIBUTION.link,
    ] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
    let note = texts
        .iter()
        .position(|text| text.starts_with("The scores are our own reading"));
    let note = texts[note.expect("the note")..].join(" ");
    assert!(note.starts_with(&comparison.source.note), "{note}");

    weights.set(CriterionIndex(0), Weight::MAX);
    let ranking = Ranking::with_filter(comparison, &weights, &|entry| entry.0 < 4, usize::MAX);
    let attribution = Attribution {
        active_filters: "Region: Bermuda",
        ..ATTRIBUTION
    };
    let picture = Picture::new(
        comparison,
        &weights,
        &ranking,
        &attribution,
        &Texts::english(),
    );
    let texts = all_texts(&picture);
    assert_eq!(
        texts[3..5],
        [
            "4 of 10 entries, 6 criteria, custom weights",
            "Region: Bermuda"
        ]
    );
}

#[test]
fn pictures_show_ties_bounds_and_entries_without_a_rank() {
    let picture = picture_of(
        &read(&json!({
            "criteria": [{ "id": "a", "name": "A", "weight": 75 }, { "id": "b", "name": "B", "weight": 25 },
                         { "id": "c", "name": "C", "weight": 0 }],
            "entries": [
                { "name": "Acme", "scores": { "a": 80, "b": 80 } },
                { "name": "Brix", "scores": { "a": 80 } },
                { "name": "Coil", "scores": { "c": 80 } },
            ],
        }).to_string()),
        &Attribution { date: "", link: "", active_filters: "" },
    );
    assert_eq!(
        all_texts(&picture),
        [
            "Ranking",
            "With the article’s weights, Acme and Brix are tied for first.",
            "3 entries, 3 criteria, article’s weights",
            "75%",
            "A",
            "25%",
            "B",
            "0%",
            "C",
            "Score of 100",
            "Acme",
            "80.0",
            "=1",
            "Brix",
            "80.0",
            "60–85, some data missing",
            "=1",
            "Coil",
            "–",
        ]
    );
    assert_eq!(bars(&picture), [800, 800]);
}

#[test]
fn pictures_without_weights_rank_nothing_and_explain_why() {
    let data = bundled();
    let comparison = &data.comparison;
    let weights = weights_of(comparison, &[0; 24]);
    let ranking = Ranking::new(comparison, &weights);
    let picture = Picture::new(
        comparison,
        &weights,
        &ranking,
        &ATTRIBUTION,
        &Texts::english(),
    );
    let texts = all_texts(&picture);
    assert_eq!(
        texts[1],
        "All weights are at 0, so there’s nothing to rank. This is the published order."
    );
    assert_eq!(texts.iter().filter(|text| **text == "–").count(), 10);
    assert!(bars(&picture).is_empty());
}

#[test]
fn pictures_have_fifty_rows_and_count_the_rest() {
    let of = |entries: usize| {
        let entries = (1..=entries)
            .map(|index| json!({ "name": format!("Entry {index}"), "scores": { "a": 1 } }));
        picture_of(
            &read(&json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": entries.collect::<Vec<_>>() }).to_string()),
            &ATTRIBUTION,
        )
    };
    assert_eq!(bars(&of(50)).len(), 50);
    assert!(
        !all_texts(&of(50))
            .iter()
            .any(|text| text.starts_with("and "))
    );
    assert_eq!(bars(&of(57)).len(), 50);
    assert!(all_texts(&of(57)).contains(&"and 7 more"));
}

#[test]
fn long_names_end_with_an_ellipsis_after_two_lines() {
    let name = "Reinsurance ".repeat(20);
    let picture = picture_of(
        &read(&json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": [{ "name": name, "scores": { "a": 1 } }] }).to_string()),
        &ATTRIBUTION,
    );
    let texts = all_texts(&picture);
    let lines: Vec<&&str> = texts
        .iter()
        .filter(|text| text.starts_with("Reinsurance"))
        .collect();
    // The sentence above the ranking has the whole name.
    let lines = &lines[lines.len() - 2..];
    assert!(
        !lines[0].ends_with('…') && lines[1].ends_with('…'),
        "{lines:?}"
    );
}

#[test]
fn pictures_are_standalone_svg_files() {
    let picture = picture_of(&bundled().comparison, &ATTRIBUTION);
    let svg = picture.to_svg();
    let document = roxmltree::Document::parse(&svg).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.attribute("width"), Some("1200"));
    assert_eq!(
        root.attribute("viewBox"),
        Some(&*format!("0 0 12000 {}", picture.height))
    );
    let title = root.first_element_child().expect("a title");
    assert!(title.has_tag_name("title"));
    assert_eq!(title.text(), Some("Best custody insurance providers"));
    assert!(
        !svg.contains("href") && !svg.contains("url("),
        "a picture needs no other file"
    );
}
