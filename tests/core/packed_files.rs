//! Packed files: what is written is read back the same, and damaged or forged files are rejected.

use proptest::prelude::*;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{DataFormat, Problem, to_json, to_packed};
use weigh_in_laws::data_sets::packed_file_is_read_back;
use weigh_in_laws::packed_files::{any_content_does_no_harm, with_content};

use crate::support::{data_sets, read_data};

/// A packed file of version 1 with everything that a data set can have.
const FROZEN: &[u8] = include_bytes!("../data/everything.bin");

/// The number of bytes before the content.
const BEFORE_CONTENT: usize = 16;

fn everything() -> DataSet {
    read_data(include_str!("../data/everything.json"))
}

fn pack(data: &DataSet) -> Vec<u8> {
    to_packed(data).expect("a packed file")
}

fn read(file: &[u8]) -> Result<DataSet, Vec<Problem>> {
    DataSet::read(file, DataFormat::detect("text/csv", "a.json", file))
}

fn json(data: &DataSet) -> String {
    to_json(&data.comparison, &data.details)
}

/// Returns the only problem of a file.
fn problem(file: &[u8]) -> String {
    match &read(file).expect_err("an invalid file")[..] {
        [problem] => problem.message.clone(),
        problems => panic!("{problems:?}"),
    }
}

/// Changes bytes of the frozen file's content.
fn forge(changes: &[(usize, u8)]) -> Vec<u8> {
    let mut content = FROZEN[BEFORE_CONTENT..].to_vec();
    let length = content.len();
    for &(position, value) in changes {
        content[position % length] = value;
    }
    content
}

proptest! {
    #[test]
    fn a_packed_data_set_is_read_back_the_same(data in data_sets()) {
        packed_file_is_read_back(&read_data(&data.json()));
    }

    #[test]
    fn a_changed_byte_is_found(position in 0..FROZEN.len(), change in 1u8..) {
        let mut file = FROZEN.to_vec();
        file[position] ^= change;
        prop_assert!(read(&file).is_err());
    }

    #[test]
    fn a_cut_file_is_found(length in 8..FROZEN.len()) {
        prop_assert!(problem(&FROZEN[..length]).contains("damaged"));
    }

    #[test]
    fn a_forged_file_is_rejected_or_does_no_harm(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4)) {
        any_content_does_no_harm(&forge(&changes));
    }
}

#[test]
fn everything_survives_packing() {
    let again = read(&pack(&everything())).expect("a data set");
    assert_eq!(json(&again), json(&everything()));
    assert_eq!(again.details, everything().details);
}

#[test]
fn the_format_is_that_of_its_version() {
    let message = "files that publishers have packed would be read as something else: change the version of the format";
    assert!(pack(&everything()) == FROZEN, "{message}");
    assert_eq!(
        json(&read(FROZEN).expect("a data set")),
        json(&everything())
    );
}

#[test]
fn another_version_names_the_fix() {
    let mut file = FROZEN.to_vec();
    file[8] += 1;
    let problem = problem(&file);
    assert!(
        problem.contains("another version") && problem.contains("convert"),
        "{problem}"
    );
}

#[test]
fn a_forged_address_is_no_link() {
    let at = FROZEN
        .windows(5)
        .position(|bytes| bytes == b"https")
        .expect("an address");
    let changes = (0..5).map(|index| (at - BEFORE_CONTENT + index, b"ghttp"[index]));
    let changes: Vec<_> = changes.collect();
    assert!(problem(&with_content(&forge(&changes))).contains("damaged"));
    assert!(with_content(&forge(&[])) == FROZEN);
}
