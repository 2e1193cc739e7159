use super::picture::{Anchor, Picture, Shape};
use crate::publish::escaping::Escaped;

impl Picture {
    /// Renders the picture as an SVG file.
    pub fn to_svg(&self) -> String {
        let (width, height) = (self.width, self.height);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\">\n\
             <title>{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            width / 10,
            height / 10,
            Escaped(Picture::FONT),
            Escaped(&self.title),
            Picture::BACKGROUND
        );
        for shape in &self.shapes {
            svg += &match shape {
                Shape::Rect {
                    x,
                    y,
                    width,
                    height,
                    radius,
                    fill,
                } => format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                     rx=\"{radius}\" fill=\"{fill}\"/>\n"
                ),
                Shape::Text {
                    x,
                    y,
                    size,
                    bold,
                    anchor,
                    fill,
                    text,
                } => format!(
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{}{} fill=\"{fill}\">{}</text>\n",
                    if *bold { " font-weight=\"700\"" } else { "" },
                    match anchor {
                        Anchor::Start => "",
                        Anchor::End => " text-anchor=\"end\"",
                    },
                    Escaped(text)
                ),
            };
        }
        svg + "</svg>\n"
    }
}
