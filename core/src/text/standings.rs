use super::{BOUNDS, OF_100, Texts};
use crate::ranking::{Points, Standing};

impl Texts {
    /// A rank, with `=` before it if it is shared, or a dash where there is none.
    pub fn rank(&self, standing: Option<Standing>) -> String {
        let Some(Standing { rank, tied, .. }) = standing else {
            return "–".to_owned();
        };
        let number = self.number(rank.number());
        if tied { format!("={number}") } else { number }
    }

    /// “of 100”, as it stands below or behind a score.
    pub fn of_100(&self) -> String {
        self.fill(OF_100, &[&self.number(100)])
    }

    /// The least and the greatest total of an entry with missing scores.
    pub fn bounds(&self, least: Points, greatest: Points) -> String {
        self.fill(BOUNDS, &[&self.number(least), &self.number(greatest)])
    }
}
