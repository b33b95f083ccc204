//! The engine, its price list, and the way from it to carts and principals.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cartpool::journal::{SqliteStore, Store};
use cartpool::{
    CommandOptions, Durability, Engine, Error, ErrorCode, Limits, ManualClock, NewCart, Options,
    Preset, Prices, Rates, SeededRandom, Token,
};
use napi_derive::napi;

use crate::args::{Number, Numbers, Text, Texts};
use crate::handles::{self, Batch, Held, Opened, find, keep, with};
use crate::json::Json;
use crate::refusal::{Answer, Refusal, answer, number};

/// Engines by name, so that worker threads share one. A closed engine leaves its name free.
static NAMED: Mutex<BTreeMap<String, Opened>> = Mutex::new(BTreeMap::new());

fn named() -> MutexGuard<'static, BTreeMap<String, Opened>> {
    NAMED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens an engine, or finds the open one of this name; whoever opens first decides its options.
#[napi(catch_unwind)]
#[allow(
    clippy::too_many_arguments,
    reason = "index.js lays the options out; an object would cost a read per field"
)]
pub fn engine_open(
    path: Option<Text>,
    durability: Option<Text>,
    name: Option<Text>,
    prices: Option<Text>,
    limit_names: Texts,
    limit_values: Numbers,
    rates: Option<Numbers>,
    max_bytes: Option<Number>,
    manual_clock_ms: Option<Number>,
    seed: Option<Number>,
) -> f64 {
    number(|| {
        let mut options =
            Options { limits: limits(&limit_names, &limit_values)?, ..Options::default() };
        options.prices = prices.as_ref().map_or(Ok(Prices::List), prices_of)?;
        options.rates = rates.as_ref().map(rates_of).transpose()?;
        options.max_bytes = max_bytes.map(|bytes| bytes.u64("maxBytes")).transpose()?;
        if let Some(seed) = seed {
            options.random = Arc::new(SeededRandom::new(seed.u64("seed")?));
        }
        let now_ms = manual_clock_ms.map(|ms| ms.u64("manualClockMs")).transpose()?;
        let clock = now_ms.map(|ms| Arc::new(ManualClock::at(ms)));
        if let Some(clock) = &clock {
            options.clock = clock.clone();
        }
        let file = file_of(path.as_ref(), durability.as_ref())?;
        let open = || {
            let mut options = options;
            options.store = file.map(open_file).transpose()?;
            Ok(Opened { engine: Engine::open(options)?, clock })
        };
        let opened = match &name {
            Some(name) => open_named(name.get("name")?, open)?,
            None => open()?,
        };
        with(|handles| keep(&mut handles.engines, Held::Open(opened)))
    })
}

/// The file's path and durability, where there is to be a file.
fn file_of(
    path: Option<&Text>,
    durability: Option<&Text>,
) -> Answer<Option<(PathBuf, Durability)>> {
    const CHOICES: &[Durability] = &[Durability::Synced, Durability::Buffered];
    let named = durability.map(|text| text.named("durability", CHOICES, Durability::name));
    let durability = named.transpose()?;
    match path {
        Some(path) => Ok(Some((path.get("path")?.into(), durability.unwrap_or_default()))),
        None if durability.is_some() => {
            let code = ErrorCode::DurabilityNotValid;
            Err(Refusal::argument(code, "durability", "nothing without a `path`"))
        }
        None => Ok(None),
    }
}

fn open_file((path, durability): (PathBuf, Durability)) -> Answer<Arc<dyn Store>> {
    Ok(Arc::new(SqliteStore::open(&path, durability).map_err(Error::from)?))
}

fn open_named(name: &str, open: impl FnOnce() -> Answer<Opened>) -> Answer<Opened> {
    let mut named = named();
    if let Some(opened) = named.get(name).filter(|opened| !opened.engine.is_closed()) {
        return Ok(opened.clone());
    }
    let opened = open()?;
    named.insert(name.to_owned(), opened.clone());
    Ok(opened)
}

fn limits(names: &Texts, values: &Numbers) -> Answer<Limits> {
    let mut limits = Limits::default();
    for (name, value) in names.get("limits")?.into_iter().zip(values.get("limits")?) {
        limits.set(name, value)?;
    }
    Ok(limits)
}

fn prices_of(text: &Text) -> Answer<Prices> {
    match text.get("prices")? {
        "list" => Ok(Prices::List),
        "caller" => Ok(Prices::Caller),
        _ => Err(Refusal::argument(ErrorCode::ArgumentNotValid, "prices", "'list' or 'caller'")),
    }
}

/// An empty list asks for the default rates.
fn rates_of(numbers: &Numbers) -> Answer<Rates> {
    let expected = || Refusal::argument(ErrorCode::ArgumentNotValid, "rates", "true or four rates");
    let numbers: Result<Vec<u32>, _> =
        numbers.get("rates")?.into_iter().map(u32::try_from).collect();
    match numbers.map_err(|_| expected())?.as_slice() {
        [] => Ok(Rates::default()),
        &[member_per_second, member_burst, cart_per_second, cart_burst] => {
            Ok(Rates { member_per_second, member_burst, cart_per_second, cart_burst })
        }
        _ => Err(expected()),
    }
}

/// The engine behind a handle.
pub(crate) fn engine(handle: &Number) -> Answer<Engine> {
    Ok(opened(handle)?.engine)
}

fn opened(handle: &Number) -> Answer<Opened> {
    with(|handles| Ok(find(&handles.engines, handle.handle())?.opened()?.clone()))
}

#[napi(catch_unwind)]
pub fn engine_close(engine: Number) -> f64 {
    number(|| {
        if let Ok(opened) = opened(&engine) {
            opened.engine.close();
            keep_closed(engine.handle(), &opened.engine);
        } else {
            with(|handles| find(&handles.engines, engine.handle()).map(|_| ()))?;
        }
        Ok(0)
    })
}

/// Keeps of a closed engine no more than what is still asked, and leaves its name free.
pub(crate) fn keep_closed(handle: u64, engine: &Engine) {
    named().retain(|_, named| !named.engine.is_closed());
    // It was ended before, and says how.
    let is_done = engine.drain(Duration::ZERO);
    let closed = Held::Closed { health: engine.health(), is_done };
    let kept = with(|handles| {
        let held = handles.engines.get_mut(handle).ok_or(ErrorCode::HandleNotValid)?;
        Ok(std::mem::replace(held, closed))
    });
    // Outside the borrow of the handles: what an engine holds may take long to go.
    drop(kept);
}

#[napi(catch_unwind)]
pub fn engine_is_closed(engine: Number) -> f64 {
    number(|| {
        with(|handles| {
            let held = find(&handles.engines, engine.handle())?;
            Ok(held.opened().map_or(1, |opened| opened.engine.is_closed().into()))
        })
    })
}

#[napi(catch_unwind)]
pub fn engine_carts(engine: Number) -> f64 {
    number(|| Ok(self::engine(&engine)?.carts()))
}

#[napi(catch_unwind)]
pub fn engine_now_ms(engine: Number) -> f64 {
    number(|| Ok(self::engine(&engine)?.now_ms()))
}

#[napi(catch_unwind)]
pub fn engine_prices_version(engine: Number) -> f64 {
    number(|| Ok(self::engine(&engine)?.prices_version()))
}

/// Moves a manual clock by some milliseconds, back where they are negative.
#[napi(catch_unwind)]
pub fn engine_advance_clock(engine: Number, ms: Number) -> f64 {
    number(|| {
        let opened = opened(&engine)?;
        let manual = "an engine opened with `manualClockMs`";
        let refused = || Refusal::argument(ErrorCode::ArgumentNotValid, "engine", manual);
        let now_ms = opened.engine.now_ms().saturating_add_signed(ms.i64("ms")?);
        opened.clock.ok_or_else(refused)?.set(now_ms);
        Ok(now_ms)
    })
}

#[napi(catch_unwind)]
pub fn engine_limits(engine: Number) -> Option<String> {
    answer(|| {
        let engine = self::engine(&engine)?;
        let mut json = Json::default();
        json.open('{');
        for (name, value, _) in engine.limits().table() {
            json.key(name).number(value);
        }
        json.close('}');
        Ok(json.into_text())
    })
}

#[napi(catch_unwind)]
pub fn engine_set_price(engine: Number, sku: Text, currency: Text, amount: Text) -> f64 {
    number(|| {
        let amount = amount.amount("amount")?;
        let engine = self::engine(&engine)?;
        Ok(engine.set_price(sku.get("sku")?, currency.get("currency")?, amount)?)
    })
}

#[napi(catch_unwind)]
pub fn engine_set_category(engine: Number, sku: Text, category: Option<Text>) -> f64 {
    number(|| {
        let category = category.as_ref().map(|text| text.get("category")).transpose()?;
        Ok(self::engine(&engine)?.set_category(sku.get("sku")?, category)?)
    })
}

#[napi(catch_unwind)]
pub fn engine_price(engine: Number, sku: Text, currency: Text) -> Option<String> {
    answer(|| {
        let engine = self::engine(&engine)?;
        Ok(engine.price(sku.get("sku")?, currency.get("currency")?)?.to_string())
    })
}

#[napi(catch_unwind)]
pub fn engine_sweep(engine: Number, carts_max: Number) -> Option<String> {
    answer(|| {
        let swept = self::engine(&engine)?.sweep(carts_max.u32("cartsMax")?)?;
        let mut json = Json::default();
        json.open('{');
        json.key("lookedAt").number(swept.looked_at);
        json.key("repriced").number(swept.repriced);
        json.key("settled").number(swept.settled);
        json.key("isDone").flag(swept.is_done);
        json.close('}');
        Ok(json.into_text())
    })
}

/// A command id for the engine's time.
#[napi(catch_unwind)]
pub fn engine_command_id(engine: Number) -> Option<String> {
    answer(|| Ok(self::engine(&engine)?.command_id().to_string()))
}

#[napi(catch_unwind)]
pub fn engine_create_cart(
    engine: Number,
    owner: Text,
    currency: Text,
    preset: Option<Text>,
    title: Option<Text>,
    purpose: Option<Text>,
) -> f64 {
    number(|| {
        let engine = self::engine(&engine)?;
        let new = new_cart(&owner, &currency, preset.as_ref(), title.as_ref(), purpose.as_ref())?;
        let cart = engine.create_cart(new)?;
        with(|handles| keep(&mut handles.carts, cart))
    })
}

/// What a new cart starts with.
pub(crate) fn new_cart<'a>(
    owner: &'a Text,
    currency: &'a Text,
    preset: Option<&'a Text>,
    title: Option<&'a Text>,
    purpose: Option<&'a Text>,
) -> Answer<NewCart<'a>> {
    let named = preset.map(|text| text.named("preset", Preset::ALL, Preset::name));
    Ok(NewCart {
        owner: owner.get("owner")?,
        currency: currency.get("currency")?,
        preset: named.transpose()?.unwrap_or_default(),
        title: title.map(|text| text.get("title")).transpose()?,
        purpose: purpose.map(|text| text.get("purpose")).transpose()?,
    })
}

#[napi(catch_unwind)]
pub fn engine_cart(engine: Number, id: Text) -> f64 {
    number(|| {
        let cart = self::engine(&engine)?.cart(id.parsed("id")?);
        with(|handles| keep(&mut handles.carts, cart))
    })
}

#[napi(catch_unwind)]
pub fn cart_id(cart: Number) -> Option<String> {
    answer(|| with(|handles| Ok(find(&handles.carts, cart.handle())?.id().to_string())))
}

#[napi(catch_unwind)]
pub fn member_cart(member: Number) -> Option<String> {
    answer(|| with(|handles| Ok(find(&handles.members, member.handle())?.cart().to_string())))
}

#[napi(catch_unwind)]
pub fn cart_member(cart: Number, member: Text) -> f64 {
    number(|| {
        let id = member.get("member")?;
        with(|handles| {
            let member = find(&handles.carts, cart.handle())?.member(id);
            keep(&mut handles.members, member)
        })
    })
}

#[napi(catch_unwind)]
pub fn cart_system(cart: Number) -> f64 {
    number(|| {
        with(|handles| {
            let system = find(&handles.carts, cart.handle())?.system();
            keep(&mut handles.members, system)
        })
    })
}

#[napi(catch_unwind)]
pub fn member_with(
    member: Number,
    command_id: Option<Text>,
    expect_version: Option<Number>,
) -> f64 {
    number(|| {
        let command_id = command_id.map(|text| text.parsed("commandId")).transpose()?;
        let expect_version = expect_version.map(|it| it.u64("expectVersion")).transpose()?;
        with(|handles| {
            let member = find(&handles.members, member.handle())?;
            let member = member.with(CommandOptions { command_id, expect_version });
            keep(&mut handles.members, member)
        })
    })
}

#[napi(catch_unwind)]
pub fn member_batch(member: Number) -> f64 {
    number(|| {
        with(|handles| {
            let member = find(&handles.members, member.handle())?.clone();
            keep(&mut handles.batches, Batch { member, commands: Vec::new() })
        })
    })
}

/// Commits what the batch holds, all or nothing, and empties it.
#[napi(catch_unwind)]
pub fn batch_commit(batch: Number) -> f64 {
    number(|| {
        with(|handles| {
            let batch = handles.batches.get_mut(batch.handle()).ok_or(ErrorCode::HandleNotValid)?;
            let encoded = std::mem::take(&mut batch.commands);
            let commands: Result<Vec<_>, _> =
                encoded.iter().map(|bytes| cartpool::Command::decode(bytes)).collect();
            Ok(batch.member.batch(&commands?)?)
        })
    })
}

#[napi(catch_unwind)]
pub fn release(handle: Number) -> f64 {
    number(|| handles::release(handle.handle()))
}

#[napi(catch_unwind)]
pub fn token_new() -> Option<String> {
    answer(|| Ok(Token::new()?.reveal()))
}

#[napi(catch_unwind)]
pub fn token_hash(token: Text) -> Option<String> {
    answer(|| Ok(token.parsed::<Token>("token")?.hash().text()))
}
