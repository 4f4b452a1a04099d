//! Watching files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;

/// Files that are watched.
///
/// Editors write a file in several steps, or put a new one in its place: so its folder is watched, and a
/// change is told when nothing has happened for a moment.
pub(crate) struct Watch {
    receive: mpsc::Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    pub(crate) fn new(paths: &[PathBuf]) -> Result<Self, notify::Error> {
        let (send, receive) = mpsc::channel(1);
        let folder_of = |path: &Path| match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let folders: HashSet<PathBuf> = paths.iter().map(|path| folder_of(path)).collect();
        let watched: HashSet<_> = paths
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_owned()))
            .collect();
        let concerns = move |event: &notify::Result<notify::Event>| match event {
            Ok(event) if event.kind.is_access() => false,
            Ok(event) => event.paths.iter().any(|path| {
                let name = path.file_name();
                name.is_some_and(|name| watched.contains(name))
            }),
            Err(_) => true,
        };
        let mut watcher = notify::recommended_watcher(move |event| {
            if concerns(&event) {
                // One that waits is enough, so a full channel is no failure.
                send.try_send(()).ok();
            }
        })?;
        for folder in folders {
            watcher.watch(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(Self {
            receive,
            _watcher: watcher,
        })
    }

    /// Waits for a change, and then until nothing more happens.
    pub(crate) async fn changed(&mut self) {
        if self.receive.recv().await.is_none() {
            // The watcher lives as long as this does.
            std::future::pending::<()>().await;
        }
        while tokio::time::timeout(QUIET, self.receive.recv())
            .await
            .is_ok()
        {}
    }
}

/// How long nothing happens when a file is written.
const QUIET: Duration = Duration::from_millis(15);
