/// Derives an id from a name: ASCII letters become lowercase, and runs of ASCII characters other than letters and digits
/// become hyphens, except at the ends.
///
/// Characters of other scripts stay as they are.
pub fn slug(name: &str) -> String {
    let keywords = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let keywords: Vec<&str> = keywords.filter(|keyword| !keyword.is_empty()).collect();
    keywords.join("-").to_ascii_lowercase()
}
