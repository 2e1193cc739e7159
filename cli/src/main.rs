//! The command for editors: checks data sets, converts them, and reports the robustness of their rankings.

mod check;
mod check_report;
mod columns;
mod convert;
mod diagnostics;
mod escape_for_terminal;
mod excerpt;
mod file;
mod output_format;
mod robustness;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::check::Check;
use crate::convert::Convert;
use crate::robustness::RobustnessCommand;

/// Checks data sets of the widget `<weigh-in>`, converts them between formats, and reports the robustness of their
/// rankings.
///
/// Exits with 0 on success, with 1 if a data set has problems, and with 2 if a file can't be read or written, or the
/// command line is invalid.
#[derive(Parser)]
#[command(name = "weigh-in", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Check),
    Convert(Convert),
    Robustness(RobustnessCommand),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(check) => check.run(),
        Command::Convert(convert) => convert.run(),
        Command::Robustness(robustness) => robustness.run(),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // The reader of a pipe, such as `head`, may stop early.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&format!("cannot write: {error}"));
            Outcome::Failed.into()
        }
    }
}

/// The outcome of a command, ordered from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    /// A data set has problems.
    Problems,
    /// A file could not be read or written, or the command line is invalid.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Prints an error to the standard error.
fn print_error(message: &str) {
    let error = annotate_snippets::Level::ERROR.primary_title(message);
    let report = annotate_snippets::Renderer::styled()
        .render(&[annotate_snippets::Group::with_title(error)]);
    // If this fails, the exit code still reports the error.
    let _ = std::io::Write::write_fmt(&mut anstream::stderr(), format_args!("{report}\n"));
}

fn format_count(count: usize, singular: &str, plural: &str) -> String {
    match count {
        0 => format!("no {plural}"),
        1 => format!("1 {singular}"),
        _ => format!("{count} {plural}"),
    }
}
