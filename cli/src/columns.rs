use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    End,
}

/// Writes lines of cells in columns, by their widths in a terminal. Columns without an alignment are aligned to the
/// end.
pub(super) fn write_columns(
    out: &mut impl Write,
    lines: &[Vec<String>],
    alignments: &[Align],
) -> io::Result<()> {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let texts = lines.iter().filter_map(|line| line.get(column));
        texts.map(|text| text.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    for line in lines {
        let mut row = String::new();
        for (column, (text, width)) in line.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(width - text.width());
            row.push_str("  ");
            match alignments.get(column).unwrap_or(&Align::End) {
                Align::Start => row = row + text + &padding,
                Align::End => row = row + &padding + text,
            }
        }
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}
