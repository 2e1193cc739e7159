use nojson::{JsonValueKind, RawJson, RawJsonValue};

use super::CATEGORIES;

/// The forms of a plural, in the order of [`CATEGORIES`]; empty where the language has none.
pub type Forms = [String; CATEGORIES.len()];

/// What one key of a catalog stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The same text always.
    Text(String),
    /// A text that depends on a number.
    Plural(Box<Forms>),
}

/// The messages of a language as a file of translators has them: a JSON object of texts, and of objects
/// from plural categories to texts. In texts, `{0}`, `{1}` … stand for what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog(Vec<(String, Message)>);

impl Catalog {
    /// Reads a catalog.
    ///
    /// # Errors
    /// Where the JSON is malformed, or a message is neither a text nor a plural with the form `other`.
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

    /// Every key with its message, in the order of the file.
    pub fn messages(&self) -> &[(String, Message)] {
        &self.0
    }

    /// The translation of an English catalog as a widget reads it: a line for each text and six for each
    /// plural, in the order of the English one.
    ///
    /// # Errors
    /// A sentence for each message that is missing, unknown, of another kind, or that puts in other things
    /// than the English one.
    pub fn pack(&self, english: &Catalog) -> Result<String, Vec<String>> {
        let mut problems = Vec::new();
        let mut lines = String::new();
        for (key, model) in &english.0 {
            match (model, self.find(key)) {
                (Message::Text(model), Some(Message::Text(text))) => {
                    check(key, model, text, &mut problems);
                    lines.extend([text, "\n"]);
                }
                (Message::Plural(model), Some(Message::Plural(forms))) => {
                    let [.., model] = &**model;
                    let [.., other] = &**forms;
                    check(key, model, other, &mut problems);
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

    /// The message under a key.
    pub fn find(&self, key: &str) -> Option<&Message> {
        let mut messages = self.0.iter();
        messages.find_map(|(other, message)| (other == key).then_some(message))
    }
}

fn message(value: RawJsonValue) -> Result<Message, String> {
    if value.kind() != JsonValueKind::Object {
        return text(value).map(Message::Text);
    }
    let mut forms = Forms::default();
    for (category, form) in value.to_object().map_err(|error| error.to_string())? {
        let category = text(category)?;
        let place = CATEGORIES.iter().position(|&known| known == category);
        let place = place.ok_or_else(|| format!("{category} is no category of plural rules"))?;
        forms[place] = text(form)?;
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

/// Notes if a translation puts in other things than its model.
fn check(key: &str, model: &str, translation: &str, problems: &mut Vec<String>) {
    let holes = |text: &str| {
        let holes = text.split('{').skip(1);
        let mut holes: Vec<String> = holes.map(|hole| hole.chars().take(1).collect()).collect();
        holes.sort();
        holes.dedup();
        holes
    };
    if holes(model) != holes(translation) {
        problems.push(format!(
            "{key} does not put in the same as “{model}”: “{translation}”"
        ));
    }
}
