//! Splits the library into the main module, which renders the widget, and chunks that are fetched when a function
//! marked `#[wasm_split(…)]` is first called.
//!
//! A chunk uses the memory and the function table of the main module. So the main module exports both, and the link,
//! a JavaScript module that the main module imports, passes them to each chunk that it fetches.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::{ExportSection, Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};
use xshell::Shell;

/// Makes the linker keep the relocations, which show the functions and data that each function uses.
pub const LINKER_FLAG: &str = "-Clink-arg=--emit-relocs";

/// The file name of the link, in the directory of the glue.
pub const LINK: &str = "__wasm_split.js";

/// The name under which the link exports its functions.
pub const LINK_EXPORT: &str = "functions";

/// The file, in the directory of the glue, that lists the chunks which each split function needs.
pub const NEEDS: &str = "needs.json";

/// The prefix of the exports with which wasm-bindgen describes imports, before the name of the import.
const DESCRIPTOR: &str = "__wbindgen_describe_";

/// The start of the names of the imports that wasm-bindgen generates.
const GENERATED_IMPORT: &str = "__wbg_";

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
    let input = drop_unused_descriptors(&sh.read_binary_file(compiled)?)?;
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
    let path = work.join(LINK);
    sh.write_file(&path, rewrite_link(&sh.read_file(&path)?)?)?;
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

/// Rewrites the link so that it loads chunks by `assets/chunks.js`, which also works where the page or the server prevents
/// streaming, and exports its functions as one object, [`LINK_EXPORT`]: esbuild's object for a whole module fails on pages
/// that extend `Object.prototype`.
///
/// # Errors
/// If the link has another form.
fn rewrite_link(link: &str) -> Result<String> {
    const START: &str = "makeLoad(() => {\n    const src = fetch(";
    const END: &str = ");\n    src.catch(() => {});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, ";
    const EXPORT: &str = "export const ";
    let starts = ["/* ", EXPORT]
        .into_iter()
        .filter_map(|start| link.find(&format!("\n{start}")));
    let body = &link[starts.min().context("the link loads no chunk")?..];
    let names: Vec<_> = body
        .split(EXPORT)
        .skip(1)
        .filter_map(|line| line.split_once(' '))
        .map(|(name, _)| name)
        .collect();
    let body = body
        .replace(START, "chunk(() => ")
        .replace(END, ", ")
        .replace("wrapAsyncCb(", "splitFunction(")
        .replace(EXPORT, "const ");
    ensure!(
        !body.contains("makeLoad") && !body.contains("instantiateStreaming"),
        "{LINK} has another form"
    );
    let names = names.join(", ");
    Ok(format!(
        "import {{ chunk, splitFunction }} from \"./chunks.js\";{body}\nexport const {LINK_EXPORT} = {{ __proto__: null, {names} }};\n"
    ))
}

/// Drops the exports that describe imports which the module does not have, such as most of `js_sys`. Otherwise the
/// functions that call closures for these imports stay in the function table.
fn drop_unused_descriptors(module: &[u8]) -> Result<Vec<u8>> {
    let payloads: Vec<Payload> = Parser::new(0).parse_all(module).collect::<Result<_, _>>()?;
    let mut imports = HashSet::new();
    for payload in &payloads {
        if let Payload::ImportSection(section) = payload {
            for import in section.clone().into_imports() {
                imports.insert(import?.name);
            }
        }
    }
    let mut slimmed = Module::new();
    for payload in &payloads {
        if let Payload::ExportSection(section) = payload {
            let mut exports = ExportSection::new();
            for export in section.clone() {
                let export = export?;
                let import = export.name.strip_prefix(DESCRIPTOR);
                let is_used = import.is_none_or(|name| {
                    !name.starts_with(GENERATED_IMPORT) || imports.contains(name)
                });
                if is_used {
                    exports.export(export.name, export.kind.into(), export.index);
                }
            }
            slimmed.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &module[range.start as usize..range.end as usize];
            slimmed.section(&RawSection { id, data });
        }
    }
    Ok(slimmed.finish())
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
    use wasm_encoder::{EntityType, ExportKind, ImportSection, TypeSection};

    use super::*;

    #[test]
    fn the_link_loads_chunks_by_the_projects_own_script() {
        let load = |file: &str| {
            format!(
                "makeLoad(() => {{\n    const src = fetch(new URL(\"./{file}\", import.meta.url));\n    src.catch(() => {{}});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n, [])"
            )
        };
        let link = format!(
            "function makeLoad(fetcher) {{}}\n/* a, b */\nconst __chunk_1 = {};\nexport const __wasm_split_load_a = wrapAsyncCb({});\n",
            load("c.wasm"),
            load("a.wasm")
        );
        assert_eq!(
            rewrite_link(&link).unwrap(),
            "import { chunk, splitFunction } from \"./chunks.js\";\n/* a, b */\n\
             const __chunk_1 = chunk(() => new URL(\"./c.wasm\", import.meta.url), []);\n\
             const __wasm_split_load_a = splitFunction(chunk(() => new URL(\"./a.wasm\", import.meta.url), []));\n\n\
             export const functions = { __proto__: null, __wasm_split_load_a };\n"
        );
        assert!(rewrite_link(&link.replace("src.catch", "source.catch")).is_err());
    }

    #[test]
    fn descriptors_of_imports_that_are_missing_are_dropped() {
        let (mut types, mut imports, mut exports) = (
            TypeSection::new(),
            ImportSection::new(),
            ExportSection::new(),
        );
        types.ty().function([], []);
        imports.import("glue", "__wbg_a_1", EntityType::Function(0));
        for name in [
            "__wbindgen_describe___wbg_a_1",
            "__wbindgen_describe___wbg_b_2",
            "__wbindgen_describe_widget_new_3",
            "read",
        ] {
            exports.export(name, ExportKind::Func, 0);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        let slimmed = drop_unused_descriptors(&module.finish()).unwrap();
        let exports = Parser::new(0).parse_all(&slimmed).find_map(|payload| {
            let Payload::ExportSection(exports) = payload.unwrap() else {
                return None;
            };
            Some(
                exports
                    .into_iter()
                    .map(|export| export.unwrap().name)
                    .collect::<Vec<_>>(),
            )
        });
        assert_eq!(
            exports.unwrap(),
            [
                "__wbindgen_describe___wbg_a_1",
                "__wbindgen_describe_widget_new_3",
                "read"
            ]
        );
    }

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
