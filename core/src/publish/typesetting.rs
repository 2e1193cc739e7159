//! Line breaking by estimated widths, without a font to measure texts.

/// The size and weight of a text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// The font size, in tenths of a pixel.
    pub(super) size: u32,
    pub(super) bold: bool,
}

/// Breaks a text into at most `max_lines` lines (at least one), none wider than `width` in tenths of a pixel.
///
/// Lines break between words, or within a word that is wider than a line. If the text is too long, the last line ends with
/// `…`. Runs of white space become a space, and control characters and those that XML forbids are dropped. An empty text
/// has no lines.
pub(super) fn wrap_lines(text: &str, style: Style, width: u32, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|&c| is_printable(c)).collect();
        if word.is_empty() {
            continue;
        }
        let gap = if line.is_empty() { "" } else { " " };
        if fits(&[&line, gap, &word], style, width) {
            line.push_str(gap);
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && !fits(&[&line, c.encode_utf8(&mut [0; 4])], style, width) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > max_lines {
        // As much of the next line as fits.
        let next = lines.swap_remove(max_lines);
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            last.push(' ');
            last.push_str(&next);
            while !fits(&[last, "…"], style, width) && last.pop().is_some() {}
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

/// Reports whether these texts, concatenated, fit in a line.
fn fits(texts: &[&str], style: Style, width: u32) -> bool {
    let characters = texts.iter().flat_map(|text| text.chars());
    let advances = characters.map(|c| advance(c, style));
    advances.sum::<u32>() <= width * 100
}

/// Returns the advance width of a character in the widest of the usual screen fonts, in thousandths of a pixel.
fn advance(c: char, style: Style) -> u32 {
    let hundredths_of_the_size = match c {
        'I' | 'f' | 'i' | 'j' | 'l' | 'r' | 't' => 40,
        ' ' | '!' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '[' | ']' | '|' => 38,
        '%' | '@' | 'M' | 'W' | 'm' | 'w' => 102,
        '#' | '+' | '<' | '=' | '>' | '^' | '~' => 84,
        '&' | 'A'..='Z' => 76,
        'a'..='z' => 61,
        '\0'..='\u{7f}' => 64,
        // Combining marks, joiners and variation selectors.
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{80}'..='\u{58f}' => 84,
        // Arrows, symbols and emoji.
        '\u{2190}'..='\u{2bff}' | '\u{10000}'.. => 140,
        _ => 100,
    };
    let advance = style.size * hundredths_of_the_size;
    if style.bold {
        advance / 10 * 11
    } else {
        advance
    }
}

/// Reports whether XML 1.0 allows a character, and it is not a control character.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}
