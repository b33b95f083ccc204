//! Worker processes on one file, and whoever holds them to account.
//!
//! A worker is this test binary once more: it finds its [`Orders`] in the environment and runs [`Orders::obey`]. What a
//! worker means to do, and what it was answered, it writes down outside the journal, so that a kill at any instant leaves at
//! most one command per thread whose fate is open; the worker that takes its place sends that one again with the same id.

mod audit;

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use cartpool::journal::{Durability, SqliteStore};
use cartpool::{
    CartId, CommandId, CommandOptions, Engine, ErrorCode, Limits, Member, NewCart, Options, Result,
};

pub(crate) use audit::Auditor;

const ORDERS: &str = "CARTPOOL_TEST_WORKER";

/// What a worker is to do.
#[derive(Clone, Debug)]
pub(crate) struct Orders {
    pub(crate) folder: PathBuf,
    pub(crate) durability: Durability,
    pub(crate) slots: u32,
    pub(crate) threads: u32,
    /// How many commands each thread sends; endless for the longest.
    pub(crate) commands: u32,
    /// Every so many commands a thread renames the cart, by which that very command can be told; 0 for never.
    pub(crate) renames_every: u32,
}

/// The carts that all share.
const CARTS: u32 = 16;

impl Orders {
    fn text(&self, slot: u32) -> String {
        let Self { durability, slots, threads, commands, renames_every, .. } = self;
        let folder = self.folder.to_str().unwrap();
        let name = durability.name();
        format!("{slot} {name} {slots} {threads} {commands} {renames_every} {folder}")
    }

    /// The orders of this process, with its slot, if it is a worker.
    pub(crate) fn found() -> Option<(Self, u32)> {
        let text = env::var(ORDERS).ok()?;
        let mut words = text.splitn(7, ' ');
        let mut word = || words.next().unwrap();
        let slot = word().parse().unwrap();
        let durability = Durability::named(word()).unwrap();
        let [slots, threads, commands, renames_every] = [(); 4].map(|()| word().parse().unwrap());
        let folder = word().into();
        Some((Self { folder, durability, slots, threads, commands, renames_every }, slot))
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.join("carts.db")
    }

    /// What a thread writes down outside the journal.
    pub(crate) fn notes(&self, who: u32) -> PathBuf {
        self.folder.join(format!("notes-{who}"))
    }

    pub(crate) fn everybody(&self) -> std::ops::Range<u32> {
        0..self.slots * self.threads
    }

    /// An engine on the journal, as every worker opens it.
    pub(crate) fn engine(&self) -> Result<Engine> {
        let limits = Limits {
            quantity_max: 1_000_000,
            members_max: 1_000,
            history_events_max: 65_536,
            ..Limits::default()
        };
        let store = SqliteStore::open(&self.journal(), self.durability)?;
        Engine::open(Options { limits, store: Some(Arc::new(store)), ..Options::default() })
    }

    /// Makes the carts, and seats everybody in theirs.
    pub(crate) fn prepare(&self) -> Vec<CartId> {
        let engine = self.engine().unwrap();
        let carts: Vec<_> = (0..CARTS)
            .map(|_| engine.create_cart(NewCart::new("ana", "EUR")).unwrap().id())
            .collect();
        for who in self.everybody() {
            engine.set_price(&name(who), "EUR", "0.01").unwrap();
            let cart = engine.cart(carts[(who % CARTS) as usize]);
            cart.system().add_member(&name(who), "admin").unwrap();
        }
        engine.close();
        let ids: Vec<String> = carts.iter().map(ToString::to_string).collect();
        fs::write(self.folder.join("carts"), ids.join("\n")).unwrap();
        carts
    }

    /// Starts the worker of a slot.
    pub(crate) fn start(&self, slot: u32) -> Child {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "crash::is_a_worker_where_ordered", "--nocapture"])
            .env(ORDERS, self.text(slot))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// What a worker does.
    pub(crate) fn obey(&self, slot: u32) {
        let engine = self.engine().unwrap();
        let carts = fs::read_to_string(self.folder.join("carts")).unwrap();
        let carts: Vec<CartId> = carts.lines().map(|id| id.parse().unwrap()).collect();
        std::thread::scope(|scope| {
            for thread in 0..self.threads {
                let who = slot * self.threads + thread;
                let member = engine.cart(carts[(who % CARTS) as usize]).member(&name(who));
                scope.spawn(move || self.work(who, &member));
            }
        });
        engine.close();
    }

    /// Sends one command after another, the one whose fate is open first.
    fn work(&self, who: u32, member: &Member) {
        let mut notes = Notes::open(&self.notes(who));
        if let Some((number, id)) = notes.open {
            notes.answered(number, self.send(member, who, number, id));
        }
        for number in notes.next..self.commands {
            let random = u128::from(who) << 32 | u128::from(number);
            let id = CommandId::from_parts(member_now(), random);
            notes.meant(number, id);
            notes.answered(number, self.send(member, who, number, id));
        }
    }

    fn send(&self, member: &Member, who: u32, number: u32, id: CommandId) -> Result<u64> {
        let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
        let member = member.with(options);
        loop {
            let answer = if self.is_rename(number) {
                member.rename_cart(Some(&title(who, number)), None)
            } else {
                member.add_item(&name(who), 1)
            };
            // On a machine with more to do than it can, somebody waits too long, and tries again as they are told.
            match answer {
                Err(error) if error.code == ErrorCode::StorageBusy => {}
                answer => return answer,
            }
        }
    }

    pub(crate) const fn is_rename(&self, number: u32) -> bool {
        self.renames_every > 0 && number % self.renames_every == 0
    }
}

/// The time, for the ids of commands.
fn member_now() -> u64 {
    use cartpool::Clock;
    cartpool::SystemClock.now_ms()
}

/// The name of a thread's member, and of what it adds.
pub(crate) fn name(who: u32) -> String {
    format!("w{who}")
}

pub(crate) fn title(who: u32, number: u32) -> String {
    format!("{who} {number}")
}

/// What one thread meant to do and was answered, in a file that outlives it: `? number id`, `= number version`.
pub(crate) struct Notes {
    file: Option<File>,
    /// The command whose answer is not there.
    pub(crate) open: Option<(u32, CommandId)>,
    /// The first that was never meant.
    pub(crate) next: u32,
    /// What was answered, and with which version.
    pub(crate) answers: Vec<(u32, u64)>,
}

impl Notes {
    fn open(path: &Path) -> Self {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if !text.is_empty() && !text.ends_with('\n') {
            // Cut in the middle of a line, which then was never read.
            writeln!(file).unwrap();
        }
        Self { file: Some(file), ..Self::of(&text) }
    }

    pub(crate) fn read(path: &Path) -> Self {
        Self::of(&fs::read_to_string(path).unwrap_or_default())
    }

    fn of(text: &str) -> Self {
        let mut notes = Self { file: None, open: None, next: 0, answers: Vec::new() };
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["?", number, id, "."] => {
                    let number = number.parse().unwrap();
                    notes.open = Some((number, id.parse().unwrap()));
                    notes.next = number + 1;
                }
                ["=", number, version, "."] => {
                    notes.answers.push((number.parse().unwrap(), version.parse().unwrap()));
                    notes.open = None;
                }
                _ => {}
            }
        }
        notes
    }

    fn write(&mut self, line: &str) {
        // One write a line: what a kill may cut is only the last.
        self.file.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
    }

    fn meant(&mut self, number: u32, id: CommandId) {
        self.write(&format!("? {number} {id} .\n"));
    }

    fn answered(&mut self, number: u32, answer: Result<u64>) {
        let version = answer.unwrap_or_else(|error| panic!("command {number}: {error}"));
        self.write(&format!("= {number} {version} .\n"));
    }
}
