//! The engine, its price list, carts and tokens.

use core::any::Any;
use std::sync::Arc;

use cartpool::journal::{SqliteStore, Store};
use cartpool::{
    Cart, Durability, Engine, Error, ErrorCode, Limits, ManualClock, NewCart,
    Options as EngineOptions, Preset, Prices, Rates, SeededRandom, Token,
};

use crate::input::{self, CartpoolOptionalU32, CartpoolOptionalU64, CartpoolStr, Options};
use crate::operate::{CARTPOOL_DURABILITY_BUFFERED, CARTPOOL_DURABILITY_SYNCED};
use crate::output::CartpoolText;
use crate::status::{Answer, answer, number, status};
use crate::table::Table;
use crate::{campaigns, feed, member};

/// Any handle.
pub type CartpoolHandle = u64;
/// A process-wide owner of carts.
pub type CartpoolEngine = u64;
/// A cart of an engine.
pub type CartpoolCart = u64;

/// An engine, and its clock where a test moves it.
struct Opened {
    engine: Engine,
    clock: Option<Arc<ManualClock>>,
}

static ENGINES: Table<Opened> = Table::new(1);
pub(crate) static CARTS: Table<Cart> = Table::new(2);

/// The price list's prices count.
pub const CARTPOOL_PRICES_LIST: u32 = 0;
/// The prices that `cartpool_add_item` is given count, and the price list's where none is.
pub const CARTPOOL_PRICES_CALLER: u32 = 1;

/// Holds the engines' lock for a fork.
pub(crate) fn hold_engines() -> Box<dyn Any> {
    ENGINES.hold()
}

/// Holds the carts' lock for a fork.
pub(crate) fn hold_carts() -> Box<dyn Any> {
    CARTS.hold()
}

/// A bound by its name, such as `lines_max`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolLimit {
    /// The bound's name.
    pub name: CartpoolStr,
    /// Its value.
    pub value: u64,
}

/// Token buckets; all zeros stand for the default rates.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolRates {
    /// Commands a second that one member may sustain.
    pub member_per_second: u32,
    /// Commands one member may send at once.
    pub member_burst: u32,
    /// Commands a second that one cart may sustain.
    pub cart_per_second: u32,
    /// Commands one cart may take at once.
    pub cart_burst: u32,
}

/// How an engine opens; all zeros stand for the defaults.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolEngineOptions {
    /// The file that keeps the carts, made if it is not there; other files are made beside it, and its folder lies on a local
    /// disk. Any number of processes open the same one. Absent for an engine in memory.
    pub path: CartpoolStr,
    /// With a path `CARTPOOL_DURABILITY_SYNCED` or `CARTPOOL_DURABILITY_BUFFERED`.
    pub durability: u32,
    /// `CARTPOOL_PRICES_LIST` or `CARTPOOL_PRICES_CALLER`.
    pub prices: u32,
    /// Bounds that differ from the defaults.
    pub limits: *const CartpoolLimit,
    /// How many.
    pub limits_len: usize,
    /// Rates of commands; null for none.
    pub rates: *const CartpoolRates,
    /// How many bytes of memory the carts may take: in memory growth beyond it is refused; with a path carts that nobody came
    /// to lately leave memory, and it is 1 GiB unless given.
    pub max_bytes: CartpoolOptionalU64,
    /// For tests: a clock that stands here until `cartpool_advance_clock`.
    pub manual_clock_ms: CartpoolOptionalU64,
    /// For tests: reproducible randomness. Never for real carts.
    pub seed: CartpoolOptionalU64,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl Options for CartpoolEngineOptions {}

/// Opens an engine, in memory or on a file; `options` may be null.
///
/// Refusals: `limits_not_valid`; of a file `durability_not_valid`, `storage_not_found`, `storage_not_recognized`,
/// `storage_too_new`, `storage_is_read_only`, `storage_is_damaged`, `storage_busy`, `storage_failed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_engine_open(
    options: *const CartpoolEngineOptions,
    out_engine: *mut CartpoolEngine,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_engine, || {
            let given = input::options(options);
            let mut options = EngineOptions { limits: limits(&given)?, ..EngineOptions::default() };
            options.prices = match given.prices {
                CARTPOOL_PRICES_LIST => Prices::List,
                CARTPOOL_PRICES_CALLER => Prices::Caller,
                _ => return Err(ErrorCode::ArgumentNotValid.into()),
            };
            options.rates = given.rates.as_ref().map(rates);
            options.max_bytes = given.max_bytes.get();
            if let Some(seed) = given.seed.get() {
                options.random = Arc::new(SeededRandom::new(seed));
            }
            let clock = given.manual_clock_ms.get().map(|ms| Arc::new(ManualClock::at(ms)));
            if let Some(clock) = &clock {
                options.clock = clock.clone();
            }
            options.store = store(&given)?;
            ENGINES.keep(Opened { engine: Engine::open(options)?, clock })
        })
    }
}

/// The file that keeps the carts, if there is to be one.
///
/// # Safety
/// The path is as the header says.
unsafe fn store(given: &CartpoolEngineOptions) -> Answer<Option<Arc<dyn Store>>> {
    // SAFETY: the caller's promise.
    let path = unsafe { given.path.optional()? };
    let durability = match given.durability {
        CARTPOOL_DURABILITY_SYNCED => Durability::Synced,
        CARTPOOL_DURABILITY_BUFFERED if path.is_some() => Durability::Buffered,
        _ => return Err(ErrorCode::DurabilityNotValid.into()),
    };
    let Some(path) = path else { return Ok(None) };
    let store = SqliteStore::open(path.as_ref(), durability).map_err(Error::from)?;
    Ok(Some(Arc::new(store)))
}

/// # Safety
/// The list of limits is as the header says.
unsafe fn limits(given: &CartpoolEngineOptions) -> Answer<Limits> {
    let mut limits = Limits::default();
    // SAFETY: the caller's promise.
    unsafe {
        for limit in input::list(given.limits, given.limits_len)? {
            limits.set(limit.name.required()?, limit.value)?;
        }
    }
    Ok(limits)
}

fn rates(given: &CartpoolRates) -> Rates {
    let &CartpoolRates { member_per_second, member_burst, cart_per_second, cart_burst } = given;
    if member_per_second | member_burst | cart_per_second | cart_burst == 0 {
        return Rates::default();
    }
    Rates { member_per_second, member_burst, cart_per_second, cart_burst }
}

pub(crate) fn engine(handle: u64) -> Answer<Engine> {
    Ok(ENGINES.find(handle)?.engine.clone())
}

/// Closes the engine, and its file: every call on it or its carts is refused with `engine_is_closed` from here on, and whoever waits is
/// woken. Handles stay to be freed. Closing again is no trouble.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_engine_close(engine: CartpoolEngine) -> u16 {
    status(|| {
        self::engine(engine)?.close();
        Ok(())
    })
}

/// Whether the engine has been closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_engine_is_closed(
    engine: CartpoolEngine,
    out_is_closed: *mut bool,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_is_closed, || Ok(self::engine(engine)?.is_closed())) }
}

/// A bound in force, by the name it has in `CartpoolLimit`.
///
/// Refusals: `argument_not_valid` where no bound has this name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_limit(
    engine: CartpoolEngine,
    name: CartpoolStr,
    out_value: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_value, || {
            let name = name.required()?;
            let table = self::engine(engine)?.limits().table();
            let found = table.iter().find(|(known, _, _)| *known == name);
            found.map(|(_, value, _)| *value).ok_or_else(|| ErrorCode::ArgumentNotValid.into())
        })
    }
}

/// Frees any handle, and with it what was borrowed from it. Calls under way on it finish. Freeing again is no trouble; only
/// what was never a handle is refused, with `handle_not_valid`. An engine lives until its last handle is freed.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_free(handle: CartpoolHandle) -> u16 {
    status(|| {
        let is_known = member::release(handle)
            || feed::release(handle)
            || campaigns::release(handle)
            || CARTS.release(handle)
            || ENGINES.release(handle);
        if is_known { Ok(()) } else { Err(ErrorCode::HandleNotValid.into()) }
    })
}

/// Sets a SKU's price in one currency; writes the price list's new version.
///
/// Refusals: `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
/// `exceeds_skus_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_price(
    engine: CartpoolEngine,
    sku: CartpoolStr,
    currency: CartpoolStr,
    amount: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_version, || {
            let (sku, currency) = (sku.required()?, currency.required()?);
            self::engine(engine)?.set_price(sku, currency, amount.required()?)
        })
    }
}

/// Sets a SKU's category, or clears it where `category` is absent; writes the price list's new version.
///
/// Refusals: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_set_category(
    engine: CartpoolEngine,
    sku: CartpoolStr,
    category: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_version, || {
            self::engine(engine)?.set_category(sku.required()?, category.optional()?)
        })
    }
}

/// Writes a SKU's price in one currency as an exact decimal.
///
/// Refusals: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_price(
    engine: CartpoolEngine,
    sku: CartpoolStr,
    currency: CartpoolStr,
    out_price: *mut CartpoolText,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_price, || {
            let price = self::engine(engine)?.price(sku.required()?, currency.required()?)?;
            CartpoolText::of(&price)
        })
    }
}

/// The price list's version.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_prices_version(
    engine: CartpoolEngine,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_version, || Ok(self::engine(engine)?.prices_version())) }
}

/// How many carts there are in memory; a file may keep more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_carts(engine: CartpoolEngine, out_carts: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_carts, || Ok(self::engine(engine)?.carts())) }
}

/// The time by the engine's clock, in Unix milliseconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_now_ms(engine: CartpoolEngine, out_ms: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_ms, || Ok(self::engine(engine)?.now_ms())) }
}

/// Moves the clock of an engine opened with `manual_clock_ms`, back where `ms` is negative.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_advance_clock(engine: CartpoolEngine, ms: i64) -> u16 {
    status(|| {
        let opened = ENGINES.find(engine)?;
        let clock = opened.clock.as_ref().ok_or(ErrorCode::ArgumentNotValid)?;
        clock.set(opened.engine.now_ms().saturating_add_signed(ms));
        Ok(())
    })
}

/// What one sweep did.
#[repr(C)]
pub struct CartpoolSwept {
    /// How many carts were looked at.
    pub looked_at: u32,
    /// How many took over new prices, or what became of a campaign.
    pub repriced: u32,
    /// How many campaigns' deadlines were worked off.
    pub settled: u32,
    /// Whether every cart had its turn.
    pub is_done: bool,
}

/// Works off campaigns' deadlines, and brings at most `carts_max` carts up to the price list and their campaigns.
///
/// Refusals: `engine_is_closed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_sweep(
    engine: CartpoolEngine,
    carts_max: u32,
    out_swept: *mut CartpoolSwept,
) -> u16 {
    let sweep = || {
        let swept = self::engine(engine)?.sweep(carts_max)?;
        Ok(CartpoolSwept {
            looked_at: swept.looked_at,
            repriced: swept.repriced,
            settled: swept.settled,
            is_done: swept.is_done,
        })
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_swept, sweep) }
}

/// Writes a new command id for the engine's time, a UUID of version 7.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_command_id(
    engine: CartpoolEngine,
    out_id: *mut CartpoolText,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_id, || CartpoolText::of(&self::engine(engine)?.command_id())) }
}

/// What a new cart may be told besides; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolNewCart {
    /// A `CARTPOOL_PRESET_…` that decides the first policies; `FRIENDS` unless told.
    pub preset: CartpoolOptionalU32,
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl Options for CartpoolNewCart {}

/// Makes a cart: version 1, with its owner seated. `options` may be null.
///
/// Refusals: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
/// `exceeds_memory_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_create_cart(
    engine: CartpoolEngine,
    owner: CartpoolStr,
    currency: CartpoolStr,
    options: *const CartpoolNewCart,
    out_cart: *mut CartpoolCart,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_cart, || {
            let options = input::options(options);
            let preset =
                options.preset.get().map(|it| input::numbered(Preset::ALL, it)).transpose()?;
            CARTS.keep(self::engine(engine)?.create_cart(NewCart {
                owner: owner.required()?,
                currency: currency.required()?,
                preset: preset.unwrap_or_default(),
                title: options.title.optional()?,
                purpose: options.purpose.optional()?,
            })?)
        })
    }
}

/// The cart with this id, 32 hexadecimal digits; nothing is checked before it is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_cart(
    engine: CartpoolEngine,
    id: CartpoolStr,
    out_cart: *mut CartpoolCart,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_cart, || CARTS.keep(self::engine(engine)?.cart(id.required()?.parse()?))) }
}

/// Writes the cart's id: 32 hexadecimal digits. It grants nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_cart_id(cart: CartpoolCart, out_id: *mut CartpoolText) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_id, || CartpoolText::of(&CARTS.find(cart)?.id())) }
}

/// Writes a fresh invitation secret. Show it once, in a link's fragment; never log it.
///
/// Refusals: `internal_error` where the system gives no randomness.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_token_new(out_token: *mut CartpoolText) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_token, || CartpoolText::of(&Token::new()?.reveal())) }
}

/// Writes what `cartpool_invite` takes, the token's hash.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_token_hash(
    token: CartpoolStr,
    out_hash: *mut CartpoolText,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_hash, || {
            let token: Token = token.required()?.parse()?;
            CartpoolText::of(&token.hash().text())
        })
    }
}
