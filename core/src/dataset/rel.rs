/// The keywords with which a publisher qualifies links, for search engines and by law: `rel` in HTML.
pub const REL_KEYWORDS: [&str; 3] = ["sponsored", "nofollow", "ugc"];

/// Parses the keywords of `rel`, separated by spaces or commas: returns those of [`REL_KEYWORDS`] in that order, separated
/// by spaces, or the first unknown word.
pub(crate) fn parse_rel(text: &str) -> Result<String, &str> {
    let words = || {
        let words = text.split(|c: char| c.is_whitespace() || c == ',');
        words.filter(|word| !word.is_empty())
    };
    if let Some(unknown) = words().find(|word| {
        !REL_KEYWORDS
            .iter()
            .any(|keyword| keyword.eq_ignore_ascii_case(word))
    }) {
        return Err(unknown);
    }
    let named = REL_KEYWORDS
        .iter()
        .filter(|keyword| words().any(|word| word.eq_ignore_ascii_case(keyword)));
    Ok(named.copied().collect::<Vec<_>>().join(" "))
}
