//! Generated tables of any length.

use std::fmt::Write;

/// Generates a table of entries with six criteria, the same every time.
pub fn generate_table(entries: usize) -> String {
    let mut table = "id,name,tagline,url,tag:Region".to_owned();
    for (name, weight, better) in [
        ("Speed", 30, "higher"),
        ("Care", 25, "higher"),
        ("Price", 15, "lower"),
        ("Reach", 15, "higher"),
        ("Safety", 10, "higher"),
        ("Ease", 5, "higher"),
    ] {
        let _ = write!(
            table,
            ",{name} [weight={weight} better={better} range=0..100]"
        );
    }
    // A linear congruential generator (Knuth's MMIX).
    let mut state = 5u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for entry in 0..entries {
        let region = ["north", "south", "east", "west"][next(4) as usize];
        let _ = write!(
            table,
            "\nitem-{entry:06},Item number {entry:06},Made in town {},https://example.org/item/{entry},{region}",
            entry % 997
        );
        for _ in 0..6 {
            let tenths = next(1_001);
            // One score in ten thousand is missing, so that the search for potential winners runs.
            if next(10_000) == 0 {
                table.push(',');
            } else {
                let _ = write!(table, ",{}.{}", tenths / 10, tenths % 10);
            }
        }
    }
    table
}
