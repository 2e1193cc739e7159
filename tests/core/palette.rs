//! The colors of the widget: text and marks have enough contrast, and colorblind readers can distinguish the criteria.

use std::fs;

use crate::support::{ROOT, constants::source};

type Rgb = [f64; 3];

/// Protanopia and deuteranopia in linear RGB, after Machado, Oliveira and Fernandes (2009), severity 1.
const DEFICIENCIES: [[Rgb; 3]; 2] = [
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
];

/// The share of the text's color in the ground of open rows.
const SOFT: f64 = 0.04;

/// The colors of one theme.
struct Theme {
    name: &'static str,
    block: String,
}

impl Theme {
    /// Reads the light and the dark theme of the style sheet.
    fn read() -> [Self; 2] {
        let css = fs::read_to_string(format!("{ROOT}/assets/weigh-in.css")).expect("the styles");
        [
            ("light", "[part~='base'] {"),
            ("dark", "[part~='base'][data-theme='dark'] {"),
        ]
        .map(|(name, start)| {
            let (_, rest) = css.split_once(start).expect(start);
            let (block, _) = rest.split_once('}').expect("an end");
            let block = block.to_owned();
            Self { name, block }
        })
    }

    fn color(&self, token: &str) -> Rgb {
        let (_, value) = self
            .block
            .split_once(&format!("--_wi-{token}: "))
            .expect(token);
        let (_, digits) = value.split_once('#').expect("a color");
        let digits: Vec<char> = digits.chars().take_while(char::is_ascii_hexdigit).collect();
        let per_channel = digits.len() / 3;
        [0, 1, 2].map(|channel| {
            let digit = |place: usize| digits[channel * per_channel + place % per_channel];
            let hex = [digit(0), digit(1)].iter().collect::<String>();
            f64::from(u8::from_str_radix(&hex, 16).expect("digits")) / 255.0
        })
    }

    /// Returns the surface and the ground of open rows.
    fn grounds(&self) -> [Rgb; 2] {
        let (surface, text) = (self.color("surface"), self.color("text"));
        let soft =
            [0, 1, 2].map(|channel| surface[channel] + SOFT * (text[channel] - surface[channel]));
        [surface, soft]
    }

    fn hues(&self) -> Vec<Rgb> {
        (1..=8)
            .map(|hue| self.color(&format!("hue-{hue}")))
            .collect()
    }
}

fn linear(color: Rgb) -> Rgb {
    color.map(|channel| {
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn dot(left: Rgb, right: Rgb) -> f64 {
    left.iter()
        .zip(right)
        .map(|(left, right)| left * right)
        .sum()
}

/// Returns the contrast of WCAG 2.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |color| dot(linear(color), [0.2126, 0.7152, 0.0722]) + 0.05;
    let ratio = luminance(one) / luminance(other);
    ratio.max(1.0 / ratio)
}

/// Converts linear RGB to CIE Lab with the white of sRGB.
fn lab(color: Rgb) -> Rgb {
    let xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
    .map(|row| dot(row, color));
    let [x, y, z] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map(|value| {
        if value > 216.0 / 24389.0 {
            value.cbrt()
        } else {
            (24389.0 / 27.0 * value + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Returns the least distance between two of the colors, with normal vision and each deficiency.
fn least_distance(colors: &[Rgb]) -> f64 {
    let normal: Vec<Rgb> = colors.iter().map(|color| linear(*color)).collect();
    let impaired = DEFICIENCIES.map(|matrix| {
        let seen = |color: &Rgb| matrix.map(|row| dot(row, *color).clamp(0.0, 1.0));
        normal.iter().map(seen).collect::<Vec<Rgb>>()
    });
    let mut least = f64::INFINITY;
    for seen in impaired.iter().chain([&normal]) {
        let seen: Vec<Rgb> = seen.iter().map(|color| lab(*color)).collect();
        for (index, one) in seen.iter().enumerate() {
            for other in &seen[..index] {
                let difference = [0, 1, 2].map(|axis| one[axis] - other[axis]);
                least = least.min(dot(difference, difference).sqrt());
            }
        }
    }
    least
}

#[test]
fn text_has_enough_contrast() {
    for theme in Theme::read() {
        for token in ["text", "muted", "accent", "up", "down"] {
            for ground in theme.grounds() {
                let contrast = contrast(theme.color(token), ground);
                assert!(contrast >= 4.5, "{}, {token}: {contrast:.2}", theme.name);
            }
        }
    }
}

#[test]
fn segments_and_controls_have_enough_contrast() {
    for theme in Theme::read() {
        let marks = theme
            .hues()
            .into_iter()
            .chain([theme.color("control-border")]);
        for (index, mark) in marks.enumerate() {
            for ground in theme.grounds() {
                let contrast = contrast(mark, ground);
                assert!(contrast >= 3.0, "{}, {index}: {contrast:.2}", theme.name);
            }
        }
    }
}

#[test]
fn colorblind_readers_can_distinguish_the_criteria() {
    for theme in Theme::read() {
        let hues = theme.hues();
        let (six, all) = (least_distance(&hues[..6]), least_distance(&hues));
        assert!(six >= 26.0, "{}, six: {six:.1}", theme.name);
        assert!(all >= 17.5, "{}, all: {all:.1}", theme.name);
    }
}

#[test]
fn a_saved_picture_has_the_colors_of_the_light_theme() {
    let picture = source("core/src/publish/picture.rs");
    let [light, ..] = Theme::read();
    for hue in 1..=8 {
        let (_, value) = light
            .block
            .split_once(&format!("--_wi-hue-{hue}: "))
            .expect("a color");
        let color = &value[.."#000000".len()];
        assert!(picture.contains(&format!("\"{color}\"")), "{color}");
    }
}
