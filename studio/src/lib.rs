//! The studio: a page in which a publisher makes a data set, sees it, and takes it home.
//!
//! # Map
//! In reading order. The text is the one source of truth: whatever is seen is made from it, and forms
//! change nothing but it.
//!
//! 1. [`encoding`]: a file as text.
//! 2. [`draft`]: the text, and the texts before it.
//! 3. [`opening`]: a file, put into the draft.
//! 4. [`finding`]: what there is to say about the text, and where in it.
//! 5. [`edit`]: one value of a form, put into the text.
//! 6. [`print`](mod@print): JSON as a person would lay it out.
//! 7. [`templates`]: texts to start from.
//! 8. [`output`]: what a publisher takes home.
//! 9. `page`: the Yew components, on `wasm32` only.
//!
//! # Invariants
//! - Modules 1 to 8 know of no page, and are tested natively.
//! - Nothing that is written here leaves the browser: the page's policy allows requests to its own
//!   origin only, and nothing is stored.

pub mod draft;
pub mod edit;
pub mod encoding;
pub mod finding;
pub mod opening;
pub mod output;
pub mod print;
pub mod templates;

#[cfg(target_arch = "wasm32")]
mod page;
