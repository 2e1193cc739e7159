use super::typesetting::{Style, wrap_lines};
use crate::dataset::Comparison;
use crate::ids::CriterionIndex;
use crate::ranking::{Contributions, Ranking, RankingRow};
use crate::text::{self, Texts, WeightsOwner};
use crate::weights::{Shares, Weights};

/// The ranking as a picture for publications: the title, the sentence that sums the ranking up, the weights, the rows
/// with their bars, the source.
///
/// Lengths are in tenths of a pixel, so that all are integers. The background is [`Picture::BACKGROUND`] and the font
/// [`Picture::FONT`]; shapes are painted in order, later ones over earlier ones. Texts have no control characters, and are
/// wrapped by an estimate of their width, which can't be measured here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Always 12,000.
    pub width: u32,
    /// As high as the content; a multiple of 10.
    pub height: u32,
    /// The title of the picture.
    pub title: String,
    /// The shapes on the background, in painting order.
    pub shapes: Vec<Shape>,
}

/// A shape in a [`Picture`]. Lengths are in tenths of a pixel; colors are in CSS syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// The left edge.
        x: u32,
        /// The top edge.
        y: u32,
        /// The width.
        width: u32,
        /// The height.
        height: u32,
        /// The radius of the corners.
        radius: u32,
        /// The color.
        fill: &'static str,
    },
    /// A line of text, from left to right unless its letters run the other way.
    Text {
        /// The left or right end, depending on the anchor.
        x: u32,
        /// The baseline.
        y: u32,
        /// The font size.
        size: u32,
        /// `true` for bold (700), `false` for regular (400).
        bold: bool,
        /// The end of the text that is at `x`.
        anchor: Anchor,
        /// The color.
        fill: &'static str,
        /// The content.
        text: String,
    },
}

/// The end of a text that its position refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left one.
    Start,
    /// The right one.
    End,
}

/// The origin of a picture. Empty fields are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution<'a> {
    /// The date of the picture, for readers.
    pub date: &'a str,
    /// The link to this ranking.
    pub link: &'a str,
    /// The filters of the ranking, for readers.
    pub active_filters: &'a str,
}

const TEXT: &str = "#16191d";
const MUTED: &str = "#59616b";
const LINE: &str = "#e1e4e8";
const TRACK: &str = "#f0f1f3";
/// The colors of the criteria in the widget's light theme, in order. More criteria all have the first.
const HUES: [&str; 8] = [
    "#176cd6", "#d8731f", "#1f9c93", "#ad0d4c", "#3b2275", "#2397c7", "#5f5b12", "#5b2ff5",
];

const WIDTH: u32 = 12_000;
const LEFT: u32 = 480;
const RIGHT: u32 = WIDTH - LEFT;
const RANK_END: u32 = LEFT + 360;
const NAME: u32 = LEFT + 500;
const BAR: u32 = 5_700;
/// The width of 100 points: a tenth of a point is half a pixel.
const BAR_WIDTH: u32 = 5_000;
const BAR_HEIGHT: u32 = 180;
const SWATCH: u32 = 150;
const GAP: u32 = 200;
const HAIRLINE: u32 = 10;

const TITLE_STYLE: Style = style(340, true);
const HEADLINE: Style = style(220, true);
const BODY: Style = style(180, false);
const STRONG: Style = style(190, true);
const NUMBER: Style = style(190, false);
const SMALL: Style = style(140, false);

/// The maximum number of rows.
const MAX_ROWS: usize = 50;
/// More lines than the longest text in a data set needs.
const ALL_LINES: usize = 100;

const fn style(size: u32, bold: bool) -> Style {
    Style { size, bold }
}

impl Picture {
    /// The background color.
    pub const BACKGROUND: &str = "#fff";
    /// The font family of all texts in CSS syntax: the system font of the reader.
    pub const FONT: &str =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    /// Draws the first fifty rows of `ranking`, which need not have all entries, in the language of `texts`. The layout is
    /// from left to right in any language.
    pub fn new(
        comparison: &Comparison,
        weights: &Weights,
        ranking: &Ranking,
        attribution: &Attribution,
        texts: &Texts,
    ) -> Picture {
        let mut title = wrap_lines(&comparison.title, SMALL, u32::MAX / 100, 1).concat();
        if title.is_empty() {
            title.push_str(texts.get(text::RANKING));
        }
        let mut painter = Painter {
            y: 400,
            shapes: Vec::new(),
            texts,
        };
        painter.paragraph(&title, TITLE_STYLE, TEXT, 3);
        painter.y += 60;
        if weights.are_zero() {
            painter.paragraph(texts.get(text::PICTURE_ALL_ZERO), BODY, TEXT, ALL_LINES);
        } else {
            let headline = texts.lead_sentence(comparison, weights, ranking, WeightsOwner::Unknown);
            painter.paragraph(&headline, HEADLINE, TEXT, 4);
            painter.y += 40;
            let subtitle = subtitle(texts, comparison, weights, ranking);
            painter.paragraph(&subtitle, BODY, MUTED, ALL_LINES);
        }
        painter.paragraph(attribution.active_filters, BODY, MUTED, 4);
        painter.y += 160;
        painter.legend(comparison, weights);
        painter.rows(comparison, weights, ranking);
        painter.attribution(comparison, attribution);
        Picture {
            width: WIDTH,
            height: (painter.y + 360).next_multiple_of(10),
            title,
            shapes: painter.shapes,
        }
    }
}

/// A picture under construction, from top to bottom.
struct Painter<'a> {
    /// The top of the next shape.
    y: u32,
    shapes: Vec<Shape>,
    texts: &'a Texts,
}

impl Painter<'_> {
    /// Draws a text over the full width.
    fn paragraph(&mut self, text: &str, style: Style, fill: &'static str, max_lines: usize) {
        for line in wrap_lines(text, style, RIGHT - LEFT, max_lines) {
            self.text(LEFT, self.y, Anchor::Start, style, fill, line);
            self.y += line_height(style);
        }
    }

    /// Draws the criteria with their colors and shares, from left to right in up to three columns.
    fn legend(&mut self, comparison: &Comparison, weights: &Weights) {
        let shares = Shares::new(weights);
        let criteria = comparison.indexed_criteria();
        let shares: Vec<String> = criteria
            .map(|(index, _)| self.texts.percent(shares[index]))
            .collect();
        let longest = shares
            .iter()
            .map(|share| share.chars().count())
            .max()
            .unwrap_or(0) as u32;
        let columns = comparison.criteria.len().clamp(1, 3) as u32;
        let width = (RIGHT - LEFT) / columns;
        let mut end = self.y;
        for ((index, criterion), share) in comparison.indexed_criteria().zip(shares) {
            let column = u32::from(index.0) % columns;
            if column == 0 {
                self.y = end;
            }
            let x = LEFT + column * width;
            self.rect(
                x,
                self.y + 50,
                SWATCH,
                SWATCH,
                20,
                criterion_color(comparison, index),
            );
            let number = x + SWATCH + 80 + 110 * longest;
            self.text(number, self.y, Anchor::End, style(180, true), TEXT, share);
            let (name, mut y) = (number + 120, self.y);
            for line in wrap_lines(&criterion.name, BODY, x + width - name - GAP, 2) {
                self.text(name, y, Anchor::Start, BODY, TEXT, line);
                y += line_height(BODY);
            }
            end = end.max(y + 60);
        }
        self.y = end + 160;
    }

    fn rows(&mut self, comparison: &Comparison, weights: &Weights, ranking: &Ranking) {
        if ranking.has_ranks() {
            let hundred = self.texts.number(100);
            let score = self.texts.fill(text::SCORE_OF_100, &[&hundred]);
            self.text(RIGHT, self.y, Anchor::End, SMALL, MUTED, score);
        }
        self.y += line_height(SMALL) + 50;
        for row in ranking.rows().iter().take(MAX_ROWS) {
            self.rule();
            self.row(comparison, weights, row);
        }
        self.rule();
        if ranking.rows().len() > MAX_ROWS {
            self.y += 100;
            let more = self.texts.number(ranking.rows().len() - MAX_ROWS);
            let more = self.texts.fill(text::MORE_BELOW, &[&more]);
            self.text(NAME, self.y, Anchor::Start, BODY, MUTED, more);
            self.y += line_height(BODY);
        }
    }

    fn row(&mut self, comparison: &Comparison, weights: &Weights, row: &RankingRow) {
        let top = self.y + 100;
        let height = line_height(STRONG);
        self.y = top;
        let name = &comparison.entry(row.entry).name;
        for line in wrap_lines(name, STRONG, BAR - NAME - GAP, 2) {
            self.text(NAME, self.y, Anchor::Start, STRONG, TEXT, line);
            self.y += height;
        }
        self.y = self.y.max(top + height);
        if let Some(standing) = row.standing {
            let y = top + (height - BAR_HEIGHT) / 2;
            self.rect(BAR, y, BAR_WIDTH, BAR_HEIGHT, 0, TRACK);
            let mut x = BAR;
            let contributions = Contributions::new(comparison, weights, row.entry);
            for contribution in contributions.iter() {
                let width = u32::from(contribution.points.tenths()) * (BAR_WIDTH / 1000);
                if width > 0 {
                    self.rect(
                        x,
                        y,
                        width,
                        BAR_HEIGHT,
                        0,
                        criterion_color(comparison, contribution.criterion),
                    );
                }
                // Keeps adjacent segments of similar lightness distinct in black-and-white prints.
                if width > 3 * HAIRLINE && x > BAR {
                    self.rect(x, y, HAIRLINE, BAR_HEIGHT, 0, Picture::BACKGROUND);
                }
                x += width;
            }
            let score = self.texts.number(standing.total.points());
            self.text(RIGHT, top, Anchor::End, STRONG, TEXT, score);
            if let Some((low, high)) = standing.bounds {
                let bounds = self.texts.bounds(low.points(), high.points());
                self.text(RIGHT, top + height, Anchor::End, SMALL, MUTED, bounds);
                self.y = self.y.max(top + height + line_height(SMALL));
            }
        }
        let rank = self.texts.rank(row.standing);
        self.text(RANK_END, top, Anchor::End, NUMBER, MUTED, rank);
        self.y += 100;
    }

    /// Draws the source of the data, the date and the link.
    fn attribution(&mut self, comparison: &Comparison, attribution: &Attribution) {
        let source = &comparison.source;
        self.y += 240;
        let name = source_line(self.texts, comparison);
        self.paragraph(&name, style(SMALL.size, true), TEXT, 3);
        self.paragraph(&source.note, SMALL, MUTED, ALL_LINES);
        self.y += 80;
        if !attribution.date.is_empty() {
            let made = self.texts.fill(text::MADE_ON, &[attribution.date]);
            self.paragraph(&made, SMALL, MUTED, 2);
        }
        self.paragraph(attribution.link, SMALL, MUTED, 4);
    }

    fn rule(&mut self) {
        self.rect(LEFT, self.y, RIGHT - LEFT, HAIRLINE, 0, LINE);
        self.y += HAIRLINE;
    }

    fn rect(&mut self, x: u32, y: u32, width: u32, height: u32, radius: u32, fill: &'static str) {
        self.shapes.push(Shape::Rect {
            x,
            y,
            width,
            height,
            radius,
            fill,
        });
    }

    /// Draws a line of text with its top at `top`.
    fn text(
        &mut self,
        x: u32,
        top: u32,
        anchor: Anchor,
        style: Style,
        fill: &'static str,
        text: String,
    ) {
        self.shapes.push(Shape::Text {
            x,
            y: top + style.size,
            size: style.size,
            bold: style.bold,
            anchor,
            fill,
            text,
        });
    }
}

/// Returns the subtitle, such as “4 of 10 entries, 6 criteria, custom weights”.
fn subtitle(
    texts: &Texts,
    comparison: &Comparison,
    weights: &Weights,
    ranking: &Ranking,
) -> String {
    let comma = texts.get(text::COMMA);
    let weights = if *weights == comparison.published_weights() {
        text::WEIGHTS_AS_PUBLISHED
    } else {
        text::WEIGHTS_NOT_AS_PUBLISHED
    };
    let size = texts.filtered_summary(comparison, ranking.entry_count());
    size + comma + texts.get(weights)
}

/// Returns the source and month of the data, as in “Source: Token Metrics, September 2025”; empty if neither is known.
fn source_line(texts: &Texts, comparison: &Comparison) -> String {
    let name = comparison.source.name.trim();
    let month = comparison.updated.map(|month| texts.month(month));
    match (name, month) {
        ("", None) => String::new(),
        ("", Some(month)) => texts.fill(text::DATA_OF, &[&month]),
        (name, None) => texts.fill(text::SOURCE, &[name]),
        (name, Some(month)) => texts.fill(
            text::SOURCE,
            &[&[name, texts.get(text::COMMA), &month].concat()],
        ),
    }
}

/// Returns the line height of a text, whose baseline is its font size below the top.
fn line_height(style: Style) -> u32 {
    style.size * 13 / 10
}

fn criterion_color(comparison: &Comparison, criterion: CriterionIndex) -> &'static str {
    let is_distinct = comparison.criteria.len() <= HUES.len();
    HUES[if is_distinct {
        usize::from(criterion.0)
    } else {
        0
    }]
}
