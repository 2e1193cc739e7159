//! What a trial's web server shall answer: the built files, and the pages that the trial writes.

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
};

use axum::http::{HeaderName, HeaderValue};

use crate::{repository, server::Server};

/// Picks paths.
pub type PathPredicate = fn(&str) -> bool;

/// A site that waits to be served.
#[derive(Default)]
pub struct Site {
    pub(crate) pages: HashMap<String, String>,
    /// Other files by path, with their types.
    pub(crate) files: HashMap<String, (&'static str, Vec<u8>)>,
    /// Folders of files beside the built ones, by the paths that they are served under.
    pub(crate) folders: Vec<(String, PathBuf)>,
    pub(crate) headers: Vec<(&'static str, HeaderName, HeaderValue)>,
    pub(crate) missing: Option<PathPredicate>,
    pub(crate) held: Option<PathPredicate>,
}

impl Site {
    /// The built demo page at `/`.
    pub fn demo() -> Self {
        Self::default()
    }

    /// A plain article at `/` with this body, which loads the element as a publisher would.
    pub fn article(body: &str) -> Self {
        Self::default().page("/", body)
    }

    /// A page at `/` of which the trial writes every word; a recorder is put before it.
    pub fn custom(html: &str) -> Self {
        Self::default().raw("/", html)
    }

    /// The built files for pages of other origins, as `docs/hosting.md` has them served.
    pub fn cdn() -> Self {
        Self::demo()
            .header("", "access-control-allow-origin", "*")
            .header("", "cross-origin-resource-policy", "cross-origin")
            .header(
                "/frame.html",
                "cross-origin-embedder-policy",
                "require-corp",
            )
    }

    /// Another article.
    pub fn page(self, path: &str, body: &str) -> Self {
        self.raw(path, &article(body, "/"))
    }

    /// Another page, of which the trial writes every word.
    pub fn raw(mut self, path: &str, html: &str) -> Self {
        self.pages.insert(path.to_owned(), html.to_owned());
        self
    }

    /// Another file, with its type.
    pub fn file(mut self, path: &str, kind: &'static str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), (kind, content.into()));
        self
    }

    /// The repository's examples below `/examples/`, and those that bundlers have built.
    pub fn with_examples(self) -> Self {
        let root = repository();
        let built =
            env::var_os("WEIGH_IN_EXAMPLES").map_or(root.join("target/examples"), PathBuf::from);
        self.folder("/examples/react/", built.join("react"))
            .folder("/examples/vue/", built.join("vue"))
            .folder("/examples/", root.join("examples"))
    }

    /// The files of a folder; a recorder is put into its pages.
    fn folder(mut self, under: &str, folder: PathBuf) -> Self {
        for name in list_files(&folder) {
            let Some(stem) = name.strip_suffix(".html") else {
                continue;
            };
            let html = fs::read_to_string(folder.join(&name)).expect("a page is readable");
            if let Some(stem) = stem.strip_suffix("index") {
                self.pages
                    .entry(format!("{under}{stem}"))
                    .or_insert(html.clone());
            }
            self.pages.entry(format!("{under}{name}")).or_insert(html);
        }
        self.folders.push((under.to_owned(), folder));
        self
    }

    /// Sends a header with the paths that have this ending.
    pub fn header(mut self, ending: &'static str, name: &'static str, value: &str) -> Self {
        self.headers.push((
            ending,
            HeaderName::from_static(name),
            HeaderValue::from_str(value).expect("the value of a header"),
        ));
        self
    }

    /// Answers 404 for the paths that `is_missing` picks.
    pub fn missing(mut self, is_missing: PathPredicate) -> Self {
        self.missing = Some(is_missing);
        self
    }

    /// Holds back the paths that `is_held` picks until [`Server::release`].
    pub fn held(mut self, is_held: PathPredicate) -> Self {
        self.held = Some(is_held);
        self
    }

    /// Starts answering on a free port of this machine.
    pub fn serve(mut self, dist: &Path) -> Server {
        for (path, file) in [("/", "index.html"), ("/studio.html", "studio.html")] {
            self.pages.entry(path.to_owned()).or_insert_with(|| {
                fs::read_to_string(dist.join(file)).expect("the pages of the release are readable")
            });
        }
        for html in self.pages.values_mut() {
            *html = add_recorder(html);
        }
        Server::start(self, dist)
    }
}

/// An article that takes the widget's files from `base`, which ends with a slash.
pub fn article(body: &str, base: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>An article</title></head>
<body>{body}<script type="module" src="{base}weigh-in.js"></script></body>
</html>"#
    )
}

/// The page with a recorder before all that is its own; `nonce` is for policies in headers.
fn add_recorder(html: &str) -> String {
    let recorder = r#"<script src="/recorder.js" nonce="recorder"></script>"#;
    let has_doctype = html
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let end = if has_doctype {
        html.find('>').map_or(0, |end| end + 1)
    } else {
        0
    };
    [&html[..end], recorder, &html[end..]].concat()
}

/// The paths of all files in a folder, below it.
fn list_files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}. Run `cargo xtask test`.", folder.display()));
    let paths = entries.flatten().map(|entry| entry.path());
    let files = paths.flat_map(|path| {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            list_files(&path)
                .into_iter()
                .map(|file| format!("{name}/{file}"))
                .collect()
        } else {
            vec![name]
        }
    });
    files.collect()
}
