use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::comparison::Comparison;
use crate::session::Session;
use crate::weighting::{Weight, Weights};

/// The version of the link format that [`encode`] writes.
const VERSION: &str = "1";

/// What stands in a link as it is: the characters that RFC 3986 calls unreserved.
pub(super) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What a link said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The session; what the link left open is as published.
    pub session: Session,
    /// What of the link could not be used, for the reader to know.
    pub notices: Vec<Notice>,
}

/// Something in a link that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The link is in a format that this version does not know; nothing of it was used.
    UnknownVersion(String),
    /// This part does not say anything about the comparison; the rest was used.
    LeftOut(String),
}

/// The session as the value of a part of a fragment or query: `1;scale:30;security:25`.
///
/// ```
/// use weigh_in::{comparison::Comparison, session::Session, share};
///
/// let comparison = Comparison::from_json(
///     r#"{ "criteria": [{ "id": "price", "name": "Price", "weight": 7.5 }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#,
/// ).expect("a data set without problems");
/// let session = Session::published(&comparison);
/// assert_eq!(share::encode(&comparison, &session), "1;price:7.5");
/// assert_eq!(share::decode(&comparison, "1;price:7.5").session, session);
/// ```
pub fn encode(comparison: &Comparison, session: &Session) -> String {
    let mut link = VERSION.to_owned();
    for (index, criterion) in comparison.indexed_criteria() {
        let id = utf8_percent_encode(&criterion.id, RESERVED);
        link.extend([
            ";".into(),
            id.to_string(),
            ":".into(),
            session.weights[index].to_string(),
        ]);
    }
    link
}

/// Reads what [`encode`] wrote, or any other text.
///
/// A part that can't be used is left out with a [`Notice`]; of two weights for a criterion the first
/// counts. Links that were percent-encoded on their way, as a whole or in part, are understood too,
/// and so is `+` for a space, which [`encode`] never writes as it is.
pub fn decode(comparison: &Comparison, link: &str) -> Decoded {
    let unwrapped = percent_decode(link);
    let wrapped = !link.contains(';') && unwrapped.contains(';');
    let mut parts = if wrapped { &unwrapped } else { link }.split(';');

    let version = parts.next().unwrap_or("");
    if version != VERSION {
        let notices = vec![Notice::UnknownVersion(version.to_owned())];
        return Decoded {
            session: Session::published(comparison),
            notices,
        };
    }

    let mut named = Vec::new();
    let mut notices = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let decoded = percent_decode(part);
        let pair = part.rsplit_once(':').or_else(|| decoded.rsplit_once(':'));
        let weight = pair.and_then(|(id, weight)| {
            let by_id = |id: &str| comparison.criterion_by_id(id);
            let criterion = by_id(&percent_decode(id)).or_else(|| by_id(id))?;
            Some((criterion, weight.parse::<Weight>().ok()?))
        });
        match weight {
            Some((criterion, weight)) if named.iter().all(|&(other, _)| other != criterion) => {
                named.push((criterion, weight));
            }
            _ => notices.push(Notice::LeftOut(decoded)),
        }
    }
    Decoded {
        session: Session {
            weights: Weights::published_but(comparison, &named),
        },
        notices,
    }
}

/// Whether a value looks as if [`encode`] had written it, for whatever comparison.
pub(super) fn is_state(value: &str) -> bool {
    percent_decode(value)
        .split_once(';')
        .is_some_and(|(version, _)| version == VERSION)
}

fn percent_decode(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}
