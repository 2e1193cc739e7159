use percent_encoding::percent_decode_str;

use super::codec::is_state;
use super::percent;

/// Where in a page's URL the state is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateLocation {
    /// Behind `#`.
    Fragment,
    /// Behind `?`.
    Query,
}

/// A page's URL, taken apart around the fragment or query that carries the state.
struct Split<'a> {
    before: &'a str,
    /// What stands before the parts: `#` or `?`.
    mark: char,
    /// Without the mark; `None` if there is none.
    parts: Option<&'a str>,
    after: &'a str,
}

/// The value under `name` in a page's URL.
///
/// ```
/// use weigh_in_core::link::StateLocation;
/// use weigh_in_core::link::find_value;
///
/// let url = "https://example.org/best?page=2#top&weigh-in=1;scale:30";
/// assert_eq!(find_value(url, StateLocation::Fragment, "weigh-in"), Some("1;scale:30"));
/// assert_eq!(find_value(url, StateLocation::Query, "weigh-in"), None);
/// ```
pub fn find_value<'a>(url: &'a str, place: StateLocation, name: &str) -> Option<&'a str> {
    let parts = Split::new(url, place).parts?;
    parts.split('&').find_map(|part| value_of(part, name))
}

/// The same URL with `value` under `name`, or without that part if there is no value.
///
/// Everything else is kept byte for byte, in its place; an empty `#` or `?` is not left behind. Where the
/// fragment is a route of the page, as in `#/offers?page=2` or `#!/offers`, the state goes into the
/// query of the route.
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
pub fn with_value(url: &str, place: StateLocation, name: &str, value: Option<&str>) -> String {
    let split = Split::new(url, place);
    let new = value.map(|value| {
        let mut part = String::new();
        percent::encode(name, &mut part);
        part.push('=');
        part.push_str(value);
        part
    });
    let mut new = new.as_deref();
    let mut kept = Vec::new();
    for part in split.parts() {
        if value_of(part, name).is_none() {
            kept.push(part);
        } else {
            kept.extend(new.take());
        }
    }
    kept.extend(new);
    split.with(&kept)
}

impl<'a> Split<'a> {
    fn new(url: &'a str, place: StateLocation) -> Split<'a> {
        let (page, fragment) = match url.find('#') {
            Some(mark) => url.split_at(mark),
            None => (url, ""),
        };
        match place {
            StateLocation::Fragment if fragment.starts_with("#/") || fragment.starts_with("#!") => {
                let query = fragment.find('?').unwrap_or(fragment.len());
                let (before, query) = url.split_at(page.len() + query);
                Split::marked(before, '?', query, "")
            }
            StateLocation::Fragment => Split::marked(page, '#', fragment, ""),
            StateLocation::Query => {
                let (before, query) = page.split_at(page.find('?').unwrap_or(page.len()));
                Split::marked(before, '?', query, fragment)
            }
        }
    }

    /// With parts behind `mark`, if there is one.
    fn marked(before: &'a str, mark: char, parts: &'a str, after: &'a str) -> Split<'a> {
        Split {
            before,
            mark,
            parts: parts.strip_prefix(mark),
            after,
        }
    }
}

impl Split<'_> {
    /// The parts, of which there are none where there is nothing behind the mark.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = self.parts.filter(|parts| !parts.is_empty());
        parts.into_iter().flat_map(|parts| parts.split('&'))
    }

    /// The URL with other parts.
    fn with(&self, parts: &[&str]) -> String {
        let mark = if parts.is_empty() {
            String::new()
        } else {
            self.mark.to_string()
        };
        let mut url = [self.before, &mark].concat();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                url.push('&');
            }
            url.push_str(part);
        }
        url + self.after
    }
}

fn value_of<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    let (key, value) = part.split_once('=')?;
    percent_decode_str(key).eq(name.bytes()).then_some(value)
}

/// The same URL without the state of any widget: what of it is other people's.
///
/// ```
/// use weigh_in_core::link::StateLocation;
/// use weigh_in_core::link::without_states;
///
/// let url = "https://example.org/best#a=1;scale:30&top&b=1;costs:5";
/// assert_eq!(without_states(url, StateLocation::Fragment), "https://example.org/best#top");
/// ```
pub fn without_states(url: &str, place: StateLocation) -> String {
    let split = Split::new(url, place);
    let is_state = |part: &&str| {
        part.split_once('=')
            .is_some_and(|(_, value)| is_state(value))
    };
    let kept: Vec<&str> = split.parts().filter(|part| !is_state(part)).collect();
    split.with(&kept)
}
