//! The layout does not shift while the widget loads.

use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    nothing_on_the_demo_page_shifts: LayoutShifts,
    rows_do_not_shift_when_the_sentences_appear,
];

/// Reads Chromium's layout shifts without user input: their scores and elements.
fn read_shifts(page: &Page) -> Vec<String> {
    page.js(
        "return new Promise((done) => {
            const shifts = [];
            const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            // Shifts of a frame are reported after the next one.
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
                shifts.push(...observer.takeRecords());
                const unexpected = shifts.filter(({ hadRecentInput }) => !hadRecentInput);
                const name = ({ node, previousRect, currentRect }) =>
                    `${node?.localName ?? node?.data} ${node?.part ?? node?.className ?? ''} ${previousRect.x}, ${previousRect.y} -> ${currentRect.x}, ${currentRect.y}`;
                done(unexpected.map(({ value, sources }) => `${value}: ${sources.map(name).join(', ')}`));
            })));
        })",
        json!([]),
    )
}

/// Returns a setup with a window of this width.
pub fn desktop(width: u32) -> Setup {
    Setup {
        width,
        ..Setup::DESKTOP
    }
}

fn nothing_on_the_demo_page_shifts(ctx: &TestContext) {
    let desktops = [360, 768, 1280].map(desktop);
    for setup in desktops.into_iter().chain([Setup::PHONE]) {
        let page = ctx.open_ready(setup, Site::demo());
        page.js::<()>(
            "return (async () => {
                for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                    scrollTo({ top: y, behavior: 'instant' });
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                }
            })()",
            json!([]),
        );
        assert_eq!(read_shifts(&page), [""; 0], "at {} px", setup.width);
    }
}

fn rows_do_not_shift_when_the_sentences_appear(ctx: &TestContext) {
    for lang in ["en", "de", "es", "fr", "ar"] {
        let body = format!("<div id='column'><weigh-in lang={lang}></weigh-in></div>");
        let page = ctx.open_article(&body);
        page.widget().part("verdict").wait_for();
        page.widget().part("custom-weights").wait_for();
        let too_high: Vec<(u32, f64)> = page
            .widget()
            .locator(".lead")
            .read(
                "const widths = Array.from({ length: 100 }, (_, place) => 300 + 10 * place);
                return widths.map((width) => {
                    document.querySelector('#column').style.width = `${width}px`;
                    const room = parseFloat(getComputedStyle(part).minBlockSize);
                    return [width, part.getBoundingClientRect().height - room];
                }).filter(([, excess]) => excess > 0.5)",
            )
            .unwrap();
        assert_eq!(too_high, [], "in {lang}");
    }
}
