//! Widgets that a page removes leak neither listeners nor memory.

use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::{Browser, Setup},
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    removed_widgets_leak_nothing,
    elements_never_shown_leak_nothing,
    removed_framed_widgets_leak_nothing,
];

/// A script before the widget's own, which tracks listeners of the page and the WebAssembly memory.
const TRACKER: &str = "<script>
    window.listeners = 0;
    window.memory = null;
    const noted = new WeakMap();
    for (const target of [window, document]) {
        const { addEventListener: add, removeEventListener: remove } = target;
        const key = (type, options) => `${type} ${!!(options?.capture ?? options)}`;
        target.addEventListener = (type, listener, options) => {
            const own = noted.get(listener) ?? noted.set(listener, new Set()).get(listener);
            if (!own.has(target.nodeName + key(type, options))) listeners++;
            own.add(target.nodeName + key(type, options));
            options?.signal?.addEventListener('abort', () => target.removeEventListener(type, listener, options));
            add.call(target, type, listener, options);
        };
        target.removeEventListener = (type, listener, options) => {
            if (noted.get(listener)?.delete(target.nodeName + key(type, options))) listeners--;
            remove.call(target, type, listener, options);
        };
    }
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const instantiate = WebAssembly[name];
        WebAssembly[name] = async (...what) => {
            const made = await instantiate.apply(WebAssembly, what);
            window.memory ??= (made.instance ?? made).exports.memory;
            return made;
        };
    }
</script><div id='place'></div>";

/// Adds and removes this many elements with these attributes, a few at a time, and uses those that get ready before
/// they are removed.
#[track_caller]
fn add_and_remove_elements(page: &Page, attributes: &str, get_ready: bool, elements: usize) {
    const BATCH: usize = 10;
    // Drivers time out on scripts that run for long.
    const MAX_PER_SCRIPT: usize = 50;
    let add_and_remove_elements = |elements: usize| {
        page.js::<()>(
        "const [attributes, getReady, elements, atOnce] = arguments;
        const place = document.querySelector('#place');
        const pause = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const use = async (element, place) => {
            await element.ready;
            // The last chunk allocates its memory with the first widget.
            while (place === 0 && !element.hasAttribute('frame') && !element.robustness) await pause();
            element.weights = { costs: 80 };
        };
        const round = async () => {
            place.innerHTML = Array.from({ length: atOnce }, (_, index) => `<weigh-in id=w${index} ${attributes}></weigh-in>`).join('');
            const batch = [...place.children];
            if (getReady) await Promise.all(batch.map(use));
            await pause();
            window.gone = batch.flatMap((element) => [new WeakRef(element), new WeakRef(element.shadowRoot)]);
            place.replaceChildren();
            await pause();
        };
        const rounds = async () => { for (let left = elements; left > 0; left -= atOnce) await round(); };
        return rounds()",
        json!([attributes, get_ready, elements, BATCH]),
    )
    };
    (0..elements)
        .step_by(MAX_PER_SCRIPT)
        .for_each(|removed| add_and_remove_elements(MAX_PER_SCRIPT.min(elements - removed)));
}

/// Fails if elements with these attributes leave listeners, nodes or memory behind.
#[track_caller]
fn assert_no_leaks(ctx: &TestContext, attributes: &str, get_ready: bool, elements: usize) {
    let page = ctx.open(Setup::DESKTOP, Site::article(TRACKER));
    // The listeners of window and document, and bytes of memory.
    let counts = || {
        page.js::<(i64, u64)>(
            "return [listeners, memory?.buffer.byteLength ?? 0]",
            json!([]),
        )
    };
    let counting = ctx.browser == Browser::Chromium;
    // Every leaked element would be noticed: there are more of them than nodes of the browser's own.
    let first = elements / 3;
    add_and_remove_elements(&page, attributes, get_ready, first);
    let ((listeners, memory), kept) = (counts(), counting.then(|| page.collect_garbage()));
    add_and_remove_elements(&page, attributes, get_ready, elements - first);
    let (listeners_now, memory_now) = counts();
    assert_eq!(listeners_now, listeners, "listeners");
    // Memory also depends on how many widgets exist at the same time. Leaked widgets would take more than this.
    const MIN_LEAK: u64 = 4096;
    let grown = memory_now - memory;
    assert!(
        grown < MIN_LEAK * (elements - first) as u64,
        "{grown} bytes for {} elements",
        elements - first
    );
    if let Some(kept) = kept {
        eventually("elements and roots that are kept", 0, || {
            page.count_live_refs("gone")
        });
        // The browser and its driver have some nodes of their own.
        const TOLERANCE: usize = 20;
        let now = page.collect_garbage();
        assert!(
            now.nodes <= kept.nodes + TOLERANCE,
            "{now:?} instead of {kept:?}"
        );
        assert!(
            now.js_event_listeners <= kept.js_event_listeners + TOLERANCE,
            "{now:?} instead of {kept:?}"
        );
    }
    assert_eq!(page.problems(), [""; 0]);
}

fn removed_widgets_leak_nothing(ctx: &TestContext) {
    assert_no_leaks(ctx, "load=eager share=off", true, 120);
}

fn elements_never_shown_leak_nothing(ctx: &TestContext) {
    assert_no_leaks(ctx, "load=click", false, 80);
    assert_no_leaks(ctx, "style='position: fixed; top: 9000px'", false, 80);
}

fn removed_framed_widgets_leak_nothing(ctx: &TestContext) {
    assert_no_leaks(ctx, "load=eager frame", true, 45);
}
