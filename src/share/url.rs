use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::link::RESERVED;

/// The value of the part called `name` in a fragment or query, without its leading `#` or `?`.
///
/// ```
/// use weigh_in::share::find_part;
///
/// assert_eq!(find_part("top&weigh-in=1;scale:30", "weigh-in"), Some("1;scale:30"));
/// assert_eq!(find_part("top", "weigh-in"), None);
/// ```
pub fn find_part<'a>(parts: &'a str, name: &str) -> Option<&'a str> {
    parts.split('&').find_map(|part| value_of(part, name))
}

/// The same fragment or query with `value` under `name`, or without that part if there is no value.
///
/// Everything else is kept byte for byte, in its place.
///
/// ```
/// use weigh_in::share::with_part;
///
/// assert_eq!(with_part("top&weigh-in=1&x", "weigh-in", Some("1;scale:30")), "top&weigh-in=1;scale:30&x");
/// assert_eq!(with_part("top&weigh-in=1&x", "weigh-in", None), "top&x");
/// ```
pub fn with_part(parts: &str, name: &str, value: Option<&str>) -> String {
    let mut new = value.map(|value| format!("{}={value}", utf8_percent_encode(name, RESERVED)));
    let mut kept: Vec<String> = Vec::new();
    for part in parts.split('&') {
        if value_of(part, name).is_some() {
            kept.extend(new.take());
        } else if !parts.is_empty() {
            kept.push(part.to_owned());
        }
    }
    kept.extend(new);
    kept.join("&")
}

fn value_of<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    let (key, value) = part.split_once('=')?;
    percent_decode_str(key).eq(name.bytes()).then_some(value)
}
