use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::check_report::{CheckReport, RankedEntry};
use super::columns::{Align, write_columns};
use super::escape_for_terminal::escape_for_terminal;
use super::file::{File, InputOptions};
use super::output_format::OutputFormat;
use super::{Outcome, diagnostics, format_count};

/// Reports all problems of data sets, and their rankings.
#[derive(Args)]
pub(crate) struct Check {
    /// Data sets: JSON, CSV, packed files, or workbooks of Excel or LibreOffice; `-` is the standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// The output format.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
    /// Treat warnings as problems.
    #[arg(long)]
    deny_warnings: bool,
}

/// The reports of all files, as JSON.
#[derive(Serialize)]
struct Document {
    files: Vec<CheckReport>,
}

/// The number of ranks that the text output lists.
const MAX_RANKS_PRINTED: usize = 50;

impl Check {
    pub(crate) fn run(&self) -> io::Result<Outcome> {
        let mut out = anstream::stdout().lock();
        let mut outcome = Outcome::Fine;
        let mut reports = Vec::new();
        for path in &self.files {
            let Some(file) = File::read_or_print_error(path, &self.input) else {
                outcome = Outcome::Failed;
                continue;
            };
            let report = CheckReport::new(&file);
            let is_denied = self.deny_warnings && !report.warnings.is_empty();
            if is_denied || !report.problems.is_empty() {
                outcome = outcome.max(Outcome::Problems);
            }
            match self.format {
                OutputFormat::Text => write_text(&mut out, &file, &report)?,
                OutputFormat::Json => reports.push(report),
            }
        }
        if self.format == OutputFormat::Json {
            serde_json::to_writer_pretty(&mut out, &Document { files: reports })?;
            writeln!(out)?;
        }
        Ok(outcome)
    }
}

fn write_text(out: &mut impl Write, file: &File, report: &CheckReport) -> io::Result<()> {
    for problem in &report.problems {
        writeln!(out, "{}\n", diagnostics::render_problem(file, problem))?;
    }
    for warning in &report.warnings {
        let message = format!("{}: {}", warning.place, warning.message);
        writeln!(
            out,
            "{}\n",
            diagnostics::render_warning(&file.name, &message)
        )?;
    }
    for note in &report.notes {
        writeln!(out, "{}\n", diagnostics::render_note(&file.name, note))?;
    }
    write_ranking(out, &report.ranking)?;
    writeln!(out, "{}: {}", file.name, summary(report))
}

/// Writes the first ranks in columns.
fn write_ranking(out: &mut impl Write, ranking: &[RankedEntry]) -> io::Result<()> {
    let shown = &ranking[..ranking.len().min(MAX_RANKS_PRINTED)];
    let line = |place: &RankedEntry| {
        let rank = place.rank.map_or_else(
            || "–".to_owned(),
            |rank| format!("{}{rank}", if place.tied { "=" } else { "" }),
        );
        let score = place
            .score
            .map_or_else(|| "–".to_owned(), |score| format!("{score:.1}"));
        vec![
            format!("{rank:>5}"),
            escape_for_terminal(&place.name),
            format!("{score:>5}"),
        ]
    };
    let lines: Vec<Vec<String>> = shown.iter().map(line).collect();
    write_columns(out, &lines, &[Align::End, Align::Start])?;
    if ranking.len() > shown.len() {
        writeln!(out, "         … and {} more", ranking.len() - shown.len())?;
    }
    if !ranking.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn summary(report: &CheckReport) -> String {
    let warnings = format_count(report.warnings.len(), "warning", "warnings");
    if !report.problems.is_empty() {
        return format_count(report.problems.len(), "problem", "problems");
    }
    format!(
        "{}, {}; no problems, {warnings}",
        format_count(report.ranking.len(), "entry", "entries"),
        format_count(report.criteria, "criterion", "criteria"),
    )
}
