//! The columns of a table, as a form that the editor confirms.

use weigh_in_core::dataset::Better;
use weigh_in_core::format::{ColumnRole, ColumnSettings, TableColumns};
use weigh_in_core::lint::{LikelyColumn, likely_columns};

/// The columns of a table and the settings chosen for them, at first the probable ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnsForm {
    table: TableColumns,
    likely: Vec<LikelyColumn>,
    settings: Vec<ColumnSettings>,
}

/// A field of a criterion's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnField {
    /// The weight.
    Weight,
    /// The lowest possible score.
    Lowest,
    /// The highest possible score.
    Highest,
    /// The unit of the scores.
    Unit,
}

/// An edit of a column's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnEdit {
    /// Sets the role. Another column with a role that only one can have is left out.
    Role(ColumnRole),
    /// Sets the direction.
    Better(Better),
    /// Sets a field.
    Field(ColumnField, String),
}

impl ColumnsForm {
    /// Returns the form for a text; `None` if it is not a table with several columns.
    ///
    /// ```
    /// use weigh_in_studio::columns::ColumnsForm;
    ///
    /// let table = "Product,Price\nAcme,80\n";
    /// let form = ColumnsForm::read(table).expect("a table");
    /// assert_eq!(form.apply(table), "name,Price [better=lower]\nAcme,80\n");
    /// ```
    pub fn read(text: &str) -> Option<ColumnsForm> {
        let table = TableColumns::read(text)?;
        let likely = likely_columns(&table);
        let settings = likely.iter();
        let settings = settings.map(|column| column.settings.clone()).collect();
        Some(ColumnsForm {
            table,
            likely,
            settings,
        })
    }

    /// Returns the form for a text that was changed. Edits are kept while the headers are the same.
    pub fn update(previous: Option<ColumnsForm>, text: &str) -> Option<ColumnsForm> {
        let form = ColumnsForm::read(text)?;
        let headers = |form: &ColumnsForm| form.table.settings();
        let edited =
            previous.filter(|previous| previous.is_edited() && headers(previous) == headers(&form));
        Some(match edited {
            Some(edited) => ColumnsForm {
                settings: edited.settings,
                ..form
            },
            None => form,
        })
    }

    /// Returns the settings of each column, with the reason for probable ones that differ from the header, or an empty text
    /// if there is no such reason, or others are chosen.
    pub fn columns(&self) -> impl Iterator<Item = (&ColumnSettings, &'static str)> {
        let columns = self.settings.iter().zip(&self.likely);
        columns.map(|(settings, likely)| {
            let is_likely =
                (settings.role, settings.better) == (likely.settings.role, likely.settings.better);
            (settings, if is_likely { likely.reason } else { "" })
        })
    }

    /// Returns up to three different cells of a column, for the editor to recognize it.
    pub fn examples(&self, column: usize) -> Vec<String> {
        let mut examples: Vec<String> = Vec::new();
        for text in self.table.columns[column].values() {
            let example: String = text.chars().take(ColumnsForm::MAX_EXAMPLE).collect();
            if !examples.contains(&example) {
                examples.push(example);
            }
            if examples.len() == 3 {
                break;
            }
        }
        examples
    }

    /// The maximum length of an example in characters.
    const MAX_EXAMPLE: usize = 24;

    /// Edits the settings of a column.
    pub fn edit(&mut self, column: usize, edit: ColumnEdit) {
        let settings = &mut self.settings[column];
        match edit {
            ColumnEdit::Role(role) => {
                settings.role = role;
                // Otherwise the header would not show that it was decided.
                if role == ColumnRole::Criterion {
                    settings.better.get_or_insert(Better::Higher);
                }
                let others = self.settings.iter_mut().enumerate();
                let others = others.filter(|(other, _)| *other != column && role.is_unique());
                for (_, other) in others.filter(|(_, other)| other.role == role) {
                    other.role = ColumnRole::Ignored;
                }
            }
            ColumnEdit::Better(better) => settings.better = Some(better),
            ColumnEdit::Field(ColumnField::Weight, text) => settings.weight = text,
            ColumnEdit::Field(ColumnField::Lowest, text) => settings.range[0] = text,
            ColumnEdit::Field(ColumnField::Highest, text) => settings.range[1] = text,
            ColumnEdit::Field(ColumnField::Unit, text) => settings.unit = text,
        }
    }

    /// Reports whether others than the probable settings are chosen.
    fn is_edited(&self) -> bool {
        let likely = self.likely.iter().map(|column| &column.settings);
        !likely.eq(&self.settings)
    }

    /// Reports whether the headers have the chosen settings.
    pub fn is_applied(&self) -> bool {
        self.table.settings() == self.settings
    }

    /// Reports whether the headers decide on everything, so that nothing is guessed.
    pub fn is_explicit(&self) -> bool {
        let mut settings = self.settings.iter();
        let is_criterion = |settings: &ColumnSettings| settings.role == ColumnRole::Criterion;
        self.is_applied()
            && settings.all(|settings| !is_criterion(settings) || settings.better.is_some())
    }

    /// Returns the text with the chosen settings in its headers.
    pub fn apply(&self, text: &str) -> String {
        self.table.rewrite(text, &self.settings)
    }

    /// Returns the roles and the names in the headers, by which columns are recognized that were confirmed before.
    pub fn identity(&self) -> Vec<(bool, String)> {
        let settings = self.table.settings().into_iter();
        settings
            .map(|settings| (settings.role.is_unique(), settings.name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "Rank,Product,Price,Code\n1,Acme,80,7\n2,Brix,60,9\n";

    #[test]
    fn only_one_column_has_a_unique_role() {
        let mut form = ColumnsForm::read(TABLE).unwrap();
        form.edit(3, ColumnEdit::Role(ColumnRole::Name));
        assert_eq!(
            form.apply(TABLE).lines().next(),
            Some("published_rank,ignore:Product,Price [better=lower],name")
        );
    }

    #[test]
    fn a_choice_against_the_probable_one_stays() {
        let mut form = ColumnsForm::read(TABLE).unwrap();
        form.edit(0, ColumnEdit::Role(ColumnRole::Criterion));
        form.edit(2, ColumnEdit::Better(Better::Higher));
        for (field, text) in [
            (ColumnField::Weight, "30"),
            (ColumnField::Lowest, "0"),
            (ColumnField::Highest, "100"),
            (ColumnField::Unit, "€"),
        ] {
            form.edit(2, ColumnEdit::Field(field, text.to_owned()));
        }
        let table = form.apply(TABLE);
        assert_eq!(
            table.lines().next(),
            Some(
                "Rank [better=higher],name,Price [weight=30 better=higher range=0..100 unit=€],ignore:Code"
            )
        );
        assert_eq!(ColumnsForm::read(&table).unwrap().apply(&table), table);
    }

    #[test]
    fn only_headers_with_directions_are_explicit() {
        for (table, is_explicit) in [
            ("name,Stars [better=higher],ignore:Code\nAcme,4,7\n", true),
            ("name,Stars,ignore:Code\nAcme,4,7\n", false),
            ("Product,Stars [better=higher]\nAcme,4\n", false),
        ] {
            let form = ColumnsForm::read(table).unwrap();
            assert_eq!(form.is_explicit(), is_explicit, "{table}");
        }
    }

    #[test]
    fn edits_are_kept_while_the_headers_stay() {
        let mut form = ColumnsForm::read(TABLE).unwrap();
        form.edit(2, ColumnEdit::Field(ColumnField::Weight, "30".to_owned()));
        let more_rows = format!("{TABLE}3,Cello,70,8\n");
        let kept = ColumnsForm::update(Some(form.clone()), &more_rows).unwrap();
        assert!(kept.apply(&more_rows).contains("weight=30"));
        let other_header = TABLE.replace("Code", "Stars");
        let renewed = ColumnsForm::update(Some(form), &other_header).unwrap();
        assert!(!renewed.apply(&other_header).contains("weight=30"));
    }

    #[test]
    fn examples_are_short_and_different() {
        let table = format!("name,Price\nAcme,80\n,7\nAcme,80\n{},60\n", "x".repeat(99));
        let form = ColumnsForm::read(&table).unwrap();
        assert_eq!(form.examples(0), ["Acme".to_owned(), "x".repeat(24)]);
        assert_eq!(form.examples(1), ["80", "7", "60"]);
    }
}
