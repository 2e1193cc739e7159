//! Times of the robustness analysis and of peers in the same run: `cargo bench -p weigh-in-core`.
//!
//! A row has the time for one random data set without missing scores: the median of repetitions that alternate between
//! ours and the peer. The ratio is our time divided by the peer's.
//!
//! - "step": the leader, all stability intervals and the smallest transfer, which are computed within a step of a slider
//!   where the number of entries times the cube of the number of criteria is small; the peer is the ranking, which every
//!   step needs anyway.
//! - "paths": the nearest winning weights of each entry; the peer is microlp, which finds the least movements, but neither
//!   rounds them to winning weights nor gives reasons.
//! - "shares", "nearby": `RankAcceptability` and `LocalRobustness` to completion; the peer sorts the totals at as many
//!   random points in doubles.

use std::{array::from_fn, hint::black_box, time::Instant};

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    Baseline, LocalRobustness, PotentialWinners, RankAcceptability, nearest_winning_weights,
    smallest_transfer, stability_interval,
};
use weigh_in_core::weights::{Locks, Weights};

fn main() {
    // `cargo test --benches` runs this too, without the argument that `cargo bench` passes.
    if std::env::args().any(|argument| argument == "--bench") {
        println!("what    size          ms  peer               ms    ratio");
        let ranking = |data: &Data| _ = black_box(Ranking::new(&data.comparison, &data.weights));
        for (entries, criteria) in [(10, 6), (50, 12), (100, 24)] {
            compare("step", entries, criteria, analyze_step, "ranking", ranking);
        }
        compare(
            "paths",
            10,
            6,
            find_nearest_weights,
            "microlp",
            solve_programs,
        );
        compare("shares", 10, 6, count_shares, "Monte Carlo", sample_shares);
        compare("nearby", 10, 6, count_nearby, "Monte Carlo", sample_nearby);
    }
}

type Work = fn(&Data);

/// Prints a row.
fn compare(name: &str, entries: usize, criteria: usize, ours: Work, peer_name: &str, peer: Work) {
    let mut random = 1 << 127 | 1;
    let sets: [Data; 5] = from_fn(|_| Data::new(&mut random, entries, criteria));
    let time = |work: Work, calls: u32| {
        let start = Instant::now();
        (0..calls).for_each(|_| sets.iter().for_each(|data| work(black_box(data))));
        1_000.0 * start.elapsed().as_secs_f64() / f64::from(calls) / sets.len() as f64
    };
    // Enough calls to take a millisecond, well above the clock's resolution.
    let both = [ours, peer].map(|work| (work, (1.0 / time(work, 1)).ceil() as u32));
    let times: [_; 15] = from_fn(|_| both.map(|(work, calls)| time(work, calls)));
    let [ours, peers] = [0, 1].map(|side| {
        let mut times = times.map(|times| times[side]);
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    let (size, ratio) = (format!("{entries}×{criteria}"), ours / peers);
    println!("{name:<7} {size:<6} {ours:>9.4}  {peer_name:<12} {peers:>8.4} {ratio:>8.2}");
}

struct Data {
    comparison: Comparison,
    entries: Vec<EntryIndex>,
    weights: Weights,
    /// The shares of the total, for the peers.
    shares: Vec<f64>,
    /// By entry, for the peers.
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
        for (index, row) in normalized_scores.iter().enumerate() {
            csv += &format!("\nE{index}");
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

fn analyze_step(data: &Data) {
    let (baseline, locks) = (data.baseline(), Locks::default());
    for (criterion, _) in data.comparison.indexed_criteria() {
        black_box(stability_interval(&baseline, &locks, criterion));
    }
    black_box(smallest_transfer(&baseline, &Locks::default()));
}

fn find_nearest_weights(data: &Data) {
    let (comparison, entries, weights) = (&data.comparison, &data.entries, &data.weights);
    for &entry in entries {
        black_box(nearest_winning_weights(comparison, entries, weights, entry));
    }
}

fn solve_programs(data: &Data) {
    for scores in &data.normalized_scores {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut shares = Vec::new();
        for &share in &data.shares {
            let [new, change] = [0.0, 1.0].map(|cost| problem.add_var(cost, (0.0, 1.0)));
            problem.add_constraint([(new, 1.0), (change, 1.0)], ComparisonOp::Ge, share);
            problem.add_constraint([(new, 1.0), (change, -1.0)], ComparisonOp::Le, share);
            shares.push(new);
        }
        problem.add_constraint(shares.iter().map(|&new| (new, 1.0)), ComparisonOp::Eq, 1.0);
        let rivals = data.normalized_scores.iter();
        for rival_scores in rivals.filter(|&rival_scores| rival_scores != scores) {
            let leads = scores.iter().zip(rival_scores).map(|(a, b)| a - b);
            problem.add_constraint(shares.iter().copied().zip(leads), ComparisonOp::Ge, 0.0);
        }
        let _ = black_box(problem.solve());
    }
}

fn count_shares(data: &Data) {
    let mut shares = PotentialWinners::new(&data.comparison, &data.entries)
        .finish(&data.comparison)
        .expect("few entries");
    assert!(black_box(&mut shares).advance(u32::MAX));
}

fn sample_shares(data: &Data) {
    // Divided by their sum, which changes no order, these are uniform (Devroye, 1986, V.2).
    draw(data, RankAcceptability::POINTS, |random, weights| {
        weights.fill_with(|| -uniform(random).ln());
        true
    });
}

fn count_nearby(data: &Data) {
    let (comparison, leader) = (&data.comparison, data.baseline().leader());
    let local_robustness = LocalRobustness::new(comparison, &data.entries, &data.weights, leader);
    assert!(black_box(local_robustness.expect("few entries")).advance(u32::MAX));
}

fn sample_nearby(data: &Data) {
    let reach = f64::from(LocalRobustness::REACH) / 100.0;
    draw(data, LocalRobustness::POINTS, |random, weights| {
        let pairs = weights.iter_mut().zip(&data.shares);
        pairs.for_each(|(weight, share)| *weight = share + reach * (2.0 * uniform(random) - 1.0));
        // The first criterion gets the rest, if that is within reach.
        weights[0] += 1.0 - weights.iter().sum::<f64>();
        (weights[0] - data.shares[0]).abs() <= reach && weights.iter().all(|&weight| weight >= 0.0)
    });
}

/// Counts the ranks of all entries at `points` random points, those for which `draw` returns true.
fn draw(data: &Data, points: u32, draw: impl Fn(&mut u128, &mut [f64]) -> bool) {
    let (mut random, mut weights) = (1 << 127 | 3, data.shares.clone());
    let mut order: Vec<(f64, usize)> = Vec::new();
    let mut times = vec![vec![0u32; data.normalized_scores.len()]; data.normalized_scores.len()];
    for _ in 0..points {
        while !draw(&mut random, &mut weights) {}
        let total = |scores: &Vec<f64>| scores.iter().zip(&weights).map(|(a, b)| a * b).sum();
        order.clear();
        order.extend(data.normalized_scores.iter().map(total).zip(0..));
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        for (&(_, entry), rank) in order.iter().zip(&mut times) {
            rank[entry] += 1;
        }
    }
    black_box(times);
}

/// Draws a number between 0 and 1, exclusive (Steele and Vigna, "Computationally easy, spectrally good multipliers for
/// congruential pseudorandom number generators", 2022).
fn uniform(random: &mut u128) -> f64 {
    *random = random.wrapping_mul(0xda94_2042_e4dd_58b5);
    ((*random >> 76) as f64 + 0.5) / (1u64 << 52) as f64
}
