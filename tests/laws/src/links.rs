//! Laws of links.

use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::{
    DecodedLink, MAX_NOTICES, MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK, StateLocation, decode,
    encode, find_value, with_value,
};
use weigh_in_core::session::Session;

/// Asserts that any text is decoded as a link: to a session within its limits, whose own link decodes to the same session
/// without a notice.
///
/// # Panics
/// If that does not hold.
pub fn any_link_is_decoded(comparison: &Comparison, link: &str) {
    let DecodedLink { session, notices } = decode(comparison, link);
    assert!(notices.len() <= MAX_NOTICES + 1, "{notices:?}");
    session_is_within_limits(comparison, &session);
    assert!(session.rows <= MAX_ROWS_FROM_LINK);
    assert!(session.open_entries.len() <= MAX_OPEN_FROM_LINK);
    session_survives_its_link(comparison, &session);
}

/// Asserts that a session respects the limits of a widget.
///
/// # Panics
/// If that does not hold.
pub fn session_is_within_limits(comparison: &Comparison, session: &Session) {
    assert_eq!(session.weights.iter().count(), comparison.criteria.len());
    assert!(
        session
            .weights
            .hundredths()
            .all(|hundredths| hundredths <= 10_000)
    );
    assert!(session.compared.len() <= Session::MAX_COMPARED);
    assert!(session.rows >= Session::PAGE_SIZE);
    let locked = session.locks.iter().count();
    assert!(locked == 0 || locked + 2 <= comparison.criteria.len());
}

/// Asserts that a link carries a session, except for more rows and open details than a page renders at once.
///
/// # Panics
/// If that does not hold.
pub fn session_survives_its_link(comparison: &Comparison, session: &Session) {
    let link = encode(comparison, session);
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%:;=,".contains(&byte);
    assert!(link.bytes().all(is_safe), "{link}");
    let mut expected = session.clone();
    expected.rows = expected.rows.min(MAX_ROWS_FROM_LINK);
    expected.open_entries.truncate(MAX_OPEN_FROM_LINK);
    let decoded = decode(comparison, &link);
    assert_eq!(
        decoded,
        DecodedLink {
            session: expected,
            notices: Vec::new()
        },
        "{link}"
    );
}

/// Asserts that the value of a link is found where it is written into any URL, and is removed again.
///
/// # Panics
/// If that does not hold.
pub fn value_is_found_in_any_url(url: &str, value: &str) {
    for location in [StateLocation::Fragment, StateLocation::Query] {
        let with = with_value(url, location, "weigh-in", Some(value));
        assert_eq!(
            find_value(&with, location, "weigh-in"),
            Some(value),
            "{with:?}"
        );
        let without = with_value(&with, location, "weigh-in", None);
        assert_eq!(
            find_value(&without, location, "weigh-in"),
            None,
            "{without:?}"
        );
    }
}
