//! Nothing on the page jumps while the widget comes.

use serde_json::json;

use super::scenarios;
use crate::{
    browser::{Browser, Setup},
    page::Page,
    site::Site,
    trial::{Lab, Scenario},
};

pub const ALL: &[(&str, Scenario)] = scenarios![nothing_on_the_demo_page_shifts];

/// What shifted without a reader's doing, as Chromium measures it: how much, and which elements.
fn shifts(page: &Page) -> Vec<String> {
    page.js(
        "return new Promise((done) => {
            const observer = new PerformanceObserver(() => {});
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => setTimeout(() => {
                const shifts = observer.takeRecords().filter(({ hadRecentInput }) => !hadRecentInput);
                const name = ({ node, previousRect, currentRect }) =>
                    `${node?.localName} ${node?.part ?? node?.className ?? ''} ${previousRect.y} -> ${currentRect.y}`;
                done(shifts.map(({ value, sources }) => `${value}: ${sources.map(name).join(', ')}`));
            }));
        })",
        json!([]),
    )
}

fn nothing_on_the_demo_page_shifts(lab: &Lab) {
    // The others don't measure it.
    if lab.browser != Browser::Chromium {
        return;
    }
    let desktop = |width| Setup {
        width,
        ..Setup::DESKTOP
    };
    for setup in [desktop(360), desktop(768), desktop(1280), Setup::PHONE] {
        let page = lab.ready(setup, Site::demo());
        page.js::<()>(
            "return (async () => {
                for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                    scrollTo({ top: y, behavior: 'instant' });
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                }
            })()",
            json!([]),
        );
        assert_eq!(shifts(&page), [""; 0], "at {} px", setup.width);
    }
}
