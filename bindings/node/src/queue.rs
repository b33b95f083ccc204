//! Calls that are collected, and committed together on a thread of the host's pool while the event loop goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::{Call, Command, Engine, Error, ErrorCode, Member, Result as CoreResult};
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

use crate::args::{Number, Text};
use crate::engine::new_cart;
use crate::handles::{Batch, Handles, find, keep, with};
use crate::json::Json;
use crate::refusal::{Answer, answer, number, write_refusal};

/// No more calls than this wait in one queue.
const WAITING_MAX: usize = 65_536;

/// What an engine's calls wait in for their group; each thread has its own.
pub(crate) struct Queue {
    pub(crate) engine: Engine,
    waiting: Vec<Waiting>,
}

/// One call, encoded because it outlives the one that brought it.
struct Waiting {
    member: Member,
    commands: Commands,
}

enum Commands {
    One(Vec<u8>),
    Batch(Vec<Vec<u8>>),
}

/// A member whose verbs wait in a queue.
pub(crate) struct Promised {
    member: Member,
    queue: u64,
}

impl Queue {
    /// Answers with the call's place in its group.
    fn take(&mut self, member: Member, commands: Commands) -> Answer<u64> {
        if self.waiting.len() >= WAITING_MAX {
            return Err(ErrorCode::StorageBusy.into());
        }
        let place = self.waiting.len() as u64;
        self.waiting.push(Waiting { member, commands });
        Ok(place)
    }
}

impl Handles {
    fn queue(&mut self, handle: u64) -> Answer<&mut Queue> {
        self.queues.get_mut(handle).ok_or_else(|| ErrorCode::HandleNotValid.into())
    }

    /// Puts a command into the queue behind a promised member's handle; nothing where `handle` is no such.
    pub(crate) fn promise(&mut self, handle: u64, command: &Command<'_>) -> Option<Answer<u64>> {
        let Promised { member, queue } = self.promised.get(handle)?;
        let (member, queue) = (member.clone(), *queue);
        Some(self.queue(queue).and_then(|queue| {
            let commands = Commands::One(command.encode());
            queue.take(member, commands)
        }))
    }
}

#[napi(catch_unwind)]
pub fn engine_queue(engine: Number) -> f64 {
    number(|| {
        with(|handles| {
            let engine = find(&handles.engines, engine.handle())?.opened()?.engine.clone();
            keep(&mut handles.queues, Queue { engine, waiting: Vec::new() })
        })
    })
}

/// The same principal; its verbs wait in the queue.
#[napi(catch_unwind)]
pub fn member_promised(member: Number, queue: Number) -> f64 {
    number(|| {
        with(|handles| {
            let member = find(&handles.members, member.handle())?.clone();
            let queue = queue.handle();
            find(&handles.queues, queue)?;
            keep(&mut handles.promised, Promised { member, queue })
        })
    })
}

/// Puts what the batch holds into the queue, and empties the batch; answers with its place there.
#[napi(catch_unwind)]
pub fn queue_batch(queue: Number, batch: Number) -> f64 {
    number(|| {
        with(|handles| {
            let batch = handles.batches.get_mut(batch.handle());
            let Batch { member, commands } = batch.ok_or(ErrorCode::HandleNotValid)?;
            let (member, commands) = (member.clone(), Commands::Batch(std::mem::take(commands)));
            handles.queue(queue.handle())?.take(member, commands)
        })
    })
}

/// A handle for a cart that is still to be made through the queue.
#[napi(catch_unwind)]
pub fn queue_cart(queue: Number) -> f64 {
    number(|| {
        with(|handles| {
            let engine = &handles.queue(queue.handle())?.engine;
            let cart = engine.cart(engine.new_cart_id());
            keep(&mut handles.carts, cart)
        })
    })
}

/// Puts the making of the cart behind a handle into the queue; answers with its place there.
#[napi(catch_unwind)]
pub fn queue_create_cart(
    queue: Number,
    cart: Number,
    owner: Text,
    currency: Text,
    preset: Option<Text>,
    title: Option<Text>,
    purpose: Option<Text>,
) -> f64 {
    number(|| {
        let new = new_cart(&owner, &currency, preset.as_ref(), title.as_ref(), purpose.as_ref())?;
        let cartpool::NewCart { owner, currency, preset, title, purpose } = new;
        let command = Command::CreateCart { owner, currency, preset, title, purpose };
        with(|handles| {
            let cart = find(&handles.carts, cart.handle())?.system();
            handles.queue(queue.handle())?.take(cart, Commands::One(command.encode()))
        })
    })
}

/// Begins to commit what waits in the queue. The promise's text is a list with an answer for each call in turn: its
/// version, or its refusal.
#[napi(catch_unwind)]
pub fn queue_commit(queue: Number) -> Option<AsyncTask<Group>> {
    answer(|| {
        with(|handles| {
            let queue = handles.queue(queue.handle())?;
            let waiting = std::mem::take(&mut queue.waiting);
            Ok(AsyncTask::new(Group { engine: queue.engine.clone(), waiting }))
        })
    })
}

/// Calls that are committed together.
pub struct Group {
    engine: Engine,
    waiting: Vec<Waiting>,
}

impl Group {
    fn commit(&self) -> Vec<CoreResult<u64>> {
        let decoded: Vec<_> =
            self.waiting.iter().map(|waiting| waiting.commands.decode()).collect();
        let calls = self
            .waiting
            .iter()
            .zip(&decoded)
            .filter_map(|(waiting, commands)| Some(waiting.call(commands.as_ref().ok()?)));
        let mut answers = self.engine.commit_all(&calls.collect::<Vec<_>>()).into_iter();
        let mut answer = || answers.next().unwrap_or_else(|| Err(ErrorCode::InternalError.into()));
        decoded.into_iter().map(|commands| commands.and_then(|_| answer())).collect()
    }
}

impl Commands {
    fn decode(&self) -> CoreResult<Vec<Command<'_>>> {
        let encoded = match self {
            Self::One(command) => std::slice::from_ref(command),
            Self::Batch(commands) => commands,
        };
        encoded.iter().map(|bytes| Command::decode(bytes)).collect()
    }
}

impl Waiting {
    fn call<'a>(&'a self, commands: &'a [Command<'a>]) -> Call<'a> {
        match (&self.commands, commands) {
            (Commands::One(_), [command]) => self.member.call(command),
            _ => self.member.call_batch(commands),
        }
    }
}

impl Task for Group {
    type Output = String;
    type JsValue = String;

    /// Runs on a thread of the host's pool.
    fn compute(&mut self) -> napi::Result<String> {
        let answers = catch_unwind(AssertUnwindSafe(|| self.commit()));
        let bug = || Err(Error::from(ErrorCode::InternalError));
        let answers = answers.unwrap_or_else(|_| vec![bug(); self.waiting.len()]);
        let mut json = Json::default();
        json.open('[');
        for answer in answers {
            match answer {
                Ok(version) => json.number(version),
                Err(error) => write_refusal(&mut json, error.into()),
            }
        }
        json.close(']');
        Ok(json.into_text())
    }

    fn resolve(&mut self, _: Env, answers: String) -> napi::Result<String> {
        Ok(answers)
    }
}
