/// A part of the widget that a publisher may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hideable {
    /// Whole weightings to choose from.
    Presets,
    /// What narrows the entries; not what they are narrowed by already.
    Filters,
    /// Entries side by side.
    Compare,
    /// How firm the ranking is.
    Insights,
    /// What there is to read before one decides.
    Guide,
    /// The link and the sheet to share it with.
    Share,
    /// Files to take away.
    Save,
    /// The code that puts the ranking on another page.
    Embed,
}

/// The parts that are left out; none at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden(u8);

impl Hideable {
    const NAMES: [(&str, Hideable); 8] = [
        ("presets", Hideable::Presets),
        ("filters", Hideable::Filters),
        ("compare", Hideable::Compare),
        ("insights", Hideable::Insights),
        ("guide", Hideable::Guide),
        ("share", Hideable::Share),
        ("save", Hideable::Save),
        ("embed", Hideable::Embed),
    ];
}

impl Hidden {
    /// Reads the `hide` attribute: names of parts with spaces or commas between them. Names that mean
    /// nothing are left out; the shell tells of them.
    ///
    /// ```
    /// use weigh_in_core::link::Hidden;
    /// use weigh_in_core::link::Hideable;
    ///
    /// let hidden = Hidden::read("guide, share, sliders");
    /// assert!(hidden.hides(Hideable::Guide) && hidden.hides(Hideable::Share));
    /// assert!(!hidden.hides(Hideable::Compare));
    /// ```
    pub fn read(attribute: &str) -> Hidden {
        let names = attribute.split(|c: char| c.is_ascii_whitespace() || c == ',');
        let parts = names.filter_map(|name| {
            let mut known = Hideable::NAMES.iter();
            known.find(|(known, _)| *known == name)
        });
        Hidden(parts.fold(0, |hidden, (_, part)| hidden | 1 << *part as u8))
    }

    /// Whether a part is left out.
    pub fn hides(self, part: Hideable) -> bool {
        self.0 & (1 << part as u8) != 0
    }
}
