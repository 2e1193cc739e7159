//! Generates a constant for each English message, with the line of its translation.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};

const ENGLISH: &str = "../assets/texts/en.json";

/// The categories of plural rules, in the order of a plural's forms.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={ENGLISH}");
    let english: Map<String, Value> = serde_json::from_str(&fs::read_to_string(ENGLISH)?)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("texts.rs"), constants(&english)?)?;
    Ok(())
}

fn constants(english: &Map<String, Value>) -> Result<String, Box<dyn Error>> {
    let mut code = format!(
        "/// The categories of plural rules, in the order of a plural's forms.\n\
         pub const CATEGORIES: [&str; {}] = {CATEGORIES:?};\n",
        CATEGORIES.len()
    );
    let mut line = 0;
    for (key, message) in english {
        let name = key.to_uppercase().replace('-', "_");
        match message {
            Value::String(text) => {
                writeln!(
                    code,
                    "/// {text:?}\npub const {name}: Text = Text {{ line: {line}, english: {text:?} }};"
                )?;
                line += 1;
            }
            Value::Object(plural) => {
                let form = |category: &&str| {
                    plural
                        .get(*category)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                let forms: Vec<&str> = CATEGORIES.iter().map(form).collect();
                writeln!(
                    code,
                    "/// {:?}\npub const {name}: Plural = Plural {{ line: {line}, english: {:?} }};",
                    forms.last(),
                    forms.join("\n")
                )?;
                line += CATEGORIES.len();
            }
            _ => return Err(format!("{key} is neither a text nor a plural").into()),
        }
    }
    Ok(code)
}
