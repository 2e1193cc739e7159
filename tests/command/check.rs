//! The command that checks data sets: what it prints, and how it exits.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::ROOT;
use crate::run::weigh_in;

const VALID: &str = r#"{ "criteria": [{ "id": "a", "name": "A" }],
  "entries": [
    { "name": "Acme", "scores": { "a": 50 } },
    { "name": "Brix 漢字", "scores": { "a": 75.25 } },
    { "name": "Coil", "scores": { "a": 50 } },
    { "name": "Dorn", "scores": {} }
  ]
}"#;

const INVALID: &str = r#"{ "criteria": [{ "id": "a", "name": "A", "weight": "30" }],
  "entries": [{ "name": "Acme", "scores": { "a": 50 } }]
}"#;

/// Runs `weigh-in check` with data from the standard input. Returns the exit code and the output.
fn check(data: &str, arguments: &[&str], color: Option<(&str, &str)>) -> (i32, String) {
    weigh_in(&[&["check", "-"], arguments].concat(), data, color)
}

#[test]
fn valid_data_are_ranked_in_columns() {
    let (code, text) = check(VALID, &[], None);
    assert_eq!(code, 0);
    let ranking = "
      1  Brix 漢字   75.3
     =2  Acme        50.0
     =2  Coil        50.0
      –  Dorn           –

<stdin>: 4 entries, 1 criterion; no problems, 3 warnings
";
    assert!(text.ends_with(ranking), "{text}");
    assert!(
        text.starts_with("warning: entry \"Dorn\": it has no scores, so it is never ranked; add scores, or remove the entry\n--> <stdin>\n"),
        "{text}"
    );
}

#[test]
fn a_list_of_records_is_checked_as_a_table() {
    let records = r#"[{ "name": "Acme", "Stars": 4 }, { "name": "Brix", "Stars": "much" }]"#;
    let (code, text) = check(records, &[], None);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("row 3, column \"Stars\""), "{text}");
    let (code, text) = check(&records.replace("\"much\"", "5"), &[], None);
    assert_eq!(code, 0, "{text}");
    let note = "note: the list of records is read as a table\n";
    assert!(text.contains(note), "{text}");
}

#[test]
fn problems_are_reported_with_location_and_line() {
    assert_eq!(
        check(INVALID, &[], None),
        (
            1,
            r#"error: expected a number without quotation marks
 --> <stdin>:1:52
  |
1 | { "criteria": [{ "id": "a", "name": "A", "weight": "30" }],
  |                                                    ^^^^ criteria[0].weight

<stdin>: 1 problem
"#
            .to_owned()
        )
    );
}

#[test]
fn output_is_colored_only_on_request() {
    let escape = '\u{1b}';
    assert!(!check(INVALID, &[], None).1.contains(escape));
    assert!(
        check(INVALID, &[], Some(("CLICOLOR_FORCE", "1")))
            .1
            .contains(escape)
    );
    assert!(
        !check(INVALID, &[], Some(("NO_COLOR", "1")))
            .1
            .contains(escape)
    );
}

#[test]
fn control_characters_of_data_are_escaped() {
    let name = "A\u{1b}[31m\u{7}\u{202e}";
    let named = json!({ "criteria": [{ "id": "a", "name": name }], "entries": [{ "id": "a", "name": name, "scores": { "a": 1 } }] });
    let unknown = json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": [{ "name": "B", "scores": { name: 1 } }] });
    for data in [
        named.to_string(),
        unknown.to_string(),
        format!("{{ \"{name}\" }}"),
    ] {
        let (_, text) = check(&data, &[], None);
        let is_control = |c: char| c == '\u{202e}' || (c.is_control() && c != '\n');
        assert!(!text.contains(is_control), "{text:?}");
    }
}

#[test]
fn json_output_is_one_document() {
    let (code, text) = check(VALID, &["--format", "json"], None);
    assert_eq!(code, 0);
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let file = &document["files"][0];
    assert_eq!(file["file"], "<stdin>");
    assert_eq!(file["problems"], json!([]));
    assert_eq!(file["warnings"][0]["place"], "entry \"Dorn\"");
    assert_eq!(
        file["ranking"][1],
        json!({ "rank": 2, "tied": true, "id": "acme", "name": "Acme", "score": 50.0 })
    );
    assert_eq!(file["ranking"][3]["rank"], Value::Null);

    let (code, text) = check(INVALID, &["--format", "json"], None);
    assert_eq!(code, 1);
    let document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        document["files"][0]["problems"],
        json!([{ "place": "criteria[0].weight", "message": "expected a number without quotation marks", "line": 1, "column": 52 }])
    );
}

#[test]
fn warnings_can_be_denied() {
    assert_eq!(check(VALID, &["--deny-warnings"], None).0, 1);
}

#[test]
fn all_files_are_checked_and_the_worst_outcome_is_the_exit_code() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    command.current_dir(ROOT);
    command.args(["check", "no/such/file.csv", "assets/custody-insurance.json"]);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("an end");
    assert_eq!(status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&stderr);
    assert!(
        stderr.starts_with("error: cannot read no/such/file.csv: "),
        "{stderr}"
    );
    let stdout = String::from_utf8_lossy(&stdout);
    assert!(
        stdout.contains("10 entries, 6 criteria; no problems"),
        "{stdout}"
    );
}

#[test]
fn rejects_invalid_command_lines() {
    let output = Command::new(env!("CARGO_BIN_EXE_weigh-in"))
        .arg("check")
        .output()
        .expect("an end");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    command.current_dir(ROOT);
    command.args(["check", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a standard input");
    stdin
        .write_all(INVALID.as_bytes())
        .expect("data to be read");
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
