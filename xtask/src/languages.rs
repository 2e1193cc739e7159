//! The texts of the widget in languages other than English: a file for each, and the messages that the shell shows
//! before any file is loaded.

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use weigh_in_core::text::{Catalog, Message};
use xshell::Shell;

use crate::file::File;
use crate::script::{self, Define};
use crate::size::Role;

/// The languages besides English.
const LANGUAGES: [&str; 4] = ["de", "es", "fr", "ar"];

/// The keys of the shell's own messages.
const SHELL_MESSAGES: [&str; 2] = ["failure", "load-button"];

/// The key of the message that is shown while a publisher's own data loads.
const LOADING: &str = "loading-data";

/// The languages of a release.
pub struct Languages {
    catalogs: Vec<(&'static str, Catalog)>,
    /// The files, in the order of [`LANGUAGES`].
    pub files: Vec<File>,
}

impl Languages {
    /// Reads the texts of every language, and packs all but the English ones.
    ///
    /// # Errors
    /// If a language lacks a text that English has, or has one that English lacks.
    pub fn read(sh: &Shell) -> Result<Self> {
        let english = read(sh, "en")?;
        let mut catalogs = Vec::new();
        let mut files = Vec::new();
        for language in LANGUAGES {
            let catalog = read(sh, language)?;
            let packed = catalog.pack(&english).map_err(|problems| {
                anyhow!("{} has problems:\n{}", path(language), problems.join("\n"))
            })?;
            let stem = format!("weigh-in-{language}");
            files.push(File::with_hashed_name(&stem, "txt", Role::Language, packed));
            catalogs.push((language, catalog));
        }
        catalogs.push(("en", english));
        Ok(Self { catalogs, files })
    }

    /// Returns the defines of `assets/runtime.js` for the files: the languages in capitals.
    pub fn defines(&self) -> Vec<Define> {
        let files = LANGUAGES.iter().zip(&self.files);
        files
            .map(|(language, file)| script::define_name(&language.to_uppercase(), file))
            .collect()
    }

    /// Returns the shell's own messages, by language and key, as JSON.
    ///
    /// # Errors
    /// If a language lacks one of these texts.
    pub fn messages(&self) -> Result<Value> {
        let mut messages = json!({});
        for (language, catalog) in &self.catalogs {
            for key in SHELL_MESSAGES {
                messages[language][key] = text(language, catalog, key)?.into();
            }
        }
        Ok(messages)
    }

    /// Returns the message that is shown while a publisher's own data loads, by language, as JSON.
    ///
    /// # Errors
    /// If a language lacks the message.
    pub fn loading_messages(&self) -> Result<Value> {
        let mut loading_messages = json!({});
        for (language, catalog) in &self.catalogs {
            loading_messages[language] = text(language, catalog, LOADING)?.into();
        }
        Ok(loading_messages)
    }
}

/// Returns a message without variants or placeholders.
fn text<'c>(language: &str, catalog: &'c Catalog, key: &str) -> Result<&'c str> {
    let mut messages = catalog.messages().iter();
    let text = messages.find_map(|(candidate, message)| match message {
        Message::Text(text) if candidate == key => Some(text.as_str()),
        _ => None,
    });
    text.with_context(|| format!("{} lacks {key}", path(language)))
}

fn read(sh: &Shell, language: &str) -> Result<Catalog> {
    let path = path(language);
    Catalog::from_json(&sh.read_file(&path)?)
        .map_err(|problem| anyhow!(problem))
        .with_context(|| format!("{path} holds no texts"))
}

fn path(language: &str) -> String {
    format!("assets/texts/{language}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_has_its_messages_in_every_language() {
        let catalog = |failure: &str| {
            let texts = json!({ "failure": failure, "load-button": "…", "other": "…" });
            Catalog::from_json(&texts.to_string()).unwrap()
        };
        let catalogs = vec![("de", catalog("Nein")), ("en", catalog("No"))];
        let files = Vec::new();
        let messages = Languages { catalogs, files }.messages().unwrap();
        assert_eq!(
            messages["de"],
            json!({ "failure": "Nein", "load-button": "…" })
        );
        assert_eq!(messages["en"]["failure"], "No");
    }
}
