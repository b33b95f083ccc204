//! The bell: a few bytes in a file of their own that say how far the log goes.
//!
//! Whoever shares the journal asks it far more often than it changes, and it is the one witness outside the log: SQLite drops
//! a damaged tail of its write-ahead log without a word. It is rung under the lock, after the commit and before the answer.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use parking_lot::MappedRwLockReadGuard;

use super::files::Beside;
use crate::journal::pause;

const MAGIC: [u8; 8] = *b"cartbell";
const BYTES: usize = 28;
/// A reader may meet the bell while it is written.
const TRIES: u32 = 100;

/// How far the log goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The position of the last frame.
    pub(super) position: u64,
    /// The last position that is known to survive a power cut.
    pub(super) synced: u64,
}

#[derive(Debug)]
pub(super) struct Bell(Told);

/// Where the bell's word comes from.
#[derive(Debug)]
enum Told {
    File(Beside),
    /// A journal that is only read may have no bell: then nobody writes it, and it goes as far as its log went.
    Once(Reading),
}

impl Bell {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Beside::open(path).map(|file| Self(Told::File(file)))
    }

    /// The bell of a journal that is only read, which may have none: then this is what it says.
    pub(super) fn open_read_only(path: &Path, otherwise: Reading) -> io::Result<Self> {
        let told = match Beside::open_read_only(path) {
            Ok(file) if file.file()?.metadata()?.len() > 0 => Told::File(file),
            Ok(_) => Told::Once(otherwise),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Told::Once(otherwise),
            Err(error) => return Err(error),
        };
        Ok(Self(told))
    }

    pub(super) fn reopen(&self) -> io::Result<()> {
        match &self.0 {
            Told::File(file) => file.reopen(),
            Told::Once(_) => Ok(()),
        }
    }

    pub(super) fn close(&self) {
        if let Told::File(file) = &self.0 {
            file.close();
        }
    }

    /// What the bell says; nothing where it is new, or not whole.
    pub(super) fn read(&self) -> Option<Reading> {
        let file = match &self.0 {
            Told::File(file) => file.file().ok()?,
            Told::Once(reading) => return Some(*reading),
        };
        (0..TRIES).find_map(|_| {
            let mut bytes = [0; BYTES];
            file.read_exact_at(&mut bytes, 0).ok()?;
            parse(&bytes)
        })
    }

    /// Whether nobody ever rang it. A power cut in the first opening, before any frame, may leave zeros or a part of a
    /// reading: opening syncs the bell before it lets anybody append.
    pub(super) fn is_new(&self, head: u64) -> io::Result<bool> {
        Ok(head == 0 || self.file()?.metadata()?.len() == 0)
    }

    pub(super) fn ring(&self, reading: Reading) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&reading.position.to_be_bytes());
        bytes.extend_from_slice(&reading.synced.to_be_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        self.file()?.write_all_at(&bytes, 0)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file()?.sync_all()
    }

    /// Lets whoever listens look up: what it says stays as it is, at any moment.
    pub(super) fn nudge(&self) {
        if let Ok(file) = self.file() {
            // Where it fails they look up by themselves.
            let _ = file.write_all_at(&MAGIC, 0);
        }
    }

    /// Whether there is a bell at all.
    pub(super) const fn is_there(&self) -> bool {
        matches!(self.0, Told::File(_))
    }

    fn file(&self) -> io::Result<MappedRwLockReadGuard<'_, File>> {
        match &self.0 {
            Told::File(file) => file.file(),
            Told::Once(_) => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
        }
    }
}

fn parse(bytes: &[u8; BYTES]) -> Option<Reading> {
    let (facts, checksum) = bytes.split_last_chunk::<4>()?;
    let (magic, numbers) = facts.split_first_chunk::<8>()?;
    let (position, synced) = numbers.split_first_chunk::<8>()?;
    let is_whole = *magic == MAGIC && u32::from_be_bytes(*checksum) == crc32fast::hash(facts);
    let synced = u64::from_be_bytes(synced.try_into().ok()?);
    is_whole.then(|| Reading { position: u64::from_be_bytes(*position), synced })
}

/// Hears the bell: the kernel tells (inotify), or somebody has to look.
#[cfg(target_os = "linux")]
#[derive(Debug, Default)]
pub(super) struct Ear(parking_lot::Mutex<Option<nix::sys::inotify::Inotify>>);

#[cfg(target_os = "linux")]
impl Ear {
    pub(super) fn close(&self) {
        *self.0.lock() = None;
    }

    /// Waits until the bell is rung, or for a while. One thread listens; others meanwhile look every millisecond.
    pub(super) fn wait(
        &self,
        bell: &Bell,
        timeout: core::time::Duration,
        has_come: impl Fn() -> bool,
    ) -> bool {
        use std::os::fd::AsFd;

        use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

        let Some(mut ear) = self.0.try_lock() else { return wait_polling(timeout, has_come) };
        if ear.is_none() {
            // Kept from now on: the kernel takes milliseconds to let go of one.
            *ear = listen(bell);
        }
        let Some(inotify) = ear.as_ref() else { return wait_polling(timeout, has_come) };
        while inotify.read_events().is_ok() {}
        // Looked at after the old rings are forgotten: a new one is heard either way.
        if !has_come() {
            let mut heard = [PollFd::new(inotify.as_fd(), PollFlags::POLLIN)];
            let timeout = PollTimeout::try_from(timeout).unwrap_or(PollTimeout::MAX);
            let _ = poll(&mut heard, timeout);
        }
        has_come()
    }
}

#[cfg(target_os = "linux")]
fn listen(bell: &Bell) -> Option<nix::sys::inotify::Inotify> {
    use nix::sys::inotify::{AddWatchFlags, InitFlags, Inotify};

    let inotify = Inotify::init(InitFlags::IN_CLOEXEC | InitFlags::IN_NONBLOCK).ok()?;
    let Told::File(file) = &bell.0 else { return None };
    inotify.add_watch(&file.path, AddWatchFlags::IN_MODIFY).ok()?;
    Some(inotify)
}

/// Hears the bell by looking.
#[cfg(not(target_os = "linux"))]
#[derive(Debug, Default)]
pub(super) struct Ear;

#[cfg(not(target_os = "linux"))]
impl Ear {
    #[allow(clippy::unused_self, reason = "elsewhere there is something to close")]
    pub(super) const fn close(&self) {}

    /// Waits until the bell is rung, or for a while.
    pub(super) fn wait(
        &self,
        _bell: &Bell,
        timeout: core::time::Duration,
        has_come: impl Fn() -> bool,
    ) -> bool {
        wait_polling(timeout, has_come)
    }
}

/// Looks every millisecond, where nobody tells.
#[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
fn wait_polling(timeout: core::time::Duration, has_come: impl Fn() -> bool) -> bool {
    const POLL: core::time::Duration = core::time::Duration::from_millis(1);
    let began = std::time::Instant::now();
    while !has_come() && began.elapsed() < timeout {
        pause(POLL);
    }
    has_come()
}
