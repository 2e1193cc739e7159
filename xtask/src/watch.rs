//! Watches the sources of the release for changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// The time for which the files must be unchanged, since editors write in bursts.
const DEBOUNCE: Duration = Duration::from_millis(100);

/// The sources of `dist/`.
const SOURCES: [&str; 9] = [
    "src",
    "core",
    "studio",
    "workbook",
    "assets",
    "index.html",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
];

/// A watcher of the sources.
pub struct Watch {
    changes: Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Starts to watch the repository at `root`; no change from now on is missed.
    ///
    /// # Errors
    /// If the system refuses to watch.
    pub fn start(root: &Path) -> Result<Self> {
        let (sender, changes) = channel();
        let sources = SOURCES.map(|source| root.join(source));
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Sending fails only when the command is about to end.
            if event.is_ok_and(|event| is_change(&event, &sources)) {
                sender.send(()).ok();
            }
        })?;
        // Directories rather than files, since editors replace files.
        for (path, mode) in [
            (root.to_owned(), RecursiveMode::NonRecursive),
            (root.join("src"), RecursiveMode::Recursive),
            (root.join("core"), RecursiveMode::Recursive),
            (root.join("studio"), RecursiveMode::Recursive),
            (root.join("workbook"), RecursiveMode::Recursive),
            (root.join("assets"), RecursiveMode::Recursive),
        ] {
            watcher
                .watch(&path, mode)
                .with_context(|| format!("{} cannot be watched", path.display()))?;
        }
        Ok(Self {
            changes,
            _watcher: watcher,
        })
    }

    /// Calls `rebuild` after each burst of changes, forever.
    pub fn for_each_change(&self, mut rebuild: impl FnMut()) {
        while self.changes.recv().is_ok() {
            while self.changes.recv_timeout(DEBOUNCE).is_ok() {}
            rebuild();
        }
    }
}

/// Reports whether an event changes a source; reading one is an event too.
fn is_change(event: &Event, sources: &[PathBuf]) -> bool {
    !matches!(event.kind, EventKind::Access(_))
        && event
            .paths
            .iter()
            .any(|path| sources.iter().any(|source| path.starts_with(source)))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    #[test]
    fn only_changes_to_sources_count() {
        let sources = [PathBuf::from("/r/src"), PathBuf::from("/r/index.html")];
        let counts =
            |kind, path: &str| is_change(&Event::new(kind).add_path(path.into()), &sources);
        let created = EventKind::Create(CreateKind::File);
        assert!(counts(created, "/r/src/widget/mod.rs"));
        assert!(counts(created, "/r/index.html"));
        assert!(!counts(created, "/r/dist/index.html"));
        assert!(!counts(
            EventKind::Access(AccessKind::Read),
            "/r/src/lib.rs"
        ));
    }
}
