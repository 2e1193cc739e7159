/// A panel or control of the widget that a publisher can hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HideablePanel {
    /// The sets of weights to choose from.
    Presets,
    /// The filter menus; the active filters stay visible.
    Filters,
    /// The comparison of entries side by side.
    Compare,
    /// The analysis of the ranking's robustness.
    Robustness,
    /// The guide.
    Guide,
    /// The buttons that copy and share the link.
    Share,
    /// The menu of files to save.
    Save,
    /// The code that embeds the ranking in another page.
    Embed,
}

/// A set of hidden panels; empty by default.
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
    /// Parses the `hide` attribute: names of panels, separated by spaces or commas. Unknown names are ignored; the shell
    /// reports them.
    ///
    /// ```
    /// use weigh_in_core::link::HiddenPanels;
    /// use weigh_in_core::link::HideablePanel;
    ///
    /// let hidden = HiddenPanels::parse("guide, share, sliders");
    /// assert!(hidden.hides(HideablePanel::Guide) && hidden.hides(HideablePanel::Share));
    /// assert!(!hidden.hides(HideablePanel::Compare));
    /// ```
    pub fn parse(attribute: &str) -> HiddenPanels {
        let names = attribute.split(|c: char| c.is_ascii_whitespace() || c == ',');
        let panels = names.filter_map(|name| {
            let mut panels = HideablePanel::NAMES.iter();
            panels.find(|(known_name, _)| *known_name == name)
        });
        HiddenPanels(panels.fold(0, |hidden, (_, panel)| hidden | 1 << *panel as u8))
    }

    /// Reports whether a panel is hidden.
    pub fn hides(self, panel: HideablePanel) -> bool {
        self.0 & (1 << panel as u8) != 0
    }
}
