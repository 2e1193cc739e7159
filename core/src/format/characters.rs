//! The characters that change how other characters look, in one table for readers, writers and the command.

/// Returns whether a character embeds, overrides or isolates the direction of the text after it (UAX #9).
fn is_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether a character is one of Unicode's controls of direction (UAX #9), which can make text look like other
/// text.
pub fn is_direction_control(c: char) -> bool {
    // The marks, which text in Arabic or Hebrew may need between words, change none of the text after them.
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}') || is_override(c)
}

/// Returns whether readers of data sets take a character out of texts: one that controls a terminal, or changes the
/// direction of the text after it.
pub(super) fn is_stripped(c: char) -> bool {
    let is_break = matches!(c, '\n' | '\r' | '\t');
    (c.is_control() && !is_break) || is_override(c)
}
