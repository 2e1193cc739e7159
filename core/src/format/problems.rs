use std::borrow::Cow;

use crate::dataset::{Comparison, Decimal};
use crate::format::Problem;
use crate::format::characters::is_stripped;

/// Something that stands in a file.
pub(super) trait Located {
    /// Where it stands, in words; or where that stands which it has under a key.
    fn place(&self, key: &str) -> String;
    /// The byte at which it begins; or that at which what it has under a key begins, if there is such.
    fn byte_offset(&self, key: &str) -> usize;
}

/// What is wrong with a data set, as far as it has been read.
#[derive(Default)]
pub(super) struct Problems {
    items: Vec<Problem>,
    /// How many there are beside these.
    omitted: usize,
}

impl Problems {
    /// How many problems are told one by one: more than anyone reads, and few enough to find their
    /// places in time.
    pub(super) const MAX: usize = 1_000;

    /// Reports a problem with something, or with what it has under a key.
    pub(super) fn report(&mut self, location: &dyn Located, key: &str, message: impl Into<String>) {
        if self.items.len() == Problems::MAX {
            self.omitted += 1;
            return;
        }
        self.items.push(Problem {
            place: location.place(key),
            message: message.into(),
            byte_offset: Some(location.byte_offset(key)),
        });
    }

    /// Reports a problem that stands in no particular place, or in one of its own.
    pub(super) fn push(&mut self, problem: Problem) {
        self.items.push(problem);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of them in the order of their places, which are told from `offset` on; then how many more
    /// there are.
    pub(super) fn into_vec(mut self, offset: usize) -> Vec<Problem> {
        for problem in &mut self.items {
            problem.byte_offset = problem.byte_offset.map(|byte_offset| byte_offset + offset);
        }
        self.items.sort_by_key(|problem| problem.byte_offset);
        if self.omitted > 0 {
            let message = format!("{} more problems: mend those above first", self.omitted);
            self.items.push(Problem::of_data_set(message));
        }
        self.items
    }

    /// A text for people that is not too long; without characters that would show something else than what
    /// stands there.
    pub(super) fn clean_text(&mut self, location: &dyn Located, text: Cow<str>) -> String {
        self.check_length(location, text).replace(is_stripped, "")
    }

    /// A text that is not too long.
    pub(super) fn check_length<'a>(
        &mut self,
        location: &dyn Located,
        text: Cow<'a, str>,
    ) -> Cow<'a, str> {
        // A character has at least one byte.
        let is_long = text.len() > Comparison::MAX_TEXT;
        if is_long && text.chars().count() > Comparison::MAX_TEXT {
            let limit = Comparison::MAX_TEXT;
            self.report(
                location,
                "",
                format!("shorten this to at most {limit} characters"),
            );
        }
        text
    }

    /// A web address; reports at a key of a thing what is none.
    pub(super) fn parse_web_address(
        &mut self,
        location: &dyn Located,
        key: &str,
        text: String,
    ) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let is_web_address = text.split_once("://").is_some_and(|(scheme, rest)| {
            (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
                && !rest.is_empty()
                && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if !is_web_address {
            let message = "write a full web address that starts with https:// or http://";
            self.report(location, key, message);
        }
        is_web_address.then_some(text)
    }

    /// A rank, if the text is not empty.
    pub(super) fn parse_rank(&mut self, location: &dyn Located, text: &str) -> Option<u32> {
        let rank = text.parse().ok().filter(|&rank| rank > 0);
        if rank.is_none() && !text.is_empty() {
            self.report(location, "", "expected a whole number from 1");
        }
        rank
    }

    /// Reports a number that has too many digits.
    pub(super) fn report_too_long(&mut self, location: &dyn Located) {
        let limit = Decimal::MAX_DIGITS;
        self.report(
            location,
            "",
            format!("write this number with at most {limit} digits"),
        );
    }
}
