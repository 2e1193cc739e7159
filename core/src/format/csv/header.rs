use super::layout::Layout;
use super::read::CellLocation;
use super::rows::Cell;
use super::vocabulary::{
    BETTER, CURRENT_RANK, CURRENT_SCORE, ID, NAME, PUBLISHED_RANK, RANGE, RANGE_SEPARATOR, REL,
    TAGLINE, UNIT, URL, WEIGHT, parse_ignored_header, parse_tag_header,
};
use crate::dataset::{Better, Comparison, Criterion, Decimal, Given, Note, slug};
use crate::format::characters::is_letter;
use crate::format::criterion_builder::{CriterionBuilder, default_weight};
use crate::format::facets::{Facets, check_facet_id};
use crate::format::problems::Problems;
use crate::weights::Weight;

/// The columns as described by the first row.
#[derive(Default)]
pub(super) struct Header {
    pub(super) cells: Vec<HeaderCell>,
    /// The criteria, in the order of their columns.
    pub(super) columns: Vec<CriterionBuilder>,
    pub(super) facets: Facets,
    /// `true` if no column is called `name`, and another one names the entries.
    pub(super) is_name_guessed: bool,
    /// The first cell with content in a column without a name, and the number of such cells.
    pub(super) unnamed: Option<(u32, usize, usize)>,
}

/// A cell of the first row: a column's name and kind.
pub(super) struct HeaderCell {
    pub(super) kind: ColumnKind,
    /// The name without the options in brackets.
    pub(super) name: String,
    byte_offset: usize,
}

/// The kind of a column's content.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Id,
    Name,
    Url,
    /// The keywords that qualify its links.
    Rel,
    Tagline,
    PublishedRank,
    /// Tags of the facet with this index.
    Tags(usize),
    /// Scores on the criterion with this index.
    Criterion(usize),
    /// The current rank or score, which is computed again, or a column that its header excludes.
    Ignored,
    /// No name; its cells must be empty.
    Unnamed,
}

impl HeaderCell {
    pub(super) fn location(&self) -> CellLocation<'_> {
        CellLocation::new(1, &self.name, self.byte_offset)
    }
}

impl Header {
    /// Reads the first row. Without a column `name`, the first column of texts names the entries; a column without a name
    /// that numbers the rows is left out. Both are noted.
    pub(super) fn read(
        cells: &[Cell],
        layout: &Layout,
        notes: &mut Vec<Note>,
        problems: &mut Problems,
    ) -> Header {
        let is_name = |cell: &Cell| reserved_kind(&cell.text) == Some(ColumnKind::Name);
        let is_free = |cell: &Cell| {
            reserved_kind(&cell.text).is_none() && parse_tag_header(&cell.text).is_none()
        };
        let mut texts = cells
            .iter()
            .enumerate()
            .filter(|(index, cell)| is_free(cell) && layout.has_texts(*index));
        let name_column = match cells.iter().any(is_name) {
            true => None,
            false => texts.next().map(|(index, _)| index),
        };
        let mut header = Header {
            is_name_guessed: name_column.is_some(),
            ..Header::default()
        };
        let mut weights = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let location = CellLocation::new(1, &cell.text, cell.byte_offset);
            let text = &*problems.clean_text(&location, cell.text.clone());
            let (name, options) = split_options(text);
            let kind = match reserved_kind(text) {
                Some(ColumnKind::Unnamed) if layout.numbers_rows(index) => {
                    let message = "it has no name and only numbers the rows, so it is left out";
                    notes.push(Note {
                        place: format!("column {}", index + 1),
                        message: message.to_owned(),
                    });
                    ColumnKind::Ignored
                }
                Some(kind) => kind,
                None if name_column == Some(index) => {
                    let message = "it names the entries, since it is the first column of texts and none is called \"name\"; rename the column that names them if that is another one";
                    notes.push(Note {
                        place: format!("column \"{text}\""),
                        message: message.to_owned(),
                    });
                    ColumnKind::Name
                }
                None => ColumnKind::Criterion(weights.len()),
            };
            let mut cell = HeaderCell {
                kind,
                name: text.to_owned(),
                byte_offset: cell.byte_offset,
            };
            if let Some(facet) = parse_tag_header(text) {
                let facets = &header.facets.facets;
                cell.kind = ColumnKind::Tags(facets.len());
                let id = slug(facet);
                let is_taken = facets.iter().any(|other| other.id == id);
                check_id(&cell, &id, is_taken, problems);
                check_facet_id(problems, &cell.location(), "", &id);
                let name = facet.to_owned();
                header.facets.push(id, name, Vec::new(), Vec::new());
            } else if let ColumnKind::Criterion(_) = cell.kind {
                cell.name = name.to_owned();
                let (column, weight) = read_criterion(&cell, options, problems);
                let id = &column.criterion.id;
                let is_taken = header.columns.iter().any(|other| other.criterion.id == *id);
                check_id(&cell, id, is_taken, problems);
                header.columns.push(column);
                weights.push(weight);
            } else if header.cells.iter().any(|other| other.kind == cell.kind)
                && !matches!(cell.kind, ColumnKind::Unnamed | ColumnKind::Ignored)
            {
                let message = "this column occurs twice; remove one";
                problems.report(&cell.location(), "", message);
            }
            header.cells.push(cell);
        }
        header.check_columns(problems);
        let default = default_weight(&weights);
        for (column, weight) in header.columns.iter_mut().zip(weights) {
            column.criterion.given.weight = weight.is_some();
            column.criterion.weight = weight.unwrap_or(default);
        }
        header
    }

    /// Reports the cells in columns without a name.
    pub(super) fn report_unnamed(&self, problems: &mut Problems) {
        if let Some((row, byte_offset, count)) = self.unnamed {
            let message = match count {
                1 => "the column of this cell has no name; add one in the first row".to_owned(),
                _ => format!(
                    "this cell and others, {count} in all, are in columns without a name; add names in the first row"
                ),
            };
            problems.report(&CellLocation::new(row, "", byte_offset), "", message);
        }
    }

    /// Returns the header of the column that names the entries.
    pub(super) fn name_column(&self) -> &str {
        self.find(ColumnKind::Name)
            .map_or("name", |cell| &*cell.name)
    }

    /// Returns the first column of this kind.
    pub(super) fn find(&self, kind: ColumnKind) -> Option<&HeaderCell> {
        self.cells.iter().find(|cell| cell.kind == kind)
    }

    /// Reports missing columns, and too many of a kind.
    fn check_columns(&self, problems: &mut Problems) {
        let first = CellLocation::new(1, "", 0);
        if self.find(ColumnKind::Name).is_none() {
            let message = "there is no column \"name\"; give this name to the column that lists what is ranked";
            problems.report(&first, "", message);
        }
        if self.columns.is_empty() {
            let message = match self.cells.len() {
                1 => {
                    "there is only one column; separate the cells of a row with commas, semicolons or tabs"
                }
                _ => "there are no criteria; add a column with a criterion's name and scores",
            };
            problems.report(&first, "", message);
        }
        let facets = self.facets.facets.len();
        for (count, limit, what) in [
            (self.columns.len(), Comparison::MAX_CRITERIA, "criteria"),
            (facets, Comparison::MAX_FACETS, "facets"),
        ] {
            if count > limit {
                let message = format!("there are {count} {what}; keep at most {limit}");
                problems.report(&first, "", message);
            }
        }
    }
}

/// Reads a criterion and its weight, if one is given, from its name and the options in brackets: options such as
/// `weight=30`, of which `unit` comes last and may contain spaces, or only a unit.
fn read_criterion(
    cell: &HeaderCell,
    text: &str,
    problems: &mut Problems,
) -> (CriterionBuilder, Option<Weight>) {
    let (words, unit) = split_unit(text);
    if words.is_empty() && unit == text && looks_like_options(text) {
        let message = format!(
            "\"{text}\" would be read as a unit; write weight=30, better=lower or range=0..100 if it is one of these, otherwise unit={text}"
        );
        problems.report(&cell.location(), "", message);
    }
    let mut criterion = Criterion {
        id: slug(&cell.name),
        name: cell.name.clone(),
        short: String::new(),
        weight: Weight::ZERO,
        better: Better::Higher,
        range: (Decimal::ZERO, Decimal::ZERO),
        observed_range: (Decimal::ZERO, Decimal::ZERO),
        unit: unit.trim().to_owned(),
        given: Given::default(),
    };
    let (mut weight, mut explicit_range) = (None, None);
    for word in words.split_whitespace() {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let mut report = |message: &str| problems.report(&cell.location(), "", message);
        match key {
            ID if !value.is_empty() => criterion.id = value.to_owned(),
            WEIGHT => match value.trim_end_matches('%').parse() {
                Ok(number) => weight = Some(number),
                Err(_) => {
                    report("a weight must be a number from 0 to 100 with at most two decimals");
                }
            },
            BETTER => match Better::KEYWORDS.iter().find(|(word, _)| *word == value) {
                Some((_, better)) => {
                    criterion.better = *better;
                    criterion.given.better = true;
                }
                None => report("better must be higher or lower, as in better=lower"),
            },
            RANGE => match parse_range(value) {
                Some(range) => explicit_range = Some(range),
                None => report(
                    "a range must be the lowest and then the highest possible score, as in range=0..100",
                ),
            },
            _ => report(&format!(
                "\"{word}\" isn't an option; use id=…, weight=…, better=…, range=… and, last, unit=…"
            )),
        }
    }
    (CriterionBuilder::new(criterion, explicit_range), weight)
}

/// Reports an id that is empty or a duplicate.
fn check_id(cell: &HeaderCell, id: &str, is_taken: bool, problems: &mut Problems) {
    if id.is_empty() {
        let message = "the name has no letter to make an id from; choose another name";
        problems.report(&cell.location(), "", message);
    } else if is_taken {
        let mut message =
            format!("another column already has the id \"{id}\"; choose another name");
        if matches!(cell.kind, ColumnKind::Criterion(_)) {
            message.push_str(&format!(", or add an id, as in [id={id}-2]"));
        }
        problems.report(&cell.location(), "", message);
    }
}

/// Returns the kind of a column with a reserved name.
pub(super) fn reserved_kind(name: &str) -> Option<ColumnKind> {
    let name = name.trim().to_ascii_lowercase().replace(' ', "_");
    Some(match &*name {
        "" => ColumnKind::Unnamed,
        ID => ColumnKind::Id,
        NAME => ColumnKind::Name,
        URL => ColumnKind::Url,
        REL => ColumnKind::Rel,
        TAGLINE => ColumnKind::Tagline,
        PUBLISHED_RANK => ColumnKind::PublishedRank,
        CURRENT_RANK | CURRENT_SCORE => ColumnKind::Ignored,
        _ if parse_ignored_header(&name).is_some() => ColumnKind::Ignored,
        _ => return None,
    })
}

/// Splits a criterion's header into its name and the options in brackets.
pub(super) fn split_options(header: &str) -> (&str, &str) {
    let options = header.trim_end().strip_suffix(']');
    let Some((name, options)) = options.and_then(|options| options.rsplit_once('[')) else {
        return (header.trim(), "");
    };
    (name.trim(), options.trim())
}

/// Splits the text in brackets into options such as `weight=30`, and the unit, which comes last or is all of the text.
pub(super) fn split_unit(text: &str) -> (&str, &str) {
    let unit_prefix = [UNIT, "="].concat();
    match text.find(&unit_prefix) {
        Some(index) if text[..index].trim_end().len() < index || index == 0 => {
            (&text[..index], &text[index + unit_prefix.len()..])
        }
        _ if !text.contains('=') => ("", text),
        _ => (text, ""),
    }
}

/// Reports whether a text in brackets is probably not a unit: it has the name of an option or a keyword, or consists of
/// numbers.
fn looks_like_options(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ':');
    let is_known = |word: &str| {
        let options = [ID, WEIGHT, BETTER, RANGE];
        let mut words = options
            .into_iter()
            .chain(Better::KEYWORDS.map(|(keyword, _)| keyword));
        words.any(|keyword| word.eq_ignore_ascii_case(keyword))
    };
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    words.any(is_known) || (has_digits && !text.contains(is_letter))
}

fn parse_range(text: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = text.split_once(RANGE_SEPARATOR)?;
    let number = |text: &str| text.replace(',', ".").parse().ok();
    let (low, high) = (number(low)?, number(high)?);
    (low < high).then_some((low, high))
}
