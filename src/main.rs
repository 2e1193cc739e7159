//! The command for editors: checks data sets, takes them from one format to the other, and tells how firm they rank.

mod command;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::command::{Check, Convert, Insights, Outcome};

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
    Insights(Insights),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(check) => check.run(),
        Command::Convert(convert) => convert.run(),
        Command::Insights(insights) => insights.run(),
    };
    match done {
        Ok(outcome) => outcome.into(),
        // Whoever reads along, such as `head`, has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            command::complain(&format!("cannot write: {error}"));
            Outcome::Failed.into()
        }
    }
}
