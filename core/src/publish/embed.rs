use std::fmt::{self, Write};

use super::escaping::Escaped;
use super::fallback::{MAX_LISTED, write_fallback};
use crate::dataset::{Comparison, Details};
use crate::format::{Json, Members, in_script};
use crate::link::percent;
use crate::ranking::{Ranked, Ranking};
use crate::session::Session;
use crate::text::{self, Texts};
use crate::weights::Weights;

/// The attributes that `frame.html` takes in its query, beside `weights`.
const FRAME_ATTRIBUTES: [&str; 7] = ["src", "theme", "hide", "lang", "dir", "share", "name"];
/// What a frame may do: all that the widget does, but nothing to the page around it.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// The widget as a publisher wants it in a page, from which [`Embed::to_html`] makes the code.
///
/// ```
/// use weigh_in_core::dataset::DataSet;
/// use weigh_in_core::publish::Embed;
/// use weigh_in_core::publish::Snippet;
/// use weigh_in_core::text::Texts;
///
/// let DataSet { comparison, details } = DataSet::from_json(
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
/// <weigh-in theme="dark" style="--weigh-in-accent: #3ddc97">
/// <p>Best shops, weighted by Price 100%.</p>
/// <ol>
///   <li value="1"><b>Acme</b>: 80.0 of 100</li>
/// </ol>
/// </weigh-in>
/// <script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList","name":"Best shops","numberOfItems":1,"itemListOrder":"https://schema.org/ItemListOrderDescending","itemListElement":[{"@type":"ListItem","position":1,"name":"Acme"}]}</script>
/// "##);
/// ```
#[derive(Clone, Copy)]
pub struct Embed<'a> {
    /// The URL of the folder with `weigh-in.js` and `frame.html`; it ends with a slash.
    pub base: &'a str,
    /// The hash of `weigh-in.js` as `sha384-…`; `None` where the file may change under its URL.
    pub integrity: Option<&'a str>,
    /// The attributes of the element that are set, but `weights` and `style`.
    pub attributes: &'a [(&'a str, &'a str)],
    /// The custom properties that are set, by what follows `--weigh-in-` in their names. The values
    /// are those of valid CSS, as a browser gives them.
    pub properties: &'a [(&'a str, &'a str)],
    /// The data set as JSON, where the element holds it itself; a frame can't. `None` where the data set is
    /// the bundled one, or `src` names it.
    pub data: Option<&'a str>,
    /// The words of the plain ranking.
    pub texts: &'a Texts,
}

/// A way to put the widget into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippet {
    /// The element with its script.
    Script,
    /// A frame, for pages that take nothing else; with the plain ranking below it.
    Frame,
    /// The element as a block for WordPress (pasted into the editor, it is a “Custom HTML” block) and
    /// for Ghost's HTML card. It has no blank line, every line of it begins with the tag of a block,
    /// and a `<div>` holds it together, so that automatic paragraphs leave it whole.
    Html,
}

impl Embed<'_> {
    /// The code to paste: the widget that starts from `weights`, the ranking at these as plain HTML, and
    /// the same as a schema.org `ItemList` in JSON-LD.
    ///
    /// - Where the weights are not the published ones, all are named, so that the code still says the
    ///   same when others are published. Criteria whose ids have spaces or commas can't be.
    /// - The list names the entries that are ranked, best first, a hundred at most; of equals each has a position of its own. If
    ///   nothing is ranked, because all weights are 0, it has all entries, unordered and without
    ///   positions.
    /// - No text of the data, an attribute or a property ends its element, its attribute or the JSON.
    pub fn to_html(
        &self,
        snippet: Snippet,
        comparison: &Comparison,
        details: &Details,
        weights: &Weights,
    ) -> String {
        let mut html = String::new();
        // Writing to a string can't fail.
        let _ = match snippet {
            Snippet::Script => self.write_script(&mut html, "\n", comparison, details, weights),
            Snippet::Frame => self.write_frame(&mut html, comparison, details, weights),
            Snippet::Html => {
                html.push_str("<!-- wp:html -->\n<div>");
                let written = self.write_script(&mut html, "", comparison, details, weights);
                html.push_str("</div>\n<!-- /wp:html -->\n");
                written
            }
        };
        html
    }

    /// The URL of the widget as a page of its own, as the frame shows it.
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

    /// Writes the element between its script and the list, with `gap` around its tags.
    fn write_script(
        &self,
        html: &mut String,
        gap: &str,
        comparison: &Comparison,
        details: &Details,
        weights: &Weights,
    ) -> fmt::Result {
        write!(
            html,
            "<script type=\"module\" src=\"{}weigh-in.js\"",
            Escaped(self.base)
        )?;
        if let Some(integrity) = self.integrity {
            write_attribute(html, "integrity", integrity)?;
            write_attribute(html, "crossorigin", "anonymous")?;
        }
        write!(html, "></script>{gap}<weigh-in")?;
        let weights_attribute = weights_attribute(comparison, weights);
        if !weights_attribute.is_empty() {
            write_attribute(html, "weights", &weights_attribute)?;
        }
        for (name, value) in self.attributes {
            write_attribute(html, name, value)?;
        }
        if !self.properties.is_empty() {
            let properties = self.properties.iter();
            let properties = properties.map(|(name, value)| ["--weigh-in-", name, ": ", value]);
            let style: Vec<String> = properties.map(|parts| parts.concat()).collect();
            write_attribute(html, "style", &style.join("; "))?;
        }
        write!(html, ">{gap}")?;
        if let Some(data) = self.data {
            write_inline_data(html, data)?;
            html.push_str(gap);
        }
        write_fallback(html, comparison, weights, self.texts)?;
        html.truncate(html.trim_end().len());
        write!(html, "{gap}</weigh-in>{gap}")?;
        write_item_list(html, comparison, details, weights)?;
        html.push_str(gap);
        Ok(())
    }

    fn write_frame(
        &self,
        html: &mut String,
        comparison: &Comparison,
        details: &Details,
        weights: &Weights,
    ) -> fmt::Result {
        let title = match comparison.title.as_str() {
            "" => self.texts.get(text::RANKING),
            title => title,
        };
        html.push_str("<iframe");
        write_attribute(html, "src", &self.frame_url(comparison, weights))?;
        write_attribute(html, "title", title)?;
        write_attribute(html, "loading", "lazy")?;
        write_attribute(html, "sandbox", SANDBOX)?;
        write_attribute(html, "allow", "clipboard-write")?;
        write_attribute(html, "width", "100%")?;
        write_attribute(html, "height", &frame_height(comparison).to_string())?;
        write_attribute(html, "style", "border: 0; color-scheme: light")?;
        writeln!(
            html,
            "></iframe>\n<details>\n<summary>{}</summary>",
            self.texts.get(text::AS_TEXT)
        )?;
        write_fallback(html, comparison, weights, self.texts)?;
        html.push_str("</details>\n");
        write_item_list(html, comparison, details, weights)?;
        html.push('\n');
        Ok(())
    }
}

/// The weights as the `weights` attribute has them; empty for the published ones.
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

/// About how many pixels high the widget is, in a column of any usual width, before anything is opened.
///
/// Pages that listen to the frame set what it really is.
fn frame_height(comparison: &Comparison) -> usize {
    let rows = comparison.entries.len().min(Session::PAGE_SIZE as usize);
    420 + (62 * rows).max(95 * comparison.criteria.len())
}

/// Writes an attribute; one without a value has its name alone.
fn write_attribute(html: &mut String, name: &str, value: &str) -> fmt::Result {
    write!(html, " {name}")?;
    match value {
        "" => Ok(()),
        _ => write!(html, "=\"{}\"", Escaped(value)),
    }
}

/// Writes a data set as an element holds it: on one line, and without what would end the script.
///
/// Where JSON breaks lines, it does so between its texts.
fn write_inline_data(html: &mut String, json: &str) -> fmt::Result {
    html.push_str("<script type=\"application/json\">");
    for line in json.lines() {
        html.push_str(&in_script(line.trim()));
    }
    html.write_str("</script>")
}

/// Writes the ranking as a list for search engines.
fn write_item_list(
    html: &mut String,
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
) -> fmt::Result {
    let ranking = Ranking::among(comparison, weights, &|_| true, MAX_LISTED);
    let is_ordered = ranking.is_ranked();
    let is_listed = |row: &&Ranked| row.standing.is_some() == is_ordered;
    let rows: Vec<&Ranked> = ranking.rows().iter().filter(is_listed).collect();
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
        item.push("name", Json::Text(&comparison.entry(row.entry).name));
        item.push_text("url", details.url(row.entry).unwrap_or_default());
        items.push(Json::Object(item));
    }
    let mut list = Members::default();
    list.push_text("@context", "https://schema.org");
    list.push_text("@type", "ItemList");
    list.push_text("name", &comparison.title);
    list.push_literal("numberOfItems", &rows.len());
    list.push_text("itemListOrder", order);
    list.push("itemListElement", Json::List(items));
    let list = in_script(&nojson::Json(Json::Object(list)).to_string());
    write!(html, "<script type=\"application/ld+json\">{list}</script>")
}
