//! Laws of web addresses in data sets.

use url::Url;
use weigh_in_core::dataset::DataSet;

/// Asserts that browsers open every web address of a data set from JSON or CSV.
///
/// # Panics
/// If an address isn't one of the web.
pub fn addresses_open(data: &DataSet) {
    let entries = data.comparison.indexed_entries();
    let entries = entries.filter_map(|(entry, _)| data.details.url(entry));
    let source = data.comparison.source.url.as_deref();
    entries.chain(source).for_each(address_opens);
}

/// Asserts that an address is one of the web, as the URL standard of the WHATWG parses it. It may name an international
/// domain that does not exist, since the core has no tables of these.
fn address_opens(address: &str) {
    match Url::parse(address) {
        Ok(url) => {
            assert!(matches!(url.scheme(), "http" | "https"), "{address:?}");
            assert!(url.has_host(), "{address:?}");
        }
        Err(error) => {
            let end_of_scheme = address.find("://").map_or(0, |index| index + 3);
            let host = address[end_of_scheme..].split(['/', '\\', '?', '#']).next();
            let host = host.unwrap_or_default().to_ascii_lowercase();
            let is_international =
                !host.is_ascii() || host.split('.').any(|part| part.starts_with("xn--"));
            assert!(is_international, "{address:?}: {error}");
        }
    }
}
