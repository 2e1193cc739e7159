//! Searches for ASCII characters in texts. Those of the standard library find any character or text, with
//! more code than the first load has room for.

/// Reports whether a text has an ASCII character.
pub(super) fn has(text: &str, character: u8) -> bool {
    text.bytes().any(|byte| byte == character)
}

/// Splits a text at the last of an ASCII character, which is in neither part; `None` if the text has none.
pub(super) fn split_last(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == character)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}
