//! The studio: a page in which a publisher writes, previews and exports a data set.
//!
//! # Map
//! In reading order. The text is the single source of truth: everything on the page is derived from it, and forms
//! edit it.
//!
//! 1. [`encoding`]: the encoding of a file.
//! 2. [`draft`]: the text being edited, with undo and redo.
//! 3. [`opened_file`]: a file that replaces the draft.
//! 4. [`columns`]: the columns of a table, as a form that the editor confirms.
//! 5. [`finding`]: problems and warnings, located in the text.
//! 6. [`edit`]: changes of single values, as forms make them.
//! 7. [`print`](mod@print): JSON formatted for people.
//! 8. [`templates`]: texts to start from.
//! 9. [`output`]: files and the code to embed.
//! 10. `page`: the Yew components, on `wasm32` only.
//!
//! # Invariants
//! - Modules 1 to 9 do not depend on a browser, and are tested natively.
//! - The text never leaves the browser: the page's policy allows requests to its own origin only, and nothing is
//!   stored.

pub mod columns;
pub mod draft;
pub mod edit;
pub mod encoding;
pub mod finding;
pub mod opened_file;
pub mod output;
pub mod print;
pub mod templates;

#[cfg(target_arch = "wasm32")]
mod page;
