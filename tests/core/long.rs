//! The time that readers take for large and hostile files, which `cargo xtask test --long` measures.

use weigh_in_core::format::DataFormat;
use weigh_in_laws::time::file_is_read_in_time;

/// The size of a file, in bytes.
const SIZE: usize = 4 << 20;

/// Repeats a part of a file, between its beginning and its end, up to [`SIZE`].
fn file(beginning: &str, part: &str, end: &str) -> Vec<u8> {
    [beginning, &part.repeat(SIZE / part.len()), end]
        .concat()
        .into_bytes()
}

#[test]
#[ignore = "takes long"]
fn json_is_read_in_a_time_proportional_to_its_size() {
    let entries = r#"{ "criteria": [{ "id": "a", "name": "A" }], "entries": ["#;
    for (beginning, part, end) in [
        ("", "[", ""),
        ("", "{\"a\":", ""),
        ("", "\"", ""),
        ("{", "\"a\": 1,", "}"),
        (entries, "{},", "{}] }"),
        (
            entries,
            "{ \"name\": \"E\", \"scores\": { \"a\": 1 } },",
            "{}] }",
        ),
        (
            entries,
            "{ \"name\": 5, \"scores\": { \"b\": 1, \"b\": 1 }, \"url\": \"a\" },",
            "{}] }",
        ),
        (
            r#"{ "facets": [{ "id": "f", "name": "F", "values": ["#,
            "{ \"id\": \"f\" },",
            "{}] }] }",
        ),
        (r#"{ "criteria": ["#, "{ \"id\": \"\\u0061\" },", "{}] }"),
    ] {
        file_is_read_in_time(&file(beginning, part, end), DataFormat::Json);
    }
}

#[test]
#[ignore = "takes long"]
fn csv_is_read_in_a_time_proportional_to_its_size() {
    for (beginning, part) in [
        ("", "\""),
        ("", "\"\""),
        ("", ","),
        ("", ";\t,"),
        ("", "\n"),
        ("", "a,"),
        ("name,A\n", "a\n"),
        ("name,A\n", "a,\"1\n"),
        ("name,A\n", "a,1.299 €\n"),
        ("name,A\n", "a,★\n"),
        ("name,A,tag:F\n", "a,n/a,a;b;c;d;e\n"),
        ("name,A [", "id=a "),
    ] {
        file_is_read_in_time(&file(beginning, part, ""), DataFormat::Csv);
    }
}
