//! The audit finds nothing in what engines wrote, and everything that was put into a log by another hand.

use std::sync::Arc;

use cartpool::audit::{Audit, verify};
use cartpool::journal::{Durability, MemoryStore, SqliteStore};
use tempfile::TempDir;

use crate::agreement::steps_of;
use crate::driver::{Opener, Pair};

/// Steps of a script: long enough for several sealed blocks.
const STEPS: usize = 700;

#[test]
fn nothing_is_found_after_random_scripts_in_memory() {
    for seed in 0..20_u64 {
        let store = MemoryStore::new();
        let kept = store.clone();
        let opener: Opener = Arc::new(move || Arc::new(kept.clone()));
        let mut pair = Pair::on_store(seed.to_le_bytes()[0], seed, opener);
        pair.play(&steps_of(seed, STEPS));
        let audit = Audit { wants_listed_prices: seed % 2 == 1, ..Audit::default() };
        let report = verify(&store, audit).unwrap();
        assert!(report.is_sound(), "seed {seed}: {:#?}", report.findings);
        assert_eq!((report.carts, report.carts_unsettled, report.passes), (1, 0, 1));
        assert_eq!(report.events, pair.cart.system().version().unwrap());
    }
}

#[test]
fn nothing_is_found_after_random_scripts_on_a_file() {
    let folder = TempDir::new().unwrap();
    for seed in 60..66_u64 {
        let path = folder.path().join(format!("{seed}.db"));
        let open = move || SqliteStore::open(&path, Durability::Buffered).unwrap();
        let opener: Opener = {
            let open = open.clone();
            Arc::new(move || Arc::new(open()))
        };
        let mut pair = Pair::on_store(seed.to_le_bytes()[0], seed, opener);
        pair.play(&steps_of(seed, STEPS));
        let report = verify(&open(), Audit::default()).unwrap();
        assert!(report.is_sound(), "seed {seed}: {:#?}", report.findings);
        assert_eq!(report.events, pair.cart.system().version().unwrap());
    }
}
