//! The widget's sentences about data, ranking and session.

use crate::dataset::{Basis, Comparison, Criterion, Decimal, Details, Entry};
use crate::ids::EntryIndex;
use crate::link::LinkNotice;
use crate::ranking::{Contribution, Difference, Rank};
use crate::robustness::LeadLevel;
use crate::session::Filter;
use crate::text::*;
use crate::weights::{Share, Shares, Weights};

impl Texts {
    /// Describes the basis of a score: “Based on evertas.com”, or “Inferred”.
    pub fn basis(&self, basis: Basis, source: &str) -> String {
        match basis {
            Basis::Inferred => self.get(INFERRED).to_owned(),
            Basis::Stated if source.is_empty() => self.get(STATED).to_owned(),
            Basis::Stated => self.fill(STATED_BY, &[source]),
        }
    }

    /// Returns the size of the comparison: “10 entries, 6 criteria”.
    pub fn summary(&self, comparison: &Comparison) -> String {
        self.filtered_summary(comparison, comparison.entries.len())
    }

    /// Returns the size of the comparison, of whose entries a filter shows `shown`: “4 of 10 entries, 6 criteria”.
    pub fn filtered_summary(&self, comparison: &Comparison, shown: usize) -> String {
        let count = |plural, number| self.fill_plural(plural, number, &[&self.number(number)]);
        let entries = comparison.entries.len();
        let size = if shown < entries {
            let numbers = [shown, entries].map(|number| self.number(number));
            self.fill_plural(
                SOME_OF,
                entries,
                &numbers.each_ref().map(|number| &**number),
            )
        } else {
            count(ENTRY_COUNT, entries)
        };
        size + self.get(COMMA) + &count(CRITERION_COUNT, comparison.criteria.len())
    }

    /// Describes the largest difference of custom weights from the published ones: “Custom: Costs 41% (article
    /// 15%) + 1 more”, in two parts, of which the second is enough where there is little room. Differences are those of the
    /// shares; the more are other criteria whose shares of the rest differ, too.
    pub fn custom_weights(&self, comparison: &Comparison, weights: &Weights) -> [String; 2] {
        let published = comparison.published_weights();
        let Some(largest) = weights.largest_change(&published) else {
            return [String::new(), self.get(CUSTOM).to_owned()];
        };
        let values = [weights, &published]
            .map(|weights| self.percent(Shares::in_whole_percent(weights)[largest]));
        let name = comparison.criterion(largest).short_name();
        let change = self.fill(CHANGED_SHARE, &[name, &values[0], &values[1]]);
        let change = match weights.changes_beside(largest, &published) {
            0 => change,
            more => self.fill(MORE_CHANGES, &[&change, &self.number(more)]),
        };
        [self.labeled(self.get(CUSTOM), ""), change]
    }

    /// Returns the label of the button that opens the comparison of this many entries.
    pub fn compare(&self, entries: usize) -> String {
        if entries == 1 {
            self.get(COMPARE_WITH).to_owned()
        } else {
            self.fill(COMPARE_SEVERAL, &[&self.number(entries)])
        }
    }

    /// Prefixes a text with a label: “Region: APAC”.
    pub fn labeled(&self, label: &str, text: &str) -> String {
        self.fill(LABELED, &[label, text])
    }

    /// Returns the label of the button that locks a weight.
    pub fn lock(&self, criterion: &Criterion) -> String {
        self.fill(LOCK, &[&criterion.name])
    }

    /// Describes the removal of a filter, with the number of entries that would match.
    pub fn loosened_filter(&self, filter: &str, entries: usize) -> String {
        self.fill_plural(LOOSEN, entries, &[filter, &self.number(entries)])
    }

    /// Describes a part of a link that was not used.
    pub fn notice(&self, notice: &LinkNotice) -> String {
        match notice {
            LinkNotice::UnknownVersion(_) => self.get(UNKNOWN_VERSION).to_owned(),
            LinkNotice::OtherEdition => self.get(LINK_OTHER_EDITION).to_owned(),
            LinkNotice::Ignored(part) => self.fill(LINK_PART_IGNORED, &[part]),
            LinkNotice::CutOff { named, criteria } => {
                let numbers = [named, criteria].map(|number| self.number(number));
                self.fill(LINK_CUT_OFF, &numbers.each_ref().map(String::as_str))
            }
            LinkNotice::Truncated => self.get(LINK_TRUNCATED).to_owned(),
            LinkNotice::More(more) => self.fill(MORE, &[&self.number(more)]),
        }
    }

    /// Returns the accessible name of the number field of a weight.
    pub fn number_label(&self, criterion: &Criterion) -> String {
        self.fill(NUMBER_LABEL, &[&criterion.name])
    }

    /// Returns the accessible value of a slider: “41%, article 15%”.
    pub fn slider_value(&self, share: Share, published: Share) -> String {
        self.fill(
            SLIDER_VALUE,
            &[&self.percent(share), &self.percent(published)],
        )
    }

    /// Formats a score as in the data, with its unit.
    pub fn score(&self, score: Option<Decimal>, criterion: &Criterion) -> String {
        match score {
            Some(score) => with_unit(self.number(score), criterion),
            None => self.get(NO_SCORE).to_owned(),
        }
    }

    /// Describes the range of the observed scores: “Scores from 48 to 95”.
    pub fn observed_range(&self, criterion: &Criterion) -> String {
        let (low, high) = criterion.observed_range;
        let high = with_unit(self.number(high), criterion);
        self.fill(OBSERVED_RANGE, &[&self.number(low), &high])
    }

    /// Describes the distance from the published rank: “2 up from published rank 5”.
    pub fn movement(&self, ranks: u32, up: bool, published: u32) -> String {
        let shown = [&*self.number(ranks), &*self.number(published)];
        self.fill(if up { RANK_UP } else { RANK_DOWN }, &shown)
    }

    fn ordinal_rank(&self, rank: Rank) -> String {
        self.ordinal(rank.number())
    }

    /// Describes an entry's rank among all entries, where a filter hides some.
    pub fn overall(&self, rank: Rank) -> String {
        self.fill(OVERALL, &[&self.ordinal_rank(rank)])
    }

    /// Returns the label of the button that adds an entry to the comparison.
    pub fn select_for_comparison(&self, entry: &Entry) -> String {
        self.fill(COMPARE_SEVERAL, &[&entry.name])
    }

    /// Quotes a text: “custody”.
    pub fn quoted(&self, text: &str) -> String {
        self.fill(QUOTED, &[text.trim()])
    }

    /// Returns the accessible name of the button that resets a weight.
    pub fn reset_weight(&self, criterion: &Criterion) -> String {
        self.fill(RESET_WEIGHT, &[&criterion.name])
    }

    /// Describes a segment of an entry's bar.
    pub fn segment(
        &self,
        comparison: &Comparison,
        entry: EntryIndex,
        contribution: Contribution,
    ) -> String {
        let criterion = comparison.criterion(contribution.criterion);
        let score = comparison.score(contribution.criterion, entry);
        let share = contribution.share.map(|share| self.percent(share));
        let shown = [
            &*criterion.name,
            &*self.score(score, criterion),
            &*share.unwrap_or_default(),
            &*self.number(contribution.points),
        ];
        self.fill(SEGMENT, &shown)
    }

    /// Describes the number of entries that a filter shows: “Showing 3 of 10”.
    pub fn shown(&self, shown: usize, entries: usize) -> String {
        self.fill(SHOWN, &[&self.number(shown), &self.number(entries)])
    }

    /// Returns the label of the button that shows more rows.
    pub fn more(&self, rows: usize) -> String {
        self.fill(MORE_ROWS, &[&self.number(rows)])
    }

    /// Returns the accessible name of an entry's bar.
    pub fn bar_label(&self, entry: &Entry) -> String {
        self.fill(BAR, &[&entry.name])
    }

    /// Names the entry that leads on a criterion, with its lead in tenths of a point.
    pub fn lead(&self, entry: &Entry, tenths: i16) -> String {
        format!("{} +{}", entry.name, self.tenths(tenths))
    }

    /// Formats the product that gives a criterion's points.
    pub fn product(&self, score: &str, share: Option<Share>) -> String {
        match share {
            Some(share) => format!("{score} × {}", self.percent(share)),
            None => score.to_owned(),
        }
    }

    /// Returns the label of the button that moves a criterion up or down.
    pub fn move_criterion(&self, criterion: &Criterion, up: bool) -> String {
        self.fill(if up { MOVE_UP } else { MOVE_DOWN }, &[&criterion.name])
    }

    /// Describes the first entry's lead over the second: “Marsh is ahead of Aon by 0.7. Too close to call.”
    ///
    /// A `level` of `None` is not known yet, and is left out.
    pub fn pair_lead(
        &self,
        [first, second]: [&Entry; 2],
        difference: &Difference,
        tied: bool,
        level: Option<LeadLevel>,
    ) -> String {
        let names = [&*first.name, &*second.name];
        let by =
            |text: Text, tenths: i16| self.fill(text, &[names[0], names[1], &self.tenths(tenths)]);
        let lead = match difference.total {
            _ if tied => self.fill(TIED_WITH, &names),
            0 => by(AHEAD_SLIGHTLY, 1),
            whole => by(AHEAD, whole),
        };
        let sentence = self.fill(SENTENCE, &[&lead]);
        match level.filter(|_| !tied) {
            Some(level) => format!("{sentence} {}", self.lead_level(level)),
            None => sentence,
        }
    }

    /// Names the criteria on which each of two entries is ahead, with the points where the parts add up to the lead, and
    /// those on which one of them has no score.
    pub fn advantages(
        &self,
        comparison: &Comparison,
        pair: [EntryIndex; 2],
        difference: &Difference,
    ) -> String {
        const MAX_LISTED: usize = 5;
        let list = |mut items: Vec<String>| {
            let left = items.len().saturating_sub(MAX_LISTED);
            items.truncate(MAX_LISTED);
            let listed = join(items.into_iter(), self.get(COMMA));
            match left {
                0 => listed,
                left => self.fill(MORE_CHANGES, &[&listed, &self.number(left)]),
            }
        };
        let missing = &difference.missing;
        let are_parts_additive = missing.iter().all(Vec::is_empty);
        let ahead_on = |ahead: EntryIndex, behind: EntryIndex| {
            let parts = difference.by_criterion.iter();
            let parts = parts.filter(|&&(criterion, _)| {
                let [ahead, behind] = [ahead, behind]
                    .map(|entry| comparison.normalized_scores().get(criterion, entry));
                behind.is_some() && ahead > behind
            });
            let items = parts.map(|&(criterion, part)| {
                let name = &comparison.criterion(criterion).name;
                if are_parts_additive {
                    self.fill(POINTS_FROM, &[&self.signed(part.abs()), name])
                } else {
                    name.clone()
                }
            });
            list(items.collect())
        };
        let [first, second] = pair;
        let (by_first, by_second) = (ahead_on(first, second), ahead_on(second, first));
        let [first, second] = pair.map(|entry| comparison.entry(entry));
        let ahead = match (&*by_first, &*by_second) {
            ("", "") => None,
            (list, "") => Some(self.fill(AHEAD_ON, &[&first.name, list])),
            ("", list) => Some(self.fill(AHEAD_ON, &[&second.name, list])),
            (list, other) => {
                let shown = [&*first.name, list, &*second.name, other];
                Some(self.fill(EACH_AHEAD_ON, &shown))
            }
        };
        let missing = [first, second].into_iter().zip(missing);
        let missing = missing.filter(|(_, criteria)| !criteria.is_empty());
        let missing = missing.map(|(entry, criteria)| {
            let names = criteria.iter();
            let names = names.map(|&criterion| comparison.criterion(criterion).name.clone());
            self.fill(MISSING_IN_PAIR, &[&entry.name, &list(names.collect())])
        });
        join(ahead.into_iter().chain(missing), " ")
    }

    /// Describes the strongest and the weakest scores of an entry, within the ranges of their criteria; `None` if it has
    /// fewer than two scores, or equally good ones only.
    pub fn strengths(&self, comparison: &Comparison, entry: EntryIndex) -> Option<String> {
        let normalized_scores = comparison.normalized_scores();
        let scores = comparison
            .indexed_criteria()
            .filter_map(|(index, criterion)| {
                let normalized = normalized_scores.get(index, entry)?;
                Some((normalized, index, criterion))
            });
        let scores: Vec<_> = scores.collect();
        let best = scores.iter().map(|score| score.0).max()?;
        let worst = scores.iter().map(|score| score.0).min()?;
        let names = |normalized: u64| {
            let scores = scores.iter().filter(|score| score.0 == normalized);
            let names = scores.map(|&(_, index, criterion)| {
                let score = self.score(comparison.score(index, entry), criterion);
                self.fill(SCORE_ON, &[&criterion.name, &score])
            });
            join(names, self.get(COMMA))
        };
        (best > worst).then(|| self.fill(STRENGTHS, &[&names(best), &names(worst)]))
    }

    /// Formats the points of a criterion's contribution; a dash if the entry has no score on it.
    pub fn contribution(&self, contribution: Contribution) -> String {
        match contribution.share {
            Some(_) => self.number(contribution.points),
            None => "–".to_owned(),
        }
    }

    /// Returns the label of the button that removes an entry from the comparison.
    pub fn remove_from_comparison(&self, entry: &Entry) -> String {
        self.fill(REMOVE_FROM_COMPARISON, &[&entry.name])
    }

    fn signed(&self, tenths: i16) -> String {
        let sign = if tenths < 0 { '−' } else { '+' };
        format!("{sign}{}", self.tenths(tenths.abs()))
    }

    /// Formats tenths of a point, which are not negative, with one decimal.
    pub fn tenths(&self, tenths: i16) -> String {
        self.number(format_args!("{}.{}", tenths / 10, tenths % 10))
    }

    /// Lists the active filters, for a picture; empty without filters.
    pub fn active_filters(
        &self,
        comparison: &Comparison,
        details: &Details,
        filter: &Filter,
    ) -> String {
        let facets = comparison.indexed_facets();
        let facets = facets.filter_map(|(index, facet)| {
            let selection = filter.selection(index);
            let join = if selection.match_all { AND } else { OR };
            let names = selection.tags().iter();
            let names = names.map(|&tag| details.tag_name(index, tag).to_owned());
            let names = names.reduce(|names, name| self.fill(join, &[&names, &name]))?;
            Some(self.labeled(&facet.name, &names))
        });
        let use_case = filter
            .use_case
            .map(|index| details.use_case_name(index).to_owned());
        let search = Some(self.quoted(&filter.search)).filter(|_| !filter.search.trim().is_empty());
        join(facets.chain(use_case).chain(search), " · ")
    }
}

/// Formats a number of at least 0 with at most one decimal.
pub fn format_tenths(number: f64) -> String {
    let tenths = (10.0 * number).round() as u32;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

pub(super) fn join(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts
        .reduce(|list, part| list + separator + &part)
        .unwrap_or_default()
}

fn with_unit(number: String, criterion: &Criterion) -> String {
    if criterion.unit.is_empty() {
        number
    } else {
        format!("{number} {}", criterion.unit)
    }
}

/// Prefixes an entry's name with a rank.
pub fn ranked_name(rank: &str, entry: &Entry) -> String {
    format!("{rank} {}", entry.name)
}

/// Returns the name of a file to save.
pub fn file_name(comparison: &Comparison, extension: &str) -> String {
    let id = if comparison.id.is_empty() {
        "ranking"
    } else {
        &comparison.id
    };
    format!("{id}.{extension}")
}
