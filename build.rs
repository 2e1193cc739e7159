//! Packs the bundled data set: it is read and checked here, once, and not by every reader's browser.
//! What the ranking does without at first is packed apart. Makes a constant of each English message.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use crate::catalog::{CATEGORIES, Catalog, Message};
use crate::comparison::Comparison;

#[allow(dead_code)]
#[path = "src/apportionment.rs"]
mod apportionment;
#[allow(dead_code)]
#[path = "src/texts/catalog.rs"]
mod catalog;
#[allow(dead_code, unused_imports)]
#[path = "src/comparison/mod.rs"]
mod comparison;
#[allow(dead_code, unused_imports)]
#[path = "src/weighting/mod.rs"]
mod weighting;

const DATA: &str = "assets/custody-insurance.json";
const ENGLISH: &str = "assets/texts/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    for source in [
        DATA,
        ENGLISH,
        "src/apportionment.rs",
        "src/comparison",
        "src/texts/catalog.rs",
        "src/weighting",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let mut comparison = Comparison::from_json(&fs::read_to_string(DATA)?).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("{DATA} has problems:\n{}", problems.join("\n"))
    })?;
    let out = env::var("OUT_DIR")?;
    let write = |name: &str, content| fs::write(Path::new(&out).join(name), content);
    write("guide.packed", comparison.guide.pack_apart()?)?;
    write("whole.packed", comparison.to_packed()?)?;
    write("abridged.packed", comparison.to_abridged())?;
    let english = Catalog::from_json(&fs::read_to_string(ENGLISH)?)
        .map_err(|problem| format!("{ENGLISH}: {problem}"))?;
    write("texts.rs", constants(&english).into_bytes())?;
    Ok(())
}

/// A constant for every message, with the line of its translation.
fn constants(english: &Catalog) -> String {
    let mut code = String::new();
    let mut line = 0;
    for (key, message) in english.messages() {
        let name = key.to_uppercase().replace('-', "_");
        // Writing to a string can't fail.
        let _ = match message {
            Message::Text(text) => writeln!(
                code,
                "/// {text:?}\npub const {name}: Text = Text {{ line: {line}, english: {text:?} }};"
            ),
            Message::Plural(forms) => writeln!(
                code,
                "/// {:?}\npub const {name}: Plural = Plural {{ line: {line}, english: {forms:?} }};",
                forms[CATEGORIES.len() - 1]
            ),
        };
        line += match message {
            Message::Text(_) => 1,
            Message::Plural(_) => CATEGORIES.len(),
        };
    }
    code
}
