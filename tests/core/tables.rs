//! Tables as spreadsheets and editors write them: decorated numbers, marks of missing scores, lines above the header,
//! columns that number the rows, and tables without a column `name`.

use proptest::prelude::*;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::lint::lint;

fn table(csv: &str) -> DataSet {
    DataSet::from_csv(csv).unwrap_or_else(|problems| panic!("{problems:#?}\n{csv}"))
}

fn problems(csv: &str) -> Vec<String> {
    let problems = DataSet::from_csv(csv).expect_err("an invalid table");
    problems.iter().map(ToString::to_string).collect()
}

/// Returns the scores on a criterion, `–` for a missing one.
fn scores(data: &DataSet, criterion: u8) -> String {
    let entries = data.comparison.indexed_entries();
    let scores = entries.map(|(entry, _)| {
        let score = data.comparison.score(CriterionIndex(criterion), entry);
        score.map_or_else(|| "–".to_owned(), |score| score.to_string())
    });
    scores.collect::<Vec<_>>().join(" ")
}

/// Returns the unit and the range of a criterion.
fn unit_and_range(data: &DataSet, criterion: u8) -> String {
    let criterion = data.comparison.criterion(CriterionIndex(criterion));
    format!(
        "{} {}..{}",
        criterion.unit, criterion.range.0, criterion.range.1
    )
}

fn notes(data: &DataSet) -> Vec<String> {
    data.notes.iter().map(ToString::to_string).collect()
}

#[test]
fn amounts_are_read_with_their_currency() {
    let data = table("name,Price,Rating\nA,\"$1,299.00\",4.5 / 5\nB,$849.50,4.1 / 5\n");
    assert_eq!(scores(&data, 0), "1299 849.5");
    assert_eq!(unit_and_range(&data, 0), "$ 849.5..1299");
    assert_eq!(scores(&data, 1), "4.5 4.1");
    assert_eq!(unit_and_range(&data, 1), " 0..5");
    assert_eq!(
        notes(&data)[0],
        "column \"Price\": its cells are more than numbers; \"$1,299.00\" is read as 1299"
    );
    let data = table("name;Preis;Note\nA;1.234,56 €;2,3\nB;99,00 €;1,7\n");
    assert_eq!(
        (scores(&data, 0), scores(&data, 1)),
        ("1234.56 99".to_owned(), "2.3 1.7".to_owned())
    );
}

#[test]
fn thousands_are_separated_in_any_way() {
    for (csv, expected) in [
        (
            "name;Prix;Note\nA;1\u{a0}234,56;8,5\nB;999,90;7,5\n",
            "1234.56 999.9",
        ),
        ("name;Preis\nA;1'234.50\nB;999.00\n", "1234.5 999"),
        ("name,Margin\nA,(33.52)\nB,12.20\n", "-33.52 12.2"),
        ("name,Share\nA,45%\nB,30%\n", "45 30"),
        ("name,Weight\nA,1.2 kg\nB,0.9 kg\n", "1.2 0.9"),
        ("name,A\nx,\"1,234,567\"\ny,\"2,000\"\n", "1234567 2000"),
        ("name,A\nx,\"1.234,5\"\ny,1.299\n", "1234.5 1299"),
        ("name,A\nx,\"1,5\"\ny,\"2,25\"\n", "1.5 2.25"),
    ] {
        assert_eq!(scores(&table(csv), 0), expected, "{csv}");
    }
    assert_eq!(
        unit_and_range(&table("name,Weight\nA,1.2 kg\nB,0.9 kg\n"), 0),
        "kg 0.9..1.2"
    );
}

#[test]
fn a_given_unit_and_range_are_kept() {
    let data = table("name,Rating [range=1..5 unit=stars]\nA,4.5 / 5\nB,4.1 / 5\n");
    assert_eq!(unit_and_range(&data, 0), "stars 1..5");
}

#[test]
fn numbers_that_nothing_explains_stay_ambiguous() {
    let [problem] = &problems("name,A\nx,\"1,299\"\ny,800\n")[..] else {
        panic!("one problem");
    };
    assert!(
        problem.contains("\"1,299\" is ambiguous; write 1299"),
        "{problem}"
    );
}

#[test]
fn a_cell_that_breaks_the_pattern_is_named_once() {
    let csv = "name,Share\na,45%\nb,30\nc,20%\nd,25%\ne,31\n";
    assert_eq!(
        problems(csv),
        [
            "row 3, column \"Share\": \"30\" and 1 more cell of this column aren't written as \"45%\" is; write all numbers of a column alike, or leave a cell empty if there is no score"
        ]
    );
    let csv = "name,Hours\na,45\nb,30\nc,20 h\n";
    assert!(
        problems(csv)[0].starts_with("row 4, column \"Hours\": \"20 h\" isn't a number;"),
        "{csv}"
    );
    let mixed = "name,A\nx,\"1.234,5\"\ny,99.5\n";
    assert!(
        problems(mixed)[0].starts_with("row 3, column \"A\": \"99.5\" isn't written as"),
        "{mixed}"
    );
}

#[test]
fn scores_of_a_top_lie_below_it() {
    let csv = "name,Rating,Q\nA,9/10,50\nB,11/10,60\n";
    assert_eq!(
        problems(csv),
        [
            "row 3, column \"Rating\": this score is outside the criterion's range, 0 to 10; correct the score or the range"
        ]
    );
    for csv in [
        "name,Released\nA,05/2024\nB,11/2024\n",
        "name,A\nx,3/0\ny,4/0\n",
        "name,Size\nA,1/8\nB,3/8\n",
    ] {
        assert!(problems(csv)[0].contains("aren't numbers"), "{csv}");
    }
}

#[test]
fn names_with_digits_name_the_entries() {
    for (csv, names) in [
        (
            "GPU,tag:Maker,Price\nRTX 4090,Asus,1599\nRTX 4080,MSI,1199\n",
            ["RTX 4090", "RTX 4080"],
        ),
        (
            "Product,Price\n1Password,36\nBitwarden,10\n",
            ["1Password", "Bitwarden"],
        ),
        ("Country,Score\nNA,5\nDE,6\n", ["NA", "DE"]),
    ] {
        let data = table(csv);
        let entries: Vec<&str> = data
            .comparison
            .entries
            .iter()
            .map(|entry| &*entry.name)
            .collect();
        assert_eq!(entries, names, "{csv}");
    }
}

#[test]
fn a_wrong_guess_of_the_names_is_part_of_the_problem() {
    let csv = "Category,Product,Price\nTV,LG C3,1000\nTV,LG C4,1200\nPhone,Pixel,700\n";
    let problems = problems(csv);
    let twice = "row 3, column \"Category\": row 2 already has the id \"tv\"; call the column \"name\" that names the entries";
    assert!(
        problems.iter().any(|problem| problem.starts_with(twice)),
        "{problems:?}"
    );
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("or \"name\" if it names the entries")),
        "{problems:?}"
    );
}

#[test]
fn other_numbers_show_what_a_separator_means() {
    for (csv, expected) in [
        ("name\tA\tB\nx\t1,299\t4.5\ny\t849\t4.2\n", "1299 849"),
        ("name;A;B\nx;12,50 €;1,299\ny;8,00 €;2,5\n", "12.5 8"),
        ("name;A;B\nx;1.299;2,5\ny;849;3,5\n", "1299 849"),
        (
            "name;A [range=1000..5000]\nA;1.299\nB;1.234,50\n",
            "1299 1234.5",
        ),
    ] {
        assert_eq!(scores(&table(csv), 0), expected, "{csv}");
    }
    for csv in [
        "name;A\nx;1 234\ny;1.299\nz;900\n",
        "name;A\nx;1'234\ny;1.299\n",
        "name;A\nx;1.299\n",
    ] {
        let problems = problems(csv);
        assert!(
            problems.len() == 1 && problems[0].contains("\"1.299\" is ambiguous"),
            "{problems:?}"
        );
    }
}

#[test]
fn a_unit_that_is_not_that_of_the_header_is_noted() {
    let data = table("name,Speed [km/h]\nA,120 mph\nB,90 mph\n");
    assert_eq!(
        notes(&data)[0],
        "column \"Speed\": its unit is \"km/h\", while its cells say \"mph\""
    );
}

#[test]
fn words_and_stars_are_scores() {
    let data = table("name,In stock,Price\nA,Yes,10\nB,No,8\n");
    assert_eq!(scores(&data, 0), "1 0");
    assert_eq!(unit_and_range(&data, 0), " 0..1");
    assert!(notes(&data)[0].contains("1 for yes"), "{:?}", notes(&data));
    let data = table("name,Rating\nA,★★★☆☆\nB,★★★★★\n");
    assert_eq!(scores(&data, 0), "3 5");
    assert_eq!(unit_and_range(&data, 0), " 0..5");
}

#[test]
fn marks_of_missing_scores_are_counted() {
    let data = table("name,A\nv,n/a\nw,12\nx,n/a\ny,–\nz,3\n");
    assert_eq!(scores(&data, 0), "– 12 – – 3");
    assert_eq!(
        notes(&data),
        [
            "column \"A\": 2 cells with \"n/a\" are read as missing scores",
            "column \"A\": the cell \"–\" is read as a missing score"
        ]
    );
    let [problem] = &problems("name,A,B\nx,?,1\ny,-,2\n")[..] else {
        panic!("one problem");
    };
    assert!(
        problem.contains("no entry has a score on this criterion"),
        "{problem}"
    );
}

#[test]
fn the_separator_gives_all_rows_equally_many_cells() {
    let data = table(
        "name;Price (EUR, incl. VAT);Weight (g, without box, dry);Battery (h, tested, twice)\nOrla;399.90;180.5;11.2\nPim;249.50;175.25;9.4\n",
    );
    assert_eq!(data.comparison.criteria.len(), 3);
    assert_eq!(scores(&data, 0), "399.9 249.5");
    let data = table("name;A;B\nx;1,5;2,5\ny;3,5;4,5\nz;5,5;6,5\n");
    assert_eq!(
        (scores(&data, 0), scores(&data, 1)),
        ("1.5 3.5 5.5".to_owned(), "2.5 4.5 6.5".to_owned())
    );
}

#[test]
fn lines_above_the_header_are_one_problem() {
    let csv = "Per product report,,,\nReporting period:,2031-01-01 to 2031-01-31,,\n,,,\nname,Units,Rating,Returns\nAlfa,120,4.5,3\nBeta,300,4.1,9\n";
    assert_eq!(
        problems(csv),
        ["row 1: row 4 seems to name the columns; remove the rows above it"]
    );
    let years = "Best things,,\nname,2023,2024\nA,1,2\nB,2,3\n";
    assert_eq!(
        problems(years),
        ["row 1: row 2 seems to name the columns; remove the rows above it"]
    );
    let merged = ",Price,,Rating,\nname,Low,High,Stars,Votes\nA,1,2,3,4\n";
    assert_eq!(
        problems(merged),
        ["row 1: row 2 seems to name the columns; remove the rows above it"]
    );
}

#[test]
fn a_header_of_groups_and_names_is_read_from_two_rows() {
    let csv = "Product,Battery,,Camera,,Weight\n,Life,Charge [better=lower],Photo,Video,\nA,10,2,8,7,180\nB,9,3,7,9,200\n";
    let data = table(csv);
    let names: Vec<&str> = data
        .comparison
        .criteria
        .iter()
        .map(|criterion| &*criterion.name)
        .collect();
    assert_eq!(
        names,
        [
            "Battery Life",
            "Battery Charge",
            "Camera Photo",
            "Camera Video",
            "Weight"
        ]
    );
    assert_eq!(
        (scores(&data, 1), scores(&data, 4)),
        ("2 3".into(), "180 200".into())
    );
    assert_eq!(data.comparison.entries.len(), 2);
    assert_eq!(
        notes(&data)[0],
        "row 2: it and the row above name the columns, and are read as one header"
    );
    assert_eq!(notes(&data).len(), 2, "{:?}", notes(&data));
    let years = table("name;Preis;\n;2023;2024\nA;1,5;2,5\n");
    assert_eq!(years.comparison.criteria[1].name, "Preis 2024");
    let spaced = table("\nname,Price\n\n,Low,High\nA,1,2\n");
    assert_eq!(spaced.comparison.criteria[1].name, "Price High");
    assert!(notes(&spaced)[0].starts_with("row 4: it and the row above"));
    // A column whose scores are all missing is in its group, too.
    let missing = problems("name,Price,,Size\n,Low,High,\nA,1,n/a,3\nB,2,,4\n");
    assert_eq!(
        missing,
        [
            "row 1, column \"Price High\": no entry has a score on this criterion; add scores, or remove the criterion"
        ]
    );
}

#[test]
fn a_first_entry_is_no_second_row_of_a_header() {
    // The first row names every column, or the second has a name, numbers, or texts that are not above numbers.
    for csv in [
        "name,A,B\n,x,y\nA,1,2\n",
        "name,A,\n,10,20\nA,1,2\n",
        "name,A,\nAcme,x,y\nA,1,2\n",
        "name,A,\n,n/a,good\nA,1,2\n",
        "name,tag:Kind,,Price\n,Phone,note,\nAcme,Phone,good,80\n",
        "name,A,,B\n,x,,y\nA,1,,2\n",
        "name,A [better=lower],\n,x,y\nA,1,2\n",
    ] {
        let data = DataSet::from_csv(csv);
        assert!(data.is_err(), "{csv}");
    }
    let unnamed = table("name,A,\nAcme,10,\nBrix,20,\n");
    assert!(notes(&unnamed).is_empty(), "{:?}", notes(&unnamed));
}

#[test]
fn a_column_that_numbers_the_rows_is_left_out() {
    let rows: String = (0..50)
        .map(|row| format!("{row},E{row},{}\n", row % 7))
        .collect();
    let data = table(&format!(",name,A\n{rows}"));
    assert_eq!(data.comparison.entries.len(), 50);
    assert_eq!(
        notes(&data),
        ["column 1: it has no name and only numbers the rows, so it is left out"]
    );
    let other = problems(",name,A\nu,x,1\nv,y,2\nw,z,3\n");
    assert_eq!(
        other,
        [
            "row 2: this cell and others, 3 in all, are in columns without a name; add names in the first row"
        ]
    );
}

#[test]
fn the_first_column_of_texts_names_the_entries() {
    let data = table("Year,Product,Price,Rating\n2024,Acme,19.9,4.5\n2025,Brix,24.5,4.8\n");
    let names: Vec<&str> = data
        .comparison
        .entries
        .iter()
        .map(|entry| &*entry.name)
        .collect();
    assert_eq!(names, ["Acme", "Brix"]);
    assert!(
        notes(&data)[0].starts_with("column \"Product\": it names the entries"),
        "{:?}",
        notes(&data)
    );
    let without = problems("Year,Price\n2024,19.9\n2025,24.5\n");
    assert!(
        without[0].contains("there is no column \"name\""),
        "{without:?}"
    );
}

#[test]
fn rows_of_another_length_are_one_problem() {
    let [problem] = &problems("name,A,B\nw,1\nx,2\ny,3\nz,4,5\n")[..] else {
        panic!("one problem");
    };
    assert!(problem.starts_with("row 2: this row has a different number of cells (2) than the first row (3), like 3 rows in all"), "{problem}");
}

#[test]
fn links_have_the_keywords_of_their_entry_or_of_the_data_set() {
    let rel = |data: &DataSet| {
        let entries = data.comparison.indexed_entries();
        let rel = entries.map(|(entry, _)| data.details.rel(entry).to_owned());
        rel.collect::<Vec<_>>()
    };
    let data = table("name,url,rel,A\nx,https://x.example,\"nofollow, sponsored\",1\ny,,,2\n");
    assert_eq!(rel(&data), ["sponsored nofollow", ""]);
    let json = r#"{ "rel": "ugc", "criteria": [{ "id": "a", "name": "A" }],
        "entries": [{ "name": "x", "rel": "sponsored", "scores": { "a": 1 } }, { "name": "y", "scores": { "a": 2 } }] }"#;
    let data = DataSet::from_json(json).expect("a data set of the test");
    assert_eq!(rel(&data), ["sponsored", "ugc"]);
    let csv = weigh_in_core::format::to_csv(&data.comparison, &data.details);
    assert_eq!(rel(&table(&csv)), ["sponsored", "ugc"]);
    let unknown = problems("name,rel,A\nx,follow,1\n");
    assert_eq!(
        unknown,
        [
            "row 2, column \"rel\": \"follow\" is unknown; write one or more of: sponsored, nofollow, ugc"
        ]
    );
}

#[test]
fn warns_of_rows_and_columns_that_number_or_sum_up_the_others() {
    let warnings = |csv: &str| -> Vec<String> {
        lint(&table(csv).comparison)
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let has = |csv: &str, text: &str| warnings(csv).iter().any(|warning| warning.contains(text));
    let numbered = "Rank,name,Pay\n1,A,9\n2,B,3\n3,C,7\n";
    assert!(
        has(
            numbered,
            "criterion \"Rank\": its scores number the entries"
        ),
        "{:?}",
        warnings(numbered)
    );
    assert!(has(
        "Pick,name,Pay\n1,A,9\n2,B,3\n3,C,7\n4,D,1\n5,E,2\n",
        "number the entries"
    ));
    assert!(!has(
        "Stars,name,Pay\n1,A,9\n2,B,3\n3,C,7\n",
        "number the entries"
    ));
    assert!(has(
        "name,P,Q\na,1,5\nb,2,6\nc,4,9\nEverything,7,20\n",
        "Everything seems to sum up"
    ));
    assert!(has(
        "name,P,Q\na,1,5\nb,2,6\nc,4,8\nMidway,2.3,6.3\n",
        "Midway seems to sum up"
    ));
    assert!(has(
        "name,P\na,1\nb,9\nAverage,4\n",
        "Average seems to sum up"
    ));
    assert!(!has(
        "name,P,Q\na,1,5\nb,2,6\nc,4,9\nd,7,21\n",
        "seems to sum up"
    ));
    let huge = "999999999999999999";
    let rows: String = (0..300)
        .map(|row| format!("n{row},{huge},{huge}\n"))
        .collect();
    let last = "last,0.000000000000000001,0.000000000000000001\n";
    assert!(!has(&format!("name,P,Q\n{rows}{last}"), "seems to sum up"));
    assert!(has(
        "name,P,Q,All\na,1,5,6\nb,2,6,8\nc,4,9,13\n",
        "criterion \"All\": its scores are the sum"
    ));
    assert!(has(
        "name,P,Q,All\na,1,5,3\nb,2,6,4\nc,4,9,6.5\n",
        "the average of the other criteria"
    ));
}

proptest! {
    #[test]
    fn a_table_with_one_header_row_keeps_its_first_entry(
        columns in prop::collection::vec("[A-Z][a-z]{2,5}", 2..6),
        cells in prop::collection::vec(prop::sample::select(vec!["", "x", "10", "2023", "n/a", "yes"]), 24),
    ) {
        let header: Vec<String> = columns.iter().enumerate().map(|(index, name)| format!("{name}{index}")).collect();
        let rows: String = cells
            .chunks_exact(columns.len())
            .enumerate()
            .map(|(index, cells)| format!("E{index},{}\n", cells.join(",")))
            .collect();
        // Rows without a name are reported, whatever is in their cells.
        for first in ["", "Z"] {
            let csv = format!("name,{}\n{first},{}\n{rows}", header.join(","), cells[..columns.len()].join(","));
            match DataSet::from_csv(&csv) {
                Ok(data) => prop_assert_eq!(&*data.comparison.entries[0].name, first),
                Err(problems) => prop_assert!(problems.iter().all(|problem| problem.place != "row 1"), "{problems:?}"),
            }
        }
    }

    #[test]
    fn a_decoration_that_all_cells_share_changes_no_score(
        numbers in prop::collection::vec(-99_999_999i64..=99_999_999, 2..9),
        decoration in prop::sample::select(vec![("", "%"), ("$", ""), ("", " kg"), ("EUR ", ""), ("", "\u{a0}€")]),
        style in 0..4usize,
    ) {
        let (thousands, decimal) = [(",", "."), (".", ","), ("\u{202f}", ","), ("'", ".")][style];
        let write = |number: &i64| {
            let (whole, cents) = (number.abs() / 100, number.abs() % 100);
            let digits = whole.to_string();
            let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
            let sign = if *number < 0 { "-" } else { "" };
            format!("{}{sign}{}{decimal}{cents:02}{}", decoration.0, groups.join(thousands), decoration.1)
        };
        let row = |(index, number)| format!("n{index},\"{}\"\n", write(number));
        let rows: String = numbers.iter().enumerate().map(row).collect();
        let data = table(&format!("name,A\n{rows}"));
        let plain = |(index, number): (usize, &i64)| {
            let sign = if *number < 0 { "-" } else { "" };
            format!("n{index},{sign}{}.{:02}\n", number.abs() / 100, number.abs() % 100)
        };
        let rows: String = numbers.iter().enumerate().map(plain).collect();
        prop_assert_eq!(scores(&data, 0), scores(&table(&format!("name,A\n{rows}")), 0));
    }
}
