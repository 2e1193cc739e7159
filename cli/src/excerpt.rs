use std::ops::Range;

/// The line of a file in which a place is; of a very long one, the surroundings of the place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// What of the text stands at the place.
    pub(super) span: Range<usize>,
    /// Whether the line is longer.
    pub(super) is_truncated: bool,
}

/// Up to how many bytes a line is whole; and how many bytes are left of a longer one, on either side.
const MAX_LINE_BYTES: usize = 2_000;
const CONTEXT_BYTES: usize = 60;

impl Excerpt {
    /// The excerpt around a byte of a file; a byte order mark is left out.
    pub(super) fn new(file: &[u8], at: usize) -> Excerpt {
        let (before, after) = file.split_at(at.min(file.len()));
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
            span: start..start + token(&shown),
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

/// The first place from `from` on at which no character would be torn.
fn start_of_character(text: &[u8], from: usize) -> usize {
    let is_within = |&&byte: &&u8| byte & 0xC0 == 0x80;
    let rest = text.get(from..).unwrap_or_default();
    text.len()
        .min(from + rest.iter().take_while(is_within).count())
}

/// How long the text, number or cell is that stands at the beginning of `line`.
fn token(line: &str) -> usize {
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

    /// The excerpt around the first `needle`, with brackets around what is marked.
    fn marked(file: &str, needle: &str) -> String {
        let at = file.find(needle).expect("a place in the file");
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
    fn an_empty_cell_and_the_end_have_a_place_too() {
        assert_eq!(marked("a,,c", ",c"), "a,⟦,⟧c");
        let end = Excerpt::new(b"{\n", 2);
        assert_eq!((&*end.text, end.span), ("", 0..0));
    }

    #[test]
    fn of_long_lines_the_surroundings_are_shown() {
        let line = format!("{}n/a{}", "ä,".repeat(1_000), ",ö".repeat(1_000));
        let shown = marked(&line, "n/a");
        assert!(shown.starts_with("…ä,ä,"), "{shown}");
        assert!(shown.contains("⟦n/a⟧,ö"), "{shown}");
        assert!(shown.ends_with('…') && shown.len() < 160, "{shown}");
    }

    #[test]
    fn no_bytes_are_too_strange() {
        let bytes: Vec<u8> = (0..=255)
            .chain("é漢\n".bytes().cycle().take(3_000))
            .collect();
        for at in 0..=bytes.len() + 1 {
            let Excerpt { text, span, .. } = Excerpt::new(&bytes, at);
            assert!(text.get(span).is_some(), "{at}");
        }
    }
}
