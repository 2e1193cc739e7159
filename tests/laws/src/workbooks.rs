//! Laws of workbooks.

use weigh_in_core::dataset::DataSet;
use weigh_in_workbook::read_sheets;

/// Asserts that any file is read as a workbook, or rejected with a reason; and that its sheets are tables, whose data sets
/// are read back.
///
/// # Panics
/// If that does not hold.
pub fn workbook_is_read(bytes: &[u8]) {
    match read_sheets(bytes) {
        Ok(sheets) => {
            assert!(!sheets.is_empty());
            for sheet in sheets {
                if let Ok(data) = DataSet::from_csv(&sheet.csv) {
                    crate::data_sets::csv_is_read_back(&data);
                }
            }
        }
        Err(reason) => assert!(!reason.is_empty()),
    }
}
