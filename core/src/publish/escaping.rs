use std::fmt::{self, Display, Write};

/// Text as HTML and XML show it, within elements and quoted attributes.
///
/// It is on one line, and nothing in it changes the direction of the code around it.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            '\n' | '\r' => write!(f, "&#{};", u32::from(c)),
            _ if turns_text(c) => write!(f, "&#{};", u32::from(c)),
            _ => f.write_char(c),
        })
    }
}

/// Text as a JSON string, which can stand in a page's `<script>`: it ends neither that nor a comment.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.0.chars().try_for_each(|c| match c {
            '"' | '\\' => {
                f.write_char('\\')?;
                f.write_char(c)
            }
            '\0'..' ' | '<' | '>' | '\u{2028}' | '\u{2029}' => write!(f, "\\u{:04x}", u32::from(c)),
            _ if turns_text(c) => write!(f, "\\u{:04x}", u32::from(c)),
            _ => f.write_char(c),
        })?;
        f.write_char('"')
    }
}

/// Whether a character is one of Unicode's controls of direction, which could make code look like other
/// code.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
