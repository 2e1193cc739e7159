//! Adapts the glue that wasm-bindgen generates for the library.

use anyhow::{Result, ensure};

use crate::split::{LINK, LINK_EXPORT};

/// The exports with which the runtime starts and halts the module, and the module's own exports, for chunks. The glue's own
/// functions accept modules in many forms, which costs half a kilobyte. After `halt`, calls of the module do nothing.
const EXPORTS: &str = "
export { __wbg_get_imports as imports, __wbg_finalize_init as finish, wasm };
const nothing = new Proxy(() => nothing, { get: () => nothing });
export const halt = () => { wasm = nothing; };
";

/// Code of the glue that never runs: for browsers that are too old for the widget, and for functions that the module has.
const FALLBACKS: [(&str, &str); 3] = [
    (
        "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new",
        "new",
    ),
    ("if (!('encodeInto' in cachedTextEncoder))", "if (false)"),
    ("if (realloc === undefined)", "if (false)"),
];

/// Exports what the runtime needs, imports the link once, as one object, and drops fallbacks.
///
/// # Errors
/// If the glue has another form.
pub fn adapt(glue: &str) -> Result<String> {
    // wasm-bindgen imports the link once for every function.
    let lines = glue
        .lines()
        .filter(|line| !line.contains(LINK) || line.contains("import1"));
    let mut glue = lines.collect::<Vec<_>>().join("\n") + EXPORTS;
    let named = format!("import {{ {LINK_EXPORT} as import1 }}");
    for (old, new) in FALLBACKS
        .into_iter()
        .chain([("import * as import1", &*named)])
    {
        ensure!(
            glue.contains(old),
            "the glue of wasm-bindgen has another form: it lacks {old}"
        );
        glue = glue.replace(old, new);
    }
    Ok(glue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_is_imported_once_and_fallbacks_are_dropped() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n        \"./__wasm_split.js\": import1,\n        \"./__wasm_split.js\": import2,\nif (realloc === undefined) {}\nconst A = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new FinalizationRegistry();\nif (!('encodeInto' in cachedTextEncoder)) {}";
        assert_eq!(
            adapt(glue).unwrap(),
            format!(
                "import {{ functions as import1 }} from \"./__wasm_split.js\"\n        \"./__wasm_split.js\": import1,\nif (false) {{}}\nconst A = new FinalizationRegistry();\nif (false) {{}}{EXPORTS}"
            )
        );
        assert!(adapt("let wasm;").is_err());
    }
}
