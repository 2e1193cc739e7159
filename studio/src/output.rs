//! The studio's output: files, and the code to embed.

use weigh_in_core::dataset::{Comparison, DataSet, slug};
use weigh_in_core::format::{self, DataFormat};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::Texts;

/// Detects the format of a text from how it begins.
pub fn detect_format(text: &str) -> DataFormat {
    DataFormat::detect("", "", text.as_bytes())
}

/// Returns the data set of a text as a file in a format; the text itself if that is its format.
///
/// # Errors
/// Those of [`format::to_packed`], for packed files.
pub fn to_file(text: &str, data: &DataSet, target: DataFormat) -> Result<Vec<u8>, String> {
    let (comparison, details) = (&data.comparison, &data.details);
    Ok(match target {
        _ if target == detect_format(text) => text.as_bytes().to_vec(),
        DataFormat::Json => format::to_json(comparison, details).into_bytes(),
        DataFormat::Csv => format::to_csv(comparison, details).into_bytes(),
        DataFormat::Packed => format::to_packed(data).map_err(|error| error.to_string())?,
    })
}

/// Returns the data set of a text as JSON; the text itself if it is JSON.
fn to_json(text: &str, data: &DataSet) -> String {
    match detect_format(text) {
        DataFormat::Json => text.to_owned(),
        _ => format::to_json(&data.comparison, &data.details),
    }
}

/// Derives a file name from the title, without an extension: letters and digits, joined by hyphens.
pub fn file_name(comparison: &Comparison) -> String {
    let slug = slug(&comparison.title);
    let words: Vec<_> = slug.split('-').take(8).collect();
    match &*slug {
        "" => "ranking".to_owned(),
        _ => words.join("-"),
    }
}

/// The source of the data for the code to embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataLocation {
    /// The code itself.
    Inline,
    /// A file, by its URL.
    File,
}

/// The options of the code to embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedSettings {
    /// The source of the data.
    pub location: DataLocation,
    /// The form of the code, for the kind of page.
    pub snippet: Snippet,
    /// The URL of the folder of `weigh-in.js`.
    pub base: String,
    /// The URL of the data file; used with [`DataLocation::File`].
    pub src: String,
    /// The URL of a folder, and the integrity hash of the `weigh-in.js` in it.
    pub integrity: Option<(String, String)>,
}

impl EmbedSettings {
    /// Renders the code that embeds the data set of a text; empty if it would be too long.
    pub fn to_code(&self, text: &str, data: &DataSet) -> String {
        let base = match self.base.trim() {
            base if base.ends_with('/') => base.to_owned(),
            base => format!("{base}/"),
        };
        let is_inline = self.location == DataLocation::Inline;
        if is_inline && text.len() > Embed::MAX_INLINE_BYTES {
            return String::new();
        }
        let inline = is_inline.then(|| to_json(text, data));
        if inline
            .as_ref()
            .is_some_and(|json| json.len() > Embed::MAX_INLINE_BYTES)
        {
            return String::new();
        }
        let hash = self
            .integrity
            .as_ref()
            .filter(|(folder, _)| *folder == base);
        let attributes = [("src", self.src.trim())];
        let embed = Embed {
            base: &base,
            integrity: hash.map(|(_, hash)| hash.as_str()),
            data: inline.as_deref(),
            attributes: match self.location {
                DataLocation::Inline => &[],
                DataLocation::File => &attributes,
            },
            properties: &[],
            texts: &Texts::english(),
        };
        let DataSet {
            comparison,
            details,
            ..
        } = data;
        let weights = comparison.published_weights();
        embed.to_html(self.snippet, comparison, details, &weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{ "title": "Best <shops>, 2025", "criteria": [{ "id": "price", "name": "Price" }],
        "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#;

    fn code(settings: &EmbedSettings) -> String {
        settings.to_code(TEXT, &DataSet::from_json(TEXT).unwrap())
    }

    fn settings() -> EmbedSettings {
        EmbedSettings {
            location: DataLocation::Inline,
            snippet: Snippet::Script,
            base: "https://cdn.example/1/".to_owned(),
            src: "https://shop.example/a.csv".to_owned(),
            integrity: Some(("https://cdn.example/1/".to_owned(), "sha384-x".to_owned())),
        }
    }

    #[test]
    fn the_code_holds_the_data_or_names_their_file() {
        let inline = code(&settings());
        assert!(
            inline.contains("<script type=\"application/json\">"),
            "{inline}"
        );
        assert!(!inline.contains("src=\"https://shop.example"), "{inline}");
        let with_file = code(&EmbedSettings {
            location: DataLocation::File,
            ..settings()
        });
        assert!(!with_file.contains("application/json"), "{with_file}");
        assert!(
            with_file.contains("<weigh-in src=\"https://shop.example/a.csv\">"),
            "{with_file}"
        );
    }

    #[test]
    fn the_hash_is_used_only_for_its_own_folder() {
        assert!(code(&settings()).contains("sha384-x"));
        let elsewhere = code(&EmbedSettings {
            base: "https://else.example/w".to_owned(),
            ..settings()
        });
        assert!(!elsewhere.contains("sha384-x"));
        assert!(
            elsewhere.contains("src=\"https://else.example/w/weigh-in.js\""),
            "{elsewhere}"
        );
    }

    #[test]
    fn data_that_are_too_long_have_no_inline_code() {
        let long = format!("{TEXT}{}", " ".repeat(Embed::MAX_INLINE_BYTES));
        let data = DataSet::from_json(TEXT).unwrap();
        assert_eq!(settings().to_code(&long, &data), "");
        let with_file = EmbedSettings {
            location: DataLocation::File,
            ..settings()
        };
        assert_ne!(with_file.to_code(&long, &data), "");
    }

    #[test]
    fn a_file_in_the_format_of_the_text_is_the_text_itself() {
        let data = DataSet::from_json(TEXT).unwrap();
        let to_file = |format| to_file(TEXT, &data, format).unwrap();
        assert_eq!(to_file(DataFormat::Json), TEXT.as_bytes());
        let csv = String::from_utf8(to_file(DataFormat::Csv)).unwrap();
        assert!(csv.contains("Acme"), "{csv}");
        let packed = DataSet::read(&to_file(DataFormat::Packed), DataFormat::Packed).unwrap();
        assert_eq!(packed.details, data.details);
    }

    #[test]
    fn a_file_is_named_after_the_title() {
        let mut comparison = DataSet::from_json(TEXT).unwrap().comparison;
        assert_eq!(file_name(&comparison), "best-shops-2025");
        comparison.title.clear();
        assert_eq!(file_name(&comparison), "ranking");
    }
}
