//! Stands between SQLite and the functions that reach its files.
#![allow(
    unsafe_code,
    reason = "SQLite takes its file layer as a table of C functions: tests alone put one in front of it"
)]

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, Weak};

use rusqlite::ffi;

use super::{Disk, Op, Verdict};

/// An open file that is watched.
#[derive(Clone)]
struct Watched {
    disk: Arc<Disk>,
    /// What follows the journal's own name.
    name: String,
    /// The address of the functions that do the work.
    methods: usize,
}

/// Who watches which journal.
static DISKS: Mutex<Vec<(PathBuf, Weak<Disk>)>> = Mutex::new(Vec::new());
/// The watched files that are open, by the address of SQLite's handle.
static FILES: Mutex<BTreeMap<usize, Watched>> = Mutex::new(BTreeMap::new());
/// The address of the VFS that does the work.
static REAL: Mutex<usize> = Mutex::new(0);

fn locked<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets a disk watch a journal's files that are opened from now on.
pub(super) fn watch(path: &Path, disk: &Arc<Disk>) {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(register);
    let mut disks = locked(&DISKS);
    disks.retain(|(_, disk)| disk.strong_count() > 0);
    disks.push((path.into(), Arc::downgrade(disk)));
}

/// Makes a copy of the default VFS that asks here first when a file is opened or deleted, and makes it the default.
fn register() {
    // SAFETY: the default VFS lives as long as the process; the copy is leaked, and so does it. SQLite takes its own lock.
    unsafe {
        let real = ffi::sqlite3_vfs_find(ptr::null());
        assert!(!real.is_null(), "SQLite has a default VFS");
        *locked(&REAL) = real as usize;
        let mut shim = Box::new(*real);
        shim.pNext = ptr::null_mut();
        shim.zName = c"cartpool-tests".as_ptr();
        shim.xOpen = Some(open);
        shim.xDelete = Some(delete);
        let registered = ffi::sqlite3_vfs_register(Box::into_raw(shim), 1);
        assert_eq!(registered, ffi::SQLITE_OK);
    }
}

fn real() -> *mut ffi::sqlite3_vfs {
    *locked(&REAL) as *mut ffi::sqlite3_vfs
}

/// The disk that watches a file, and the file's name to it.
fn watcher(name: *const c_char) -> Option<(Arc<Disk>, String)> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite passes names that end with a zero and outlive the call.
    let name = unsafe { CStr::from_ptr(name) }.to_str().ok()?;
    locked(&DISKS).iter().find_map(|(path, disk)| {
        let ending = name.strip_prefix(path.to_str()?)?;
        Some((disk.upgrade()?, ending.to_owned()))
    })
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: the arguments are SQLite's, handed on as they came to the VFS that this one stands for; `file` has the room it
    // asks for, since the copy kept `szOsFile`, and after success holds a handle whose first field is its functions.
    unsafe {
        let opens = (*real()).xOpen.expect("a VFS opens files");
        let opened = opens(real(), name, file, flags, out_flags);
        if let (ffi::SQLITE_OK, Some((disk, name))) = (opened, watcher(name)) {
            let methods = (*file).pMethods;
            let watched = Watched { disk, name, methods: methods as usize };
            locked(&FILES).insert(file as usize, watched);
            let mut ours = Box::new(*methods);
            ours.xClose = Some(close);
            ours.xWrite = Some(write);
            ours.xTruncate = Some(truncate);
            ours.xSync = Some(sync);
            (*file).pMethods = Box::into_raw(ours);
        }
        opened
    }
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    if let Some((disk, file)) = watcher(name) {
        disk.judge(Op::Delete { file, is_synced: sync_folder != 0 });
    }
    // SAFETY: the arguments are SQLite's, handed on as they came.
    unsafe { (*real()).xDelete.expect("a VFS deletes files")(real(), name, sync_folder) }
}

fn watched(file: *mut ffi::sqlite3_file) -> (Watched, *const ffi::sqlite3_io_methods) {
    let watched = locked(&FILES).get(&(file as usize)).cloned();
    let watched = watched.expect("only watched files have these functions");
    let methods = watched.methods as *const ffi::sqlite3_io_methods;
    (watched, methods)
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let (_, methods) = watched(file);
    locked(&FILES).remove(&(file as usize));
    // SAFETY: `file` is open and SQLite's own; it gets back the functions it was opened with, and the box that `open` leaked
    // for it goes.
    unsafe {
        let ours = (*file).pMethods;
        (*file).pMethods = methods;
        drop(Box::from_raw(ours.cast_mut()));
        (*methods).xClose.expect("a file closes")(file)
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    offset: i64,
) -> c_int {
    let (watched, methods) = watched(file);
    let len = usize::try_from(count).expect("a length is not negative");
    // SAFETY: SQLite passes `count` readable bytes.
    let copy = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), len) }.to_vec();
    let offset_there = u64::try_from(offset).expect("an offset is not negative");
    let op = Op::Write { file: watched.name, offset: offset_there, bytes: copy };
    let (count, code) = match watched.disk.judge(op) {
        Verdict::Goes => (count, ffi::SQLITE_OK),
        Verdict::Fails(code) => return code,
        Verdict::IsCut(len, code) => (c_int::try_from(len).expect("a part is shorter"), code),
    };
    // SAFETY: the arguments are SQLite's, handed on as they came, or fewer bytes of them.
    let written =
        unsafe { (*methods).xWrite.expect("a file is written")(file, bytes, count, offset) };
    if code == ffi::SQLITE_OK { written } else { code }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    let (watched, methods) = watched(file);
    let to = u64::try_from(len).expect("a length is not negative");
    match watched.disk.judge(Op::Truncate { file: watched.name, len: to }) {
        Verdict::Fails(code) | Verdict::IsCut(_, code) => code,
        // SAFETY: the arguments are SQLite's, handed on as they came.
        Verdict::Goes => unsafe { (*methods).xTruncate.expect("a file is cut")(file, len) },
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let (watched, methods) = watched(file);
    match watched.disk.judge(Op::Sync { file: watched.name }) {
        Verdict::Fails(code) | Verdict::IsCut(_, code) => code,
        // SAFETY: the arguments are SQLite's, handed on as they came.
        Verdict::Goes => unsafe { (*methods).xSync.expect("a file is synced")(file, flags) },
    }
}
