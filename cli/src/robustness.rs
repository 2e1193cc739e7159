use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    Lead, LeadLevel, NearestWeights, RankAcceptability, Report, ReportById, Robustness, Verdict,
};
use weigh_in_core::text::{self, Texts, format_percent};
use weigh_in_core::weights::Locks;

use super::check_report::{LocatedProblem, locate};
use super::columns::{Align, write_columns};
use super::escape_for_terminal::escape_for_terminal;
use super::file::{File, InputOptions};
use super::output_format::OutputFormat;
use super::{Outcome, diagnostics, format_count};

/// Reports the robustness of data sets' rankings at their published weights.
#[derive(Args)]
pub(crate) struct RobustnessCommand {
    /// Data sets: JSON, CSV, packed files, or workbooks of Excel or LibreOffice; `-` is the standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// The output format.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

/// The reports of all files, as JSON.
#[derive(Serialize)]
struct Document {
    files: Vec<FileReport>,
}

/// The report of a file, with the fields of the element's property `robustness`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileReport {
    file: String,
    problems: Vec<LocatedProblem>,
    name: Option<String>,
    /// The first entry's id; `None` if nothing is ranked.
    leader: Option<String>,
    robustness: Option<Robustness>,
    /// The share of nearby sets of weights under which the leader stays first, from 0 to 1.
    local_robustness: Option<f64>,
    #[serde(flatten)]
    report: ReportById,
}

/// The number of entries up to which all ranks have columns.
const MAX_RANK_COLUMNS: usize = 10;

impl RobustnessCommand {
    pub(crate) fn run(&self) -> io::Result<Outcome> {
        let mut out = anstream::stdout().lock();
        let mut outcome = Outcome::Fine;
        let mut reports = Vec::new();
        for path in &self.files {
            let Some(file) = File::read_or_print_error(path, &self.input) else {
                outcome = Outcome::Failed;
                continue;
            };
            let (data, problems) = match file.data_set() {
                Ok(data) => (Some(data), Vec::new()),
                Err(problems) => (None, locate(&file, problems)),
            };
            if !problems.is_empty() {
                outcome = outcome.max(Outcome::Problems);
            }
            let analyzed = data.as_ref();
            let analyzed = analyzed.map(|data| (data, published_report(&data.comparison)));
            match (self.format, analyzed) {
                (OutputFormat::Json, analyzed) => {
                    reports.push(FileReport::new(&file, problems, analyzed))
                }
                (OutputFormat::Text, Some((data, report))) => {
                    for note in file.notes(data) {
                        writeln!(out, "{}\n", diagnostics::render_note(&file.name, &note))?;
                    }
                    write!(out, "{}: ", file.name)?;
                    write_report(&mut out, data, &report)?;
                }
                (OutputFormat::Text, None) => {
                    for problem in &problems {
                        writeln!(out, "{}\n", diagnostics::render_problem(&file, problem))?;
                    }
                    let count = format_count(problems.len(), "problem", "problems");
                    writeln!(out, "{}: {count}", file.name)?;
                }
            }
        }
        if self.format == OutputFormat::Json {
            serde_json::to_writer_pretty(&mut out, &Document { files: reports })?;
            writeln!(out)?;
        }
        Ok(outcome)
    }
}

/// Returns the first entries at the published weights, in order.
fn ranked_entries(comparison: &Comparison) -> impl Iterator<Item = EntryIndex> {
    let weights = comparison.published_weights();
    let ranking = Ranking::with_filter(
        comparison,
        &weights,
        &|_| true,
        RankAcceptability::MAX_RANKED,
    );
    let entries: Vec<EntryIndex> = ranking.rows().iter().map(|row| row.entry).collect();
    entries.into_iter()
}

/// Computes the report for all entries at the published weights.
fn published_report(comparison: &Comparison) -> Report {
    let entries = comparison.indexed_entries().map(|(entry, _)| entry);
    let entries: Vec<EntryIndex> = entries.collect();
    let weights = comparison.published_weights();
    Report::new(comparison, &entries, &weights, &Locks::default())
}

impl FileReport {
    fn new(
        file: &File,
        problems: Vec<LocatedProblem>,
        analyzed: Option<(&DataSet, Report)>,
    ) -> FileReport {
        let lead = analyzed.as_ref().and_then(|(_, report)| report.lead());
        let verdict = lead.and_then(|lead| lead.verdict.ready());
        let level = analyzed.as_ref().zip(verdict);
        let level = level.map(|((data, _), verdict)| lead_level(&data.comparison, verdict));
        let report = analyzed
            .as_ref()
            .map(|(DataSet { comparison, .. }, report)| {
                ReportById::new(comparison, report, ranked_entries(comparison))
            });
        let comparison = analyzed.as_ref().map(|(data, _)| &data.comparison);
        let id =
            |(comparison, lead): (&Comparison, &Lead)| comparison.entry(lead.leader).id.clone();
        FileReport {
            file: file.name.clone(),
            problems,
            name: comparison.map(|comparison| comparison.title.clone()),
            leader: comparison.zip(lead).map(id),
            robustness: level.map(|level| level.robustness),
            local_robustness: lead.and_then(|lead| lead.local_robustness.ready().copied()),
            report: report.unwrap_or_default(),
        }
    }
}

/// Returns the level of the lead at the published weights.
fn lead_level(comparison: &Comparison, verdict: &Verdict) -> LeadLevel {
    let weights = comparison.published_weights();
    let ranking = Ranking::with_filter(comparison, &weights, &|_| true, 2);
    LeadLevel::new(
        comparison,
        &weights,
        ranking.first_two(),
        verdict.robustness,
    )
}

fn write_report(out: &mut impl Write, data: &DataSet, report: &Report) -> io::Result<()> {
    let (texts, comparison) = (&Texts::english(), &data.comparison);
    if report.potential_winners.is_too_many() {
        return writeln!(out, "{}", texts.get(text::TOO_MANY_ENTRIES));
    }
    let Some(lead) = report.lead() else {
        writeln!(out, "{}\n", texts.get(text::ALL_ZERO))?;
        return write_rank_acceptability(out, texts, comparison, report);
    };
    if let Some(verdict) = lead.verdict.ready() {
        let robustness = texts.lead_level(lead_level(&data.comparison, verdict));
        let why = escape_for_terminal(&texts.verdict(comparison, lead, verdict));
        writeln!(out, "{robustness} {why}")?;
    }
    if let Some(shares) = texts.leader_shares(comparison, report) {
        writeln!(out, "{}\n", escape_for_terminal(&shares))?;
    }
    write_rank_acceptability(out, texts, comparison, report)?;
    writeln!(out, "\nBy a criterion’s share of the total weight")?;
    write_stability_intervals(out, texts, comparison, lead)?;
    write_nearest_weights(out, texts, comparison, report)
}

/// Writes the shares of all sets of weights under which each entry is first, and for few entries those of the other
/// ranks, in descending order of the first.
fn write_rank_acceptability(
    out: &mut impl Write,
    texts: &Texts,
    comparison: &Comparison,
    report: &Report,
) -> io::Result<()> {
    let percent = |share| texts.percent(format_percent(share));
    let shares = report.acceptabilities_by_first_share(comparison);
    let last_rank = match shares.len() {
        count @ ..=MAX_RANK_COLUMNS => count as u32,
        _ => 1,
    };
    let mut head = vec!["Rank acceptability".to_owned(), "first".to_owned()];
    head.extend((2..=last_rank).map(|rank| rank.to_string()));
    let has_missing_scores = shares
        .iter()
        .any(|shares| shares.first.low < shares.first.high);
    if has_missing_scores {
        head.push("first, with missing scores".to_owned());
    }
    let mut lines = vec![head];
    for shares in &shares {
        let name = escape_for_terminal(&comparison.entry(shares.entry).name);
        let mut line = vec![name, percent(shares.first.share)];
        let ranks = shares.ranks.iter().flatten();
        let ranks = ranks.take(last_rank as usize).skip(1);
        line.extend(ranks.map(|&share| match share {
            0.0 => "·".to_owned(),
            _ => percent(share),
        }));
        if has_missing_scores {
            line.push(texts.first_share_range(&shares.first));
        }
        lines.push(line);
    }
    write_columns(out, &lines, &[Align::Start])?;
    let others = report.entries - shares.len();
    if others > 0 {
        writeln!(out, "… and {others} more that can never be first alone")?;
    }
    Ok(())
}

fn write_stability_intervals(
    out: &mut impl Write,
    texts: &Texts,
    comparison: &Comparison,
    lead: &Lead,
) -> io::Result<()> {
    let stability_intervals = comparison.criteria.iter().zip(&lead.stability_intervals);
    let lines = stability_intervals.map(|(criterion, interval)| {
        let sentences = texts.stability_interval(comparison, lead.leader, interval);
        [&*criterion.name, &sentences]
            .map(escape_for_terminal)
            .to_vec()
    });
    let lines: Vec<Vec<String>> = lines.collect();
    write_columns(out, &lines, &[Align::Start, Align::Start])
}

/// Writes the nearest winning weights of the entries that aren't first.
fn write_nearest_weights(
    out: &mut impl Write,
    texts: &Texts,
    comparison: &Comparison,
    report: &Report,
) -> io::Result<()> {
    let mut others = ranked_entries(comparison)
        .map(|entry| (entry, report.nearest_weights(comparison, entry)))
        .filter(|(_, nearest)| !matches!(nearest, NearestWeights::Reachable { movement, .. } if *movement == 0.0))
        .peekable();
    if others.peek().is_some() {
        writeln!(out, "\nNearest winning weights")?;
    }
    for (entry, nearest) in others {
        let sentence = texts.nearest_weights(comparison, entry, &nearest);
        let line = match &nearest {
            NearestWeights::Reachable { weights, .. } => {
                let changes = texts.weight_changes(comparison, &report.weights, weights);
                let changes = changes.iter().map(|(criterion, change)| {
                    format!("{} {change}", comparison.criterion(*criterion).name)
                });
                let changes: Vec<String> = changes.collect();
                format!("{sentence} {}", changes.join(", "))
            }
            NearestWeights::Unknown => texts.labeled(&comparison.entry(entry).name, &sentence),
            NearestWeights::Dominated(_) | NearestWeights::DominatedByCombination(_) => sentence,
        };
        writeln!(out, "{}", escape_for_terminal(&line))?;
    }
    Ok(())
}
