//! A panic on demand, for tests of what an app sees of one. What is released has none of it.

#[cfg(debug_assertions)]
mod demand {
    use std::cell::Cell;

    thread_local! {
        static PANICS: Cell<bool> = const { Cell::new(false) };
    }

    /// The next call of this thread panics inside the library.
    #[unsafe(no_mangle)]
    pub extern "C" fn cartpool_mobile_panic() {
        PANICS.set(true);
    }

    pub(crate) fn here() {
        if PANICS.replace(false) {
            // A panic in all but its words on the error stream, of which a test demands thousands.
            std::panic::resume_unwind(Box::new("as a test demanded"));
        }
    }
}

#[cfg(not(debug_assertions))]
mod demand {
    pub(crate) const fn here() {}
}

pub(crate) use demand::here;
