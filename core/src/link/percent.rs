use percent_encoding::percent_decode;

/// Appends a text, percent-encoding all characters but the unreserved ones of RFC 3986.
///
/// The tables of the crate that decodes have more bytes than this function.
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

/// Decodes a percent-encoded text, in which `+` stands for a space. A text that would not be UTF-8 stays encoded.
pub(crate) fn decode(text: &str) -> String {
    let plus_to_space = |byte| if byte == b'+' { b' ' } else { byte };
    let spaced: Vec<u8> = text.bytes().map(plus_to_space).collect();
    let decoded = String::from_utf8(percent_decode(&spaced).collect());
    decoded.unwrap_or_else(|_| String::from_utf8(spaced).unwrap_or_default())
}
