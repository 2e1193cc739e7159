//! The widget's texts in every language.

use std::fs;

use weigh_in_core::text::{self, Catalog, Locale, Message, Texts, ValueFormat};

use crate::support::ROOT;

const TRANSLATIONS: [&str; 4] = ["de", "es", "fr", "ar"];

fn catalog(language: &str) -> Catalog {
    let path = format!("{}/assets/texts/{language}.json", ROOT);
    let json = fs::read_to_string(&path).unwrap();
    Catalog::from_json(&json).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

/// A locale that writes values unchanged and has one plural category for all numbers.
struct Always(&'static str);

impl Locale for Always {
    fn write(&self, format: ValueFormat, value: &str) -> String {
        match format {
            ValueFormat::Cardinal | ValueFormat::Ordinal => self.0.to_owned(),
            ValueFormat::Decimal | ValueFormat::Percent | ValueFormat::Month => value.to_owned(),
        }
    }
}

#[test]
fn every_translation_is_complete_and_has_the_same_placeholders() {
    for language in TRANSLATIONS {
        let packed = catalog(language).pack(&catalog("en"));
        assert_eq!(packed.err(), None, "{language}");
    }
}

#[test]
fn an_incomplete_translation_is_reported_by_message() {
    let english =
        Catalog::from_json(r#"{ "a": "A {0}", "b": { "one": "1", "other": "{0}" }, "c": "C" }"#)
            .unwrap();
    let other = Catalog::from_json(r#"{ "a": "A {1}", "b": "B", "d": "D" }"#).unwrap();
    let problems = other.pack(&english).unwrap_err();
    assert_eq!(
        problems,
        [
            "a does not put in the same as “A {0}”: “A {1}”",
            "b is a text in one language and a plural in the other",
            "c is missing",
            "d is not in the English catalog",
        ]
    );
}

#[test]
fn rejects_an_invalid_catalog() {
    for (json, problem) in [
        ("[]", "object"),
        (r#"{ "a": 1 }"#, "String"),
        (r#"{ "a": { "one": "1" } }"#, "the form “other” is missing"),
        (r#"{ "a": { "some": "1" } }"#, "some isn't a category"),
        (r#"{ "a": "1\n2" }"#, "more than one line"),
    ] {
        let error = Catalog::from_json(json).unwrap_err();
        assert!(
            error.to_lowercase().contains(&problem.to_lowercase()),
            "{json}: {error}"
        );
    }
}

#[test]
fn a_translation_replaces_the_english_texts() {
    let german = catalog("de");
    let texts = Texts::new(&german.pack(&catalog("en")).unwrap(), Always("other"));
    let Some(Message::Text(lock)) = german.find("lock") else {
        panic!("lock is a text");
    };
    assert_eq!(texts.fill(text::LOCK, &["X"]), lock.replace("{0}", "X"));
    let Some(Message::Text(last)) = german.find("why") else {
        panic!("why is a text");
    };
    assert_eq!(texts.get(text::WHY), last);
}

#[test]
fn a_plural_has_the_form_of_its_number_or_the_form_other() {
    let english = Texts::english();
    let others = |count: usize| {
        let shown = count.to_string();
        english.fill_plural(text::LEAD_OTHERS, count, &["A", "B", &shown])
    };
    assert_eq!(others(1), "A, B and 1 other");
    assert_eq!(others(3), "A, B and 3 others");
    let arabic = catalog("ar");
    let Some(Message::Plural(forms)) = arabic.find("lead-others") else {
        panic!("lead-others is a plural");
    };
    let packed = arabic.pack(&catalog("en")).unwrap();
    for (index, category) in text::CATEGORIES.into_iter().enumerate() {
        let expected = ["A", "B", "C"]
            .iter()
            .enumerate()
            .fold(forms[index].clone(), |form, (placeholder, value)| {
                form.replace(&format!("{{{placeholder}}}"), value)
            });
        let texts = Texts::new(&packed, Always(category));
        let text = texts.fill_plural(text::LEAD_OTHERS, 0, &["A", "B", "C"]);
        assert_eq!(text, expected, "{category}");
    }
    let unknown = Texts::new(&packed, Always("dozens"));
    assert!(
        unknown
            .fill_plural(text::CRITERION_COUNT, 12, &["12"])
            .contains("12")
    );
}

#[test]
fn english_ordinals_have_their_suffixes() {
    let texts = Texts::english();
    let ordinals =
        [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 101, 111, 112, 1_003].map(|n| texts.ordinal(n));
    assert_eq!(
        ordinals,
        [
            "1st", "2nd", "3rd", "4th", "10th", "11th", "12th", "13th", "21st", "22nd", "101st",
            "111th", "112th", "1,003rd"
        ]
    );
}

#[test]
fn english_numbers_are_grouped_and_months_have_names() {
    let texts = Texts::english();
    assert_eq!(texts.number("-1234567.50"), "-1,234,567.50");
    assert_eq!(texts.number(100), "100");
    assert_eq!(texts.number("-100"), "-100");
    assert_eq!(texts.percent("33.3"), "33.3%");
    assert_eq!(texts.month("2025-09"), "September 2025");
    assert_eq!(texts.month("2025-13"), "2025-13");
}

#[test]
fn placeholders_in_values_are_not_replaced() {
    let texts = Texts::english();
    assert_eq!(texts.fill(text::LABELED, &["{1}", "{0} {"]), "{1}: {0} {");
    assert_eq!(texts.fill(text::LABELED, &["a"]), "a: ");
}
