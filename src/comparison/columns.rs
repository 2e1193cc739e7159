use serde::{Deserialize, Serialize};

/// A data set as two columns: its texts and its numbers, in the order in which they are put and taken.
///
/// The code that reads a structure of structures is several times as large as that of two lists, and
/// every reader of a page loads it.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Columns {
    texts: Vec<String>,
    numbers: Vec<i64>,
    /// How many texts have been taken.
    #[serde(skip)]
    taken_texts: usize,
    /// How many numbers have been taken.
    #[serde(skip)]
    taken_numbers: usize,
}

impl Columns {
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Columns, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    pub(super) fn put_text(&mut self, text: &str) {
        self.texts.push(text.to_owned());
    }

    pub(super) fn put_number(&mut self, number: i64) {
        self.numbers.push(number);
    }

    pub(super) fn put_list<T>(&mut self, list: &[T], mut put: impl FnMut(&mut Columns, &T)) {
        self.put_number(list.len() as i64);
        list.iter().for_each(|item| put(self, item));
    }

    pub(super) fn put_option<T>(&mut self, option: Option<T>, put: impl FnOnce(&mut Columns, T)) {
        self.put_number(i64::from(option.is_some()));
        if let Some(value) = option {
            put(self, value);
        }
    }

    /// The next text; empty where there is none.
    #[inline(never)]
    pub(super) fn text(&mut self) -> String {
        let text = self.texts.get_mut(self.taken_texts);
        self.taken_texts += 1;
        text.map(std::mem::take).unwrap_or_default()
    }

    /// The next number; 0 where there is none.
    #[inline(never)]
    pub(super) fn number(&mut self) -> i64 {
        let number = self.numbers.get(self.taken_numbers);
        self.taken_numbers += 1;
        number.copied().unwrap_or_default()
    }

    pub(super) fn flag(&mut self) -> bool {
        self.number() != 0
    }

    pub(super) fn list<T>(&mut self, mut take: impl FnMut(&mut Columns) -> T) -> Vec<T> {
        // Every item takes at least one of what is left, whatever the number says.
        let left = (self.texts.len() + self.numbers.len())
            .saturating_sub(self.taken_texts + self.taken_numbers);
        let count = self.number().clamp(0, left as i64);
        (0..count).map(|_| take(self)).collect()
    }

    pub(super) fn option<T>(&mut self, take: impl FnOnce(&mut Columns) -> T) -> Option<T> {
        self.flag().then(|| take(self))
    }
}
