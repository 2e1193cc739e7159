use std::fs;
use std::io::{self, Read};
use std::path::Path;

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{DataFormat, Problem};

use super::print_error;

/// The file of a data set.
pub(super) struct File {
    /// The path for messages; `<stdin>` for the standard input.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) format: DataFormat,
}

impl File {
    /// Reads a file, or the standard input if the path is `-`. Prints an error and returns `None` on failure.
    pub(super) fn read_or_print_error(path: &Path) -> Option<File> {
        let file = File::read(path);
        let report_error = |error: &io::Error| {
            print_error(&format!("cannot read {}: {error}", path.display()));
        };
        file.inspect_err(report_error).ok()
    }

    fn read(path: &Path) -> io::Result<File> {
        let mut bytes = Vec::new();
        let name = if path.as_os_str() == "-" {
            io::stdin().read_to_end(&mut bytes)?;
            "<stdin>".to_owned()
        } else {
            bytes = fs::read(path)?;
            path.display().to_string()
        };
        let format = DataFormat::detect("", &name, &bytes);
        Ok(File {
            name,
            bytes,
            format,
        })
    }

    pub(super) fn data_set(&self) -> Result<DataSet, Vec<Problem>> {
        DataSet::read(&self.bytes, self.format)
    }
}
