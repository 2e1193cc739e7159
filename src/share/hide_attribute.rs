use crate::comparison::Problem;

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
    /// Whether a part is left out.
    pub fn hides(self, part: Hideable) -> bool {
        self.0 & (1 << part as u8) != 0
    }
}

/// Reads the `hide` attribute: names of parts with spaces or commas between them. Names that mean nothing
/// are left out, and told.
///
/// ```
/// use weigh_in::share::{Hideable, read_hide_attribute};
///
/// let (hidden, problems) = read_hide_attribute("guide, share, sliders");
/// assert!(hidden.hides(Hideable::Guide) && hidden.hides(Hideable::Share));
/// assert!(!hidden.hides(Hideable::Compare));
/// assert_eq!(problems[0].place, "hide=\"… sliders …\"");
/// ```
pub fn read_hide_attribute(attribute: &str) -> (Hidden, Vec<Problem>) {
    let mut hidden = Hidden::default();
    let mut problems = Vec::new();
    let separates = |c: char| c.is_ascii_whitespace() || c == ',';
    for name in attribute.split(separates).filter(|name| !name.is_empty()) {
        match Hideable::NAMES.iter().find(|(known, _)| *known == name) {
            Some(&(_, part)) => hidden.0 |= 1 << part as u8,
            None => problems.push(Problem {
                place: format!("hide=\"… {name} …\""),
                message: format!(
                    "write some of {}",
                    Hideable::NAMES.map(|(name, _)| name).join(", ")
                ),
            }),
        }
    }
    (hidden, problems)
}
