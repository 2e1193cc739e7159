//! The sizes of the release, and their budgets.

use std::fmt;
use std::io::{self, Write};
use std::iter;
use std::ops::Add;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use xshell::Shell;

use crate::cache::Cache;

/// The budget of the files that a page loads until the widget shows (shell, runtime, module), in bytes after Brotli.
const FIRST_LOAD_BUDGET: usize = 105_000;

/// The budget of the file that every page with the element loads at once, in bytes after Brotli.
const SHELL_BUDGET: usize = 4_500;

/// The formats of a publisher's own data, and the budgets of all that a page with such data loads until the widget shows,
/// without the data, in bytes after Brotli.
const OWN_DATA_BUDGETS: [(&str, usize); 3] = [
    ("own JSON", 144_500),
    ("own CSV", 144_500),
    ("own packed file", 111_000),
];

/// The names of the files that read each format, in the order of [`OWN_DATA_BUDGETS`].
pub type Readers = [Vec<String>; OWN_DATA_BUDGETS.len()];

/// The occasion on which a file is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The page itself.
    Shell,
    /// The first need of the widget.
    OnDemand,
    /// The first need of more than the ranking.
    Later,
    /// A language other than English.
    Language,
    /// A widget in an iframe.
    Frame,
    /// None in a page: the file is for tools and people.
    Package,
    /// None in the element: the file is the demo page.
    Page,
    /// None for readers: the file is for publishers.
    Studio,
}

/// The size of a file in bytes, uncompressed and compressed.
#[derive(Clone, Copy, Default)]
pub struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// The sizes of a release; displayed as a table.
#[derive(Default)]
pub struct Sizes {
    files: Vec<(String, Role, Size)>,
    readers: Readers,
}

impl Sizes {
    /// Starts without files. The readers are those that will be added.
    pub fn new(readers: Readers) -> Self {
        let files = Vec::new();
        Self { files, readers }
    }

    /// Adds a file.
    pub fn push(&mut self, name: &str, role: Role, size: Size) {
        self.files.push((name.to_owned(), role, size));
    }

    /// Returns a sentence for each budget that is exceeded.
    pub fn budget_excesses(&self) -> Vec<String> {
        let own_data = iter::zip(self.own_data(), OWN_DATA_BUDGETS);
        let own_data = own_data.map(|((name, size), (_, budget))| (name, size, budget));
        [
            ("The shell", self.sum(&[Role::Shell]), SHELL_BUDGET),
            ("The first load", self.first_load(), FIRST_LOAD_BUDGET),
        ]
        .into_iter()
        .chain(own_data)
        .filter(|(_, size, budget)| size.brotli > *budget)
        .map(|(subject, size, budget)| {
            format!(
                "{subject} weighs {} bytes after Brotli; its budget is {budget}.",
                size.brotli
            )
        })
        .collect()
    }

    fn first_load(&self) -> Size {
        self.sum(&[Role::Shell, Role::OnDemand])
    }

    /// Returns the formats of a publisher's own data, with the sizes of all that is loaded until the widget shows.
    fn own_data(&self) -> impl Iterator<Item = (&str, Size)> {
        let formats = OWN_DATA_BUDGETS.iter().zip(&self.readers);
        formats.map(|((name, _), readers)| {
            let files = self.files.iter();
            let files = files.filter(|(file, ..)| readers.contains(file));
            let sum = files.fold(self.first_load(), |sum, (_, _, size)| sum + *size);
            (*name, sum)
        })
    }

    /// Returns the size of the largest language; a widget loads only one.
    fn largest_language(&self) -> Size {
        let languages = self
            .files
            .iter()
            .filter(|(_, role, _)| *role == Role::Language);
        let largest = languages.max_by_key(|(_, _, size)| size.brotli);
        largest.map(|(_, _, size)| *size).unwrap_or_default()
    }

    fn sum(&self, roles: &[Role]) -> Size {
        let counted = self
            .files
            .iter()
            .filter(|(_, role, _)| roles.contains(role));
        counted.fold(Size::default(), |sum, (_, _, size)| sum + *size)
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<30}{:>10}{:>10}{:>10}",
            "bytes", "raw", "gzip", "brotli"
        )?;
        let files = self
            .files
            .iter()
            .map(|(name, _, size)| (name.as_str(), *size));
        let sums = [
            ("first load", self.first_load()),
            ("second load", self.sum(&[Role::Later])),
            ("a language, at most", self.largest_language()),
            ("frame", self.sum(&[Role::Frame])),
            ("studio", self.sum(&[Role::Studio])),
        ];
        for (name, size) in files.chain(sums).chain(self.own_data()) {
            writeln!(
                f,
                "{name:<30}{:>10}{:>10}{:>10}",
                size.raw, size.gzip, size.brotli
            )?;
        }
        write!(
            f,
            "budgets after Brotli: first load {FIRST_LOAD_BUDGET}, shell {SHELL_BUDGET}"
        )
    }
}

/// Writes `.gz` and `.br` beside a file.
///
/// # Errors
/// If a file cannot be read or written.
pub fn compress(sh: &Shell, cache: &Cache, file: &Path) -> Result<Size> {
    let content = sh.read_binary_file(file)?;
    let compressed = cache.get_or_make("compressed", &[&content], |output| {
        sh.write_file(output.join("gzip"), gzip(&content)?)?;
        Ok(sh.write_file(output.join("brotli"), brotli(&content)?)?)
    })?;
    let gzip = sh.read_binary_file(compressed.join("gzip"))?;
    let brotli = sh.read_binary_file(compressed.join("brotli"))?;
    sh.write_file(with_suffix(file, ".gz"), &gzip)?;
    sh.write_file(with_suffix(file, ".br"), &brotli)?;
    Ok(Size {
        raw: content.len(),
        gzip: gzip.len(),
        brotli: brotli.len(),
    })
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotli(mut content: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &params)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(shell: usize, runtime: usize, other: usize) -> Sizes {
        let size = |brotli| Size {
            brotli,
            ..Size::default()
        };
        let mut sizes = Sizes::new([vec!["weigh-in-1.wasm".to_owned()], Vec::new(), Vec::new()]);
        sizes.files = vec![
            ("weigh-in.js".to_owned(), Role::Shell, size(shell)),
            ("weigh-in-0.js".to_owned(), Role::OnDemand, size(runtime)),
            ("weigh-in-1.wasm".to_owned(), Role::Later, size(other)),
            (
                "weigh-in-de-2.txt".to_owned(),
                Role::Language,
                size(other + 1),
            ),
            (
                "weigh-in-ar-3.txt".to_owned(),
                Role::Language,
                size(other + 2),
            ),
            ("frame.html".to_owned(), Role::Frame, size(other + 3)),
            ("index.html".to_owned(), Role::Page, size(other)),
            ("studio.html".to_owned(), Role::Studio, size(other + 4)),
        ];
        sizes
    }

    #[test]
    fn a_release_within_its_budgets_is_accepted() {
        let at_limit = sizes(SHELL_BUDGET, FIRST_LOAD_BUDGET - SHELL_BUDGET, 1_000);
        assert!(at_limit.budget_excesses().is_empty());
    }

    #[test]
    fn the_table_has_a_sum_for_each_load() {
        let table = sizes(1, 20, 300).to_string();
        let sum = |name| {
            let line = table.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().last().unwrap()
        };
        assert_eq!(sum("first load"), "21");
        assert_eq!(sum("second load"), "300");
        assert_eq!(sum("own JSON"), "321");
        assert_eq!(sum("own CSV"), "21");
        assert_eq!(sum("a language"), "302");
        assert_eq!(sum("frame "), "303");
        assert_eq!(sum("studio "), "304");
    }

    #[test]
    fn every_exceeded_budget_is_reported() {
        let shell = SHELL_BUDGET + 1;
        let sentences = sizes(shell, FIRST_LOAD_BUDGET, 0).budget_excesses();
        assert_eq!(sentences.len(), 2);
        assert!(sentences[0].contains(&format!("shell weighs {shell} bytes")));
        let reader = OWN_DATA_BUDGETS[0].1;
        assert!(sizes(0, 0, reader).budget_excesses().is_empty());
        let sentences = sizes(0, 0, reader + 1).budget_excesses();
        assert!(sentences[0].contains("own JSON weighs"), "{sentences:?}");
    }

    #[test]
    fn compressed_content_can_be_decompressed() {
        let content = b"a ranking, a ranking, a ranking".repeat(100);
        let mut decoded = Vec::new();
        let compressed = brotli(&content).unwrap();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut decoded).unwrap();
        assert!(compressed.len() < content.len());
        assert_eq!(decoded, content);
    }
}
