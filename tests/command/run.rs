//! Runs the command as an editor does.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::ROOT;

/// Runs `weigh-in` with the given arguments, data from the standard input, and an environment variable. Returns the
/// exit code and the standard output, and expects nothing on the standard error.
pub fn weigh_in(arguments: &[&str], data: &str, variable: Option<(&str, &str)>) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh-in"));
    command.current_dir(ROOT);
    command
        .args(arguments)
        .envs(variable)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command");
    let mut stdin = child.stdin.take().expect("a standard input");
    stdin.write_all(data.as_bytes()).expect("data to be read");
    drop(stdin);
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().expect("an end");
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    let text = String::from_utf8(stdout).expect("UTF-8");
    (status.code().expect("an exit code"), text)
}
