//! Numbers as spreadsheets show them: with currency signs, units, separators between thousands and digits of any script.

use crate::dataset::Decimal;
use crate::format::characters::{is_letter, is_stripped};

/// The maximum length of a unit beside a number, in characters.
const MAX_UNIT: usize = 16;

/// The cells that stand for a missing score, in lower case.
const MISSING: [&str; 10] = ["na", "n/a", "#n/a", "-", "–", "—", "..", "null", "nan", "?"];

/// The words for yes and no in the widget’s languages, and those of spreadsheets; ASCII letters in lower case.
const YES: [&str; 11] = [
    "yes", "true", "y", "ja", "wahr", "oui", "vrai", "sí", "sÍ", "✓", "نعم",
];
const NO: [&str; 10] = [
    "no", "false", "n", "nein", "falsch", "non", "faux", "✗", "✘", "لا",
];

/// The pairs of the separator between thousands and the decimal separator that numbers may have.
const SEPARATORS: [(char, char); 6] = [
    (',', '.'),
    (' ', '.'),
    ('\'', '.'),
    ('.', ','),
    (' ', ','),
    ('\'', ','),
];

/// Reports whether the text of a cell stands for a missing score.
pub(super) fn is_missing_mark(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    MISSING.contains(&&*text)
}

/// A cell that holds a number and more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decorated {
    is_negative: bool,
    /// The currency before the number; may be empty.
    prefix: String,
    /// The digits with their separators, in ASCII.
    number: String,
    /// The text after the number: a unit, a currency, `%` or `/ 5`; may be empty.
    suffix: String,
}

/// The highest scores that may follow a score after a slash; other slashes are those of dates and fractions.
const TOPS: [&str; 4] = ["5", "10", "20", "100"];

/// The codes that may stand before or after an amount; three other capitals are the start of a product’s name.
const CURRENCY_CODES: &str = "AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NGN NOK NZD PEN PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR";

/// The signs of currencies.
const CURRENCY_SIGNS: [char; 15] = [
    '$', '€', '£', '¥', '₹', '₩', '₽', '₺', '₪', '₫', '฿', '₴', '₦', '₱', '¢',
];

/// The maximum length of a unit that follows a number without a space, in characters.
const MAX_ATTACHED_UNIT: usize = 4;

impl Decorated {
    /// Splits the text of a cell; `None` if it holds no number, or more than one.
    pub(super) fn parse(text: &str) -> Option<Decorated> {
        let text = simplify(text);
        let (text, top) = match text.split_once('/') {
            Some((score, top)) if TOPS.contains(&top.trim()) => (score, top.trim()),
            _ => (&*text, ""),
        };
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (mut prefix, mut suffix) = (text[..first].to_owned(), text[last..].to_owned());
        let mut number = text[first..last].to_owned();
        // Accountants write negative numbers in brackets, or with the sign at the end.
        let is_in_brackets = prefix.contains('(') && suffix.contains(')');
        let is_negative = is_in_brackets || suffix.trim() == "-" || prefix.contains('-');
        if is_in_brackets {
            prefix = prefix.replacen('(', "", 1);
            suffix = suffix.replacen(')', "", 1);
        }
        if suffix.trim() == "-" {
            suffix.clear();
        }
        if prefix.ends_with('.') {
            prefix.pop();
            number.insert_str(0, "0.");
        }
        let signs = prefix.chars().filter(|c| matches!(c, '-' | '+')).count();
        prefix.retain(|c| !matches!(c, '-' | '+'));
        let is_attached = suffix.starts_with(is_letter);
        let [prefix, suffix] = [prefix, suffix].map(|text| text.trim().to_owned());
        let is_number = number
            .chars()
            .all(|c| c.is_ascii_digit() || ". ,'".contains(c));
        let limit = if is_attached {
            MAX_ATTACHED_UNIT
        } else {
            MAX_UNIT
        };
        let can_follow = is_unit(&suffix) && suffix.chars().count() <= limit;
        let suffix = match (&*suffix, top) {
            (_, "") => suffix,
            ("", _) => format!("/ {top}"),
            _ => return None,
        };
        (signs <= 1 && is_number && can_follow && is_currency(&prefix)).then_some(Decorated {
            is_negative,
            prefix,
            number,
            suffix,
        })
    }

    /// Returns the decimal separator, if it can only be that: one comma or point, not before exactly three digits.
    pub(super) fn decimal_separator(&self) -> Option<char> {
        let mut separators = self.number.match_indices(['.', ',']);
        let (at, separator) = separators.next_back()?;
        let is_single = !self.number[..at].contains(separator);
        let is_decimal = self.number.len() - at != 4 && is_single;
        is_decimal.then(|| separator.chars().next())?
    }

    /// Reports whether the number stands alone.
    pub(super) fn is_bare(&self) -> bool {
        self.prefix.is_empty() && self.suffix.is_empty()
    }
}

/// Reports whether a text may follow a number: nothing, or a unit, which has a letter or one of a few signs.
fn is_unit(text: &str) -> bool {
    let is_sign =
        |c: char| matches!(c, '%' | '‰' | '°' | '″' | '′' | '"') || CURRENCY_SIGNS.contains(&c);
    let has_sign = text.contains(|c: char| is_letter(c) || is_sign(c));
    (text.is_empty() || has_sign) && !text.contains(['(', ')', '-', '+', '*', '=', ':'])
}

/// Reports whether a text may stand before an amount: nothing, a sign such as `€` or `US$`, or a code such as `CHF`.
fn is_currency(text: &str) -> bool {
    let has_sign = text.contains(CURRENCY_SIGNS) && text.chars().count() <= 4;
    text.is_empty() || has_sign || CURRENCY_CODES.split(' ').any(|code| code == text)
}

/// Replaces digits and signs of other scripts and widths by those of ASCII, and removes characters without width and those
/// that no text for readers has.
fn simplify(text: &str) -> String {
    let simple = |c: char| {
        Some(match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}' => return None,
            '０'..='９' | '٠'..='٩' | '۰'..='۹' => {
                let zero = match c {
                    '０'..='９' => '０',
                    '٠'..='٩' => '٠',
                    _ => '۰',
                };
                char::from(b'0' + (u32::from(c) - u32::from(zero)) as u8)
            }
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
            '\u{2212}' | '－' | '﹣' => '-',
            '．' | '٫' => '.',
            '，' => ',',
            '’' | '‘' | 'ʼ' | '٬' => '\'',
            '％' | '٪' => '%',
            '＋' => '+',
            c if is_stripped(c) => return None,
            c => c,
        })
    };
    text.chars().filter_map(simple).collect()
}

/// The notation that the numbers of a column have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notation {
    prefix: String,
    suffix: String,
    /// The separator between thousands.
    thousands: char,
    /// The decimal separator.
    decimal: char,
}

impl Notation {
    /// Finds the notation of a column’s decorated cells: the decoration of the first one, and the separators with which
    /// most of the numbers can be read. Of equally good ones, that with a decimal point, unless `prefers_comma`.
    ///
    /// # Errors
    /// Returns the index of a cell that several notations read as different numbers.
    pub(super) fn find(
        cells: &[&Decorated],
        prefers_comma: Option<bool>,
    ) -> Result<Notation, usize> {
        let notations = SEPARATORS.map(|(thousands, decimal)| Notation {
            prefix: cells
                .first()
                .map_or_else(String::new, |cell| cell.prefix.clone()),
            suffix: cells
                .first()
                .map_or_else(String::new, |cell| cell.suffix.clone()),
            thousands,
            decimal,
        });
        let count = |notation: &Notation| {
            cells
                .iter()
                .filter(|cell| notation.read(cell).is_some())
                .count()
        };
        let most = notations.iter().map(count).max().unwrap_or(0);
        let best: Vec<&Notation> = notations
            .iter()
            .filter(|notation| count(notation) == most)
            .collect();
        let preferred = best
            .iter()
            .find(|notation| Some(notation.decimal == ',') == prefers_comma);
        if let Some(preferred) = preferred {
            return Ok((*preferred).clone());
        }
        let differs = |cell: &&&Decorated| {
            let mut numbers = best.iter().map(|notation| notation.read(cell));
            let first = numbers.next();
            numbers.any(|number| Some(number) != first)
        };
        match cells.iter().position(|cell| differs(&cell)) {
            Some(index) => Err(index),
            None => Ok(best[0].clone()),
        }
    }

    /// Reads a number; `None` if the cell has another notation.
    pub(super) fn read(&self, cell: &Decorated) -> Option<Decimal> {
        let has_decoration = cell.prefix == self.prefix && cell.suffix == self.suffix;
        let mut parts = cell.number.split(self.decimal);
        let (whole, fraction) = (parts.next()?, parts.next());
        let groups: Vec<&str> = whole.split(self.thousands).collect();
        let is_grouped = groups.len() == 1
            || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        let has_only_digits = groups
            .iter()
            .chain(&fraction)
            .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if !has_decoration || parts.next().is_some() || !is_grouped || !has_only_digits {
            return None;
        }
        let sign = if cell.is_negative { "-" } else { "" };
        let number = [sign, &groups.concat(), ".", fraction.unwrap_or("0")].concat();
        number.parse().ok()
    }

    /// Returns the unit of the numbers; empty if they have none.
    pub(super) fn unit(&self) -> &str {
        match (&*self.prefix, &*self.suffix) {
            (prefix, "") => prefix,
            (_, suffix) if suffix.starts_with('/') => "",
            (_, suffix) => suffix,
        }
    }

    /// Returns the highest possible score, from numbers such as `4.5 / 5`.
    pub(super) fn top(&self) -> Option<Decimal> {
        self.suffix.strip_prefix('/')?.trim().parse().ok()
    }

    /// Reports whether plain numbers have this notation, too.
    pub(super) fn is_bare(&self) -> bool {
        self.prefix.is_empty() && self.suffix.is_empty()
    }

    /// Reports whether thousands are separated by a comma (0) or a point (1).
    pub(super) fn separates_thousands(&self, kind: usize) -> bool {
        self.thousands == [',', '.'][kind]
    }

    pub(super) fn has_decimal_comma(&self) -> bool {
        self.decimal == ','
    }
}

/// Reads `yes` and `no` as 1 and 0.
pub(super) fn read_yes_no(text: &str) -> Option<Decimal> {
    let text = text.trim().to_ascii_lowercase();
    if YES.contains(&&*text) {
        return "1".parse().ok();
    }
    NO.contains(&&*text).then_some(Decimal::ZERO)
}

/// Reads filled stars, of which others may be empty: `★★★☆☆` is 3 of 5.
pub(super) fn read_stars(text: &str) -> Option<(Decimal, Decimal)> {
    let stars = || text.trim().chars().filter(|c| *c != '\u{fe0f}');
    let is_stars = stars().all(|c| matches!(c, '★' | '☆' | '⭐')) && stars().next().is_some();
    let filled = stars().filter(|c| *c != '☆').count();
    let number = |count: usize| count.to_string().parse().ok();
    is_stars.then(|| Some((number(filled)?, number(stars().count())?)))?
}

#[cfg(test)]
mod tests {
    use super::{Decorated, Notation, is_missing_mark, read_stars, read_yes_no};

    /// Reads the cells of a column in their common notation, each as a number or `–`.
    fn read(cells: &[&str]) -> String {
        let cells: Vec<_> = cells.iter().map(|cell| Decorated::parse(cell)).collect();
        let decorated: Vec<&Decorated> = cells.iter().flatten().collect();
        let Ok(notation) = Notation::find(&decorated, None) else {
            return "ambiguous".to_owned();
        };
        let numbers = cells.iter().map(|cell| {
            let number = cell.as_ref().and_then(|cell| notation.read(cell));
            number.map_or_else(|| "–".to_owned(), |number| number.to_string())
        });
        numbers.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_notation_reads_a_column() {
        for (cells, numbers) in [
            (vec!["$1,299.00", "$849.50"], "1299 849.5"),
            (vec!["1.234,56 €", "99,00 €"], "1234.56 99"),
            (vec!["1\u{202f}234,56", "999,90"], "1234.56 999.9"),
            (vec!["1'234.50", "999.00"], "1234.5 999"),
            (vec!["1’234’567", "12"], "1234567 12"),
            (vec!["(33.52)", "12.20"], "-33.52 12.2"),
            (vec!["33.52-", "12.20"], "-33.52 12.2"),
            (vec!["45%", "30 %", "-2%"], "45 30 -2"),
            (vec!["1.2 kg", "0.9 kg"], "1.2 0.9"),
            (vec!["4.5 / 5", "4.1/5"], "4.5 4.1"),
            (vec!["CHF 12.50", "CHF 1'000.00"], "12.5 1000"),
            (vec!["US$ 12.50", "US$ 1,000.00"], "12.5 1000"),
            (vec!["+3", "\u{2212}4"], "3 -4"),
            (vec!["١٢٫٥", "٧"], "12.5 7"),
            (vec!["１２．５", "７"], "12.5 7"),
            (vec!["\u{200b}12", "13\u{feff}"], "12 13"),
            (vec![".5", "1.25"], "0.5 1.25"),
        ] {
            assert_eq!(read(&cells), numbers, "{cells:?}");
        }
    }

    #[test]
    fn a_cell_in_another_notation_is_not_read() {
        assert_eq!(read(&["45%", "30", "20%"]), "45 – 20");
        assert_eq!(read(&["$5.00", "€6.00"]), "5 –");
        assert_eq!(read(&["1.2 kg", "900 g"]), "1.2 –");
        assert_eq!(read(&["1,234.50", "1.234,50", "2,000.00"]), "1234.5 – 2000");
    }

    #[test]
    fn numbers_that_may_mean_two_things_are_ambiguous() {
        assert_eq!(read(&["€1,299"]), "ambiguous");
        assert_eq!(read(&["1.299 kg", "2.500 kg"]), "ambiguous");
        assert_eq!(read(&["€1,299", "€1,299.50"]), "1299 1299.5");
    }

    #[test]
    fn names_and_dates_are_not_numbers() {
        for name in [
            "iPhone 15",
            "Galaxy",
            "Room 12",
            "RTX 4090",
            "BMW 320",
            "1Password",
            "7-Zip",
            "23andMe",
            "8x8",
            "1-2",
            "3 (of 7)",
            "2024-01-05",
            "05/2024",
            "1/8",
            "24/7",
            "5*",
            "99,-",
            "a very long name of a thing 1",
        ] {
            assert_eq!(Decorated::parse(name), None, "{name}");
        }
    }

    #[test]
    fn words_and_stars_are_numbers() {
        let decimal = |text: &str| text.parse().ok();
        assert_eq!(read_yes_no("Yes"), decimal("1"));
        assert_eq!(read_yes_no("non"), decimal("0"));
        assert_eq!(read_yes_no("maybe"), None);
        assert_eq!(read_stars("★★★☆☆"), decimal("3").zip(decimal("5")));
        assert_eq!(read_stars("3★"), None);
        assert!(is_missing_mark("N/A") && is_missing_mark("–") && !is_missing_mark("none"));
    }
}
