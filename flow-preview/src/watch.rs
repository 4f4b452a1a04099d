//! Watching files.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Files that are watched.
///
/// Editors write a file in several steps, or put a new one in its place: so its folder is watched, and a
/// change is told when nothing has happened for a moment.
pub(crate) struct Watch {
    paths: Vec<PathBuf>,
    /// How they were when they were last looked at.
    stamps: Vec<Stamp>,
    send: mpsc::Sender<()>,
    receive: mpsc::Receiver<()>,
    _watcher: RecommendedWatcher,
}

/// When a file was changed, and its length. `None` if there is none.
type Stamp = Option<(SystemTime, u64)>;

impl Watch {
    /// Watches files that were read at that time. What has changed since is told too.
    pub(crate) fn new(paths: &[PathBuf], read: SystemTime) -> io::Result<Self> {
        let (send, receive) = mpsc::channel(1);
        let watch = Self {
            paths: paths.to_vec(),
            stamps: stamps(paths),
            _watcher: watcher(paths, send.clone()).map_err(io::Error::other)?,
            send,
            receive,
        };
        watch.catch_up(read);
        Ok(watch)
    }

    /// Watches other files from now on, as [`new`](Self::new) does. A change that is not yet told is not
    /// lost.
    pub(crate) fn follow(&mut self, paths: &[PathBuf], read: SystemTime) -> io::Result<()> {
        self._watcher = watcher(paths, self.send.clone()).map_err(io::Error::other)?;
        self.paths = paths.to_vec();
        self.stamps = stamps(paths);
        self.catch_up(read);
        Ok(())
    }

    /// Tells what has changed before it was watched: a build takes a while, and its files are known at its
    /// end.
    fn catch_up(&self, read: SystemTime) {
        let mut stamps = self.stamps.iter().flatten();
        if stamps.any(|(changed, _)| *changed > read) {
            // One that waits is enough, so a full channel is no failure.
            self.send.try_send(()).ok();
        }
    }

    /// Waits for a change, and then until nothing more happens.
    pub(crate) async fn changed(&mut self) {
        while timeout(PATIENCE, self.receive.recv()).await.is_err() {
            if stamps(&self.paths) != self.stamps {
                // It was not told: a folder was put in the place of another, a link leads elsewhere, or the disk
                // tells nothing. A folder that is not there now is looked for again.
                if let Ok(watcher) = watcher(&self.paths, self.send.clone()) {
                    self._watcher = watcher;
                }
                break;
            }
        }
        while timeout(QUIET, self.receive.recv()).await.is_ok() {}
        self.stamps = stamps(&self.paths);
    }
}

fn stamps(paths: &[PathBuf]) -> Vec<Stamp> {
    let stamp = |path: &PathBuf| {
        let file = path.metadata().ok()?;
        Some((file.modified().ok()?, file.len()))
    };
    paths.iter().map(stamp).collect()
}

fn watcher(paths: &[PathBuf], send: mpsc::Sender<()>) -> notify::Result<RecommendedWatcher> {
    let folder_of = |path: &Path| match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    // Of a link, the file that it leads to is watched too.
    let mut all: BTreeSet<PathBuf> = paths.iter().cloned().collect();
    all.extend(paths.iter().filter_map(|path| path.canonicalize().ok()));
    let folders: BTreeSet<PathBuf> = all.iter().map(|path| folder_of(path)).collect();
    let names: HashSet<_> = all
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_owned()))
        .collect();
    // A new module may be what keeps a program from being built, so nobody knows yet that it belongs there.
    let is_rust = |path: &Path| path.extension().is_some_and(|end| end == "rs");
    let any_rust = all.iter().any(|path| is_rust(path));
    let concerns = move |event: &notify::Result<notify::Event>| match event {
        Ok(event) if event.kind.is_access() => false,
        Ok(event) => event.paths.iter().any(|path| {
            let name = path.file_name();
            name.is_some_and(|name| names.contains(name)) || any_rust && is_rust(path)
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

/// After so long without news the files are looked at.
const PATIENCE: Duration = Duration::from_secs(1);

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
        let quiet = timeout(QUIET, watch.changed());
        assert!(quiet.await.is_err(), "it is told once");
        let watch = Watch::new(&[path], written).unwrap();
        assert!(watch.receive.is_empty());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_a_link_leads_to_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other, link] = ["one/a.json", "other/b.json", "link.json"];
        let [one, other, link] = [one, other, link].map(|name| folder.path().join(name));
        for path in [&one, &other] {
            std::fs::create_dir(path.parent().unwrap()).unwrap();
            std::fs::write(path, "1").unwrap();
        }
        std::os::unix::fs::symlink(&one, &link).unwrap();
        let mut watch = Watch::new(std::slice::from_ref(&link), SystemTime::now()).unwrap();
        std::fs::write(&one, "23").unwrap();
        let told = timeout(PATIENCE / 2, watch.changed()).await;
        assert!(told.is_ok(), "before its files are looked at");
        std::fs::remove_file(&link).unwrap();
        std::os::unix::fs::symlink(&other, &link).unwrap();
        watch.changed().await;
        std::fs::write(&other, "456").unwrap();
        watch.changed().await;
    }

    #[tokio::test]
    async fn a_folder_may_be_put_in_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let flows = folder.path().join("flows");
        let path = flows.join("a.json");
        let put = |text: &str| {
            std::fs::create_dir(&flows).unwrap();
            std::fs::write(&path, text).unwrap();
        };
        put("1");
        let mut watch = Watch::new(std::slice::from_ref(&path), SystemTime::now()).unwrap();
        std::fs::remove_dir_all(&flows).unwrap();
        watch.changed().await;
        put("23");
        watch.changed().await;
        std::fs::write(&path, "456").unwrap();
        let told = timeout(PATIENCE / 2, watch.changed()).await;
        assert!(told.is_ok(), "the new folder is watched");
    }
}
