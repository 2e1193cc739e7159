//! A virtual display, for a browser that has no headless mode.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A running X server; stopped when dropped.
pub struct Display {
    server: Child,
    /// The value of the variable `DISPLAY`.
    pub name: String,
}

impl Display {
    /// Starts Xvfb on a display that is free.
    pub fn start() -> Result<Self, String> {
        let program = env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let mut command = Command::new(&program);
        // Xvfb writes the number of its display to descriptor 1, the standard output.
        command.args("-displayfd 1 -screen 0 1280x1024x24 -nolisten tcp".split(' '));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = command
            .spawn()
            .map_err(|error| format!("{program} cannot be started: {error}"))?;
        let output = server.stdout.take().expect("the output is piped");
        let mut display = Self {
            server,
            name: String::new(),
        };
        let mut number = String::new();
        // The output ends if the X server fails.
        let read = BufReader::new(output).read_line(&mut number);
        if read.is_err() || number.is_empty() {
            return Err(format!("{program} named no display"));
        }
        display.name = format!(":{}", number.trim());
        Ok(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // SIGTERM rather than SIGKILL, so that Xvfb deletes its lock file and its socket.
        let id = self.server.id().to_string();
        let terminated = Command::new("kill").arg(id).status();
        if !terminated.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}
