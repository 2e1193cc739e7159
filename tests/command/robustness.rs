//! The command that reports the robustness of rankings: its output and its exit codes.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::ROOT;
use crate::run::weigh_in;

/// Runs `weigh-in robustness` with data from the standard input. Returns the exit code and the output.
fn robustness(data: &str, arguments: &[&str]) -> (i32, String) {
    weigh_in(&[&["robustness", "-"], arguments].concat(), data, None)
}

/// Returns a data set of two criteria with the given weights, and entries with the given scores from 0 to 10.
fn data(weights: [u8; 2], rows: &[(&str, [Option<u8>; 2])]) -> String {
    let criterion = |id: &str, weight| json!({ "id": id, "name": id.to_uppercase(), "weight": weight, "range": [0, 10] });
    let entry = |(name, [a, b]): &(&str, [Option<u8>; 2])| {
        let scores = [("a", a), ("b", b)].into_iter();
        let scores = scores.filter_map(|(id, score)| Some((id.to_owned(), json!((*score)?))));
        json!({ "name": name, "scores": Value::Object(scores.collect()) })
    };
    json!({
        "title": "Test",
        "criteria": [criterion("a", weights[0]), criterion("b", weights[1])],
        "entries": rows.iter().map(entry).collect::<Vec<_>>(),
    })
    .to_string()
}

const TWO: [(&str, [Option<u8>; 2]); 2] =
    [("One", [Some(10), Some(0)]), ("Two", [Some(0), Some(10)])];

fn document(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn custody_insurance_is_reported_in_full() {
    let (code, text) = robustness(include_str!("../../assets/custody-insurance.json"), &[]);
    assert_eq!(code, 0);
    let expected = "\
<stdin>: Fairly clear lead. Shift 11 points from Security & underwriting to Support and Marsh takes the lead.
Try every possible weighting and Evertas wins 38% of the time. Nudge any weights by up to 5 points and it always stays first.

  Rank acceptability  first    2     3     4     5     6     7     8     9    10
  Evertas               38%  35%   21%    5%    1%  0.7%     ·     ·     ·     ·
  Coincover             28%  26%    9%   15%    7%    6%    9%  0.1%     ·     ·
  Marsh                 25%  14%   27%   27%    7%  0.9%  0.1%  0.1%  0.1%     ·
  Aon                    8%  18%   28%   26%   13%    3%    3%  0.1%     ·     ·
  Munich Re              2%   4%    5%   12%   21%   20%   14%   19%    4%  0.6%
  Breach Insurance     0.2%   3%    7%    5%    9%    5%    6%   18%   46%  0.6%
  Lloyd’s Market       0.1%   1%    2%    4%    8%   13%   40%   13%   18%    1%
  Canopius               0%    ·  0.1%    6%   34%   47%   12%  0.9%  0.2%  0.1%
  Chainproof             0%    ·     ·  0.1%  0.1%  0.1%  0.1%  0.5%    2%   98%
  Relm Insurance         0%    ·     ·  0.1%  0.3%    4%   16%   49%   31%  0.1%

By a criterion’s share of the total weight
  Scale & liquidity        Below 5%, Coincover leads. Above 49%, Munich Re leads.
  Security & underwriting  Below 10%, Marsh leads.
  Coverage breadth         Above 50%, Aon leads.
  Costs                    Above 34%, Coincover leads.
  User experience          Above 35%, Coincover leads.
  Support                  Above 28%, Marsh leads.

Nearest winning weights
Coincover would lead with these weights: Scale & liquidity 30% → 16.48%, Costs 15% → 28.52%
Marsh would lead with these weights: Security & underwriting 25% → 14.43%, Support 5% → 15.57%
Aon would lead with these weights: Security & underwriting 25% → 15.38%, Coverage breadth 15% → 30.78%, User experience 10% → 0%, Support 5% → 8.84%
Munich Re would lead with these weights: Scale & liquidity 30% → 41.81%, Security & underwriting 25% → 23.19%, User experience 10% → 0%
Lloyd’s Market would lead with these weights: Scale & liquidity 30% → 41.5%, Security & underwriting 25% → 18.63%, Costs 15% → 21.78%, User experience 10% → 0%, Support 5% → 3.09%
No weighting puts Canopius first: a mixture of 93% Marsh, 7% Evertas is better on every criterion, so one of them is always ahead.
No weighting puts Relm Insurance first: Evertas is at least as good on every criterion.
Breach Insurance would lead with these weights: Scale & liquidity 30% → 0%, Security & underwriting 25% → 0.62%, Costs 15% → 69.38%
No weighting puts Chainproof first: Evertas is at least as good on every criterion.
";
    assert_eq!(text, expected, "{text}");
}

#[test]
fn two_entries_are_reported_in_full() {
    let (code, text) = robustness(&data([60, 40], &TWO), &[]);
    assert_eq!(code, 0);
    let expected = "\
<stdin>: Fairly clear lead. Shift 10 points from A to B and Two takes the lead.
Try every possible weighting and One wins 50% of the time. Nudge any weights by up to 5 points and it always stays first.

  Rank acceptability  first    2
  One                   50%  50%
  Two                   50%  50%

By a criterion’s share of the total weight
  A  Below 50%, Two leads.
  B  Above 50%, Two leads.

Nearest winning weights
Two would lead with these weights: A 60% → 50%, B 40% → 50%
";
    assert_eq!(text, expected, "{text}");
}

#[test]
fn ties_and_dominant_leaders_are_reported() {
    let (_, text) = robustness(&data([50, 50], &TWO), &[]);
    let level =
        "<stdin>: Too close to call. One and Two are tied for first: any change decides it.\n";
    assert!(text.starts_with(level), "{text}");
    let best = [TWO[0], ("Best", [Some(10), Some(10)])];
    let (_, text) = robustness(&data([50, 50], &best), &[]);
    let always = "<stdin>: Clear lead. Best is first whatever the weights.\n";
    assert!(text.starts_with(always), "{text}");
    let twins = [best[1], ("Twin", [Some(10), Some(10)])];
    let (_, text) = robustness(&data([50, 50], &twins), &[]);
    let level = "<stdin>: Clear lead. Best and Twin share first place whatever the weights.\n";
    assert!(text.starts_with(level), "{text}");
    // Tied only while the second criterion has no weight.
    let ahead = [best[1], TWO[0]];
    let (_, text) = robustness(&data([100, 0], &ahead), &[]);
    let always = "<stdin>: Clear lead. Best is first whatever the weights.\n";
    assert!(text.starts_with(always), "{text}");
    // Weights whose sum is not 100 are shown as shares.
    let (_, text) = robustness(&data([3, 1], &TWO), &[]);
    let last = "\nTwo would lead with these weights: A 75% → 50%, B 25% → 50%\n";
    assert!(text.ends_with(last), "{text}");
    // No change decides between twins, but a third entry may overtake both.
    let third = [TWO[0], ("Twin", TWO[0].1), TWO[1]];
    let (_, text) = robustness(&data([51, 49], &third), &[]);
    let thread = "<stdin>: Too close to call. Shift 1 point from A to B and Two takes the lead.\n";
    assert!(text.starts_with(thread), "{text}");
    let (_, text) = robustness(&data([50, 50], &best), &[]);
    let last = "\nOne would lead with these weights: A 50% → 100%, B 50% → 0%\n";
    assert!(text.ends_with(last), "{text}");
}

#[test]
fn missing_scores_widen_the_shares() {
    let gap = [TWO[0], ("Gap", [Some(5), None])];
    let (code, text) = robustness(&data([50, 50], &gap), &[]);
    assert_eq!(code, 0);
    let expected = "
Try every possible weighting and Gap wins 50% of the time. Depending on missing scores, it could be 0% to 67%. Nudge any weights by up to 5 points and it stays first 50% of the time.

  Rank acceptability  first    2  first, with missing scores
  One                   50%  50%                     33–100%
  Gap                   50%  50%                       0–67%
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_lead_that_missing_scores_could_end_is_not_robust() {
    let gap = [("Whole", [Some(6), Some(6)]), ("Gap", [Some(5), None])];
    let (_, text) = robustness(&data([50, 50], &gap), &[]);
    let open = "<stdin>: Fairly clear lead. No single swap of weight unseats Whole. \
                Missing scores could change this.\n";
    assert!(text.starts_with(open), "{text}");
    let small = [gap[0], ("Gap", [Some(1), None])];
    let (_, text) = robustness(&data([50, 50], &small), &[]);
    let firm = "<stdin>: Clear lead. No single swap of weight unseats Whole.\n";
    assert!(text.starts_with(firm), "{text}");
}

#[test]
fn without_weights_only_shares_are_reported() {
    let (code, text) = robustness(&data([0, 0], &TWO), &[]);
    assert_eq!(code, 0);
    let expected = "\
<stdin>: All weights are at 0, so there’s nothing to rank. Raise any slider.

  Rank acceptability  first    2
  One                   50%  50%
  Two                   50%  50%
";
    assert_eq!(text, expected, "{text}");
    let (_, text) = robustness(&data([0, 0], &TWO), &["--format", "json"]);
    let file = &document(&text)["files"][0];
    assert_eq!(file["leader"], Value::Null);
    assert_eq!(
        (&file["stabilityIntervals"], &file["nearestWeights"]),
        (&json!({}), &json!({}))
    );
}

#[test]
fn one_entry_is_first_whatever_the_weights() {
    let (code, text) = robustness(&data([50, 50], &TWO[..1]), &[]);
    assert_eq!(code, 0);
    let expected = "\
<stdin>: Clear lead. One is first whatever the weights.
Try every possible weighting and One always wins. Nudge any weights by up to 5 points and it always stays first.

  Rank acceptability  first
  One                  100%

By a criterion’s share of the total weight
  A  One stays first at any weight above 0.
  B  One stays first at any weight above 0.
";
    assert_eq!(text, expected, "{text}");
}

#[test]
fn json_output_has_the_shape_of_the_property() {
    let (code, text) = robustness(&data([60, 40], &TWO), &["--format", "json"]);
    assert_eq!(code, 0);
    let mut document = document(&text);
    let file = &mut document["files"][0];
    for (id, share) in file["firstShare"].take().as_object().expect("shares") {
        let share = share.as_f64().expect("a share");
        assert!((share - 0.5).abs() < 0.001, "{id} {share}");
    }
    let movement = file["nearestWeights"]["two"]["movement"].take();
    assert!((movement.as_f64().expect("a number") - 0.2).abs() < 1e-9);
    assert_eq!(
        *file,
        json!({
            "file": "<stdin>",
            "problems": [],
            "name": "Test",
            "leader": "one",
            "robustness": "moderate",
            "localRobustness": 1.0,
            "firstShare": null,
            "stabilityIntervals": {
                "a": { "low": 0.5, "high": 1.0, "below": "two", "above": null },
                "b": { "low": 0.0, "high": 0.5, "below": null, "above": "two" }
            },
            "nearestWeights": {
                "one": { "weights": { "a": 60.0, "b": 40.0 }, "movement": 0.0 },
                "two": { "weights": { "a": 50.0, "b": 50.0 }, "movement": null }
            }
        })
    );
}

#[test]
fn problems_are_reported_as_by_check() {
    let invalid = &data([60, 40], &TWO).replace("60", "\"60\"");
    let (code, text) = robustness(invalid, &[]);
    assert_eq!(code, 1);
    assert!(
        text.starts_with("error: expected a number without quotation marks\n --> <stdin>:1:"),
        "{text}"
    );
    let (code, text) = robustness(invalid, &["--format", "json"]);
    assert_eq!(code, 1);
    let problem = &document(&text)["files"][0]["problems"][0];
    assert_eq!(problem["place"], "criteria[0].weight");
}

#[test]
fn unreadable_files_are_reported_and_the_others_analyzed() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    command.current_dir(ROOT);
    command.args([
        "robustness",
        "no/such/file.csv",
        "assets/custody-insurance.json",
    ]);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("an end");
    assert_eq!(status.code(), Some(2));
    let error = "error: cannot read no/such/file.csv: ";
    assert!(String::from_utf8_lossy(&stderr).starts_with(error));
    let expected = "assets/custody-insurance.json: Fairly clear lead. Shift 11 ";
    assert!(String::from_utf8_lossy(&stdout).starts_with(expected));
}

#[test]
fn control_characters_of_data_are_escaped() {
    let name = "A\u{1b}[31m\u{7}\u{202e}";
    let rows = [(name, TWO[0].1), ("Two", TWO[1].1)];
    let (_, text) = robustness(&data([60, 40], &rows), &[]);
    let is_control = |c: char| c == '\u{202e}' || (c.is_control() && c != '\n');
    assert!(!text.contains(is_control), "{text:?}");
}
