/// A part of the widget that a publisher may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HideablePanel {
    /// Whole weightings to choose from.
    Presets,
    /// What narrows the entries; not what they are narrowed by already.
    Filters,
    /// Entries side by side.
    Compare,
    /// How firm the ranking is.
    Robustness,
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
pub struct HiddenPanels(u8);

impl HideablePanel {
    const NAMES: [(&str, HideablePanel); 8] = [
        ("presets", HideablePanel::Presets),
        ("filters", HideablePanel::Filters),
        ("compare", HideablePanel::Compare),
        ("robustness", HideablePanel::Robustness),
        ("guide", HideablePanel::Guide),
        ("share", HideablePanel::Share),
        ("save", HideablePanel::Save),
        ("embed", HideablePanel::Embed),
    ];
}

impl HiddenPanels {
    /// Reads the `hide` attribute: names of parts with spaces or commas between them. Names that mean
    /// nothing are left out; the shell tells of them.
    ///
    /// ```
    /// use weigh_in_core::link::HiddenPanels;
    /// use weigh_in_core::link::HideablePanel;
    ///
    /// let hidden = HiddenPanels::read("guide, share, sliders");
    /// assert!(hidden.hides(HideablePanel::Guide) && hidden.hides(HideablePanel::Share));
    /// assert!(!hidden.hides(HideablePanel::Compare));
    /// ```
    pub fn read(attribute: &str) -> HiddenPanels {
        let names = attribute.split(|c: char| c.is_ascii_whitespace() || c == ',');
        let parts = names.filter_map(|name| {
            let mut known = HideablePanel::NAMES.iter();
            known.find(|(known, _)| *known == name)
        });
        HiddenPanels(parts.fold(0, |hidden, (_, part)| hidden | 1 << *part as u8))
    }

    /// Whether a part is left out.
    pub fn hides(self, part: HideablePanel) -> bool {
        self.0 & (1 << part as u8) != 0
    }
}
