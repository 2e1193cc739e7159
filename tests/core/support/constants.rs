//! Constants that no crate exports to the tests, from the sources of scripts and crates.

use std::fs;

use super::ROOT;

pub fn source(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).expect(path)
}

pub fn constant(path: &str, name: &str) -> usize {
    source_constant(&source(path), name)
}

/// Returns the value of a constant in Rust or JavaScript.
pub fn source_constant(source: &str, name: &str) -> usize {
    let text = text_constant(source, name).replace('_', "");
    if let Some((number, shift)) = text.split_once(" << ") {
        let [number, shift] = [number, shift].map(|part| part.parse::<usize>().expect("a number"));
        return number << shift;
    }
    let factors = text.split(" * ");
    factors
        .map(|factor| factor.parse::<usize>().expect("a number"))
        .product()
}

pub fn text_constant(source: &str, name: &str) -> String {
    let starts = [format!("const {name}: "), format!("const {name} = ")];
    let rest = starts
        .iter()
        .find_map(|start| Some(source.split_once(start)?.1));
    let rest = rest.unwrap_or_else(|| panic!("there is no constant {name}"));
    let (value, _) = rest.split_once(";\n").expect("an end");
    value.rsplit("= ").next().unwrap_or_default().to_owned()
}

/// Returns a number of `const [FIRST, SECOND] = [20, 100]` in a script.
pub fn list_of(path: &str, first: &str, place: usize) -> String {
    let source = source(path);
    let (_, rest) = source.split_once(&format!("const [{first}")).expect(first);
    let (_, rest) = rest.split_once("= [").expect("a list");
    let (list, _) = rest.split_once(']').expect("an end");
    list.split(", ").nth(place).expect("a number").to_owned()
}
