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
        assert!(!PANICS.replace(false), "as a test demanded");
    }
}

#[cfg(not(debug_assertions))]
mod demand {
    pub(crate) const fn here() {}
}

pub(crate) use demand::here;
