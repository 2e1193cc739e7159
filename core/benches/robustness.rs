//! What the robustness take, beside peers in the same run: `cargo bench -p weigh-in-core`.
//!
//! A row tells what one of some random data sets without missing scores takes: medians over repetitions in which both
//! sides take turns. The ratio says how many times as long as the peer the robustness take.
//!
//! - "step": the leader, all bands and the least shift, which follow a slider at once where entries times the criteria
//!   cubed are few, otherwise later; beside the ranking, which every step needs anyway.
//! - "paths": what would put each entry first; beside the least movements by microlp, which are not rounded to weights
//!   that hold, nor told what stands in the way.
//! - "shares", "nearby": `RankAcceptability` and `LocalRobustness` to their end; beside as many random points in doubles, sorted.

use std::{array::from_fn, hint::black_box, time::Instant};

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    Baseline, LocalRobustness, RankAcceptability, nearest_winning_weights, smallest_transfer,
    stability_interval,
};
use weigh_in_core::weights::{Locks, Weights};

fn main() {
    // `cargo test --benches` runs this, too, without the argument that `cargo bench` gives.
    if std::env::args().any(|argument| argument == "--bench") {
        println!("what    size          ms  peer               ms    ratio");
        let ranking = |data: &Data| _ = black_box(Ranking::new(&data.comparison, &data.weights));
        for (entries, criteria) in [(10, 6), (50, 12), (100, 24)] {
            compare("step", entries, criteria, step, "ranking", ranking);
        }
        compare("paths", 10, 6, paths, "microlp", programs);
        compare("shares", 10, 6, shares, "Monte Carlo", drawn_shares);
        compare(
            "nearby",
            10,
            6,
            local_robustness,
            "Monte Carlo",
            drawn_nearby,
        );
    }
}

type Work = fn(&Data);

/// Prints a row.
fn compare(what: &str, entries: usize, criteria: usize, ours: Work, peer: &str, its: Work) {
    let mut random = 1 << 127 | 1;
    let sets: [Data; 5] = from_fn(|_| Data::new(&mut random, entries, criteria));
    let time = |work: Work, calls: u32| {
        let start = Instant::now();
        (0..calls).for_each(|_| sets.iter().for_each(|data| work(black_box(data))));
        1_000.0 * start.elapsed().as_secs_f64() / f64::from(calls) / sets.len() as f64
    };
    // As many calls as take some milliseconds, so that the clock is fine enough.
    let both = [ours, its].map(|work| (work, (1.0 / time(work, 1)).ceil() as u32));
    let times: [_; 15] = from_fn(|_| both.map(|(work, calls)| time(work, calls)));
    let [ours, its] = [0, 1].map(|side| {
        let mut times = times.map(|times| times[side]);
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    let (size, ratio) = (format!("{entries}×{criteria}"), ours / its);
    println!("{what:<7} {size:<6} {ours:>9.4}  {peer:<12} {its:>8.4} {ratio:>8.2}");
}

struct Data {
    comparison: Comparison,
    entries: Vec<EntryIndex>,
    weights: Weights,
    /// For the peers: the shares of the total weight, and positions from 0 to 1 by entry.
    shares: Vec<f64>,
    normalized_scores: Vec<Vec<f64>>,
}

impl Data {
    fn new(random: &mut u128, entries: usize, criteria: usize) -> Data {
        let mut below = |limit: f64| (uniform(random) * limit).floor();
        let weights: Vec<f64> = (0..criteria).map(|_| 1.0 + below(100.0)).collect();
        let row = |_| (0..criteria).map(|_| below(1_001.0) / 1_000.0).collect();
        let normalized_scores: Vec<Vec<f64>> = (0..entries).map(row).collect();
        let mut csv = "name".to_owned();
        let columns = weights.iter().enumerate();
        columns.for_each(|(c, weight)| csv += &format!(",C{c} [weight={weight} range=0..1]"));
        for (place, row) in normalized_scores.iter().enumerate() {
            csv += &format!("\nE{place}");
            row.iter().for_each(|score| csv += &format!(",{score}"));
        }
        let data = DataSet::from_csv(&csv).expect("data without problems");
        let comparison = data.comparison;
        let (all, sum) = (comparison.indexed_entries(), weights.iter().sum::<f64>());
        Data {
            entries: all.map(|(entry, _)| entry).collect(),
            weights: comparison.published_weights(),
            shares: weights.iter().map(|weight| weight / sum).collect(),
            comparison,
            normalized_scores,
        }
    }

    fn baseline(&self) -> Baseline<'_> {
        Baseline::new(&self.comparison, &self.entries, &self.weights).expect("a leader")
    }
}

fn step(data: &Data) {
    let (baseline, locks) = (data.baseline(), Locks::default());
    for (criterion, _) in data.comparison.indexed_criteria() {
        black_box(stability_interval(&baseline, &locks, criterion));
    }
    black_box(smallest_transfer(&baseline, &Locks::default()));
}

fn paths(data: &Data) {
    let (comparison, entries, weights) = (&data.comparison, &data.entries, &data.weights);
    for &entry in entries {
        black_box(nearest_winning_weights(comparison, entries, weights, entry));
    }
}

fn programs(data: &Data) {
    for own in &data.normalized_scores {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut shares = Vec::new();
        for &share in &data.shares {
            let [new, change] = [0.0, 1.0].map(|cost| problem.add_var(cost, (0.0, 1.0)));
            problem.add_constraint([(new, 1.0), (change, 1.0)], ComparisonOp::Ge, share);
            problem.add_constraint([(new, 1.0), (change, -1.0)], ComparisonOp::Le, share);
            shares.push(new);
        }
        problem.add_constraint(shares.iter().map(|&new| (new, 1.0)), ComparisonOp::Eq, 1.0);
        for other in data.normalized_scores.iter().filter(|&other| other != own) {
            let leads = own.iter().zip(other).map(|(own, its)| own - its);
            problem.add_constraint(shares.iter().copied().zip(leads), ComparisonOp::Ge, 0.0);
        }
        let _ = black_box(problem.solve());
    }
}

fn shares(data: &Data) {
    let mut study = RankAcceptability::new(&data.comparison, &data.entries).expect("few entries");
    assert!(black_box(&mut study).advance(u32::MAX));
}

fn drawn_shares(data: &Data) {
    // Up to their sum, which changes no order, these are uniform (Devroye, 1986, V.2).
    draw(data, RankAcceptability::POINTS, |random, weights| {
        weights.fill_with(|| -uniform(random).ln());
        true
    });
}

fn local_robustness(data: &Data) {
    let (comparison, leader) = (&data.comparison, data.baseline().leader());
    let local_robustness = LocalRobustness::new(comparison, &data.entries, &data.weights, leader);
    assert!(black_box(local_robustness.expect("few entries")).advance(u32::MAX));
}

fn drawn_nearby(data: &Data) {
    let reach = f64::from(LocalRobustness::REACH) / 100.0;
    draw(data, LocalRobustness::POINTS, |random, weights| {
        let places = weights.iter_mut().zip(&data.shares);
        places.for_each(|(weight, share)| *weight = share + reach * (2.0 * uniform(random) - 1.0));
        // The first takes what the others leave, if it can.
        weights[0] += 1.0 - weights.iter().sum::<f64>();
        (weights[0] - data.shares[0]).abs() <= reach && weights.iter().all(|&weight| weight >= 0.0)
    });
}

/// Counts who takes which rank under so many of the weightings that are drawn, those for which `draw` is true.
fn draw(data: &Data, points: u32, draw: impl Fn(&mut u128, &mut [f64]) -> bool) {
    let (mut random, mut weights) = (1 << 127 | 3, data.shares.clone());
    let mut order: Vec<(f64, usize)> = Vec::new();
    let mut times = vec![vec![0u32; data.normalized_scores.len()]; data.normalized_scores.len()];
    for _ in 0..points {
        while !draw(&mut random, &mut weights) {}
        let total = |own: &Vec<f64>| own.iter().zip(&weights).map(|(a, b)| a * b).sum();
        order.clear();
        order.extend(data.normalized_scores.iter().map(total).zip(0..));
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        for (&(_, entry), rank) in order.iter().zip(&mut times) {
            rank[entry] += 1;
        }
    }
    black_box(times);
}

/// A number between 0 and 1, but neither (Steele and Vigna, "Computationally easy, spectrally good multipliers for
/// congruential pseudorandom number generators", 2022).
fn uniform(random: &mut u128) -> f64 {
    *random = random.wrapping_mul(0xda94_2042_e4dd_58b5);
    ((*random >> 76) as f64 + 0.5) / (1u64 << 52) as f64
}
