mod check;
mod columns;
mod convert;
mod diagnostics;
mod excerpt;
mod file;
mod findings;
mod harmless;
mod insights;
mod shape;
mod study;

use std::process::ExitCode;

pub(crate) use self::check::Check;
pub(crate) use self::convert::Convert;
pub(crate) use self::insights::Insights;

/// How a command ends; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
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
pub(crate) fn complain(message: &str) {
    let error = annotate_snippets::Level::ERROR.primary_title(message);
    let report = annotate_snippets::Renderer::styled()
        .render(&[annotate_snippets::Group::with_title(error)]);
    // Where even this cannot be written, the exit code says it.
    let _ = std::io::Write::write_fmt(&mut anstream::stderr(), format_args!("{report}\n"));
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
