//! Checks the scripts in the Markdown pages against the types that the package ships.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::prose;

/// The TypeScript project that checks the scripts.
const PROJECT: &str = "examples/types/docs";

/// The directory of the scripts, one file each: `docs/theme.md/48.js` begins at line 48 of the page.
const OUTPUT: &str = "target/doc-scripts";

/// The languages of code blocks that are scripts, as file extensions.
const LANGUAGES: [&str; 4] = ["js", "jsx", "ts", "tsx"];

/// A script in a page.
#[derive(Debug, PartialEq)]
struct Script {
    /// The number of its first line in the page, from 1.
    line: usize,
    extension: &'static str,
    code: String,
}

/// Checks the types of all scripts: code blocks, and `<script>` elements in blocks of HTML.
///
/// # Errors
/// If a script does not fit the types. The compiler's message has the page and the line.
pub fn check(sh: &Shell) -> Result<()> {
    sh.remove_path(OUTPUT)?;
    let output = sh.create_dir(OUTPUT)?;
    for page in prose::markdown_pages(sh)? {
        for Script {
            line,
            extension,
            code,
        } in scripts(&sh.read_file(&page)?)
        {
            let file = output.join(&page).join(format!("{line}.{extension}"));
            sh.write_file(file, "\n".repeat(line - 1) + &code)?;
        }
    }
    cmd!(sh, "node_modules/.bin/tsc --project {PROJECT}")
        .run()
        .context("a script in the documentation does not fit assets/weigh-in.d.ts")
}

/// Returns the scripts of a page.
fn scripts(page: &str) -> Vec<Script> {
    let mut scripts = Vec::new();
    for (line, info, code) in code_blocks(page) {
        let (language, value_type) = info.split_once(' ').unwrap_or((info, ""));
        let extension = LANGUAGES.into_iter().find(|name| *name == language);
        match (extension, value_type) {
            (Some(extension), "") => scripts.push(Script {
                line,
                extension,
                code,
            }),
            (Some(extension), value_type) => scripts.push(Script {
                line,
                extension,
                code: typed_value(&code, value_type),
            }),
            (None, _) if language == "html" => scripts.extend(script_elements(line, &code)),
            (None, _) => {}
        }
    }
    scripts
}

/// Returns the fenced code blocks: the number of the first line, the info string, and the code.
fn code_blocks(page: &str) -> Vec<(usize, &str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (number, line) in (1..).zip(page.lines()) {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some((number + 1, info, String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((.., code))) => code.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    blocks
}

/// Turns a value, abridged by `, …`, into a script that fails unless the value has this type of the package.
fn typed_value(value: &str, value_type: &str) -> String {
    let value = value.replace(", …", "");
    format!("/** @type {{import('weigh-in').{value_type}}} */ export const value = {value}")
}

/// Returns the `<script>` elements with JavaScript inside, of HTML that begins at this line.
fn script_elements(first_line: usize, html: &str) -> Vec<Script> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((_, element)) = rest.split_once("<script") {
        let Some((attributes, content)) = element.split_once('>') else {
            break;
        };
        let (code, after) = content.split_once("</script>").unwrap_or((content, ""));
        let is_javascript = !attributes.contains("type=") || attributes.contains("\"module\"");
        if is_javascript && !attributes.contains("src=") {
            let before = &html[..html.len() - content.len()];
            scripts.push(Script {
                line: first_line + before.matches('\n').count(),
                extension: "js",
                code: code.to_owned(),
            });
        }
        rest = after;
    }
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_found_with_their_lines() {
        let page = "\
A page.

```js
one();
```

```html
<script type=\"module\" src=\"weigh-in.js\"></script>
<script type=\"application/json\">{}</script>
<p>Text</p>
<script>
  two();
</script>
```

```js Robustness
{ firstShare: { acme: 1, … } }
```

```css
p { margin: 0 }
```
";
        let script = |line, code: &str| Script {
            line,
            extension: "js",
            code: code.to_owned(),
        };
        let value = "/** @type {import('weigh-in').Robustness} */ export const value = { firstShare: { acme: 1 } }\n";
        assert_eq!(
            scripts(page),
            [
                script(4, "one();\n"),
                script(11, "\n  two();\n"),
                script(17, value)
            ]
        );
    }
}
