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

/// Returns the modules in the order of the map that opens `core/src/lib.rs`.
fn read_map() -> Vec<String> {
    let source = fs::read_to_string(Path::new(ROOT).join("core/src/lib.rs")).expect("a text");
    let items = source.lines().filter_map(|line| line.strip_prefix("//! "));
    let items = items.filter(|item| item.starts_with(|c: char| c.is_ascii_digit()));
    let names = items.filter_map(|item| item.split('`').nth(1));
    names.map(str::to_owned).collect()
}

/// Returns each module with one that it uses and that is not above it in the map.
fn find_upward_uses<'a>(uses: &'a Uses, map: &[String]) -> Vec<(&'a str, &'a str)> {
    let index = |module: &str| map.iter().position(|other| other == module);
    let pairs = uses
        .iter()
        .flat_map(|(module, used)| used.iter().map(move |used| (&**module, &**used)));
    pairs
        .filter(|(module, used)| index(module).is_none() || index(used) >= index(module))
        .collect()
}

#[test]
fn no_module_uses_one_below_it_in_the_map() {
    let (uses, map) = (read_uses_of_core(), read_map());
    assert!(uses["robustness"].contains("ranking"), "{uses:?}");
    assert_eq!(
        map.iter().collect::<BTreeSet<_>>(),
        uses.keys().collect::<BTreeSet<_>>()
    );
    assert_eq!(find_upward_uses(&uses, &map), []);
}

#[test]
fn finds_an_upward_use_in_any_kind_of_path() {
    let sources = [
        ("a", "pub struct A;"),
        (
            "b",
            "// not crate::c\n/// Nor [`C`](crate::c::C).\nuse crate::b::other;",
        ),
        ("c", "use crate::{b::{B, self}, a};"),
        ("d", "use crate::c::C;\nfn f(_: crate::a::A) {}"),
    ];
    let mut uses = Uses::new();
    for (module, source) in sources {
        add_uses(&mut uses, module, source);
    }
    let map = ["a", "b", "c", "d"].map(str::to_owned);
    assert_eq!(uses["c"], BTreeSet::from(["a", "b"].map(str::to_owned)));
    assert_eq!(find_upward_uses(&uses, &map), []);
    add_uses(&mut uses, "a", "impl From<crate::d::D> for A {}");
    assert_eq!(find_upward_uses(&uses, &map), [("a", "d")]);
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
    for prefix in ["yew", "gloo", "web-sys", "js-sys", "wasm-bindgen"] {
        let is_of_browsers = |name: &&str| name.starts_with(prefix);
        assert!(!crates.iter().any(is_of_browsers), "{tree}");
    }
}
