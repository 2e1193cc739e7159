//! Every word that the widget itself says, in the reader's language.
//!
//! `assets/texts/en.json` holds the messages; `core/build.rs` makes a constant of each, such as [`LOCK`], that
//! carries the English text, so that the default costs no request and lies in whatever part of the
//! library says it. Translations lie beside it, and are packed into files by the release.

mod catalog;
mod english;
mod robustness_wording;
mod standings;
mod wording;

use std::fmt::Display;

pub use catalog::{Catalog, Forms, Message};
pub use english::English;
pub use robustness_wording::percent_of;
pub use wording::{file_name, ranked, tenths_of};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A message without numbers that matter to its grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The line of its translation, from 0.
    line: u16,
    english: &'static str,
}

/// A message that depends on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// The line of its first form's translation, from 0.
    line: u16,
    /// In the order of [`CATEGORIES`].
    english: [&'static str; CATEGORIES.len()],
}

/// How a value is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A decimal number such as `-1234.50`, with as many decimals.
    Decimal,
    /// The same, of a hundred.
    Percent,
    /// A month such as `2025-09`, in words.
    Month,
    /// The plural category of a number.
    Cardinal,
    /// The category of a number that counts a place in an order.
    Ordinal,
}

/// The customs of a language.
pub trait Locale {
    /// A value as the language writes it, or its category (one of [`CATEGORIES`]).
    fn write(&self, form: Form, value: &str) -> String;
}

/// The words and the customs of one language.
pub struct Texts {
    /// By line; where there is none, or an empty one, the English stands.
    translations: Vec<String>,
    locale: Box<dyn Locale>,
}

impl Texts {
    /// Words from what [`Catalog::pack`] has made, or English ones from nothing.
    pub fn new(packed: &str, locale: impl Locale + 'static) -> Texts {
        Texts {
            translations: packed.split('\n').map(str::to_owned).collect(),
            locale: Box::new(locale),
        }
    }

    /// English words and customs.
    pub fn english() -> Texts {
        Texts::new("", English)
    }

    /// A message as it is.
    pub fn get(&self, text: Text) -> &str {
        self.translation(text.line).unwrap_or(text.english)
    }

    /// A message with `{0}`, `{1}` … replaced by `values`.
    pub fn fill(&self, text: Text, values: &[&str]) -> String {
        fill(self.get(text), values)
    }

    /// The form of a message for so many, with `{0}`, `{1}` … replaced by `values`.
    pub fn count(&self, plural: Plural, number: usize, values: &[&str]) -> String {
        self.choose(plural, Form::Cardinal, number, values)
    }

    /// A place in an order: “2nd”.
    pub fn ordinal(&self, number: u32) -> String {
        let shown = self.number(number);
        self.choose(ORDINAL, Form::Ordinal, number as usize, &[&shown])
    }

    /// A number, with as many decimals as it has when shown.
    pub fn number(&self, number: impl Display) -> String {
        self.write(Form::Decimal, &number)
    }

    /// A number of a hundred.
    pub fn percent(&self, number: impl Display) -> String {
        self.write(Form::Percent, &number)
    }

    /// A month, given as `2025-09`.
    pub fn month(&self, month: impl Display) -> String {
        self.write(Form::Month, &month)
    }

    #[inline(never)]
    fn write(&self, form: Form, value: &dyn Display) -> String {
        self.locale.write(form, &value.to_string())
    }

    fn choose(&self, plural: Plural, form: Form, number: usize, values: &[&str]) -> String {
        let category = self.write(form, &number);
        let place = CATEGORIES.iter().position(|&known| known == category);
        let other = CATEGORIES.len() - 1;
        let form = |place: usize| {
            self.translation(plural.line + place as u16)
                .or((!self.is_translated()).then_some(plural.english[place]))
                .filter(|form| !form.is_empty())
        };
        let chosen = place.and_then(form).or_else(|| form(other));
        fill(chosen.unwrap_or(plural.english[other]), values)
    }

    /// Nothing is one line, too.
    fn is_translated(&self) -> bool {
        self.translations.len() > 1
    }

    fn translation(&self, line: u16) -> Option<&str> {
        let line = self.translations.get(usize::from(line))?;
        Some(&**line).filter(|line| !line.is_empty())
    }
}

/// Puts values in the places of `{0}`, `{1}` …
fn fill(text: &str, values: &[&str]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hole, rest) = part.split_once('}').unwrap_or(("", part));
        let place = hole.bytes().next().unwrap_or_default().wrapping_sub(b'0');
        filled.push_str(values.get(usize::from(place)).copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}
