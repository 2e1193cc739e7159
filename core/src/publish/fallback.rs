use super::escaping::Escaped;
use crate::dataset::Comparison;
use crate::ranking::{Ranking, RankingRow};
use crate::text::{self, Texts};
use crate::weights::{Shares, Weights};

/// The maximum number of entries in plain HTML, where a hundred thousand would be too many for a page.
pub(super) const MAX_LISTED: usize = 100;

/// Renders the ranking at the published weights as plain HTML, for a page without the widget, in the language of `texts`.
///
/// The result is a paragraph with the weights, an ordered list of the ranked entries, and an unordered list of those
/// without a rank. They have the first hundred entries; a last paragraph counts the rest. Texts of the data are escaped.
pub fn fallback_html(comparison: &Comparison, texts: &Texts) -> String {
    ranking_html(comparison, &comparison.published_weights(), texts)
}

/// Renders the ranking under `weights` as plain HTML, in which every line is a block element or a tag of one.
pub(super) fn ranking_html(comparison: &Comparison, weights: &Weights, texts: &Texts) -> String {
    let shares = Shares::new(weights);
    let criteria = comparison.indexed_criteria().map(|(index, criterion)| {
        let share = texts.percent(shares[index]);
        format!("{} {share}", Escaped(&criterion.name))
    });
    let criteria: Vec<String> = criteria.collect();
    let criteria = criteria.join(texts.get(text::COMMA));
    let weighted = match comparison.title.as_str() {
        "" => texts.fill(text::WEIGHTED_BY, &[&criteria]),
        title => {
            let title = Escaped(title).to_string();
            texts.fill(text::WEIGHTED_BY_UNDER_TITLE, &[&title, &criteria])
        }
    };
    let mut html = format!("<p>{weighted}</p>\n");

    let ranking = Ranking::with_filter(comparison, weights, &|_| true, MAX_LISTED);
    let ranked = |row: &&RankingRow| row.standing.is_some();
    let (ranked, unranked): (Vec<_>, Vec<_>) = ranking.rows().iter().partition(ranked);
    html += &list(comparison, texts, "ol", &ranked);
    // An unordered list, because these entries have no rank.
    html += &list(comparison, texts, "ul", &unranked);
    let more = ranking.entry_count() - ranking.rows().len();
    if more > 0 {
        let more = texts.fill(text::MORE_BELOW, &[&texts.number(more)]);
        html += &format!("<p>{more}</p>\n");
    }

    let note = &comparison.source.note;
    if !note.is_empty() {
        html += &format!("<p><small>{}</small></p>\n", Escaped(note));
    }
    html
}

/// Renders the rows, if there are any, as a list.
fn list(comparison: &Comparison, texts: &Texts, tag: &str, rows: &[&RankingRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut html = format!("<{tag}>\n");
    for row in rows {
        let entry = comparison.entry(row.entry);
        let mut value = String::new();
        let mut item = format!("<b>{}</b>", Escaped(&entry.name));
        if !entry.tagline.is_empty() {
            item += texts.get(text::COMMA);
            item += &Escaped(&entry.tagline).to_string();
        }
        if let Some(standing) = row.standing {
            value = format!(" value=\"{}\"", standing.rank.number());
            let score = texts.number(standing.total.points());
            let score = [score, texts.of_100()].join(" ");
            item = texts.fill(text::LABELED, &[&item, &score]);
        }
        html += &format!("  <li{value}>{item}</li>\n");
    }
    html + &format!("</{tag}>\n")
}
