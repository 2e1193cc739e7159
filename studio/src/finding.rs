//! What there is to say about a text, and where in it.

use weigh_in_core::format::Problem;

/// Something to say about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is, in words: a path, or row and column.
    pub place: String,
    /// What is wrong or doubtful, and what would mend it.
    pub message: String,
    /// What to select in the text; `None` if it is nowhere in particular.
    pub span: Option<Span>,
}

/// A part of a text, as a text field counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The line in which it starts, from 0.
    pub line: usize,
    /// The first of its UTF-16 code units, from 0.
    pub start: u32,
    /// The one after its last.
    pub end: u32,
}

/// Finds the problems' places in the text, in one pass over it.
///
/// ```
/// use weigh_in_core::format::Problem;
/// use weigh_in_studio::finding::{Span, locate};
///
/// let text = "{ \"title\": \"Å\",\n  \"updated\": \"soon\" }";
/// let at = text.find("\"soon\"");
/// let problem = Problem { place: "updated".into(), message: "expected a month".into(), at };
/// let [finding] = &locate(text, vec![problem])[..] else { panic!("one finding") };
/// assert_eq!(finding.span, Some(Span { line: 1, start: 29, end: 35 }));
/// ```
pub fn locate(text: &str, problems: Vec<Problem>) -> Vec<Finding> {
    let mut order: Vec<usize> = (0..problems.len()).collect();
    order.sort_by_key(|&index| problems[index].at);
    let mut spans = vec![None; problems.len()];
    let mut here = Place::default();
    for index in order {
        if let Some(at) = problems[index].at {
            here.advance(text, at);
            let units = text[here.byte..].get(..token(&text[here.byte..]));
            spans[index] = Some(Span {
                line: here.line,
                start: here.unit,
                end: here.unit + units.map_or(0, units_of),
            });
        }
    }
    let findings = problems.into_iter().zip(spans);
    findings
        .map(|(problem, span)| Finding {
            place: problem.place,
            message: problem.message,
            span,
        })
        .collect()
}

/// A place in a text, counted in three ways.
#[derive(Default)]
struct Place {
    byte: usize,
    line: usize,
    unit: u32,
}

impl Place {
    /// Goes on to the character that holds a byte.
    fn advance(&mut self, text: &str, at: usize) {
        let mut end = at.clamp(self.byte, text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let passed = &text[self.byte..end];
        self.line += passed.bytes().filter(|&byte| byte == b'\n').count();
        self.unit += units_of(passed);
        self.byte = end;
    }
}

fn units_of(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// How many bytes the token has with which a text begins: a quoted text, a bracket, or what stands before the next
/// separator.
fn token(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'"') => quoted(bytes),
        Some(b'{' | b'[') => 1,
        _ => {
            let is_end = |byte: &u8| b",;\t\n]}".contains(byte);
            bytes.iter().position(is_end).unwrap_or(bytes.len())
        }
    }
}

/// How many bytes a quoted text has: in JSON a backslash keeps a quotation mark inside, in CSV another one does. One that
/// is never closed ends with its line.
fn quoted(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
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
            at: Some(at),
        }
    }

    fn selected(text: &str, part: &str) -> String {
        let at = text.find(part).unwrap();
        let findings = locate(text, vec![problem(at)]);
        let Span { start, end, .. } = findings[0].span.unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[start as usize..end as usize]).unwrap()
    }

    #[test]
    fn a_value_is_selected_as_a_whole() {
        assert_eq!(selected(r#"["a \" ] b", 1]"#, r#""a"#), r#""a \" ] b""#);
        assert_eq!(selected("[12.5,3]", "12"), "12.5");
        assert_eq!(selected("Name;Costs\nÄcme;n/a\n", "n/a"), "n/a");
        assert_eq!(
            selected("a,\"b \"\"c\"\", d\"\n", "\"b"),
            "\"b \"\"c\"\", d\""
        );
    }

    #[test]
    fn a_text_that_is_never_closed_is_selected_to_the_end_of_its_line() {
        assert_eq!(selected("a,\"b\nc,d", "\"b"), "\"b");
    }

    #[test]
    fn characters_beyond_the_first_plane_count_twice() {
        let findings = locate("🙂,x", vec![problem(5)]);
        let span = findings[0].span.unwrap();
        assert_eq!((span.start, span.end), (3, 4));
    }

    #[test]
    fn findings_keep_the_order_of_the_problems() {
        let mut problems = vec![problem(4), problem(0), problem(2)];
        problems[1].at = None;
        let findings = locate("a\nb\nc", problems);
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| finding.span.map(|span| span.line))
            .collect();
        assert_eq!(lines, [Some(2), None, Some(1)]);
    }

    #[test]
    fn a_place_beyond_the_text_or_within_a_character_is_brought_back() {
        let findings = locate("Å", vec![problem(1), problem(99)]);
        assert_eq!(findings[0].span.unwrap().start, 0);
        assert_eq!(findings[1].span.unwrap().start, 1);
    }
}
