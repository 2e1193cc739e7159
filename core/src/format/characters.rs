//! Characters that change the display of other characters, in one table for readers, writers and the command.

/// Reports whether a character embeds, overrides or isolates the direction of the text after it (UAX #9). Inlined, since the
/// chunks of readers and writers would share it.
#[inline(always)]
pub(super) fn is_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Reports whether a character is one of Unicode's directional formatting characters (UAX #9), which can disguise text as
/// other text.
pub fn is_direction_control(c: char) -> bool {
    // Unlike overrides, these marks, which Arabic or Hebrew text may need between words, don't affect the text after
    // them.
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}') || is_override(c)
}

/// Reports whether the readers of data sets remove a character from texts, because it controls a terminal or changes the
/// direction of the text after it.
pub(super) fn is_stripped(c: char) -> bool {
    let is_break = matches!(c, '\n' | '\r' | '\t');
    (c.is_control() && !is_break) || is_override(c)
}

/// Reports whether a character is a letter, or a mark or digit of another script than Latin. The standard library's table
/// of all letters weighs 1,200 bytes more after Brotli; this one has the blocks without letters in wide use.
#[inline(never)]
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{BF}' => matches!(c, 'a'..='z' | 'A'..='Z' | 'ª' | 'µ' | 'º'),
        '×' | '÷' => false,
        // Arabic punctuation and digits.
        '\u{600}'..='\u{61F}' | '\u{660}'..='\u{66D}' | '\u{6F0}'..='\u{6F9}' => false,
        // Punctuation, currencies, arrows, operators and symbols.
        '\u{2000}'..='\u{2BFF}'
        | '\u{2E00}'..='\u{2E7F}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3007}'..='\u{3030}' => false,
        // Private use, variation selectors, and punctuation and digits in full width.
        '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE6F}'
        | '\u{FEFF}'..='\u{FF20}'
        | '\u{FFE0}'..='\u{FFFF}' => false,
        // Emoji and other pictures.
        '\u{1F000}'..='\u{1FBFF}' | '\u{E0000}'.. => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn every_letter_is_one_except_symbols_that_look_like_letters() {
        let missed: Vec<char> = ('\0'..=char::MAX)
            .filter(|c| c.is_alphabetic() && !is_letter(*c))
            .collect();
        let is_symbol = |c: &char| matches!(c, '\u{600}'..='\u{61F}' | '\u{2071}'..='\u{24E9}' | '\u{2E2F}' | '\u{3007}'..='\u{3029}' | '\u{FE00}'..='\u{FE6F}' | '\u{1F130}'..='\u{1F189}');
        assert!(missed.iter().all(is_symbol), "{missed:?}");
    }

    #[test]
    fn punctuation_signs_and_digits_are_no_letters() {
        for c in "0·½²×÷€$£°§±«»–—…•″′‰₿→≤★☆✓⭐、。「」％０９（）،؟٠۹٪🙂🏆\u{200b}\u{feff}".chars()
        {
            assert!(!is_letter(c) && !c.is_alphabetic(), "{c}");
        }
        for c in "azÄßłŠПяωאبपह漢かカ한Ａｚᾳ".chars() {
            assert!(is_letter(c), "{c}");
        }
    }
}
