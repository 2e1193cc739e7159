use crate::format::is_direction_control;

/// JSON as it can stand in a page's `<script>`: nothing in it ends that or a comment, or changes the direction of the
/// code around it.
///
/// The characters that are escaped stand in texts alone, where JSON has an escape for each.
pub(crate) fn in_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        let is_free = !matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}') && !is_direction_control(c);
        if is_free {
            escaped.push(c);
        } else {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
    }
    escaped
}
