//! Every sentence that the widget says, made of the words of its language.

use crate::dataset::{Basis, Comparison, Criterion, Decimal, Details, Entry};
use crate::ids::EntryIndex;
use crate::link::Notice;
use crate::ranking::{Change, Contribution, Difference, Rank};
use crate::session::Filter;
use crate::text::*;
use crate::weights::{Share, Weight};

impl Texts {
    /// What a score rests on: “stated: evertas.com”, or “inferred”.
    pub fn basis(&self, basis: Basis, source: &str) -> String {
        match basis {
            Basis::Inferred => self.get(INFERRED).to_owned(),
            Basis::Stated if source.is_empty() => self.get(STATED).to_owned(),
            Basis::Stated => self.fill(STATED_BY, &[source]),
        }
    }

    /// What a screen reader is told of the last movement, in one sentence.
    pub fn announcement(&self, comparison: &Comparison, changes: &[Change]) -> String {
        let Some(first) = changes.first() else {
            return self.get(NOT_MOVED).to_owned();
        };
        let name = &comparison.entry(first.entry).name;
        let (to, from) = (self.place(first.to), self.place(first.from));
        match changes.len() - 1 {
            0 => self.fill(MOVED, &[name, &to, &from]),
            others => {
                let shown = self.number(others);
                self.count(MOVED_WITH_OTHERS, others, &[name, &to, &from, &shown])
            }
        }
    }

    /// The button by which a weight goes back to the published one.
    pub fn back_to(&self, published: Weight) -> String {
        format!("↺ {}", self.number(published))
    }

    /// “10 ranked by 6 criteria”.
    pub fn about(&self, comparison: &Comparison) -> String {
        let (entries, criteria) = (comparison.entries.len(), comparison.criteria.len());
        let shown = [&*self.number(entries), &*self.number(criteria)];
        self.count(ABOUT, criteria, &shown)
    }

    /// What rose and fell with the last movement.
    pub fn changes(&self, comparison: &Comparison, changes: &[Change]) -> String {
        const TOLD: usize = 3;
        let told = changes.iter().take(TOLD).map(|change| {
            let name = &comparison.entry(change.entry).name;
            let arrow = if change.is_rise() { "▲" } else { "▼" };
            let (from, to) = (change.from.number(), change.to.number());
            format!("{arrow} {name} {} → {}", self.number(from), self.number(to))
        });
        let more = changes.len().saturating_sub(TOLD);
        let more = (more > 0).then(|| self.fill(MORE, &[&self.number(more)]));
        joined(told.chain(more), " · ")
    }

    /// The way to the comparison of so many entries.
    pub fn compare(&self, entries: usize) -> String {
        if entries == 1 {
            self.get(COMPARE_WITH).to_owned()
        } else {
            self.fill(COMPARE_SEVERAL, &[&self.number(entries)])
        }
    }

    /// “Region: APAC”.
    pub fn labeled(&self, label: &str, what: &str) -> String {
        self.fill(LABELED, &[label, what])
    }

    /// The button that locks a weight.
    pub fn lock(&self, criterion: &Criterion) -> String {
        self.fill(LOCK, &[&criterion.name])
    }

    /// What a filter would let through if it were less strict.
    pub fn loosen(&self, filter: &str, entries: usize) -> String {
        self.fill(LOOSEN, &[filter, &self.number(entries)])
    }

    /// What is told of a link that was not understood.
    pub fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::UnknownVersion(_) => self.get(UNKNOWN_VERSION).to_owned(),
            Notice::Ignored(part) => self.fill(PART_LEFT_OUT, &[part]),
            Notice::Truncated => self.get(LINK_CAPPED).to_owned(),
            Notice::More(more) => self.fill(MORE, &[&self.number(more)]),
        }
    }

    /// What a number field says of itself.
    pub fn number_label(&self, criterion: &Criterion) -> String {
        self.fill(NUMBER_LABEL, &[&criterion.name])
    }

    /// What a slider says of itself.
    pub fn slider_value(&self, weight: Weight, share: Share, published: Weight) -> String {
        let shown = [
            &*self.number(weight),
            &*self.percent(share),
            &*self.number(published),
        ];
        self.fill(SLIDER_VALUE, &shown)
    }

    /// A score as the data give it, with its unit.
    pub fn score(&self, score: Option<Decimal>, criterion: &Criterion) -> String {
        match score {
            Some(score) => with_unit(self.number(score), criterion),
            None => self.get(NO_SCORE).to_owned(),
        }
    }

    /// “Scores run 48–95”.
    pub fn spread(&self, criterion: &Criterion) -> String {
        let (low, high) = criterion.observed_range;
        let range = format!("{}–{}", self.number(low), self.number(high));
        self.fill(SPREAD, &[&with_unit(range, criterion)])
    }

    /// “2 up from published rank 5”.
    pub fn movement(&self, places: u32, up: bool, published: u32) -> String {
        let shown = [&*self.number(places), &*self.number(published)];
        self.fill(if up { UP } else { DOWN }, &shown)
    }

    /// A rank as a place in the order: “2nd”.
    fn place(&self, rank: Rank) -> String {
        self.ordinal(rank.number())
    }

    /// An entry's rank among all, where only some are shown.
    pub fn overall(&self, rank: Rank) -> String {
        self.fill(OVERALL, &[&self.place(rank)])
    }

    /// The box that picks an entry for the comparison.
    pub fn pick(&self, entry: &Entry) -> String {
        self.fill(COMPARE_SEVERAL, &[&entry.name])
    }

    /// “custody”, in quotes.
    pub fn quoted(&self, text: &str) -> String {
        self.fill(QUOTED, &[text.trim()])
    }

    /// What the button by which a weight goes back to the published one says of itself.
    pub fn reset_weight(&self, criterion: &Criterion) -> String {
        let published = self.number(criterion.weight);
        self.fill(BACK_TO_PUBLISHED, &[&criterion.name, &published])
    }

    /// What a segment of a bar stands for.
    pub fn segment(
        &self,
        comparison: &Comparison,
        entry: EntryIndex,
        part: Contribution,
    ) -> String {
        let criterion = comparison.criterion(part.criterion);
        let score = comparison.score(part.criterion, entry);
        let share = part.share.map(|share| self.percent(share));
        let shown = [
            &*criterion.name,
            &*self.score(score, criterion),
            &*share.unwrap_or_default(),
            &*self.number(part.points),
        ];
        self.fill(SEGMENT, &shown)
    }

    /// “Showing 3 of 10”.
    pub fn shown(&self, shown: usize, entries: usize) -> String {
        self.fill(SHOWN, &[&self.number(shown), &self.number(entries)])
    }

    /// The button that shows more rows.
    pub fn more(&self, rows: usize) -> String {
        self.fill(MORE_ROWS, &[&self.number(rows)])
    }

    /// The name of an entry's bar.
    pub fn bar(&self, entry: &Entry) -> String {
        self.fill(BAR, &[&entry.name])
    }

    /// Who leads on a criterion, and by how many tenths of a point.
    pub fn lead(&self, entry: &Entry, tenths: i16) -> String {
        format!("{} +{}", entry.name, self.tenths(tenths))
    }

    /// What a criterion's points are the product of.
    pub fn product(&self, score: &str, share: Option<Share>) -> String {
        match share {
            Some(share) => format!("{score} × {}", self.percent(share)),
            None => score.to_owned(),
        }
    }

    /// The button that puts a criterion higher or lower.
    pub fn put(&self, criterion: &Criterion, up: bool) -> String {
        self.fill(if up { PUT_UP } else { PUT_DOWN }, &[&criterion.name])
    }

    /// Why the first of two entries is ahead of the second: the parts add up to the whole.
    pub fn reason(
        &self,
        comparison: &Comparison,
        (first, second): (&Entry, &Entry),
        difference: &Difference,
        tied: bool,
    ) -> String {
        const TOLD: usize = 6;
        let names = [&*first.name, &*second.name];
        let parts = difference.by_criterion.iter();
        let mut told: Vec<String> = parts
            .clone()
            .take(TOLD)
            .map(|&(criterion, part)| {
                let name = &comparison.criterion(criterion).name;
                self.fill(FROM, &[&self.signed(part), name])
            })
            .collect();
        let rest: i16 = parts.skip(TOLD).map(|&(_, part)| part).sum();
        if rest != 0 {
            told.push(self.fill(FROM_THE_REST, &[&self.signed(rest)]));
        }
        let by =
            |text: Text, tenths: i16| self.fill(text, &[names[0], names[1], &self.tenths(tenths)]);
        let lead = match difference.total {
            _ if tied => self.fill(LEVEL_WITH, &names),
            0 => by(AHEAD_SLIGHTLY, 1),
            whole => by(AHEAD, whole),
        };
        let told = joined(told.into_iter(), self.get(COMMA));
        let sentence = if told.is_empty() {
            lead
        } else {
            self.labeled(&lead, &told)
        };
        self.fill(SENTENCE, &[&sentence])
    }

    /// The button that takes an entry out of the comparison.
    pub fn remove(&self, entry: &Entry) -> String {
        self.fill(REMOVE, &[&entry.name])
    }

    /// Tenths with a sign.
    fn signed(&self, tenths: i16) -> String {
        let sign = if tenths < 0 { '−' } else { '+' };
        format!("{sign}{}", self.tenths(tenths.abs()))
    }

    /// Tenths of a point, not negative, with one decimal.
    pub fn tenths(&self, tenths: i16) -> String {
        self.number(format_args!("{}.{}", tenths / 10, tenths % 10))
    }

    /// What the entries are narrowed to, for a picture; empty if they are not.
    pub fn narrowed(&self, comparison: &Comparison, details: &Details, filter: &Filter) -> String {
        let facets = comparison.indexed_facets();
        let facets = facets.filter_map(|(index, facet)| {
            let selection = filter.selection(index);
            let join = if selection.all { AND } else { OR };
            let names = selection.tags().iter();
            let names = names.map(|&tag| details.tag_name(index, tag).to_owned());
            let names = names.reduce(|names, name| self.fill(join, &[&names, &name]))?;
            Some(self.labeled(&facet.name, &names))
        });
        let use_case = filter
            .use_case
            .map(|index| details.use_case_name(index).to_owned());
        let search = Some(self.quoted(&filter.search)).filter(|_| !filter.search.trim().is_empty());
        joined(facets.chain(use_case).chain(search), " · ")
    }
}

/// A number of at least 0 with at most one decimal.
pub fn tenths_of(number: f64) -> String {
    let tenths = (10.0 * number).round() as u32;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

pub(super) fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
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

/// A rank before the entry's name.
pub fn ranked(rank: &str, entry: &Entry) -> String {
    format!("{rank} {}", entry.name)
}

/// The name of a file to save.
pub fn file_name(comparison: &Comparison, ending: &str) -> String {
    let id = if comparison.id.is_empty() {
        "ranking"
    } else {
        &comparison.id
    };
    format!("{id}.{ending}")
}
