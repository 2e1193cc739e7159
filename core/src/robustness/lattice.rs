/// Sets of weights that are spread evenly over the weight space, the same on every machine.
///
/// They come from a Korobov lattice: point k has the coordinates k, k·a, k·a², … modulo a prime. The gaps that a
/// point's sorted coordinates leave between 0 and that prime are the weights, since the gaps between sorted
/// uniform numbers are uniform on the simplex (Devroye, "Non-Uniform Random Variate Generation", 1986, V.2).
///
/// The multipliers of L'Ecuyer and Lemieux ("Variance reduction via lattice rules", 2000, table 1) are chosen for
/// unsorted coordinates. Sorted ones favor some gaps, so each point assigns its gaps starting from another criterion, and
/// the multiplier is the one that best reproduced the exact shares of pairs of entries (Varsi, 1973) for 3 to 24 criteria.
///
/// Point 0 is omitted. In all others the coordinates differ, so that no weight is 0.
pub(super) struct Lattice {
    /// The sorted coordinates of a point, one fewer than the criteria.
    coordinates: Vec<u32>,
    next: u32,
    points: u32,
}

impl Lattice {
    /// The sum of the weights of every point: the prime 2^17 - 1.
    pub const SUM: u32 = 131_071;
    const MULTIPLIER: u64 = 111_983;

    /// Creates the points for this many criteria; a single criterion, which always has all the weight, has one point.
    pub fn new(criteria: usize) -> Lattice {
        Lattice {
            coordinates: vec![0; criteria.saturating_sub(1)],
            next: 1,
            points: if criteria > 1 { Lattice::SUM - 1 } else { 1 },
        }
    }

    /// Returns the number of points that [`Lattice::next`] has written.
    pub fn points_taken(&self) -> u32 {
        self.next - 1
    }

    pub fn is_done(&self) -> bool {
        self.points_taken() == self.points
    }

    /// Writes the next point into `weights`, one for each criterion; returns false if there are no more.
    pub fn next(&mut self, weights: &mut [u64]) -> bool {
        if self.is_done() {
            return false;
        }
        let mut coordinate = self.next;
        for count in 0..self.coordinates.len() {
            // Insertion sort.
            let mut index = count;
            while index > 0 && self.coordinates[index - 1] > coordinate {
                self.coordinates[index] = self.coordinates[index - 1];
                index -= 1;
            }
            self.coordinates[index] = coordinate;
            let product = u64::from(coordinate) * Lattice::MULTIPLIER;
            coordinate = (product % u64::from(Lattice::SUM)) as u32;
        }
        let mut before = 0;
        let mut criterion = self.next as usize % weights.len();
        for &coordinate in self.coordinates.iter().chain(&[Lattice::SUM]) {
            weights[criterion] = u64::from(coordinate - before);
            before = coordinate;
            criterion = (criterion + 1) % weights.len();
        }
        self.next += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Lattice;

    #[test]
    fn every_weight_is_positive_and_all_have_the_same_mean() {
        for criteria in 1..=24 {
            let mut lattice = Lattice::new(criteria);
            let (mut weights, mut sums) = (vec![0; criteria], vec![0; criteria]);
            while lattice.next(&mut weights) {
                assert!(weights.iter().all(|&weight| weight > 0), "{weights:?}");
                assert_eq!(weights.iter().sum::<u64>(), u64::from(Lattice::SUM));
                for (sum, weight) in sums.iter_mut().zip(&weights) {
                    *sum += weight;
                }
            }
            assert_eq!(
                lattice.points_taken(),
                if criteria > 1 { 131_070 } else { 1 }
            );
            let total = f64::from(Lattice::SUM) * f64::from(lattice.points_taken());
            for sum in sums {
                let share = sum as f64 / total * criteria as f64;
                assert!((share - 1.0).abs() < 0.015, "{share} of {criteria}");
            }
        }
    }
}
