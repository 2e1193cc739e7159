//! Packs the bundled data set: it is read and checked here, once, and not by every reader's browser.
//! What the ranking does without at first is packed apart.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use weigh_in_core::dataset::Comparison;

const DATA: &str = "assets/custody-insurance.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DATA}");
    let mut comparison = Comparison::from_json(&fs::read_to_string(DATA)?).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("{DATA} has problems:\n{}", problems.join("\n"))
    })?;
    let out = env::var("OUT_DIR")?;
    let write = |name: &str, content| fs::write(Path::new(&out).join(name), content);
    write("guide.packed", comparison.guide.pack_apart()?)?;
    write("whole.packed", comparison.to_packed()?)?;
    write("abridged.packed", comparison.to_abridged())?;
    Ok(())
}
