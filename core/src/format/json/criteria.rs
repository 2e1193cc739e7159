use super::reader::{JsonValue, Reader};
use crate::dataset::{Better, Criterion, Decimal, Given};
use crate::format::criterion_builder::{CriterionBuilder, default_weight};
use crate::weights::Weight;

/// Reads the criteria and their descriptions. The range of the data set is that of all criteria without one.
pub(super) fn read_criteria(
    reader: &mut Reader,
    root: JsonValue,
    items: &[JsonValue],
) -> (Vec<CriterionBuilder>, Vec<String>) {
    let weights = items.iter().map(|&item| {
        let weight = reader.get(item, "weight")?;
        parse_weight(reader, weight)
    });
    let weights: Vec<Option<Weight>> = weights.collect();
    let default = default_weight(&weights);
    let default_range = read_range(reader, root);
    let read = |(&item, weight): (&JsonValue, Option<Weight>)| {
        let better = reader.get_keyword(item, "better", &Better::KEYWORDS);
        let criterion = Criterion {
            id: reader.require_id(item, "id"),
            name: reader.require_text(item, "name"),
            short: reader.get_text(item, "short"),
            weight: weight.unwrap_or(default),
            better: better.unwrap_or(Better::Higher),
            range: (Decimal::ZERO, Decimal::ZERO),
            observed_range: (Decimal::ZERO, Decimal::ZERO),
            unit: reader.get_text(item, "unit"),
            given: Given {
                weight: weight.is_some(),
                better: better.is_some(),
                range: false,
            },
        };
        let description = reader.get_text(item, "description");
        let range = read_range(reader, item).or(default_range);
        let column = CriterionBuilder::new(criterion, range);
        (column, description)
    };
    items.iter().zip(weights).map(read).unzip()
}

pub(super) fn parse_weight(reader: &mut Reader, value: JsonValue) -> Option<Weight> {
    let weight = reader.parse_decimal(value)?.to_string().parse().ok();
    if weight.is_none() {
        reader.report(
            value,
            "",
            "a weight must be a number from 0 to 100 with at most two decimals",
        );
    }
    weight
}

/// Reads the range of a criterion, or of the data set.
fn read_range(reader: &mut Reader, object: JsonValue) -> Option<(Decimal, Decimal)> {
    let value = reader.get(object, "range")?;
    let bounds: Vec<JsonValue> = value.to_array().into_iter().flatten().collect();
    if let [low, high] = bounds[..] {
        let (low, high) = (reader.parse_decimal(low)?, reader.parse_decimal(high)?);
        if low < high {
            return Some((low, high));
        }
    }
    let message = "a range must be the lowest and then the highest possible score, as in [0, 100]";
    reader.report(value, "", message);
    None
}
