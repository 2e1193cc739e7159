use super::escaping::Escaped;
use super::fallback::{MAX_LISTED, ranking_html};
use crate::dataset::{Comparison, Details};
use crate::format::{JsonOutput, Members, escape_for_script};
use crate::link::percent;
use crate::ranking::{Ranking, RankingRow};
use crate::session::Session;
use crate::text::{self, Texts};
use crate::weights::Weights;

/// The attributes that `frame.html` accepts in its query, beside `weights`.
const FRAME_ATTRIBUTES: [&str; 7] = ["src", "theme", "hide", "lang", "dir", "share", "name"];
/// The permissions of the frame: those that the widget needs, and none over the page around it.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// The settings of an embedded widget, for which [`Embed::to_html`] generates the code.
///
/// ```
/// use weigh_in_core::dataset::DataSet;
/// use weigh_in_core::publish::Embed;
/// use weigh_in_core::publish::Snippet;
/// use weigh_in_core::text::Texts;
///
/// let DataSet { comparison, details, .. } = DataSet::from_json(
///     r#"{ "title": "Best shops", "criteria": [{ "id": "price", "name": "Price" }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#,
/// ).expect("a data set without problems");
/// let embed = Embed {
///     base: "https://cdn.example/weigh-in/",
///     integrity: None,
///     attributes: &[("theme", "dark")],
///     properties: &[("accent", "#3ddc97")],
///     data: None,
///     texts: &Texts::english(),
/// };
/// let html = embed.to_html(Snippet::Script, &comparison, &details, &comparison.published_weights());
/// assert_eq!(html, r##"<script type="module" src="https://cdn.example/weigh-in/weigh-in.js"></script>
/// <div><weigh-in theme="dark" style="--weigh-in-accent: #3ddc97">
/// <p>Best shops, weighted by Price 100%.</p>
/// <ol>
///   <li value="1"><b>Acme</b>: 80.0 of 100</li>
/// </ol>
/// </weigh-in></div>
/// <script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList","name":"Best shops","numberOfItems":1,"itemListOrder":"https://schema.org/ItemListOrderDescending","itemListElement":[{"@type":"ListItem","position":1,"name":"Acme"}]}</script>
/// "##);
/// ```
#[derive(Clone, Copy)]
pub struct Embed<'a> {
    /// The URL of the folder with `weigh-in.js` and `frame.html`; it ends with a slash.
    pub base: &'a str,
    /// The hash of `weigh-in.js` as `sha384-…`; `None` if the file may change under its URL.
    pub integrity: Option<&'a str>,
    /// The attributes of the element, without `weights` and `style`.
    pub attributes: &'a [(&'a str, &'a str)],
    /// The custom properties, by their names after `--weigh-in-`. The values must be valid CSS, as a browser serializes
    /// it.
    pub properties: &'a [(&'a str, &'a str)],
    /// The data set as JSON, to be embedded in the element, which a frame can't do. `None` if the data set is the bundled
    /// one, or `src` names it.
    pub data: Option<&'a str>,
    /// The texts of the plain ranking.
    pub texts: &'a Texts,
}

/// A method of embedding the widget in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippet {
    /// The element with its script. As in the other block, a `<div>` encloses the element: a filter for paragraphs that
    /// wrapped it in one would end it before the plain ranking, which would stay below the widget.
    Script,
    /// A frame, for pages that allow nothing else, with the plain ranking below it.
    Frame,
    /// The element as a block for WordPress (pasted into the editor, it becomes a “Custom HTML” block) and for Ghost's HTML
    /// card. To survive automatic paragraphs, it has no blank line, every line begins with the tag of a block element, and a
    /// `<div>` encloses it.
    Html,
}

impl Snippet {
    /// Returns the method's name in the markup of the dialog with the code.
    pub fn name(self) -> &'static str {
        match self {
            Snippet::Script => "script",
            Snippet::Frame => "frame",
            Snippet::Html => "html",
        }
    }
}

impl Embed<'_> {
    /// The maximum size of a data set inside the element, in bytes of JSON or CSV: every visit to the page loads them.
    pub const MAX_INLINE_BYTES: usize = 200_000;

    /// Renders the code to paste: the widget with `weights` as its initial weights, the ranking under these as plain HTML,
    /// and the same as a schema.org `ItemList` in JSON-LD.
    ///
    /// - If the weights are not the published ones, the code names all of them, so that it stays the same when other
    ///   weights are published. Criteria whose ids have spaces or commas can't be named.
    /// - The list has at most a hundred ranked entries, best first; tied entries have different positions. If nothing is
    ///   ranked, because all weights are 0, it has unranked entries, unordered and without positions.
    /// - Texts of the data, attributes and properties are escaped, so that they can't end their element, their attribute
    ///   or the JSON.
    pub fn to_html(
        &self,
        snippet: Snippet,
        comparison: &Comparison,
        details: &Details,
        weights: &Weights,
    ) -> String {
        let ranking = ranking_html(comparison, weights, self.texts);
        let list = item_list(comparison, details, weights);
        match snippet {
            Snippet::Script => {
                let element = self.element(comparison, weights, &ranking, "\n");
                format!("{}\n<div>{element}</div>\n{list}\n", self.script())
            }
            Snippet::Frame => self.frame(comparison, weights, &ranking) + &list + "\n",
            Snippet::Html => {
                let element = self.script() + &self.element(comparison, weights, &ranking, "");
                format!("<!-- wp:html -->\n<div>{element}{list}</div>\n<!-- /wp:html -->\n")
            }
        }
    }

    /// Returns the URL of the frame: the page with the widget alone.
    pub fn frame_url(&self, comparison: &Comparison, weights: &Weights) -> String {
        let mut url = [self.base, "frame.html"].concat();
        let attributes = self.attributes.iter();
        let attributes = attributes.filter(|(name, _)| FRAME_ATTRIBUTES.contains(name));
        let weights_attribute = weights_attribute(comparison, weights);
        let settings = [("weights", &*weights_attribute)];
        let settings = settings.iter().chain(attributes).chain(self.properties);
        let set = settings.filter(|(_, value)| !value.is_empty());
        for (index, (name, value)) in set.enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            percent::encode(value, &mut url);
        }
        url
    }

    /// Renders the script of the element.
    fn script(&self) -> String {
        let base = Escaped(self.base);
        let mut html = format!("<script type=\"module\" src=\"{base}weigh-in.js\"");
        if let Some(integrity) = self.integrity {
            push_attribute(&mut html, "integrity", integrity);
            push_attribute(&mut html, "crossorigin", "anonymous");
        }
        html + "></script>"
    }

    /// Renders the element around the plain ranking, with `gap` between its parts.
    fn element(
        &self,
        comparison: &Comparison,
        weights: &Weights,
        ranking: &str,
        gap: &str,
    ) -> String {
        let mut html = "<weigh-in".to_owned();
        let weights_attribute = weights_attribute(comparison, weights);
        if !weights_attribute.is_empty() {
            push_attribute(&mut html, "weights", &weights_attribute);
        }
        for (name, value) in self.attributes {
            push_attribute(&mut html, name, value);
        }
        if !self.properties.is_empty() {
            let properties = self.properties.iter();
            let properties = properties.map(|(name, value)| ["--weigh-in-", name, ": ", value]);
            let style: Vec<String> = properties.map(|parts| parts.concat()).collect();
            push_attribute(&mut html, "style", &style.join("; "));
        }
        html += &[">", gap].concat();
        if let Some(data) = self.data {
            // Line breaks can be removed, because JSON has none within its strings.
            let lines = data.lines().map(|line| escape_for_script(line.trim()));
            let data = lines.collect::<String>();
            html += &format!("<script type=\"application/json\">{data}</script>{gap}");
        }
        let ranking = ranking.trim_end();
        html + &format!("{ranking}{gap}</weigh-in>")
    }

    /// Renders the frame, and the plain ranking below it.
    fn frame(&self, comparison: &Comparison, weights: &Weights, ranking: &str) -> String {
        let title = match comparison.title.as_str() {
            "" => self.texts.get(text::RANKING),
            title => title,
        };
        let mut html = "<iframe".to_owned();
        for (name, value) in [
            ("src", &*self.frame_url(comparison, weights)),
            ("title", title),
            ("loading", "lazy"),
            ("sandbox", SANDBOX),
            ("allow", "clipboard-write"),
            ("width", "100%"),
            ("height", &frame_height(comparison).to_string()),
            ("style", "border: 0; color-scheme: light"),
        ] {
            push_attribute(&mut html, name, value);
        }
        let as_text = self.texts.get(text::AS_TEXT);
        html + &format!(
            "></iframe>\n<details>\n<summary>{as_text}</summary>\n{ranking}</details>\n"
        )
    }
}

/// Returns the value of the `weights` attribute; empty for the published weights.
fn weights_attribute(comparison: &Comparison, weights: &Weights) -> String {
    if *weights == comparison.published_weights() {
        return String::new();
    }
    let can_be_named = |id: &str| !id.contains(|c: char| c.is_whitespace() || c == ',');
    let criteria = comparison.indexed_criteria();
    let nameable = criteria.filter(|(_, criterion)| can_be_named(&criterion.id));
    let pairs = nameable.map(|(index, criterion)| format!("{}:{}", criterion.id, weights[index]));
    pairs.collect::<Vec<_>>().join(" ")
}

/// Estimates the initial height of the widget in pixels, in a column of any usual width.
///
/// Pages that listen to the frame's messages set the actual height.
fn frame_height(comparison: &Comparison) -> usize {
    let rows = comparison.entries.len().min(Session::PAGE_SIZE as usize);
    420 + (62 * rows).max(95 * comparison.criteria.len())
}

/// Appends an attribute, or only its name if the value is empty.
fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.extend([" ", name]);
    if !value.is_empty() {
        *html += &format!("=\"{}\"", Escaped(value));
    }
}

/// Renders the ranking as a list for search engines.
fn item_list(comparison: &Comparison, details: &Details, weights: &Weights) -> String {
    let ranking = Ranking::with_filter(comparison, weights, &|_| true, MAX_LISTED);
    let is_ordered = ranking.has_ranks();
    let is_listed = |row: &&RankingRow| row.standing.is_some() == is_ordered;
    let rows: Vec<&RankingRow> = ranking.rows().iter().filter(is_listed).collect();
    let order = if is_ordered {
        "https://schema.org/ItemListOrderDescending"
    } else {
        "https://schema.org/ItemListUnordered"
    };
    let mut items = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut item = Members::default();
        item.push_text("@type", "ListItem");
        if is_ordered {
            item.push_literal("position", &(index + 1));
        }
        item.push("name", JsonOutput::Text(&comparison.entry(row.entry).name));
        item.push_text("url", details.url(row.entry).unwrap_or_default());
        items.push(JsonOutput::Object(item));
    }
    let mut list = Members::default();
    list.push_text("@context", "https://schema.org");
    list.push_text("@type", "ItemList");
    list.push_text("name", &comparison.title);
    list.push_literal("numberOfItems", &rows.len());
    list.push_text("itemListOrder", order);
    list.push("itemListElement", JsonOutput::List(items));
    let list = escape_for_script(&nojson::Json(JsonOutput::Object(list)).to_string());
    format!("<script type=\"application/ld+json\">{list}</script>")
}
