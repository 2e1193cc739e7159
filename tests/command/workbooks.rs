//! Workbooks, which the command reads as tables.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_laws::workbooks::workbook_is_read;

use crate::ROOT;

/// Two sheets with content, after an empty one; made with openpyxl.
const PHONES: &str = "tests/data/phones.xlsx";

/// Runs the command. Returns the exit code, the standard output and the standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    let output = command.current_dir(ROOT).args(arguments).output();
    let Output {
        status,
        stdout,
        stderr,
    } = output.expect("an end");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        status.code().expect("an exit code"),
        text(stdout),
        text(stderr),
    )
}

#[test]
fn the_first_sheet_with_content_is_checked() {
    let (code, text, _) = run(&["check", PHONES]);
    assert_eq!(code, 0, "{text}");
    let note = "note: the sheet “Phones” is read, the first of 2 with content; choose another one by --sheet: “Phones”, “More”\n";
    assert!(text.contains(note), "{text}");
    assert!(text.contains("1  Acme One"), "{text}");
    assert!(text.contains("2 entries, 2 criteria"), "{text}");
}

#[test]
fn values_are_read_as_they_are_stored() {
    let (code, csv, stderr) = run(&["convert", PHONES, "--to", "csv"]);
    assert_eq!(code, 0);
    assert!(stderr.contains("the sheet “Phones” is read"), "{stderr}");
    assert!(
        stderr.contains("column \"Product\": it names the entries"),
        "{stderr}"
    );
    let data = DataSet::from_csv(&csv).expect("a valid table");
    let score = |criterion, entry| {
        let score = data
            .comparison
            .score(CriterionIndex(criterion), EntryIndex(entry));
        score.map(|score| score.to_string())
    };
    // The cell shows 24.
    assert_eq!(score(0, 1).as_deref(), Some("24.25"));
    assert_eq!([score(1, 0), score(1, 1)].map(Option::unwrap), ["1", "0"]);
    assert_eq!(data.comparison.entries[1].name, "Brix \"7\"");
    assert!(csv.contains("2024-01-05"), "{csv}");
}

#[test]
fn another_sheet_is_read_by_its_name_and_rows_are_those_of_the_sheet() {
    let (code, text, _) = run(&["check", PHONES, "--sheet", "More"]);
    assert_eq!(code, 1);
    assert!(text.contains("\"much\" isn't a number"), "{text}");
    assert!(text.contains("row 6, column \"A\""), "{text}");
    let (code, _, stderr) = run(&["check", PHONES, "--sheet", "Less"]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("it has no such sheet; those with content are “Phones”, “More”"),
        "{stderr}"
    );
}

#[test]
fn what_only_begins_like_a_workbook_is_reported() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken.xlsx");
    fs::write(&path, b"PK\x03\x04 and nothing else").expect("a file");
    let (code, _, stderr) = run(&["check", &path.display().to_string()]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("not a workbook that can be read"),
        "{stderr}"
    );
}

proptest! {
    #[test]
    fn changed_workbooks_are_read_or_rejected(changes in vec((any::<Index>(), any::<u8>()), 0..4)) {
        let mut bytes = fs::read(Path::new(ROOT).join(PHONES)).expect("a workbook");
        for (position, byte) in changes {
            let position = position.index(bytes.len());
            bytes[position] = byte;
        }
        workbook_is_read(&bytes);
    }
}
