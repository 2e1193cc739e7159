use yew::prelude::*;

use crate::widget::markup::words;
use crate::widget::{Store, host};
use weigh_in_core::format::{export_csv, export_json};
use weigh_in_core::publish::{Credits, Picture};
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// What kind of file a reader wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A picture to paste.
    Png,
    /// The same picture as lines and letters, sharp at any size.
    Svg,
    /// A table.
    Csv,
    /// The data set.
    Json,
}

/// The formats to choose from.
pub(super) fn formats(texts: &Texts, on_save: &Callback<Format>) -> Html {
    let formats = [
        (Format::Png, "png", text::SAVE_PNG),
        (Format::Svg, "svg", text::SAVE_SVG),
        (Format::Csv, "csv", text::SAVE_CSV),
        (Format::Json, "json", text::SAVE_JSON),
    ];
    let formats = formats.into_iter().map(|(format, id, label)| {
        let onclick = on_save.reform(move |event: MouseEvent| {
            host::close_menu(&event);
            format
        });
        html! { <button type="button" class="item" data-save={id} {onclick}>{ words(texts.get(label)) }</button> }
    });
    html! { <>{ for formats }</> }
}

/// Hands the reader a file of what is shown, with the link that leads here; whether that worked.
pub(super) fn save(format: Format, store: &Store, link: &str) -> bool {
    let Store {
        texts, comparison, ..
    } = store;
    let state = store.state();
    let (weights, shown) = (&state.session.weights, &store.all_shown());
    let details = &store.details();
    let picture = || {
        let credits = Credits {
            date: &host::today(),
            link,
            narrowed: &texts.narrowed(comparison, details, &state.session.filter),
        };
        Picture::new(comparison, weights, shown, &credits, texts)
    };
    let name = |ending| text::file_name(comparison, ending);
    match format {
        Format::Png => host::save_painted(&name("png"), &picture()),
        Format::Svg => host::save_text(&name("svg"), "image/svg+xml", &picture().to_svg()),
        Format::Csv => host::save_text(
            &name("csv"),
            "text/csv",
            &export_csv(comparison, details, weights, shown),
        ),
        Format::Json => host::save_text(
            &name("json"),
            "application/json",
            &export_json(comparison, details, weights, shown),
        ),
    }
}
