use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::{Serialize, Serializer};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::robustness::{Acceptability, Band, Firmness, Nearby, PathToFirst};
use weigh_in_core::weights::{Change, Weights};

use super::columns::{Column, columns};
use super::file::File;
use super::findings::{PlacedProblem, placed};
use super::harmless::harmless;
use super::shape::Shape;
use super::study::{Lead, Study};
use super::{Outcome, counted, diagnostics};

/// Tells how firm the ranking of data sets is at their published weights.
#[derive(Args)]
pub(crate) struct Insights {
    /// Data sets in JSON or CSV; `-` is the standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to tell it.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
}

/// All of it, for programs.
#[derive(Serialize)]
struct Document {
    files: Vec<Told>,
}

/// What is told of a file. `firstShare`, `bands` and `paths` are those of the element's property `insights`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    file: String,
    problems: Vec<PlacedProblem>,
    name: Option<String>,
    /// The first entry's id; `None` if nothing is ranked.
    leader: Option<String>,
    /// `firm`, `fair` or `thread`.
    firmness: Option<&'static str>,
    /// In what share of the weightings nearby the leader stays first.
    nearby: Option<f64>,
    first_share: ById<f64>,
    bands: ById<Ends>,
    paths: ById<Option<Way>>,
}

#[derive(Serialize)]
struct Ends {
    low: f64,
    high: f64,
    below: Option<String>,
    above: Option<String>,
}

#[derive(Serialize)]
struct Way {
    weights: ById<f64>,
    movement: f64,
}

/// Ids with what is told of each, in the order of the data.
struct ById<T>(Vec<(String, T)>);

/// The most entries for which all ranks have columns.
const MOST_COLUMNS: usize = 10;

impl Insights {
    pub(crate) fn run(&self) -> io::Result<Outcome> {
        let mut out = anstream::stdout().lock();
        let mut outcome = Outcome::Fine;
        let mut all = Vec::new();
        for path in &self.files {
            let Some(file) = File::read_or_complain(path) else {
                outcome = Outcome::Failed;
                continue;
            };
            let (comparison, problems) = match file.data_set() {
                Ok(data) => (Some(data.comparison), Vec::new()),
                Err(problems) => (None, placed(&file, problems)),
            };
            if !problems.is_empty() {
                outcome = outcome.max(Outcome::Problems);
            }
            let study = comparison.as_ref().and_then(Study::new);
            match (self.format, &comparison) {
                (Shape::Json, _) => all.push(told(&file, problems, comparison.as_ref(), study)),
                (Shape::Text, Some(comparison)) => {
                    write_study(&mut out, &file, comparison, study.as_ref())?;
                }
                (Shape::Text, None) => {
                    for problem in &problems {
                        writeln!(out, "{}\n", diagnostics::problem(&file, problem))?;
                    }
                    let count = counted(problems.len(), "problem", "problems");
                    writeln!(out, "{}: {count}", file.name)?;
                }
            }
        }
        if self.format == Shape::Json {
            serde_json::to_writer_pretty(&mut out, &Document { files: all })?;
            writeln!(out)?;
        }
        Ok(outcome)
    }
}

fn told(
    file: &File,
    problems: Vec<PlacedProblem>,
    comparison: Option<&Comparison>,
    study: Option<Study>,
) -> Told {
    let mut told = Told {
        file: file.name.clone(),
        problems,
        name: comparison.map(|comparison| comparison.title.clone()),
        leader: None,
        firmness: None,
        nearby: None,
        first_share: ById(Vec::new()),
        bands: ById(Vec::new()),
        paths: ById(Vec::new()),
    };
    let (Some(comparison), Some(study)) = (comparison, study) else {
        return told;
    };
    let id = |entry: EntryIndex| comparison.entry(entry).id.clone();
    let shares = study.shares.contenders();
    told.first_share.0 = shares
        .map(|entry| (id(entry), study.shares.first(entry).share))
        .collect();
    if let Some(lead) = &study.lead {
        told.leader = Some(id(lead.leader));
        told.firmness = Some(match lead.firmness {
            Firmness::Firm => "firm",
            Firmness::Fair => "fair",
            Firmness::Thread => "thread",
        });
        told.nearby = lead.nearby;
        let bands = comparison.criteria.iter().zip(&lead.bands);
        let ends = |band: &Band| Ends {
            low: band.low.to_f64(),
            high: band.high.to_f64(),
            below: band.below.map(id),
            above: band.above.map(id),
        };
        told.bands.0 = bands
            .map(|(criterion, band)| (criterion.id.clone(), ends(band)))
            .collect();
    }
    let way = |path| match path {
        PathToFirst::Way { weights, movement } => {
            let weights = weights.iter().map(|(criterion, weight)| {
                let number = f64::from(weight.hundredths()) / 100.0;
                (comparison.criterion(criterion).id.clone(), number)
            });
            Some(Way {
                weights: ById(weights.collect()),
                movement,
            })
        }
        _ => None,
    };
    told.paths.0 = study
        .paths
        .into_iter()
        .map(|(entry, path)| (id(entry), way(path)))
        .collect();
    told
}

impl<T: Serialize> Serialize for ById<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, value)))
    }
}

fn write_study(
    out: &mut impl Write,
    file: &File,
    comparison: &Comparison,
    study: Option<&Study>,
) -> io::Result<()> {
    write!(out, "{}: ", file.name)?;
    let Some(study) = study else {
        return writeln!(
            out,
            "there are too many entries to tell how firm their order is"
        );
    };
    match &study.lead {
        Some(lead) => {
            writeln!(out, "{}", verdict(comparison, lead))?;
            let first = percent(study.shares.first(lead.leader).share);
            write!(
                out,
                "{} is first in {first} of all weightings",
                name(comparison, lead.leader)
            )?;
            if let Some(nearby) = lead.nearby.map(percent) {
                let reach = Nearby::REACH;
                write!(
                    out,
                    ", and in {nearby} of those within {reach} points of the published weights"
                )?;
            }
            writeln!(out, ".\n")?;
        }
        None => writeln!(out, "all weights are 0, so that nothing is ranked.\n")?,
    }
    write_shares(out, comparison, &study.shares)?;
    if let Some(lead) = &study.lead {
        writeln!(out, "\nIt stays first while a criterion counts")?;
        write_bands(out, comparison, lead)?;
        write_paths(out, comparison, study)?;
    }
    Ok(())
}

/// The sentence that the widget has above the ranking.
fn verdict(comparison: &Comparison, lead: &Lead) -> String {
    let leader = name(comparison, lead.leader);
    let criterion = |index| harmless(&comparison.criterion(index).name);
    let firmly = match lead.firmness {
        Firmness::Firm => "firmly",
        Firmness::Fair => "fairly firmly",
        Firmness::Thread => "hanging on a thread",
    };
    let level = lead.level.map(|level| name(comparison, level));
    let told = match (&lead.shift, level) {
        (Some(_), Some(level)) => {
            format!("{leader} and {level} are level on top: the slightest change decides.")
        }
        (Some(shift), None) => format!(
            "{leader} is first, {firmly}: moving {:.1} of 100 points of weight from {} to {} puts {} first.",
            shift.points(),
            criterion(shift.from),
            criterion(shift.to),
            name(comparison, shift.rival),
        ),
        (None, Some(level)) => {
            format!("{leader} and {level} are level on top whatever the weights.")
        }
        (None, None) if lead.always => format!("{leader} is first whatever the weights."),
        (None, None) => format!(
            "{leader} is first, {firmly}: no weight moved from one criterion to another takes the first place from it."
        ),
    };
    match lead.is_open {
        true => format!("{told} Missing scores could change this."),
        false => told,
    }
}

/// How often each entry is first, and takes each rank where they are few; who is first most often comes first.
fn write_shares(
    out: &mut impl Write,
    comparison: &Comparison,
    shares: &Acceptability,
) -> io::Result<()> {
    let mut entries: Vec<EntryIndex> = shares.contenders().collect();
    entries.sort_by(|&a, &b| {
        let share = |entry| shares.first(entry).share;
        share(b)
            .total_cmp(&share(a))
            .then_with(|| comparison.published_order(a, b))
    });
    let last = match entries.len() {
        count @ ..=MOST_COLUMNS => count as u32,
        _ => 1,
    };
    let ranks = 2..=last;
    let mut lines = vec![vec![
        "Share of all weightings".to_owned(),
        "first".to_owned(),
    ]];
    lines[0].extend(ranks.clone().map(|rank| rank.to_string()));
    let is_open = |entry| shares.first(entry).low < shares.first(entry).high;
    let has_gaps = entries.iter().any(|&entry| is_open(entry));
    for &entry in &entries {
        let first = shares.first(entry);
        let mut line = vec![name(comparison, entry), percent(first.share)];
        line.extend(ranks.clone().map(|rank| match shares.at(entry, rank) {
            Some(0.0) | None => "·".to_owned(),
            Some(share) => percent(share),
        }));
        if has_gaps {
            line.push(match is_open(entry) {
                true => format!("{}–{}", percent(first.low), percent(first.high)),
                false => String::new(),
            });
        }
        lines.push(line);
    }
    if has_gaps {
        lines[0].push("first, by what is missing".to_owned());
    }
    columns(out, &lines, &[Column::Start])?;
    let others = shares.entries().len() - entries.len();
    if others > 0 {
        writeln!(out, "… and {others} more that can never be first alone")?;
    }
    Ok(())
}

fn write_bands(out: &mut impl Write, comparison: &Comparison, lead: &Lead) -> io::Result<()> {
    let bands = comparison.criteria.iter().zip(&lead.bands);
    let line = |(criterion, band): (&weigh_in_core::dataset::Criterion, &Band)| {
        let end = |side, taker: Option<EntryIndex>| {
            taker.map(|taker| format!("{side} {}", name(comparison, taker)))
        };
        let takers = [end("below", band.below), end("above", band.above)];
        let takers: Vec<String> = takers.into_iter().flatten().collect();
        vec![
            harmless(&criterion.name),
            tenths(band.low.to_f64()),
            format!("to {}", tenths(band.high.to_f64())),
            takers.join(", "),
        ]
    };
    let lines: Vec<Vec<String>> = bands.map(line).collect();
    columns(
        out,
        &lines,
        &[Column::Start, Column::End, Column::Start, Column::Start],
    )
}

/// What would put those first that aren't.
fn write_paths(out: &mut impl Write, comparison: &Comparison, study: &Study) -> io::Result<()> {
    let others = study.paths.iter();
    let mut others = others
        .filter(|(_, path)| !matches!(path, PathToFirst::Way { movement, .. } if *movement == 0.0))
        .peekable();
    if others.peek().is_some() {
        writeln!(out, "\nWhat would put the others first")?;
    }
    for (entry, path) in others {
        let name = |entry| name(comparison, entry);
        let told = match path {
            PathToFirst::Way { weights, movement } => {
                let moved = comparison
                    .indexed_criteria()
                    .filter_map(|(index, criterion)| {
                        let change = change(&comparison.published_weights(), weights, index)?;
                        Some(format!("{} {change}", harmless(&criterion.name)))
                    });
                let moved: Vec<String> = moved.collect();
                let points = points(movement / 2.0);
                format!(
                    "{points} of 100 points of weight move: {}",
                    moved.join(", ")
                )
            }
            PathToFirst::Dominated(other) => {
                format!(
                    "nothing: {} is at least as good on every criterion",
                    name(*other)
                )
            }
            PathToFirst::DominatedByMixture(parts) => {
                let parts = parts
                    .iter()
                    .map(|&(other, part)| format!("{} {}", percent(part), name(other)));
                let parts: Vec<String> = parts.collect();
                format!(
                    "nothing: a mixture of {} is better on every criterion",
                    parts.join(", ")
                )
            }
            PathToFirst::Unknown => "no weights were found".to_owned(),
        };
        writeln!(out, "{}: {told}", name(*entry))?;
    }
    Ok(())
}

/// How a weight changes; `None` if it does not.
fn change(from: &Weights, to: &Weights, criterion: CriterionIndex) -> Option<String> {
    Some(match Change::of(criterion, from, to)? {
        Change::Weight(from, to) => format!("{from} → {to}"),
        Change::Share(from, to) => format!("{from} % → {to} %"),
    })
}

fn name(comparison: &Comparison, entry: EntryIndex) -> String {
    harmless(&comparison.entry(entry).name)
}

/// A share in whole percent, but in tenths where that would say none or all of what is neither.
fn percent(share: f64) -> String {
    match 1000.0 * share {
        rare if rare > 0.0 && rare < 10.0 => tenths(share.max(0.001)),
        usual if usual > 990.0 && usual < 1000.0 => tenths(share.min(0.999)),
        _ => format!("{:.0} %", 100.0 * share),
    }
}

fn tenths(share: f64) -> String {
    format!("{} %", points(share))
}

fn points(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}
