//! The outputs of slow steps, kept under `target/cache/` by the content of everything that they depend on.
//!
//! A step is a pure function of its inputs, of this program, which holds the flags and most tools as libraries, and of
//! the tools in `package-lock.json`. The key is a hash of all of them, so an output is never out of date.

use std::cell::RefCell;
use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use xshell::Shell;

/// The outputs of one kind of build.
pub struct Cache<'s> {
    sh: &'s Shell,
    directory: PathBuf,
    /// A hash of this program and of the lock file of the Node tools.
    tools: Vec<u8>,
    used: RefCell<HashSet<PathBuf>>,
}

impl<'s> Cache<'s> {
    /// Opens the cache of a kind of build.
    ///
    /// # Errors
    /// If this program or the lock file of the Node tools cannot be read.
    pub fn open(sh: &'s Shell, kind: &str) -> Result<Self> {
        let program = env::current_exe().context("this program does not know its own file")?;
        let tools = hash(&[
            &sh.read_binary_file(program)?,
            &sh.read_binary_file("package-lock.json")?,
        ]);
        Ok(Self {
            sh,
            directory: sh.current_dir().join("target/cache").join(kind),
            tools,
            used: RefCell::default(),
        })
    }

    /// Returns a directory with the output of a step, which `make` writes there unless the same step has run on the
    /// same inputs before.
    ///
    /// # Errors
    /// Those of `make`; then nothing is kept.
    pub fn directory(
        &self,
        step: &str,
        inputs: &[&[u8]],
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let parts = [&[step.as_bytes(), &self.tools], inputs].concat();
        let key: String = hash(&parts).iter().map(|b| format!("{b:02x}")).collect();
        let output = self.directory.join(format!("{step}-{key}"));
        if !output.exists() {
            // Renamed when it is complete, so that an interrupted build leaves no half of an output.
            let partial = output.with_extension("partial");
            self.sh.remove_path(&partial)?;
            make(&self.sh.create_dir(&partial)?)?;
            std::fs::rename(&partial, &output)?;
        }
        self.used.borrow_mut().insert(output.clone());
        Ok(output)
    }

    /// Deletes the outputs that nobody has asked for since the cache was opened.
    ///
    /// # Errors
    /// If a directory cannot be read or deleted.
    pub fn prune(&self) -> Result<()> {
        for output in self.sh.read_dir(&self.directory)? {
            if !self.used.borrow().contains(&output) {
                self.sh.remove_path(output)?;
            }
        }
        Ok(())
    }
}

/// Hashes a list of byte strings; the lengths keep what ends one from beginning the next.
fn hash(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_directory(test: impl FnOnce(&Shell)) {
        let sh = Shell::new().unwrap();
        let directory = sh.create_temp_dir().unwrap();
        sh.change_dir(directory.path());
        sh.write_file("package-lock.json", "{}").unwrap();
        test(&sh);
    }

    /// Runs a step, and returns whether it had to.
    fn runs(cache: &Cache, step: &str, inputs: &[&str]) -> bool {
        let inputs: Vec<_> = inputs.iter().map(|input| input.as_bytes()).collect();
        let mut ran = false;
        let make = |output: &Path| {
            ran = true;
            Ok(cache
                .sh
                .write_file(output.join("output"), inputs.concat())?)
        };
        let output = cache.directory(step, &inputs, make).unwrap();
        let content = cache.sh.read_binary_file(output.join("output")).unwrap();
        assert_eq!(content, inputs.concat());
        ran
    }

    #[test]
    fn a_step_runs_once_for_the_same_inputs() {
        in_directory(|sh| {
            let cache = Cache::open(sh, "test").unwrap();
            assert!(runs(&cache, "a", &["1", "2"]));
            assert!(!runs(&cache, "a", &["1", "2"]));
            assert!(!runs(&Cache::open(sh, "test").unwrap(), "a", &["1", "2"]));
            assert!(runs(&cache, "a", &["12"]), "the lengths count");
            assert!(runs(&cache, "a", &["2", "1"]), "the order counts");
            assert!(runs(&cache, "b", &["1", "2"]), "the step counts");
        });
    }

    #[test]
    fn other_tools_run_every_step_again() {
        in_directory(|sh| {
            assert!(runs(&Cache::open(sh, "test").unwrap(), "a", &[]));
            sh.write_file("package-lock.json", "{ }").unwrap();
            assert!(runs(&Cache::open(sh, "test").unwrap(), "a", &[]));
        });
    }

    #[test]
    fn a_step_that_fails_is_not_kept() {
        in_directory(|sh| {
            let cache = Cache::open(sh, "test").unwrap();
            let fail = |output: &Path| {
                sh.write_file(output.join("half"), "")?;
                anyhow::bail!("no")
            };
            assert!(cache.directory("a", &[], fail).is_err());
            assert!(runs(&cache, "a", &[]));
        });
    }

    #[test]
    fn pruning_keeps_what_was_used() {
        in_directory(|sh| {
            let before = Cache::open(sh, "test").unwrap();
            assert!(runs(&before, "a", &[]) && runs(&before, "b", &[]));
            let cache = Cache::open(sh, "test").unwrap();
            assert!(!runs(&cache, "a", &[]));
            cache.prune().unwrap();
            assert!(!runs(&cache, "a", &[]) && runs(&cache, "b", &[]));
        });
    }
}
