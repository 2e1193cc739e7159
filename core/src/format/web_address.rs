/// Reports whether a text is a full web address: `http://` or `https://`, a domain whose last part begins with a letter, a
/// port if a colon follows, and no white space. Of these, browsers refuse only international domains that do not exist, for
/// which the core has no tables.
pub(super) fn is_web_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, rest)| {
        (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
            && starts_with_host(rest)
    })
}

/// Reports whether a domain, and a port if a colon follows it, are at the start of a text, up to the path. In one pass over
/// the bytes, which takes the least code.
fn starts_with_host(text: &str) -> bool {
    // The first byte of the last part of the domain; 0 before it.
    let mut first = 0;
    let mut port = None;
    for byte in text.bytes() {
        match (byte, port) {
            (b'/' | b'\\' | b'?' | b'#', _) => break,
            (b'0'..=b'9', Some(number)) if number <= u32::from(u16::MAX / 10) => {
                port = Some(number * 10 + u32::from(byte - b'0'));
            }
            (b':', None) => port = Some(0),
            (b'.', None) => first = 0,
            (b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.., None) => {
                if first == 0 {
                    first = byte;
                }
            }
            _ => return false,
        }
    }
    // If the last part is a number, all of them are those of an IPv4 address.
    matches!(first, b'A'..=b'Z' | b'a'..=b'z' | 0x80..) && port.unwrap_or(0) <= u32::from(u16::MAX)
}
