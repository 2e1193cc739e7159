//! The words and signs of tables, which the reader and the writer share.

use std::borrow::Cow;

/// The columns that say something of an entry, with the headers that name them.
pub(super) const ID: &str = "id";
pub(super) const NAME: &str = "name";
pub(super) const URL: &str = "url";
pub(super) const TAGLINE: &str = "tagline";
pub(super) const PUBLISHED_RANK: &str = "published_rank";
/// The columns of an exported ranking that follow from the others.
pub(super) const CURRENT_RANK: &str = "current_rank";
pub(super) const CURRENT_SCORE: &str = "current_score";
/// What stands before the name of a facet in the header of its tags.
const TAG_PREFIX: &str = "tag:";
/// What stands between several tags in a cell.
pub(super) const TAG_SEPARATOR: char = ';';

/// The options of a criterion in the brackets of its header; the criterion's id is [`ID`].
pub(super) const WEIGHT: &str = "weight";
pub(super) const BETTER: &str = "better";
pub(super) const RANGE: &str = "range";
pub(super) const UNIT: &str = "unit";
/// What stands between both ends of a range.
pub(super) const RANGE_SEPARATOR: &str = "..";

/// The characters that a spreadsheet takes for the beginning of a formula.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The sign before a text that a spreadsheet would take for a formula.
pub(super) const FORMULA_GUARD: char = '\'';

pub(super) fn tag_header(facet: &str) -> String {
    [TAG_PREFIX, facet].concat()
}

/// The name of the facet whose tags stand below a header.
pub(super) fn parse_tag_header(header: &str) -> Option<&str> {
    let (tag, facet) = header.split_at_checked(TAG_PREFIX.len())?;
    tag.eq_ignore_ascii_case(TAG_PREFIX).then(|| facet.trim())
}

/// A criterion's name as it can stand in a header, where it must not look like that of a facet.
pub(super) fn name_in_header(name: &str) -> Cow<'_, str> {
    match name.split_at_checked(TAG_PREFIX.len()) {
        Some((tag, rest)) if tag.eq_ignore_ascii_case(TAG_PREFIX) => {
            ["tag :", rest].concat().into()
        }
        _ => name.into(),
    }
}

/// An id as it can stand in a header's brackets, where blanks end it.
pub(super) fn id_in_header(id: &str) -> String {
    id.replace(|c: char| c.is_whitespace() || c == '[' || c == ']', "-")
}

/// A unit as it can stand in a header's brackets.
pub(super) fn unit_in_header(unit: &str) -> String {
    unit.replace('[', "(").replace(']', ")")
}

/// A tag as it can stand in a cell, where a semicolon would make two of it.
pub(super) fn tag_in_cell(id: &str) -> String {
    id.replace(TAG_SEPARATOR, ",")
}

/// Returns whether a spreadsheet would take a text for a formula, without the guards before it.
pub(super) fn needs_formula_guard(text: &str) -> bool {
    text.trim_start_matches(FORMULA_GUARD)
        .starts_with(FORMULA_STARTS)
}

/// Strips the guard from before what a spreadsheet would take for a formula.
pub(super) fn strip_formula_guard(text: Cow<str>) -> Cow<str> {
    let is_guarded = text.starts_with(FORMULA_GUARD) && needs_formula_guard(&text);
    match text {
        Cow::Borrowed(text) if is_guarded => Cow::Borrowed(&text[1..]),
        Cow::Owned(text) if is_guarded => Cow::Owned(text[1..].to_owned()),
        text => text,
    }
}
