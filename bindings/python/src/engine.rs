//! The engine and its carts: lifecycle and prices.

use std::str::FromStr;
use std::sync::Arc;

use cartpool::{
    CartId, CommandId, ErrorCode, Limits, ManualClock, NewCart, Options, Prices, Random, Rates,
    SeededRandom, SystemRandom,
};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict};

use crate::arg::{self, Arg};
use crate::error::{OrRaise, invalid, wrong_type};
use crate::generated::set_limit;
use crate::member::Member;
use crate::value::Amount;

/// The process-wide owner of carts.
///
/// Open one a process and share it: every method may be called from any thread.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Engine {
    inner: cartpool::Engine,
    clock: Option<Arc<ManualClock>>,
}

#[pymethods]
impl Engine {
    /// Opens an engine in memory.
    ///
    /// Args:
    ///     prices: "list" takes prices from the price list only; "caller" lets `add_item` give them.
    ///     limits: Bounds by name, where the defaults do not fit.
    ///     rates: True for the default rates, or a dict of rates by name; off unless asked for.
    ///     max_bytes: The most memory the engine may use; unbounded unless given.
    ///     manual_clock_ms: For tests: a clock that stands there until `advance_clock`.
    ///     seed: For tests: randomness that repeats itself.
    ///
    /// Errors: `limits_not_valid`.
    #[staticmethod]
    #[pyo3(signature = (*, prices=None, limits=None, rates=None, max_bytes=None, manual_clock_ms=None, seed=None))]
    fn open(
        py: Python<'_>,
        prices: Option<Arg<'_, '_>>,
        limits: Option<Arg<'_, '_>>,
        rates: Option<Arg<'_, '_>>,
        max_bytes: Option<Arg<'_, '_>>,
        manual_clock_ms: Option<Arg<'_, '_>>,
        seed: Option<Arg<'_, '_>>,
    ) -> PyResult<Self> {
        let mut options = Options::default();
        options.prices = arg::optional("prices", prices, self::prices)?.unwrap_or(options.prices);
        options.limits = arg::optional("limits", limits, self::limits)?.unwrap_or(options.limits);
        options.rates = arg::optional("rates", rates, self::rates)?.flatten();
        options.max_bytes = arg::optional("max_bytes", max_bytes, arg::int)?;
        let start: Option<u64> = arg::optional("manual_clock_ms", manual_clock_ms, arg::int)?;
        let clock = start.map(|now_ms| Arc::new(ManualClock::at(now_ms)));
        if let Some(clock) = &clock {
            options.clock = Arc::clone(clock) as _;
        }
        if let Some(seed) = arg::optional("seed", seed, arg::int)? {
            options.random = Arc::new(SeededRandom::new(seed));
        }
        Ok(Self { inner: cartpool::Engine::open(options).or_raise(py)?, clock })
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
        Ok(Cart { inner: self.inner.create_cart(cart).or_raise(py)? })
    }

    /// The cart with this id; checks only that it is an id.
    ///
    /// Errors: `cart_id_not_valid`.
    fn cart(&self, py: Python<'_>, id: Arg<'_, '_>) -> PyResult<Cart> {
        let id = CartId::from_str(arg::text("id", id)?).or_raise(py)?;
        Ok(Cart { inner: self.inner.cart(id) })
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
        self.inner
            .set_price(arg::text("sku", sku)?, arg::text("currency", currency)?, amount)
            .or_raise(py)
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
        self.inner.set_category(arg::text("sku", sku)?, category).or_raise(py)
    }

    /// The price list's price of one of `sku`.
    ///
    /// Errors: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
    fn price(&self, py: Python<'_>, sku: Arg<'_, '_>, currency: Arg<'_, '_>) -> PyResult<Amount> {
        let price = self.inner.price(arg::text("sku", sku)?, arg::text("currency", currency)?);
        Ok(Amount(price.or_raise(py)?.amount()))
    }

    /// The price list's version.
    #[getter]
    fn prices_version(&self) -> u64 {
        self.inner.prices_version()
    }

    /// Publishes what has passed in up to `carts_max` carts: their prices are brought up to the price list.
    ///
    /// Errors: `engine_is_closed`.
    fn sweep(&self, py: Python<'_>, carts_max: Arg<'_, '_>) -> PyResult<Swept> {
        let carts_max = arg::int("carts_max", carts_max)?;
        let swept = py.detach(|| self.inner.sweep(carts_max)).or_raise(py)?;
        Ok(Swept {
            looked_at: swept.looked_at.into(),
            repriced: swept.repriced.into(),
            is_done: swept.is_done,
        })
    }

    /// How many carts there are.
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
        let mut bits = [0; 16];
        SystemRandom.fill(&mut bits);
        CommandId::from_parts(self.inner.now_ms(), u128::from_le_bytes(bits)).to_string()
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
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.inner.close());
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
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, pyo3::types::PyTuple>) {
        self.close(py);
    }

    fn __repr__(&self) -> String {
        let state = if self.inner.is_closed() { "closed" } else { "open" };
        format!("<Engine {state}>")
    }
}

fn prices(name: &str, value: Arg<'_, '_>) -> PyResult<Prices> {
    let word = |prices| match prices {
        Prices::List => "list",
        Prices::Caller => "caller",
    };
    arg::word(name, value, &[Prices::List, Prices::Caller], word)
}

fn limits(name: &str, value: Arg<'_, '_>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    for (key, bound) in by_name(name, value)? {
        if !set_limit(&mut limits, &key, &bound)? {
            let text = format!("{name} has no bound called {key}");
            return Err(invalid(value.py(), ErrorCode::ArgumentNotValid, &text));
        }
    }
    Ok(limits)
}

fn rates(name: &str, value: Arg<'_, '_>) -> PyResult<Option<Rates>> {
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(flag.is_true().then(Rates::default));
    }
    let mut rates = Rates::default();
    for (key, rate) in by_name(name, value)? {
        let field = match key.as_str() {
            "member_per_second" => &mut rates.member_per_second,
            "member_burst" => &mut rates.member_burst,
            "cart_per_second" => &mut rates.cart_per_second,
            "cart_burst" => &mut rates.cart_burst,
            _ => {
                let text = format!("{name} has no rate called {key}");
                return Err(invalid(value.py(), ErrorCode::ArgumentNotValid, &text));
            }
        };
        *field = arg::int(&key, &rate)?;
    }
    Ok(Some(rates))
}

fn by_name<'py>(name: &str, value: Arg<'_, 'py>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
    let dict = value
        .cast::<PyDict>()
        .map_err(|_| wrong_type(value.py(), &format!("{name} must be a dict of int by name")))?;
    dict.iter().map(|(key, value)| Ok((arg::text(name, &key)?.to_owned(), value))).collect()
}

/// What a sweep did.
#[pyclass(frozen, get_all, module = "cartpool")]
pub(crate) struct Swept {
    /// How many carts it looked at.
    looked_at: u64,
    /// How many of them got new prices.
    repriced: u64,
    /// Whether every cart has been looked at.
    is_done: bool,
}

#[pymethods]
impl Swept {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::value::repr(slf, "Swept", &["looked_at", "repriced", "is_done"])
    }
}

/// A cart's handle: the engine and an id. It grants nothing and checks nothing.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Cart {
    inner: cartpool::Cart,
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
        Ok(Member::new(self.inner.member(arg::text("id", id)?)))
    }

    /// The host itself as principal: it may do everything.
    fn system(&self) -> Member {
        Member::new(self.inner.system())
    }

    fn __repr__(&self) -> String {
        format!("<Cart {}>", self.inner.id())
    }
}
