//! Linear programs of a few dozen variables, by the dual simplex method.
//!
//! Lemke, C. E. (1954): The dual method of solving the linear programming problem. It is written down in
//! dictionaries, as in Chvátal, V. (1983): Linear Programming.

/// The amount by which a condition may be violated. Conditions should have coefficients of about 1.
const TOLERANCE: f64 = 1e-9;

/// The least coefficient that counts as positive. It is so much less than [`TOLERANCE`] that smaller ones could not
/// satisfy a violated condition, as long as no variable is above about 10.
const MIN_COEFFICIENT: f64 = 1e-12;

/// The number of steps after which the choice follows Bland's rule, which never cycles.
const STEPS_BEFORE_BLAND: usize = 500;

const MAX_STEPS: usize = 5_000;

/// The result of a linear program.
pub(super) enum Solution {
    /// The values of the variables with the least cost.
    Optimal(Vec<f64>),
    /// No values meet all conditions: their sum with these factors, none of them negative, can't be met (Farkas, 1902).
    Infeasible(Vec<f64>),
    /// The search was abandoned after too many steps.
    Undecided,
}

/// Finds the values of 0 or more with the least sum of costs that meet all conditions.
///
/// A condition is a coefficient for every variable, followed by a constant; their sum must be 0 or more. No cost may be
/// negative, so that the search can start without a feasible point.
pub(super) fn minimize(costs: Vec<f64>, conditions: Vec<Vec<f64>>) -> Solution {
    let variables = costs.len();
    debug_assert!(costs.iter().all(|&cost| cost >= 0.0), "{costs:?}");
    debug_assert!(
        conditions
            .iter()
            .all(|condition| condition.len() == variables + 1)
    );
    let count = conditions.len();
    // Every row gives its variable, or the slack of its condition, as a function of the variables that are currently 0.
    let mut rows = conditions;
    rows.push(costs);
    rows[count].push(0.0);
    let mut row_variables: Vec<usize> = (variables..variables + count).collect();
    let mut column_variables: Vec<usize> = (0..variables).collect();

    for step in 0..MAX_STEPS {
        let uses_bland = step >= STEPS_BEFORE_BLAND;
        let violated = (0..count).filter(|&row| rows[row][variables] < -TOLERANCE);
        let leaving = violated.min_by(|&a, &b| {
            if uses_bland {
                row_variables[a].cmp(&row_variables[b])
            } else {
                rows[a][variables].total_cmp(&rows[b][variables])
            }
        });
        let Some(leaving) = leaving else {
            let mut values = vec![0.0; variables];
            for (row, &variable) in row_variables.iter().enumerate() {
                if variable < variables {
                    values[variable] = rows[row][variables].max(0.0);
                }
            }
            return Solution::Optimal(values);
        };

        let ratio = |column: usize| rows[count][column] / rows[leaving][column];
        let eligible = (0..variables).filter(|&column| rows[leaving][column] > MIN_COEFFICIENT);
        let entering = eligible.reduce(|best, column| {
            let difference = ratio(column) - ratio(best);
            let is_better = if difference.abs() > TOLERANCE {
                difference < 0.0
            } else if uses_bland {
                column_variables[column] < column_variables[best]
            } else {
                rows[leaving][column] > rows[leaving][best]
            };
            if is_better { column } else { best }
        });
        let Some(entering) = entering else {
            let mut factors = vec![0.0; variables + count];
            factors[row_variables[leaving]] = 1.0;
            for (column, &variable) in column_variables.iter().enumerate() {
                factors[variable] = (-rows[leaving][column]).max(0.0);
            }
            return Solution::Infeasible(factors.split_off(variables));
        };

        let pivot = rows[leaving][entering];
        for coefficient in &mut rows[leaving] {
            *coefficient /= -pivot;
        }
        rows[leaving][entering] = 1.0 / pivot;
        let pivot_row = rows[leaving].clone();
        let others = rows.iter_mut().enumerate();
        for (_, row) in others.filter(|&(row, _)| row != leaving) {
            let factor = std::mem::take(&mut row[entering]);
            for (coefficient, pivot_row) in row.iter_mut().zip(&pivot_row) {
                *coefficient += factor * pivot_row;
            }
        }
        std::mem::swap(&mut row_variables[leaving], &mut column_variables[entering]);
    }
    Solution::Undecided
}
