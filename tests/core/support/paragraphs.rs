//! The filter for paragraphs that WordPress applies to posts without blocks, and that many plugins copy.

use regex::{Captures, Regex};

/// The elements that WordPress knows as blocks.
const BLOCKS: &str = "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary)";

/// Turns blank lines into paragraphs and other line breaks into `<br />`, by the rules of `wpautop` in WordPress 6, without
/// those for elements that no snippet has (`pre`, `blockquote`, `object`, `option`, and media).
pub fn add_paragraphs(post: &str) -> String {
    let replace = |text: &str, pattern: &str, replacement: &str| {
        let pattern = pattern.replace("BLOCKS", BLOCKS);
        let pattern = Regex::new(&pattern).expect("a pattern");
        pattern.replace_all(text, replacement).into_owned()
    };
    let mut text = post.to_owned() + "\n";
    // Blocks begin and end paragraphs.
    text = replace(&text, r"(<BLOCKS[\s/>])", "\n\n$1");
    text = replace(&text, r"(</BLOCKS>)", "$1\n\n");
    text = replace(&text, r"\n\n+", "\n\n");
    let gaps = Regex::new(r"\n\s*\n").expect("a pattern");
    let paragraphs = gaps.split(&text).filter(|part| !part.is_empty());
    text = paragraphs
        .map(|part| format!("<p>{}</p>\n", part.trim_matches('\n')))
        .collect();
    text = replace(&text, r"<p>\s*</p>", "");
    text = replace(&text, r"<p>([^<]+)</(div|address|form)>", "<p>$1</p></$2>");
    // Blocks are not wrapped.
    text = replace(&text, r"<p>\s*(</?BLOCKS[^>]*>)\s*</p>", "$1");
    text = replace(&text, r"<p>(<li.+?)</p>", "$1");
    text = replace(&text, r"<p>\s*(</?BLOCKS[^>]*>)", "$1");
    text = replace(&text, r"(</?BLOCKS[^>]*>)\s*</p>", "$1");
    // Line breaks, except in scripts and after blocks.
    let scripts = Regex::new(r"(?s)<(script|style)\b.*?</(script|style)>").expect("a pattern");
    let keep = |script: &Captures| script[0].replace('\n', "<WPPreserveNewline />");
    text = scripts.replace_all(&text, keep).into_owned();
    text = replace(&text, r"\s*\n", "<br />\n");
    text = replace(&text, "<WPPreserveNewline />", "\n");
    text = replace(&text, r"(</?BLOCKS[^>]*>)\s*<br />", "$1");
    let before = r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)";
    text = replace(&text, before, "$1");
    replace(&text, r"\n</p>$", "</p>")
}

#[test]
fn paragraphs_are_those_of_wordpress() {
    // From the tests of WordPress, and what its documentation says.
    for (post, expected) in [
        ("One\n\nTwo\nlines", "<p>One</p>\n<p>Two<br />\nlines</p>\n"),
        ("<div>Word</div>", "<div>Word</div>\n"),
        ("<ul>\n<li>Word</li>\n</ul>", "<ul>\n<li>Word</li>\n</ul>\n"),
        (
            "<weigh-in>\n<ol>\n<li>Word</li>\n</ol>\n</weigh-in>",
            "<p><weigh-in></p>\n<ol>\n<li>Word</li>\n</ol>\n<p></weigh-in></p>\n",
        ),
    ] {
        assert_eq!(add_paragraphs(post), expected);
    }
}
