use super::{BOUNDS, OF_100, Texts};
use crate::ranking::{Points, Standing};

impl Texts {
    /// Formats a rank, with `=` before it if it is shared, or as a dash if the entry isn't ranked.
    pub fn rank(&self, standing: Option<Standing>) -> String {
        let Some(Standing { rank, tied, .. }) = standing else {
            return "–".to_owned();
        };
        let number = self.number(rank.number());
        if tied { format!("={number}") } else { number }
    }

    /// Returns “of 100”, for the space after a score.
    pub fn of_100(&self) -> String {
        self.fill(OF_100, &[&self.number(100)])
    }

    /// Describes the lowest and the highest possible total of an entry with missing scores, in whole points.
    pub fn bounds(&self, min: Points, max: Points) -> String {
        let [min, max] = [min, max].map(|points| self.number((points.tenths() + 5) / 10));
        self.fill(BOUNDS, &[&min, &max])
    }
}
