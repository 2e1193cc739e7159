//! The bars of the entries, and the labels of their segments.

use num_rational::BigRational;
use num_traits::ToPrimitive;
use thirtyfour::Key;

use super::{
    comparison::{assert_share, parse_numbers},
    scenarios,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    locator::Locator,
    ranking_oracle::{fraction, parse_decimal},
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    segments_are_labeled_and_add_up,
    pointing_at_a_segment_shows_its_label,
    a_criterions_name_highlights_its_segments,
    segments_follow_the_weights,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Uneven weights.
const UNEVEN: [(&str, &str); 3] = [("scale", "33.33"), ("costs", "7.5"), ("support", "11.11")];

/// Reads the criteria and the labels of a row's segments, from the bar's start to its end.
pub fn read_segments(widget: Widget<'_>, entry: &str) -> Result<Vec<(String, String)>, String> {
    let segments: Vec<(String, String)> = widget.entry(entry).read(
        "return [...part.querySelectorAll('[part~=segment]')].map((segment) => [segment.dataset.criterion, segment.title])",
    )?;
    // They have none while weights change.
    match segments.iter().all(|(_, label)| !label.is_empty()) {
        true => Ok(segments),
        false => Err(format!("segments without labels: {segments:?}")),
    }
}

fn segments_are_labeled_and_add_up(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let weights = data.weights(&UNEVEN);
    widget.set_weights(&weights);
    let ranking = data.ranking_for(&weights);
    widget.assert_ranking(&ranking);
    for (id, score) in ranking.order().into_iter().zip(ranking.scores()).take(2) {
        let entry = data.entry(id);
        let segments = read_segments(widget, id).unwrap();
        let order: Vec<_> = segments.iter().map(|(id, _)| id).collect();
        assert_eq!(
            order,
            data.criteria.iter().map(|(id, _)| id).collect::<Vec<_>>()
        );
        for (index, (criterion, words)) in segments.iter().enumerate() {
            assert_eq!(
                widget.segment(id, criterion).read_attribute("role"),
                Ok(Some("img".to_owned()))
            );
            assert!(words.contains(&data.criterion_name(criterion)), "{words:?}");
            let stated = parse_numbers(words);
            assert_eq!(stated[0], parse_decimal(&entry.scores[index]), "{words:?}");
            assert_share(&weights, criterion, &stated[1]);
        }
        let shown: BigRational = segments.iter().map(|(_, words)| parse_points(words)).sum();
        assert_eq!(shown, parse_decimal(&score), "{id}: {segments:?}");
    }
    // A criterion without points has no segment.
    let changed = [("scale", "0"), ("ux", "0")];
    widget.set_weights(&data.weights(&changed));
    let remaining = ["security", "coverage", "costs", "support"]
        .map(str::to_owned)
        .to_vec();
    eventually("the segments", remaining, || {
        let segments = read_segments(widget, "marsh")?;
        Ok(segments.into_iter().map(|(id, _)| id).collect())
    });
}

/// Parses the points in a segment's label: the number before the word.
pub fn parse_points(words: &str) -> BigRational {
    let index = words
        .find(" point")
        .unwrap_or_else(|| panic!("no points in {words:?}"));
    parse_numbers(&words[..index])
        .pop()
        .unwrap_or_else(|| panic!("no number in {words:?}"))
}

/// Reads the criterion of the segment at a point of an entry's bar, by its distance from the left edge as a part of the
/// bar's width.
pub fn read_segment_at(widget: Widget<'_>, entry: &str, part: f64) -> Result<String, String> {
    let script = format!(
        "part.scrollIntoView({{ block: 'center' }});
        const {{ left, width, top, height }} = part.getBoundingClientRect();
        return root.elementFromPoint(left + width * {part}, top + height / 2).dataset.criterion"
    );
    widget.entry(entry).find("[part~=bar]").read(&script)
}

fn pointing_at_a_segment_shows_its_label(ctx: &TestContext) {
    // A radius without a unit must not break the bars.
    let page = ctx.open_article("<weigh-in style='--weigh-in-radius: 0'></weigh-in>");
    let widget = page.widget();
    for entry in ["evertas", "marsh"] {
        let mut end = 0.0;
        for (criterion, words) in read_segments(widget, entry).unwrap() {
            let points = parse_points(&words).to_f64().expect("a finite number");
            let middle = (end + points / 2.0) / 100.0;
            assert_eq!(read_segment_at(widget, entry, middle), Ok(criterion));
            end += points;
        }
    }
}

/// Reads the criteria whose segments are not dimmed, the same in all rows.
fn read_highlighted(widget: Widget<'_>) -> Result<Vec<String>, String> {
    let lit: Vec<Vec<String>> = widget.part("ranking").read(
        "return [...part.querySelectorAll('[part~=entry]')].map((entry) => [...entry.querySelectorAll('[part~=segment]')]
            .filter((segment) => getComputedStyle(segment).opacity >= 0.5)
            .map(({ dataset }) => dataset.criterion))",
    )?;
    match lit.iter().all(|row| *row == lit[0]) {
        true => Ok(lit[0].clone()),
        false => Err(format!("{lit:?}")),
    }
}

fn a_criterions_name_highlights_its_segments(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    let all: Vec<String> = data.criteria.iter().map(|(id, _)| id.clone()).collect();
    let name =
        |criterion: &str| -> Locator<'_> { widget.weight(criterion).find("[part~=criterion]") };
    let lights_up = |how: &str, criteria: &[String]| {
        eventually(how, criteria.to_vec(), || read_highlighted(widget));
    };
    lights_up("at rest", &all);
    name("costs").hover();
    lights_up("the mouse is over it", &["costs".to_owned()]);
    page.hover((3.0, 3.0));
    lights_up("the mouse is gone", &all);
    name("ux").focus();
    lights_up("it has the focus", &["ux".to_owned()]);
    widget.part("lead").focus();
    lights_up("the focus is gone", &all);
    name("security").click();
    page.hover((3.0, 3.0));
    lights_up("it is pressed", &["security".to_owned()]);
}

fn segments_follow_the_weights(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.slider("costs").press(&[Key::End]);
    let weights = data.weights(&[("costs", "100")]);
    widget.assert_ranking(&data.ranking_for(&weights));
    let exact = data.points("breach", &weights)[3].clone();
    eventually_matches(
        "the points of Breach for its costs",
        || {
            let segments = read_segments(widget, "breach")?;
            Ok(parse_points(&segments[3].1) - &exact)
        },
        |off| *off < fraction(1, 10) && *off > fraction(-1, 10),
    );
    // The longest segment is that of the largest weight: the least of it is cut off.
    let cut = |criterion: &str| -> Result<f64, String> {
        let segment = widget.segment("breach", criterion);
        let clip: String = segment.read("return getComputedStyle(part).clipPath")?;
        let cut = clip
            .trim_end_matches("%)")
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        cut.parse().map_err(|_| clip.clone())
    };
    eventually("costs gives most", true, || {
        let largest = cut("costs")?;
        let mut others = data.criteria.iter().filter(|(id, _)| *id != "costs");
        others.try_fold(true, |all, (id, _)| Ok(all && cut(id)? > largest))
    });
}
