use percent_encoding::percent_decode_str;

use super::codec::is_state;
use super::percent;

/// The component of a page's URL that carries the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateLocation {
    /// After `#`.
    Fragment,
    /// After `?`.
    Query,
}

/// A page's URL, split around the fragment or query that carries the state.
struct SplitUrl<'a> {
    before: &'a str,
    /// `#` or `?`, which precedes the parts.
    delimiter: char,
    /// Without the delimiter; `None` if the URL has none.
    parts: Option<&'a str>,
    after: &'a str,
}

/// Returns the value under `name` in a page's URL.
///
/// ```
/// use weigh_in_core::link::StateLocation;
/// use weigh_in_core::link::find_value;
///
/// let url = "https://example.org/best?page=2#top&weigh-in=1;scale:30";
/// assert_eq!(find_value(url, StateLocation::Fragment, "weigh-in"), Some("1;scale:30"));
/// assert_eq!(find_value(url, StateLocation::Query, "weigh-in"), None);
/// ```
pub fn find_value<'a>(url: &'a str, location: StateLocation, name: &str) -> Option<&'a str> {
    let parts = SplitUrl::new(url, location).parts?;
    parts.split('&').find_map(|part| read_value(part, name))
}

/// Returns the URL with `value` under `name`, or without that part if there is no value.
///
/// Everything else keeps its bytes and position; an empty `#` or `?` is removed. Where the fragment is a route of the
/// page, as in `#/offers?page=2` or `#!/offers`, the state goes into the query of the route.
///
/// ```
/// use weigh_in_core::link::StateLocation;
/// use weigh_in_core::link::with_value;
///
/// let url = "https://example.org/best#top&weigh-in=1&x";
/// let new = "https://example.org/best#top&weigh-in=1;scale:30&x";
/// assert_eq!(with_value(url, StateLocation::Fragment, "weigh-in", Some("1;scale:30")), new);
/// assert_eq!(with_value(url, StateLocation::Fragment, "weigh-in", None), "https://example.org/best#top&x");
/// let route = with_value("/#/offers", StateLocation::Fragment, "weigh-in", Some("1;scale:30"));
/// assert_eq!(route, "/#/offers?weigh-in=1;scale:30");
/// ```
pub fn with_value(url: &str, location: StateLocation, name: &str, value: Option<&str>) -> String {
    let split = SplitUrl::new(url, location);
    let new = value.map(|value| {
        let mut key = String::new();
        percent::encode(name, &mut key);
        key + "=" + value
    });
    let mut new = new.as_deref();
    let mut parts = Vec::new();
    for part in split.parts() {
        if read_value(part, name).is_none() {
            parts.push(part);
        } else {
            parts.extend(new.take());
        }
    }
    parts.extend(new);
    split.with_parts(&parts)
}

impl<'a> SplitUrl<'a> {
    fn new(url: &'a str, location: StateLocation) -> SplitUrl<'a> {
        let (page, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
        let is_route = fragment.starts_with("#/") || fragment.starts_with("#!");
        let (start, delimiter, end) = match location {
            StateLocation::Fragment if is_route => (page.len(), '?', url.len()),
            StateLocation::Fragment => (page.len(), '#', url.len()),
            StateLocation::Query => (0, '?', page.len()),
        };
        let (head, after) = url.split_at(end);
        let parts = head[start..].find(delimiter).map(|index| start + index);
        let (before, parts) = head.split_at(parts.unwrap_or(end));
        SplitUrl {
            before,
            delimiter,
            parts: parts.strip_prefix(delimiter),
            after,
        }
    }

    /// Returns the parts; none if nothing follows the delimiter.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = self.parts.filter(|parts| !parts.is_empty());
        parts.into_iter().flat_map(|parts| parts.split('&'))
    }

    /// Returns the URL with other parts.
    fn with_parts(&self, parts: &[&str]) -> String {
        let mut url = self.before.to_owned();
        for (index, part) in parts.iter().enumerate() {
            url.push(if index == 0 { self.delimiter } else { '&' });
            url.push_str(part);
        }
        url + self.after
    }
}

/// Returns the value of a part, if its key is `name`. Some programs write `&amp;` for `&`, or encode `=`.
fn read_value<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    let part = part.strip_prefix("amp;").unwrap_or(part);
    let split_at = |equals: &[u8]| {
        let mut windows = part.as_bytes().windows(equals.len());
        let at = windows.position(|window| window.eq_ignore_ascii_case(equals))?;
        Some((&part[..at], &part[at + equals.len()..]))
    };
    let parts = split_at(b"=").or_else(|| split_at(b"%3D"));
    let (key, value) = parts.or_else(|| split_at(b"%253D"))?;
    percent_decode_str(key).eq(name.bytes()).then_some(value)
}

/// Returns the URL without the state of any widget, which leaves the page's own parts.
///
/// ```
/// use weigh_in_core::link::StateLocation;
/// use weigh_in_core::link::without_states;
///
/// let url = "https://example.org/best#a=1;scale:30&top&b=1;costs:5";
/// assert_eq!(without_states(url, StateLocation::Fragment), "https://example.org/best#top");
/// ```
pub fn without_states(url: &str, location: StateLocation) -> String {
    let split = SplitUrl::new(url, location);
    let is_state = |part: &&str| {
        part.split_once('=')
            .is_some_and(|(_, value)| is_state(value))
    };
    let parts: Vec<&str> = split.parts().filter(|part| !is_state(part)).collect();
    split.with_parts(&parts)
}
