//! Pages whose scripts change what JavaScript and the browser provide.
//!
//! Drivers fail on some of these pages themselves, so each is inside another page, to which it reports.

use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    the_widget_works_on_pages_that_patch_the_environment,
    data_of_a_property_is_read_where_to_json_is_patched,
];

/// Patches of pages, with who makes them.
const PATCHES: [(&str, &str); 10] = [
    (
        "Prototype 1.6",
        "Array.prototype.toJSON = function () { return '[' + this.map((item) => Object.toJSON(item)).join(', ') + ']' };
        String.prototype.toJSON = function () { return `'${this}'` };
        Object.toJSON = (value) => String(value);
        Array.prototype.each = Array.prototype.forEach;
        Element.prototype.remove = function () { this.parentNode.removeChild(this); return this };
        document.getElementsByClassName = (name) => [...document.querySelectorAll(`.${name}`)]",
    ),
    (
        "MooTools",
        "Array.prototype.contains = Array.prototype.includes;
        Array.prototype.flatten = function () { return this.flat(9) };
        Function.prototype.bind = function (that, ...first) { const bound = this; return function (...rest) { return bound.apply(that, [...first, ...rest]) } };
        Element.prototype.get = function (name) { return this.getAttribute(name) };
        Element.prototype.set = function (name, value) { this.setAttribute(name, value); return this }",
    ),
    (
        "enumerable properties on Object.prototype",
        "Object.assign(Object.prototype, { extend() {}, each: 7, data: 'x', hide: 'filters' })",
    ),
    (
        "Object.prototype.toJSON",
        "Object.prototype.toJSON = function () { return '?' }",
    ),
    (
        "frozen intrinsics, as by SES",
        "for (const name of Object.getOwnPropertyNames(globalThis)) {
            const value = globalThis[name];
            if (typeof value === 'function' && value.prototype && !/^(webkit|on)/.test(name)) Object.freeze(value.prototype);
        }
        [Object, Array, Function, Promise, Error, Map, Set, JSON, Reflect, Math].forEach(Object.freeze)",
    ),
    (
        "no streaming",
        "delete WebAssembly.instantiateStreaming; delete WebAssembly.compileStreaming",
    ),
    (
        "a wrapped fetch",
        "const fetched = window.fetch; window.fetch = (...request) => fetched.apply(window, request).then((response) => response)",
    ),
    (
        "a subclass of URL",
        "window.URL = class extends URL { constructor(...parts) { super(...parts) } }",
    ),
    (
        "wrapped custom elements",
        "const define = customElements.define.bind(customElements); customElements.define = (name, type) => define(name, class extends type {})",
    ),
    (
        "a wrapped addEventListener",
        "const listen = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, listener, options) {
            return listen.call(this, type, typeof listener === 'function' ? function (event) { return listener.call(this, event) } : listener, options);
        }",
    ),
];

/// Opens a patched page with a widget in a frame, and runs `then` once the widget is ready, with `host` and `report`.
fn open_patched(ctx: &TestContext, patch: &str, setup: &str, then: &str) -> Page {
    let patched = format!(
        "<script>{{
            const report = (words) => parent.postMessage(words, '*');
            addEventListener('error', ({{ message }}) => report(message));
            addEventListener('unhandledrejection', ({{ reason }}) => report(`rejected: ${{reason}}`));
            document.addEventListener('weigh-in-error', ({{ detail }}) => report(detail.message));
            document.addEventListener('weigh-in-ready', ({{ target: host }}) => {{ {then} }});
        }}</script>
        <script>{{ {patch} }}</script>
        <weigh-in load='eager'></weigh-in><script>{setup}</script>"
    );
    let around = "<!doctype html><script>
        window.reports = [];
        addEventListener('message', ({ data }) => reports.push(data));
    </script><iframe src='/patched' width='900' height='700'></iframe>";
    ctx.open(
        Setup::DESKTOP,
        Site::html(around).page("/patched", &patched),
    )
}

/// Waits until a patched page has reported exactly this.
#[track_caller]
fn assert_reports(page: &Page, name: &str, expected: &str) {
    eventually(name, vec![expected.to_owned()], || {
        page.try_js("return reports", json!([]))
    });
}

fn the_widget_works_on_pages_that_patch_the_environment(ctx: &TestContext) {
    // The ranking follows weights, and a row opens with what loads later.
    let then = "host.weights = { costs: 80 };
        const root = host.shadowRoot;
        root.querySelector('.entry-name').click();
        const check = () => {
            if (!root.querySelector('[part~=details] th')) return void requestAnimationFrame(check);
            report([...root.querySelectorAll('[part~=entry]')].map(({ dataset }) => dataset.entry).join(' '));
        };
        check()";
    let rows = ctx.data().ranking(&[("costs", "80")]).rows;
    let ids: Vec<String> = rows.into_iter().map(|(id, _)| id).collect();
    for (name, patch) in PATCHES {
        let page = open_patched(ctx, patch, "", then);
        assert_reports(&page, name, &ids.join(" "));
    }
}

fn data_of_a_property_is_read_where_to_json_is_patched(ctx: &TestContext) {
    let setup = "document.querySelector('weigh-in').data = {
        criteria: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }],
        entries: [{ name: 'One', scores: { a: 9, b: 1 } }, { name: 'Two', scores: { a: 1, b: 3 } }],
    }";
    let then = "report(host.ranking.map(({ id }) => id).join(' '))";
    for (name, patch) in PATCHES {
        let page = open_patched(ctx, patch, setup, then);
        assert_reports(&page, name, "one two");
    }
}
