//! Dependencies of the core: its modules have no cycles, and it depends on no browser crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::ROOT;

/// By top-level module, the modules that it uses.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// Adds the modules that the source text of a module names by paths from `crate`, outside of comments.
fn add_uses(uses: &mut Uses, module: &str, source: &str) {
    let used = uses.entry(module.to_owned()).or_default();
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    for (index, _) in code.match_indices("crate::") {
        let path = &code[index + "crate::".len()..];
        used.extend(first_names(path).into_iter().filter(|name| name != module));
    }
}

/// Returns the first name of a path, or of each path in braces: `a` for `a::b`, and `a` and `d` for `{a::{b, c}, d}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |path: &str| -> String {
        let path = path.trim_start();
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
        path[..end.unwrap_or(path.len())].to_owned()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (position, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..position]));
                start = position + 1;
            }
            _ => {}
        }
        if c == '}' && start > position {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Reads the uses of all modules of the core.
fn read_uses_of_core() -> Uses {
    fn visit(uses: &mut Uses, module: Option<&str>, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let stem = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name");
            let module = module.unwrap_or(stem);
            if path.is_dir() {
                visit(uses, Some(module), &path);
            } else if module != "lib" {
                add_uses(uses, module, &fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let mut uses = Uses::new();
    visit(&mut uses, None, &Path::new(ROOT).join("core/src"));
    uses
}

/// Finds modules each of which uses the next, and the last the first.
fn find_cycle(uses: &Uses) -> Option<Vec<&str>> {
    fn visit<'a>(
        uses: &'a Uses,
        module: &'a str,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        if let Some(start) = path.iter().position(|&other| other == module) {
            return Some(path[start..].to_vec());
        }
        if !done.insert(module) {
            return None;
        }
        path.push(module);
        let mut used = uses.get(module).into_iter().flatten();
        let found = used.find_map(|used| visit(uses, used, path, done));
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    uses.keys()
        .find_map(|module| visit(uses, module, &mut Vec::new(), &mut done))
}

#[test]
fn modules_have_no_cycles() {
    let uses = read_uses_of_core();
    assert!(uses["robustness"].contains("ranking"), "{uses:?}");
    assert_eq!(find_cycle(&uses), None);
}

#[test]
fn finds_a_cycle_in_any_kind_of_path() {
    let sources = [
        ("a", "use crate::b::B;\nfn f(_: crate::c::C) {}"),
        ("b", "use crate::{c::{C, self}, d};"),
        (
            "c",
            "// not crate::a\n/// Nor [`A`](crate::a::A).\nuse crate::c::other;",
        ),
        ("d", "use crate::e;"),
    ];
    let mut uses = Uses::new();
    for (module, source) in sources {
        add_uses(&mut uses, module, source);
    }
    assert_eq!(uses["b"], BTreeSet::from(["c", "d"].map(str::to_owned)));
    assert_eq!(find_cycle(&uses), None);
    add_uses(&mut uses, "d", "impl From<crate::a::A> for D {}");
    assert_eq!(find_cycle(&uses), Some(vec!["a", "b", "d"]));
}

#[test]
fn the_core_depends_on_no_browser_crate() {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(ROOT);
    command.args(["tree", "--offline", "-p", "weigh-in-core"]);
    command.args([
        "-e", "normal", "--target", "all", "--prefix", "none", "--format", "{p}",
    ]);
    let output = command.output().expect("cargo runs");
    let tree = String::from_utf8(output.stdout).expect("a text");
    let crates: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(
        crates.contains("weigh-in-core") && crates.contains("serde"),
        "{tree}"
    );
    for crate_ in ["yew", "gloo", "web-sys", "js-sys", "wasm-bindgen"] {
        assert!(!crates.contains(crate_), "{tree}");
    }
}
