//! Exports the data set: as files, and as code to embed.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use weigh_in_core::format::DataFormat;
use weigh_in_core::publish::Snippet;
use yew::prelude::*;

use super::markup::{button, choice};
use super::reading::ValidDataset;
use super::{columns, host};
use crate::output::{self, DataLocation, EmbedSettings};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The current text, if it is valid.
    pub dataset: Option<ValidDataset>,
    /// Set if the text is a table whose columns the editor has not confirmed, which holds back the code.
    pub needs_confirmation: bool,
    /// Called to show the columns.
    pub on_columns: Callback<()>,
    /// Called with a note about what was exported.
    pub on_export: Callback<String>,
}

const LOCATIONS: [(DataLocation, &str); 2] = [
    (DataLocation::Inline, "In the code"),
    (DataLocation::File, "In a separate file"),
];
const SNIPPETS: [(Snippet, &str); 2] = [
    (Snippet::Script, "A web page"),
    (Snippet::Html, "WordPress or Ghost"),
];

/// Renders the download buttons and the code to embed.
#[component]
pub fn Export(props: &Props) -> Html {
    let settings = use_state_eq(|| EmbedSettings {
        location: DataLocation::Inline,
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
                let hash = host::fetch_integrity().await;
                integrity.set(hash.map(|hash| (host::folder(), hash)));
            });
        });
    }
    // Memoized, since a long list of entries makes long code.
    let settings_with_hash = EmbedSettings {
        integrity: (*integrity).clone(),
        ..(*settings).clone()
    };
    let code = use_memo(
        (props.dataset.clone(), settings_with_hash),
        |(dataset, settings)| {
            let dataset = dataset.as_ref();
            dataset.map_or_else(String::new, |dataset| {
                settings.to_code(&dataset.text, &dataset.data)
            })
        },
    );
    let field = use_node_ref();
    let Some(dataset) = &props.dataset else {
        return html! {
            <div class="pane publish"><p>{ "Files and code appear here when the text has no problems." }</p></div>
        };
    };
    let set_field = |change: fn(&mut EmbedSettings, String)| {
        let settings = settings.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = host::event_target::<HtmlInputElement>(&event) {
                let mut next = (*settings).clone();
                change(&mut next, field.value());
                settings.set(next);
            }
        })
    };
    let set_location = {
        let settings = settings.clone();
        Callback::from(move |location| {
            settings.set(EmbedSettings {
                location,
                ..(*settings).clone()
            })
        })
    };
    let set_snippet = {
        let settings = settings.clone();
        Callback::from(move |snippet| {
            settings.set(EmbedSettings {
                snippet,
                ..(*settings).clone()
            })
        })
    };
    let copy = {
        let (code, field, on_export) = (code.clone(), field.clone(), props.on_export.clone());
        Callback::from(move |_| {
            let (code, field, on_export) = (code.clone(), field.clone(), on_export.clone());
            spawn_local(async move {
                if host::copy_text(&code).await {
                    on_export.emit("The code is copied.".to_owned());
                } else if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    field.select();
                    let _ = field.focus();
                    on_export.emit("The code is selected: copy it with Ctrl+C.".to_owned());
                }
            });
        })
    };
    html! {
        <div class="pane publish">
            <section>
                <h2>{ "Files" }</h2>
                <p>{ "JSON holds everything. CSV opens in a spreadsheet, and leaves out presets, reasons and the guide. A packed file holds everything and spares your readers about a fifth of what the widget loads; it can’t be edited, so keep the JSON, too." }</p>
                <p class="buttons">
                    { download_button(dataset, DataFormat::Json, props.on_export.clone()) }
                    { download_button(dataset, DataFormat::Csv, props.on_export.clone()) }
                    { download_button(dataset, DataFormat::Packed, props.on_export.clone()) }
                </p>
            </section>
            <section>
                <h2>{ "Code to embed" }</h2>
                if props.needs_confirmation {
                    { columns::request(props.on_columns.clone()) }
                } else {
                <div class="row"><span>{ "Data goes" }</span>{ choice("place", "Where the data goes", &LOCATIONS, settings.location, &set_location) }</div>
                <div class="row"><span>{ "The code is for" }</span>{ choice("snippet", "What the code is for", &SNIPPETS, settings.snippet, &set_snippet) }</div>
                <div class="field">
                    <label for="base">{ "Folder of weigh-in.js" }</label>
                    <input id="base" type="url" value={settings.base.clone()} oninput={set_field(|settings, value| settings.base = value)} />
                </div>
                if settings.location == DataLocation::File {
                    <div class="field">
                        <label for="src">{ "Address of the file that you upload" }</label>
                        <input id="src" type="url" value={settings.src.clone()} oninput={set_field(|settings, value| settings.src = value)} />
                    </div>
                }
                if code.is_empty() {
                    <p>{ "This data is too large to include in a page. Save it as a file, upload it, and choose “In a separate file”." }</p>
                } else {
                    <label for="code">{ "Paste this into your page" }</label>
                    <textarea id="code" ref={field} readonly=true rows="10" wrap="off" spellcheck="false" value={(*code).clone()} />
                    <p>{ button("copy", "Copy the code", copy) }</p>
                }
                }
            </section>
        </div>
    }
}

/// Renders the button that downloads the data set as a file.
fn download_button(
    dataset: &ValidDataset,
    format: DataFormat,
    on_export: Callback<String>,
) -> Html {
    let (label, name, extension, media_type) = match format {
        DataFormat::Json => ("Download JSON", "save-json", "json", "application/json"),
        DataFormat::Csv => ("Download CSV", "save-csv", "csv", "text/csv"),
        DataFormat::Packed => (
            "Download packed",
            "save-packed",
            "bin",
            "application/octet-stream",
        ),
    };
    let dataset = dataset.clone();
    let action = Callback::from(move |_| {
        let data = &dataset.data;
        let name = format!("{}.{extension}", output::file_name(&data.comparison));
        on_export.emit(match output::to_file(&dataset.text, data, format) {
            Ok(content) if host::download(&name, media_type, &content).is_ok() => {
                format!("{name} is saved.")
            }
            Ok(_) => "The browser refused to save a file.".to_owned(),
            Err(error) => format!("{name} could not be written: {error}."),
        });
    });
    button(name, label, action)
}
