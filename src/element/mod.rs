//! What the JavaScript shell calls: a widget's life, its properties and its method.

mod data;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

use self::data::Data;
use crate::widget::{Address, App, AppProps, Intl, Msg, Page, Shared, Store, get, warn};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::format::Problem;
use weigh_in_core::link::{Hidden, Place, read_weights_attribute};
use weigh_in_core::session::Action;
use weigh_in_core::text::Texts;
use weigh_in_core::weights::Weight;

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
    /// What is drawn, as soon as it is.
    app: Rc<RefCell<Option<AppHandle<App>>>>,
    /// Runs until it is drawn.
    _drawing: Option<Timeout>,
    store: Rc<Store>,
    address: Rc<Address>,
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
    /// | `url`, `write` | functions that stand for the page's URL: one gives it, the other takes a new one, and whether it is a new entry of the history; may be absent |
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
        let text = |name| page.text(name);
        let place = match text("share").as_deref() {
            Some("hash") => Some(Place::Fragment),
            Some("query") => Some(Place::Query),
            _ => None,
        };
        let name = text("name").unwrap_or_default();
        let address = Rc::new(Address::new(page.clone(), place, name));
        let locale = Intl(page.clone());
        let texts = Texts::new(&text("words").unwrap_or_default(), locale);
        let hidden = Hidden::read(&text("hide").unwrap_or_default());
        let store = Rc::new(Store::new(comparison, details, Shared::new(texts), hidden));
        let mut problems = Vec::new();
        if let Some(weights) = text("weights") {
            let (weights, told) = read_weights_attribute(&store.comparison, &weights);
            store.start_from(weights);
            problems = told;
        }
        if let Some(link) = text("saved").or_else(|| address.value()) {
            store.follow(Some(&link));
        }
        let most = page.number("most").map_or(usize::MAX, |most| most as usize);
        let props = AppProps {
            store: store.clone(),
            page,
            address: address.clone(),
        };
        // Where readers see it already, it does not go away meanwhile.
        let is_apart = store.comparison.entries.len() > MOST_DRAWN_AT_ONCE
            && get(&mount, "offsetParent").is_null();
        let app = Rc::new(RefCell::new(None));
        let drawn = app.clone();
        let draw = move || {
            let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
            drawn.replace(Some(app));
        };
        let drawing = if is_apart {
            Some(Timeout::new(0, draw))
        } else {
            draw();
            None
        };
        Ok(Widget {
            app,
            _drawing: drawing,
            store,
            address,
            problems,
            most,
        })
    }

    /// Takes the widget off the page; gives its state, for when it is put back.
    pub fn unmount(self) -> String {
        let state = self.store.link();
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
        for (index, weight) in self.store.state().session.weights.iter() {
            let id = &self.store.comparison.criterion(index).id;
            set(&weights, id, f64::from(weight.hundredths()) / 100.0);
        }
        weights
    }

    /// Sets the weights that are named, the others to the published ones.
    ///
    /// Numbers are rounded to hundredths within 0 to 100; what can't be used is told in the console.
    #[wasm_bindgen(setter)]
    pub fn set_weights(&self, weights: &Object) {
        let mut named = Vec::new();
        for entry in Object::entries(weights).iter() {
            let pair = Array::from(&entry);
            let id = pair.get(0).as_string().unwrap_or_default();
            let criterion = self.store.comparison.criterion_by_id(&id);
            let weight = pair.get(1).as_f64().and_then(Weight::nearest);
            match criterion.zip(weight) {
                Some(weight) => named.push(weight),
                None => warn(&format!(
                    "<weigh-in>: weights.{id}: expected a criterion's id, and a number from 0 to 100"
                )),
            }
        }
        let weights = self.store.comparison.published_except(&named);
        self.apply(Action::SetWeights(weights));
    }

    /// The `weights` attribute is another: the widget starts from there now.
    pub fn start_from(&mut self, weights: Option<String>) {
        let comparison = &self.store.comparison;
        let (weights, problems) = match weights {
            Some(weights) => read_weights_attribute(comparison, &weights),
            None => (comparison.published_weights(), Vec::new()),
        };
        self.problems = problems;
        self.store.start_from(weights);
        self.refresh();
    }

    /// The entries that pass the filter, in order and ranked among themselves, as
    /// `{id, name, rank, tied, score}`; rank and score are `null` where nothing is ranked. The option `most`
    /// ends the list.
    #[wasm_bindgen(getter)]
    pub fn ranking(&self) -> Array {
        let rows = self.store.first_shown(self.most);
        let rows = rows.rows().iter().map(|row| {
            let entry = self.store.comparison.entry(row.entry);
            let object = Object::new();
            set(&object, "id", &entry.id);
            set(&object, "name", &entry.name);
            set(
                &object,
                "rank",
                row.standing.map(|standing| standing.rank.number()),
            );
            set(
                &object,
                "tied",
                row.standing.is_some_and(|standing| standing.tied),
            );
            set(
                &object,
                "score",
                row.standing.map(|standing| standing.total.to_f64()),
            );
            object
        });
        rows.collect()
    }

    /// How firm the ranking is, as `{firstShare, bands, paths}`; `undefined` until the part that knows is loaded.
    #[wasm_bindgen(getter)]
    pub fn insights(&self) -> JsValue {
        let insights = self.store.insights.get();
        insights.map_or(JsValue::UNDEFINED, |insights| insights(&self.store))
    }

    /// The page's URL with the widget's state.
    #[wasm_bindgen(getter, js_name = shareUrl)]
    pub fn share_url(&self) -> String {
        self.address.link(&self.store.link())
    }

    /// Goes back to the published weights.
    pub fn reset(&self) {
        self.apply(Action::Reset);
    }

    fn apply(&self, action: Action) {
        self.store.apply(action);
        self.address.corrected(self.store.link_unless_at_start());
        self.refresh();
    }

    fn refresh(&self) {
        if let Some(app) = &*self.app.borrow() {
            app.send_message(Msg::Refresh);
        }
    }
}

/// A problem as `{place, message}`.
fn told(Problem { place, message, .. }: &Problem) -> Object {
    let object = Object::new();
    set(&object, "place", place);
    set(&object, "message", message);
    object
}

fn set(object: &Object, key: &str, value: impl Into<JsValue>) {
    // Setting a property of a fresh plain object can't fail.
    let _ = Reflect::set(object, &key.into(), &value.into());
}
