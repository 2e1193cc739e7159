use std::ops::Range;

use super::header::{ColumnKind, reserved_kind, split_options, split_unit};
use super::layout::{HeaderRows, is_number};
use super::notation::is_missing_mark;
use super::rows::Rows;
use super::vocabulary::{
    BETTER, ID, NAME, PUBLISHED_RANK, RANGE, RANGE_SEPARATOR, REL, TAGLINE, UNIT, URL, WEIGHT,
    id_in_header, ignored_header, name_in_header, parse_ignored_header, parse_tag_header,
    tag_header, unit_in_header,
};
use super::write::write_text;
use crate::dataset::{Better, Decimal};
use crate::format::problems::Problems;

/// The content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// The names of the entries.
    Name,
    /// Scores on a criterion.
    Criterion,
    /// Tags of a facet.
    Tags,
    /// The published ranks of the entries.
    PublishedRank,
    /// The web addresses of the entries.
    Url,
    /// A line of text about each entry.
    Tagline,
    /// The ids of the entries.
    Id,
    /// The keywords that qualify the links of the entries.
    Rel,
    /// Nothing that the data set uses.
    Ignored,
}

impl ColumnRole {
    /// Reports whether at most one column of a table can have this role.
    pub fn is_unique(self) -> bool {
        self.header().is_some()
    }

    /// Returns the header of the column with this role; `None` if the header has a name.
    fn header(self) -> Option<&'static str> {
        Some(match self {
            ColumnRole::Name => NAME,
            ColumnRole::PublishedRank => PUBLISHED_RANK,
            ColumnRole::Url => URL,
            ColumnRole::Tagline => TAGLINE,
            ColumnRole::Id => ID,
            ColumnRole::Rel => REL,
            ColumnRole::Criterion | ColumnRole::Tags | ColumnRole::Ignored => return None,
        })
    }
}

/// The settings of a column, which its header contains. The numbers are texts as typed, so that they may be invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSettings {
    /// The content of the column.
    pub role: ColumnRole,
    /// The name of the criterion or the facet, or of the column that is left out.
    pub name: String,
    /// The better end of a criterion's range; `None` if the header does not give it, which means higher.
    pub better: Option<Better>,
    /// The weight of a criterion; empty for the default.
    pub weight: String,
    /// The lowest and the highest possible score; both empty if the scores decide.
    pub range: [String; 2],
    /// The unit of the scores; may be empty.
    pub unit: String,
    /// The other words in brackets.
    others: Vec<String>,
}

impl ColumnSettings {
    /// Parses the settings in a header.
    ///
    /// ```
    /// use weigh_in_core::format::{ColumnRole, ColumnSettings};
    ///
    /// let settings = ColumnSettings::parse("Price [weight=30 better=lower unit=€]");
    /// assert_eq!((settings.role, &*settings.name), (ColumnRole::Criterion, "Price"));
    /// assert_eq!((&*settings.weight, &*settings.unit), ("30", "€"));
    /// assert_eq!(settings.to_header(), "Price [weight=30 better=lower unit=€]");
    /// ```
    pub fn parse(header: &str) -> ColumnSettings {
        let mut settings = ColumnSettings {
            role: ColumnRole::Criterion,
            name: header.trim().to_owned(),
            better: None,
            weight: String::new(),
            range: Default::default(),
            unit: String::new(),
            others: Vec::new(),
        };
        if let Some(facet) = parse_tag_header(header) {
            (settings.role, settings.name) = (ColumnRole::Tags, facet.to_owned());
            return settings;
        }
        settings.role = match reserved_kind(header) {
            Some(ColumnKind::Id) => ColumnRole::Id,
            Some(ColumnKind::Name) => ColumnRole::Name,
            Some(ColumnKind::Url) => ColumnRole::Url,
            Some(ColumnKind::Rel) => ColumnRole::Rel,
            Some(ColumnKind::Tagline) => ColumnRole::Tagline,
            Some(ColumnKind::PublishedRank) => ColumnRole::PublishedRank,
            Some(ColumnKind::Ignored) => ColumnRole::Ignored,
            Some(ColumnKind::Unnamed | ColumnKind::Tags(_) | ColumnKind::Criterion(_)) | None => {
                settings.parse_criterion(header);
                return settings;
            }
        };
        if let Some(ignored) = parse_ignored_header(header) {
            settings.parse_criterion(ignored);
        }
        settings
    }

    fn parse_criterion(&mut self, header: &str) {
        let (name, options) = split_options(header);
        let (words, unit) = split_unit(options);
        (self.name, self.unit) = (name.to_owned(), unit.trim().to_owned());
        for word in words.split_whitespace() {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let mut directions = Better::KEYWORDS.iter();
            let direction = directions.find(|(keyword, _)| *keyword == value);
            match (key, direction, value.split_once(RANGE_SEPARATOR)) {
                (WEIGHT, ..) => self.weight = value.to_owned(),
                (BETTER, Some((_, better)), _) => self.better = Some(*better),
                (RANGE, _, Some((low, high))) => self.range = [low, high].map(str::to_owned),
                _ => self.others.push(word.to_owned()),
            }
        }
    }

    /// Reports whether they say more about a criterion than its name and its unit.
    pub fn has_options(&self) -> bool {
        let texts = [&self.weight, &self.range[0], &self.range[1]];
        let is_filled = texts.into_iter().any(|text| !text.is_empty());
        is_filled || self.better.is_some() || !self.others.is_empty()
    }

    /// Returns the header with these settings, in which spaces of numbers are left out.
    pub fn to_header(&self) -> String {
        if let Some(header) = self.role.header() {
            return header.to_owned();
        }
        match self.role {
            ColumnRole::Tags => tag_header(&self.name),
            ColumnRole::Ignored => ignored_header(&self.to_criterion_header()),
            _ => self.to_criterion_header(),
        }
    }

    fn to_criterion_header(&self) -> String {
        let mut options = self.others.clone();
        let mut add = |key: &str, value: &str| {
            if !value.is_empty() {
                options.push([key, "=", value].concat());
            }
        };
        add(WEIGHT, &id_in_header(self.weight.trim()));
        // A reserved name is that of a criterion only if options follow it.
        let is_reserved = self.role == ColumnRole::Criterion && reserved_kind(&self.name).is_some();
        let better = self.better.or(is_reserved.then_some(Better::Higher));
        add(BETTER, better.map_or("", Better::keyword));
        let [low, high] = self
            .range
            .each_ref()
            .map(|bound| id_in_header(bound.trim()));
        if !(low.is_empty() && high.is_empty()) {
            add(RANGE, &[&low, RANGE_SEPARATOR, &high].concat());
        }
        add(UNIT, &unit_in_header(self.unit.trim()));
        let mut header = name_in_header(&self.name).into_owned();
        if !options.is_empty() {
            header.extend([" [", &options.join(" "), "]"]);
        }
        header
    }
}

/// A column of a table, with the cells of its first rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// The header.
    pub header: String,
    /// The settings in the header.
    pub settings: ColumnSettings,
    /// The cells of the first [`TableColumns::MAX_ROWS`] rows below the header, trimmed.
    pub cells: Vec<String>,
}

impl TableColumn {
    /// Returns the cells with content that are not marks of missing scores.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let cells = self.cells.iter().map(String::as_str);
        cells.filter(|text| !text.is_empty() && !is_missing_mark(text))
    }

    /// Reports whether most cells with content can be scores.
    pub fn has_numbers(&self) -> bool {
        let (numbers, texts): (Vec<&str>, Vec<&str>) =
            self.values().partition(|text| is_number(text));
        !numbers.is_empty() && texts.len() <= numbers.len()
    }

    /// Returns the cells as numbers; `None` if there is a cell that isn't a plain number, with a decimal point or comma.
    pub fn plain_numbers(&self) -> Option<Vec<Decimal>> {
        let number = |text: &String| text.replacen(',', ".", 1).parse().ok();
        self.cells.iter().map(number).collect()
    }
}

/// The columns of a table, for an editor who looks them over and changes their settings.
///
/// ```
/// use weigh_in_core::format::{ColumnRole, TableColumns};
///
/// let table = "Rank,name,Price\n1,Acme,80\n";
/// let columns = TableColumns::read(table).expect("a table");
/// let mut settings = columns.settings();
/// settings[0].role = ColumnRole::PublishedRank;
/// assert_eq!(columns.rewrite(table, &settings), "published_rank,name,Price\n1,Acme,80\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumns {
    separator: u8,
    /// The bytes of the header without its line break; of both rows of a header of two.
    header: Range<usize>,
    /// The columns, from left to right.
    pub columns: Vec<TableColumn>,
}

impl TableColumns {
    /// The maximum number of columns.
    pub const MAX_COLUMNS: usize = 200;
    /// The maximum number of rows whose cells are read.
    pub const MAX_ROWS: usize = 500;

    /// Reads the columns of a table; `None` if the text has only one column or more than [`TableColumns::MAX_COLUMNS`],
    /// a first row that can’t be read, or rows above those that name the columns.
    pub fn read(text: &str) -> Option<TableColumns> {
        let mut problems = Problems::default();
        let mut rows = Rows::new(text);
        let separator = rows.separator;
        let header_rows = rows.layout().header_rows();
        if let HeaderRows::Below(_) = header_rows {
            return None;
        }
        let mut cells = Vec::new();
        rows.read_header(header_rows, &mut cells, &mut problems);
        if !(2..=TableColumns::MAX_COLUMNS).contains(&cells.len()) || !problems.is_empty() {
            return None;
        }
        let header = cells[0].byte_offset..rows.end_of_row();
        let mut columns: Vec<TableColumn> = cells
            .drain(..)
            .map(|cell| TableColumn {
                settings: ColumnSettings::parse(&cell.text),
                header: cell.text.into_owned(),
                cells: Vec::new(),
            })
            .collect();
        for _ in 0..TableColumns::MAX_ROWS {
            if !rows.read_row(&mut cells, &mut problems) {
                break;
            }
            for (index, column) in columns.iter_mut().enumerate() {
                let text = cells.get(index).map_or("", |cell| cell.text.trim());
                column.cells.push(text.to_owned());
            }
        }
        Some(TableColumns {
            separator,
            header,
            columns,
        })
    }

    /// Returns the settings of the columns, from left to right.
    pub fn settings(&self) -> Vec<ColumnSettings> {
        let columns = self.columns.iter();
        columns.map(|column| column.settings.clone()).collect()
    }

    /// Returns the table with other settings of its columns, from left to right; columns with the same ones keep their
    /// headers. `text` is the text from which the columns were read.
    pub fn rewrite(&self, text: &str, settings: &[ColumnSettings]) -> String {
        let mut header = String::new();
        for (column, settings) in self.columns.iter().zip(settings) {
            if !header.is_empty() || !std::ptr::eq(column, &self.columns[0]) {
                header.push(char::from(self.separator));
            }
            match column.settings == *settings {
                true => write_text(&mut header, &column.header),
                false => write_text(&mut header, &settings.to_header()),
            }
        }
        let (before, after) = (&text[..self.header.start], &text[self.header.end..]);
        [before, &header, after].concat()
    }
}
