//! The ranking as a file to take away: what it says, and that it says the same when read again.

// Only the data sets are needed here, not their rankings.
use std::collections::HashMap;

use num_rational::BigRational;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, DataSet, Details};
use weigh_in_core::format::{export_csv, export_json};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::publish::{Anchor, Attribution, Picture, Shape};
use weigh_in_core::ranking::{Ranked, Ranking};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Weight, Weights};

use crate::support::{data_sets, data_sets_too_fine_to_be_exact, read, read_data, whole};

const CREDITS: Attribution = Attribution {
    date: "21 November 2026",
    link: "https://example.org/best#weigh-in=1;a:30",
    narrowed: "",
};

fn bundled() -> DataSet {
    read_data(include_str!("../../assets/custody-insurance.json"))
}

fn published(comparison: &Comparison) -> Ranking {
    Ranking::new(comparison, &comparison.published_weights())
}

/// An entry's id and its rank, whether that is shared, and its points in tenths.
type Told = (String, Option<(u32, bool, u16)>);

/// What a ranking says of its rows, apart from which data set they are from.
fn told(comparison: &Comparison, ranking: &Ranking) -> Vec<Told> {
    let told = |row: &Ranked| {
        let standing = row.standing.map(|standing| {
            let points = standing.total.points().tenths();
            (standing.rank.number(), standing.tied, points)
        });
        (comparison.entry(row.entry).id.clone(), standing)
    };
    ranking.rows().iter().map(told).collect()
}

/// The weights from a list that is long enough for every data set.
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

/// Which of at most 13 entries are shown.
fn any_rows() -> impl Strategy<Value = Vec<bool>> {
    prop_oneof![
        Just(vec![true; 13]),
        vec(any::<bool>(), 13),
        vec(prop::bool::weighted(0.2), 13)
    ]
}

/// Whether one of these rows has a score, without which there is no data set.
fn has_scores(comparison: &Comparison, ranking: &Ranking) -> bool {
    let criteria = comparison.indexed_criteria();
    let mut cells =
        criteria.flat_map(|(criterion, _)| ranking.rows().iter().map(move |row| (criterion, row)));
    cells.any(|(criterion, row)| comparison.score(criterion, row.entry).is_some())
}

proptest! {
    #[test]
    fn json_read_again_gives_the_same_ranking(data in data_sets(), weights in any_weights(), rows in any_rows()) {
        let data = read_data(&data.json());
let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::among(comparison, &weights, &|entry| rows[entry.0 as usize], usize::MAX);
        let json = export_json(comparison, &data.details, &weights, &ranking);
        if has_scores(comparison, &ranking) {
            let again = read(&json);
            prop_assert_eq!(told(&again, &published(&again)), told(comparison, &ranking));
        }
    }

    #[test]
    fn json_of_all_rows_gives_the_same_ranking_even_where_positions_are_rounded(
        data in data_sets_too_fine_to_be_exact(),
        weights in any_weights(),
    ) {
        let data = read_data(&data.json());
let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::new(comparison, &weights);
        let again = read(&export_json(comparison, &data.details, &weights, &ranking));
        prop_assert_eq!(told(&again, &published(&again)), told(comparison, &ranking));
    }

    #[test]
    fn csv_gives_the_same_ranking_to_a_reader_of_its_own(
        data in data_sets(),
        weights in any_weights(),
        rows in any_rows(),
    ) {
        let data = read_data(&data.json());
let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::among(comparison, &weights, &|entry| rows[entry.0 as usize], usize::MAX);
        let table = Table::read(&export_csv(comparison, &data.details, &weights, &ranking));
        let told = told(comparison, &ranking);
        let ids: Vec<&str> = told.iter().map(|(id, _)| &**id).collect();
        prop_assert_eq!(table.column("id"), ids);

        let totals: Vec<_> = (0..told.len()).map(|row| table.total(row)).collect();
        prop_assert!(totals.is_sorted_by(|a, b| a >= b));
        let published = table.column("published_rank").into_iter().map(|rank| rank.parse::<u32>().unwrap_or(u32::MAX));
        let places: Vec<_> = totals.iter().zip(published).zip(table.column("name")).collect();
        prop_assert!(places.is_sorted_by(|((a, first), name), ((b, second), other)| a != b || (first, name) <= (second, other)));
        for (row, (_, standing)) in told.iter().enumerate() {
            let better = totals.iter().filter(|&other| other > &totals[row]).count() + 1;
            let equal = totals.iter().filter(|&other| other == &totals[row]).count();
            let points = |total: &BigRational| (total * whole(1000)).round();
            let expected = totals[row].as_ref().map(|total| (whole(better as i64), equal > 1, points(total)));
            let standing = standing.map(|(rank, tied, points)| (whole(rank), tied, whole(points)));
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

/// An exported table as a reader takes it in that knows nothing of the crate.
struct Table {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What a criterion's header says.
struct Header {
    name: String,
    /// `weight`, `better`, `range`, `unit`.
    settings: HashMap<String, String>,
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
        let place = self.headers.iter().position(|other| other == header);
        let place = place.expect("a column with this header");
        self.rows.iter().map(|row| &*row[place]).collect()
    }

    /// The criteria by their columns.
    fn criteria(&self) -> Vec<(usize, Header)> {
        let headers = self.headers.iter().enumerate();
        headers
            .filter_map(|(place, header)| Some((place, Header::read(header)?)))
            .collect()
    }

    /// The weighted mean of a row's positions, 0 to 1.
    fn total(&self, row: usize) -> Option<BigRational> {
        let (mut sum, mut weights) = (whole(0), whole(0));
        for (place, header) in self.criteria() {
            let cell = &self.rows[row][place];
            if cell.is_empty() {
                continue;
            }
            let weight = number(&header.settings["weight"]);
            let position = match header.settings.get("range") {
                None => whole(1),
                Some(range) => {
                    let (low, high) = range.split_once("..").expect("a range");
                    let (low, high) = (number(low), number(high));
                    let extent = &high - &low;
                    match &*header.settings["better"] {
                        "higher" => (number(cell) - low) / extent,
                        "lower" => (high - number(cell)) / extent,
                        other => panic!("{other} is no end of a range"),
                    }
                }
            };
            sum += position * &weight;
            weights += weight;
        }
        (weights > whole(0)).then(|| sum / weights)
    }
}

impl Header {
    /// The header of a criterion; `None` for the columns that are known.
    fn read(header: &str) -> Option<Header> {
        if header.starts_with("tag:") {
            return None;
        }
        let (name, settings) = header.strip_suffix(']')?.rsplit_once(" [")?;
        let (settings, unit) = settings.split_once(" unit=").unwrap_or((settings, ""));
        let settings = settings
            .split(' ')
            .map(|setting| setting.split_once('=').expect("a setting"));
        let settings = settings.chain([("unit", unit)]);
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        Some(Header {
            name: name.to_owned(),
            settings: settings.map(owned).collect(),
        })
    }
}

/// A number in decimal notation, exactly.
fn number(text: &str) -> BigRational {
    let (digits, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = [digits, decimals]
        .concat()
        .parse()
        .expect("a decimal number");
    whole(digits) / whole(10).pow(decimals.len() as i32)
}

/// The text of a cell as it was before it was kept from being a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[test]
fn a_table_tells_how_every_criterion_counts() {
    let data = read_data(&json!({
        "criteria": [
            { "id": "a", "name": "Costs", "weight": 7.5, "better": "lower", "range": [-0.5, 20], "unit": "USD [m]" },
            { "id": "b", "name": "Costs", "weight": 1 },
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
    let ranking = Ranking::among(comparison, &weights, &|entry| entry.0 < 2, usize::MAX);
    assert_eq!(
        export_csv(comparison, &data.details, &weights, &ranking),
        "\u{feff}id,name,url,tagline,published_rank,current_rank,current_score,tag:Region,\
         Costs [id=a weight=7.5 better=lower range=-0.5..20 unit=USD (m)],\
         Costs [id=b weight=50 better=higher range=0..100],\
         tag :equal [all] [id=c weight=0 better=higher]\r\n\
         acme,Acme,https://acme.example,\"First, and \"\"best\"\"\",2,1,81.3,\"apac;emea;x,y\",1.5,80,500\r\n\
         brix,Brix,,,,2,70.0,,,70,500\r\n"
    );
}

#[test]
fn no_text_becomes_a_formula_in_a_spreadsheet() {
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
            [0, 1, 3].map(|place| unguarded(&row[place])),
            [text; 3],
            "{csv}"
        );
        assert_eq!(unguarded(&table.criteria()[0].1.name), text, "{csv}");
        assert_eq!(row.last().map(String::as_str), Some("-5"), "{csv}");
        let texts = row.iter().take(row.len() - 1).chain(&table.headers);
        assert!(texts.clone().all(|cell| !is_formula(cell)), "{csv}");
    }
}

#[test]
fn json_of_the_bundled_data_set_has_all_that_belongs_to_the_ranking() {
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
    for (place, row) in (0..).zip(rows.rows()) {
        let (first, second) = (
            said(&again.details, EntryIndex(place)),
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
fn json_of_some_rows_names_no_other_entry() {
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
    let ranking = Ranking::among(
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
fn json_can_stand_in_a_page() {
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

/// A data set in which every text is one of these.
fn data_set_of(texts: &[String]) -> Value {
    let mut texts = texts.iter().cycle();
    let mut text = || texts.next().cloned().unwrap_or_default();
    let mut name = |prefix: &str| format!("{prefix}{}", text());
    let criteria: Vec<Value> = (0..4)
        .map(|place| json!({
            "id": name(&format!("c{place}")), "name": name("C"), "unit": name(""), "description": name(""), "weight": 10 * place + 7,
        }))
        .collect();
    let facet = name("f");
    let entries: Vec<Value> = (0..5)
        .map(|place| {
            let scores = criteria.iter().skip(usize::from(place == 4)).map(|criterion| {
                let id = criterion["id"].as_str().unwrap_or_default();
                let score = json!({ "value": 20 * place, "basis": "stated", "why": name(""), "source": name("") });
                (id.to_owned(), score)
            });
            let scores: serde_json::Map<_, _> = scores.collect();
            json!({
                "id": name(&format!("e{place}")), "name": name("E"), "tagline": name(""),
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

/// Texts of all kinds, and of kinds that are trouble in one format or another.
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
    fn every_text_comes_back_from_json(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
let comparison = &data.comparison;
        let again = read_data(&export_json(comparison, &data.details, &comparison.published_weights(), &published(comparison)));
        let entry = |DataSet { comparison, details }: &DataSet, row: &Ranked| {
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
            let facets: Vec<_> = comparison.facets.iter().map(|facet| (&facet.id, &facet.name)).collect();
            (rows.collect::<Vec<_>>(), format!("{id:?} {title:?} {updated:?} {source:?} {criteria:?} {descriptions:?} {facets:?} {disclaimer:?}"))
        };
        prop_assert_eq!(all(&again), all(&data));
    }

    #[test]
    fn every_text_comes_back_from_csv(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
let comparison = &data.comparison;
        let ranking = published(comparison);
        let table = Table::read(&export_csv(comparison, &data.details, &comparison.published_weights(), &ranking));
        for (row, cells) in ranking.rows().iter().zip(&table.rows) {
            let entry = comparison.entry(row.entry);
            let told = [0, 1, 3].map(|place| unguarded(&cells[place]));
            prop_assert_eq!(told, [&*entry.id, &*entry.name, &*entry.tagline]);
        }
        let criteria = table.criteria();
        prop_assert_eq!(criteria.len(), comparison.criteria.len());
        for ((_, header), criterion) in criteria.iter().zip(&comparison.criteria) {
            let suffix = format!(" ({})", criterion.id);
            let name = unguarded(&header.name);
            prop_assert_eq!(name.strip_suffix(&suffix).unwrap_or(name), &criterion.name);
            let unit = criterion.unit.replace('[', "(").replace(']', ")");
            prop_assert_eq!(&header.settings["unit"], &unit);
        }
    }

    #[test]
    fn a_picture_is_well_formed_whatever_the_data_say(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
let comparison = &data.comparison;
        let picture = picture_of(comparison, &credits_of(&texts));
        let svg = picture.to_svg();
        let document = roxmltree::Document::parse(&svg).map_err(|error| TestCaseError::fail(format!("{error}\n{svg}")))?;
        let drawn = document.descendants().filter(|node| node.has_tag_name("text"));
        let drawn: Vec<&str> = drawn.map(|node| node.text().unwrap_or_default()).collect();
        prop_assert_eq!(drawn, all_texts(&picture));
        prop_assert!(!picture.title.is_empty());
    }

    #[test]
    fn nothing_leaves_a_picture_or_meets_a_text(texts in texts()) {
        let data = read_data(&data_set_of(&texts).to_string());
let comparison = &data.comparison;
        let picture = picture_of(comparison, &credits_of(&texts));
        let boxes: Vec<(&Shape, Extent)> = picture.shapes.iter().map(|shape| (shape, Extent::of(shape))).collect();
        for (place, (shape, extent)) in boxes.iter().enumerate() {
            let within = 0 <= extent.left && extent.right <= picture.width as i64
                && 0 <= extent.top && extent.bottom <= picture.height as i64;
            prop_assert!(within, "{:?} leaves the picture", shape);
            for (other, of_other) in &boxes[..place] {
                let a_text = [shape, other].iter().any(|shape| matches!(shape, Shape::Text { .. }));
                prop_assert!(!a_text || !extent.meets(of_other), "{:?} meets {:?}", shape, other);
            }
        }
    }

    #[test]
    fn the_segments_of_a_row_add_up_to_its_score(data in data_sets(), weights in any_weights()) {
        let data = read_data(&data.json());
let comparison = &data.comparison;
        let weights = weights_of(comparison, &weights);
        let ranking = Ranking::new(comparison, &weights);
        let picture = Picture::new(comparison, &weights, &ranking, &CREDITS, &Texts::english());
        let scores: Vec<u32> = told(comparison, &ranking).iter()
            .filter_map(|(_, standing)| standing.map(|(_, _, points)| u32::from(points)))
            .collect();
        prop_assert_eq!(bars(&picture), scores);
    }
}

fn picture_of(comparison: &Comparison, credits: &Attribution) -> Picture {
    let weights = comparison.published_weights();
    Picture::new(
        comparison,
        &weights,
        &published(comparison),
        credits,
        &Texts::english(),
    )
}

fn credits_of(texts: &[String]) -> Attribution<'_> {
    let text = |place: usize| texts.get(place).map_or("", String::as_str);
    Attribution {
        date: text(0),
        link: text(1),
        narrowed: text(2),
    }
}

fn all_texts(picture: &Picture) -> Vec<&str> {
    let texts = picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        Shape::Rect { .. } => None,
    });
    texts.collect()
}

/// The length of every bar in tenths of a point: what is painted on each track of 100 points, end to end.
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
                fill: Picture::GROUND,
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

/// The room that a shape takes up, texts in Arial.
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

    fn meets(&self, other: &Extent) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The advance widths of Arial; about those of other fonts for other letters.
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
fn a_picture_says_what_is_ranked_how_and_by_whom() {
    let data = bundled();
    let comparison = &data.comparison;
    let mut weights = comparison.published_weights();
    let ranking = Ranking::new(comparison, &weights);
    let picture = Picture::new(comparison, &weights, &ranking, &CREDITS, &Texts::english());
    let texts = all_texts(&picture);
    assert_eq!(
        texts[..6],
        [
            "Best custody insurance providers",
            "10 ranked by 6 criteria, weights as published",
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
        "Made on 21 November 2026",
        CREDITS.link,
    ] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
    let note = texts
        .iter()
        .position(|text| text.starts_with("The scores are our own reading"));
    let note = texts[note.expect("the note")..].join(" ");
    assert!(note.starts_with(&comparison.source.note), "{note}");

    weights.set(CriterionIndex(0), Weight::MAX);
    let ranking = Ranking::among(comparison, &weights, &|entry| entry.0 < 4, usize::MAX);
    let credits = Attribution {
        narrowed: "Region: Bermuda",
        ..CREDITS
    };
    let picture = Picture::new(comparison, &weights, &ranking, &credits, &Texts::english());
    let texts = all_texts(&picture);
    assert_eq!(
        texts[1..3],
        [
            "4 of 10 ranked by 6 criteria, weights other than published",
            "Region: Bermuda"
        ]
    );
}

#[test]
fn ties_missing_scores_and_entries_without_a_rank_are_told_in_a_picture() {
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
        &Attribution { date: "", link: "", narrowed: "" },
    );
    assert_eq!(
        all_texts(&picture),
        [
            "Ranking",
            "2 of 3 ranked by 3 criteria, weights as published",
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
            "60.0–85.0, some scores missing",
            "=1",
            "Coil",
            "–",
        ]
    );
    assert_eq!(bars(&picture), [800, 800]);
}

#[test]
fn without_weights_a_picture_ranks_nothing_and_says_why() {
    let data = bundled();
    let comparison = &data.comparison;
    let weights = weights_of(comparison, &[0; 24]);
    let ranking = Ranking::new(comparison, &weights);
    let picture = Picture::new(comparison, &weights, &ranking, &CREDITS, &Texts::english());
    let texts = all_texts(&picture);
    assert_eq!(
        texts[1],
        "Every weight is 0, so nothing is ranked. This is the published order."
    );
    assert_eq!(texts.iter().filter(|text| **text == "–").count(), 10);
    assert!(bars(&picture).is_empty());
}

#[test]
fn a_picture_has_fifty_rows_and_tells_how_many_more_there_are() {
    let of = |entries: usize| {
        let entries = (1..=entries)
            .map(|place| json!({ "name": format!("Entry {place}"), "scores": { "a": 1 } }));
        picture_of(
            &read(&json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": entries.collect::<Vec<_>>() }).to_string()),
            &CREDITS,
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
fn a_name_that_is_too_long_ends_with_an_ellipsis_after_two_lines() {
    let name = "Reinsurance ".repeat(20);
    let picture = picture_of(
        &read(&json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": [{ "name": name, "scores": { "a": 1 } }] }).to_string()),
        &CREDITS,
    );
    let texts = all_texts(&picture);
    let lines: Vec<&&str> = texts
        .iter()
        .filter(|text| text.starts_with("Reinsurance"))
        .collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        !lines[0].ends_with('…') && lines[1].ends_with('…'),
        "{lines:?}"
    );
}

#[test]
fn a_picture_is_a_file_of_its_own() {
    let picture = picture_of(&bundled().comparison, &CREDITS);
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
