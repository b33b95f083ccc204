//! The power goes at every step, and again while the journal is opened after that. What was answered as synced is there; of
//! what was buffered a prefix is, and whoever saw more is told to start over. Proves I39, I41 and I42.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use cartpool::journal::{Durability, SqliteStore, Store};
use cartpool::{CommandId, CommandOptions, Cursor, Engine, NewCart, Options};

use crate::disk::errand;
use crate::disk::{Disk, Files, Op, Survives, beside, quick_folder, stride};

#[test]
fn a_synced_journal_has_everything_after_a_power_cut() {
    the_power_goes(Durability::Synced);
}

#[test]
fn a_buffered_journal_has_a_prefix_after_a_power_cut_and_says_so() {
    let lost = the_power_goes(Durability::Buffered);
    assert!(lost > 10, "a power cut took something back {lost} times");
}

/// Whoever opens a journal as synced vouches for what others only buffered, and so syncs it; who merely finds a frame that
/// its writer did not live to ring for vouches for nothing. Otherwise a power cut would leave a journal that nobody opens.
#[test]
fn nobody_vouches_for_what_nobody_synced() {
    const COMMANDS: usize = 8;
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let disk = Disk::watch(&path);
    let buffered = Arc::new(SqliteStore::open(&path, Durability::Buffered).unwrap());
    let engine = errand::engine_on(Arc::<SqliteStore>::clone(&buffered)).unwrap();
    errand::begin(&engine, COMMANDS);
    let cut = |answered| Cut {
        durability: Durability::Synced,
        answered,
        step: disk.ops().len(),
        survives: Survives::Nothing,
    };
    let lose = |answered| {
        let cut = cut(answered);
        let bell = fs::read(beside(&path, "-bell")).unwrap();
        cut.opens_again(&disk.image(cut.step, cut.survives), Some(&bell), false);
    };
    lose(0);
    let synced = SqliteStore::open(&path, Durability::Synced).unwrap();
    lose(COMMANDS);
    // One that writes and dies before it rings.
    let before = fs::read(beside(&path, "-bell")).unwrap();
    errand::begin(&engine, COMMANDS + 1);
    fs::write(beside(&path, "-bell"), before).unwrap();
    drop(synced.turn(std::time::Duration::from_secs(5)).unwrap());
    assert_eq!(synced.head(), buffered.head(), "it rings in the other's place");
    lose(COMMANDS);
}

/// How a cut is survived at each step; the last by chance, differently at each.
fn survivals(step: usize) -> [Survives; 4] {
    let seed = step as u64;
    let [one, other] = [seed, seed + 1_000_000].map(Survives::Some);
    [Survives::Nothing, Survives::Everything, one, other]
}

/// Cuts the power at every step of the errand; answers how often something answered was lost.
fn the_power_goes(durability: Durability) -> usize {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let disk = Disk::watch(&path);
    let ran = errand::run(&path, durability, &disk, &mut |_, _| ());
    assert_eq!(ran.answered, errand::COMMANDS);
    let ops = disk.ops();
    let mut lost = 0;
    for step in (0..=ops.len()).step_by(stride(17)) {
        let answered = answered(&ops, step);
        let bells = bells(&disk, step);
        for (survives, number) in survivals(step).into_iter().zip(step..) {
            let cut = Cut { durability, answered, step, survives };
            let files = disk.image(step, survives);
            // What the bell held last, and one of the other things it may hold.
            for bell in [bells.first(), bells.get(number % bells.len())].into_iter().flatten() {
                let is_deep = (step + number) % (5 * stride(5)) == 0;
                lost += usize::from(cut.opens_again(&files, bell.as_deref(), is_deep));
            }
        }
    }
    lost
}

/// How many commands had been answered before a step.
fn answered(ops: &[Op], step: usize) -> usize {
    let before = ops.iter().take(step).rev();
    let mut answers = before.filter_map(|op| match op {
        Op::Answered { commands } => Some(*commands),
        _ => None,
    });
    answers.next().unwrap_or(0)
}

/// What the bell may hold after the cut: first what it held before; anything it held earlier; nothing, or no bell. Until the
/// first opening has synced it also zeros: the file was made longer, and what was written to it was not yet.
fn bells(disk: &Disk, step: usize) -> Vec<Option<Vec<u8>>> {
    let mut bells: Vec<_> = disk.bells(step).into_iter().rev().map(Some).collect();
    if bells.is_empty() {
        bells.push(None);
    }
    bells.truncate(6);
    bells.extend([None, Some(Vec::new())]);
    // Nothing follows the first ring before it is synced.
    let is_synced = step > 0 && disk.bells(step - 1).iter().any(|bell| !bell.is_empty());
    if !is_synced {
        bells.push(Some(vec![0; 28]));
    }
    bells
}

/// One power cut.
#[derive(Clone, Copy)]
struct Cut {
    durability: Durability,
    answered: usize,
    step: usize,
    survives: Survives,
}

impl Cut {
    /// Opens what is left, on a machine that was started again; answers whether something answered was lost. Where it
    /// `is_deep`, the power goes at every step of that, too.
    fn opens_again(self, files: &Files, bell: Option<&[u8]>, is_deep: bool) -> bool {
        let folder = quick_folder();
        let path = folder.path().join("carts.db");
        restore(&path, files, bell);
        let disk = is_deep.then(|| Disk::watch(&path));
        let Self { durability, answered, step, survives } = self;
        let story = format!(
            "{} at step {step}, {answered} answered, {survives:?} survives, bell {bell:?}",
            durability.name()
        );
        let has_lost = self.finish(&path, &story, "the second");
        let Some(disk) = disk else { return has_lost };
        // Until something was answered, what was there before must be there after each further cut.
        let steps = disk.ops().len().min(60);
        for step in (0..steps).step_by(stride(5)) {
            for survives in survivals(step) {
                let folder = quick_folder();
                let path = folder.path().join("carts.db");
                let bells = disk.bells(step);
                restore(
                    &path,
                    &disk.image(step, survives),
                    bells.last().map(Vec::as_slice).or(bell),
                );
                let story = format!("{story}, and again at step {step}, {survives:?}");
                self.finish(&path, &story, "the third");
            }
        }
        has_lost
    }

    fn finish(self, path: &Path, story: &str, boot: &str) -> bool {
        let Self { durability, answered, .. } = self;
        let anew = SqliteStore::open_in_boot(path, durability, boot);
        let anew = anew.unwrap_or_else(|error| panic!("{story}: not opened: {error:?}"));
        let engine = errand::engine_on(Arc::new(anew)).unwrap();
        let must_be_there = if durability == Durability::Synced { answered } else { 0 };
        let epoch = engine.epoch();
        let version = (answered as u64).saturating_sub(1);
        let there = errand::feed(&engine).len() as u64;
        let has_lost = there < version;
        if has_lost {
            assert!(epoch > 1, "{story}: versions went back and the epoch did not rise");
            let cursor = Cursor { epoch: 1, version };
            let starts_over = there == 0 || errand::starts_over(&engine, cursor);
            assert!(starts_over, "{story}: a cursor goes on over a loss");
        }
        errand::finish(&engine, must_be_there, story);
        engine.close();
        has_lost
    }
}

fn restore(path: &Path, files: &Files, bell: Option<&[u8]>) {
    for (name, bytes) in files {
        fs::write(beside(path, name), bytes).unwrap();
    }
    if let Some(bell) = bell {
        fs::write(beside(path, "-bell"), bell).unwrap();
    }
}

fn engine(path: &Path, durability: Durability) -> Engine {
    Engine::open(Options::on_file(path, durability).unwrap()).unwrap()
}

/// Of two engines on one file one promises less. What it only buffered is synced before the other answers from it, be it a
/// command that is sent again or one that has nothing left to do.
#[test]
fn a_synced_engine_answers_from_nothing_that_was_only_buffered() {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let [synced, buffered] =
        [Durability::Synced, Durability::Buffered].map(|durability| engine(&path, durability));
    synced.set_price("TEA", "EUR", "4.50").unwrap();
    let cart = synced.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.member("ana").add_item("TEA", 1).unwrap();
    let ana = |engine: &Engine| engine.cart(cart.id()).member("ana");
    let marks = || {
        let marks = SqliteStore::open_read_only(&path).unwrap().marks().unwrap();
        (marks.position, marks.synced.unwrap())
    };
    let command_id = Some(CommandId::from_parts(1, 1));
    let options = CommandOptions { command_id, ..CommandOptions::default() };
    let version = ana(&buffered).with(options).add_item("TEA", 1).unwrap();
    assert_eq!(marks(), (4, 3), "it is not synced");
    assert_eq!(ana(&synced).with(options).add_item("TEA", 1), Ok(version));
    assert_eq!(marks(), (4, 4));
    let version = ana(&buffered).rename_cart(Some("lunch"), None).unwrap();
    assert_eq!(marks(), (5, 4), "it is not synced");
    assert_eq!(ana(&synced).rename_cart(Some("lunch"), None), Ok(version));
    assert_eq!(marks(), (5, 5));
}
