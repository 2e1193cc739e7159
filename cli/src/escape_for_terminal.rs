use weigh_in_core::format::is_direction_control;

/// Replaces control characters, so that the text can't control the terminal.
pub(super) fn escape_for_terminal(text: &str) -> String {
    let replace = |c: char| {
        if c.is_control() || is_direction_control(c) {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(replace).collect()
}
