//! The engine and its carts: lifecycle and prices.

use std::str::FromStr;
use std::sync::Arc;

use cartpool::journal::{SqliteStore, StoreError};
use cartpool::{CartId, Durability, ErrorCode, ManualClock, NewCart, Options, SeededRandom};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arg::{self, Arg};
use crate::error::{OrRaise, contained, invalid, raised};
use crate::member::Member;
use crate::options;
use crate::origin::Origin;
use crate::value::{self, Amount};
use crate::wake;

/// The process-wide owner of carts.
///
/// Open one a process and share it: every method may be called from any thread.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Engine {
    pub(crate) inner: cartpool::Engine,
    clock: Option<Arc<ManualClock>>,
    pub(crate) origin: Origin,
}

#[pymethods]
impl Engine {
    /// Opens an engine: in memory, or on a file that keeps its carts and that any number of processes share.
    ///
    /// Args:
    ///     path: The journal's file, made if it is not there; other files are made beside it. In memory unless given.
    ///     durability: With a path: "synced" survives a power cut, "buffered" survives the process. "synced" unless given.
    ///     prices: "list" takes prices from the price list only; "caller" lets `add_item` give them.
    ///     limits: Bounds by name, where the defaults do not fit.
    ///     rates: True for the default rates, or a dict of rates by name; off unless asked for.
    ///     max_bytes: The most memory that carts may take. In memory unbounded unless given; on a file 1 GiB, and carts that
    ///         nobody came to lately leave memory.
    ///     manual_clock_ms: For tests: a clock that stands there until `advance_clock`.
    ///     seed: For tests: randomness that repeats itself.
    ///
    /// Errors: `durability_not_valid`, `engine_is_forked` in a process that was forked without `os.fork`, `storage_not_found`,
    /// `storage_not_recognized`, `storage_too_new`, `storage_is_read_only`, `storage_is_damaged`, `storage_busy`,
    /// `storage_failed`, `limits_not_valid`.
    #[staticmethod]
    #[allow(clippy::too_many_arguments, reason = "Python names them")]
    #[pyo3(signature = (path=None, *, durability=None, prices=None, limits=None, rates=None, max_bytes=None, manual_clock_ms=None, seed=None))]
    fn open(
        py: Python<'_>,
        path: Option<Arg<'_, '_>>,
        durability: Option<Arg<'_, '_>>,
        prices: Option<Arg<'_, '_>>,
        limits: Option<Arg<'_, '_>>,
        rates: Option<Arg<'_, '_>>,
        max_bytes: Option<Arg<'_, '_>>,
        manual_clock_ms: Option<Arg<'_, '_>>,
        seed: Option<Arg<'_, '_>>,
    ) -> PyResult<Self> {
        let mut options = Options::default();
        options.prices =
            arg::optional("prices", prices, options::prices)?.unwrap_or(options.prices);
        options.limits =
            arg::optional("limits", limits, options::limits)?.unwrap_or(options.limits);
        options.rates = arg::optional("rates", rates, options::rates)?.flatten();
        options.max_bytes = arg::optional("max_bytes", max_bytes, arg::int)?;
        let start: Option<u64> = arg::optional("manual_clock_ms", manual_clock_ms, arg::int)?;
        let clock = start.map(|now_ms| Arc::new(ManualClock::at(now_ms)));
        if let Some(clock) = &clock {
            options.clock = Arc::clone(clock) as _;
        }
        if let Some(seed) = arg::optional("seed", seed, arg::int)? {
            options.random = Arc::new(SeededRandom::new(seed));
        }
        let durability = arg::optional("durability", durability, options::durability)?;
        if let Some(path) = arg::optional("path", path, options::path)? {
            let durability = durability.unwrap_or_default();
            let opened = py.detach(|| SqliteStore::open(&path, durability));
            options.store = Some(Arc::new(opened.map_err(|error| not_opened(py, error))?));
        } else if durability.is_some() {
            let text = "durability is for an engine with a path";
            return Err(invalid(py, ErrorCode::DurabilityNotValid, text));
        } else {
            warn_where_one_of_several(py)?;
        }
        let inner = py.detach(|| contained(|| cartpool::Engine::open(options))).or_raise(py)?;
        let origin = Origin::of(&inner);
        Ok(Self { inner, clock, origin })
    }

    /// Makes a cart with its owner seated: version 1.
    ///
    /// Args:
    ///     owner: The member who owns the cart: an opaque id, never an e-mail address.
    ///     currency: The ISO 4217 code of the cart's one currency.
    ///     preset: The setting that decides the first policies: "friends" unless given.
    ///     title: What the cart is called.
    ///     purpose: What the cart is for.
    ///
    /// Errors: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_memory_max`.
    #[pyo3(signature = (owner, currency, *, preset=None, title=None, purpose=None))]
    fn create_cart(
        &self,
        py: Python<'_>,
        owner: Arg<'_, '_>,
        currency: Arg<'_, '_>,
        preset: Option<Arg<'_, '_>>,
        title: Option<Arg<'_, '_>>,
        purpose: Option<Arg<'_, '_>>,
    ) -> PyResult<Cart> {
        let mut cart = NewCart::new(arg::text("owner", owner)?, arg::text("currency", currency)?);
        cart.preset = arg::optional("preset", preset, arg::preset)?.unwrap_or(cart.preset);
        cart.title = arg::optional("title", title, arg::text)?;
        cart.purpose = arg::optional("purpose", purpose, arg::text)?;
        let inner = self.origin.call(py, || self.inner.create_cart(cart))?;
        Ok(Cart { inner, origin: self.origin })
    }

    /// The cart with this id; checks only that it is an id.
    ///
    /// Errors: `cart_id_not_valid`.
    fn cart(&self, py: Python<'_>, id: Arg<'_, '_>) -> PyResult<Cart> {
        let id = CartId::from_str(arg::text("id", id)?).or_raise(py)?;
        Ok(Cart { inner: self.inner.cart(id), origin: self.origin })
    }

    /// Sets the price of one of `sku` and returns the price list's new version.
    ///
    /// Errors: `engine_is_closed`, `sku_not_valid`, `currency_not_valid`, `price_not_valid`, `exceeds_unit_price_max`,
    /// `exceeds_skus_max`.
    fn set_price(
        &self,
        py: Python<'_>,
        sku: Arg<'_, '_>,
        currency: Arg<'_, '_>,
        amount: Arg<'_, '_>,
    ) -> PyResult<u64> {
        let amount = arg::decimal("amount", amount)?;
        let (sku, currency) = (arg::text("sku", sku)?, arg::text("currency", currency)?);
        self.origin.call(py, || self.inner.set_price(sku, currency, amount))
    }

    /// Files `sku` under a category, or under none, and returns the price list's new version.
    ///
    /// Errors: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
    #[pyo3(signature = (sku, category=None))]
    fn set_category(
        &self,
        py: Python<'_>,
        sku: Arg<'_, '_>,
        category: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let category = arg::optional("category", category, arg::text)?;
        let sku = arg::text("sku", sku)?;
        self.origin.call(py, || self.inner.set_category(sku, category))
    }

    /// The price list's price of one of `sku`.
    ///
    /// Errors: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
    fn price(&self, py: Python<'_>, sku: Arg<'_, '_>, currency: Arg<'_, '_>) -> PyResult<Amount> {
        let (sku, currency) = (arg::text("sku", sku)?, arg::text("currency", currency)?);
        let price = self.origin.call(py, || self.inner.price(sku, currency))?;
        Ok(Amount(price.amount()))
    }

    /// The price list's version.
    #[getter]
    fn prices_version(&self) -> u64 {
        self.inner.prices_version()
    }

    /// Works off campaigns' deadlines, and brings up to `carts_max` carts up to the price list and their campaigns.
    ///
    /// Errors: `engine_is_closed`.
    fn sweep(&self, py: Python<'_>, carts_max: Arg<'_, '_>) -> PyResult<Swept> {
        let carts_max = arg::int("carts_max", carts_max)?;
        let swept = self.origin.wait(py, || self.inner.sweep(carts_max))?;
        Ok(Swept {
            looked_at: swept.looked_at.into(),
            repriced: swept.repriced.into(),
            settled: swept.settled.into(),
            is_done: swept.is_done,
        })
    }

    /// How safe a change is once its verb has returned: "synced", "buffered" or "memory".
    #[getter]
    fn durability(&self) -> &'static str {
        self.inner.durability().name()
    }

    /// Which life of the log this is; a power cut that took buffered changes back begins another, and cursors start over.
    #[getter]
    fn epoch(&self) -> u32 {
        self.inner.epoch()
    }

    /// How the engine is doing.
    ///
    /// Errors: `engine_is_forked`.
    fn health(&self, py: Python<'_>) -> PyResult<Health> {
        self.origin.wait(py, || Ok(self.inner.health())).map(Health::from)
    }

    /// Ends the engine: calls already begun are finished, and for at most `timeout` seconds carts are saved, so that the
    /// next opening is fast. Returns whether everything was finished; nothing acknowledged is lost either way.
    ///
    /// Errors: `engine_is_forked`.
    fn drain(&self, py: Python<'_>, timeout: Arg<'_, '_>) -> PyResult<bool> {
        let time = arg::seconds("timeout", timeout)?;
        self.origin.wait(py, || Ok(self.inner.drain(time)))
    }

    /// How many carts there are in memory; a file may hold more.
    #[getter]
    fn carts(&self) -> u64 {
        self.inner.carts()
    }

    /// The bounds in force, by name.
    #[getter]
    fn limits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (name, value, _) in self.inner.limits().table() {
            dict.set_item(name, value)?;
        }
        Ok(dict)
    }

    /// The engine's time in Unix milliseconds.
    #[getter]
    fn now_ms(&self) -> u64 {
        self.inner.now_ms()
    }

    /// A fresh command id for `Member.with_`: a UUID of version 7 at the engine's time.
    fn command_id(&self) -> String {
        self.inner.command_id().to_string()
    }

    /// For tests: moves the manual clock on, or back if negative.
    ///
    /// Errors: `argument_not_valid` where the engine was opened without `manual_clock_ms`.
    fn advance_clock(&self, py: Python<'_>, ms: Arg<'_, '_>) -> PyResult<()> {
        let ms: i64 = arg::int("ms", ms)?;
        let Some(clock) = &self.clock else {
            let text = "open the engine with manual_clock_ms to move its clock";
            return Err(invalid(py, ErrorCode::ArgumentNotValid, text));
        };
        clock.set(self.inner.now_ms().saturating_add_signed(ms));
        Ok(())
    }

    /// Closes the engine: every later call is `engine_is_closed`, every watch wakes.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        // A fork has nothing of its parent's to close.
        if self.origin.is_here() {
            py.detach(|| self.inner.close());
        }
        wake::raise_again()
    }

    /// Whether the engine has been closed.
    #[getter]
    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(
        &self,
        py: Python<'_>,
        _exception: &Bound<'_, pyo3::types::PyTuple>,
    ) -> PyResult<()> {
        self.close(py)
    }

    fn __repr__(&self) -> String {
        if !self.origin.is_here() {
            return "<Engine of another process>".into();
        }
        match self.inner.durability() {
            _ if self.inner.is_closed() => "<Engine closed>".into(),
            Durability::Memory => "<Engine open in memory>".into(),
            kept => format!("<Engine open on a file, {}>", kept.name()),
        }
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}

fn not_opened(py: Python<'_>, error: StoreError) -> PyErr {
    if error == StoreError::Closed {
        let text = "this process was forked, without Python's os.fork, from one that had a file open: open none before such a fork";
        return invalid(py, ErrorCode::EngineIsForked, text);
    }
    raised(py, error.into())
}

/// Says once that carts in memory are this process's alone, where it is visibly one of several.
fn warn_where_one_of_several(py: Python<'_>) -> PyResult<()> {
    py.import("cartpool._process")?.call_method0("warn_where_one_of_several")?;
    Ok(())
}

/// What a sweep did.
#[pyclass(frozen, eq, hash, get_all, module = "cartpool")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Swept {
    /// How many carts it looked at.
    looked_at: u64,
    /// How many of them got new prices, or what became of a campaign.
    repriced: u64,
    /// How many campaigns' deadlines were worked off.
    settled: u64,
    /// Whether every cart has been looked at.
    is_done: bool,
}

#[pymethods]
impl Swept {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Swept", &["looked_at", "repriced", "settled", "is_done"])
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// How an engine is doing.
#[pyclass(frozen, eq, hash, get_all, module = "cartpool")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Health {
    /// Whether it takes commands: open, and no write has failed.
    is_writable: bool,
    /// How safe a change is once it is answered.
    durability: &'static str,
    /// Carts in memory.
    carts: u64,
    /// Bytes they take, where a bound makes the engine count.
    bytes: u64,
    /// Callers who wait for their commands to be written.
    waiting: u64,
    /// Watches.
    watches: u32,
    /// The position of the last frame in the file; 0 in memory.
    position: u64,
    /// Carts that are in the log and not yet saved beside it; 0 in memory.
    unsaved_carts: u64,
    /// Bytes of the file; 0 in memory.
    file_bytes: u64,
}

impl From<cartpool::EngineHealth> for Health {
    fn from(health: cartpool::EngineHealth) -> Self {
        let store = health.store.unwrap_or_default();
        Self {
            is_writable: health.is_writable,
            durability: health.durability.name(),
            carts: health.carts,
            bytes: health.bytes,
            waiting: health.waiting,
            watches: health.watches,
            position: store.position,
            unsaved_carts: store.unsaved_streams,
            file_bytes: store.bytes,
        }
    }
}

#[pymethods]
impl Health {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Health", &["is_writable", "durability", "carts", "waiting"])
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A cart's handle: the engine and an id. It grants nothing and checks nothing. Handles of the same cart are equal.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct Cart {
    inner: cartpool::Cart,
    origin: Origin,
}

impl PartialEq for Cart {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin && self.inner.id() == other.inner.id()
    }
}

#[pymethods]
impl Cart {
    /// The cart's id: 32 hexadecimal digits.
    #[getter]
    fn id(&self) -> String {
        self.inner.id().to_string()
    }

    /// A principal: every verb and every read sits on one. Checks nothing; each call does.
    fn member(&self, id: Arg<'_, '_>) -> PyResult<Member> {
        Ok(Member::new(self.inner.member(arg::text("id", id)?), self.origin))
    }

    /// The host itself as principal: it may do everything.
    fn system(&self) -> Member {
        Member::new(self.inner.system(), self.origin)
    }

    fn __repr__(&self) -> String {
        format!("<Cart {}>", self.inner.id())
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.inner.id())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}
