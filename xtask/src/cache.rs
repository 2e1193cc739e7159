//! Caches the outputs of slow steps in `target/cache/`, keyed by the content of everything that they depend on.
//!
//! A step is a pure function of its inputs, of this program, which contains the flags and most tools as libraries, and
//! of the tools in `package-lock.json`. The key is a hash of all of them, so an output is never stale.

use std::cell::RefCell;
use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use xshell::Shell;

/// The cached outputs of one kind of build.
pub struct Cache<'s> {
    sh: &'s Shell,
    directory: PathBuf,
    /// A hash of this program and of the lock file of the Node tools.
    tools: Vec<u8>,
    requested: RefCell<HashSet<PathBuf>>,
}

impl<'s> Cache<'s> {
    /// Opens the cache for a kind of build.
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
            requested: RefCell::default(),
        })
    }

    /// Returns a directory with the output of a step. Calls `make` to write it, unless the same step has run on the
    /// same inputs before.
    ///
    /// # Errors
    /// Those of `make`; nothing is cached then.
    pub fn get_or_make(
        &self,
        step: &str,
        inputs: &[&[u8]],
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let inputs = [&[step.as_bytes(), &self.tools], inputs].concat();
        let key: String = hash(&inputs).iter().map(|b| format!("{b:02x}")).collect();
        let output = self.directory.join(format!("{step}-{key}"));
        if !output.exists() {
            // Renamed only when complete, so that an interrupted build leaves no partial output.
            let partial = output.with_extension("partial");
            self.sh.remove_path(&partial)?;
            make(&self.sh.create_dir(&partial)?)?;
            std::fs::rename(&partial, &output)?;
        }
        self.requested.borrow_mut().insert(output.clone());
        Ok(output)
    }

    /// Deletes the outputs that were not requested since the cache was opened.
    ///
    /// # Errors
    /// If a directory cannot be read or deleted.
    pub fn prune(&self) -> Result<()> {
        for output in self.sh.read_dir(&self.directory)? {
            if !self.requested.borrow().contains(&output) {
                self.sh.remove_path(output)?;
            }
        }
        Ok(())
    }
}

/// Hashes a list of byte strings. Their lengths are hashed too, since `["ab", "c"]` is not `["a", "bc"]`.
fn hash(inputs: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update((input.len() as u64).to_le_bytes());
        hash.update(input);
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

    /// Requests the output of a step, and reports whether the step had to run.
    fn needs_run(cache: &Cache, step: &str, inputs: &[&str]) -> bool {
        let inputs: Vec<_> = inputs.iter().map(|input| input.as_bytes()).collect();
        let mut ran = false;
        let make = |output: &Path| {
            ran = true;
            Ok(cache
                .sh
                .write_file(output.join("output"), inputs.concat())?)
        };
        let output = cache.get_or_make(step, &inputs, make).unwrap();
        let content = cache.sh.read_binary_file(output.join("output")).unwrap();
        assert_eq!(content, inputs.concat());
        ran
    }

    #[test]
    fn a_step_runs_once_for_the_same_inputs() {
        in_directory(|sh| {
            let cache = Cache::open(sh, "test").unwrap();
            assert!(needs_run(&cache, "a", &["1", "2"]));
            assert!(!needs_run(&cache, "a", &["1", "2"]));
            assert!(!needs_run(
                &Cache::open(sh, "test").unwrap(),
                "a",
                &["1", "2"]
            ));
            assert!(needs_run(&cache, "a", &["12"]), "the lengths count");
            assert!(needs_run(&cache, "a", &["2", "1"]), "the order counts");
            assert!(needs_run(&cache, "b", &["1", "2"]), "the step counts");
        });
    }

    #[test]
    fn a_changed_tool_reruns_every_step() {
        in_directory(|sh| {
            assert!(needs_run(&Cache::open(sh, "test").unwrap(), "a", &[]));
            sh.write_file("package-lock.json", "{ }").unwrap();
            assert!(needs_run(&Cache::open(sh, "test").unwrap(), "a", &[]));
        });
    }

    #[test]
    fn a_failed_step_is_not_cached() {
        in_directory(|sh| {
            let cache = Cache::open(sh, "test").unwrap();
            let fail = |output: &Path| {
                sh.write_file(output.join("half"), "")?;
                anyhow::bail!("no")
            };
            assert!(cache.get_or_make("a", &[], fail).is_err());
            assert!(needs_run(&cache, "a", &[]));
        });
    }

    #[test]
    fn pruning_keeps_requested_outputs() {
        in_directory(|sh| {
            let old = Cache::open(sh, "test").unwrap();
            assert!(needs_run(&old, "a", &[]) && needs_run(&old, "b", &[]));
            let cache = Cache::open(sh, "test").unwrap();
            assert!(!needs_run(&cache, "a", &[]));
            cache.prune().unwrap();
            assert!(!needs_run(&cache, "a", &[]) && needs_run(&cache, "b", &[]));
        });
    }
}
