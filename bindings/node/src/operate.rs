//! Running an engine: how safe its answers are, how it is doing, and how it ends.

use std::time::Duration;

use cartpool::Engine;
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

use crate::args::Number;
use crate::engine::engine;
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
        let health = self::engine(&engine)?.health();
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
        let (engine, time) = (self::engine(&engine)?, Duration::from_millis(ms));
        Ok(AsyncTask::new(Drain { engine, time }))
    })
}

/// An engine that is being ended.
pub struct Drain {
    engine: Engine,
    time: Duration,
}

impl Task for Drain {
    type Output = bool;
    type JsValue = bool;

    /// Runs on a thread of the host's pool.
    fn compute(&mut self) -> napi::Result<bool> {
        Ok(self.engine.drain(self.time))
    }

    fn resolve(&mut self, _: Env, is_done: bool) -> napi::Result<bool> {
        crate::engine::forget_closed();
        Ok(is_done)
    }
}
