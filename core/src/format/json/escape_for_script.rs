use crate::format::is_direction_control;

/// Escapes JSON for a page's `<script>`, so that it can't end the script or a comment, or change the direction of the code
/// around it.
///
/// The escaped characters occur only in strings, where JSON has escapes for them.
pub(crate) fn escape_for_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        let is_safe = !matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}') && !is_direction_control(c);
        if is_safe {
            escaped.push(c);
        } else {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
    }
    escaped
}
