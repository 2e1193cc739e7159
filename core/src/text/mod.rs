//! The widget's own texts, in the reader's language.
//!
//! `assets/texts/en.json` has the messages. `core/build.rs` generates a constant for each, such as [`LOCK`], with the
//! English text, so that English needs no request and each text is in the chunk that uses it. Translations are files in
//! the same folder, which the release packs.

mod catalog;
mod english;
mod lead_sentence;
mod robustness_wording;
mod standings;
mod wording;

use std::fmt::Display;

pub use catalog::{Catalog, Message, PluralForms};
pub use english::English;
pub use lead_sentence::WeightsOwner;
pub use robustness_wording::format_percent;
pub use wording::{file_name, format_tenths, ranked_name};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A message without plural forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The line of its translation, from 0.
    line: u16,
    english: &'static str,
}

/// A message with plural forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// The line of its first form's translation, from 0.
    line: u16,
    /// The forms in lines, in the order of [`CATEGORIES`].
    english: &'static str,
}

/// The format of a value in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFormat {
    /// A decimal number such as `-1234.50`; its decimals are kept.
    Decimal,
    /// A decimal number as a percentage.
    Percent,
    /// A month such as `2025-09`, with its name.
    Month,
    /// The plural category of a number.
    Cardinal,
    /// The plural category of an ordinal number.
    Ordinal,
}

/// The number and date formats of a language.
pub trait Locale {
    /// Formats a value as the language writes it, or returns its plural category (one of [`CATEGORIES`]).
    fn write(&self, format: ValueFormat, value: &str) -> String;
}

/// The texts and formats of one language.
pub struct Texts {
    /// By line; where a line is missing or empty, the English text is used.
    translations: Vec<String>,
    locale: Box<dyn Locale>,
}

impl Texts {
    /// Creates the texts of a translation from the result of [`Catalog::pack`]; English ones if that is empty.
    pub fn new(packed: &str, locale: impl Locale + 'static) -> Texts {
        Texts {
            translations: packed.split('\n').map(str::to_owned).collect(),
            locale: Box::new(locale),
        }
    }

    /// Creates the texts and formats of English.
    pub fn english() -> Texts {
        Texts::new("", English)
    }

    /// Returns a message.
    pub fn get(&self, text: Text) -> &str {
        self.translation(text.line).unwrap_or(text.english)
    }

    /// Returns a message with `{0}`, `{1}` … replaced by `values`.
    pub fn fill(&self, text: Text, values: &[&str]) -> String {
        fill(self.get(text), values)
    }

    /// Returns the form of a message for `number`, with `{0}`, `{1}` … replaced by `values`.
    pub fn fill_plural(&self, plural: Plural, number: usize, values: &[&str]) -> String {
        self.fill_plural_form(plural, ValueFormat::Cardinal, number, values)
    }

    /// Formats an ordinal number: “2nd”.
    pub fn ordinal(&self, number: u32) -> String {
        let shown = self.number(number);
        self.fill_plural_form(ORDINAL, ValueFormat::Ordinal, number as usize, &[&shown])
    }

    /// Formats a number, with the decimals of its `Display`.
    pub fn number(&self, number: impl Display) -> String {
        self.write(ValueFormat::Decimal, &number)
    }

    /// Formats a percentage from a number of 0 to 100.
    pub fn percent(&self, number: impl Display) -> String {
        self.write(ValueFormat::Percent, &number)
    }

    /// Formats a month such as `2025-09`.
    pub fn month(&self, month: impl Display) -> String {
        self.write(ValueFormat::Month, &month)
    }

    #[inline(never)]
    fn write(&self, format: ValueFormat, value: &dyn Display) -> String {
        self.locale.write(format, &value.to_string())
    }

    /// Fills the form of a message for a number; `format` is cardinal or ordinal.
    fn fill_plural_form(
        &self,
        plural: Plural,
        format: ValueFormat,
        number: usize,
        values: &[&str],
    ) -> String {
        let category = self.write(format, &number);
        let index = CATEGORIES.iter().position(|&known| known == category);
        let other = CATEGORIES.len() - 1;
        let form_at = |index: usize| {
            let english = || plural.english.split('\n').nth(index);
            self.translation(plural.line + index as u16)
                .or_else(|| (!self.is_translated()).then(english)?)
                .filter(|form| !form.is_empty())
        };
        let form = index.and_then(form_at).or_else(|| form_at(other));
        fill(form.unwrap_or_default(), values)
    }

    fn is_translated(&self) -> bool {
        // The empty text splits into one line.
        self.translations.len() > 1
    }

    fn translation(&self, line: u16) -> Option<&str> {
        let line = self.translations.get(usize::from(line))?;
        Some(&**line).filter(|line| !line.is_empty())
    }
}

/// Replaces `{0}`, `{1}` … by values.
fn fill(text: &str, values: &[&str]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (placeholder, rest) = part.split_once('}').unwrap_or(("", part));
        let index = placeholder
            .bytes()
            .next()
            .unwrap_or_default()
            .wrapping_sub(b'0');
        filled.push_str(values.get(usize::from(index)).copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}
