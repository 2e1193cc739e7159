//! The readers take any bytes without a panic, and agree with a well-tried reader of CSV.

use std::ops::Range;

use proptest::prelude::*;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{Format, to_csv, to_json};
use weigh_in_core::ranking::Ranking;

const JSON: &str = r#"{"id":"s","updated":"2025-09","source":{"url":"https://s.example"},
"criteria":[{"id":"a","name":"A","weight":7.5,"better":"lower","range":[-0.5,20]},{"id":"b","name":"B","unit":"m"}],
"facets":[{"id":"f","name":"F","values":[{"id":"x","name":"X"}]}],
"entries":[{"name":"E","publishedRank":1,"scores":{"a":1e0,"b":{"value":3,"basis":"stated"}},"tags":{"f":["x","y"]}},
{"name":"G\n","scores":{"a":null,"b":0.25},"alternatives":["e"]}],
"presets":[{"id":"p","name":"P","weights":{"a":3}}],"guide":[{"title":"T","kind":"faq","items":["i",{"question":"q","answer":"a"}]}]}"#;

const CSV: &str = "\u{feff}id;name;url;tagline;published_rank;tag:Region;A [weight=7,5 better=lower range=-0.5..20 unit=m];B\r\n\
e;\"E \"\"1\"\"\";https://e.example;'=1;1;x;y;1,5;80\r\n;\"F\r\nG\";;;2;;-0,5;\r\n\r\nh;H;;;;x, y;;7\n";

/// Pieces that mean something in either format.
const PIECES: [&str; 56] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    "\\",
    "\\u00",
    "\\ud800",
    "'",
    "''=",
    "null",
    "true",
    "0",
    "-1",
    "1e9",
    "1e-400",
    "0.1",
    "99999999999999999999",
    ".",
    "-",
    "\u{2212}5",
    "name",
    "id",
    "url",
    "tagline",
    "published_rank",
    "tag:",
    "tag:x",
    "sep=;",
    "[weight=",
    "[id=a ",
    "range=0..1",
    "better=lower",
    "unit=",
    "]\n",
    "criteria",
    "entries",
    "scores",
    "\"name\":",
    "\"id\":",
    "\"value\":",
    "facets",
    "weights",
    "https://",
    "\u{feff}",
    "\u{202e}",
    "é",
    "漢",
    "\0",
];

/// Numbers that look random and are the same every time (xorshift64*).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end.max(1)
    }

    fn range(&mut self, end: usize) -> Range<usize> {
        let from = self.below(end + 1);
        from..from + self.below((end - from).min(40) + 1)
    }
}

/// Reads what is made, as JSON and as CSV in turn; what is read can be ranked and written again. Gives how
/// many were sound. All cases of this file together are a million.
fn try_all(cases: u32, seed: u64, mut make: impl FnMut(&mut Dice, &mut Vec<u8>)) -> u32 {
    let mut dice = Dice(seed);
    let mut bytes = Vec::new();
    let mut sound = 0;
    for case in 0..cases {
        bytes.clear();
        make(&mut dice, &mut bytes);
        let format = [Format::Json, Format::Csv][case as usize % 2];
        match DataSet::read(&bytes, format) {
            Ok(DataSet {
                comparison,
                details,
            }) => {
                sound += 1;
                let weights = comparison.published_weights();
                assert_eq!(
                    Ranking::new(&comparison, &weights).count(),
                    comparison.entries.len()
                );
                if sound % 16 == 0 {
                    assert!(DataSet::from_json(&to_json(&comparison, &details)).is_ok());
                    assert!(DataSet::from_csv(&to_csv(&comparison, &details)).is_ok());
                }
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                let is_placed = |at: Option<usize>| at.is_none_or(|at| at <= bytes.len());
                assert!(
                    problems
                        .iter()
                        .all(|problem| is_placed(problem.byte_offset))
                );
            }
        }
    }
    sound
}

#[test]
fn any_bytes_are_read_or_refused() {
    try_all(300_000, 1, |dice, bytes| {
        let length = dice.below(60);
        bytes.extend((0..length).map(|_| dice.next() as u8));
    });
}

#[test]
fn any_pieces_are_read_or_refused() {
    try_all(300_000, 2, |dice, bytes| {
        for _ in 0..dice.below(30) {
            bytes.extend(PIECES[dice.below(PIECES.len())].bytes());
        }
    });
}

/// Changes a few bytes of a file that is sound.
fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.below(2) {
        let range = dice.range(bytes.len());
        match dice.below(4) {
            0 => drop(bytes.drain(range)),
            1 => {
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.start..range.start, copy);
            }
            2 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(range.start..range.start, piece.bytes());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(range.start) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let mut is_json = false;
    let sound = try_all(100_000, 3, |dice, bytes| {
        is_json = !is_json;
        bytes.extend(if is_json { JSON } else { CSV }.bytes());
        damage(dice, bytes);
    });
    assert!(sound > 2_000, "{sound}");
}

#[test]
fn tables_of_any_shape_are_read_or_refused() {
    const HEADERS: [&str; 9] = [
        "id",
        "Name",
        "url",
        "tag:F",
        "B [weight=3]",
        "C [range=0..9 better=lower unit=a b]",
        "D",
        "",
        "published_rank",
    ];
    const CELLS: [&str; 16] = [
        "",
        "",
        "1",
        "2",
        "3",
        "4",
        "5",
        "2,5",
        "2.5",
        "-3",
        "\"x,\r\ny\"",
        "\"\"\"\"",
        "https://a.example",
        "x;y",
        " ",
        "'=1",
    ];
    let sound = try_all(300_000, 4, |dice, bytes| {
        let separator = [",", ";", "\t"][dice.below(3)];
        let columns = dice.below(5);
        let line_break = ["\n", "\r\n", "\r"][dice.below(3)];
        let mut row = |dice: &mut Dice, first: &str, texts: &[&str], columns| {
            bytes.extend(first.bytes());
            for _ in 0..columns {
                bytes.extend(separator.bytes());
                bytes.extend(texts[dice.below(texts.len())].bytes());
            }
            bytes.extend(line_break.bytes());
        };
        let first = ["name", "A"].join(separator);
        row(dice, &first, &HEADERS, columns);
        for name in ["x", "y", "z"].into_iter().take(dice.below(4)) {
            let first = [name, ["1", "0.5", ""][dice.below(3)]].join(separator);
            let columns = if dice.below(9) == 0 {
                columns + 1
            } else {
                columns
            };
            row(dice, &first, &CELLS, columns);
        }
    });
    assert!(sound > 3_000, "{sound}");
}

/// Texts of every kind but those that a reader changes: what is invisible, and what is guarded.
fn texts() -> impl Strategy<Value = String> {
    let text = prop_oneof!["\\PC{0,12}", "[\",;=+@'\r\n\t a-c：＝-]{0,12}"];
    let is_kept = |text: &String| {
        let yielder = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !text.contains(yielder) && !text.starts_with('\'')
    };
    text.prop_filter("texts that are kept as they are", move |text| is_kept(text))
}

#[test]
fn blanks_may_stand_before_quotation_marks() {
    let table = "name, tagline, A\n \"Brix, Inc.\",  \"the \"\"best\"\"\" , 4\n";
    let comparison = DataSet::from_csv(table).expect("a data set").comparison;
    let entry = &comparison.entries[0];
    assert_eq!(entry.name, "Brix, Inc.");
    assert_eq!(entry.tagline, "the \"best\"");
}

#[test]
fn one_number_tells_what_the_commas_of_all_are() {
    let scores = |separator: &str, scores: [&str; 3]| {
        let rows = scores.map(|score| format!("{score}E{separator}{score}\n"));
        let table = format!("name{separator}A\n{}", rows.concat());
        let data = DataSet::from_csv(&table);
        data.map(|data| data.comparison.criteria[0].observed_range.1.to_string())
    };
    // A comma before three digits may stand between thousands or be a decimal one.
    assert!(scores(";", ["1,250", "2,500", "3"]).is_err());
    assert!(scores("\t", ["1,250", "2.5", "3"]).is_err());
    assert!(scores(";", ["1.250", "2,5", "3"]).is_err());
    // Not so if another number has a comma that can't be one of thousands.
    for other in ["2,5", "0,125", "1234,567", "-0,5"] {
        assert_eq!(
            scores(";", ["12,125", other, "3"]).as_deref(),
            Ok(if other == "1234,567" {
                "1234.567"
            } else {
                "12.125"
            })
        );
    }
    // So it is with points, which are decimal ones where no semicolons hint at decimal commas.
    assert!(scores(";", ["1.250", "2.500", "3"]).is_err());
    assert!(scores("\t", ["1.250", "2,5", "3"]).is_err());
    for separator in [",", "\t"] {
        assert_eq!(
            scores(separator, ["1.250", "2.500", "3"]).as_deref(),
            Ok("3")
        );
    }
    assert_eq!(scores(";", ["1.250", "2.5", "3"]).as_deref(), Ok("3"));
    // One zero more is the way out.
    assert_eq!(scores(";", ["1,2500", "2,500", "3"]).as_deref(), Ok("3"));
}

proptest! {
    #[test]
    fn what_another_program_writes_in_quotation_marks_is_read_as_it_is(
        texts in prop::collection::vec(texts(), 1..8),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
        is_crlf in any::<bool>(),
    ) {
        let terminator = if is_crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .quote_style(csv::QuoteStyle::Always)
            .terminator(terminator)
            .from_writer(Vec::new());
        writer.write_record(["name", "tagline", "A"]).expect("a row");
        for (row, text) in texts.iter().enumerate() {
            writer.write_record([&format!("E{row}"), text, "1"]).expect("a row");
        }
        let table = String::from_utf8(writer.into_inner().expect("a table")).expect("UTF-8");
        let data = DataSet::from_csv(&table).unwrap_or_else(|problems| panic!("{problems:#?}\n{table}"));
        let read: Vec<&str> = data.comparison.entries.iter().map(|entry| &*entry.tagline).collect();
        prop_assert_eq!(read, texts);
    }

    #[test]
    fn another_program_reads_what_is_written_as_it_is(texts in prop::collection::vec(texts(), 1..8)) {
        let entries: Vec<_> = texts.iter().enumerate().map(|(row, text)| {
            serde_json::json!({ "name": format!("E{row}"), "tagline": text, "scores": { "a": row } })
        }).collect();
        let data = serde_json::json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": entries });
        let data = DataSet::from_json(&data.to_string()).expect("a data set");
        let table = to_csv(&data.comparison, &data.details);
        let table = table.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().terminator(csv::Terminator::CRLF).from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
        let read: Vec<String> = rows.iter().map(|row| row[3].to_owned()).collect();
        let is_formula = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let guarded: Vec<String> = texts.iter().map(|text| {
            if is_formula(text) { format!("'{text}") } else { text.clone() }
        }).collect();
        prop_assert_eq!(read, guarded);
    }
}
