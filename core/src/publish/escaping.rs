use std::fmt::{self, Display, Write};

use crate::format::is_direction_control;

/// Displays a text escaped for HTML and XML, in elements and quoted attributes.
///
/// The result is on one line, and does not change the direction of the code around it.
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
            _ if is_direction_control(c) => write!(f, "&#{};", u32::from(c)),
            _ => f.write_char(c),
        })
    }
}
