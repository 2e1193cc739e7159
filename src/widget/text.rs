//! Every word that the widget itself says, in one place.

use crate::comparison::{Basis, Comparison, Criterion, Month, Score};
use crate::ranking::Points;
use crate::share::Notice;
use crate::weighting::{Share, Weight};

pub(super) const ALL_WEIGHTS: &str = "All weights";
pub(super) const ALL_ZERO: &str = "Every weight is 0, so nothing is ranked. This is the published order; raise a weight to rank again.";
pub(super) const ALTERNATIVES: &str = "See also";
pub(super) const BEST_FOR: &str = "Best for";
pub(super) const CONSIDER_IF: &str = "Consider if";
pub(super) const COPIED: &str = "Link copied";
pub(super) const COPY_BY_HAND: &str = "Copy this link: it opens this weighting.";
pub(super) const CRITERION: &str = "Criterion";
pub(super) const FEATURES: &str = "Features";
pub(super) const INVALID_WEIGHT: &str = "Type a number from 0 to 100.";
pub(super) const NO_RANK: &str = "–";
pub(super) const NO_SCORE: &str = "no score";
pub(super) const OF_100: &str = "of 100";
pub(super) const POINTS: &str = "Points";
pub(super) const RANKING: &str = "Ranking";
pub(super) const RESET: &str = "Reset to published";
pub(super) const RESET_DONE: &str = "Weights are as published again.";
pub(super) const SCORE: &str = "Score";
pub(super) const SHARE: &str = "Share this weighting";
pub(super) const SHARE_OF_TOTAL: &str = "Share";
pub(super) const TOTAL: &str = "Total";
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

pub(super) fn month(month: Month) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {}", NAMES[usize::from(month.month()) - 1], month.year())
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
