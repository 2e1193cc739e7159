//! Accessibility checks with axe-core.

use std::{fs, sync::LazyLock};

use serde_json::json;

use crate::{page::Page, repository};

/// Pinned in `package-lock.json`, installed by `cargo xtask test`.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = repository().join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{}: {error}. Run `npm ci`.", file.display());
    })
});

impl Page {
    /// Returns the violations of WCAG 2.2 at level AA in the page's widgets: the rule, its impact, and the element.
    #[track_caller]
    pub fn axe_violations(&self) -> Vec<String> {
        self.axe_violations_in("weigh-in")
    }

    /// Returns the violations in the elements that match a selector.
    #[track_caller]
    pub fn axe_violations_in(&self, css: &str) -> Vec<String> {
        if !self.js::<bool>("return typeof axe === 'object'", json!([])) {
            // A separate call, since axe stays in the window for later calls.
            self.js::<()>(&AXE, json!([]));
        }
        self.js(
            "const options = {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
                rules: { 'target-size': { enabled: true } },
                resultTypes: ['violations'],
            };
            return axe.run({ include: [[arguments[0]]] }, options).then(({ violations }) => violations.flatMap(
                ({ id, impact, nodes }) => nodes.map(({ target, html, any, all, none }) => {
                    const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
                    return `${id} (${impact}) at ${target.flat().join(' ')}: ${html.slice(0, 160)} ${why}`;
                }),
            ))",
            json!([css]),
        )
    }
}
