//! Packs the bundled data set, so that it is parsed and checked once during the build and not in each reader's browser.
//! The comparison, its details and the guide are packed separately, since they are loaded one after the other.

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
    let out_dir = env::var("OUT_DIR")?;
    let write = |name: &str, content| fs::write(Path::new(&out_dir).join(name), content);
    write("comparison.packed", data.comparison.to_packed())?;
    let mut details = data.details;
    write("guide.packed", pack(&std::mem::take(&mut details.guide))?)?;
    write("details.packed", pack(&details)?)?;
    Ok(())
}
