//! What a publisher takes home: files, and the code to embed.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use weigh_in_core::format::Format;
use weigh_in_core::publish::Snippet;
use yew::prelude::*;

use super::host;
use super::markup::{button, choice};
use super::reading::ValidDataset;
use crate::output::{self, Place, Settings};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text, if it has no problems.
    pub sound: Option<ValidDataset>,
    /// Is told what was taken away.
    pub taken: Callback<String>,
}

const PLACES: [(Place, &str); 2] = [
    (Place::Code, "Inside the code"),
    (Place::File, "In a file of their own"),
];
const SNIPPETS: [(Snippet, &str); 2] = [
    (Snippet::Script, "A web page"),
    (Snippet::Html, "WordPress or Ghost"),
];

/// Draws what there is to take away.
#[component]
pub fn TakeAway(props: &Props) -> Html {
    let settings = use_state_eq(|| Settings {
        place: Place::Code,
        snippet: Snippet::Script,
        base: host::folder(),
        src: host::folder() + "ranking.json",
        integrity: None,
    });
    let integrity = use_state_eq(|| None);
    {
        let integrity = integrity.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                let hash = host::integrity().await;
                integrity.set(hash.map(|hash| (host::folder(), hash)));
            });
        });
    }
    // A long list of entries makes long code.
    let settings_with_hash = Settings {
        integrity: (*integrity).clone(),
        ..(*settings).clone()
    };
    let code = use_memo(
        (props.sound.clone(), settings_with_hash),
        |(sound, settings)| {
            let sound = sound.as_ref();
            sound.map_or_else(String::new, |sound| settings.code(&sound.text, &sound.data))
        },
    );
    let field = use_node_ref();
    let Some(sound) = &props.sound else {
        return html! {
            <div class="pane take-away"><p>{ "There is something to take away as soon as the text has no problems." }</p></div>
        };
    };
    let set = |change: fn(&mut Settings, String)| {
        let settings = settings.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = host::target::<HtmlInputElement>(&event) {
                let mut next = (*settings).clone();
                change(&mut next, field.value());
                settings.set(next);
            }
        })
    };
    let set_place = {
        let settings = settings.clone();
        Callback::from(move |place| {
            settings.set(Settings {
                place,
                ..(*settings).clone()
            })
        })
    };
    let set_snippet = {
        let settings = settings.clone();
        Callback::from(move |snippet| {
            settings.set(Settings {
                snippet,
                ..(*settings).clone()
            })
        })
    };
    let copy = {
        let (code, field, taken) = (code.clone(), field.clone(), props.taken.clone());
        Callback::from(move |_| {
            let (code, field, taken) = (code.clone(), field.clone(), taken.clone());
            spawn_local(async move {
                if host::copy(&code).await {
                    taken.emit("The code is copied.".to_owned());
                } else if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    field.select();
                    let _ = field.focus();
                    taken.emit("The code is selected: copy it with Ctrl+C.".to_owned());
                }
            });
        })
    };
    html! {
        <div class="pane take-away">
            <section>
                <h2>{ "Files" }</h2>
                <p>{ "JSON holds everything. CSV opens in a spreadsheet, and leaves out presets, reasons and the guide." }</p>
                <p class="buttons">
                    { save(sound, Format::Json, props.taken.clone()) }
                    { save(sound, Format::Csv, props.taken.clone()) }
                </p>
            </section>
            <section>
                <h2>{ "Code to embed" }</h2>
                <div class="row"><span>{ "The data stand" }</span>{ choice("place", "Where the data stand", &PLACES, settings.place, &set_place) }</div>
                <div class="row"><span>{ "The code is for" }</span>{ choice("snippet", "What the code is for", &SNIPPETS, settings.snippet, &set_snippet) }</div>
                <div class="field">
                    <label for="base">{ "Folder of weigh-in.js" }</label>
                    <input id="base" type="url" value={settings.base.clone()} oninput={set(|settings, value| settings.base = value)} />
                </div>
                if settings.place == Place::File {
                    <div class="field">
                        <label for="src">{ "Address of the file that you upload" }</label>
                        <input id="src" type="url" value={settings.src.clone()} oninput={set(|settings, value| settings.src = value)} />
                    </div>
                }
                if code.is_empty() {
                    <p>{ "These data are too long to stand in every page. Save them as a file, upload it, and choose “In a file of their own”." }</p>
                } else {
                    <label for="code">{ "Paste this into your page" }</label>
                    <textarea id="code" ref={field} readonly=true rows="10" wrap="off" spellcheck="false" value={(*code).clone()} />
                    <p>{ button("copy", "Copy the code", copy) }</p>
                }
            </section>
        </div>
    }
}

/// The button that saves the data set as a file: as it was written, where it was written so.
fn save(sound: &ValidDataset, format: Format, taken: Callback<String>) -> Html {
    let (label, name, ending, kind) = match format {
        Format::Json => ("Download JSON", "save-json", "json", "application/json"),
        Format::Csv => ("Download CSV", "save-csv", "csv", "text/csv"),
    };
    let sound = sound.clone();
    let action = Callback::from(move |_| {
        let data = &sound.data;
        let text = output::file(&sound.text, data, format);
        let name = format!("{}.{ending}", output::file_name(&data.comparison));
        taken.emit(match host::save(&name, kind, &text) {
            Ok(()) => format!("{name} is saved."),
            Err(_) => "The browser refused to save a file.".to_owned(),
        });
    });
    button(name, label, action)
}
