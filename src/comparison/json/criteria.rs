use nojson::JsonValueKind;

use super::reader::{Json, Reader};
use crate::comparison::positions::Column;
use crate::comparison::{Better, Criterion, Decimal};
use crate::weighting::Weight;

/// Reads the criteria. One without a weight counts for nothing at first; if none has one, all count
/// alike.
pub(super) fn read_criteria(reader: &mut Reader, items: &[Json]) -> Vec<Criterion> {
    let weighted = items
        .iter()
        .any(|&item| reader.field(item, "weight").is_some());
    let default = if weighted {
        Weight::ZERO
    } else {
        Weight::MIDDLE
    };
    let read = |&item: &Json| Criterion {
        id: reader.required_text(item, "id"),
        name: reader.required_text(item, "name"),
        weight: reader
            .field(item, "weight")
            .and_then(|value| weight_of(reader, value))
            .unwrap_or(default),
        description: reader.text(item, "description"),
        better: [Better::Higher, Better::Lower]
            [reader.choice(item, "better", &["higher", "lower"])],
        range: (Decimal::ZERO, Decimal::ZERO),
        spread: (Decimal::ZERO, Decimal::ZERO),
        unit: reader.text(item, "unit"),
    };
    items.iter().map(read).collect()
}

pub(super) fn weight_of(reader: &mut Reader, value: Json) -> Option<Weight> {
    let weight = reader.decimal_of(value)?.to_string().parse().ok();
    if weight.is_none() {
        reader.report(
            value,
            "",
            "a weight is a number from 0 to 100 with at most two decimals",
        );
    }
    weight
}

fn read_range(reader: &mut Reader, criterion: Json) -> Option<(Decimal, Decimal)> {
    let value = reader.field(criterion, "range")?;
    let bounds = match value.kind() {
        JsonValueKind::Array => reader.items(value),
        _ => Vec::new(),
    };
    if let [low, high] = bounds[..] {
        let (low, high) = (reader.decimal_of(low)?, reader.decimal_of(high)?);
        if low < high {
            return Some((low, high));
        }
    }
    let message = "write the lowest and then the highest score there can be, as in [0, 100]";
    reader.report(value, "", message);
    None
}

/// Gives a criterion its spread and range, and reports scores outside it.
///
/// The range is the given one, else 0 to 100 if all scores lie in it, else the spread.
pub(super) fn place_scores(
    reader: &mut Reader,
    criterion: &mut Criterion,
    item: Json,
    scores: Vec<Option<Decimal>>,
    entries: &[Json],
) -> Column {
    let given = read_range(reader, item);
    let known = || scores.iter().copied().flatten();
    if let Some(spread) = known().min().zip(known().max()) {
        let percent = (Decimal::ZERO, Decimal::HUNDRED);
        let fits = percent.0 <= spread.0 && spread.1 <= percent.1;
        criterion.spread = spread;
        criterion.range = given.unwrap_or(if fits { percent } else { spread });
    } else if !entries.is_empty() && !criterion.id.is_empty() {
        let message = "no entry has a score on this criterion: add scores, or leave it out";
        reader.report(item, "", message);
    }
    let (low, high) = criterion.range;
    for (score, &entry) in scores.iter().zip(entries) {
        if score.is_some_and(|score| score < low || high < score) {
            let message = format!(
                "this score lies outside the criterion's range, {low} to {high}: mend one of them"
            );
            reader.report(entry, &format!("scores.{}", criterion.id), message);
        }
    }
    Column {
        better: criterion.better,
        range: criterion.range,
        scores,
    }
}
