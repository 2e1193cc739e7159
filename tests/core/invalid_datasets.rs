//! Files that cannot be shown, in `tests/bad/`: each gives exactly its messages, told in `tests/bad.txt`.

use std::fs;

use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{Format, Problem, line_and_column};

use crate::support::ROOT;

/// A file's name, and a line for each of its problems: where it stands, its place and its message.
fn told(name: &str, bytes: &[u8]) -> String {
    let format = Format::detect("", name, bytes);
    let problems = DataSet::read(bytes, format).map_or_else(|problems| problems, |_| Vec::new());
    let line = |problem: &Problem| {
        let at = problem.byte_offset.map(|at| line_and_column(bytes, at));
        let (line, column) = at.unwrap_or_default();
        format!("{line}:{column} {problem}\n")
    };
    let lines: String = problems.iter().map(line).collect();
    format!("== {name}\n{lines}")
}

#[test]
fn each_bad_file_gives_exactly_its_messages() {
    let files = fs::read_dir(format!("{ROOT}/tests/bad")).expect("the bad files");
    let mut names: Vec<String> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    let expected = include_str!("../bad.txt").replace("\r\n", "\n");
    let mut expected = expected.split_inclusive('\n').peekable();
    for name in &names {
        let bytes = fs::read(format!("{ROOT}/tests/bad/{name}")).expect("a file");
        let mut section: String = expected.next().unwrap_or_default().to_owned();
        while let Some(line) = expected.next_if(|line| !line.starts_with("== ")) {
            section.push_str(line);
        }
        assert_eq!(told(name, &bytes), section);
        assert!(section.lines().count() > 1, "{name} is not bad");
    }
    assert_eq!(expected.next(), None, "there is no such file");
    assert!(names.len() >= 40);
}

/// What is told of a table that is too long to lie here.
fn told_of(table: &str) -> String {
    let problems = DataSet::read(table.as_bytes(), Format::Csv).expect_err("a bad table");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems[0].to_string()
}

#[test]
fn what_goes_beyond_the_limits_is_told() {
    let mut table = "id,name,A\n".to_owned();
    for row in 0..=Comparison::MAX_ENTRIES {
        table.push_str(&format!("{row},E,1\n"));
    }
    assert_eq!(
        told_of(&table),
        "row 100002: there are more rows than can be shown: leave at most 100000 below the first"
    );
    let table = format!("name,A\nE,{}\n", " ".repeat(Comparison::MAX_BYTES));
    assert_eq!(
        told_of(&table),
        "the data set: shorten this to at most 32 MiB"
    );
}
