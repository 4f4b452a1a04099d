//! Watching files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;

/// Files that are watched.
///
/// Editors write a file in several steps, or put a new one in its place: so its folder is watched, and a
/// change is told when nothing has happened for a moment.
pub(crate) struct Watch {
    send: mpsc::Sender<()>,
    receive: mpsc::Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches files that were read at that time. What has changed since is told too.
    pub(crate) fn new(paths: &[PathBuf], read: SystemTime) -> Result<Self, notify::Error> {
        let (send, receive) = mpsc::channel(1);
        let watch = Self {
            _watcher: watcher(paths, send.clone())?,
            send,
            receive,
        };
        watch.catch_up(paths, read);
        Ok(watch)
    }

    /// Watches other files from now on, as [`new`](Self::new) does. A change that is not yet told is not
    /// lost.
    pub(crate) fn follow(
        &mut self,
        paths: &[PathBuf],
        read: SystemTime,
    ) -> Result<(), notify::Error> {
        self._watcher = watcher(paths, self.send.clone())?;
        self.catch_up(paths, read);
        Ok(())
    }

    /// Tells what has changed before it was watched: a build takes a while, and its files are known at its
    /// end.
    fn catch_up(&self, paths: &[PathBuf], read: SystemTime) {
        let is_newer = |path: &PathBuf| {
            let changed = path.metadata().and_then(|file| file.modified());
            changed.is_ok_and(|changed| changed > read)
        };
        if paths.iter().any(is_newer) {
            // One that waits is enough, so a full channel is no failure.
            self.send.try_send(()).ok();
        }
    }

    /// Waits for a change, and then until nothing more happens.
    pub(crate) async fn changed(&mut self) {
        self.receive.recv().await;
        while tokio::time::timeout(QUIET, self.receive.recv())
            .await
            .is_ok()
        {}
    }
}

fn watcher(paths: &[PathBuf], send: mpsc::Sender<()>) -> Result<RecommendedWatcher, notify::Error> {
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
            // As above.
            send.try_send(()).ok();
        }
    })?;
    for folder in folders {
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// How long nothing happens when a file is written.
const QUIET: Duration = Duration::from_millis(15);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_change_that_is_not_yet_told_outlives_other_files() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one.rs"), folder.path().join("other.rs"));
        std::fs::write(&one, "1").unwrap();
        let mut watch = Watch::new(std::slice::from_ref(&one), SystemTime::now()).unwrap();
        std::fs::write(&one, "2").unwrap();
        while watch.receive.is_empty() {
            tokio::time::sleep(QUIET).await;
        }
        let files = [one, other.clone()];
        watch.follow(&files, SystemTime::now()).unwrap();
        watch.changed().await;
        std::fs::write(other, "3").unwrap();
        watch.changed().await;
    }
    #[tokio::test]
    async fn a_change_before_the_watch_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.rs");
        std::fs::write(&path, "1").unwrap();
        let written = path.metadata().unwrap().modified().unwrap();
        let earlier = written - Duration::from_secs(1);
        let mut watch = Watch::new(std::slice::from_ref(&path), earlier).unwrap();
        watch.changed().await;
        let quiet = tokio::time::timeout(QUIET, watch.changed());
        assert!(quiet.await.is_err(), "it is told once");
        let watch = Watch::new(&[path], written).unwrap();
        assert!(watch.receive.is_empty());
    }
}
