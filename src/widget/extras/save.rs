use weigh_in_core::format::{export_csv, export_json};
use weigh_in_core::model::{self, ExportFormat, Model};
use weigh_in_core::publish::{Attribution, Picture};
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::live_text;
use crate::widget::view::View;

/// Renders the file formats to choose from.
pub(super) fn formats(view: &View) -> Html {
    let formats = [
        (ExportFormat::Png, "png", text::SAVE_PNG),
        (ExportFormat::Svg, "svg", text::SAVE_SVG),
        (ExportFormat::Csv, "csv", text::SAVE_CSV),
        (ExportFormat::Json, "json", text::SAVE_JSON),
    ];
    let formats = formats.into_iter().map(|(format, id, label)| {
        let onclick = view.dispatch.reform(move |event: MouseEvent| {
            host::close_menu(&event);
            model::Event::SaveFile(format)
        });
        html! { <button type="button" class="item" data-save={id} {onclick}>{ live_text(view.texts.get(label)) }</button> }
    });
    html! { <>{ for formats }</> }
}

/// Saves the shown ranking and its link as a file. Reports whether that worked.
pub(super) fn save(format: ExportFormat, model: &Model, link: &str) -> bool {
    let Model {
        texts,
        comparison,
        state,
        ..
    } = model;
    let (weights, shown) = (&state.session.weights, &model.full_ranking());
    let details = &model.details();
    let picture = || {
        let attribution = Attribution {
            date: &host::today(),
            link,
            active_filters: &texts.active_filters(comparison, details, &state.session.filter),
        };
        Picture::new(comparison, weights, shown, &attribution, texts)
    };
    let name = |extension| text::file_name(comparison, extension);
    match format {
        ExportFormat::Png => host::save_png(&name("png"), &picture()),
        ExportFormat::Svg => host::save_text(&name("svg"), "image/svg+xml", &picture().to_svg()),
        ExportFormat::Csv => host::save_text(
            &name("csv"),
            "text/csv",
            &export_csv(comparison, details, weights, shown),
        ),
        ExportFormat::Json => host::save_text(
            &name("json"),
            "application/json",
            &export_json(comparison, details, weights, shown),
        ),
    }
}
