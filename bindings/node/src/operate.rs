//! Running an engine: how safe its answers are, how it is doing, and how it ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use cartpool::Engine;
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

use crate::args::Number;
use crate::engine::{engine, keep_closed};
use crate::handles::{Held, find, with};
use crate::json::Json;
use crate::refusal::{answer, number};

#[napi(catch_unwind)]
pub fn engine_durability(engine: Number) -> Option<String> {
    answer(|| Ok(self::engine(&engine)?.durability().name().to_owned()))
}

#[napi(catch_unwind)]
pub fn engine_epoch(engine: Number) -> f64 {
    number(|| Ok(self::engine(&engine)?.epoch().into()))
}

#[napi(catch_unwind)]
pub fn engine_health(engine: Number) -> Option<String> {
    answer(|| {
        let health = with(|handles| match find(&handles.engines, engine.handle())? {
            Held::Open(opened) => Ok(opened.engine.health()),
            Held::Closed { health, .. } => Ok(*health),
        })?;
        let store = health.store.unwrap_or_default();
        let mut json = Json::default();
        json.open('{');
        json.key("isWritable").flag(health.is_writable);
        json.key("durability").text(health.durability.name());
        json.key("carts").number(health.carts);
        json.key("bytes").number(health.bytes);
        json.key("waiting").number(health.waiting);
        json.key("watches").number(health.watches);
        json.key("position").number(store.position);
        json.key("unsavedCarts").number(store.unsaved_streams);
        json.key("fileBytes").number(store.bytes);
        json.close('}');
        Ok(json.into_text())
    })
}

/// Begins to end the engine, within `ms` of which `elapsed_ms` are over; the promise says whether everything was finished.
#[napi(catch_unwind)]
pub fn engine_drain(engine: Number, ms: Number, elapsed_ms: Number) -> Option<AsyncTask<Drain>> {
    answer(|| {
        let ms = ms.u64("ms")?.saturating_sub(elapsed_ms.u64("elapsedMs")?);
        let (handle, time) = (engine.handle(), Duration::from_millis(ms));
        let ended = with(|handles| match find(&handles.engines, handle)? {
            Held::Open(opened) => Ok(Err(opened.engine.clone())),
            Held::Closed { is_done, .. } => Ok(Ok(*is_done)),
        })?;
        Ok(AsyncTask::new(Drain { handle, ended, time }))
    })
}

/// An engine that is being ended.
pub struct Drain {
    handle: u64,
    /// How it ended, or what is to be ended.
    ended: Result<bool, Engine>,
    time: Duration,
}

impl Task for Drain {
    type Output = bool;
    type JsValue = bool;

    /// Runs on a thread of the host's pool.
    fn compute(&mut self) -> napi::Result<bool> {
        Ok(match &self.ended {
            Ok(is_done) => *is_done,
            // Unfinished is what a bug leaves.
            Err(engine) => {
                catch_unwind(AssertUnwindSafe(|| engine.drain(self.time))).unwrap_or(false)
            }
        })
    }

    fn resolve(&mut self, _: Env, is_done: bool) -> napi::Result<bool> {
        if let Err(engine) = &self.ended
            && engine.is_closed()
        {
            keep_closed(self.handle, engine);
        }
        Ok(is_done)
    }
}
