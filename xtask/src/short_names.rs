//! Shortens the names of the imports and exports that the module and its glue share.
//!
//! wasm-bindgen's names are descriptive and end in a hash. Both files contain all of them, and hashes do not compress. Short names save 3,090 bytes of the first load after Brotli (90,460 instead of 93,550, measured on
//! 2026-11-25 with wasm-bindgen 0.2.130), of which 1,330 in the glue. Below 2,500 this module would not be worth its
//! lines. Exports that neither the glue nor a chunk uses are dropped.

use std::collections::HashMap;

use wasm_bindgen_cli_support::Output;

use crate::split;

/// The name of the glue in each import of the module.
const GLUE: &str = "./weigh_in_bg.js";
const SHORT_GLUE: &str = "_";

/// The new names by the old ones.
pub struct ShortNames(HashMap<String, String>);

impl ShortNames {
    /// Renames the module's imports from its glue, and the exports that only its glue calls.
    pub fn shorten(output: &mut Output) -> Self {
        drop_unused(output);
        let module = output.wasm_mut();
        let mut imports: Vec<_> = module
            .imports
            .iter_mut()
            .filter(|import| import.module == GLUE)
            .collect();
        for import in &mut imports {
            import.module = SHORT_GLUE.to_owned();
        }
        let exports = module
            .exports
            .iter_mut()
            .filter(|export| is_internal(&export.name));
        let names = imports
            .into_iter()
            .map(|import| &mut import.name)
            .chain(exports.map(|export| &mut export.name));

        let mut short = HashMap::new();
        for name in names {
            let number = short.len();
            *name = short
                .entry(name.clone())
                .or_insert_with(|| format!("_{number}"))
                .clone();
        }
        Self(short)
    }

    /// Replaces the old names in the glue.
    pub fn apply(&self, glue: &str) -> String {
        let is_boundary = |c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$');
        let glue = glue.replace(GLUE, SHORT_GLUE);
        let words = glue.split_inclusive(is_boundary);
        words
            .map(|word| {
                let name = word.trim_end_matches(is_boundary);
                self.0
                    .get(name)
                    .map_or_else(|| word.to_owned(), |short| word.replace(name, short))
            })
            .collect()
    }
}

/// Drops unused exports, so that wasm-opt may drop the functions behind them.
fn drop_unused(output: &mut Output) {
    let exports = output.wasm().exports.iter();
    let unused =
        exports.filter(|export| is_internal(&export.name) && !output.js().contains(&export.name));
    let unused: Vec<_> = unused.map(|export| export.id()).collect();
    for export in unused {
        output.wasm_mut().exports.delete(export);
    }
}

/// Reports whether an export is wasm-bindgen's or the linker's own: neither a function of the library nor an export
/// that a chunk uses by its name.
fn is_internal(export: &str) -> bool {
    (export.starts_with("__") || export.starts_with("wasm_bindgen_")) && !split::is_shared(export)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_replaced() {
        let names = ShortNames([("__wbg_a_1".to_owned(), "_0".to_owned())].into());
        assert_eq!(
            names.apply("__wbg_a_1: f(), wasm.__wbg_a_1(é), __wbg_a_12, $__wbg_a_1"),
            "_0: f(), wasm._0(é), __wbg_a_12, $__wbg_a_1"
        );
    }
}
