use super::reader::{Json, Reader};
use crate::dataset::{Better, Criterion, Decimal};
use crate::format::criterion_builder::{CriterionBuilder, default_weight};
use crate::weights::Weight;

/// Reads the criteria and their descriptions.
pub(super) fn read_criteria(
    reader: &mut Reader,
    items: &[Json],
) -> (Vec<CriterionBuilder>, Vec<String>) {
    let weights = items.iter().map(|&item| {
        let weight = reader.field(item, "weight")?;
        parse_weight(reader, weight)
    });
    let weights: Vec<Option<Weight>> = weights.collect();
    let default = default_weight(&weights);
    let read = |(&item, weight): (&Json, Option<Weight>)| {
        let criterion = Criterion {
            id: reader.required_id(item, "id"),
            name: reader.required_text(item, "name"),
            weight: weight.unwrap_or(default),
            better: reader
                .choice(item, "better", &Better::KEYWORDS)
                .unwrap_or(Better::Higher),
            range: (Decimal::ZERO, Decimal::ZERO),
            observed_range: (Decimal::ZERO, Decimal::ZERO),
            unit: reader.text(item, "unit"),
        };
        let description = reader.text(item, "description");
        let column = CriterionBuilder::new(criterion, read_range(reader, item));
        (column, description)
    };
    items.iter().zip(weights).map(read).unzip()
}

pub(super) fn parse_weight(reader: &mut Reader, value: Json) -> Option<Weight> {
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

fn read_range(reader: &mut Reader, criterion: Json) -> Option<(Decimal, Decimal)> {
    let value = reader.field(criterion, "range")?;
    let bounds: Vec<Json> = value.to_array().into_iter().flatten().collect();
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
