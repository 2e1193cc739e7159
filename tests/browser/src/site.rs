//! The site that a test's web server serves: the built files, and pages of the test.

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
};

use axum::http::{HeaderName, HeaderValue};

use crate::{docs, repository, server::Server};

/// A predicate of paths.
pub type PathPredicate = fn(&str) -> bool;

/// The content of a site.
#[derive(Default)]
pub struct Site {
    pub(crate) pages: HashMap<String, String>,
    /// Other files by path, with their content types.
    pub(crate) files: HashMap<String, (&'static str, Vec<u8>)>,
    /// Folders of other files, with the path prefixes that they are served under.
    pub(crate) folders: Vec<(String, PathBuf)>,
    pub(crate) headers: Vec<(&'static str, HeaderName, HeaderValue)>,
    pub(crate) missing: Option<PathPredicate>,
    pub(crate) held: Option<PathPredicate>,
    /// Set if the `.br` version of a file is served to browsers that accept it.
    pub(crate) precompressed: bool,
}

impl Site {
    /// Creates a site with the built demo page at `/`.
    pub fn demo() -> Self {
        Self::default()
    }

    /// Creates a site with a plain article at `/`, which has this body and loads the element as a publisher would.
    pub fn article(body: &str) -> Self {
        Self::default().page("/", body)
    }

    /// Creates a site with a page at `/` from complete HTML, to which the recorder is added.
    pub fn html(html: &str) -> Self {
        Self::default().html_page("/", html)
    }

    /// Creates a site that serves the built files to pages of other origins, with the headers that the file `_headers`
    /// in `docs/hosting.md` has for all of them.
    pub fn cdn() -> Self {
        let file = docs::code_block("docs/hosting.md", "/1.0.0/*");
        let headers = file.strip_prefix("/*\n").expect("all files come first");
        let headers = headers.lines().map_while(|line| line.strip_prefix("  "));
        headers.fold(Self::demo(), |site, header| {
            let (name, value) = header.split_once(": ").expect("a name and a value");
            site.header("", name, value)
        })
    }

    /// Adds an article.
    pub fn page(self, path: &str, body: &str) -> Self {
        self.html_page(path, &article(body, "/"))
    }

    /// Adds a page from complete HTML.
    pub fn html_page(mut self, path: &str, html: &str) -> Self {
        self.pages.insert(path.to_owned(), html.to_owned());
        self
    }

    /// Adds a file with its content type.
    pub fn file(mut self, path: &str, kind: &'static str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), (kind, content.into()));
        self
    }

    /// Adds the repository's examples below `/examples/`.
    pub fn with_examples(self) -> Self {
        self.folder("/examples/", repository().join("examples"))
    }

    /// Adds an example that the tools of its framework have built, below `/examples/`.
    pub fn with_built_example(self, name: &str) -> Self {
        let built = env::var_os("WEIGH_IN_EXAMPLES")
            .map_or(repository().join("target/examples"), PathBuf::from);
        self.folder(&format!("/examples/{name}/"), built.join(name))
    }

    /// Adds what `cargo xtask bench` has built below `/bench/`, and serves the compressed version of every file that has
    /// one.
    pub fn with_benches(mut self) -> Self {
        self.precompressed = true;
        self.folder("/bench/", repository().join("target/bench"))
    }

    /// Adds the files of a folder; the recorder is added to its pages.
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
    pub fn header(mut self, ending: &'static str, name: &str, value: &str) -> Self {
        self.headers.push((
            ending,
            name.parse().expect("the name of a header"),
            HeaderValue::from_str(value).expect("the value of a header"),
        ));
        self
    }

    /// Answers 404 for the paths that match `is_missing`.
    pub fn with_missing(mut self, is_missing: PathPredicate) -> Self {
        self.missing = Some(is_missing);
        self
    }

    /// Holds back the paths that match `is_held` until [`Server::release`].
    pub fn with_held(mut self, is_held: PathPredicate) -> Self {
        self.held = Some(is_held);
        self
    }

    /// Starts a server for the site on a free port of this machine.
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

/// Returns the HTML of an article that loads the widget's files from `base`, which ends with a slash.
pub fn article(body: &str, base: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>An article</title></head>
<body>{body}<script type="module" src="{base}weigh-in.js"></script></body>
</html>"#
    )
}

/// Adds the recorder before everything else in a page; `nonce` is for policies in headers.
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

/// Returns the relative paths of all files in a folder, recursively.
fn list_files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| {
        panic!(
            "{}: {error}. Run `cargo xtask test --examples`.",
            folder.display()
        )
    });
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
