use super::vocabulary::{
    BETTER, CURRENT_RANK, CURRENT_SCORE, FORMULA_GUARD, ID, NAME, PUBLISHED_RANK, RANGE,
    RANGE_SEPARATOR, REL, TAG_SEPARATOR, TAGLINE, UNIT, URL, WEIGHT, needs_formula_guard,
    tag_header, tag_in_cell,
};
use super::written_columns::{WrittenColumns, WrittenCriterion};
use crate::dataset::{Comparison, Criterion, Details, slug};
use crate::format::export_scope::ExportScope;
use crate::ids::CriterionIndex;
use crate::ranking::Ranking;
use crate::weights::Weights;

/// Writes the ranking as a data set in CSV, which [`DataSet::from_csv`](crate::dataset::DataSet::from_csv) reads: RFC
/// 4180 in UTF-8, with a byte order mark for spreadsheets.
///
/// The rows are those of `ranking`, in that order. The columns are `id`, `name`, `url`, `tagline`, `published_rank`;
/// `rel`, if any entry has such keywords; `current_rank` (equal for ties) and `current_score`, which a reader of the data
/// set ignores and computes again; one for each facet, named `tag:` and the facet's name (or its id, if that can't be
/// derived from the name), with tags separated by `;`; and one for each criterion on which any of the rows has a score.
///
/// The header of a criterion always ends with its options in brackets: the current weight, the better end, the range and
/// the unit, which extends to the end, as in `Costs [weight=7.5 better=lower range=0..20 unit=USD]`. The first option is
/// the criterion's `id`, if that can't be derived from the name.
///
/// A text that a spreadsheet would read as a formula is prefixed with an apostrophe: one that starts with `=`, `+`, `-`,
/// `@`, a tab or a line break, even after apostrophes of its own. To restore a text, remove the first of its leading
/// apostrophes if such a character follows them.
pub fn export_csv(
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
    ranking: &Ranking,
) -> String {
    let ranking = Some((weights, ranking));
    write(&ExportScope::new(comparison, details, ranking))
}

/// Writes the full data set in CSV, as [`export_csv`] does: every entry, in the order of the data, and every criterion
/// with its published weight.
///
/// CSV can't hold all of a data set: [`csv_losses`](crate::format::csv_losses) lists what is lost.
pub fn to_csv(comparison: &Comparison, details: &Details) -> String {
    write(&ExportScope::new(comparison, details, None))
}

fn write(scope: &ExportScope) -> String {
    let comparison = scope.comparison;
    let mut csv = Csv("\u{feff}".to_owned());
    for header in [ID, NAME, URL, TAGLINE, PUBLISHED_RANK] {
        csv.text(header);
    }
    let has_rel = scope
        .rows
        .iter()
        .any(|row| !scope.details.rel(row.entry).is_empty());
    if has_rel {
        csv.text(REL);
    }
    if !scope.is_full_data_set {
        csv.text(CURRENT_RANK);
        csv.text(CURRENT_SCORE);
    }
    let written = WrittenColumns::new(comparison);
    for name in &written.facets {
        csv.text(&tag_header(name));
    }
    for &(index, criterion) in &scope.criteria {
        let texts = &written.criteria[usize::from(index.0)];
        csv.text(&criterion_header(scope, index, criterion, texts));
    }
    csv.end_row();
    keep_commas(&mut csv.0);

    for row in &scope.rows {
        let entry = comparison.entry(row.entry);
        csv.text(&entry.id);
        csv.text(&entry.name);
        csv.text(scope.details.url(row.entry).unwrap_or_default());
        csv.text(&entry.tagline);
        csv.number(entry.published_rank.map(|rank| rank.to_string()));
        if has_rel {
            csv.text(scope.details.rel(row.entry));
        }
        if !scope.is_full_data_set {
            let standing = row.standing;
            csv.number(standing.map(|standing| standing.rank.number().to_string()));
            csv.number(standing.map(|standing| standing.total.points().to_string()));
        }
        for (index, facet) in comparison.indexed_facets() {
            let tags = entry.tags_in(index);
            let tags = tags.map(|tag| tag_in_cell(facet.tag_id(tag)));
            csv.text(&tags.collect::<Vec<_>>().join(&TAG_SEPARATOR.to_string()));
        }
        for &(index, _) in &scope.criteria {
            let score = comparison.score(index, row.entry);
            csv.number(score.map(|score| score.to_string()));
        }
        csv.end_row();
    }
    csv.0
}

/// Returns a criterion's header: its name, and its options in brackets.
fn criterion_header(
    scope: &ExportScope,
    index: CriterionIndex,
    criterion: &Criterion,
    WrittenCriterion { name, id, unit }: &WrittenCriterion,
) -> String {
    let mut header = format!("{name} [");
    if slug(name) != *id {
        header.extend([ID, "=", id, " "]);
    }
    if scope.writes_weight(criterion) {
        header += &format!("{WEIGHT}={} ", scope.weights[index]);
    }
    header.extend([BETTER, "=", criterion.better.keyword()]);
    if let Some((low, high)) = scope.explicit_range(criterion) {
        header += &format!(" {RANGE}={low}{RANGE_SEPARATOR}{high}");
    }
    if !unit.is_empty() {
        header.extend([" ", UNIT, "=", unit]);
    }
    header.push(']');
    header
}

/// A CSV file under construction; a comma follows every cell of an unfinished row.
struct Csv(String);

impl Csv {
    fn text(&mut self, text: &str) {
        write_text(&mut self.0, text);
        self.0.push(',');
    }

    /// Adds a number, which is not a formula even with a minus sign, or an empty cell.
    fn number(&mut self, number: Option<String>) {
        self.0.push_str(&number.unwrap_or_default());
        self.0.push(',');
    }

    fn end_row(&mut self) {
        self.0.pop();
        self.0.push_str("\r\n");
    }
}

/// Adds a cell to an unfinished row, in quotation marks if necessary.
pub(super) fn write_text(csv: &mut String, text: &str) {
    let is_quoted = text.contains(['"', ',', ';', '\t', '\r', '\n']) || text.trim() != text;
    let quote = if is_quoted { "\"" } else { "" };
    csv.push_str(quote);
    csv.extend(needs_formula_guard(text).then_some(FORMULA_GUARD));
    csv.push_str(&text.replace('"', "\"\""));
    csv.push_str(quote);
}

/// Quotes the first cell of a file's first row, which is all that `csv` holds so far, if a reader could take the separators
/// in its texts for those between cells: with another separator than the comma, the first cell then has text after its
/// quotation mark, which excludes that separator.
pub(super) fn keep_commas(csv: &mut String) {
    let start = csv.len() - csv.trim_start_matches('\u{feff}').len();
    let row = &csv[start..];
    if row.contains([';', '\t']) && !row.starts_with('"') {
        let length = row.find([',', '\r', '\n']).unwrap_or(row.len());
        csv.insert(start + length, '"');
        csv.insert(start, '"');
    }
}
