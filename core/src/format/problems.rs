use std::borrow::Cow;

use crate::dataset::{Comparison, Decimal, REL_KEYWORDS, parse_rel};
use crate::format::Problem;
use crate::format::characters::is_stripped;
use crate::format::web_address::is_web_address;

/// A value or cell with a location in a file.
pub(super) trait Located {
    /// Returns the location for readers, of the value itself if `key` is empty, otherwise of its member.
    fn place(&self, key: &str) -> String;
    /// Returns the byte offset of the value itself, or of its member if there is one under `key`.
    fn byte_offset(&self, key: &str) -> usize;
}

/// The problems found so far in a data set.
#[derive(Default)]
pub(super) struct Problems {
    items: Vec<Problem>,
    /// The number of problems that are not among the items.
    omitted: usize,
}

impl Problems {
    /// The maximum number of problems that are listed: more than anyone reads, and few enough to compute their locations
    /// in reasonable time.
    pub(super) const MAX: usize = 1_000;

    /// Reports a problem of the value at `location`, or of its member if `key` is not empty.
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

    /// Adds a problem, with or without a location.
    pub(super) fn push(&mut self, problem: Problem) {
        self.items.push(problem);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns the problems in the order of their byte offsets, to which `offset` is added; the last one counts those
    /// omitted.
    pub(super) fn into_vec(mut self, offset: usize) -> Vec<Problem> {
        for problem in &mut self.items {
            problem.byte_offset = problem.byte_offset.map(|byte_offset| byte_offset + offset);
        }
        self.items.sort_by_key(|problem| problem.byte_offset);
        if self.omitted > 0 {
            let problems = if self.omitted == 1 {
                "problem"
            } else {
                "problems"
            };
            let message = format!("{} more {problems}; fix those above first", self.omitted);
            self.items.push(Problem::of_data_set(message));
        }
        self.items
    }

    /// Removes control characters from a text for readers; reports it if it is too long.
    pub(super) fn clean_text(&mut self, location: &dyn Located, text: Cow<str>) -> String {
        self.check_length(location, text).replace(is_stripped, "")
    }

    /// Reports a text that is too long, and returns it.
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
                format!("this text is longer than {limit} characters; shorten it"),
            );
        }
        text
    }

    /// Parses a web address, if the text is not empty; reports an invalid one.
    pub(super) fn parse_web_address(
        &mut self,
        location: &dyn Located,
        key: &str,
        text: String,
    ) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let is_web_address = is_web_address(&text);
        if !is_web_address {
            let message = "this isn't a full web address; write one that starts with https:// or http:// and a valid domain and port";
            self.report(location, key, message);
        }
        is_web_address.then_some(text)
    }

    /// Parses the keywords that qualify links; reports an unknown one.
    pub(super) fn parse_rel(&mut self, location: &dyn Located, key: &str, text: &str) -> String {
        parse_rel(text).unwrap_or_else(|unknown| {
            let keywords = REL_KEYWORDS.join(", ");
            let message = format!("\"{unknown}\" is unknown; write one or more of: {keywords}");
            self.report(location, key, message);
            String::new()
        })
    }

    /// Parses a rank, if the text is not empty; reports an invalid one.
    pub(super) fn parse_rank(&mut self, location: &dyn Located, text: &str) -> Option<u32> {
        let rank = text.parse().ok().filter(|&rank| rank > 0);
        if rank.is_none() && !text.is_empty() {
            self.report(location, "", "expected a whole number, 1 or higher");
        }
        rank
    }

    /// Reports a number with too many digits.
    pub(super) fn report_too_long(&mut self, location: &dyn Located) {
        let limit = Decimal::MAX_DIGITS;
        self.report(
            location,
            "",
            format!("this number has more than {limit} digits; round it"),
        );
    }
}
