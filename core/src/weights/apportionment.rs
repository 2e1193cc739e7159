//! Rounding of parts so that they add up to their rounded sum.

/// Rounds `parts` of `whole` to units of `1 / units`, so that the rounded parts add up to the rounded sum.
///
/// Each part is rounded down, and the units still missing from the sum (rounded half up) go to the parts with the
/// largest remainders, in their order if these are equal: Hamilton's method of largest remainders. A part of 0 stays 0.
/// Returns zeros if `whole` is 0.
///
/// `units` must be less than 2^20, `whole` less than 2^107, and the parts must not add up to more than `whole`.
pub(crate) fn apportion(parts: &[u128], whole: u128, units: u32) -> Vec<u32> {
    debug_assert!(units < 1 << 20, "units: {units}");
    debug_assert!(whole < 1 << 107, "whole: {whole}");
    debug_assert!(parts.iter().sum::<u128>() <= whole, "{parts:?} of {whole}");
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let scaled = parts.iter().map(|part| part * u128::from(units));
    let mut rounded: Vec<u32> = scaled.clone().map(|part| quotient(part, whole)).collect();
    let sum = quotient(2 * scaled.clone().sum::<u128>() + whole, 2 * whole);
    let lacking = sum - rounded.iter().sum::<u32>();

    let remainders = scaled.zip(&rounded);
    let mut remainders: Vec<u128> = remainders
        .map(|(part, &rounded)| part - u128::from(rounded) * whole)
        .collect();
    for _ in 0..lacking {
        // `max_by_key` returns the last of equal elements, which in reverse order is the first.
        let indices = (0..parts.len()).rev();
        if let Some(largest) = indices.max_by_key(|&index| remainders[index]) {
            rounded[largest] += 1;
            remainders[largest] = 0;
        }
    }
    rounded
}

/// Returns the quotient of `number` and `divisor`, rounded down, which must be less than 2^20. `divisor` must be neither
/// 0 nor greater than 2^108.
///
/// Finding the quotient bit by bit takes fewer bytes of code than dividing numbers of 128 bits.
pub(crate) fn quotient(number: u128, divisor: u128) -> u32 {
    debug_assert!((1..=1 << 108).contains(&divisor), "divisor: {divisor}");
    debug_assert!(number >> 20 < divisor, "{number} ÷ {divisor}");
    let mut quotient = 0;
    for bit in (0..20).rev() {
        let greater = quotient | 1 << bit;
        if u128::from(greater) * divisor <= number {
            quotient = greater;
        }
    }
    quotient
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{apportion, quotient};

    #[test]
    fn rounded_thirds_add_up_to_one_hundred() {
        assert_eq!(apportion(&[1, 1, 1], 3, 100), [34, 33, 33]);
    }

    #[test]
    fn parts_of_zero_are_zero() {
        assert_eq!(apportion(&[0, 0], 0, 100), [0, 0]);
    }

    proptest! {
        #[test]
        fn quotients_equal_those_of_division(quotient_of in 0u128..1 << 20, divisor in 1u128..1 << 100, rest: u128) {
            let number = quotient_of * divisor + rest % divisor;
            prop_assert_eq!(u128::from(quotient(number, divisor)), quotient_of);
        }

        #[test]
        fn rounded_parts_add_up_and_are_within_one_unit(
            parts in proptest::collection::vec(0u128..10_000_000_000, 1..24),
            rest in 0u128..10_000_000_000,
            units in prop_oneof![Just(100u32), Just(1000), Just(240_000)],
        ) {
            let whole = parts.iter().sum::<u128>() + rest;
            prop_assume!(whole > 0);
            let rounded = apportion(&parts, whole, units);
            let exact: u128 = parts.iter().sum::<u128>() * u128::from(units);
            let sum = u128::from(rounded.iter().sum::<u32>());
            prop_assert!((2 * exact).abs_diff(2 * sum * whole) <= whole);
            for (part, rounded) in parts.iter().zip(rounded) {
                prop_assert!((part * u128::from(units)).abs_diff(u128::from(rounded) * whole) < whole);
                prop_assert!(*part > 0 || rounded == 0);
            }
        }
    }
}
