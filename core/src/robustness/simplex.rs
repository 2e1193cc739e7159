//! Linear programs of a few dozen variables, by the dual simplex method.
//!
//! Lemke, C. E. (1954): The dual method of solving the linear programming problem. It is written down in
//! dictionaries, as in Chvátal, V. (1983): Linear Programming.

/// By how much a condition may fail. Conditions should have coefficients of about 1.
const TOLERANCE: f64 = 1e-9;

/// The least coefficient that counts as more than 0. It is so much less than [`TOLERANCE`] that those which don't
/// count could not make up for a condition that fails, as long as no variable is beyond about 10.
const LEAST_COEFFICIENT: f64 = 1e-12;

/// After so many steps the choice follows Bland's rule, which never runs in circles.
const QUICK_STEPS: usize = 500;

/// After so many steps it is given up.
const MAX_STEPS: usize = 5_000;

/// What came of a linear program.
pub(super) enum Solution {
    /// The values of the variables.
    Least(Vec<f64>),
    /// No values meet all conditions: added up with these factors, none of them negative, the conditions ask for more
    /// than there can be (Farkas, 1902).
    Impossible(Vec<f64>),
    /// It would take too many steps.
    Unsettled,
}

/// Finds values of 0 or more with the least sum of costs that meet all conditions.
///
/// A condition has a coefficient for every variable, and a constant behind them; all together should be 0 or more. No
/// cost may be negative: that is why the search can start without values that meet the conditions.
pub(super) fn minimize(costs: Vec<f64>, conditions: Vec<Vec<f64>>) -> Solution {
    let variables = costs.len();
    debug_assert!(costs.iter().all(|&cost| cost >= 0.0), "{costs:?}");
    debug_assert!(
        conditions
            .iter()
            .all(|condition| condition.len() == variables + 1)
    );
    let count = conditions.len();
    // Every row tells how far its variable, or what a condition has to spare, hangs on those that are 0 at present.
    let mut rows = conditions;
    rows.push(costs);
    rows[count].push(0.0);
    let mut of_row: Vec<usize> = (variables..variables + count).collect();
    let mut of_column: Vec<usize> = (0..variables).collect();

    for step in 0..MAX_STEPS {
        let by_index = step >= QUICK_STEPS;
        let failing = (0..count).filter(|&row| rows[row][variables] < -TOLERANCE);
        let leaving = failing.min_by(|&a, &b| {
            if by_index {
                of_row[a].cmp(&of_row[b])
            } else {
                rows[a][variables].total_cmp(&rows[b][variables])
            }
        });
        let Some(leaving) = leaving else {
            let mut values = vec![0.0; variables];
            for (row, &variable) in of_row.iter().enumerate() {
                if variable < variables {
                    values[variable] = rows[row][variables].max(0.0);
                }
            }
            return Solution::Least(values);
        };

        let ratio = |column: usize| rows[count][column] / rows[leaving][column];
        let raising = (0..variables).filter(|&column| rows[leaving][column] > LEAST_COEFFICIENT);
        let entering = raising.reduce(|best, column| {
            let further = ratio(column) - ratio(best);
            let is_better = if further.abs() > TOLERANCE {
                further < 0.0
            } else if by_index {
                of_column[column] < of_column[best]
            } else {
                rows[leaving][column] > rows[leaving][best]
            };
            if is_better { column } else { best }
        });
        let Some(entering) = entering else {
            let mut factors = vec![0.0; variables + count];
            factors[of_row[leaving]] = 1.0;
            for (column, &variable) in of_column.iter().enumerate() {
                factors[variable] = (-rows[leaving][column]).max(0.0);
            }
            return Solution::Impossible(factors.split_off(variables));
        };

        let pivot = rows[leaving][entering];
        for coefficient in &mut rows[leaving] {
            *coefficient /= -pivot;
        }
        rows[leaving][entering] = 1.0 / pivot;
        let exchanged = rows[leaving].clone();
        let others = rows.iter_mut().enumerate();
        for (_, row) in others.filter(|&(row, _)| row != leaving) {
            let factor = std::mem::take(&mut row[entering]);
            for (coefficient, exchanged) in row.iter_mut().zip(&exchanged) {
                *coefficient += factor * exchanged;
            }
        }
        std::mem::swap(&mut of_row[leaving], &mut of_column[entering]);
    }
    Solution::Unsettled
}
