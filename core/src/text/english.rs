use super::{Form, Locale};

/// English as it is written in the United States, for what is written without a browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct English;

impl Locale for English {
    fn write(&self, form: Form, value: &str) -> String {
        match form {
            Form::Decimal => grouped(value),
            Form::Percent => format!("{}%", grouped(value)),
            Form::Month => in_words(value),
            Form::Cardinal => if value == "1" { "one" } else { "other" }.to_owned(),
            Form::Ordinal => ordinal(value).to_owned(),
        }
    }
}

/// A number with a comma between every three digits of its whole part.
fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let digits = whole.trim_start_matches('-').len();
    let mut shown = String::new();
    for (place, c) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if left.is_multiple_of(3) && left < digits {
            shown.push(',');
        }
        shown.push(c);
    }
    shown + fraction
}

fn in_words(month: &str) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let known = month.split_once('-').and_then(|(year, month)| {
        let place = month.parse::<usize>().ok()?.checked_sub(1)?;
        Some(format!("{} {year}", NAMES.get(place)?))
    });
    known.unwrap_or_else(|| month.to_owned())
}

fn ordinal(number: &str) -> &'static str {
    match number.as_bytes() {
        [.., b'1', _] => "other",
        [.., b'1'] => "one",
        [.., b'2'] => "two",
        [.., b'3'] => "few",
        _ => "other",
    }
}
