//! The markup of page builders and content management systems, with the rules that they apply to it.

use serde_json::json;

use super::{
    own_data::{CSV, PHONES, TABLE, assert_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    own_data_are_shown_in_the_columns_of_builders,
    own_data_are_shown_in_columns_on_a_phone,
    own_data_are_shown_in_parts_that_open_later,
    own_data_are_shown_in_parts_that_open_later_on_a_phone,
];

/// Tailwind’s styles for all elements, as its preflight has them.
const PREFLIGHT: &str = "
    *, ::after, ::before { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
    html { line-height: 1.5; font-family: ui-sans-serif, system-ui, sans-serif }
    ol, ul, menu { list-style: none }
    img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle }
    img, video { max-width: 100%; height: auto }
    button, input, select, textarea { font: inherit; color: inherit; background: transparent }
    h1, h2, h3, h4 { font-size: inherit; font-weight: inherit }";
/// Bootstrap’s styles for all elements, as its reboot has them.
const REBOOT: &str = "
    *, ::after, ::before { box-sizing: border-box }
    body { margin: 0; font: 400 1rem/1.5 system-ui, sans-serif }
    p { margin: 0 0 1rem } ol, ul { padding-left: 2rem; margin: 0 0 1rem }
    img, svg { vertical-align: middle } iframe { border: 0 }
    button, input, select, textarea { margin: 0; font-family: inherit; font-size: inherit; line-height: inherit }";
/// Styles for all elements in themes for WordPress.
const THEME: &str = "
    * { box-sizing: border-box; min-width: 0; max-width: 100%; word-wrap: break-word }
    body { margin: 0; font: 18px/1.7 Georgia, serif }
    .entry-content * { line-height: 1.7 }
    canvas, iframe { max-width: 100% } ul, ol { margin: 0 0 1.5em 3em }";

/// A page of a builder.
struct Builder {
    name: &'static str,
    /// The rules for all elements.
    reset: &'static str,
    /// The rules for the builder's own elements.
    style: &'static str,
    /// The elements around the widgets, which take the place of `{}`.
    markup: &'static str,
}

const COLUMNS: [Builder; 10] = [
    Builder {
        name: "Elementor, a flex container",
        reset: THEME,
        style: ".e-con { display: flex; flex-direction: column; width: 100%; min-width: 0; max-width: min(100%, 1140px); margin-inline: auto; gap: 20px; padding: 10px }
            .e-con > .elementor-element { position: relative; width: 100%; max-width: 100%; flex-shrink: 1 }",
        markup: "<div class='e-con'><div class='elementor-element elementor-widget-html'><div class='elementor-widget-container'>{}</div></div></div>",
    },
    Builder {
        name: "Elementor, columns that shrink to fit",
        reset: THEME,
        style: ".e-con { display: flex; flex-direction: row; flex-wrap: wrap; justify-content: center; align-items: center; width: 100%; gap: 20px }
            .e-con > .elementor-element { width: initial; max-width: 100%; flex: 0 1 auto }",
        markup: "<div class='e-con'><div class='elementor-element'><div class='elementor-widget-container'>{}</div></div></div>",
    },
    Builder {
        name: "Elementor, a section",
        reset: THEME,
        style: ".elementor-container { display: flex; margin-inline: auto; max-width: 1140px; position: relative }
            .elementor-column { position: relative; min-height: 1px; display: flex; width: 50% }
            .elementor-widget-wrap { position: relative; width: 100%; display: flex; flex-wrap: wrap; align-content: flex-start; padding: 10px }
            .elementor-widget-wrap > .elementor-element { width: 100% }
            @media (max-width: 767px) { .elementor-container { flex-wrap: wrap } .elementor-column { width: 100% } }",
        markup: "<div class='elementor-container'><div class='elementor-column'><div class='elementor-widget-wrap'><div class='elementor-element'>{}</div></div></div>
            <div class='elementor-column'><div class='elementor-widget-wrap'><div class='elementor-element'><p>Words.</p></div></div></div></div>",
    },
    Builder {
        name: "Bootstrap, a column of a row",
        reset: REBOOT,
        style: ".container { width: 100%; max-width: 1140px; padding: 0 12px; margin: 0 auto }
            .row { display: flex; flex-wrap: wrap; margin: 0 -12px } .row > * { flex-shrink: 0; width: 100%; max-width: 100%; padding: 0 12px }
            @media (min-width: 768px) { .col-md-8 { flex: 0 0 auto; width: 66.666667% } .col-md-4 { flex: 0 0 auto; width: 33.333333% } }",
        markup: "<div class='container'><div class='row'><div class='col-md-8'>{}</div><div class='col-md-4'><p>Words.</p></div></div></div>",
    },
    Builder {
        name: "Bootstrap, a card in a column as wide as its content",
        reset: REBOOT,
        style: ".container { padding: 0 12px } .row { display: flex; flex-wrap: wrap; margin: 0 -12px } .row > * { flex-shrink: 0; max-width: 100%; padding: 0 12px }
            .col-auto { flex: 0 0 auto; width: auto }
            .card { position: relative; display: flex; flex-direction: column; min-width: 0; word-wrap: break-word; border: 1px solid #ccc; border-radius: 6px } .card-body { flex: 1 1 auto; padding: 1rem }",
        markup: "<div class='container'><div class='row'><div class='col-auto'><div class='card'><div class='card-body'>{}</div></div></div></div></div>",
    },
    Builder {
        name: "Tailwind, a grid",
        reset: PREFLIGHT,
        style: ".grid { display: grid; gap: 16px; padding: 16px } .grid > div > * + * { margin-top: 16px }
            @media (min-width: 768px) { .grid { grid-template-columns: repeat(2, minmax(0, 1fr)) } }",
        markup: "<div class='grid'><div>{}</div><p>Words.</p></div>",
    },
    Builder {
        name: "Tailwind, centered items",
        reset: PREFLIGHT,
        style: ".flex { display: flex; flex-direction: column; align-items: center; justify-content: center; min-height: 100vh } .card { width: fit-content; max-width: 56rem; margin: 0 auto; padding: 24px; border-radius: 12px; overflow: hidden }",
        markup: "<main class='flex'><div class='card'>{}</div></main>",
    },
    Builder {
        name: "Notion, columns of blocks",
        reset: "body { margin: 0; line-height: 1.5 } * { box-sizing: border-box }",
        style: ".page { display: flex; flex-direction: column; align-items: flex-start; width: 100%; padding: 0 48px }
            .columns { display: flex; width: 100% } .column { width: calc((100% - 46px) * 0.625); padding-block: 12px } .gutter { width: 46px; flex: none }
            .block { width: 100%; max-width: 100%; align-self: center; margin-block: 4px; border-radius: 3px; overflow: hidden }
            @media (max-width: 600px) { .page { padding: 0 16px } .columns { flex-direction: column } .column { width: 100% } }",
        markup: "<div class='page'><div class='columns'><div class='column'><div class='block'><div style='display: flex'><div style='width: 100%'>{}</div></div></div></div><div class='gutter'></div><div class='column' style='flex: 1'><p>Words.</p></div></div></div>",
    },
    Builder {
        name: "Ghost, cards on a canvas",
        reset: PREFLIGHT,
        style: ".gh-canvas { display: grid; grid-template-columns: [full-start] minmax(max(4vmin, 20px), auto) [wide-start] minmax(auto, 240px) [main-start] min(720px, calc(100% - max(8vmin, 40px))) [main-end] minmax(auto, 240px) [wide-end] minmax(max(4vmin, 20px), auto) [full-end] }
            .gh-canvas > * { grid-column: main-start / main-end } .gh-content > * + * { margin-top: max(3.2vmin, 24px) }",
        markup: "<section class='gh-content gh-canvas'><p>Words.</p><!--kg-card-begin: html-->{}<!--kg-card-end: html--><p>Words.</p></section>",
    },
    Builder {
        name: "tables, as in mails",
        reset: "body { margin: 0; padding: 0 } table { border-collapse: collapse; mso-table-lspace: 0 } td { font-family: Arial, sans-serif; font-size: 14px }",
        style: "@media (max-width: 620px) { table.body { width: 100% !important } }",
        markup: "<table role='presentation' width='100%' cellpadding='0' cellspacing='0'><tr><td align='center'><table role='presentation' class='body' width='600' cellpadding='0' cellspacing='0'><tr><td style='padding: 16px'>{}</td></tr></table></td></tr></table>",
    },
];

/// The parts open when the element `#open` is clicked.
const PARTS_THAT_OPEN: [Builder; 6] = [
    Builder {
        name: "an accordion of details",
        reset: REBOOT,
        style: "details { border: 1px solid #ccc; padding: 8px }",
        markup: "<details><summary id='open'>Open</summary><div>{}</div></details>",
    },
    Builder {
        name: "an accordion with a maximum height",
        reset: THEME,
        style: ".panel { max-height: 0; overflow: hidden; transition: max-height 200ms ease-out } .is-open .panel { max-height: 3000px }",
        markup: "<div class='accordion'><button id='open' onclick='this.parentNode.classList.toggle(\"is-open\")'>Open</button><div class='panel'><div class='inner'>{}</div></div></div>",
    },
    Builder {
        name: "tabs",
        reset: REBOOT,
        style: ".tab-content > .tab-pane { display: none } .tab-content > .active { display: block }",
        markup: "<button id='open' onclick='document.querySelector(\".tab-pane.active\").classList.remove(\"active\"); document.querySelector(\"#two\").classList.add(\"active\")'>Two</button>
            <div class='tab-content'><div class='tab-pane active'><p>One</p></div><div class='tab-pane' id='two'>{}</div></div>",
    },
    Builder {
        name: "a carousel",
        reset: PREFLIGHT,
        style: ".carousel { overflow: hidden; width: min(100%, 900px); margin: 0 auto } .track { display: flex; transition: transform 200ms } .slide { flex: 0 0 100%; min-width: 0 }",
        markup: "<button id='open' onclick='document.querySelector(\".track\").style.transform = \"translateX(-100%)\"'>Next</button>
            <div class='carousel'><div class='track'><div class='slide'><p>One</p></div><div class='slide'>{}</div></div></div>",
    },
    Builder {
        name: "a dialog",
        reset: PREFLIGHT,
        style: "dialog { margin: auto; padding: 16px } dialog > div { overflow: hidden }",
        markup: "<button id='open' onclick='document.querySelector(\"dialog\").showModal()'>Open</button><dialog><div>{}</div></dialog>",
    },
    Builder {
        name: "a dialog made of divs",
        reset: REBOOT,
        style: ".modal { position: fixed; inset: 0; z-index: 1050; display: none; overflow: hidden auto; outline: 0 } .modal.show { display: block }
            .modal-dialog { position: relative; width: auto; max-width: 800px; margin: 8px auto } .modal-content { display: flex; flex-direction: column; width: 100% } .modal-body { position: relative; flex: 1 1 auto; padding: 1rem }",
        markup: "<button id='open' onclick='document.querySelector(\".modal\").classList.add(\"show\")'>Open</button><div class='modal'><div class='modal-dialog'><div class='modal-content'><div class='modal-body'>{}</div></div></div></div>",
    },
];

/// One widget with its data inside, and one with the URL of its data.
fn widgets() -> String {
    let fallback = "<ol><li>Published</li></ol>";
    format!(
        "<weigh-in id='inside' share='off'><script type='text/csv'>{TABLE}</script>{fallback}</weigh-in>
        <weigh-in id='named' share='off' src='/phones.csv'>{fallback}</weigh-in>"
    )
}

fn open_builder(ctx: &TestContext, setup: Setup, builder: &Builder) -> Page {
    let Builder {
        reset,
        style,
        markup,
        ..
    } = builder;
    let content = markup.replace("{}", &widgets());
    let body = format!("<style>{reset} {style}</style><div class='entry-content'>{content}</div>");
    let site = Site::article(&body).file("/phones.csv", CSV, TABLE);
    ctx.open(setup, site)
}

/// Returns the faults of the boxes of the widgets: they fill the content box of their parents, or the column of a grid that
/// paragraphs have, with at least 280 px where there are as many; nothing cuts them or sticks out of them, and rows and
/// widgets are below one another.
const BOXES: &str = "
    const wrong = [];
    const bottoms = [];
    for (const host of document.querySelectorAll('weigh-in')) {
        const check = (holds, what) => { if (!holds) wrong.push(`#${host.id}: ${what}`); };
        const base = host.shadowRoot.querySelector('[part~=base]');
        const box = base.getBoundingClientRect();
        const { clientWidth } = document.documentElement;
        check(box.width >= Math.min(280, clientWidth - 60), `${box.width} px wide`);
        check(box.left >= -1 && box.right <= clientWidth + 1, `from ${box.left} to ${box.right}`);
        check(box.height > 200, `${box.height} px high`);
        const { paddingLeft, paddingRight, display } = getComputedStyle(host.parentElement);
        const room = display === 'grid'
            ? host.parentElement.querySelector('p').clientWidth
            : host.parentElement.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        check(Math.abs(box.width - room) < 1, `${box.width} px in ${room}`);
        for (let parent = host.parentElement; parent; parent = parent.parentElement) {
            if (getComputedStyle(parent).overflowX === 'visible') continue;
            const frame = parent.getBoundingClientRect();
            check(box.left >= frame.left - 1 && box.right <= frame.right + 1, `cut at the side by ${parent.className || parent.localName}`);
            check(box.bottom <= frame.bottom + 1 || parent.scrollHeight > parent.clientHeight && getComputedStyle(parent).overflowY === 'auto', `cut below by ${parent.className || parent.localName}`);
        }
        check(base.scrollWidth <= base.clientWidth, `${base.scrollWidth} px inside`);
        let bottom = -Infinity;
        for (const row of base.querySelectorAll('[part~=entry]')) {
            const { top } = row.getBoundingClientRect();
            check(top >= bottom - 1, `a row at ${top} is above ${bottom}`);
            bottom = row.getBoundingClientRect().bottom;
        }
        check(bottom <= box.bottom + 1, `rows end at ${bottom}, below ${box.bottom}`);
        check(host.getBoundingClientRect().bottom >= box.bottom - 1, 'it sticks out of its element');
        for (const above of bottoms) check(box.top >= above - 1, `at ${box.top}, above ${above}`);
        bottoms.push(box.bottom);
    }
    return wrong";

/// Checks that both widgets rank the publisher's own data, and fit.
#[track_caller]
fn assert_fits(page: &Page, name: &str) {
    for host in ["#inside", "#named"] {
        page.js::<()>(
            "document.querySelector(arguments[0]).scrollIntoView({ behavior: 'instant' })",
            json!([host]),
        );
        page.widget_at(host).wait_until_ready();
        assert_phones(page.widget_at(host), PHONES, &[]);
    }
    eventually(name, vec![], || {
        page.try_js::<Vec<String>>(BOXES, json!([]))
    });
    assert_eq!(page.problems(), [""; 0], "{name}");
}

fn assert_columns_fit(ctx: &TestContext, setup: Setup) {
    for builder in &COLUMNS {
        let page = open_builder(ctx, setup, builder);
        assert_fits(&page, builder.name);
    }
}

fn assert_parts_that_open_fit(ctx: &TestContext, setup: Setup) {
    for builder in &PARTS_THAT_OPEN {
        let page = open_builder(ctx, setup, builder);
        page.element("#open").click();
        assert_fits(&page, builder.name);
    }
}

fn own_data_are_shown_in_the_columns_of_builders(ctx: &TestContext) {
    assert_columns_fit(ctx, Setup::DESKTOP);
}

fn own_data_are_shown_in_columns_on_a_phone(ctx: &TestContext) {
    assert_columns_fit(ctx, Setup::PHONE);
}

fn own_data_are_shown_in_parts_that_open_later(ctx: &TestContext) {
    assert_parts_that_open_fit(ctx, Setup::DESKTOP);
}

fn own_data_are_shown_in_parts_that_open_later_on_a_phone(ctx: &TestContext) {
    assert_parts_that_open_fit(ctx, Setup::PHONE);
}
