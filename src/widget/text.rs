//! Every word that the widget itself says, in one place.

use crate::comparison::{Basis, Comparison, Criterion, Entry, Score};
use crate::ranking::{Change, Contribution, Difference, Points, Rank};
use crate::session::Filter;
use crate::share::Notice;
use crate::weighting::{Share, Weight};

pub(super) const ALL: &str = "all of them";
pub(super) const ALL_WEIGHTS: &str = "All weights";
pub(super) const ALL_ZERO: &str =
    "Every weight is 0, so nothing is ranked. Raise one to rank again.";
pub(super) const ALTERNATIVES: &str = "See also";
pub(super) const ANY: &str = "any of them";
pub(super) const BEST_FOR: &str = "Best for";
pub(super) const BY_ORDER: &str = "Use the weights of this order";
pub(super) const CLEAR: &str = "Clear all";
pub(super) const COMPARE: &str = "Compare";
pub(super) const COMPARISON: &str = "Comparison";
pub(super) const CONSIDER_IF: &str = "Consider if";
pub(super) const COPIED: &str = "Link copied";
pub(super) const COPY: &str = "Copy link";
pub(super) const COPY_BY_HAND: &str = "Copy this link: it opens this weighting.";
pub(super) const CRITERION: &str = "Criterion";
pub(super) const DISMISS: &str = "Close";
pub(super) const DISCLAIMER: &str = "Disclaimer";
pub(super) const EMPTY: &str = "Nothing passes all of these filters. Loosen one:";
pub(super) const EMPTY_EVEN_SO: &str =
    "Nothing passes these filters, and no single one is to blame. Clear them all.";
pub(super) const EQUAL: &str = "Equal";
pub(super) const FEATURES: &str = "Features";
pub(super) const GUIDE: &str = "Guide";
pub(super) const INVALID_WEIGHT: &str = "Type a number from 0 to 100.";
pub(super) const LEADS: &str = "Leads";
pub(super) const LEVEL: &str = "level";
pub(super) const LOADING: &str = "Loading …";
pub(super) const MODE: &str = "Needs";
pub(super) const NO_RANK: &str = "–";
pub(super) const NO_SCORE: &str = "no score";
pub(super) const NOT_LOADED: &str = "This part could not be loaded.";
pub(super) const NOT_SAVED: &str = "The file could not be made.";
pub(super) const OF_100: &str = "of 100";
pub(super) const ORDER: &str = "Rank by importance";
pub(super) const ORDER_HOW: &str =
    "Put what matters most on top: the weights follow, and add up to 100.";
pub(super) const ORDER_SOURCE: &str = "Rank-order-centroid weights, after Barron and Barrett (1996): the average of all weightings that agree with an order.";
pub(super) const OURS: &str = "Our suggestions";
pub(super) const POINTS: &str = "Points";
pub(super) const PRESETS: &str = "Weightings";
pub(super) const PUBLISHED: &str = "Published";
pub(super) const RANKING: &str = "Ranking";
pub(super) const REMOVE: &str = ", remove";
pub(super) const RESET: &str = "Reset";
pub(super) const RESET_DONE: &str = "Weights are as published again.";
pub(super) const SAVE: &str = "Save";
pub(super) const SAVE_CSV: &str = "Table (CSV)";
pub(super) const SAVE_JSON: &str = "Data (JSON)";
pub(super) const SAVE_PNG: &str = "Picture (PNG)";
pub(super) const SAVE_SVG: &str = "Drawing (SVG)";
pub(super) const SCORE: &str = "Score";
pub(super) const SEARCH: &str = "Search";
pub(super) const SHARE_OF_TOTAL: &str = "Share";
pub(super) const SHARE_SHEET: &str = "Share …";
pub(super) const SOURCES: &str = "Sources";
pub(super) const TOTAL: &str = "Total";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const UNDO: &str = "Undo";
pub(super) const USE_CASE: &str = "My case";
pub(super) const WEBSITE: &str = "Website";
pub(super) const WEIGHTS: &str = "Weights";
pub(super) const WHY: &str = "Why";

/// What a score rests on: “stated: evertas.com”, or “inferred”.
pub(super) fn basis(basis: Basis, source: &str) -> String {
    match basis {
        Basis::Inferred => "inferred".to_owned(),
        Basis::Stated if source.is_empty() => "stated".to_owned(),
        Basis::Stated => format!("stated: {source}"),
    }
}

/// What a screen reader is told of the last movement, in one sentence.
pub(super) fn announcement(comparison: &Comparison, changes: &[Change]) -> String {
    let Some(first) = changes.first() else {
        return "The order is as it was.".to_owned();
    };
    let name = &comparison.entry(first.entry).name;
    let (to, from) = (ordinal(first.to), ordinal(first.from));
    let others = match changes.len() - 1 {
        0 => String::new(),
        1 => ", and one other moved".to_owned(),
        others => format!(", and {others} others moved"),
    };
    format!("{name} is now {to}, was {from}{others}.")
}

/// The button by which a weight goes back to the published one.
pub(super) fn back_to(published: Weight) -> String {
    format!("↺ {published}")
}

/// The least and the greatest total of an entry with missing scores.
pub(super) fn bounds(least: Points, greatest: Points) -> String {
    format!("{least}–{greatest}, some scores missing")
}

/// “10 ranked by 6 criteria”.
pub(super) fn about(comparison: &Comparison) -> String {
    let (entries, criteria) = (comparison.entries.len(), comparison.criteria.len());
    format!(
        "{entries} ranked by {criteria} {}",
        if criteria == 1 {
            "criterion"
        } else {
            "criteria"
        }
    )
}

/// What rose and fell with the last movement.
pub(super) fn changes(comparison: &Comparison, changes: &[Change]) -> String {
    const TOLD: usize = 3;
    let told = changes.iter().take(TOLD).map(|change| {
        let name = &comparison.entry(change.entry).name;
        let arrow = if change.is_rise() { "▲" } else { "▼" };
        format!(
            "{arrow} {name} {} → {}",
            change.from.number(),
            change.to.number()
        )
    });
    let mut told: Vec<String> = told.collect();
    if changes.len() > TOLD {
        told.push(format!("{} more", changes.len() - TOLD));
    }
    told.join(" · ")
}

/// The way to the comparison of so many entries.
pub(super) fn compare(entries: usize) -> String {
    if entries == 1 {
        "Compare with …".to_owned()
    } else {
        format!("Compare {entries}")
    }
}

/// “Region: APAC”.
pub(super) fn labelled(label: &str, what: &str) -> String {
    format!("{label}: {what}")
}

pub(super) fn lock(criterion: &Criterion) -> String {
    format!("Lock {}", criterion.name)
}

/// What a filter would let through if it were less strict.
pub(super) fn loosen(filter: &str, entries: usize) -> String {
    format!("Without {filter}: {entries} shown")
}

pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::UnknownVersion(_) => {
            "This link is in a format that is not known here, so the published weights are shown."
                .to_owned()
        }
        Notice::LeftOut(part) => {
            format!("“{part}” in this link means nothing here and was left out.")
        }
    }
}

pub(super) fn number_label(criterion: &Criterion) -> String {
    format!("Weight of {}, 0 to 100", criterion.name)
}

pub(super) fn percent(share: Share) -> String {
    format!("{share} %")
}

/// What a slider says of itself.
pub(super) fn slider_value(weight: Weight, share: Share, published: Weight) -> String {
    format!("{weight}, {share} % of the total; published {published}")
}

/// A score as the data give it, with its unit.
pub(super) fn score(score: &Score, criterion: &Criterion) -> String {
    if criterion.unit.is_empty() {
        score.value.to_string()
    } else {
        format!("{} {}", score.value, criterion.unit)
    }
}

/// “Scores run 48–95”.
pub(super) fn spread(criterion: &Criterion) -> String {
    let (low, high) = criterion.spread;
    let unit = if criterion.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", criterion.unit)
    };
    format!("Scores run {low}–{high}{unit}")
}

/// “2 up from published rank 5”.
pub(super) fn movement(places: u32, up: bool, published: u32) -> String {
    format!(
        "{places} {} from published rank {published}",
        if up { "up" } else { "down" }
    )
}

fn ordinal(rank: Rank) -> String {
    let number = rank.number();
    let ending = match (number % 10, number % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// An entry's rank among all, where only some are shown.
pub(super) fn overall(rank: Rank) -> String {
    format!("{} overall", ordinal(rank))
}

pub(super) fn pick(entry: &Entry) -> String {
    format!("Compare {}", entry.name)
}

pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", text.trim())
}

pub(super) fn reset_weight(criterion: &Criterion) -> String {
    format!("Reset {} to {}", criterion.name, criterion.weight)
}

/// What a segment of a bar stands for.
pub(super) fn segment(comparison: &Comparison, entry: &Entry, part: Contribution) -> String {
    let criterion = comparison.criterion(part.criterion);
    let score = match &entry.scores[usize::from(part.criterion.0)] {
        Some(known) => score(known, criterion),
        None => NO_SCORE.to_owned(),
    };
    let share = part.share.map(percent).unwrap_or_default();
    format!(
        "{}: score {score}, weight {share}, {} points",
        criterion.name, part.points
    )
}

/// “Showing 3 of 10”.
pub(super) fn shown(shown: usize, entries: usize) -> String {
    format!("Showing {shown} of {entries}")
}

/// The button that shows more rows.
pub(super) fn more(rows: usize) -> String {
    format!("Show {rows} more")
}

/// The name of an entry's bar.
pub(super) fn bar(entry: &Entry) -> String {
    format!("Points of {}", entry.name)
}

/// Who leads on a criterion, and by how many tenths of a point.
pub(super) fn lead(entry: &Entry, tenths: i16) -> String {
    format!("{} +{}", entry.name, self::tenths(tenths))
}

/// What a criterion's points are the product of.
pub(super) fn product(score: &str, share: Option<Share>) -> String {
    match share {
        Some(share) => format!("{score} × {share} %"),
        None => score.to_owned(),
    }
}

/// The button that puts a criterion higher or lower.
pub(super) fn put(criterion: &Criterion, way: &str) -> String {
    format!("Move {} {way}", criterion.name)
}

pub(super) fn ranked(rank: &str, entry: &Entry) -> String {
    format!("{rank} {}", entry.name)
}

/// Why the first of two entries is ahead of the second: the parts add up to the whole.
pub(super) fn reason(
    comparison: &Comparison,
    (first, second): (&Entry, &Entry),
    difference: &Difference,
    tied: bool,
) -> String {
    const TOLD: usize = 6;
    let parts = difference.parts.iter();
    let mut told: Vec<String> = parts
        .clone()
        .take(TOLD)
        .map(|&(criterion, part)| {
            format!(
                "{} from {}",
                signed(part),
                comparison.criterion(criterion).name
            )
        })
        .collect();
    let rest: i16 = parts.skip(TOLD).map(|&(_, part)| part).sum();
    if rest != 0 {
        told.push(format!("{} from the rest", signed(rest)));
    }
    let (lead, margin) = match difference.whole {
        _ if tied => ("is level with", String::new()),
        0 => ("is ahead of", " by less than 0.1".to_owned()),
        whole => ("is ahead of", format!(" by {}", tenths(whole))),
    };
    let told = told.join(", ");
    let colon = if told.is_empty() { "" } else { ": " };
    format!(
        "{} {lead} {}{margin}{colon}{told}.",
        first.name, second.name
    )
}

pub(super) fn remove(entry: &Entry) -> String {
    format!("Take {} out", entry.name)
}

/// Tenths with a sign.
fn signed(tenths: i16) -> String {
    let sign = if tenths < 0 { '−' } else { '+' };
    format!("{sign}{}", self::tenths(tenths.abs()))
}

/// Tenths of a point, not negative, with one decimal.
pub(super) fn tenths(tenths: i16) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The name of a file to save.
pub(super) fn file_name(comparison: &Comparison, ending: &str) -> String {
    let id = if comparison.id.is_empty() {
        "ranking"
    } else {
        &comparison.id
    };
    format!("{id}.{ending}")
}

/// What the entries are narrowed to, for a picture; empty if they are not.
pub(super) fn narrowed(comparison: &Comparison, filter: &Filter) -> String {
    let facets = comparison.indexed_facets();
    let facets = facets.filter_map(|(index, facet)| {
        let choice = filter.choice(index);
        let names = choice.tags().iter().map(|&tag| &*facet.tag(tag).name);
        let names = names
            .collect::<Vec<_>>()
            .join(if choice.all { " and " } else { " or " });
        (!names.is_empty()).then(|| labelled(&facet.name, &names))
    });
    let use_case = filter
        .use_case
        .map(|index| comparison.use_case(index).name.clone());
    let search = Some(quoted(&filter.search)).filter(|_| !filter.search.trim().is_empty());
    let parts: Vec<String> = facets.chain(use_case).chain(search).collect();
    parts.join(" · ")
}
