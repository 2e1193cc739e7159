//! Pages that a browser translates: translators replace text nodes with elements of their own.

use serde_json::Value;
use thirtyfour::Key;

use super::{
    comparison::{open_comparison, select_entry},
    filters::{choose_tag, close_filters},
    guide::open_guide,
    locks::press_lock,
    presets_and_order::open_order,
    scenarios,
};
use weigh_in_browser_tests::{
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_page_translated_once_shows_what_follows,
    a_page_translated_all_the_time_shows_what_follows,
    texts_that_do_not_change_stay_translated,
    a_translated_announcement_is_followed_by_the_next,
    texts_can_be_selected_by_mouse,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Replaces every text node with nested `<font>` elements, as Google Translate does, even blank ones. Texts get a `prefix`.
const TRANSLATE: &str = "const translate = (node, prefix = '') => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (text.parentElement.closest('font, textarea')) continue;
        const font = document.createElement('font');
        font.append(document.createElement('font'));
        font.firstChild.textContent = text.data.trim() ? prefix + text.data : text.data;
        text.replaceWith(font);
    }
};
const base = host.shadowRoot.querySelector('[part~=base]');";

/// Translates the widget without changing its words, so that it must show the same as one that is not translated.
fn translate_once(widget: Widget<'_>) {
    widget.js::<()>(&format!("{TRANSLATE} translate(base)"));
}

/// Translates the widget like [`translate_once`], and from now on every new text, too.
fn translate_all_the_time(widget: Widget<'_>) {
    translate_once(widget);
    widget.js::<()>(&format!(
        "{TRANSLATE}
        const translateNew = (records) => records.forEach(({{ target }}) => translate(target.parentNode ?? target));
        new MutationObserver(translateNew).observe(base, {{ childList: true, characterData: true, subtree: true }})"
    ));
}

/// Reads all texts of a widget, with those that only screen readers get, and the values of its fields. Each page has its
/// own origin, which is left out, and makes announcements at its own pace.
fn read_content(page: &Page) -> Result<(String, Value), String> {
    page.widget().part("base").read(
        "const shown = part.cloneNode(true);
        shown.querySelector('[part~=announcement]').remove();
        const text = shown.textContent.replaceAll(location.origin, '').replace(/\\s+/g, ' ').trim();
        return [text, [...part.querySelectorAll('input, select, textarea')].map(({ value }) => value)]",
    )
}

fn a_page_translated_once_shows_what_follows(ctx: &TestContext) {
    assert_shows_the_same(ctx, translate_once);
}

fn a_page_translated_all_the_time_shows_what_follows(ctx: &TestContext) {
    assert_shows_the_same(ctx, translate_all_the_time);
}

/// Something that a reader does, and its name.
type Step = (&'static str, fn(Widget<'_>));

/// Does the same in a page that is translated and in one that is not, and compares them after each step.
#[track_caller]
fn assert_shows_the_same(ctx: &TestContext, translate: fn(Widget<'_>)) {
    let steps: &[Step] = &[
        ("a slider", |widget| {
            widget.slider("costs").press(&[Key::End]);
        }),
        ("a share", |widget| widget.number("scale").enter("12")),
        ("a preset", |widget| widget.choose_preset("equal")),
        ("a description", |widget| {
            widget.weight("ux").find("[part~=criterion]").click();
        }),
        ("details", |widget| widget.row_button("marsh").click()),
        ("fewer rows", |widget| {
            choose_tag(widget, "role", "broker");
            close_filters(widget);
        }),
        ("their order", |widget| {
            widget.slider("costs").press(&[Key::Home]);
        }),
        ("all rows", |widget| widget.part("clear-filters").click()),
        ("closed details", |widget| {
            widget.row_button("marsh").click();
        }),
        ("an entry in the tray", |widget| {
            select_entry(widget, "marsh")
        }),
        ("a comparison", |widget| {
            select_entry(widget, "aon");
            open_comparison(widget);
        }),
        ("its points", |widget| {
            widget.slider("security").press(&[Key::Home]);
        }),
        ("the ranking", |widget| widget.part("back-button").click()),
        ("the order", open_order),
        ("the sliders", |widget| widget.part("order-button").click()),
        ("a lock", |widget| press_lock(widget, "scale")),
        ("how sure it is", |widget| {
            widget.part("robustness-button").click();
        }),
        ("the guide", open_guide),
        ("published weights", |widget| widget.part("reset").click()),
        ("no weights", |widget| {
            widget.set_weights(
                &["scale", "security", "coverage", "costs", "ux", "support"]
                    .map(|criterion| (criterion.to_owned(), 0))
                    .into(),
            );
        }),
        ("weights again", |widget| widget.js("host.reset()")),
        ("German", |widget| widget.js("host.lang = 'de'")),
    ];
    let [plain, translated] = [(); 2].map(|()| ctx.open_article(WIDGET));
    for page in [&plain, &translated] {
        page.widget().wait_for_level();
    }
    translate(translated.widget());
    let mut before = read_content(&plain).expect("a content");
    for (name, step) in steps {
        for page in [&plain, &translated] {
            step(page.widget());
        }
        let [content, _] = eventually_matches(
            name,
            || Ok([read_content(&plain)?, read_content(&translated)?]),
            |[plain, translated]| plain == translated && *plain != before,
        );
        before = content;
    }
    assert_eq!(translated.problems(), [""; 0]);
}

fn texts_that_do_not_change_stay_translated(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    widget.wait_for_level();
    widget.js::<()>(&format!("{TRANSLATE} translate(base, '¤')"));
    widget.slider("costs").press(&[Key::End]);
    let ranking = ctx.data().ranking(&[("costs", "100")]);
    widget.assert_ranking(&ranking);
    let leader = ranking.order()[0];
    let row = widget.entry(leader);
    assert!(row.find(".entry-name").text().starts_with('¤'));
    eventually("the rank", "1".to_owned(), || {
        row.find("[part~=rank]").read_text()
    });
    let name = &ctx.data().entries.iter().find(|entry| entry.id == *leader);
    let name = &name.expect("an entry").name;
    let start = format!("With your weights, {name} comes first, ");
    eventually("the sentence", true, || {
        Ok(widget.part("lead").read_text()?.starts_with(&start))
    });
    assert_eq!(page.problems(), [""; 0]);
}

fn a_translated_announcement_is_followed_by_the_next(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let announced = |weight: &str| {
        let ranking = ctx.data().ranking(&[("costs", weight)]);
        let leader = ranking.order()[0];
        let entry = ctx.data().entries.iter().find(|entry| entry.id == *leader);
        let name = &entry.expect("an entry").name;
        eventually_matches(
            "the announcement",
            || widget.part("announcement").read_text(),
            |text| text.contains(&format!("{name} comes first")),
        )
    };
    widget.enter_weight("costs", "100");
    let first = announced("100");
    translate_once(widget);
    widget.enter_weight("costs", "10");
    assert_ne!(announced("10"), first);
    assert_eq!(page.problems(), [""; 0]);
}

fn texts_can_be_selected_by_mouse(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    widget.wait_for_level();
    let rect = widget.part("lead").reveal();
    let y = rect.center().1;
    page.drag(&[
        (rect.left + 2.0, y),
        (rect.left + 100.0, y),
        (rect.left + 200.0, y),
    ]);
    eventually_matches(
        "the selected text",
        || {
            widget
                .part("lead")
                .read::<String>("return (root.getSelection?.() ?? getSelection()).toString()")
        },
        |text| text.starts_with("With") && text.len() > 10,
    );
}
