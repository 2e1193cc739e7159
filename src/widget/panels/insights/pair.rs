use yew::prelude::*;

use super::bands::end;
use crate::widget::markup::words;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Total;
use weigh_in_core::robustness::{Standpoint, band, duel};
use weigh_in_core::session::Session;
use weigh_in_core::text::Texts;
use weigh_in_core::text::{self, percent_of, tenths_of};

/// How many of all weightings put the first of two entries ahead of the second, which it is ahead of or level with now,
/// and at which weights they draw level.
pub(in crate::widget::panels) fn pair(
    texts: &Texts,
    comparison: &Comparison,
    session: &Session,
    entries: [EntryIndex; 2],
) -> Html {
    let [first, second] = entries.map(|entry| &*comparison.entry(entry).name);
    let duel = duel(comparison, entries[0], entries[1]);
    let percent = |share: f64| texts.percent(percent_of(share));
    let told = if duel.level {
        texts.get(text::ALWAYS_LEVEL).to_owned()
    } else if duel.low < duel.high {
        texts.fill(
            text::DUEL_BETWEEN,
            &[first, second, &percent(duel.low), &percent(duel.high)],
        )
    } else {
        texts.fill(text::DUEL, &[first, second, &percent(duel.low)])
    };
    let tips = tips(texts, comparison, session, &entries);
    html! { <p part="pair" class="pair">{ words(&told) }{ words(" ") }{ words(&tips.unwrap_or_default()) }</p> }
}

/// The weights at which the two draw level, one slider at a time; `None` where they do now.
fn tips(
    texts: &Texts,
    comparison: &Comparison,
    session: &Session,
    entries: &[EntryIndex; 2],
) -> Option<String> {
    let [first, second] = entries.map(|entry| Total::new(comparison, &session.weights, entry));
    if first == second {
        return None;
    }
    let standpoint = Standpoint::new(comparison, entries, &session.weights)?;
    let criteria = comparison.indexed_criteria();
    let tips: Vec<String> = criteria
        .flat_map(|(index, criterion)| {
            let band = band(&standpoint, &session.locks, index);
            let ends = [(band.low, band.below), (band.high, band.above)];
            let ends = ends.map(|(share, taker)| end(session, index, share, taker));
            ends.into_iter()
                .flatten()
                .map(|end| format!("{} {}", criterion.name, texts.number(tenths_of(end.weight))))
                .collect::<Vec<_>>()
        })
        .collect();
    Some(if tips.is_empty() {
        texts.get(text::NO_TIP).to_owned()
    } else {
        texts.fill(text::TIPS, &[&tips.join(texts.get(text::COMMA))])
    })
}
