//! The command that converts data sets.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format;

use crate::ROOT;

fn to_json(data: &DataSet) -> String {
    format::to_json(&data.comparison, &data.details)
}

fn to_csv(data: &DataSet) -> String {
    format::to_csv(&data.comparison, &data.details)
}

fn complete_data_set() -> DataSet {
    read(include_str!("../data/everything.json"))
}

fn read(json: &str) -> DataSet {
    DataSet::from_json(json).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Runs `weigh-in convert`. Returns the exit code, the standard output and the standard error.
fn convert(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    command.current_dir(ROOT);
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .arg("convert")
        .args(arguments)
        .output()
        .expect("an end");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        status.code().expect("an exit code"),
        text(stdout),
        text(stderr),
    )
}

/// Returns a path for this test at which no file exists.
fn unused_path(name: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path.display().to_string()
}

#[test]
fn writes_to_the_standard_output_and_reports_losses() {
    let file = unused_path("everything.json");
    fs::write(&file, to_json(&complete_data_set())).expect("a file");
    let (code, csv, stderr) = convert(&[&file, "--to", "csv"]);
    assert_eq!((code, csv), (0, to_csv(&complete_data_set())));
    assert!(
        stderr.starts_with("warning: CSV can’t hold the data set’s id, the title, "),
        "{stderr}"
    );
    let json = to_json(&complete_data_set());
    assert_eq!(convert(&[&file, "--to", "json"]), (0, json, String::new()));
}

#[test]
fn overwrites_files_only_with_force() {
    let output = unused_path("written.json");
    let bundled = "assets/custody-insurance.json";
    assert_eq!(convert(&[bundled, &output]).0, 0);
    let written = fs::read_to_string(&output).expect("a file");
    assert!(DataSet::from_json(&written).is_ok());

    fs::write(&output, "mine").expect("a file");
    let (code, _, stderr) = convert(&[bundled, &output]);
    assert_eq!(code, 2);
    assert!(stderr.contains("--force"), "{stderr}");
    assert_eq!(fs::read_to_string(&output).expect("a file"), "mine");
    assert_eq!(convert(&[bundled, &output, "--force"]).0, 0);
    assert_eq!(fs::read_to_string(&output).expect("a file"), written);
}

#[test]
fn an_unknown_extension_needs_a_format() {
    let (code, _, stderr) = convert(&["assets/custody-insurance.json", &unused_path("data.txt")]);
    assert_eq!(code, 2);
    assert!(stderr.contains("--to"), "{stderr}");
}

#[test]
fn rejects_invalid_data() {
    let (input, output) = (unused_path("bad.json"), unused_path("bad.csv"));
    fs::write(&input, r#"{ "criteria": [] }"#).expect("a file");
    let (code, _, stderr) = convert(&[&input, &output]);
    assert_eq!(code, 1);
    assert!(
        stderr.starts_with("error: this list is missing or empty"),
        "{stderr}"
    );
    assert!(!Path::new(&output).exists());
}

#[test]
fn writes_no_file_that_is_too_large_to_be_read() {
    let (input, output) = (unused_path("large.csv"), unused_path("large.json"));
    let header: String = (0..24)
        .map(|index| format!(",Criterion number {index}"))
        .collect();
    let cells = ",1".repeat(24);
    let rows = (0..70_000).map(|index| format!("E{index}{cells}\n"));
    fs::write(
        &input,
        format!("name{header}\n") + &rows.collect::<String>(),
    )
    .expect("a file");
    let (code, _, stderr) = convert(&[&input, &output]);
    assert_eq!(code, 2);
    assert!(stderr.contains("more than 32 MiB"), "{stderr}");
    assert!(!Path::new(&output).exists());
    assert_eq!(convert(&[&input, &unused_path("large.bin")]).0, 0);
}
