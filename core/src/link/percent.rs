use percent_encoding::percent_decode_str;

/// Appends a text with all characters percent-encoded but those that RFC 3986 calls unreserved.
///
/// It is written by hand: the table of the crate that decodes is larger.
pub(crate) fn encode(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// A text as it was before; a `+` stands for a space. What is no text decoded stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let text = text.replace('+', " ");
    let decoded: Vec<u8> = percent_decode_str(&text).collect();
    String::from_utf8(decoded).unwrap_or(text)
}
