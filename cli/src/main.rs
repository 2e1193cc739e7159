//! The command for editors: checks data sets, takes them from one format to the other, and tells how firm they rank.

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

/// Checks data sets of the widget `<weigh-in>`, converts them between CSV and JSON, and tells how firm their rankings are.
///
/// Exits with 0 if all is well, with 1 if data have problems, and with 2 if a file cannot be read or
/// written, or the command line makes no sense.
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
        // Whoever reads along, such as `head`, has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&format!("cannot write: {error}"));
            Outcome::Failed.into()
        }
    }
}

/// How a command ends; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Fine,
    /// Some data have problems.
    Problems,
    /// Something could not be read or written.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Tells on the standard error what kept the command from its work.
fn print_error(message: &str) {
    let error = annotate_snippets::Level::ERROR.primary_title(message);
    let report = annotate_snippets::Renderer::styled()
        .render(&[annotate_snippets::Group::with_title(error)]);
    // Where even this cannot be written, the exit code says it.
    let _ = std::io::Write::write_fmt(&mut anstream::stderr(), format_args!("{report}\n"));
}

fn format_count(count: usize, singular: &str, plural: &str) -> String {
    match count {
        0 => format!("no {plural}"),
        1 => format!("1 {singular}"),
        _ => format!("{count} {plural}"),
    }
}
