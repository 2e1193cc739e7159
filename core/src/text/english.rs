use super::{Locale, ValueFormat};

/// American English, for output that is written without a browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct English;

impl Locale for English {
    fn write(&self, format: ValueFormat, value: &str) -> String {
        match format {
            ValueFormat::Decimal => group_digits(value),
            ValueFormat::Percent => format!("{}%", group_digits(value)),
            ValueFormat::Month => month_name(value),
            ValueFormat::Cardinal => if value == "1" { "one" } else { "other" }.to_owned(),
            ValueFormat::Ordinal => ordinal_category(value).to_owned(),
        }
    }
}

/// Groups the digits of a number's integer part by commas.
fn group_digits(number: &str) -> String {
    let (integer, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let digits = integer.trim_start_matches('-').len();
    let mut grouped = String::new();
    for (index, c) in integer.chars().enumerate() {
        let remaining = integer.len() - index;
        if remaining.is_multiple_of(3) && remaining < digits {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped + fraction
}

fn month_name(month: &str) -> String {
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
    let name = month.split_once('-').and_then(|(year, month)| {
        let index = month.parse::<usize>().ok()?.checked_sub(1)?;
        Some(format!("{} {year}", NAMES.get(index)?))
    });
    name.unwrap_or_else(|| month.to_owned())
}

fn ordinal_category(number: &str) -> &'static str {
    match number.as_bytes() {
        [.., b'1', _] => "other",
        [.., b'1'] => "one",
        [.., b'2'] => "two",
        [.., b'3'] => "few",
        _ => "other",
    }
}
