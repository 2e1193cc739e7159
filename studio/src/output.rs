//! What a publisher takes home: files, and the code to embed.

use weigh_in_core::dataset::{Comparison, DataSet, slug};
use weigh_in_core::format::{self, Format};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::Texts;

/// The longest data set that code holds, in bytes: it is part of every visit to the page.
pub const LONGEST_INSIDE: usize = 200_000;

/// How a text is written, told from how it begins.
pub fn format(text: &str) -> Format {
    Format::of("", "", text.as_bytes())
}

/// A file of the data set that a text is: the text itself where it is written so.
pub fn file(text: &str, data: &DataSet, wanted: Format) -> String {
    match wanted {
        _ if wanted == format(text) => text.to_owned(),
        Format::Json => format::to_json(&data.comparison, &data.details),
        Format::Csv => format::to_csv(&data.comparison, &data.details),
    }
}

/// A file's name after the title, without its ending: letters and digits, and hyphens between.
pub fn file_name(comparison: &Comparison) -> String {
    let slug = slug(&comparison.title);
    let words: Vec<_> = slug.split('-').take(8).collect();
    match &*slug {
        "" => "ranking".to_owned(),
        _ => words.join("-"),
    }
}

/// Where the data are to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Inside the code.
    Code,
    /// In a file that the code names.
    File,
}

/// What the code to embed is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the data are to stand.
    pub place: Place,
    /// How the code is put into a page.
    pub snippet: Snippet,
    /// The URL of the folder of `weigh-in.js`.
    pub base: String,
    /// The URL of the file, where there is one.
    pub src: String,
    /// A folder, and the hash of the `weigh-in.js` in it.
    pub integrity: Option<(String, String)>,
}

impl Settings {
    /// The code to embed for the data set that a text is; empty where it would be too long.
    pub fn code(&self, text: &str, data: &DataSet) -> String {
        let base = match self.base.trim() {
            base if base.ends_with('/') => base.to_owned(),
            base => format!("{base}/"),
        };
        let is_inside = self.place == Place::Code;
        if is_inside && text.len() > LONGEST_INSIDE {
            return String::new();
        }
        let inside = is_inside.then(|| file(text, data, Format::Json));
        if inside
            .as_ref()
            .is_some_and(|json| json.len() > LONGEST_INSIDE)
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
            data: inside.as_deref(),
            attributes: match self.place {
                Place::Code => &[],
                Place::File => &attributes,
            },
            properties: &[],
            texts: &Texts::english(),
        };
        let DataSet {
            comparison,
            details,
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

    fn code(settings: &Settings) -> String {
        settings.code(TEXT, &DataSet::from_json(TEXT).unwrap())
    }

    fn settings() -> Settings {
        Settings {
            place: Place::Code,
            snippet: Snippet::Script,
            base: "https://cdn.example/1/".to_owned(),
            src: "https://shop.example/a.csv".to_owned(),
            integrity: Some(("https://cdn.example/1/".to_owned(), "sha384-x".to_owned())),
        }
    }

    #[test]
    fn the_data_stand_inside_the_code_or_in_a_file() {
        let inside = code(&settings());
        assert!(
            inside.contains("<script type=\"application/json\">"),
            "{inside}"
        );
        assert!(!inside.contains("src=\"https://shop.example"), "{inside}");
        let beside = code(&Settings {
            place: Place::File,
            ..settings()
        });
        assert!(!beside.contains("application/json"), "{beside}");
        assert!(
            beside.contains("<weigh-in src=\"https://shop.example/a.csv\">"),
            "{beside}"
        );
    }

    #[test]
    fn a_hash_is_told_of_the_script_that_has_it_only() {
        assert!(code(&settings()).contains("sha384-x"));
        let elsewhere = code(&Settings {
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
    fn data_that_are_too_long_do_not_stand_inside() {
        let long = format!("{TEXT}{}", " ".repeat(LONGEST_INSIDE));
        let data = DataSet::from_json(TEXT).unwrap();
        assert_eq!(settings().code(&long, &data), "");
        let beside = Settings {
            place: Place::File,
            ..settings()
        };
        assert_ne!(beside.code(&long, &data), "");
    }

    #[test]
    fn a_file_is_the_text_itself_where_it_is_written_so() {
        let data = DataSet::from_json(TEXT).unwrap();
        assert_eq!(file(TEXT, &data, Format::Json), TEXT);
        assert!(file(TEXT, &data, Format::Csv).contains("Acme"));
    }

    #[test]
    fn a_file_is_named_after_the_title() {
        let mut comparison = DataSet::from_json(TEXT).unwrap().comparison;
        assert_eq!(file_name(&comparison), "best-shops-2025");
        comparison.title.clear();
        assert_eq!(file_name(&comparison), "ranking");
    }
}
