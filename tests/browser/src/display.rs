//! A screen that nobody sees, for a browser that cannot do without one.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A running X server; ends when dropped.
pub struct Display {
    server: Child,
    /// For the variable `DISPLAY`.
    pub name: String,
}

impl Display {
    /// Starts Xvfb on a display that is free.
    pub fn start() -> Result<Self, String> {
        let program = env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let mut command = Command::new(&program);
        // It writes the number of its display to descriptor 1, its standard output.
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
        // An X server that fails ends, and so does what it says.
        let said = BufReader::new(output).read_line(&mut number);
        if said.is_err() || number.is_empty() {
            return Err(format!("{program} named no display"));
        }
        display.name = format!(":{}", number.trim());
        Ok(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked to end rather than killed, it takes its lock file and its socket with it.
        let id = self.server.id().to_string();
        let asked = Command::new("kill").arg(id).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}
