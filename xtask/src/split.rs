//! Splits the library into the main module, which renders the widget, and chunks that are fetched when a function
//! marked `#[wasm_split(…)]` is first called.
//!
//! A chunk uses the memory and the function table of the main module. So the main module exports both, and the link,
//! a JavaScript module that the main module imports, passes them to each chunk that it fetches.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};
use xshell::Shell;

/// Makes the linker keep the relocations, which show the functions and data that each function uses.
pub const LINKER_FLAG: &str = "-Clink-arg=--emit-relocs";

/// The file name of the link, in the directory of the glue.
pub const LINK: &str = "__wasm_split.js";

/// The file, in the directory of the glue, that lists the chunks which each split function needs.
pub const NEEDS: &str = "needs.json";

/// The file names of the chunks that a split function needs, by its name in `#[wasm_split(…)]`.
pub type Needs = BTreeMap<String, Vec<String>>;

/// The split library.
pub struct Split {
    /// The path of the main module, for which wasm-bindgen generates the glue.
    pub main: PathBuf,
    /// The file names of the chunks.
    pub chunks: Vec<String>,
}

/// Splits the compiled library, and writes the modules, the link and [`NEEDS`] into `work`. The link imports what a chunk needs
/// from `glue`.
///
/// # Errors
/// If the library was linked without [`LINKER_FLAG`], or the modules cannot be written.
pub fn split(sh: &Shell, compiled: &Path, glue: &str, work: &Path) -> Result<Split> {
    let input = sh.read_binary_file(compiled)?;
    let main = work.join("main.wasm");
    let (link, glue) = (format!("./{LINK}"), format!("./{glue}"));
    let mut options = Options::new(&input);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &glue;
    let split = transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("the library cannot be split")?;
    let needs = split.prefetch_map.into_iter().map(|(function, stems)| {
        let files = stems.iter().map(|stem| format!("{stem}.wasm"));
        (function, files.collect())
    });
    let needs: Needs = needs.collect();
    sh.write_file(work.join(NEEDS), serde_json::to_string(&needs)?)?;
    let chunks = split.split_modules.iter().map(|chunk| file_name(chunk));
    Ok(Split {
        chunks: chunks.collect::<Result<_>>()?,
        main,
    })
}

/// Reports whether chunks use an export of the main module by this very name.
pub fn is_shared(export: &str) -> bool {
    export == "__indirect_function_table" || export.starts_with("__wasm_split")
}

/// Replaces the name of a chunk in the link.
///
/// # Errors
/// If the link does not load the chunk.
pub fn rename_chunk(link: &str, chunk: &str, name: &str) -> Result<String> {
    let (old, new) = (format!("\"./{chunk}\""), format!("\"./{name}\""));
    ensure!(link.contains(&old), "{LINK} does not load {chunk}");
    Ok(link.replace(&old, &new))
}

fn file_name(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{} has no readable name", path.display()))?;
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_is_loaded_by_its_new_name() {
        let link = rename_chunk(r#"fetch("./split_a.wasm")"#, "split_a.wasm", "b.wasm").unwrap();
        assert_eq!(link, r#"fetch("./b.wasm")"#);
    }

    #[test]
    fn a_chunk_that_nothing_loads_is_an_error() {
        assert!(rename_chunk(r#"fetch("./split_ab.wasm")"#, "split_b.wasm", "c.wasm").is_err());
    }
}
