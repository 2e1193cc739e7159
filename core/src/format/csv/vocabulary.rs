//! The keywords and punctuation of CSV files, shared by the reader and the writer.

use std::borrow::Cow;

use crate::format::characters::is_override;

/// The headers of the columns that describe entries.
pub(super) const ID: &str = "id";
pub(super) const NAME: &str = "name";
pub(super) const URL: &str = "url";
pub(super) const REL: &str = "rel";
pub(super) const TAGLINE: &str = "tagline";
pub(super) const PUBLISHED_RANK: &str = "published_rank";
/// The headers of the columns of an exported ranking that are computed from the others.
pub(super) const CURRENT_RANK: &str = "current_rank";
pub(super) const CURRENT_SCORE: &str = "current_score";
/// The prefix of a facet's name in the header of its tags.
const TAG_PREFIX: &str = "tag:";
/// The prefix of the header of a column that is left out.
const IGNORE_PREFIX: &str = "ignore:";
/// The separator between the tags in a cell.
pub(super) const TAG_SEPARATOR: char = ';';

/// The options of a criterion in the brackets of its header, beside [`ID`].
pub(super) const WEIGHT: &str = "weight";
pub(super) const BETTER: &str = "better";
pub(super) const RANGE: &str = "range";
pub(super) const UNIT: &str = "unit";
/// The separator between the ends of a range.
pub(super) const RANGE_SEPARATOR: &str = "..";

/// The characters with which a formula begins in a spreadsheet.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The prefix that keeps a spreadsheet from reading a text as a formula.
pub(super) const FORMULA_GUARD: char = '\'';

pub(super) fn tag_header(facet: &str) -> String {
    [TAG_PREFIX, facet].concat()
}

/// Returns the name of the facet in the header of a column of tags.
pub(super) fn parse_tag_header(header: &str) -> Option<&str> {
    strip_prefix(header, TAG_PREFIX)
}

pub(super) fn ignored_header(name: &str) -> String {
    [IGNORE_PREFIX, name].concat()
}

/// Returns the name in the header of a column that is left out.
pub(super) fn parse_ignored_header(header: &str) -> Option<&str> {
    strip_prefix(header, IGNORE_PREFIX)
}

fn strip_prefix<'a>(header: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, name) = header.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| name.trim())
}

/// Returns a criterion's name for a header, where it must not look like that of a facet or of a column that is left out.
pub(super) fn name_in_header(name: &str) -> Cow<'_, str> {
    let prefixes = [TAG_PREFIX, IGNORE_PREFIX].into_iter();
    let mut found = prefixes.filter_map(|prefix| Some((prefix, strip_prefix(name, prefix)?)));
    match found.next() {
        Some((prefix, _)) => {
            let (start, rest) = name.split_at(prefix.len());
            [start.trim_end_matches(':'), " :", rest].concat().into()
        }
        None => name.into(),
    }
}

/// Returns an id for a header's brackets, where white space would end it, and what looks like a unit would be one.
pub(super) fn id_in_header(id: &str) -> String {
    let ends = |c: char| c.is_whitespace() || c == '[' || c == ']' || is_removed(c);
    id.replace(ends, "-")
        .replace(&[UNIT, "="].concat(), "unit-")
}

/// Reports whether a reader removes a character from a header that is not white space.
pub(super) fn is_removed(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || is_override(c)
}

/// Returns a unit for a header's brackets.
pub(super) fn unit_in_header(unit: &str) -> String {
    unit.replace('[', "(").replace(']', ")")
}

/// Returns a tag for a cell, where a semicolon would split it, and white space at its ends is removed.
pub(super) fn tag_in_cell(id: &str) -> String {
    id.trim().replace(TAG_SEPARATOR, ",")
}

/// Reports whether a spreadsheet would read a text as a formula, without the guards before it.
pub(super) fn needs_formula_guard(text: &str) -> bool {
    text.trim_start_matches(FORMULA_GUARD)
        .starts_with(FORMULA_STARTS)
}

/// Strips the guard from a text that a spreadsheet would otherwise read as a formula.
pub(super) fn strip_formula_guard(text: Cow<str>) -> Cow<str> {
    let is_guarded = text.starts_with(FORMULA_GUARD) && needs_formula_guard(&text);
    match text {
        Cow::Borrowed(text) if is_guarded => Cow::Borrowed(&text[1..]),
        Cow::Owned(text) if is_guarded => Cow::Owned(text[1..].to_owned()),
        text => text,
    }
}
