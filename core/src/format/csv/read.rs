//! The reader of data sets in CSV, which reports all problems at once, each with its row, its column and a fix.

use std::borrow::Cow;
use std::collections::HashMap;

use super::header::{ColumnKind, Header, HeaderCell};
use super::layout::HeaderRows;
use super::notation::is_missing_mark;
use super::rows::{Cell, Rows, separator_name};
use super::scores::Scores;
use super::vocabulary::TAG_SEPARATOR;
use crate::dataset::{
    Comparison, DataSet, Details, Entry, EntryDetails, NormalizedScores, Note, Source, slug,
};
use crate::format::criterion_builder::common_scale;
use crate::format::problems::{Located, Problems};
use crate::yielder::{ENTRIES_BETWEEN_YIELDS, Yielder, yield_point};

/// The number of bytes searched for line breaks between two yield points.
const BYTES_BETWEEN_YIELDS: usize = 1 << 18;

/// The location of a cell or a row.
pub(super) struct CellLocation<'a> {
    pub(super) row: u32,
    /// The name of the column; empty for the row as a whole.
    pub(super) column: &'a str,
    pub(super) byte_offset: usize,
}

impl<'a> CellLocation<'a> {
    pub(super) fn new(row: u32, column: &'a str, byte_offset: usize) -> CellLocation<'a> {
        CellLocation {
            row,
            column,
            byte_offset,
        }
    }
}

impl Located for CellLocation<'_> {
    fn place(&self, _: &str) -> String {
        if self.column.is_empty() {
            return format!("row {}", self.row);
        }
        format!("row {}, column \"{}\"", self.row, self.column)
    }

    fn byte_offset(&self, _: &str) -> usize {
        self.byte_offset
    }
}

/// Reads a data set from CSV, and yields to other tasks in between.
pub(in crate::format) async fn read(
    text: &str,
    yielder: &dyn Yielder,
) -> Result<DataSet, Problems> {
    let mut problems = Problems::default();
    if is_web_page(text) {
        let message = "this is a web page; save the data itself";
        problems.report(&CellLocation::new(1, "", 0), "", message);
        return Err(problems);
    }
    let mut rows = Rows::new(text);
    let layout = rows.layout();
    let header_rows = layout.header_rows();
    if let HeaderRows::Below(row) = header_rows {
        let message = format!("row {row} seems to name the columns; remove the rows above it");
        problems.report(&CellLocation::new(1, "", 0), "", message);
        return Err(problems);
    }
    let (mut cells, mut notes) = (Vec::new(), Vec::new());
    rows.read_header(header_rows, &mut cells, &mut problems);
    if header_rows == HeaderRows::Both {
        notes.push(Note {
            place: format!("row {}", rows.row),
            message: "it and the row above name the columns, and are read as one header".to_owned(),
        });
    }
    let mut header = Header::read(&cells, &layout, &mut notes, &mut problems);
    // An upper bound of the number of rows, because each takes at least one line.
    let mut lines = 0;
    for bytes in text.as_bytes().chunks(BYTES_BETWEEN_YIELDS) {
        yield_point(yielder, 0.0).await;
        let ends = bytes.iter().filter(|&&byte| matches!(byte, b'\n' | b'\r'));
        lines += ends.count();
    }
    let capacity = lines.min(Comparison::MAX_ENTRIES);
    for column in &mut header.columns {
        column.scores.reserve_exact(capacity);
    }

    let mut lengths = RowLengths::default();
    let mut scores = Scores::new(rows.separator, header.columns.len());
    let mut entries = Vec::with_capacity(capacity);
    let mut urls = Vec::with_capacity(capacity);
    let mut rels = Vec::with_capacity(capacity);
    // The row and byte offset of every entry.
    let mut locations: Vec<(u32, u32)> = Vec::with_capacity(capacity);
    while rows.read_row(&mut cells, &mut problems) {
        let (row, byte_offset) = (rows.row, cells.first().map_or(0, |cell| cell.byte_offset));
        if entries.len() == Comparison::MAX_ENTRIES {
            let limit = Comparison::MAX_ENTRIES;
            let message = format!("there are more than {limit} entries; remove some rows");
            problems.report(&CellLocation::new(row, "", byte_offset), "", message);
            break;
        }
        if entries.len() % ENTRIES_BETWEEN_YIELDS == 0 {
            yield_point(yielder, byte_offset as f32 / text.len() as f32).await;
        }
        locations.push((row, byte_offset as u32));
        lengths.check(&header, &rows, &cells);
        let (entry, url, rel) = read_entry(
            &mut header,
            entries.len(),
            row,
            &mut cells,
            &mut scores,
            &mut problems,
        );
        entries.push(entry);
        urls.push(url);
        rels.push(rel);
    }
    if entries.is_empty() && !rows.is_broken {
        let message = "there are no entries; add a row for each below the first row";
        problems.report(&CellLocation::new(2, "", text.len()), "", message);
    }
    notes.extend(scores.finish(&mut header, &mut problems));
    lengths.report(&header, &rows, &mut problems);
    header.report_unnamed(&mut problems);
    check_ids(&header, &entries, &locations, &mut problems, yielder).await;
    build_data_set(header, entries, (urls, rels), notes, problems, yielder).await
}

/// Reports whether a text is a web page, as servers send for missing files.
fn is_web_page(text: &str) -> bool {
    let text = text.trim_start();
    ["<!doctype", "<html", "<?xml"].iter().any(|tag| {
        let start = text.get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
    })
}

/// The rows with fewer cells than the first, or with more unless these are empty.
#[derive(Default)]
struct RowLengths {
    /// The row, byte offset and length of the first one.
    first: Option<(u32, usize, usize)>,
    count: usize,
}

impl RowLengths {
    fn check(&mut self, header: &Header, rows: &Rows, cells: &[Cell]) {
        let expected = header.cells.len();
        let extra = cells.get(expected..).unwrap_or_default();
        if cells.len() < expected || extra.iter().any(|cell| !cell.text.is_empty()) {
            let byte_offset = cells.first().map_or(0, |cell| cell.byte_offset);
            self.first
                .get_or_insert((rows.row, byte_offset, cells.len()));
            self.count += 1;
        }
    }

    fn report(&self, header: &Header, rows: &Rows, problems: &mut Problems) {
        let Some((row, byte_offset, length)) = self.first else {
            return;
        };
        let (expected, separator) = (header.cells.len(), separator_name(rows.separator));
        let others = match self.count {
            1 => "",
            _ => &format!(", like {} rows in all", self.count),
        };
        let message = format!(
            "this row has a different number of cells ({length}) than the first row ({expected}){others}; separate cells with one {separator}, and put text that contains a {separator} in quotation marks"
        );
        problems.report(&CellLocation::new(row, "", byte_offset), "", message);
    }
}

/// Reads the entry with this index, its web address and the keywords of its links from the cells of a row; adds its scores to the columns of the header.
fn read_entry(
    header: &mut Header,
    index: usize,
    row: u32,
    cells: &mut Vec<Cell>,
    scores: &mut Scores,
    problems: &mut Problems,
) -> (Entry, Option<String>, String) {
    let (mut url, mut rel) = (None, String::new());
    let mut entry = Entry::default();
    let mut name_offset = 0;
    let mut row_cells = cells.drain(..);
    for HeaderCell { kind, name, .. } in &header.cells {
        let cell = row_cells.next();
        let Cell { text, byte_offset } = cell.unwrap_or(Cell {
            text: Cow::Borrowed(""),
            byte_offset: name_offset,
        });
        let location = &CellLocation::new(row, name, byte_offset);
        match *kind {
            ColumnKind::Id => entry.id = problems.check_length(location, text).into_owned(),
            ColumnKind::Name => {
                name_offset = byte_offset;
                entry.name = problems.clean_text(location, text);
                if entry.name.trim().is_empty() {
                    problems.report(location, "", "this is empty; add text");
                }
            }
            ColumnKind::Url => {
                let text = problems.check_length(location, text).into_owned();
                url = problems.parse_web_address(location, "", text);
            }
            ColumnKind::Rel => rel = problems.parse_rel(location, "", &text),
            ColumnKind::Tagline => entry.tagline = problems.clean_text(location, text),
            ColumnKind::PublishedRank => {
                entry.published_rank = problems.parse_rank(location, text.trim())
            }
            ColumnKind::Tags(facet) => {
                let tags = text.split(TAG_SEPARATOR).map(str::trim);
                for tag in tags.filter(|tag| !tag.is_empty()) {
                    let tag = problems
                        .check_length(location, Cow::Borrowed(tag))
                        .into_owned();
                    let tag = header
                        .facets
                        .find_or_add_tag(problems, location, facet, tag);
                    entry.tags.extend(tag);
                }
            }
            ColumnKind::Criterion(criterion) => {
                let score = scores.read(criterion, index, location, &text, problems);
                let column = &mut header.columns[criterion];
                column.has_any_cell |= !text.trim().is_empty() && !is_missing_mark(text.trim());
                column.push_score(problems, location, score);
            }
            ColumnKind::Ignored => {}
            ColumnKind::Unnamed => {
                if !text.is_empty() {
                    header.unnamed.get_or_insert((row, byte_offset, 0)).2 += 1;
                }
            }
        }
    }
    header.facets.sort(&mut entry.tags);
    if entry.id.is_empty() {
        entry.id = slug(&entry.name);
        if entry.id.is_empty() && !entry.name.trim().is_empty() {
            let message = "the name has no letter to make an id from; add a column \"id\"";
            let location = CellLocation::new(row, header.name_column(), name_offset);
            problems.report(&location, "", message);
        }
    }
    (entry, url, rel)
}

/// Reports duplicate ids.
async fn check_ids(
    header: &Header,
    entries: &[Entry],
    locations: &[(u32, u32)],
    problems: &mut Problems,
    yielder: &dyn Yielder,
) {
    let has_ids = header.find(ColumnKind::Id).is_some();
    let (column, fix) = match has_ids {
        true => ("id", "choose another one"),
        false if header.is_name_guessed => (
            header.name_column(),
            "call the column \"name\" that names the entries, or give both entries an id in a column \"id\"",
        ),
        false => (
            header.name_column(),
            "choose another name, or give both entries an id in a column \"id\"",
        ),
    };
    // The same types as in `Facets`, so that the map is compiled only once.
    let mut rows: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    for (index, (entry, &(row, byte_offset))) in entries.iter().zip(locations).enumerate() {
        if index % ENTRIES_BETWEEN_YIELDS == 0 {
            yield_point(yielder, 1.0).await;
        }
        let earlier_row = rows
            .insert(entry.id.clone(), row as usize)
            .filter(|_| !entry.id.is_empty());
        if let Some(earlier_row) = earlier_row {
            let message = format!(
                "row {earlier_row} already has the id \"{}\"; {fix}",
                entry.id
            );
            let byte_offset = byte_offset as usize;
            problems.report(&CellLocation::new(row, column, byte_offset), "", message);
        }
    }
}

async fn build_data_set(
    header: Header,
    entries: Vec<Entry>,
    (urls, rels): (Vec<Option<String>>, Vec<String>),
    notes: Vec<Note>,
    mut problems: Problems,
    yielder: &dyn Yielder,
) -> Result<DataSet, Problems> {
    let is_scored = |cell: &&HeaderCell| matches!(cell.kind, ColumnKind::Criterion(_));
    let cells = header.cells.iter().filter(is_scored);
    let (mut criteria, mut scores) = (Vec::new(), Vec::new());
    let scale = common_scale(&header.columns);
    for (column, cell) in header.columns.into_iter().zip(cells) {
        let (criterion, column) = column.build(scale, &mut problems, &cell.location());
        criteria.push(criterion);
        scores.push(column);
        yield_point(yielder, 1.0).await;
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let (facets, tags) = header.facets.finish();
    let entry_details = |rel: String| {
        let has_rel = !rel.is_empty();
        let details = || EntryDetails {
            rel,
            ..EntryDetails::default()
        };
        has_rel.then(|| Box::new(details()))
    };
    let details = Details {
        tags,
        urls,
        entries: rels.into_iter().map(entry_details).collect(),
        ..Details::default()
    };
    let mut comparison = Comparison {
        id: String::new(),
        edition: String::new(),
        title: String::new(),
        updated: None,
        source: Source::default(),
        normalized_scores: NormalizedScores::new(&criteria, &scores, yielder).await,
        criteria,
        facets,
        entries,
        presets: Vec::new(),
        use_cases: Vec::new(),
        has_guide: false,
        disclaimer: String::new(),
        scores,
    };
    comparison.set_edition();
    Ok(DataSet {
        comparison,
        details,
        notes,
    })
}
