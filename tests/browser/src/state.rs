//! The state that a link must carry to another reader.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{eventually::eventually, widget::Widget};

/// Everything that a reader has set, and the result, as the widget displays it.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplayedState {
    /// Ids, ranks among the shown entries, ranks among all.
    rows: Vec<(String, Option<String>, Option<String>)>,
    /// The property `weights`.
    weights: Value,
    /// The values of the number fields, by criterion.
    numbers: Vec<(String, String)>,
    locks: Vec<String>,
    presets: Vec<String>,
    /// The checked tags, as `facet=tag`.
    checked: Vec<String>,
    /// The facets whose checked tags must all match.
    all_of: Vec<String>,
    use_cases: Vec<String>,
    menus: Vec<String>,
    search: Option<String>,
    picks: Vec<String>,
    /// Whether two entries or more can be compared.
    tray: bool,
    /// The columns of the comparison, if it is open.
    compared: Option<Vec<String>>,
    open_rows: Vec<String>,
    open_panels: Vec<String>,
}

const READ: &str = "
    const all = (css, from = root) => [...from.querySelectorAll(css)];
    const criterion = (part) => part.closest('[data-criterion]').dataset.criterion;
    const entry = (part) => part.closest('[data-entry]').dataset.entry;
    const facet = (part) => part.closest('[data-facet]').dataset.facet;
    const compare = root.querySelector('[part~=compare]');
    return {
        rows: all('[part~=entry]').map(({ dataset }) => [dataset.entry, dataset.rank ?? null, dataset.overall ?? null]),
        weights: root.host.weights,
        numbers: all('[part~=weight] [part~=number]').map((field) => [criterion(field), field.value]),
        locks: all('[part~=lock][aria-pressed=true]').map(criterion),
        presets: all('[part~=preset] option:checked').map(({ dataset }) => dataset.preset ?? ''),
        checked: all('[part~=filter] input:checked').map((box) => `${facet(box)}=${box.value}`),
        allOf: all('select[data-mode]').filter(({ value }) => value === 'all').map(facet),
        useCases: all('[data-use-case][aria-pressed=true]').map(({ dataset }) => dataset.useCase),
        menus: all('[part~=filter] summary').map(({ textContent }) => textContent.trim()),
        search: root.querySelector('[part~=search]')?.value ?? null,
        picks: all('[part~=compare-toggle][aria-pressed=true]').map(entry),
        tray: root.querySelector('[part~=compare-button]:enabled') !== null,
        compared: compare && all('th[data-entry]', compare).map(entry),
        openRows: all('[part~=entry] button[aria-expanded=true]').map(entry),
        openPanels: all('[part~=order], [part~=guide], [part~=compare]')
            .filter((panel) => panel.checkVisibility({ visibilityProperty: true }))
            .map((panel) => panel.getAttribute('part')),
    }";

impl Widget<'_> {
    pub fn read_state(&self) -> Result<DisplayedState, String> {
        self.part("base").read(READ)
    }

    #[track_caller]
    pub fn state(&self) -> DisplayedState {
        self.read_state().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Opens the current link in a new window, and waits until it displays the same state.
    #[track_caller]
    pub fn assert_link_reproduces_state(&self) {
        // The URL is updated a little later than the property.
        let link: String = self.js("return host.shareUrl");
        eventually("the address is the link", link.clone(), || {
            self.page.try_js("return location.href", json!([]))
        });
        self.wake();
        let shown = self.state();
        let is_expanded = self.read_is_expanded().unwrap();
        self.page.in_new_window(&link, || {
            self.wake();
            self.reveal_closed_parts(&shown, is_expanded);
            eventually(&link, shown, || self.read_state());
            let has_notice = self.part("notice").read_is_visible().unwrap_or(false);
            assert!(!has_notice, "a notice over {link}");
        });
    }

    /// Reports whether a narrow widget shows all weights.
    fn read_is_expanded(&self) -> Result<bool, String> {
        let button = self.locator("[data-all-weights]");
        Ok(button.read_is_visible()? && button.read_flag("aria-expanded")?)
    }

    /// Opens what a link does not: the ranking instead of a comparison, and all weights of a narrow widget.
    #[track_caller]
    fn reveal_closed_parts(&self, shown: &DisplayedState, is_expanded: bool) {
        self.part("lead").wait_for();
        if shown.compared.is_none() && shown.tray {
            self.part("back-button").click();
        }
        // The new window may be wide.
        let button = self.locator("[data-all-weights]");
        if is_expanded && button.is_visible() {
            button.click();
        }
    }
}
