//! The numbers in the pages are those of the code.

use super::figures::{COMPLETE_PAGES, figures, word};
use crate::support::markdown::{Page, Passage, assert_none};

#[test]
fn every_number_of_the_code_is_as_the_pages_state_it() {
    let mut failures = Vec::new();
    for (path, sentence) in figures() {
        let rows = Page::read(path).rows();
        if rows.iter().any(|row| row.text.contains(&sentence)) {
            continue;
        }
        let similar = rows
            .iter()
            .find(|row| without_numbers(&row.text).contains(&without_numbers(&sentence)));
        if let Some(row) = similar {
            failures.push(format!("{}: by the code it is: {sentence}", row.place));
            continue;
        }
        let words = |row: &&Passage| {
            let words = sentence.split(' ');
            words.filter(|word| row.text.contains(word)).count()
        };
        let nearest = rows.iter().max_by_key(words).expect("a row");
        failures.push(format!(
            "{}: not as in figures.rs: {sentence}",
            nearest.place
        ));
    }
    assert_none(failures);
}

#[test]
fn every_number_in_the_pages_is_compared() {
    let compared = figures();
    let mut failures = Vec::new();
    for path in COMPLETE_PAGES {
        let rows = Page::read(path).rows().into_iter();
        for row in rows.take_while(|row| !row.text.starts_with(MEASURED)) {
            let mut text = row.text;
            let sentences = compared.iter().filter(|(page, _)| *page == path);
            for (_, sentence) in sentences {
                text = text.replace(sentence, "");
            }
            for known in NOT_OF_THE_CODE {
                text = text.replace(known, "");
            }
            // Code is compared elsewhere.
            let prose: String = text.split('`').step_by(2).collect();
            let words = prose.split(|c: char| c.is_whitespace() || "();:".contains(c));
            for word in words.filter(|word| word.contains(|c: char| c.is_ascii_digit())) {
                let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
                if !is_year {
                    failures.push(format!("{}: nothing compares {word:?}", row.place));
                }
            }
        }
    }
    assert_none(failures);
}

/// The start of the copy of the benchmarks' output, which is the end of a page.
const MEASURED: &str = "`cargo xtask bench` on ";

/// Names and facts of others, and what only browsers can show.
const NOT_OF_THE_CODE: [&str; 38] = [
    // An example, a license, standards, versions of frameworks.
    "“scale 30%, security 25%, …”",
    "Apache-2.0",
    "UTF-8",
    "JSON Schema (2020-12)",
    "React 18 and 19",
    "React 18,",
    // The units of scores and shares, and the direction of comparisons.
    "with `score` from 0 to 100",
    "the rank that you published, from 1",
    "for −33.52,",
    "otherwise 0 | ",
    "the shares add up to 100%",
    "The parts of all criteria add up to 100%",
    "shares that add up to 100%",
    "from 0 at the bad end to 1 at the good end",
    "If every weight is 0",
    "If all weights are 0",
    "all weights are 0 | ",
    "a weight of 0 or more",
    "has the current weights and 0",
    "from 0 to 1",
    "from 0 to 2",
    "it reaches 0 at",
    "the result is 100% without sampling",
    // The exit codes, which the tests of the command hold.
    "0 if all is well, 1 if the data has problems, and 2 if a file cannot be read",
    // The precision, which the tests of the robustness analysis hold.
    "within 0.01.",
    "within 1 percentage point",
    // Console messages, which are compared as such.
    "answered with status 404",
    "has 3 problems",
    // The literature.
    "found that 16 countries can",
    "with the data of 2014,",
    "put 19 of 36 countries",
    "with a weight of 0 on many criteria",
    "SMAA-2",
    "V.2.",
    "Ecological Indicators 80.",
    "Statistics 39.",
    "Research 49.",
    "Mathematics 46.",
];

#[test]
fn the_sizes_in_the_design_add_up() {
    let page = Page::read("DESIGN.md");
    let place_of_table = page.place_of("| chunk | loads | bytes |");
    let rows = page.rows();
    let rows = rows
        .iter()
        .skip_while(|row| !row.text.starts_with("chunk | loads | bytes"));
    let rows: Vec<Vec<&str>> = rows
        .skip(1)
        .map(|row| row.text.split(" | ").collect())
        .collect();
    let bytes = |row: &[&str]| -> usize {
        let sizes = row[2]
            .split('(')
            .next()
            .unwrap_or_default()
            .replace(", ", "+");
        let sizes = sizes.split('+').map(|size| size.replace(',', ""));
        sizes
            .map(|size| size.trim().parse::<usize>().expect("a size"))
            .sum()
    };
    for (total, mut place) in [("first load", 0), ("later chunks", 4)] {
        let mut sum = 0;
        while rows[place][0] != total {
            sum += bytes(&rows[place]);
            place += 1;
        }
        assert_eq!(sum, bytes(&rows[place]), "{place_of_table}: {total}");
    }
    let shell = rows[0][2].split(' ').next().unwrap_or_default();
    assert!(
        page.text.contains(&format!("of which it uses {shell}")),
        "{place_of_table}: {shell}"
    );
}

#[test]
fn every_exception_is_still_in_a_page() {
    let text: Vec<String> = COMPLETE_PAGES
        .iter()
        .flat_map(|path| Page::read(path).rows())
        .map(|row| row.text)
        .collect();
    let is_gone = |known: &&str| !text.iter().any(|row| row.contains(known));
    let gone: Vec<&str> = NOT_OF_THE_CODE.into_iter().filter(is_gone).collect();
    assert_eq!(gone, [""; 0]);
}

fn without_numbers(text: &str) -> String {
    let mut without = text.replace(|c: char| c.is_ascii_digit() || c == ',' || c == '.', "");
    for number in 1..=10 {
        without = without.replace(&format!(" {} ", word(number)), "  ");
    }
    without
}
