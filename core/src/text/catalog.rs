use nojson::{JsonValueKind, RawJson, RawJsonValue};

use super::CATEGORIES;

/// The forms of a plural, in the order of [`CATEGORIES`]; empty where the language has none.
pub type PluralForms = [String; CATEGORIES.len()];

/// The message under one key of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text that does not depend on a number.
    Text(String),
    /// A text that depends on a number.
    Plural(Box<PluralForms>),
}

/// The messages of a language, as in a translator's file: a JSON object whose values are texts, or objects from plural
/// categories to texts. In texts, `{0}`, `{1}` … are placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog(Vec<(String, Message)>);

impl Catalog {
    /// Parses a catalog.
    ///
    /// # Errors
    /// Returns an error if the JSON is malformed, or a message is neither a text nor a plural with the form `other`.
    pub fn from_json(json: &str) -> Result<Catalog, String> {
        let json = RawJson::parse(json).map_err(|error| error.to_string())?;
        let object = json
            .value()
            .to_object()
            .map_err(|error| error.to_string())?;
        let messages = object.map(|(key, value)| {
            let key = text(key)?;
            let message = message(value).map_err(|problem| format!("{key}: {problem}"))?;
            Ok((key, message))
        });
        messages.collect::<Result<_, _>>().map(Catalog)
    }

    /// Returns every key with its message, in the order of the file.
    pub fn messages(&self) -> &[(String, Message)] {
        &self.0
    }

    /// Packs the translation of an English catalog for [`Texts::new`](super::Texts::new): a line for each text and six
    /// for each plural, in the order of the English one.
    ///
    /// # Errors
    /// Returns a sentence for each message that is missing, unknown, of another kind, or has other placeholders than the
    /// English one.
    pub fn pack(&self, english: &Catalog) -> Result<String, Vec<String>> {
        let mut problems = Vec::new();
        let mut lines = String::new();
        for (key, english_text) in &english.0 {
            match (english_text, self.find(key)) {
                (Message::Text(english_text), Some(Message::Text(text))) => {
                    check_placeholders(key, english_text, text, &mut problems);
                    lines.extend([text, "\n"]);
                }
                (Message::Plural(english_text), Some(Message::Plural(forms))) => {
                    let [.., english_text] = &**english_text;
                    let [.., other] = &**forms;
                    check_placeholders(key, english_text, other, &mut problems);
                    lines.extend(forms.iter().flat_map(|form| [form, "\n"]));
                }
                (_, None) => problems.push(format!("{key} is missing")),
                _ => problems.push(format!(
                    "{key} is a text in one language and a plural in the other"
                )),
            }
        }
        for (key, _) in &self.0 {
            if english.find(key).is_none() {
                problems.push(format!("{key} is not in the English catalog"));
            }
        }
        if problems.is_empty() {
            Ok(lines)
        } else {
            Err(problems)
        }
    }

    /// Returns the message under a key.
    pub fn find(&self, key: &str) -> Option<&Message> {
        let mut messages = self.0.iter();
        messages.find_map(|(other, message)| (other == key).then_some(message))
    }
}

fn message(value: RawJsonValue) -> Result<Message, String> {
    if value.kind() != JsonValueKind::Object {
        return text(value).map(Message::Text);
    }
    let mut forms = PluralForms::default();
    for (category, form) in value.to_object().map_err(|error| error.to_string())? {
        let category = text(category)?;
        let index = CATEGORIES.iter().position(|&known| known == category);
        let index = index.ok_or_else(|| format!("{category} isn't a category of plural rules"))?;
        forms[index] = text(form)?;
    }
    let [.., other] = &forms;
    if other.is_empty() {
        return Err("the form “other” is missing".to_owned());
    }
    Ok(Message::Plural(Box::new(forms)))
}

fn text(value: RawJsonValue) -> Result<String, String> {
    let text = value
        .to_unquoted_string_str()
        .map_err(|error| error.to_string())?;
    if text.contains('\n') {
        return Err(format!("{text:?} has more than one line"));
    }
    Ok(text.into_owned())
}

/// Adds a problem if a translation has other placeholders than the English text.
fn check_placeholders(
    key: &str,
    english_text: &str,
    translation: &str,
    problems: &mut Vec<String>,
) {
    let placeholders = |text: &str| {
        let placeholders = text.split('{').skip(1);
        let mut placeholders: Vec<String> = placeholders
            .map(|placeholder| placeholder.chars().take(1).collect())
            .collect();
        placeholders.sort();
        placeholders.dedup();
        placeholders
    };
    if placeholders(english_text) != placeholders(translation) {
        problems.push(format!(
            "{key} does not put in the same as “{english_text}”: “{translation}”"
        ));
    }
}
