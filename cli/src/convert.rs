use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{csv_losses, to_csv, to_json, to_packed};

use super::check_report::locate;
use super::file::{File, InputOptions};
use super::{Outcome, diagnostics, print_error};

/// Converts a data set to JSON, to CSV, or to a packed file, which widgets load with the least code.
#[derive(Args)]
pub(crate) struct Convert {
    /// The data set: JSON, CSV, a packed file, or a workbook of Excel or LibreOffice; `-` is the standard input.
    input: PathBuf,
    #[command(flatten)]
    options: InputOptions,
    /// The file to write, by default the standard output. Its extension sets the format.
    #[arg(required_unless_present = "to")]
    output: Option<PathBuf>,
    /// The format to write.
    #[arg(long, value_enum)]
    to: Option<TargetFormat>,
    /// Overwrite an existing file.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum TargetFormat {
    Csv,
    Json,
    #[value(alias = "bin")]
    Packed,
}

impl Convert {
    pub(crate) fn run(&self) -> io::Result<Outcome> {
        let Some(target) = self.target() else {
            print_error(
                "the output format is unknown; end the output’s name in .csv, .json or .bin, or add --to",
            );
            return Ok(Outcome::Failed);
        };
        let Some(file) = File::read_or_print_error(&self.input, &self.options) else {
            return Ok(Outcome::Failed);
        };
        let data = match file.data_set() {
            Ok(data) => data,
            Err(problems) => {
                let mut err = anstream::stderr().lock();
                for problem in locate(&file, problems) {
                    writeln!(err, "{}\n", diagnostics::render_problem(&file, &problem))?;
                }
                return Ok(Outcome::Problems);
            }
        };
        for note in file.notes(&data) {
            let note = diagnostics::render_note(&file.name, &note);
            writeln!(anstream::stderr(), "{note}\n")?;
        }
        let content = match target {
            TargetFormat::Json => to_json(&data.comparison, &data.details).into_bytes(),
            TargetFormat::Csv => {
                print_losses(&file.name, &data)?;
                to_csv(&data.comparison, &data.details).into_bytes()
            }
            TargetFormat::Packed => to_packed(&data).map_err(io::Error::other)?,
        };
        if content.len() > Comparison::MAX_BYTES {
            let (mib, limit) = (content.len() >> 20, Comparison::MAX_BYTES >> 20);
            print_error(&format!(
                "the output would have {mib} MiB, and no file with more than {limit} MiB can be read; remove entries, shorten texts, or convert to another format",
            ));
            return Ok(Outcome::Failed);
        }
        match &self.output {
            Some(path) => Ok(self.write(path, &content)),
            None => {
                io::stdout().write_all(&content)?;
                Ok(Outcome::Fine)
            }
        }
    }

    /// Returns the format to write, from `--to` or the output's extension.
    fn target(&self) -> Option<TargetFormat> {
        let extension = || self.output.as_ref()?.extension()?.to_str();
        self.to
            .or_else(|| TargetFormat::from_str(extension()?, true).ok())
    }

    fn write(&self, path: &Path, content: &[u8]) -> Outcome {
        let mut options = OpenOptions::new();
        options.write(true);
        match self.force {
            true => options.create(true).truncate(true),
            false => options.create_new(true),
        };
        let result = options
            .open(path)
            .and_then(|mut file| file.write_all(content));
        let Err(error) = result else {
            return Outcome::Fine;
        };
        let hint = match error.kind() {
            io::ErrorKind::AlreadyExists => "; use --force to overwrite it",
            _ => "",
        };
        print_error(&format!("cannot write {}: {error}{hint}", path.display()));
        Outcome::Failed
    }
}

/// Prints a warning with the parts of the data set that CSV can't contain.
fn print_losses(file: &str, data: &DataSet) -> io::Result<()> {
    let losses = csv_losses(data);
    if losses.is_empty() {
        return Ok(());
    }
    let message = format!("CSV can’t hold {}", losses.join(", "));
    writeln!(
        anstream::stderr(),
        "{}",
        diagnostics::render_warning(file, &message)
    )
}
