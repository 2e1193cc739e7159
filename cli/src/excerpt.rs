use std::ops::Range;

/// The line of a file around a location, truncated if it is very long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The range of the text at the location, in bytes.
    pub(super) span: Range<usize>,
    /// Whether the line is longer than `text`.
    pub(super) is_truncated: bool,
}

/// The length up to which a line is shown completely.
const MAX_LINE_BYTES: usize = 2_000;

/// The length of the text that is kept of a longer line, on either side of the location.
const CONTEXT_BYTES: usize = 60;

impl Excerpt {
    /// Returns the line around a byte offset of a file, without a byte order mark.
    pub(super) fn new(file: &[u8], byte_offset: usize) -> Excerpt {
        let (before, after) = file.split_at(byte_offset.min(file.len()));
        let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
        let before = before.rsplit(|&byte| byte == b'\n').next();
        let after = after.split(|&byte| byte == b'\n').next();
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let after = after.strip_suffix(b"\r").unwrap_or(after);

        let is_truncated = before.len() + after.len() > MAX_LINE_BYTES;
        let max = if is_truncated {
            CONTEXT_BYTES
        } else {
            MAX_LINE_BYTES
        };
        let from = start_of_character(before, before.len().saturating_sub(max));
        let to = start_of_character(after, max);
        let ellipsis = |is_missing| if is_missing { "…" } else { "" };
        let before = String::from_utf8_lossy(&before[from..]);
        let shown = String::from_utf8_lossy(&after[..to]);
        let start = ellipsis(from > 0).len() + before.len();
        Excerpt {
            span: start..start + token_len(&shown),
            text: [
                ellipsis(from > 0),
                &before,
                &shown,
                ellipsis(to < after.len()),
            ]
            .concat(),
            is_truncated,
        }
    }
}

/// Returns the first index from `from` on that doesn't split a character.
fn start_of_character(text: &[u8], from: usize) -> usize {
    let is_within = |&&byte: &&u8| byte & 0xC0 == 0x80;
    let rest = text.get(from..).unwrap_or_default();
    text.len()
        .min(from + rest.iter().take_while(is_within).count())
}

/// Returns the length in bytes of the string, number or cell at the beginning of `line`.
fn token_len(line: &str) -> usize {
    let mut chars = line.char_indices();
    match chars.next() {
        None => 0,
        Some((_, '"')) => loop {
            match chars.next() {
                None => break line.len(),
                Some((end, '"')) => break end + 1,
                Some((_, '\\')) => drop(chars.next()),
                Some(_) => {}
            }
        },
        Some((_, first)) => {
            let end = line.find([',', ';', '\t', '[', ']', '{', '}']);
            let token = line[..end.unwrap_or(line.len())].trim_end();
            token.len().max(first.len_utf8())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    /// Returns the excerpt around the first `needle`, with brackets around the marked range.
    fn marked(file: &str, needle: &str) -> String {
        let at = file.find(needle).expect("a match in the file");
        let Excerpt { mut text, span, .. } = Excerpt::new(file.as_bytes(), at);
        text.insert(span.end, '⟧');
        text.insert(span.start, '⟦');
        text
    }

    #[test]
    fn the_line_is_shown_and_the_value_marked() {
        let json = "{\n  \"a\": \"b \\\" c\", \"d\": [1.5 , 2],\r\n}";
        assert_eq!(
            marked(json, "\"b"),
            "  \"a\": ⟦\"b \\\" c\"⟧, \"d\": [1.5 , 2],"
        );
        assert_eq!(
            marked(json, "1.5"),
            "  \"a\": \"b \\\" c\", \"d\": [⟦1.5⟧ , 2],"
        );
        assert_eq!(marked(json, "{"), "⟦{⟧");
        assert_eq!(marked("a;n/a;c", "n/a"), "a;⟦n/a⟧;c");
        assert_eq!(marked("\u{feff}a;b", "a"), "⟦a⟧;b");
    }

    #[test]
    fn empty_cells_and_the_end_of_the_file_are_located() {
        assert_eq!(marked("a,,c", ",c"), "a,⟦,⟧c");
        let end = Excerpt::new(b"{\n", 2);
        assert_eq!((&*end.text, end.span), ("", 0..0));
    }

    #[test]
    fn long_lines_are_truncated_around_the_location() {
        let line = format!("{}n/a{}", "ä,".repeat(1_000), ",ö".repeat(1_000));
        let shown = marked(&line, "n/a");
        assert!(shown.starts_with("…ä,ä,"), "{shown}");
        assert!(shown.contains("⟦n/a⟧,ö"), "{shown}");
        assert!(shown.ends_with('…') && shown.len() < 160, "{shown}");
    }

    #[test]
    fn accepts_any_bytes() {
        let bytes: Vec<u8> = (0..=255)
            .chain("é漢\n".bytes().cycle().take(3_000))
            .collect();
        for at in 0..=bytes.len() + 1 {
            let Excerpt { text, span, .. } = Excerpt::new(&bytes, at);
            assert!(text.get(span).is_some(), "{at}");
        }
    }
}
