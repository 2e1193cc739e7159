/// A data set as one text and a row of numbers, in the order in which they are put and taken.
///
/// Every reader of a page loads what takes them, which is why it is no general format: code that reads a structure
/// of structures is several times as large.
#[derive(Default)]
pub(super) struct Columns {
    /// All texts, one behind the other; their lengths are among the numbers.
    text: String,
    /// Each by seven bits a byte, the lowest first; all but the last byte of a number have the eighth.
    numbers: Vec<u8>,
    /// How many bytes have been taken of each.
    taken_text: usize,
    taken_numbers: usize,
}

impl Columns {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let [numbers, text] = [self.numbers.len(), self.text.len()];
        let lengths = [numbers as u32, text as u32].map(u32::to_le_bytes);
        [lengths.as_flattened(), &self.numbers, self.text.as_bytes()].concat()
    }

    /// What [`Columns::to_bytes`] made these bytes from; `None` if they are something else.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Columns> {
        let (numbers, rest) = bytes.split_first_chunk()?;
        let (text, rest) = rest.split_first_chunk()?;
        let [numbers, text] = [numbers, text].map(|length| u32::from_le_bytes(*length) as usize);
        let (numbers, rest) = rest.split_at_checked(numbers)?;
        (rest.len() == text).then_some(Columns {
            text: str::from_utf8(rest).ok()?.to_owned(),
            numbers: numbers.to_owned(),
            ..Columns::default()
        })
    }

    pub(super) fn put_text(&mut self, text: &str) {
        self.put_number(text.len() as i64);
        self.text.push_str(text);
    }

    pub(super) fn put_number(&mut self, number: i64) {
        // Numbers next to 0 are short, be they below or above it.
        let mut rest = ((number << 1) ^ (number >> 63)) as u64;
        while rest >= 0x80 {
            self.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.numbers.push(rest as u8);
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
        let end = self.taken_text.saturating_add(self.number() as usize);
        let text = self.text.get(self.taken_text..end).unwrap_or_default();
        self.taken_text += text.len();
        text.to_owned()
    }

    /// The next number; 0 where there is none.
    #[inline(never)]
    pub(super) fn number(&mut self) -> i64 {
        let mut number = 0u64;
        let mut shift = 0;
        while let Some(&byte) = self.numbers.get(self.taken_numbers) {
            self.taken_numbers += 1;
            number |= u64::from(byte & 0x7F) << (shift & 63);
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    pub(super) fn flag(&mut self) -> bool {
        self.number() != 0
    }

    pub(super) fn list<T>(&mut self, mut take: impl FnMut(&mut Columns) -> T) -> Vec<T> {
        // Every item takes at least one of what is left, whatever the number says.
        let count = self.number();
        let left = self.numbers.len() - self.taken_numbers;
        (0..count.clamp(0, left as i64))
            .map(|_| take(self))
            .collect()
    }

    pub(super) fn option<T>(&mut self, take: impl FnOnce(&mut Columns) -> T) -> Option<T> {
        self.flag().then(|| take(self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Columns;

    proptest! {
        #[test]
        fn what_is_put_is_taken(items: Vec<(i64, String)>) {
            let mut columns = Columns::default();
            columns.put_list(&items, |out, (number, text)| {
                out.put_number(*number);
                out.put_text(text);
            });
            let taken = Columns::from_bytes(&columns.to_bytes());
            let taken = taken.map(|mut columns| columns.list(|from| (from.number(), from.text())));
            prop_assert_eq!(taken, Some(items));
        }
    }
}
