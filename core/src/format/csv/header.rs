use super::Spot;
use super::rows::Cell;
use crate::dataset::{Better, Comparison, Criterion, Decimal, slug};
use crate::format::column::Column;
use crate::format::facets::{Facets, check_facet_id};
use crate::format::problems::Problems;
use crate::weights::Weight;

/// What the first row says of the columns.
pub(super) struct Header {
    pub(super) cells: Vec<HeaderCell>,
    /// The columns of the criteria, in order.
    pub(super) columns: Vec<Column>,
    pub(super) facets: Facets,
    pub(super) separator: u8,
}

/// A column's name, and what stands below it.
pub(super) struct HeaderCell {
    pub(super) kind: Kind,
    /// Without what follows in brackets.
    pub(super) name: String,
    at: usize,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Name,
    Url,
    Tagline,
    PublishedRank,
    /// Tags of a facet.
    Tags(usize),
    /// Scores on a criterion.
    Criterion(usize),
    /// What is worked out anew.
    PassedOver,
    /// Nothing, as long as its cells are empty too.
    Nameless,
}

/// What a header says of a criterion in brackets.
#[derive(Default)]
struct Notes {
    id: Option<String>,
    weight: Option<Weight>,
    is_lower_better: bool,
    range: Option<(Decimal, Decimal)>,
    unit: String,
}

impl HeaderCell {
    /// Where it stands.
    pub(super) fn spot(&self) -> Spot<'_> {
        Spot {
            row: 1,
            column: &self.name,
            at: self.at,
        }
    }
}

impl Header {
    /// Reads the first row.
    pub(super) fn read(cells: &[Cell], separator: u8, problems: &mut Problems) -> Header {
        let mut header = Header {
            cells: Vec::new(),
            columns: Vec::new(),
            facets: Facets::default(),
            separator,
        };
        let mut criteria = Vec::new();
        let mut facets: Vec<String> = Vec::new();
        for cell in cells {
            let text = &*problems.text(&spot_of(cell), cell.text.clone());
            let (name, notes) = split(text);
            let mut cell = HeaderCell {
                kind: known(text).unwrap_or(Kind::Criterion(criteria.len())),
                name: text.to_owned(),
                at: cell.at,
            };
            if let Some(facet) = facet(text) {
                cell.kind = Kind::Tags(facets.len());
                let id = slug(facet);
                check_id(&cell, &id, &facets, problems);
                check_facet_id(problems, &cell.spot(), "", &id);
                let name = facet.to_owned();
                header.facets.push(id.clone(), name, Vec::new(), Vec::new());
                facets.push(id);
            } else if let Kind::Criterion(_) = cell.kind {
                cell.name = name.to_owned();
                let notes = Notes::read(notes, &cell, problems);
                criteria.push((header.cells.len(), notes));
            } else if header.cells.iter().any(|other| other.kind == cell.kind)
                && !matches!(cell.kind, Kind::Nameless | Kind::PassedOver)
            {
                problems.report(
                    &cell.spot(),
                    "",
                    "this column is there twice: leave one out",
                );
            }
            header.cells.push(cell);
        }
        header.check(criteria.len(), facets.len(), problems);
        header.add_criteria(criteria, problems);
        header
    }

    /// The place of a column of this kind.
    pub(super) fn find(&self, kind: Kind) -> Option<&HeaderCell> {
        self.cells.iter().find(|cell| cell.kind == kind)
    }

    /// Reports what is missing, or too much.
    fn check(&self, criteria: usize, facets: usize, problems: &mut Problems) {
        let first = Spot {
            row: 1,
            column: "",
            at: 0,
        };
        if self.find(Kind::Name).is_none() {
            let message = "no column has the name \"name\": give it to the one with what is ranked";
            problems.report(&first, "", message);
        }
        if criteria == 0 {
            let message =
                "at least one criterion is needed: add a column with its name and the scores";
            problems.report(&first, "", message);
        }
        for (count, most, what) in [
            (criteria, Comparison::MAX_CRITERIA, "criteria"),
            (facets, Comparison::MAX_FACETS, "facets"),
        ] {
            if count > most {
                let message = format!("there are {count} {what}: at most {most} can be shown");
                problems.report(&first, "", message);
            }
        }
    }

    /// Adds a column for every criterion. One without a weight counts for nothing at first; if none has one,
    /// all count alike.
    fn add_criteria(&mut self, criteria: Vec<(usize, Notes)>, problems: &mut Problems) {
        let is_weighted = criteria.iter().any(|(_, notes)| notes.weight.is_some());
        let default = if is_weighted {
            Weight::ZERO
        } else {
            Weight::MIDDLE
        };
        let mut ids: Vec<String> = Vec::new();
        for (place, notes) in criteria {
            let cell = &self.cells[place];
            let id = notes.id.unwrap_or_else(|| slug(&cell.name));
            check_id(cell, &id, &ids, problems);
            ids.push(id.clone());
            let criterion = Criterion {
                id,
                name: cell.name.clone(),
                weight: notes.weight.unwrap_or(default),
                better: if notes.is_lower_better {
                    Better::Lower
                } else {
                    Better::Higher
                },
                range: (Decimal::ZERO, Decimal::ZERO),
                spread: (Decimal::ZERO, Decimal::ZERO),
                unit: notes.unit,
            };
            self.columns.push(Column::new(criterion, notes.range));
        }
    }
}

impl Notes {
    /// Reads what stands in brackets: words such as `weight=30`, of which `unit` is the last and may have blanks;
    /// or a unit alone.
    fn read(text: &str, cell: &HeaderCell, problems: &mut Problems) -> Notes {
        let mut notes = Notes::default();
        let (words, unit) = match text.find("unit=") {
            Some(place) if text[..place].trim_end().len() < place || place == 0 => {
                (&text[..place], &text[place + "unit=".len()..])
            }
            _ if !text.contains('=') => ("", text),
            _ => (text, ""),
        };
        notes.unit = unit.trim().to_owned();
        if words.is_empty() && !text.starts_with("unit=") && is_more_than_a_unit(text) {
            let message = format!(
                "\"{text}\" would be a unit here: write weight=30, better=lower or range=0..100 if it is one of these, else unit={text}"
            );
            problems.report(&cell.spot(), "", message);
        }
        for word in words.split_whitespace() {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let told = match key {
                "id" if !value.is_empty() => {
                    notes.id = Some(value.to_owned());
                    None
                }
                "weight" => {
                    notes.weight = value.trim_end_matches('%').parse().ok();
                    let message = "a weight is a number from 0 to 100 with at most two decimals";
                    notes.weight.is_none().then(|| message.to_owned())
                }
                "better" => {
                    notes.is_lower_better = value == "lower";
                    let is_one = ["higher", "lower"].contains(&value);
                    (!is_one).then(|| "write better=higher or better=lower".to_owned())
                }
                "range" => {
                    notes.range = range(value);
                    let message = "write the lowest and then the highest score there can be, as in range=0..100";
                    notes.range.is_none().then(|| message.to_owned())
                }
                _ => Some(format!(
                    "\"{word}\" means nothing here: write id=…, weight=…, better=…, range=… and at last unit=…"
                )),
            };
            if let Some(message) = told {
                problems.report(&cell.spot(), "", message);
            }
        }
        notes
    }
}

fn spot_of<'a>(cell: &'a Cell) -> Spot<'a> {
    Spot {
        row: 1,
        column: &cell.text,
        at: cell.at,
    }
}

/// Reports an id that is empty or taken.
fn check_id(cell: &HeaderCell, id: &str, others: &[String], problems: &mut Problems) {
    if id.is_empty() {
        let message = "the name has no letter to make an id from: choose another one";
        problems.report(&cell.spot(), "", message);
    } else if others.iter().any(|other| other == id) {
        let mut message =
            format!("another column already has the id \"{id}\": give this one another name");
        if matches!(cell.kind, Kind::Criterion(_)) {
            message.push_str(&format!(", or its own id as in [id={id}-2]"));
        }
        problems.report(&cell.spot(), "", message);
    }
}

/// What stands in a column with a name that is known.
fn known(name: &str) -> Option<Kind> {
    let name = name.trim().to_ascii_lowercase().replace(' ', "_");
    Some(match &*name {
        "" => Kind::Nameless,
        "id" => Kind::Id,
        "name" => Kind::Name,
        "url" => Kind::Url,
        "tagline" => Kind::Tagline,
        "published_rank" => Kind::PublishedRank,
        "current_rank" | "current_score" => Kind::PassedOver,
        _ => return None,
    })
}

/// The name of the facet whose tags stand in a column with this name.
fn facet(name: &str) -> Option<&str> {
    let start = name.get(..4)?;
    start.eq_ignore_ascii_case("tag:").then(|| name[4..].trim())
}

/// The name of a criterion, and what follows it in brackets.
fn split(header: &str) -> (&str, &str) {
    let notes = header.trim_end().strip_suffix(']');
    let Some((name, notes)) = notes.and_then(|notes| notes.rsplit_once('[')) else {
        return (header.trim(), "");
    };
    (name.trim(), notes.trim())
}

/// Whether a text in brackets is hardly a unit alone: one of the words for something else, or numbers.
fn is_more_than_a_unit(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ':');
    let is_known = |word: &str| {
        let words = ["id", "weight", "better", "range", "lower", "higher"];
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    words.any(is_known) || (has_digits && !text.contains(char::is_alphabetic))
}

fn range(text: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = text.split_once("..")?;
    let number = |text: &str| text.replace(',', ".").parse().ok();
    let (low, high) = (number(low)?, number(high)?);
    (low < high).then_some((low, high))
}
