//! Forking: what a child inherits is whole, and refused.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::journal;

use crate::table;
use crate::{campaigns, engine, feed, member};

thread_local! {
    /// The locks of every table, between a fork's announcement and its end.
    static HELD: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Nothing of Rust's unwinds into the C library's `fork`.
fn contained(act: impl FnOnce()) {
    let _ = catch_unwind(AssertUnwindSafe(act));
}

/// Makes the process ready to fork: waits until no call of any thread is inside an engine on a file, keeps new ones waiting,
/// and closes what a child would inherit. A program that forks registers the three once, before it opens an engine:
/// `pthread_atfork(cartpool_before_fork, cartpool_after_fork_in_parent, cartpool_after_fork_in_child)`. One that only forks
/// to `exec` need not.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_before_fork() {
    contained(|| {
        HELD.with_borrow_mut(|held| {
            if held.is_empty() {
                journal::before_fork();
                held.extend(member::hold());
                held.extend([feed::hold(), campaigns::hold()]);
                held.extend([engine::hold_carts(), engine::hold_engines()]);
            }
        });
    });
}

/// Ends what `cartpool_before_fork` began, in the process that forked or could not: everything goes on.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_after_fork_in_parent() {
    contained(|| {
        HELD.with_borrow_mut(Vec::clear);
        journal::after_fork_in_parent();
    });
}

/// Begins the life of a forked child: every handle of its parent's is refused with `engine_is_forked`, and it may open
/// engines of its own, on the same file too.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_after_fork_in_child() {
    contained(|| {
        table::begin_generation();
        HELD.with_borrow_mut(Vec::clear);
        journal::after_fork_in_child();
    });
}
