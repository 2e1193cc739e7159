use std::fmt::{self, Display, Write};

use crate::comparison::Comparison;
use crate::ranking::{Ranked, Ranking};
use crate::weighting::Shares;

/// The ranking at the published weights as plain HTML, for a page to show without the widget.
///
/// Texts of the data are escaped. The result is a paragraph with the weights, an ordered list, and a list without
/// numbers of the entries that have no rank.
pub fn fallback_html(comparison: &Comparison) -> String {
    let mut html = String::new();
    // Writing to a string can't fail.
    let _ = write_fallback(&mut html, comparison);
    html
}

fn write_fallback(html: &mut String, comparison: &Comparison) -> fmt::Result {
    let weights = comparison.published_weights();
    let shares = Shares::new(&weights);
    let criteria: Vec<String> = comparison
        .indexed_criteria()
        .map(|(index, criterion)| format!("{} {} %", Escaped(&criterion.name), shares[index]))
        .collect();
    let title = match comparison.title.as_str() {
        "" => "Weighted by".to_owned(),
        title => format!("{}, weighted by", Escaped(title)),
    };
    writeln!(html, "<p>{title} {}.</p>", criteria.join(", "))?;

    let ranking = Ranking::new(comparison, &weights);
    let ranked = |row: &&Ranked| row.standing.is_some();
    let (ranked, unranked): (Vec<_>, Vec<_>) = ranking.rows().iter().partition(ranked);
    write_list(html, comparison, "ol", &ranked)?;
    // Without numbers: these have no rank.
    write_list(html, comparison, "ul", &unranked)?;

    if !comparison.source.note.is_empty() {
        writeln!(
            html,
            "<p><small>{}</small></p>",
            Escaped(&comparison.source.note)
        )?;
    }
    Ok(())
}

/// Writes the rows as a list; nothing if there are none.
fn write_list(
    html: &mut String,
    comparison: &Comparison,
    tag: &str,
    rows: &[&Ranked],
) -> fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(html, "<{tag}>")?;
    for row in rows {
        let entry = comparison.entry(row.entry);
        let value = row
            .standing
            .map(|standing| format!(" value=\"{}\"", standing.rank.number()));
        write!(
            html,
            "  <li{}><b>{}</b>",
            value.unwrap_or_default(),
            Escaped(&entry.name)
        )?;
        if !entry.tagline.is_empty() {
            write!(html, ", {}", Escaped(&entry.tagline))?;
        }
        if let Some(standing) = row.standing {
            write!(html, ": {} of 100", standing.total.points())?;
        }
        writeln!(html, "</li>")?;
    }
    writeln!(html, "</{tag}>")
}

/// Text as HTML and XML show it, within elements and quoted attributes.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            _ => f.write_char(c),
        })
    }
}
