//! The widget's public interface: parts, attributes, properties, events.

use std::collections::BTreeMap;

use serde_json::{Number, Value, json};

use thirtyfour::Key;

use crate::{
    eventually::eventually,
    locator::Locator,
    page::Page,
    ranking_oracle::{Ranking, Rows, Weights, format_weight, parse_hundredths},
};

/// A `<weigh-in>` element of a page.
#[derive(Clone, Copy)]
pub struct Widget<'p> {
    pub page: &'p Page,
    /// The selector of the element.
    pub host: &'p str,
}

impl<'p> Widget<'p> {
    /// Returns the locator of an element inside the shadow root.
    pub fn locator(&self, css: &str) -> Locator<'p> {
        Locator::new(self.page, Some(self.host), css)
    }

    /// Returns the locator of the first element with a part name.
    pub fn part(&self, name: &str) -> Locator<'p> {
        self.locator(&format!("[part~={name}]"))
    }

    /// Returns the locator of the panel of a criterion's weight.
    pub fn weight(&self, criterion: &str) -> Locator<'p> {
        self.locator(&format!("[part~=weight][data-criterion={criterion}]"))
    }

    pub fn slider(&self, criterion: &str) -> Locator<'p> {
        self.weight(criterion).find("[part~=slider]")
    }

    /// Shows interest in the widget, by pointing at it, and waits until the panels are loaded.
    #[track_caller]
    pub fn wake(&self) {
        let fields = self.locator("input[part~=number]");
        if fields.exists() {
            return;
        }
        let lead = self.part("lead");
        if self.page.touch {
            lead.click();
        } else {
            lead.hover();
        }
        eventually("the panels are loaded", true, || fields.read_exists());
    }

    /// Returns the locator of the field for a weight's share, once it is loaded.
    #[track_caller]
    pub fn number(&self, criterion: &str) -> Locator<'p> {
        self.wake();
        self.weight(criterion).find("[part~=number]")
    }

    /// Sets a weight, a whole number, by pressing keys on its slider.
    #[track_caller]
    pub fn enter_weight(&self, criterion: &str, weight: &str) {
        let weight: usize = weight.parse().expect("a whole weight");
        let (end, distance, page, arrow) = match weight {
            ..50 => (Key::Home, weight, Key::PageUp, Key::Up),
            _ => (Key::End, 100 - weight, Key::PageDown, Key::Down),
        };
        let pages = std::iter::repeat_n(page, distance / 10);
        let steps = std::iter::repeat_n(arrow, distance % 10);
        let keys: Vec<Key> = [end].into_iter().chain(pages).chain(steps).collect();
        self.slider(criterion).press(&keys);
    }

    /// Points at a weight, or taps its field, so that it shows what belongs to the slider in use.
    #[track_caller]
    pub fn use_slider(&self, criterion: &str) {
        let weight = self.weight(criterion);
        if self.page.touch {
            weight.find("[part~=number]").click();
        } else {
            weight.find("[part~=criterion]").hover();
        }
        eventually(criterion, true, || {
            Ok(weight.read_attribute("data-in-use")?.is_some())
        });
    }

    /// Undoes the last change with the shortcut.
    #[track_caller]
    pub fn undo(&self) {
        self.part("lead").focus();
        self.page.press_with_control('z');
    }

    /// Returns the locator of one of the choices of weights to start from.
    pub fn preset(&self, id: &str) -> Locator<'p> {
        self.locator(&format!("[part~=preset] [data-preset={id}]"))
    }

    /// Chooses the weights to start from.
    #[track_caller]
    pub fn choose_preset(&self, id: &str) {
        let preset = self.preset(id);
        preset.wait_for();
        self.part("preset").select_option(&preset.value());
    }

    /// Reads the id of the chosen weights to start from; empty if others are set.
    pub fn read_preset(&self) -> Result<String, String> {
        self.part("preset")
            .read("return part.selectedOptions[0]?.dataset.preset ?? ''")
    }

    /// Returns the locator of the button that locks a criterion's weight.
    pub fn lock(&self, criterion: &str) -> Locator<'p> {
        self.weight(criterion).find("[part~=lock]")
    }

    /// Returns the locator of a criterion in the order of importance.
    pub fn order_item(&self, criterion: &str) -> Locator<'p> {
        self.locator(&format!("[part~=order] [data-criterion={criterion}]"))
    }

    pub fn filter(&self, facet: &str) -> Locator<'p> {
        self.locator(&format!("[part~=filter][data-facet={facet}]"))
    }

    pub fn entry(&self, entry: &str) -> Locator<'p> {
        self.locator(&format!("[part~=entry][data-entry={entry}]"))
    }

    /// Returns the locator of the button that opens and closes a row.
    pub fn row_button(&self, entry: &str) -> Locator<'p> {
        self.entry(entry).find("button[aria-expanded]")
    }

    /// Returns the locator of the button that selects an entry for the comparison, once it is loaded.
    #[track_caller]
    pub fn compare_toggle(&self, entry: &str) -> Locator<'p> {
        self.wake();
        self.entry(entry).find("[part~=compare-toggle]")
    }

    pub fn segment(&self, entry: &str, criterion: &str) -> Locator<'p> {
        self.entry(entry)
            .find(&format!("[part~=segment][data-criterion={criterion}]"))
    }

    pub fn details(&self, entry: &str) -> Locator<'p> {
        self.entry(entry).find("[part~=details]")
    }

    /// Waits until the widget shows a ranking.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        let script = "const host = document.querySelector(arguments[0]);
            return host.ranking?.length > 0 && !host.shadowRoot.querySelector('[part~=base]').matches('[hidden], .waiting')";
        eventually("the widget gets ready", true, || {
            self.page.try_js(script, json!([self.host]))
        });
    }

    /// Waits until the panels are loaded, and how clear the lead is has been computed.
    #[track_caller]
    pub fn wait_for_level(&self) {
        self.wake();
        let verdict = self.part("verdict");
        eventually("the level", None::<String>, || {
            verdict.read_attribute("data-pending")
        });
    }

    /// Reads the entries' ids and ranks, from top to bottom.
    pub fn read_rows(&self) -> Result<Vec<(String, Option<u32>)>, String> {
        self.part("ranking").read(
            "return [...part.querySelectorAll('[part~=entry]')].map(({ dataset }) => [dataset.entry, dataset.rank ? Number(dataset.rank) : null])",
        )
    }

    /// Returns the texts of a part of each entry, from top to bottom.
    #[track_caller]
    pub fn column(&self, part: &str) -> Vec<String> {
        let script = format!(
            "return [...part.querySelectorAll('[part~=entry]')].map((entry) => entry.querySelector('[part~={part}]').textContent.trim())"
        );
        self.part("ranking")
            .read(&script)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Waits until the rows have this order and these ranks.
    #[track_caller]
    pub fn assert_ranking(&self, ranking: &Ranking) {
        eventually("the order and the ranks", ranking.rows.clone(), || {
            self.read_rows()
        });
    }

    /// Waits until exactly these rows are shown, with their ranks among the shown entries and among all.
    #[track_caller]
    pub fn assert_rows(&self, rows: &Rows) {
        eventually("the rows that are left", rows.clone(), || {
            self.part("base").read(
                "return [...root.querySelectorAll('[part~=ranking] [part~=entry]')].map(({ dataset }) => [dataset.entry, Number(dataset.rank), Number(dataset.overall)])",
            )
        });
    }

    /// Reads the property `weights`.
    pub fn read_weights(&self) -> Result<Weights, String> {
        let script = "return document.querySelector(arguments[0]).weights";
        let weights: BTreeMap<String, Number> = self.page.try_js(script, json!([self.host]))?;
        Ok(weights
            .into_iter()
            .map(|(id, weight)| (id, parse_hundredths(&weight.to_string())))
            .collect())
    }

    /// Waits until the property and the fields have these weights.
    #[track_caller]
    pub fn assert_weights(&self, weights: &Weights) {
        eventually("the property weights", weights.clone(), || {
            self.read_weights()
        });
        for (criterion, &weight) in weights {
            let slider = self.slider(criterion);
            eventually(criterion, format_weight(weight), || slider.read_value());
        }
    }

    /// Sets the property `weights`, as a publisher's script would.
    #[track_caller]
    pub fn set_weights(&self, weights: &Weights) {
        let weights: Value = weights
            .iter()
            .map(|(id, &weight)| (id.clone(), json!(weight as f64 / 100.0)))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let script = "document.querySelector(arguments[0]).weights = arguments[1]";
        self.page.js::<()>(script, json!([self.host, weights]));
    }

    /// Runs a script's body with `host`, the element.
    #[track_caller]
    pub fn js<T: serde::de::DeserializeOwned>(&self, body: &str) -> T {
        let script = format!("const host = document.querySelector(arguments[0]); {body}");
        self.page.js(&script, json!([self.host]))
    }

    /// Counts the rows that are being animated.
    pub fn read_moving_rows(&self) -> Result<usize, String> {
        self.part("base").read(
            "return root.getAnimations().filter(({ effect }) => effect.target.matches('[part~=entry]')).length",
        )
    }
}

/// The fingerprint of the bundled data in links.
const EDITION: &str = "bqbwr";

/// Returns the link's value for these weights of the bundled data: `1.bqbwr;scale:30;…`, in the order of the data.
pub fn link_value(criteria: &[(String, i64)], weights: &Weights) -> String {
    let parts = criteria
        .iter()
        .map(|(id, _)| format!(";{id}:{}", format_weight(weights[id])));
    std::iter::once(format!("1.{EDITION}"))
        .chain(parts)
        .collect()
}
