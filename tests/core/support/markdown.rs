//! The Markdown pages of the project, taken apart: code blocks, inline code, links, tables and prose.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::ROOT;

/// A page of the documentation.
pub struct Page {
    /// Its path from the root of the repository.
    pub path: String,
    pub text: String,
}

/// A code block, a link, a table cell or a paragraph of a page.
pub struct Passage {
    /// The page's path and the line, as in `docs/data.md:54`.
    pub place: String,
    pub text: String,
}

/// Returns README.md, DESIGN.md and docs/*.md.
pub fn pages() -> Vec<Page> {
    let mut paths = vec!["README.md".to_owned(), "DESIGN.md".to_owned()];
    let guides = fs::read_dir(format!("{ROOT}/docs")).expect("the folder docs");
    let names = guides.map(|file| file.expect("a file").file_name().into_string());
    let guides = names.map(|name| format!("docs/{}", name.expect("UTF-8")));
    paths.extend(guides.filter(|path| path.ends_with(".md")));
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

impl Page {
    pub fn read(path: &str) -> Page {
        let text = fs::read_to_string(format!("{ROOT}/{path}")).expect(path);
        Page {
            path: path.to_owned(),
            text,
        }
    }

    /// Returns the fenced code blocks whose info string is one of these.
    pub fn blocks(&self, infos: &[&str]) -> Vec<Passage> {
        let mut blocks: Vec<Passage> = Vec::new();
        let mut is_inside = false;
        for (event, range) in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    is_inside = infos.contains(&&*info);
                    if is_inside {
                        blocks.push(self.passage(&range, ""));
                    }
                }
                Event::End(TagEnd::CodeBlock) => is_inside = false,
                Event::Text(text) if is_inside => {
                    let block = blocks.last_mut().expect("a block that has begun");
                    block.text.push_str(&text);
                }
                _ => {}
            }
        }
        blocks
    }

    /// Returns the spans of code in prose and tables.
    pub fn inline_code(&self) -> Vec<Passage> {
        let code = self.events().into_iter().filter_map(|(event, range)| {
            let Event::Code(code) = event else {
                return None;
            };
            Some(self.passage(&range, &code))
        });
        code.collect()
    }

    /// Returns the destinations of links and images, in Markdown and in HTML.
    pub fn links(&self) -> Vec<Passage> {
        let links = self.events().into_iter().filter_map(|(event, range)| {
            let link = match &event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => dest_url,
                Event::Html(html) | Event::InlineHtml(html) => {
                    html.split_once("src=\"")?.1.split('"').next()?
                }
                _ => return None,
            };
            Some(self.passage(&range, link))
        });
        links.collect()
    }

    /// Returns what a fragment can name in the page: its headings, as GitHub makes anchors of them.
    pub fn anchors(&self) -> HashSet<String> {
        let mut anchors = HashSet::new();
        let mut heading = None;
        for (event, _) in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let heading = heading.take().expect("a heading that has begun");
                    assert!(anchors.insert(anchor(&heading)), "two headings {heading:?}");
                }
                _ => {}
            }
        }
        anchors
    }

    /// Returns the first cells of the table whose first columns have these headings, as in `key | list`.
    pub fn column(&self, headings: &str) -> Vec<Passage> {
        let rows = self.rows().into_iter();
        let table = rows.skip_while(|row| !row.text.starts_with(&format!("{headings} | ")));
        let rows = table.skip(1).take_while(|row| row.text.contains(" | "));
        let cells = rows.map(|Passage { place, text }| {
            let (cell, _) = text.split_once(" | ").expect("two cells");
            let text = cell.to_owned();
            Passage { place, text }
        });
        cells.collect()
    }

    /// Returns paragraphs, headings, list items and table rows, one line each, with code between backticks and ` | `
    /// between cells.
    pub fn rows(&self) -> Vec<Passage> {
        let mut rows = Vec::new();
        let mut row: Option<Passage> = None;
        let mut code_blocks = 0;
        for (event, range) in self.events() {
            let text = match &event {
                Event::Start(Tag::CodeBlock(_)) => {
                    code_blocks += 1;
                    continue;
                }
                Event::End(TagEnd::CodeBlock) => {
                    code_blocks -= 1;
                    continue;
                }
                Event::Text(_) if code_blocks > 0 => continue,
                Event::Text(text) => text.to_string(),
                Event::Code(code) => format!("`{code}`"),
                Event::SoftBreak | Event::HardBreak => " ".to_owned(),
                Event::End(TagEnd::TableCell) => " | ".to_owned(),
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::Item
                    | TagEnd::TableRow
                    | TagEnd::TableHead
                    | TagEnd::Table,
                )
                | Event::Start(Tag::List(_)) => {
                    rows.extend(row.take());
                    continue;
                }
                _ => continue,
            };
            let row = row.get_or_insert_with(|| self.passage(&range, ""));
            row.text.push_str(&text);
        }
        rows
    }

    /// Returns where a text first stands in the page.
    pub fn place_of(&self, text: &str) -> String {
        let start = self.text.find(text);
        let start = start.unwrap_or_else(|| panic!("{}: {text:?} is gone", self.path));
        self.passage(&(start..start), "").place
    }

    fn events(&self) -> Vec<(Event<'_>, Range<usize>)> {
        let parser = Parser::new_ext(&self.text, Options::ENABLE_TABLES);
        parser.into_offset_iter().collect()
    }

    fn passage(&self, range: &Range<usize>, text: &str) -> Passage {
        let line = 1 + self.text[..range.start].matches('\n').count();
        Passage {
            place: format!("{}:{line}", self.path),
            text: text.to_owned(),
        }
    }
}

/// Fails with all of these, if there are some.
pub fn assert_none(failures: Vec<String>) {
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    });
    kept.flat_map(char::to_lowercase).collect()
}
