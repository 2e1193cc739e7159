//! A file as text: spreadsheets write other encodings than UTF-8, too.

/// How the bytes of a file stand for characters, as far as it can be told from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As a data set must be.
    Utf8,
    /// “Unicode text” of Excel.
    Utf16Le,
    /// The same with the other byte first.
    Utf16Be,
    /// Whatever is none of these; western versions of Excel write it into a plain “CSV”.
    Windows1252,
}

impl Encoding {
    /// The encoding of a file: by its byte order mark, else UTF-8 if it is sound.
    ///
    /// ```
    /// use weigh_in_studio::encoding::Encoding;
    ///
    /// assert_eq!(Encoding::of("Café".as_bytes()), Encoding::Utf8);
    /// assert_eq!(Encoding::of(b"Caf\xE9"), Encoding::Windows1252);
    /// assert_eq!(Encoding::of(b"\xFF\xFEC\0"), Encoding::Utf16Le);
    /// ```
    pub fn of(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
            _ => Encoding::Windows1252,
        }
    }

    /// Its name in the Encoding Standard.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// The text as a text field holds it: line breaks are `\n`, and no byte order mark is before them.
///
/// ```
/// assert_eq!(weigh_in_studio::encoding::plain("\u{feff}a\r\nb\rc"), "a\nb\nc");
/// ```
pub fn plain(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}
