//! Laws of the attributes `weights` and `hide`.

use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::{HiddenPanels, parse_weights_attribute};

/// Asserts that any text of the attributes `weights` and `hide` is read: each item is used or reported, and the weights in
/// use, written as an attribute, are read back.
///
/// # Panics
/// If that does not hold.
pub fn attributes_are_read(comparison: &Comparison, text: &str) {
    let (weights, problems) = parse_weights_attribute(comparison, text);
    assert_eq!(weights.iter().count(), comparison.criteria.len());
    let items = text.split(|c: char| c.is_whitespace() || c == ',');
    let items = items.filter(|item| !item.is_empty()).count();
    assert!(problems.len() <= items, "{problems:?}");
    let used = items - problems.len();
    assert!(used <= comparison.criteria.len(), "{text:?}");
    let published = comparison.published_weights();
    let changed = weights
        .iter()
        .filter(|&(criterion, weight)| weight != published[criterion]);
    assert!(changed.count() <= used, "{text:?}");

    let is_single = |id: &str| !id.contains(|c: char| c.is_whitespace() || c == ',');
    if comparison
        .criteria
        .iter()
        .all(|criterion| is_single(&criterion.id))
    {
        let pairs = comparison.indexed_criteria();
        let pairs = pairs.map(|(index, criterion)| format!("{}:{}", criterion.id, weights[index]));
        let written = pairs.collect::<Vec<_>>().join(" ");
        let (again, problems) = parse_weights_attribute(comparison, &written);
        assert!(
            again == weights && problems.is_empty(),
            "{written:?}: {problems:?}"
        );
        let (again, problems) =
            parse_weights_attribute(comparison, &format!("{written} {written}"));
        assert!(again == weights, "of two weights, the first counts");
        assert_eq!(problems.len(), comparison.criteria.len(), "{written:?}");
    }

    let doubled = format!("{text} {text}");
    assert_eq!(HiddenPanels::parse(text), HiddenPanels::parse(&doubled));
}
