//! Every step of SQLite's on a disk that fails: nothing that was answered is lost, nothing more is answered until the journal
//! is opened anew, reads go on. Proves I43 and I44.

use cartpool::journal::{Durability, SqliteStore};
use std::sync::Arc;

use crate::disk::errand::{self, Ran};
use crate::disk::{Disk, FAULTS, Fault, quick_folder, stride};

#[test]
fn a_synced_journal_outlives_every_failing_step() {
    every_step_fails(Durability::Synced);
}

#[test]
fn a_buffered_journal_outlives_every_failing_step() {
    every_step_fails(Durability::Buffered);
}

fn every_step_fails(durability: Durability) {
    let steps = steps_of(durability);
    assert!(steps > 150, "the errand takes {steps} steps");
    let (mut struck, mut refused) = (0, 0);
    for (fault, number) in FAULTS.into_iter().zip(0..) {
        // Each kind of fault begins elsewhere, so that few steps are never tried.
        for step in (number..steps).step_by(stride(13)) {
            let ran = fails_at(durability, step, fault);
            struck += usize::from(ran.is_some());
            refused += usize::from(ran.is_some_and(|ran| ran.refusal.is_some()));
        }
    }
    assert!(struck > 40 && refused > 20, "{struck} faults struck, and {refused} were told of");
}

/// How many steps the errand takes where nothing fails.
fn steps_of(durability: Durability) -> usize {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let disk = Disk::watch(&path);
    let ran = errand::run(&path, durability, &disk, &mut |_, _| ());
    assert_eq!(ran, Ran { answered: errand::COMMANDS, refusal: None });
    disk.ops().len()
}

/// Runs the errand with one fault; answers how far it came where the fault struck.
fn fails_at(durability: Durability, step: usize, fault: Fault) -> Option<Ran> {
    let story = format!("{fault:?} at step {step}, {}", durability.name());
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let disk = Disk::watch(&path);
    disk.fail_at(step, fault);
    let ran = errand::run(&path, durability, &disk, &mut |engine, ran| match ran
        .refusal
        .map(|error| error.code.name())
    {
        Some("storage_failed") => errand::require_stopped(engine, ran, &story),
        Some("storage_busy") => {}
        other => panic!("{story}: {other:?}"),
    });
    if let Some(refusal) = ran.refusal {
        let code = refusal.code.name();
        assert!(["storage_failed", "storage_busy"].contains(&code), "{story}: {code}");
        assert!(disk.has_struck(), "{story}: refused without a fault");
    }
    disk.mend();
    let anew = SqliteStore::open(&path, durability);
    let anew = anew.unwrap_or_else(|error| panic!("{story}: not opened anew: {error:?}"));
    let engine = errand::engine_on(Arc::new(anew)).unwrap();
    errand::finish(&engine, ran.answered, &story);
    engine.close();
    disk.has_struck().then_some(ran)
}
