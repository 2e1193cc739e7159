//! The widget's style, which the page can change only where that is intended.

use serde_json::json;
use thirtyfour::Key;

use super::{
    framed_widget::{TALL, open_framed},
    own_data::CSV,
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    hostile_page_styles_do_not_affect_the_widget,
    custom_properties_style_the_widget,
    criteria_have_the_colors_of_their_properties,
    more_than_eight_criteria_have_one_color,
    the_radius_applies_to_every_corner,
    type_has_four_sizes_and_two_weights,
    the_color_scheme_of_the_page_decides_first,
    the_background_of_the_page_decides_next,
    the_readers_system_decides_last,
    the_theme_follows_changes_of_the_page,
    a_frame_has_the_theme_that_fits_its_page,
    the_example_themes_are_legible,
    the_widget_fills_the_width_of_every_parent,
];

/// Hostile styles, which match the element and everything around it. The page may set only its box and its direction.
const HOSTILE: &str = "
    html { font-size: 37px !important }
    body { line-height: 3 !important; font: italic 900 30px/3 fantasy !important }
    *, *::before, *::after {
        color: red !important; background: lime !important; font: italic 900 30px/3 fantasy !important;
        font-variant: small-caps !important; font-feature-settings: 'zero' !important; font-stretch: expanded !important;
        letter-spacing: 5px !important; word-spacing: 9px !important; text-transform: uppercase !important;
        text-align: right !important; text-indent: 50px !important; text-shadow: 1px 1px red !important;
        white-space: pre !important; word-break: break-all !important;
        overflow-wrap: anywhere !important; hyphens: auto !important; tab-size: 9 !important; line-height: 3 !important;
        unicode-bidi: bidi-override !important; visibility: collapse !important;
        cursor: help !important; list-style: square inside !important; quotes: 'a' 'b' !important;
        border-collapse: collapse !important; border-spacing: 9px !important; caption-side: bottom !important;
        empty-cells: hide !important; pointer-events: none !important; user-select: none !important;
        accent-color: red !important; caret-color: red !important; color-scheme: dark !important;
        text-size-adjust: 200% !important; font-size-adjust: 1 !important; text-underline-offset: 9px !important;
        text-wrap: nowrap !important; orphans: 9 !important; widows: 9 !important; appearance: none !important;
    }
    button, input, table, td, th, ul, li, a, p, h2, h3, summary, details { margin: 40px !important; width: 3px !important }";

fn hostile_page_styles_do_not_affect_the_widget(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article("<div style='width: 900px !important; padding: 0 !important; margin: 0 !important'><weigh-in load='eager' theme='light'></weigh-in></div>"),
    );
    page.open("/#weigh-in=1;lock=scale;region=apac;compare=marsh;open=marsh;panel=guide,order");
    let widget = page.widget();
    for part in [
        "[part~=guide] details",
        "[part~=tray]",
        "[part~=order] [data-move=up]",
        "[part~=details] th",
    ] {
        widget.locator(part).wait_for();
    }
    // Waits for what is computed in idle time.
    widget.wait_for_level();
    let changed: Vec<String> = page.js(
        "const [hostile] = arguments;
        const root = document.querySelector('weigh-in').shadowRoot;
        const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        // Positions are set by the page; Firefox lists custom properties now and then.
        const free = /^(top|right|bottom|left|inset|--)/;
        // Firefox lays out columns again to within 1/60 px.
        const numbers = /\\d+(\\.\\d+)?(?=px)/g;
        const is_same = (a, b) => a === b || a.replace(numbers, '') === b?.replace(numbers, '')
            && a.match(numbers)?.every((number, place) => Math.abs(number - b.match(numbers)[place]) < 0.03);
        const base = root.querySelector('[part~=base]');
        const isThere = (element, pseudo) => !pseudo || getComputedStyle(element, pseudo).content !== 'none';
        const all = () => [base, ...base.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].filter((pseudo) => isThere(element, pseudo)).map((pseudo) => {
            const style = getComputedStyle(element, pseudo);
            return [`${element.localName}.${element.className} ${pseudo ?? ''}`, Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]))];
        }));
        return (async () => {
            await document.fonts.ready;
            await drawn();
            const before = all();
            const sheet = document.createElement('style');
            // Names that pages use, registered and set, and the widget's own, which pages can only set.
            const common = ['accent', 'border', 'columns', 'control-border', 'down', 'high', 'hue', 'hue-1', 'low', 'muted', 'published',
                'radius', 'rank', 'score', 'share', 'soft', 'space', 'surface', 'text', 'thumb', 'up', 'value'].map((name) => `--${name}`);
            const own = new Set(root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])
                .flatMap(({ cssText }) => cssText.match(/--_[a-z][a-z0-9-]*/g) ?? []));
            if (own.size < 20) return [`only ${own.size} custom properties of the widget`];
            const register = common.map((name) => `@property ${name} { syntax: '<length>'; inherits: true; initial-value: 3px }`);
            const set = (selector) => `${selector} { ${[...common, ...own].map((name) => `${name}: 33px !important`).join('; ')} }`;
            sheet.textContent = [hostile, ...register, set(':root'), set('weigh-in')].join(' ');
            document.head.append(sheet);
            await drawn();
            const after = all();
            if (before.length !== after.length) return ['other elements'];
            return before.flatMap(([name, style], index) => Object.entries(style)
                .filter(([property, value]) => !free.test(property) && !is_same(value, after[index][1][property]))
                .map(([property, value]) => `${name}: ${property} is ${after[index][1][property]} instead of ${value}`)).slice(0, 40);
        })()",
        json!([HOSTILE]),
    );
    assert_eq!(changed, [""; 0]);
}

fn custom_properties_style_the_widget(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in theme='light'></weigh-in>");
    let widget = page.widget();
    // Each value is used in one of these properties of some element.
    let properties = json!([
        [
            "accent",
            "rgb(12, 34, 56)",
            [
                "accent-color",
                "background-color",
                "border-top-color",
                "color"
            ]
        ],
        ["surface", "rgb(12, 34, 57)", ["background-color"]],
        ["text", "rgb(12, 34, 58)", ["color"]],
        ["muted", "rgb(12, 34, 59)", ["color"]],
        [
            "border",
            "rgb(12, 34, 60)",
            ["border-top-color", "border-bottom-color"]
        ],
        [
            "hue-1",
            "rgb(12, 34, 61)",
            ["background-color", "border-top-color"]
        ],
        ["radius", "23px", ["border-top-left-radius"]],
        ["font", "Courier", ["font-family"]],
        ["space", "37px", ["padding-top", "padding-left"]],
    ]);
    let names: Vec<String> = properties
        .as_array()
        .unwrap()
        .iter()
        .map(|property| property[0].as_str().unwrap().to_owned())
        .collect();
    let seen = || {
        widget.part("base").read::<Vec<String>>(&format!(
            "const seen = new Set();
            for (const element of root.querySelectorAll('*')) {{
                const style = getComputedStyle(element);
                for (const [property, value, names] of {properties})
                    if (names.some((name) => style.getPropertyValue(name) === value)) seen.add(property);
            }}
            return {properties}.map(([name]) => name).filter((name) => seen.has(name))"
        ))
    };
    eventually("nothing is set", Vec::new(), seen);
    // Set on the element, and inherited from its parent.
    for target in ["host", "document.documentElement"] {
        let each = |script: &str| {
            widget.js::<()>(&format!(
                "for (const [name, value] of {properties}) {target}.style.{script}"
            ));
        };
        each("setProperty(`--weigh-in-${name}`, value)");
        eventually(target, names.clone(), seen);
        each("removeProperty(`--weigh-in-${name}`)");
    }
    eventually("nothing is set any more", Vec::new(), seen);
}

/// Opens a page that ranks two entries by this many criteria.
fn open_criteria(ctx: &TestContext, criteria: u32, style: &str) -> Page {
    let row = |name: &str, cell: &dyn Fn(u32) -> String| {
        let cells: Vec<String> = (1..=criteria).map(cell).collect();
        format!("{name},{}\n", cells.join(","))
    };
    let table = [
        row("name", &|criterion| format!("Criterion {criterion}")),
        row("Alpha", &|criterion| (50 + criterion).to_string()),
        row("Beta", &|criterion| (90 - criterion).to_string()),
    ]
    .concat();
    let body = format!("<weigh-in src='table.csv' theme='light' style='{style}'></weigh-in>");
    let site = Site::article(&body).file("/table.csv", CSV, table);
    ctx.open_ready(Setup::DESKTOP, site)
}

/// Reads a property of each segment in the first bar.
fn read_segments(page: &Page, property: &str) -> Result<Vec<String>, String> {
    page.widget().part("bar").read(&format!(
        "return [...part.children].map((segment) => getComputedStyle(segment)[{property:?}])"
    ))
}

fn criteria_have_the_colors_of_their_properties(ctx: &TestContext) {
    let colors: Vec<String> = (1..=8).map(|hue| format!("rgb({hue}, 34, 56)")).collect();
    let style: Vec<String> = (1..)
        .zip(&colors)
        .map(|(hue, color)| format!("--weigh-in-hue-{hue}: {color}"))
        .collect();
    let page = open_criteria(ctx, 8, &style.join("; "));
    assert_eq!(read_segments(&page, "backgroundColor").unwrap(), colors);
    let swatches: Vec<String> = page.widget().js(
        "return [...host.shadowRoot.querySelectorAll('[part~=weight] .swatch')].map((swatch) => getComputedStyle(swatch).backgroundColor)",
    );
    assert_eq!(swatches, colors);
}

fn more_than_eight_criteria_have_one_color(ctx: &TestContext) {
    const CRITERIA: u32 = 24;
    let page = open_criteria(ctx, CRITERIA, "--weigh-in-hue-1: rgb(1, 34, 56)");
    let widget = page.widget();
    widget.wait_for_level();
    let all = |value: &str| vec![value.to_owned(); CRITERIA as usize];
    assert_eq!(
        read_segments(&page, "backgroundColor").unwrap(),
        all("rgb(1, 34, 56)")
    );
    assert_eq!(read_segments(&page, "opacity").unwrap(), all("1"));
    for criterion in [1, 9, 17, CRITERIA] {
        let mut expected = all("0.18");
        expected[criterion as usize - 1] = "1".to_owned();
        widget.slider(&format!("criterion-{criterion}")).focus();
        eventually("the criterion in use is picked out", expected, || {
            read_segments(&page, "opacity")
        });
    }
}

fn the_radius_applies_to_every_corner(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in theme='light'></weigh-in>");
    let widget = page.widget();
    open_everything(widget, "ranking");
    // The padlock is a drawing, and radio buttons are round.
    let read = |radius: &str| {
        widget.js::<Vec<String>>(&format!(
            "host.style.setProperty('--weigh-in-radius', '{radius}');
            return [...host.shadowRoot.querySelectorAll('.widget, .widget *:not(.padlock, [type=radio])')].flatMap((element) => {{
                const {{ borderTopLeftRadius: radius }} = getComputedStyle(element);
                return radius === '0px' ? [] : [`${{element.localName}}.${{element.className}} ${{radius}}`];
            }})"
        ))
    };
    for none in ["0", "0px"] {
        assert_eq!(read(none), [""; 0]);
    }
    let round = read("7px");
    for element in [
        "div.widget 7px",
        "button.button 7px",
        "button.chip 7px",
        "input.number 7px",
        "div.box 7px",
        "i.swatch 2px",
        "div.bar 3px",
        "dialog.embed 7px",
    ] {
        assert!(round.contains(&element.to_owned()), "{element}: {round:#?}");
    }
}

/// Opens what has styles of its own, and then what takes the place of the ranking.
fn open_everything(widget: Widget<'_>, then: &str) {
    widget.wait_for_level();
    if then == "robustness" {
        widget.part("robustness-button").click();
        widget.locator("[part~=rank-table] td").wait_for();
        return;
    }
    widget.part("order-button").click();
    widget.row_button("marsh").press(&[Key::Enter]);
    for entry in ["marsh", "aon"] {
        widget.compare_toggle(entry).press(&[Key::Space]);
    }
    // The guide takes the focus once it has loaded.
    widget.part("guide-button").press(&[Key::Enter]);
    widget.locator("[part~=guide] details p").wait_for();
    widget.locator("[part~=details] th").wait_for();
    widget.locator("[part~=tray]").wait_for();
    if then == "comparison" {
        widget.part("compare-button").press(&[Key::Enter]);
        widget.locator("[part~=compare] [data-total]").wait_for();
    }
    widget.part("embed-button").click();
    for part in [
        "[part~=order] li",
        "[part~=guide] details p",
        "[part~=embed] textarea",
    ] {
        widget.locator(part).wait_for();
    }
}

fn type_has_four_sizes_and_two_weights(ctx: &TestContext) {
    for (setup, view) in [
        (Setup::PHONE, None),
        (Setup::DESKTOP, Some("ranking")),
        (Setup::DESKTOP, Some("comparison")),
        (Setup::DESKTOP, Some("robustness")),
    ] {
        let page = ctx.open_ready(setup, Site::article("<weigh-in></weigh-in>"));
        let widget = page.widget();
        // The styles of some elements load with the panels.
        widget.wait_for_level();
        if let Some(view) = view {
            open_everything(widget, view);
        }
        let others: Vec<String> = widget.js(
            "return [...host.shadowRoot.querySelectorAll('.widget *:not(option)')].flatMap((element) => {
                const { fontSize, fontWeight, fontVariantNumeric } = getComputedStyle(element);
                const isKnown = ['12px', '14px', '16px', '20px'].includes(fontSize) && ['400', '600'].includes(fontWeight);
                const type = `${fontSize} ${fontWeight} ${fontVariantNumeric}`;
                return isKnown ? [] : [`${element.localName}.${element.className} ${type}`];
            })",
        );
        assert_eq!(others, [""; 0], "{view:?}");
    }
}

/// Opens an article with these styles and attributes of the widget, and returns the theme that it chooses.
fn read_theme(ctx: &TestContext, dark: bool, styles: &str, widget: &str) -> String {
    let setup = Setup {
        dark,
        ..Setup::DESKTOP
    };
    let body = format!("<style>{styles}</style>{widget}");
    let page = ctx.open_ready(setup, Site::article(&body));
    shown_theme(page.widget()).unwrap()
}

fn shown_theme(widget: Widget<'_>) -> Result<String, String> {
    widget
        .part("base")
        .read("return getComputedStyle(part).colorScheme")
}

const AUTO: &str = "<weigh-in></weigh-in>";

fn the_color_scheme_of_the_page_decides_first(ctx: &TestContext) {
    for (dark, styles, theme) in [
        (false, ":root { color-scheme: dark }", "dark"),
        (
            false,
            ":root { color-scheme: dark; background: white }",
            "dark",
        ),
        (true, ":root { color-scheme: light }", "light"),
        (true, "weigh-in { color-scheme: only light }", "light"),
        (
            false,
            ":root { color-scheme: light dark; background: black }",
            "light",
        ),
        (
            true,
            ":root { color-scheme: light dark; background: white }",
            "dark",
        ),
    ] {
        let shown = read_theme(ctx, dark, styles, AUTO);
        assert_eq!(shown, theme, "{styles}, dark {dark}");
    }
}

fn the_background_of_the_page_decides_next(ctx: &TestContext) {
    const SLOT: &str = "<div id=shadow><weigh-in></weigh-in></div><script>
        document.querySelector('#shadow').attachShadow({ mode: 'open' }).innerHTML = '<div style=\"background: black\"><slot></slot></div>';
    </script>";
    for (dark, styles, body, theme) in [
        (false, "body { background: #15191e }", AUTO, "dark"),
        (true, "body { background: #fff }", AUTO, "light"),
        (
            false,
            "html { background: oklch(20% .05 250) }",
            AUTO,
            "dark",
        ),
        (true, "html { background: lab(90 0 0) }", AUTO, "light"),
        (
            false,
            "body { background: black } main { background: hsl(0 0% 95%) } p { background: #0008 }",
            "<main><p><weigh-in></weigh-in></p></main>",
            "light",
        ),
        (false, "body { background: white }", SLOT, "dark"),
    ] {
        let shown = read_theme(ctx, dark, styles, body);
        assert_eq!(shown, theme, "{styles}, dark {dark}");
    }
}

fn the_readers_system_decides_last(ctx: &TestContext) {
    for (dark, theme) in [(false, "light"), (true, "dark")] {
        for styles in ["", "body { background: linear-gradient(red, red), #8888 }"] {
            let shown = read_theme(ctx, dark, styles, AUTO);
            assert_eq!(shown, theme, "{styles}");
        }
    }
}

/// A script that replaces the reader's preference with one that `prefer` changes.
const PREFERENCE: &str = "<script>
    const preference = Object.assign(new EventTarget(), { matches: false });
    const original = window.matchMedia;
    window.matchMedia = (query) => query.includes('color-scheme') ? preference : original.call(window, query);
    window.prefer = (matches) => {
        preference.matches = matches;
        preference.dispatchEvent(new Event('change'));
    };
</script><style>.dark { color-scheme: dark } .night { background: black }</style>";

/// The changes of a page, and the theme after each.
const CHANGES: [(&str, &str); 9] = [
    ("prefer(true)", "dark"),
    ("prefer(false)", "light"),
    ("document.documentElement.className = 'dark'", "dark"),
    ("document.documentElement.className = ''", "light"),
    ("document.body.className = 'night'", "dark"),
    (
        "document.querySelector('weigh-in').setAttribute('theme', 'light')",
        "light",
    ),
    (
        "document.querySelector('weigh-in').removeAttribute('theme')",
        "dark",
    ),
    ("document.body.className = ''", "light"),
    (
        "const ground = document.createElement('div'); ground.className = 'night'; document.body.append(ground); ground.append(document.querySelector('weigh-in'))",
        "dark",
    ),
];

fn the_theme_follows_changes_of_the_page(ctx: &TestContext) {
    let page = ctx.open_article(&format!("{PREFERENCE}{AUTO}"));
    assert_eq!(shown_theme(page.widget()).unwrap(), "light");
    for (change, theme) in CHANGES {
        page.js::<()>(change, json!([]));
        eventually(change, theme.to_owned(), || shown_theme(page.widget()));
    }
    assert_eq!(page.problems(), [""; 0]);
}

fn a_frame_has_the_theme_that_fits_its_page(ctx: &TestContext) {
    let body = format!("{PREFERENCE}<weigh-in frame load='eager'></weigh-in>");
    let page = open_framed(ctx, &body, None);
    let widget = page.widget();
    let shown = || widget.in_widget_frame(|inner| shown_theme(inner));
    assert_eq!(shown().unwrap(), "light");
    // A frame that is moved loads again, which other scenarios check.
    for (change, theme) in &CHANGES[..8] {
        page.js::<()>(change, json!([]));
        eventually(change, (*theme).to_owned(), shown);
    }
    for (dark, styles) in [
        (true, "body { background: white }"),
        (false, "body { background: black }"),
    ] {
        let setup = Setup { dark, ..TALL };
        let body = format!("<style>{styles}</style><weigh-in frame load='eager'></weigh-in>");
        let page = ctx.open(setup, Site::article(&body));
        eventually("the frame is ready", 1, || {
            Ok(page.events("weigh-in-ready").len())
        });
        let theme = if dark { "light" } else { "dark" };
        page.widget().in_widget_frame(|inner| {
            eventually(styles, theme.to_owned(), || shown_theme(inner));
        });
    }
}

fn the_example_themes_are_legible(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::demo().with_examples());
    page.open("/examples/themes.html");
    for look in ["#newspaper", "#fintech", "#playful"] {
        page.element(look)
            .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
            .unwrap();
        let widget = page.widget_at(look);
        widget.wait_until_ready();
        widget.row_button("marsh").press(&[Key::Enter]);
        eventually("the details are drawn", true, || {
            widget.details("marsh").find("th").read_is_visible()
        });
    }
    assert_eq!(page.axe_violations(), [""; 0]);
    assert_eq!(page.problems(), [""; 0]);
}

fn the_widget_fills_the_width_of_every_parent(ctx: &TestContext) {
    const ELEMENT: &str =
        "<weigh-in load='eager' share='off'><ol><li>Published</li></ol></weigh-in>";
    let parents = [
        "display: block",
        "display: flex",
        "display: flex; flex-direction: column; align-items: center",
        "display: grid; place-items: center",
        "float: left",
        "display: inline-block",
        "display: table-cell",
        "width: fit-content",
        "position: absolute",
        "direction: rtl; display: flex; flex-direction: column; align-items: center",
    ];
    let room = |width: u32, least: u32, inside: &str| {
        format!(
            "<div class='room' data-least='{least}' style='position: relative; display: flow-root; width: {width}px'>{inside}</div>"
        )
    };
    let within = |width: u32| {
        parents.map(|style| {
            room(
                width,
                width,
                &format!("<div style='{style}'>{ELEMENT}</div>"),
            )
        })
    };
    let text = "A long text. ".repeat(200);
    let beside = format!("<div style='display: flex'>{ELEMENT}<p>{text}</p></div>");
    let dialog = format!("<dialog open style='padding: 0'>{ELEMENT}</dialog>");
    let rooms = [
        within(900).concat(),
        within(300).concat(),
        room(900, 280, &beside),
        room(900, 850, &dialog),
    ];
    let body = format!("<style>* {{ margin: 0 }}</style>{}", rooms.concat());
    let page = ctx.open(Setup::DESKTOP, Site::article(&body));
    eventually("all are ready", 22, || {
        Ok(page.events("weigh-in-ready").len())
    });
    page.wait_for_paint();
    let wrong: Vec<String> = page.js(
        "return [...document.querySelectorAll('weigh-in')].flatMap((host) => {
            const room = host.closest('.room');
            const { width, height } = host.shadowRoot.querySelector('[part~=base]').getBoundingClientRect();
            const fits = width >= room.dataset.least && room.scrollWidth <= room.clientWidth && height < 4000;
            return fits ? [] : [`${host.parentNode.outerHTML.slice(0, 90)}: ${width} × ${height} px in ${room.clientWidth}, ${room.scrollWidth}`];
        })",
        json!([]),
    );
    assert_eq!(wrong, [""; 0]);
}
