//! Texts to start from.

/// The bundled data set, in JSON.
pub const EXAMPLE: &str = include_str!("../../assets/custody-insurance.json");

/// A small table with every kind of column, to be overwritten.
pub const TABLE: &str = "\
name,url,tagline,tag:Made in,Quality [weight=60],Price [weight=40 better=lower range=0..50 unit=€]
First product,https://example.com/first,What it is in a few words,Europe,80,24.90
Second product,https://example.com/second,What it is in a few words,Asia,65,9.90
Third product,,,Europe;Asia,72,
";

/// A small data set in JSON, to be overwritten.
pub const JSON: &str = r#"{
  "title": "Best products",
  "updated": "2025-01",
  "source": { "name": "Who has scored them", "note": "How the scores were made" },
  "criteria": [
    { "id": "quality", "name": "Quality", "weight": 60, "description": "What is measured, and how" },
    { "id": "price", "name": "Price", "weight": 40, "better": "lower", "range": [0, 50], "unit": "€" }
  ],
  "entries": [
    { "name": "First product", "tagline": "What it is in a few words", "scores": { "quality": 80, "price": 24.9 } },
    { "name": "Second product", "scores": { "quality": 65, "price": 9.9 } },
    { "name": "Third product", "scores": { "quality": { "value": 72, "why": "Why it has this score" } } }
  ]
}
"#;

#[cfg(test)]
mod tests {
    use weigh_in_core::dataset::DataSet;

    use super::*;

    #[test]
    fn every_template_is_a_valid_data_set() {
        for json in [EXAMPLE, JSON] {
            assert_eq!(DataSet::from_json(json).err(), None);
        }
        assert_eq!(DataSet::from_csv(TABLE).err(), None);
    }
}
