use super::ascii::{has, split_last};
use super::percent::{self, decode as percent_decode};
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::session::Session;
use crate::weights::Weight;

/// The session that a link carries, and the parts of the link that were not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedLink {
    /// The session; settings that the link does not name are as published.
    pub session: Session,
    /// The parts that were not used, to be shown to the reader.
    pub notices: Vec<LinkNotice>,
}

/// A part of a link that was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkNotice {
    /// The link has an unknown version of the format, so that nothing of it was used.
    UnknownVersion(String),
    /// The link was made with other ids or scores.
    OtherEdition,
    /// A part that means nothing in the comparison; the rest was used.
    Ignored(String),
    /// The link seems to be cut off: of the weights, which every link names in the order of the criteria, it names only the
    /// first ones, at least two, and nothing after them.
    CutOff {
        /// The number of weights that the link names; the others are as published.
        named: usize,
        /// The number of criteria.
        criteria: usize,
    },
    /// The link shows more rows than [`MAX_ROWS_FROM_LINK`], or opens more details than [`MAX_OPEN_FROM_LINK`]: the first are shown.
    Truncated,
    /// The number of further notices after the first [`MAX_NOTICES`].
    More(usize),
}

/// The maximum number of rows that a link can show: all of them are rendered in one task.
pub const MAX_ROWS_FROM_LINK: u32 = 250;
/// The maximum number of entries whose details a link can open.
pub const MAX_OPEN_FROM_LINK: usize = 25;
/// The maximum number of notices about a link, not counting [`LinkNotice::More`].
pub const MAX_NOTICES: usize = 20;

/// Encodes the session as the value of a part of a fragment or query:
/// `1.kexqz;scale:30;security:25;region=apac;compare=evertas,aon`.
///
/// The version of the format comes first, with the fingerprint of the data, then all weights, then the other settings that differ from the initial
/// ones, each a list of ids:
///
/// | key | list |
/// | --- | --- |
/// | `lock` | criteria whose weights are locked |
/// | a facet's id | the tags that are selected in it |
/// | `match-all` | facets in which an entry must have all selected tags |
/// | `use-case` | the use case |
/// | `search` | the text that is searched for |
/// | `compare` | the entries that are compared |
/// | `open` | the entries whose details are open, the first [`MAX_OPEN_FROM_LINK`] of them |
/// | `panel` | the panels that are open: `guide`, `order` |
/// | `rows` | the number of rows that are shown, if it is not the initial one; [`MAX_ROWS_FROM_LINK`] at most |
///
/// ```
/// use weigh_in_core::dataset::DataSet;
/// use weigh_in_core::session::Session;
/// use weigh_in_core::link;
///
/// let comparison = DataSet::from_json(
///     r#"{ "criteria": [{ "id": "price", "name": "Price", "weight": 7.5 }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#,
/// ).expect("a data set without problems").comparison;
/// let session = Session::published(&comparison);
/// let link = format!("1.{};price:7.5", comparison.edition);
/// assert_eq!(link::encode(&comparison, &session), link);
/// assert_eq!(link::decode(&comparison, &link).session, session);
/// ```
pub fn encode(comparison: &Comparison, session: &Session) -> String {
    let mut link = "1".to_owned();
    push(&mut link, '.', &comparison.edition);
    for (index, criterion) in comparison.indexed_criteria() {
        push(&mut link, ';', &criterion.id);
        push(&mut link, ':', &session.weights[index].to_string());
    }
    let criterion = |index| &*comparison.criterion(index).id;
    push_list(&mut link, "lock", session.locks.iter().map(criterion));
    let filter = &session.filter;
    for (index, facet) in comparison.indexed_facets() {
        let tags = filter.selection(index).tags().iter();
        push_list(&mut link, &facet.id, tags.map(|&tag| facet.tag_id(tag)));
    }
    let facets = comparison.indexed_facets();
    let all = facets.filter(|&(index, _)| filter.selection(index).match_all);
    push_list(&mut link, "match-all", all.map(|(_, facet)| &*facet.id));
    let use_case = filter.use_case.map(|index| &*comparison.use_case(index).id);
    push_list(&mut link, "use-case", use_case);
    let search = Some(&*filter.search).filter(|text| !text.is_empty());
    push_list(&mut link, "search", search);
    let entry = |&index: &EntryIndex| &*comparison.entry(index).id;
    push_list(&mut link, "compare", session.compared.iter().map(entry));
    let open = session.open_entries.iter().take(MAX_OPEN_FROM_LINK);
    push_list(&mut link, "open", open.map(entry));
    let panels = [
        ("guide", session.panels.guide),
        ("order", session.panels.order),
    ];
    let open = panels.into_iter().filter(|&(_, open)| open);
    push_list(&mut link, "panel", open.map(|(name, _)| name));
    let rows = session.rows.min(MAX_ROWS_FROM_LINK);
    let more = (rows > Session::PAGE_SIZE).then(|| rows.to_string());
    push_list(&mut link, "rows", more.as_deref());
    link
}

fn push(link: &mut String, separator: char, text: &str) {
    link.push(separator);
    percent::encode(text, link);
}

/// Appends `;key=id,id`, or nothing for an empty list.
fn push_list<'a>(link: &mut String, key: &str, ids: impl IntoIterator<Item = &'a str>) {
    for (index, id) in ids.into_iter().enumerate() {
        if index == 0 {
            push(link, ';', key);
        }
        push(link, if index == 0 { '=' } else { ',' }, id);
    }
}

/// Decodes the output of [`encode`], or any other text.
///
/// A part that can't be used is ignored with a [`LinkNotice`]; of two weights for a criterion, or two lists under a key, the
/// first counts. Links that were percent-encoded again in transit, even twice, as a whole or in part, are decoded too, and
/// so is `+` for a space, which [`encode`] never writes unencoded. What mail programs and sentences add does no harm: line
/// breaks and quotation marks of mail between the characters, and punctuation or a query at the end.
pub fn decode(comparison: &Comparison, link: &str) -> DecodedLink {
    let mut unwrapped = percent_decode(link);
    if !has(&unwrapped, b';') {
        unwrapped = percent_decode(&unwrapped);
    }
    let is_encoded_whole = !has(link, b';') && has(&unwrapped, b';');
    let mut parts = if is_encoded_whole { &unwrapped } else { link }.split(';');

    let mut session = Session::published(comparison);
    let version = without_breaks(parts.next().unwrap_or(""));
    let Some(edition) = strip_version(&version) else {
        let notices = vec![LinkNotice::UnknownVersion(version)];
        return DecodedLink { session, notices };
    };
    let is_other_edition = !edition.is_empty() && edition != comparison.edition.as_bytes();

    let mut seen_criteria = Vec::new();
    let mut seen_keys: Vec<String> = Vec::new();
    let mut notices = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let decoded = percent_decode(part);
        if let Some((criterion, weight)) = read_weight(comparison, part, &decoded) {
            if seen_criteria.contains(&criterion) {
                notices.push(LinkNotice::Ignored(decoded));
            } else {
                seen_criteria.push(criterion);
                session.weights.set(criterion, weight);
            }
            continue;
        }
        let list = part.split_once('=').or_else(|| decoded.split_once('='));
        let key = list.map(|(key, _)| percent_decode(key));
        match (list, key) {
            (Some((_, list)), Some(key)) if !seen_keys.contains(&key) => {
                let unused = read_list(comparison, &mut session, &key, list);
                notices.extend(unused.into_iter().map(LinkNotice::Ignored));
                seen_keys.push(key);
            }
            _ => notices.push(LinkNotice::Ignored(decoded)),
        }
    }
    let (named, criteria) = (seen_criteria.len(), comparison.criteria.len());
    let are_first = (0..)
        .zip(&seen_criteria)
        .all(|(index, criterion)| criterion.0 == index);
    // The last part may be cut inside its id.
    let has_value =
        |notice: &LinkNotice| matches!(notice, LinkNotice::Ignored(part) if has(part, b':'));
    let ends_early = seen_keys.is_empty() && !notices.iter().any(has_value);
    if (2..criteria).contains(&named) && are_first && ends_early {
        notices.insert(0, LinkNotice::CutOff { named, criteria });
    }
    if session.rows > MAX_ROWS_FROM_LINK || session.open_entries.len() > MAX_OPEN_FROM_LINK {
        session.rows = session.rows.min(MAX_ROWS_FROM_LINK);
        session.open_entries.truncate(MAX_OPEN_FROM_LINK);
        notices.insert(0, LinkNotice::Truncated);
    }
    if is_other_edition {
        notices.insert(0, LinkNotice::OtherEdition);
    }
    if notices.len() > MAX_NOTICES {
        let more = notices.len() - MAX_NOTICES;
        notices.truncate(MAX_NOTICES);
        notices.push(LinkNotice::More(more));
    }
    DecodedLink { session, notices }
}

/// Returns the fingerprint of the data after the version of the format, which may be missing; `None` for another version.
fn strip_version(version: &str) -> Option<&[u8]> {
    match version.as_bytes() {
        b"1" => Some(&[]),
        [b'1', b'.', edition @ ..] => Some(edition),
        _ => None,
    }
}

fn read_weight(
    comparison: &Comparison,
    part: &str,
    decoded: &str,
) -> Option<(CriterionIndex, Weight)> {
    // An encoded colon in a list does not separate an id from a weight. Ids may contain colons, too.
    let unwrapped = || split_last(decoded, b':').filter(|_| !has(part, b'='));
    let (id, weight) = split_last(part, b':').or_else(unwrapped)?;
    let by_id = |id: &str| comparison.criterion_by_id(id);
    let decoded = percent_decode(id);
    let criterion = by_id(&decoded).or_else(|| by_id(id));
    let criterion = criterion.or_else(|| by_id(&without_breaks(&decoded)))?;
    Some((
        criterion,
        parse_leading_number(&without_breaks(&percent_decode(weight)))?,
    ))
}

/// Parses the number at the start of a text, which a letter or a minus sign must not follow.
fn parse_leading_number(text: &str) -> Option<Weight> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b',';
    let end = text.bytes().position(|byte| !is_digit(byte));
    let number = text.get(..end.unwrap_or(text.len()))?;
    let next = text.as_bytes().get(number.len());
    if next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
        return None;
    }
    number.trim_end_matches(['.', ',']).parse().ok()
}

/// Removes white space, and the marks with which mail quotes a line.
fn without_breaks(text: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && *c != '>';
    text.chars().filter(is_kept).collect()
}

/// Returns a text without what follows a link in a sentence or a message: a query, and closing punctuation.
fn without_ending(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b'?');
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    text.trim_end_matches(|c: char| c.is_ascii_punctuation())
}

/// Applies a list of ids to the session; returns the ids that could not be used, as `key=id`.
fn read_list(comparison: &Comparison, session: &mut Session, key: &str, list: &str) -> Vec<String> {
    let filter = &mut session.filter;
    let facet = |id: &str| {
        let mut facets = comparison.indexed_facets();
        facets.find(|(_, facet)| facet.id == id)
    };
    let mut use_id = |id: &str| -> Option<()> {
        match key {
            "lock" => {
                let criterion = comparison.criterion_by_id(id)?;
                let (locks, count) = (&mut session.locks, comparison.criteria.len());
                let can_lock = !locks.contains(criterion) && locks.has_room(count);
                can_lock.then(|| locks.toggle(criterion, count))
            }
            "match-all" => {
                let match_all = &mut filter.selection_mut(facet(id)?.0).match_all;
                (!*match_all).then(|| *match_all = true)
            }
            "use-case" => {
                let mut use_cases = comparison.indexed_use_cases();
                let (index, _) = use_cases.find(|(_, use_case)| use_case.id == id)?;
                let is_unset = filter.use_case.is_none();
                is_unset.then(|| filter.use_case = Some(index))
            }
            "search" => filter.search.is_empty().then(|| filter.search.push_str(id)),
            "compare" => push_entry(comparison, &mut session.compared, id, Session::MAX_COMPARED),
            // Ids above the limit are not even looked up: a link can have any length.
            "open" if session.open_entries.len() > MAX_OPEN_FROM_LINK => Some(()),
            "open" => {
                let open = &mut session.open_entries;
                push_entry(comparison, open, id, MAX_OPEN_FROM_LINK + 1)
            }
            "panel" => {
                let open = match id {
                    "guide" => &mut session.panels.guide,
                    "order" => &mut session.panels.order,
                    _ => return None,
                };
                (!*open).then(|| *open = true)
            }
            "rows" => {
                let rows = id.parse().ok()?;
                let is_unset = session.rows == Session::PAGE_SIZE;
                (is_unset && rows > Session::PAGE_SIZE).then(|| session.rows = rows)
            }
            _ => {
                let (index, facet) = facet(key)?;
                let tag = facet.tag_by_id(id)?;
                let selection = filter.selection_mut(index);
                (!selection.contains(tag)).then(|| selection.toggle(tag))
            }
        }
    };
    // A search text may contain commas.
    let ids = list.splitn(if key == "search" { 1 } else { usize::MAX }, ',');
    let is_unused = |id: &String| {
        use_id(id)
            .or_else(|| use_id(&without_breaks(id)))
            .or_else(|| use_id(without_ending(id)))
            .is_none()
    };
    let unused = ids.map(percent_decode).filter(is_unused);
    unused.map(|id| format!("{key}={id}")).collect()
}

/// Adds the entry with this id to a list of at most `max` entries, unless it is in the list.
fn push_entry(
    comparison: &Comparison,
    list: &mut Vec<EntryIndex>,
    id: &str,
    max: usize,
) -> Option<()> {
    if list.len() == max {
        return None;
    }
    let entry = comparison.entry_by_id(id)?;
    (!list.contains(&entry)).then(|| list.push(entry))
}

/// Reports whether a value looks like the output of [`encode`], for any comparison.
pub(super) fn is_state(value: &str) -> bool {
    percent_decode(value)
        .split_once(';')
        .is_some_and(|(version, _)| strip_version(version).is_some())
}
