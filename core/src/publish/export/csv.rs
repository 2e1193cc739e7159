use std::fmt::{Display, Write};

use super::extract::Extract;
use crate::dataset::{Better, Comparison, Criterion, Details, slug};
use crate::ids::CriterionIndex;
use crate::ranking::Ranking;
use crate::weights::Weights;

/// The ranking as a data set in CSV, which [`DataSet::from_csv`](crate::dataset::DataSet::from_csv) reads: RFC 4180 in UTF-8, with a byte
/// order mark for spreadsheets.
///
/// The rows are those of `ranking`, in that order. The columns are `id`, `name`, `url`, `tagline`,
/// `published_rank`; `current_rank` (ties have equal ones) and `current_score`, which say what a
/// reader of the data set works out anew; `tag:` and a facet's name (its id where that does not follow
/// from the name), with tags split by `;`; and then the criteria, whose headers tell the present weight,
/// the good end and the range, as in `Costs [weight=7.5 better=lower range=0..20 unit=USD]`. These
/// brackets are always there and are the last of the header, and the unit goes on to their end. They
/// begin with the criterion's `id` where that does not follow from its name. A criterion on which none
/// of the rows has a score is left out.
///
/// A text that a spreadsheet would take for a formula has an apostrophe before it: one that starts
/// with `=`, `+`, `-`, `@`, a tab or a line break, be it after apostrophes of its own. To read the
/// text back, take away the first apostrophe where such a character comes after the last of them.
pub fn export_csv(
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
    ranking: &Ranking,
) -> String {
    write(&Extract::shown(comparison, details, weights, ranking))
}

/// The whole data set in CSV, written as [`export_csv`] does: every entry, in the order of the data, and
/// every criterion with its published weight.
///
/// A table has no place for some of a data set: [`lost_in_csv`](super::lost_in_csv) tells of what.
pub fn to_csv(comparison: &Comparison, details: &Details) -> String {
    write(&Extract::whole(comparison, details))
}

fn write(extract: &Extract) -> String {
    let comparison = extract.comparison;
    let mut csv = Csv("\u{feff}".to_owned());
    for header in ["id", "name", "url", "tagline", "published_rank"] {
        csv.text(header);
    }
    if !extract.is_whole {
        csv.text("current_rank");
        csv.text("current_score");
    }
    for facet in &comparison.facets {
        let follows = slug(&facet.name) == facet.id;
        csv.text(&["tag:", if follows { &facet.name } else { &facet.id }].concat());
    }
    for &(index, criterion) in &extract.criteria {
        csv.text(&header(extract, index, criterion));
    }
    csv.end_row();

    for row in &extract.rows {
        let entry = comparison.entry(row.entry);
        csv.text(&entry.id);
        csv.text(&entry.name);
        csv.text(extract.details.url(row.entry).unwrap_or_default());
        csv.text(&entry.tagline);
        csv.number(entry.published_rank.as_ref().map(|rank| rank as _));
        if !extract.is_whole {
            let standing = row.standing;
            let rank = standing.map(|standing| standing.rank.number());
            csv.number(rank.as_ref().map(|rank| rank as _));
            let points = standing.map(|standing| standing.total.points());
            csv.number(points.as_ref().map(|points| points as _));
        }
        for (index, facet) in comparison.indexed_facets() {
            let tags = entry.tags_in(index);
            let tags = tags.map(|tag| tag_in_cell(facet.tag_id(tag)));
            csv.text(&tags.collect::<Vec<_>>().join(";"));
        }
        for &(index, _) in &extract.criteria {
            let score = comparison.score(index, row.entry);
            csv.number(score.as_ref().map(|score| score as _));
        }
        csv.end_row();
    }
    csv.0
}

/// A criterion's header: its name and, in brackets, how it counts.
fn header(extract: &Extract, index: CriterionIndex, criterion: &Criterion) -> String {
    // Else it would be read as tags.
    let mut header = match criterion.name.split_at_checked(4) {
        Some((tag, rest)) if tag.eq_ignore_ascii_case("tag:") => ["tag :", rest].concat(),
        _ => criterion.name.clone(),
    };
    header.push_str(" [");
    if slug(&criterion.name) != criterion.id {
        header.extend(["id=", &id_in_header(&criterion.id), " "]);
    }
    let better = match criterion.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    // Writing to a string can't fail.
    let _ = write!(header, "weight={} better={better}", extract.weights[index]);
    if let Some((low, high)) = extract.range(criterion) {
        let _ = write!(header, " range={low}..{high}");
    }
    if !criterion.unit.is_empty() {
        header.extend([" unit=", &unit_in_header(&criterion.unit)]);
    }
    header.push(']');
    header
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
    id.replace(';', ",")
}

/// Rows under construction; a comma follows every cell.
struct Csv(String);

impl Csv {
    fn text(&mut self, text: &str) {
        let formula = text
            .trim_start_matches('\'')
            .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let quoted = text.contains(['"', ',', '\r', '\n']) || text.trim() != text;
        if quoted {
            self.0.push('"');
        }
        if formula {
            self.0.push('\'');
        }
        for c in text.chars() {
            if c == '"' {
                self.0.push('"');
            }
            self.0.push(c);
        }
        if quoted {
            self.0.push('"');
        }
        self.0.push(',');
    }

    /// A number, which is no formula even with a minus sign; an empty cell if there is none.
    fn number(&mut self, number: Option<&dyn Display>) {
        if let Some(number) = number {
            // Writing to a string can't fail.
            let _ = write!(self.0, "{number}");
        }
        self.0.push(',');
    }

    fn end_row(&mut self) {
        self.0.pop();
        self.0.push_str("\r\n");
    }
}
