//! A disk that is watched: it writes down what SQLite does to a journal's files, and fails where it is told to.
//!
//! SQLite reaches every file through a table of functions, its VFS; [`shim`] puts this one in front of it for the files that
//! a [`Disk`] names, and changes nothing for others. What a power cut may leave is worked out from what was written down
//! ([`image`](Disk::image)). The bell is the one file that SQLite does not write: its bytes are noted at every step.

pub(crate) mod errand;
mod shim;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cartpool::SeededRandom;
use rusqlite::ffi;
use tempfile::TempDir;

/// Something that was done to a file, which is named by what follows the journal's own name.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    Write {
        file: String,
        offset: u64,
        bytes: Vec<u8>,
    },
    Truncate {
        file: String,
        len: u64,
    },
    Sync {
        file: String,
    },
    /// Whether the folder was synced with it.
    Delete {
        file: String,
        is_synced: bool,
    },
    /// So many commands have been answered.
    Answered {
        commands: usize,
    },
}

/// How a step fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// This one fails, and none after it.
    Once,
    /// This one and all after it.
    ForGood,
    /// From here on there is no room.
    Full,
    /// Half of what is to be written is, and none after that.
    Short,
    /// From here on no sync succeeds.
    NoSync,
    /// This one sync fails.
    NoSyncOnce,
}

pub(crate) const FAULTS: [Fault; 6] =
    [Fault::Once, Fault::ForGood, Fault::Full, Fault::Short, Fault::NoSync, Fault::NoSyncOnce];

/// What becomes of a step.
pub(crate) enum Verdict {
    Goes,
    Fails(i32),
    /// So many bytes are written, and then it fails.
    IsCut(usize, i32),
}

/// A journal's files by what follows its own name, with what they hold.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A watched journal.
#[derive(Debug)]
pub(crate) struct Disk {
    path: PathBuf,
    /// What the files held before anything was watched.
    before: Files,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    ops: Vec<Op>,
    /// What the bell held after each step, where it had changed.
    bells: Vec<(usize, Vec<u8>)>,
    fault: Option<(usize, Fault)>,
    has_struck: bool,
}

/// What survives of the steps that were not synced when the power went.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Survives {
    Nothing,
    Everything,
    /// By chance some sectors of some writes, in any order.
    Some(u64),
}

impl Disk {
    /// Watches the journal at this path from now on.
    pub(crate) fn watch(path: &Path) -> Arc<Self> {
        let before = ["", "-wal"].map(|name| (name, fs::read(beside(path, name))));
        let before = before.into_iter().filter_map(|(name, file)| Some((name.into(), file.ok()?)));
        let (before, state) = (before.collect(), Mutex::default());
        let disk = Arc::new(Self { path: path.into(), before, state });
        shim::watch(path, &disk);
        disk
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the step with this number fail.
    pub(crate) fn fail_at(&self, step: usize, fault: Fault) {
        self.state().fault = Some((step, fault));
    }

    /// Lets nothing fail any more.
    pub(crate) fn mend(&self) {
        self.state().fault = None;
    }

    /// Whether anything has failed.
    pub(crate) fn has_struck(&self) -> bool {
        self.state().has_struck
    }

    pub(crate) fn ops(&self) -> Vec<Op> {
        self.state().ops.clone()
    }

    /// Notes that so many commands have been answered.
    pub(crate) fn answered(&self, commands: usize) {
        self.note(Op::Answered { commands });
    }

    /// Every different thing the bell held up to a step, oldest first.
    pub(crate) fn bells(&self, step: usize) -> Vec<Vec<u8>> {
        let state = self.state();
        let bells = state.bells.iter().take_while(|(at, _)| *at <= step);
        bells.map(|(_, bytes)| bytes.clone()).collect()
    }

    fn note(&self, op: Op) {
        let bell = fs::read(beside(&self.path, "-bell")).unwrap_or_default();
        let mut state = self.state();
        let step = state.ops.len();
        // What the bell holds now it has held since after the step before.
        if state.bells.last().is_none_or(|(_, last)| *last != bell) {
            state.bells.push((step, bell));
        }
        state.ops.push(op);
    }

    /// Notes a step and says what becomes of it.
    fn judge(&self, op: Op) -> Verdict {
        let mut state = self.state();
        let step = state.ops.len();
        let verdict = match state.fault {
            Some((at, fault)) if step >= at => verdict(&op, fault, step == at, state.has_struck),
            _ => Verdict::Goes,
        };
        state.has_struck |= !matches!(verdict, Verdict::Goes);
        drop(state);
        self.note(op);
        verdict
    }

    /// What the files may hold after a power cut before the step with this number.
    pub(crate) fn image(&self, step: usize, survives: Survives) -> Files {
        let old = |bytes: &Vec<u8>| Pending { bytes: Some(bytes.clone()), waiting: Vec::new() };
        let before = self.before.iter().map(|(name, bytes)| (name.clone(), old(bytes)));
        let mut files: BTreeMap<String, Pending> = before.collect();
        let state = self.state();
        for op in state.ops.iter().take(step) {
            match op {
                Op::Write { file, .. } | Op::Truncate { file, .. } => {
                    files.entry(file.clone()).or_default().waiting.push(op);
                }
                Op::Delete { file, is_synced } => {
                    let pending = files.entry(file.clone()).or_default();
                    pending.waiting.push(op);
                    if *is_synced {
                        pending.sync();
                    }
                }
                Op::Sync { file } => files.entry(file.clone()).or_default().sync(),
                Op::Answered { .. } => {}
            }
        }
        let kept = files.into_iter().map(|(name, pending)| (name, pending.lose(survives)));
        kept.filter_map(|(name, bytes)| Some((name, bytes?))).collect()
    }
}

fn verdict(op: &Op, fault: Fault, is_here: bool, has_struck: bool) -> Verdict {
    let code = match op {
        Op::Write { .. } => ffi::SQLITE_IOERR_WRITE,
        Op::Sync { .. } => ffi::SQLITE_IOERR_FSYNC,
        Op::Truncate { .. } => ffi::SQLITE_IOERR_TRUNCATE,
        Op::Delete { .. } | Op::Answered { .. } => return Verdict::Goes,
    };
    let is_sync = matches!(op, Op::Sync { .. });
    match (fault, op) {
        (Fault::Once, _) if is_here => Verdict::Fails(code),
        (Fault::ForGood, _) => Verdict::Fails(code),
        (Fault::Full, Op::Write { .. }) => Verdict::Fails(ffi::SQLITE_FULL),
        (Fault::Short, Op::Write { bytes, .. }) if is_here => Verdict::IsCut(bytes.len() / 2, code),
        (Fault::NoSync, _) if is_sync => Verdict::Fails(code),
        // The next sync from here on.
        (Fault::NoSyncOnce, _) if is_sync && !has_struck => Verdict::Fails(code),
        _ => Verdict::Goes,
    }
}

/// A file on the medium, and what has been asked of it since its last sync.
#[derive(Default)]
struct Pending<'o> {
    bytes: Option<Vec<u8>>,
    waiting: Vec<&'o Op>,
}

impl Pending<'_> {
    fn sync(&mut self) {
        for op in self.waiting.drain(..) {
            apply(&mut self.bytes, op);
        }
    }

    /// What is left of the file after the power went.
    fn lose(mut self, survives: Survives) -> Option<Vec<u8>> {
        match survives {
            Survives::Nothing => {}
            Survives::Everything => self.sync(),
            Survives::Some(seed) => {
                let random = SeededRandom::new(seed);
                for op in self.waiting {
                    apply_some(&mut self.bytes, op, &random);
                }
            }
        }
        self.bytes
    }
}

fn apply(file: &mut Option<Vec<u8>>, op: &Op) {
    match op {
        Op::Write { offset, bytes, .. } => put(file, *offset, bytes),
        Op::Truncate { len, .. } => {
            file.get_or_insert_default().resize(usize::try_from(*len).unwrap(), 0);
        }
        Op::Delete { .. } => *file = None,
        Op::Sync { .. } | Op::Answered { .. } => {}
    }
}

/// Some of a step's sectors: each lost or written by chance, all of them as often as none.
fn apply_some(file: &mut Option<Vec<u8>>, op: &Op, random: &SeededRandom) {
    const SECTOR: usize = 512;
    match (op, random.next_u64() % 4) {
        (_, 0) => {}
        (Op::Write { offset, bytes, .. }, 1) => {
            for (sector, place) in bytes.chunks(SECTOR).zip((*offset..).step_by(SECTOR)) {
                if random.next_u64() % 2 == 0 {
                    put(file, place, sector);
                }
            }
        }
        _ => apply(file, op),
    }
}

fn put(file: &mut Option<Vec<u8>>, offset: u64, bytes: &[u8]) {
    let file = file.get_or_insert_default();
    let offset = usize::try_from(offset).unwrap();
    let end = offset + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[offset..end].copy_from_slice(bytes);
}

/// The path with something after its last letter.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A folder for many small journals: in memory where that can be had, since what a sync costs proves nothing here.
pub(crate) fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    folder.unwrap()
}

/// How far apart the steps are that an ordinary run tries; `CARTPOOL_EVERY_STEP=1` tries all, as before a release.
pub(crate) fn stride(ordinary: usize) -> usize {
    if std::env::var_os("CARTPOOL_EVERY_STEP").is_some() { 1 } else { ordinary }
}
