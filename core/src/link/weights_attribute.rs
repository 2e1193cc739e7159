use super::ascii::split_last;
use crate::dataset::Comparison;
use crate::format::Problem;
use crate::weights::{Weight, Weights};

/// Parses the `weights` attribute: `id:number` pairs, separated by spaces or commas.
///
/// Criteria that are not named keep their published weights. Invalid pairs are ignored and reported; of two weights for a
/// criterion, the first counts.
///
/// ```
/// use weigh_in_core::dataset::DataSet;
/// use weigh_in_core::link::parse_weights_attribute;
///
/// let comparison = DataSet::from_json(
///     r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 30 }, { "id": "b", "name": "B", "weight": 20 }],
///          "entries": [{ "name": "Acme", "scores": { "a": 80, "b": 20 } }] }"#,
/// ).expect("a data set without problems").comparison;
/// let (weights, problems) = parse_weights_attribute(&comparison, "b:7.5, c:1");
/// assert_eq!(weights.iter().map(|(_, weight)| weight.to_string()).collect::<Vec<_>>(), ["30", "7.5"]);
/// assert_eq!(problems[0].place, "weights=\"… c:1 …\"");
/// ```
pub fn parse_weights_attribute(
    comparison: &Comparison,
    attribute: &str,
) -> (Weights, Vec<Problem>) {
    let mut weights = Vec::new();
    let mut problems = Vec::new();
    let ids = || {
        let criteria = comparison.criteria.iter();
        criteria
            .flat_map(|criterion| [&*criterion.id, ", "])
            .collect::<String>()
    };
    let pairs = attribute.split(|c: char| c.is_whitespace() || c == ',');
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        // Ids may contain colons, too.
        let (id, number) = split_last(pair, b':').unwrap_or((pair, ""));
        let parsed = comparison
            .criterion_by_id(id)
            .zip(number.parse::<Weight>().ok());
        let is_new = |criterion| weights.iter().all(|&(other, _)| other != criterion);
        match parsed.filter(|&(criterion, _)| is_new(criterion)) {
            Some(weight) => weights.push(weight),
            None => problems.push(Problem {
                place: format!("weights=\"… {pair} …\""),
                message: format!(
                    "use the ids {}each once, as id:number, with a number from 0 to 100 and at most two decimals",
                    ids()
                ),
                byte_offset: None,
            }),
        }
    }
    (comparison.published_except(&weights), problems)
}
