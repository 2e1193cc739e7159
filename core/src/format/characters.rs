//! Characters that change the display of other characters, in one table for readers, writers and the command.

/// Reports whether a character embeds, overrides or isolates the direction of the text after it (UAX #9).
fn is_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Reports whether a character is one of Unicode's directional formatting characters (UAX #9), which can disguise text as
/// other text.
pub fn is_direction_control(c: char) -> bool {
    // Unlike overrides, these marks, which Arabic or Hebrew text may need between words, don't affect the text after
    // them.
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}') || is_override(c)
}

/// Reports whether the readers of data sets remove a character from texts, because it controls a terminal or changes the
/// direction of the text after it.
pub(super) fn is_stripped(c: char) -> bool {
    let is_break = matches!(c, '\n' | '\r' | '\t');
    (c.is_control() && !is_break) || is_override(c)
}
