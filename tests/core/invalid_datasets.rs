//! The invalid files in `tests/invalid_datasets/`, each with exactly its messages in `tests/invalid_datasets.txt`.

use std::fs;

use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{DataFormat, Problem, line_and_column};

use crate::support::ROOT;

/// Returns a file's name, and a line for each of its problems: line and column, place and message.
fn report(name: &str, bytes: &[u8]) -> String {
    let format = DataFormat::detect("", name, bytes);
    let problems = DataSet::read(bytes, format).map_or_else(|problems| problems, |_| Vec::new());
    let line = |problem: &Problem| {
        let position = problem
            .byte_offset
            .map(|byte_offset| line_and_column(bytes, byte_offset));
        let (line, column) = position.unwrap_or_default();
        format!("{line}:{column} {problem}\n")
    };
    let lines: String = problems.iter().map(line).collect();
    format!("== {name}\n{lines}")
}

#[test]
fn each_invalid_file_has_exactly_its_messages() {
    let files = fs::read_dir(format!("{ROOT}/tests/invalid_datasets")).expect("the invalid files");
    let mut names: Vec<String> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    let expected = include_str!("../invalid_datasets.txt").replace("\r\n", "\n");
    let mut expected = expected.split_inclusive('\n').peekable();
    for name in &names {
        let bytes = fs::read(format!("{ROOT}/tests/invalid_datasets/{name}")).expect("a file");
        let mut section: String = expected.next().unwrap_or_default().to_owned();
        while let Some(line) = expected.next_if(|line| !line.starts_with("== ")) {
            section.push_str(line);
        }
        assert_eq!(report(name, &bytes), section);
        assert!(section.lines().count() > 1, "{name} is valid");
    }
    assert_eq!(expected.next(), None, "there is no such file");
    assert!(names.len() >= 40);
}

/// Returns the only problem of a table that is too long for a file.
fn only_problem(table: &str) -> String {
    let problems = DataSet::read(table.as_bytes(), DataFormat::Csv).expect_err("an invalid table");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems[0].to_string()
}

#[test]
fn rejects_tables_over_the_limits() {
    let mut table = "id,name,A\n".to_owned();
    for row in 0..=Comparison::MAX_ENTRIES {
        table.push_str(&format!("{row},E,1\n"));
    }
    assert_eq!(
        only_problem(&table),
        "row 100002: there are more than 100000 entries; remove some rows"
    );
    let table = format!("name,A\nE,{}\n", " ".repeat(Comparison::MAX_BYTES));
    assert_eq!(
        only_problem(&table),
        "the data set: this is larger than 32 MiB; remove entries, or shorten texts"
    );
}
