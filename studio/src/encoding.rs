//! The text encoding of a file: spreadsheets do not always write UTF-8.

/// A text encoding, as far as it can be detected from the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// The encoding that data sets require.
    Utf8,
    /// “Unicode text” of Excel.
    Utf16Le,
    /// The same in big-endian order.
    Utf16Be,
    /// Anything else; Western versions of Excel use it for plain “CSV”.
    Windows1252,
}

impl Encoding {
    /// Detects the encoding of a file: by its byte order mark, else UTF-8 if the bytes are valid.
    ///
    /// ```
    /// use weigh_in_studio::encoding::Encoding;
    ///
    /// assert_eq!(Encoding::detect("Café".as_bytes()), Encoding::Utf8);
    /// assert_eq!(Encoding::detect(b"Caf\xE9"), Encoding::Windows1252);
    /// assert_eq!(Encoding::detect(b"\xFF\xFEC\0"), Encoding::Utf16Le);
    /// ```
    pub fn detect(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
            _ => Encoding::Windows1252,
        }
    }

    /// Returns the encoding's label in the Encoding Standard.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// Normalizes a text to what a text field holds: line breaks are `\n`, and there is no byte order mark.
///
/// ```
/// assert_eq!(weigh_in_studio::encoding::normalize_line_breaks("\u{feff}a\r\nb\rc"), "a\nb\nc");
/// ```
pub fn normalize_line_breaks(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}
