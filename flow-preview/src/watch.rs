//! Watching a file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{RecursiveMode, Watcher};
use tokio::sync::mpsc;

/// Calls a function with the text of a file whenever that changes.
///
/// Editors write a file in several steps, or put a new one in its place: so its folder is watched, and the
/// file is read when nothing has happened for a moment.
pub(crate) async fn watch(
    path: PathBuf,
    mut changed: impl FnMut(std::io::Result<String>),
) -> Result<(), notify::Error> {
    let (send, mut receive) = mpsc::channel(1);
    let name = path.file_name().map(ToOwned::to_owned);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let concerns = match &event {
            Ok(event) if event.kind.is_access() => false,
            Ok(event) => event
                .paths
                .iter()
                .any(|path| path.file_name() == name.as_deref()),
            Err(_) => true,
        };
        if concerns {
            // One that waits is enough, so a full channel is no failure.
            send.try_send(()).ok();
        }
    })?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    while receive.recv().await.is_some() {
        while tokio::time::timeout(QUIET, receive.recv()).await.is_ok() {}
        changed(std::fs::read_to_string(&path));
    }
    Ok(())
}

/// How long nothing happens when a file is written.
const QUIET: Duration = Duration::from_millis(15);
