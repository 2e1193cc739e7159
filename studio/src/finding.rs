//! Problems, warnings and notes about a text, located in it.

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::Problem;
use weigh_in_core::lint::describe_ranges;

/// A problem, a warning or a note about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The location in words: a path, or row and column.
    pub location: String,
    /// The fault or doubt, and how to fix it.
    pub message: String,
    /// The part of the text to select; `None` if there is no particular one.
    pub span: Option<Span>,
}

/// A part of a text, in the units of a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The line of the start, from 0.
    pub line: usize,
    /// The index of the first UTF-16 code unit, from 0.
    pub start: u32,
    /// The index after the last UTF-16 code unit.
    pub end: u32,
}

impl Finding {
    /// Returns the notes on a data set: what was decided because its text does not say it.
    pub fn notes(data: &DataSet) -> Vec<Finding> {
        let notes = data.notes.iter();
        let notes = notes.map(|note| (note.place.clone(), note.message.clone()));
        let ranges = describe_ranges(&data.comparison);
        let ranges = ranges.map(|ranges| ("the ranges".to_owned(), ranges));
        notes
            .chain(ranges)
            .map(|(location, message)| Finding {
                location,
                message,
                span: None,
            })
            .collect()
    }
}

/// Locates the problems in the text, in one pass over it.
///
/// ```
/// use weigh_in_core::format::Problem;
/// use weigh_in_studio::finding::{Span, locate};
///
/// let text = "{ \"title\": \"Å\",\n  \"updated\": \"soon\" }";
/// let byte_offset = text.find("\"soon\"");
/// let problem = Problem { place: "updated".into(), message: "expected a month".into(), byte_offset };
/// let [finding] = &locate(text, vec![problem])[..] else { panic!("one finding") };
/// assert_eq!(finding.span, Some(Span { line: 1, start: 29, end: 35 }));
/// ```
pub fn locate(text: &str, problems: Vec<Problem>) -> Vec<Finding> {
    let mut order: Vec<usize> = (0..problems.len()).collect();
    order.sort_by_key(|&index| problems[index].byte_offset);
    let mut spans = vec![None; problems.len()];
    let mut cursor = Cursor::default();
    for index in order {
        if let Some(at) = problems[index].byte_offset {
            cursor.advance(text, at);
            let units = text[cursor.byte..].get(..token_len(&text[cursor.byte..]));
            spans[index] = Some(Span {
                line: cursor.line,
                start: cursor.unit,
                end: cursor.unit + units.map_or(0, utf16_len),
            });
        }
    }
    let findings = problems.into_iter().zip(spans);
    findings
        .map(|(problem, span)| Finding {
            location: problem.place,
            message: problem.message,
            span,
        })
        .collect()
}

/// A position in a text, in bytes, lines and UTF-16 code units.
#[derive(Default)]
struct Cursor {
    byte: usize,
    line: usize,
    unit: u32,
}

impl Cursor {
    /// Advances to the character that holds the byte at an offset.
    fn advance(&mut self, text: &str, offset: usize) {
        let mut end = offset.clamp(self.byte, text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let passed = &text[self.byte..end];
        self.line += passed.bytes().filter(|&byte| byte == b'\n').count();
        self.unit += utf16_len(passed);
        self.byte = end;
    }
}

fn utf16_len(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// Returns the length in bytes of the token at the start of a text: a quoted string, a bracket, or anything up to
/// the next separator.
fn token_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'"') => quoted_len(bytes),
        Some(b'{' | b'[') => 1,
        _ => {
            let is_end = |byte: &u8| b",;\t\n]}".contains(byte);
            bytes.iter().position(is_end).unwrap_or(bytes.len())
        }
    }
}

/// Returns the length in bytes of a quoted string. JSON escapes a quotation mark with a backslash, CSV with a second
/// one. An unclosed string ends with its line.
fn quoted_len(bytes: &[u8]) -> usize {
    let mut index = 1;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'\\' => index += 1,
            b'"' if bytes.get(index + 1) == Some(&b'"') => index += 1,
            b'"' => return index + 1,
            _ => {}
        }
        index += 1;
    }
    let line = bytes.iter().position(|&byte| byte == b'\n');
    line.unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(at: usize) -> Problem {
        Problem {
            place: String::new(),
            message: String::new(),
            byte_offset: Some(at),
        }
    }

    fn selected_text(text: &str, part: &str) -> String {
        let at = text.find(part).unwrap();
        let findings = locate(text, vec![problem(at)]);
        let Span { start, end, .. } = findings[0].span.unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[start as usize..end as usize]).unwrap()
    }

    #[test]
    fn selects_the_whole_value() {
        assert_eq!(
            selected_text(r#"["a \" ] b", 1]"#, r#""a"#),
            r#""a \" ] b""#
        );
        assert_eq!(selected_text("[12.5,3]", "12"), "12.5");
        assert_eq!(selected_text("Name;Costs\nÄcme;n/a\n", "n/a"), "n/a");
        assert_eq!(
            selected_text("a,\"b \"\"c\"\", d\"\n", "\"b"),
            "\"b \"\"c\"\", d\""
        );
    }

    #[test]
    fn selects_an_unclosed_string_to_the_end_of_its_line() {
        assert_eq!(selected_text("a,\"b\nc,d", "\"b"), "\"b");
    }

    #[test]
    fn characters_outside_the_basic_plane_count_twice() {
        let findings = locate("🙂,x", vec![problem(5)]);
        let span = findings[0].span.unwrap();
        assert_eq!((span.start, span.end), (3, 4));
    }

    #[test]
    fn findings_keep_the_order_of_the_problems() {
        let mut problems = vec![problem(4), problem(0), problem(2)];
        problems[1].byte_offset = None;
        let findings = locate("a\nb\nc", problems);
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| finding.span.map(|span| span.line))
            .collect();
        assert_eq!(lines, [Some(2), None, Some(1)]);
    }

    #[test]
    fn offsets_past_the_end_or_inside_a_character_are_clamped() {
        let findings = locate("Å", vec![problem(1), problem(99)]);
        assert_eq!(findings[0].span.unwrap().start, 0);
        assert_eq!(findings[1].span.unwrap().start, 1);
    }
}
