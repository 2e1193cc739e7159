//! Reads and checks the bundled data set at build time, and packs it for the widget.
//!
//! The comparison, the details and the guide are packed separately, because they load one after the other.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use weigh_in_core::dataset::{DataSet, pack};

const DATA: &str = "assets/custody-insurance.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DATA}");
    let data = DataSet::from_json(&fs::read_to_string(DATA)?).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("{DATA} has problems:\n{}", problems.join("\n"))
    })?;
    let out = env::var("OUT_DIR")?;
    let write = |name: &str, content| fs::write(Path::new(&out).join(name), content);
    write("comparison.packed", data.comparison.to_packed())?;
    let mut details = data.details;
    write("guide.packed", pack(&std::mem::take(&mut details.guide))?)?;
    write("details.packed", pack(&details)?)?;
    Ok(())
}
