use std::fmt::{Display, Write};

use super::{given_range, scored_criteria};
use crate::comparison::{Better, Comparison, Criterion};
use crate::ranking::Ranking;
use crate::weighting::Weights;

/// The ranking as a data set in CSV: RFC 4180 in UTF-8, with a byte order mark for spreadsheets.
///
/// The rows are those of `ranking`, in that order. The columns are `id`, `name`, `url`, `tagline`,
/// `published_rank`; `current_rank` (ties have equal ones) and `current_score`, which say what a
/// reader of the data set works out anew; `tag:` and a facet's id, with tags split by `;`; and then
/// the criteria, whose headers tell the present weight, the good end and the range, as in
/// `Costs [weight=7.5 better=lower range=0..20 unit=USD]`. These brackets are always there and are
/// the last of the header, and the unit goes on to their end. Of criteria with the same name the
/// header has the id too, in parentheses. A criterion on which none of the rows has a score is left
/// out.
///
/// A text that a spreadsheet would take for a formula has an apostrophe before it: one that starts
/// with `=`, `+`, `-`, `@`, a tab or a line break, be it after apostrophes of its own. To read the
/// text back, take away the first apostrophe where such a character comes after the last of them.
pub fn export_csv(comparison: &Comparison, weights: &Weights, ranking: &Ranking) -> String {
    let criteria = scored_criteria(comparison, ranking);
    let mut csv = Csv("\u{feff}".to_owned());

    for header in ["id", "name", "url", "tagline", "published_rank"] {
        csv.text(header);
    }
    csv.text("current_rank");
    csv.text("current_score");
    for facet in &comparison.facets {
        csv.text(&["tag:", &facet.id].concat());
    }
    for &(index, criterion) in &criteria {
        csv.text(&header(comparison, criterion, &weights[index]));
    }
    csv.end_row();

    for row in ranking.rows() {
        let entry = comparison.entry(row.entry);
        csv.text(&entry.id);
        csv.text(&entry.name);
        csv.text(entry.url.as_deref().unwrap_or_default());
        csv.text(&entry.tagline);
        csv.number(entry.published_rank.as_ref().map(|rank| rank as _));
        let standing = row.standing;
        let rank = standing.map(|standing| standing.rank.number());
        csv.number(rank.as_ref().map(|rank| rank as _));
        let points = standing.map(|standing| standing.total.points());
        csv.number(points.as_ref().map(|points| points as _));
        for (facet, tags) in comparison.facets.iter().zip(&entry.tags) {
            // A semicolon within a tag would make two of it.
            let tags = tags.iter().map(|&tag| facet.tag(tag).id.replace(';', ","));
            csv.text(&tags.collect::<Vec<_>>().join(";"));
        }
        for &(index, _) in &criteria {
            let score = entry.scores[usize::from(index.0)].as_ref();
            csv.number(score.map(|score| &score.value as _));
        }
        csv.end_row();
    }
    csv.0
}

/// A criterion's header: its name and, in brackets, how it counts.
fn header(comparison: &Comparison, criterion: &Criterion, weight: &dyn Display) -> String {
    // Else it would be read as tags.
    let mut header = match criterion.name.strip_prefix("tag:") {
        Some(rest) => ["tag :", rest].concat(),
        None => criterion.name.clone(),
    };
    let same_name = |other: &&Criterion| other.name == criterion.name;
    if comparison.criteria.iter().filter(same_name).count() > 1 {
        header.extend([" (", &criterion.id, ")"]);
    }
    let better = match criterion.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    // Writing to a string can't fail.
    let _ = write!(header, " [weight={weight} better={better}");
    if let Some((low, high)) = given_range(criterion) {
        let _ = write!(header, " range={low}..{high}");
    }
    if !criterion.unit.is_empty() {
        header.push_str(" unit=");
        header.extend(criterion.unit.chars().map(|c| match c {
            '[' => '(',
            ']' => ')',
            _ => c,
        }));
    }
    header.push(']');
    header
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
