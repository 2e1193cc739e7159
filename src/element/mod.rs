//! What the JavaScript shell calls: a widget's life, its properties and its method.

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
use weigh_in_core::link::{HiddenPanels, StateLocation, read_weights_attribute};
use weigh_in_core::model::{Event, Model, Shared, UrlState};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::Weight;
use yew::AppHandle;

use self::data::Data;
use crate::widget::{App, AppProps, Driver, Intl, Page, get_prop, set_prop, warn};

/// What ranks in the bundled data set, packed by the build.
const BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/comparison.packed"));

thread_local! {
    static COMPARISON: Option<Shared<Comparison>> =
        Comparison::from_packed(BUNDLED).map(Shared::new);
}

/// A smaller allocator than the standard library's.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// How many entries are ranked and drawn in one task: of more, ranking alone takes a while.
const MOST_DRAWN_AT_ONCE: usize = 1_000;

/// A widget on the page.
#[wasm_bindgen]
pub struct Widget {
    /// What is rendered, as soon as it is.
    app: Rc<RefCell<Option<AppHandle<App>>>>,
    /// Runs until it is rendered.
    _rendering: Option<Timeout>,
    driver: Rc<Driver>,
    problems: Vec<Problem>,
    /// How many entries the ranking has at most.
    most: usize,
}

#[wasm_bindgen]
impl Widget {
    /// Shows a widget of `data`, or else of the bundled data set, inside `mount`. What it needs to know stands in
    /// `options`:
    ///
    /// | name | value |
    /// | --- | --- |
    /// | `share` | where the page's URL carries the state: `hash`, `query`, or else nowhere |
    /// | `name` | the widget's key in the page's URL |
    /// | `weights`, `hide` | the attributes; may be absent |
    /// | `saved` | what [`Widget::unmount`] gave when the widget was last taken off the page; it stands before the URL, which stands before the attribute; may be absent |
    /// | `words` | the translation of [`weigh_in_core::text`], or an empty text |
    /// | `locale` | a function from a form (`decimal`, `percent`, `month`, `cardinal`, `ordinal`) and a value to a text |
    /// | `emit` | a function that is called with `ready`, `input` or `change` |
    /// | `embed` | a function that promises what code to embed the widget needs: the URL of the folder of the shell, the shell's integrity, and names and values of attributes in turns |
    /// | `most` | how many entries the ranking has at most; may be absent |
    /// | `window` | the page's window, or an object with what stands for its `location` and `history` |
    ///
    /// # Errors
    /// If the bundled data set is not what this build has packed.
    #[wasm_bindgen(constructor)]
    pub fn new(mount: Element, options: Object, data: Option<Data>) -> Result<Widget, String> {
        let (comparison, details) = match data {
            Some(data) => (Some(data.comparison), Some(data.details)),
            None => (COMPARISON.with(Clone::clone), None),
        };
        let comparison = comparison.ok_or("the bundled data set is damaged")?;
        let page = Shared::new(Page(options));
        let option = |name| get_prop(&page.0, name);
        let text = |name| option(name).as_string();
        let place = match text("share").as_deref() {
            Some("hash") => Some(StateLocation::Fragment),
            Some("query") => Some(StateLocation::Query),
            _ => None,
        };
        let now = page.now();
        let address = UrlState::new(place, text("name").unwrap_or_default(), &now);
        let locale = Intl(page.clone());
        let texts = Texts::new(&text("words").unwrap_or_default(), locale);
        let hidden = HiddenPanels::read(&text("hide").unwrap_or_default());
        let weights = text("weights").map(|weights| read_weights_attribute(&comparison, &weights));
        let (weights, problems) = weights.unzip();
        let link = text("saved").or_else(|| address.value(&now.url).map(str::to_owned));
        let most = option("most").as_f64();
        let most = most.map_or(usize::MAX, |most| most as usize);
        // Where readers see it already, it does not go away meanwhile.
        let is_apart = comparison.entries.len() > MOST_DRAWN_AT_ONCE
            && get_prop(&mount, "offsetParent").is_null();
        let texts = Shared::new(texts);
        let model = Model::new(
            comparison,
            details,
            texts,
            hidden,
            address,
            weights,
            link.as_deref(),
        );
        let driver = Rc::new(Driver::new(model, page));
        let props = AppProps {
            driver: driver.clone(),
        };
        let app = Rc::new(RefCell::new(None));
        let rendered = app.clone();
        let render = move || {
            let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
            rendered.replace(Some(app));
        };
        let rendering = if is_apart {
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
            most,
        })
    }

    /// Takes the widget off the page; gives its state, for when it is put back.
    pub fn unmount(self) -> String {
        let state = self.driver.model().link_value();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        state
    }

    /// What could not be used of the attributes, as `{place, message}`.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Array {
        self.problems.iter().map(told).collect()
    }

    /// The weights by criterion id.
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

    /// Sets the weights that are named, the others to the published ones.
    ///
    /// Numbers are rounded to hundredths within 0 to 100; what can't be used is told in the console.
    #[wasm_bindgen(setter)]
    pub fn set_weights(&self, weights: &Object) {
        let comparison = self.driver.model().comparison.clone();
        let mut named = Vec::new();
        for entry in Object::entries(weights).iter() {
            let pair = Array::from(&entry);
            let id = pair.get(0).as_string().unwrap_or_default();
            let criterion = comparison.criterion_by_id(&id);
            let weight = pair.get(1).as_f64().and_then(Weight::nearest);
            match criterion.zip(weight) {
                Some(weight) => named.push(weight),
                None => warn(&format!(
                    "<weigh-in>: weights.{id}: expected a criterion's id, and a number from 0 to 100"
                )),
            }
        }
        let weights = comparison.published_except(&named);
        self.driver.dispatch(Event::ScriptSetWeights(weights));
    }

    /// The `weights` attribute is another: the widget starts from there now.
    pub fn start_from(&mut self, weights: Option<String>) {
        let comparison = self.driver.model().comparison.clone();
        let (weights, problems) = match weights {
            Some(weights) => read_weights_attribute(&comparison, &weights),
            None => (comparison.published_weights(), Vec::new()),
        };
        self.problems = problems;
        self.driver.dispatch(Event::SetStartingWeights(weights));
    }

    /// The entries that pass the filter, in order and ranked among themselves, as
    /// `{id, name, rank, tied, score}`; rank and score are `null` where nothing is ranked. The option `most`
    /// ends the list.
    #[wasm_bindgen(getter)]
    pub fn ranking(&self) -> Array {
        let model = self.driver.model();
        let rows = model.first_shown(self.most);
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

    /// How firm the ranking is, as `{firstShare, stability_intervals, nearest_weights}`; `undefined` until the part that knows is loaded.
    #[wasm_bindgen(getter)]
    pub fn robustness(&self) -> JsValue {
        self.driver.robustness()
    }

    /// The page's URL with the widget's state.
    #[wasm_bindgen(getter, js_name = shareUrl)]
    pub fn share_url(&self) -> String {
        self.driver.share_url()
    }

    /// The state, as [`Widget::unmount`] returns it.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.driver.model().link_value()
    }

    /// Writes the state into the page's URL, which another has changed since it was last written here.
    #[wasm_bindgen(js_name = writeUrl)]
    pub fn write_url(&self, is_new: bool) {
        self.driver.dispatch(Event::WriteUrl { is_new });
    }

    /// Goes back to the published weights.
    pub fn reset(&self) {
        self.driver.dispatch(Event::ScriptReset);
    }
}

/// A problem as `{place, message}`.
fn told(Problem { place, message, .. }: &Problem) -> Object {
    let object = Object::new();
    set_prop(&object, "place", place);
    set_prop(&object, "message", message);
    object
}
