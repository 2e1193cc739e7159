use std::fmt::{self, Write};

use super::picture::{Anchor, Picture, Shape};
use crate::publish::escaping::Escaped;

impl Picture {
    /// Renders the picture as an SVG file.
    pub fn to_svg(&self) -> String {
        let mut svg = String::new();
        // Writing to a string can't fail.
        let _ = self.write_svg(&mut svg);
        svg
    }

    fn write_svg(&self, svg: &mut String) -> fmt::Result {
        let (width, height) = (self.width, self.height);
        writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\">",
            width / 10,
            height / 10,
            Escaped(Picture::FONT)
        )?;
        writeln!(svg, "<title>{}</title>", Escaped(&self.title))?;
        writeln!(
            svg,
            "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
            Picture::BACKGROUND
        )?;
        for shape in &self.shapes {
            match shape {
                Shape::Rect {
                    x,
                    y,
                    width,
                    height,
                    radius,
                    fill,
                } => writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                     rx=\"{radius}\" fill=\"{fill}\"/>"
                )?,
                Shape::Text {
                    x,
                    y,
                    size,
                    bold,
                    anchor,
                    fill,
                    text,
                } => writeln!(
                    svg,
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{}{} fill=\"{fill}\">{}</text>",
                    if *bold { " font-weight=\"700\"" } else { "" },
                    match anchor {
                        Anchor::Start => "",
                        Anchor::End => " text-anchor=\"end\"",
                    },
                    Escaped(text)
                )?,
            }
        }
        svg.push_str("</svg>\n");
        Ok(())
    }
}
