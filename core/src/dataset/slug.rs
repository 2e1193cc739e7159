/// An id made from a name: ASCII letters in lower case, a hyphen for what is no letter or digit.
///
/// Letters and digits of other scripts stay as they are.
pub fn slug(name: &str) -> String {
    let words = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}
