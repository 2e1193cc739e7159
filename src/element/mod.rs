//! The interface for the JavaScript shell: a widget's life cycle, properties and method.

mod data;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Object};
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::format::Problem;
use weigh_in_core::link::{HiddenPanels, StateLocation, parse_weights_attribute};
use weigh_in_core::model::{Event, Model, Shared, UrlState};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::Weight;
use yew::AppHandle;

use self::data::DataSetHandle;
use crate::widget::{App, AppProps, Driver, Intl, LateDetails, Page, get_prop, set_prop, warn};

/// The comparison of the bundled data set, packed by the build.
const BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/comparison.packed"));

thread_local! {
    static COMPARISON: Option<Shared<Comparison>> =
        Comparison::from_packed(BUNDLED).map(Shared::new);
}

/// A smaller allocator than the standard library's.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// A widget on the page.
#[wasm_bindgen]
pub struct Widget {
    /// `None` until the widget is rendered.
    app: Rc<RefCell<Option<AppHandle<App>>>>,
    /// The task that starts to render the widget, if it is rendered in slices.
    _rendering: Option<Timeout>,
    driver: Rc<Driver>,
    problems: Vec<Problem>,
    /// The length limit of [`Widget::ranking`].
    max_rows: usize,
}

#[wasm_bindgen]
impl Widget {
    /// Shows a widget for `data`, or by default for the bundled data set, inside `mount`. The properties of `options`
    /// are:
    ///
    /// | name | value |
    /// | --- | --- |
    /// | `share` | where the page's URL carries the state: `hash` or `query`; nowhere if it has another value |
    /// | `name` | the widget's key in the page's URL |
    /// | `weights`, `hide` | the attributes; optional |
    /// | `saved` | the state that [`Widget::unmount`] returned last; it takes precedence over the URL, and the URL over the attribute; optional |
    /// | `translation` | the translation of [`weigh_in_core::text`], or an empty string for English |
    /// | `formatValue` | a function from a format (`decimal`, `percent`, `month`, `cardinal`, `ordinal`) and a value to a string |
    /// | `emit` | a function that is called with `ready`, `input` or `change` |
    /// | `watch` | a function that starts (`true`) or ends (`false`) watching for removals from the shadow tree, and returns `false` if there were any |
    /// | `embed` | a function that returns a promise of the data for the code to embed: the URL of the shell's folder, the shell's integrity hash, and alternating names and values of attributes |
    /// | `maxRows` | the length limit of [`Widget::ranking`]; optional |
    /// | `window` | the page's window, or an object with replacements for its `location` and `history` |
    ///
    /// # Errors
    /// Fails if the packed bundled data set can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(
        mount: Element,
        options: Object,
        data: Option<DataSetHandle>,
    ) -> Result<Widget, String> {
        let (comparison, details) = match data {
            Some(data) => (Some(data.comparison), data.details),
            None => (COMPARISON.with(Clone::clone), LateDetails::Bundled),
        };
        let comparison = comparison.ok_or("the bundled data set is damaged")?;
        let page = Shared::new(Page(options));
        let option = |name| get_prop(&page.0, name);
        let text = |name| option(name).as_string();
        let location = match text("share").as_deref() {
            Some("hash") => Some(StateLocation::Fragment),
            Some("query") => Some(StateLocation::Query),
            _ => None,
        };
        let now = page.now();
        let address = UrlState::new(location, text("name").unwrap_or_default(), &now);
        let locale = Intl(page.clone());
        let texts = Texts::new(&text("translation").unwrap_or_default(), locale);
        let hidden = HiddenPanels::parse(&text("hide").unwrap_or_default());
        let weights = text("weights").map(|weights| parse_weights_attribute(&comparison, &weights));
        let (weights, problems) = weights.unzip();
        let link = text("saved").or_else(|| address.find_value(&now.url).map(str::to_owned));
        let max_rows = option("maxRows").as_f64();
        let max_rows = max_rows.map_or(usize::MAX, |max_rows| max_rows as usize);
        // A widget that readers already see is replaced within one task, without an empty moment.
        let in_slices = get_prop(&get_prop(&mount, "parentNode"), "hidden").is_truthy();
        let texts = Shared::new(texts);
        let unpacked_details = match &details {
            LateDetails::Unpacked(details) => Some(details.clone()),
            _ => None,
        };
        let model = Model::new(
            comparison,
            unpacked_details,
            texts,
            hidden,
            address,
            weights,
            link.as_deref(),
        );
        let driver = Rc::new(Driver::new(model, details, page));
        let props = AppProps {
            driver: driver.clone(),
            in_slices,
        };
        let app = Rc::new(RefCell::new(None));
        let rendered = app.clone();
        let render = move || {
            let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
            rendered.replace(Some(app));
        };
        let rendering = if in_slices {
            Some(Timeout::new(0, render))
        } else {
            render();
            None
        };
        Ok(Widget {
            app,
            _rendering: rendering,
            driver,
            problems: problems.unwrap_or_default(),
            max_rows,
        })
    }

    /// Removes the widget from the page. Returns its state, from which it can be mounted again.
    pub fn unmount(self) -> String {
        let state = self.driver.model().link_value();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        state
    }

    /// Returns the problems of the attributes, as `{place, message}`.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Array {
        self.problems.iter().map(problem_object).collect()
    }

    /// Returns the weights by criterion id, from 0 to 100.
    #[wasm_bindgen(getter)]
    pub fn weights(&self) -> Object {
        let weights = Object::new();
        let model = self.driver.model();
        for (index, weight) in model.state.session.weights.iter() {
            let id = &model.comparison.criterion(index).id;
            set_prop(&weights, id, f64::from(weight.hundredths()) / 100.0);
        }
        weights
    }

    /// Sets the given weights by criterion id, and all others to their published values.
    ///
    /// Numbers are rounded to hundredths and clamped to 0 to 100. Invalid items are reported in the console.
    #[wasm_bindgen(setter)]
    pub fn set_weights(&self, weights: &Object) {
        let comparison = self.driver.model().comparison.clone();
        let mut valid = Vec::new();
        for entry in Object::entries(weights).iter() {
            let pair = Array::from(&entry);
            let id = pair.get(0).as_string().unwrap_or_default();
            let criterion = comparison.criterion_by_id(&id);
            let weight = pair.get(1).as_f64().and_then(Weight::nearest);
            match criterion.zip(weight) {
                Some(weight) => valid.push(weight),
                None => warn(&format!(
                    "<weigh-in>: weights.{id}: expected a criterion's id, and a number from 0 to 100"
                )),
            }
        }
        let weights = comparison.published_except(&valid);
        self.driver.dispatch(Event::ScriptSetWeights(weights));
    }

    /// Starts again from another value of the `weights` attribute.
    #[wasm_bindgen(js_name = setInitialWeights)]
    pub fn set_initial_weights(&mut self, weights: Option<String>) {
        let comparison = self.driver.model().comparison.clone();
        let (weights, problems) = match weights {
            Some(weights) => parse_weights_attribute(&comparison, &weights),
            None => (comparison.published_weights(), Vec::new()),
        };
        self.problems = problems;
        self.driver.dispatch(Event::SetInitialWeights(weights));
    }

    /// Returns the entries that pass the filter, in order and ranked among themselves, as
    /// `{id, name, rank, tied, score}`. `rank` and `score` are `null` for entries without a rank. The option `maxRows`
    /// limits the length of the list.
    #[wasm_bindgen(getter)]
    pub fn ranking(&self) -> Array {
        let model = self.driver.model();
        let rows = model.truncated_ranking(self.max_rows);
        let rows = rows.rows().iter().map(|row| {
            let entry = model.comparison.entry(row.entry);
            let rank = row.standing.map(|standing| standing.rank.number());
            let tied = row.standing.is_some_and(|standing| standing.tied);
            let score = row.standing.map(|standing| standing.total.to_f64());
            let object = Object::new();
            set_prop(&object, "id", &entry.id);
            set_prop(&object, "name", &entry.name);
            set_prop(&object, "rank", rank);
            set_prop(&object, "tied", tied);
            set_prop(&object, "score", score);
            object
        });
        rows.collect()
    }

    /// Returns the robustness of the ranking, as `{firstShare, stabilityIntervals, nearestWeights}`; `undefined` until
    /// the panels are loaded, which this begins.
    #[wasm_bindgen(getter)]
    pub fn robustness(&self) -> JsValue {
        self.driver.robustness()
    }

    /// Returns the page's URL with the widget's state.
    #[wasm_bindgen(getter, js_name = shareUrl)]
    pub fn share_url(&self) -> String {
        self.driver.share_url()
    }

    /// Returns the state, as [`Widget::unmount`] does.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.driver.model().link_value()
    }

    /// Writes the state into the page's URL again, after something else has changed the URL; `is_new` if it did so with
    /// a new history entry.
    #[wasm_bindgen(js_name = writeUrl)]
    pub fn write_url(&self, is_new: bool) {
        self.driver.dispatch(Event::WriteUrl { is_new });
    }

    /// Resets to the published weights.
    pub fn reset(&self) {
        self.driver.dispatch(Event::ScriptReset);
    }
}

/// Converts a problem to `{place, message}`.
fn problem_object(Problem { place, message, .. }: &Problem) -> Object {
    let object = Object::new();
    set_prop(&object, "place", place);
    set_prop(&object, "message", message);
    object
}
