/// An id made from a name: ASCII letters in lower case, a hyphen for what is no letter or digit.
///
/// Letters and digits of other scripts stay as they are.
pub fn slug(name: &str) -> String {
    let keywords = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let keywords: Vec<&str> = keywords.filter(|keyword| !keyword.is_empty()).collect();
    keywords.join("-").to_ascii_lowercase()
}
