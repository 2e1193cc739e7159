//! Named, timed steps, so that the output shows the progress and where time is spent.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The steps that have passed so far.
#[derive(Default)]
pub struct Steps {
    passed: Vec<(&'static str, Duration)>,
    /// The checks that could not run, each with the reason.
    skipped: Vec<String>,
}

impl Steps {
    /// Runs a step under a heading.
    ///
    /// # Errors
    /// The step's own error, under the name of the step.
    pub fn run<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let outcome = step().with_context(|| format!("the step \"{name}\" failed"))?;
        let time = start.elapsed();
        eprintln!("== {name}: {:.1} s", time.as_secs_f64());
        self.passed.push((name, time));
        Ok(outcome)
    }

    /// Adds checks that could not run, each with the reason, to the summary.
    pub fn skip(&mut self, checks: Vec<String>) {
        self.skipped.extend(checks);
    }

    /// Prints every step that passed, with its time, and every check that could not run.
    pub fn print_summary(&self) {
        println!();
        for (name, time) in &self.passed {
            println!("passed  {:>6.1} s  {name}", time.as_secs_f64());
        }
        for check in &self.skipped {
            println!("NOT RUN  {check}");
        }
        let total: Duration = self.passed.iter().map(|(_, time)| time).sum();
        println!(
            "All {} steps passed in {:.0} s.",
            self.passed.len(),
            total.as_secs_f64()
        );
    }
}
