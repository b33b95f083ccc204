//! The engine, its carts, and invitations' secrets.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use cartpool::journal::SqliteStore;
use cartpool::{
    CartId, Durability, ErrorCode, ManualClock, NewCart, Options, Preset, Prices, SeededRandom,
};

use crate::error::CartpoolError;
use crate::faults;
use crate::generated::Limits;
use crate::member::Member;
use crate::value::{Amount, Count, Natural};

/// The process-wide owner of carts.
///
/// Open one a process and share it: every function may be called from any thread.
#[derive(uniffi::Object)]
pub struct Engine {
    inner: cartpool::Engine,
    clock: Option<Arc<ManualClock>>,
}

impl Engine {
    /// Where every call passes.
    pub(crate) fn core(&self) -> &cartpool::Engine {
        faults::here();
        &self.inner
    }
}

/// How safe an acknowledged change is.
#[uniffi::remote(Enum)]
pub enum Durability {
    /// Gone with the process.
    Memory,
    /// Survives the process, and whoever kills it; a power cut may take back the last moments.
    Buffered,
    /// Survives a power cut.
    Synced,
}

/// Whose prices count.
#[uniffi::remote(Enum)]
pub enum Prices {
    /// Those of the engine's price list: right wherever members are not the merchant's own people.
    List,
    /// Those that the caller gives to `Member.addItem`, on a server that knows them.
    Caller,
}

/// Token buckets; what is left out keeps its default: 20 a second a member in bursts of 100, 200 a second a cart in bursts
/// of 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Rates {
    /// Commands a second that one member may sustain.
    #[uniffi(default = None)]
    pub member_per_second: Option<Count>,
    /// Commands one member may send at once.
    #[uniffi(default = None)]
    pub member_burst: Option<Count>,
    /// Commands a second that one cart may sustain.
    #[uniffi(default = None)]
    pub cart_per_second: Option<Count>,
    /// Commands one cart may take at once.
    #[uniffi(default = None)]
    pub cart_burst: Option<Count>,
}

impl Rates {
    fn to_core(self) -> cartpool::Rates {
        let rates = cartpool::Rates::default();
        let rate = |given: Option<Count>, default| given.map_or(default, |rate| rate.0);
        cartpool::Rates {
            member_per_second: rate(self.member_per_second, rates.member_per_second),
            member_burst: rate(self.member_burst, rates.member_burst),
            cart_per_second: rate(self.cart_per_second, rates.cart_per_second),
            cart_burst: rate(self.cart_burst, rates.cart_burst),
        }
    }
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Swept {
    /// How many carts it looked at.
    pub looked_at: Natural,
    /// How many of them got new prices, or what became of a campaign.
    pub repriced: Natural,
    /// How many campaigns' deadlines were worked off.
    pub settled: Natural,
    /// Whether every cart has been looked at.
    pub is_done: bool,
}

/// How an engine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Health {
    /// Whether it takes commands: open, and no write has failed.
    pub is_writable: bool,
    /// How safe a change is once it is answered.
    pub durability: Durability,
    /// Carts in memory.
    pub carts: Natural,
    /// Bytes they take, where a bound makes the engine count.
    pub bytes: Natural,
    /// Callers who wait for their commands to be written.
    pub waiting: Natural,
    /// Watches.
    pub watches: Count,
    /// The position of the last frame in the file; 0 in memory.
    pub position: Natural,
    /// Carts that are in the log and not yet saved beside it; 0 in memory.
    pub unsaved_carts: Natural,
    /// Bytes of the file; 0 in memory.
    pub file_bytes: Natural,
}

impl From<cartpool::EngineHealth> for Health {
    fn from(health: cartpool::EngineHealth) -> Self {
        let store = health.store.unwrap_or_default();
        Self {
            is_writable: health.is_writable,
            durability: health.durability,
            carts: Natural(health.carts),
            bytes: Natural(health.bytes),
            waiting: Natural(health.waiting),
            watches: Count(health.watches),
            position: Natural(store.position),
            unsaved_carts: Natural(store.unsaved_streams),
            file_bytes: Natural(store.bytes),
        }
    }
}

#[uniffi::export]
impl Engine {
    /// Opens an engine: in memory, or with a `path` on a file that keeps its carts.
    ///
    /// - `path`: The file, made if it is not there; others are made beside it. In memory unless given.
    /// - `durability`: With a path, what an answer survives: a power cut unless given.
    /// - `prices`: Whose prices count: the price list's unless given.
    /// - `limits`: Bounds, where the defaults do not fit.
    /// - `rates`: How much one member and one cart may send; as much as they like unless given.
    /// - `max_bytes`: The most memory that carts may take. In memory unbounded unless given; on a file 1 GiB, and carts that
    ///   nobody came to lately leave memory.
    /// - `manual_clock_ms`: For tests: a clock that stands there until `advance_clock`.
    /// - `seed`: For tests: randomness that repeats itself. Never for real carts.
    ///
    /// Errors: `limits_not_valid`, `durability_not_valid`, `storage_not_found`, `storage_not_recognized`, `storage_too_new`,
    /// `storage_is_read_only`, `storage_is_damaged`, `storage_busy`, `storage_failed`.
    #[uniffi::constructor(default(
        path = None,
        durability = None,
        prices = None,
        limits = None,
        rates = None,
        max_bytes = None,
        manual_clock_ms = None,
        seed = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "each has a name and a default")]
    pub fn open(
        path: Option<String>,
        durability: Option<Durability>,
        prices: Option<Prices>,
        limits: Option<Limits>,
        rates: Option<Rates>,
        max_bytes: Option<Natural>,
        manual_clock_ms: Option<Natural>,
        seed: Option<Natural>,
    ) -> Result<Arc<Self>, CartpoolError> {
        faults::here();
        let mut options = Options {
            prices: prices.unwrap_or_default(),
            limits: limits.unwrap_or_default().to_core(),
            rates: rates.map(Rates::to_core),
            max_bytes: max_bytes.map(|it| it.0),
            ..Options::default()
        };
        let clock = manual_clock_ms.map(|now_ms| Arc::new(ManualClock::at(now_ms.0)));
        if let Some(clock) = &clock {
            options.clock = Arc::clone(clock) as _;
        }
        if let Some(seed) = seed {
            options.random = Arc::new(SeededRandom::new(seed.0));
        }
        match (path, durability) {
            (Some(path), durability) => {
                let durability = durability.unwrap_or(Durability::Synced);
                let store = SqliteStore::open(path.as_ref(), durability);
                options.store = Some(Arc::new(store.map_err(cartpool::Error::from)?));
            }
            (None, None | Some(Durability::Memory)) => {}
            (None, Some(_)) => return Err(ErrorCode::DurabilityNotValid.into()),
        }
        Ok(Arc::new(Self { inner: cartpool::Engine::open(options)?, clock }))
    }

    /// Makes a cart with its owner seated: version 1.
    ///
    /// - `owner`: The member who owns the cart: an opaque id, never an e-mail address.
    /// - `currency`: The ISO 4217 code of the cart's one currency.
    /// - `preset`: The setting that decides the first policies: among friends unless given.
    /// - `title`: What the cart is called.
    /// - `purpose`: What the cart is for.
    ///
    /// Errors: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_memory_max`.
    #[uniffi::method(default(preset = None, title = None, purpose = None))]
    pub fn create_cart(
        &self,
        owner: &str,
        currency: &str,
        preset: Option<Preset>,
        title: Option<String>,
        purpose: Option<String>,
    ) -> Result<Arc<Cart>, CartpoolError> {
        let cart = self.core().create_cart(NewCart {
            preset: preset.unwrap_or_default(),
            title: title.as_deref(),
            purpose: purpose.as_deref(),
            ..NewCart::new(owner, currency)
        })?;
        Ok(Arc::new(Cart(cart)))
    }

    /// The cart with this id; checks only that it is an id.
    ///
    /// Errors: `cart_id_not_valid`.
    pub fn cart(&self, id: &str) -> Result<Arc<Cart>, CartpoolError> {
        Ok(Arc::new(Cart(self.core().cart(CartId::from_str(id)?))))
    }

    /// Sets the price of one of `sku` and returns the price list's new version. An app takes its prices over from its server.
    ///
    /// Errors: `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
    /// `exceeds_skus_max`.
    pub fn set_price(
        &self,
        sku: &str,
        currency: &str,
        amount: Amount,
    ) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().set_price(sku, currency, amount.0)?))
    }

    /// Files `sku` under a category, or under none, and returns the price list's new version.
    ///
    /// Errors: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
    #[uniffi::method(default(category = None))]
    pub fn set_category(
        &self,
        sku: &str,
        category: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().set_category(sku, category.as_deref())?))
    }

    /// The price list's price of one of `sku`.
    ///
    /// Errors: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
    pub fn price(&self, sku: &str, currency: &str) -> Result<Amount, CartpoolError> {
        Ok(Amount(self.core().price(sku, currency)?.amount()))
    }

    /// The price list's version.
    pub fn prices_version(&self) -> Natural {
        Natural(self.core().prices_version())
    }

    /// Works off campaigns' deadlines, and brings up to `carts_max` carts up to the price list and their campaigns.
    ///
    /// Errors: `engine_is_closed`.
    pub fn sweep(&self, carts_max: Count) -> Result<Swept, CartpoolError> {
        let swept = self.core().sweep(carts_max.0)?;
        Ok(Swept {
            looked_at: Natural(swept.looked_at.into()),
            repriced: Natural(swept.repriced.into()),
            settled: Natural(swept.settled.into()),
            is_done: swept.is_done,
        })
    }

    /// A fresh command id for `Member.with`: a UUID of version 7 at the engine's time.
    pub fn command_id(&self) -> String {
        self.core().command_id().to_string()
    }

    /// How safe a change is once its verb has answered.
    pub fn durability(&self) -> Durability {
        self.core().durability()
    }

    /// Which life of the log this is; a power cut that took buffered changes back begins another, and cursors start over.
    pub fn epoch(&self) -> Count {
        Count(self.core().epoch())
    }

    /// How the engine is doing.
    pub fn health(&self) -> Health {
        self.core().health().into()
    }

    /// How many carts there are in memory; a file may hold more.
    pub fn carts(&self) -> Natural {
        Natural(self.core().carts())
    }

    /// The bounds in force, every one of them.
    pub fn limits(&self) -> Limits {
        Limits::of(self.core().limits())
    }

    /// The engine's time in Unix milliseconds.
    pub fn now_ms(&self) -> Natural {
        Natural(self.core().now_ms())
    }

    /// For tests: moves the manual clock on, or back if negative.
    ///
    /// Errors: `argument_not_valid` where the engine was opened without `manual_clock_ms`.
    pub fn advance_clock(&self, ms: i64) -> Result<(), CartpoolError> {
        let now_ms = self.core().now_ms();
        let Some(clock) = &self.clock else { return Err(ErrorCode::ArgumentNotValid.into()) };
        clock.set(now_ms.saturating_add_signed(ms));
        Ok(())
    }

    /// Ends the engine: calls already begun are finished, and for at most `timeout_ms` carts are saved, so that the next
    /// opening is fast. Answers whether everything was finished; nothing that was answered is lost either way. It waits for
    /// the disk: call it off the main thread, such as when the app goes to the background.
    ///
    /// Errors: `argument_not_valid`.
    pub fn drain(&self, timeout_ms: Natural) -> Result<bool, CartpoolError> {
        Ok(self.core().drain(Duration::from_millis(timeout_ms.0)))
    }

    /// Closes the engine, and its file: every later call is `engine_is_closed`, every watch wakes. Again, it does nothing.
    pub fn close(&self) {
        self.core().close();
    }

    /// Whether the engine has been closed.
    pub fn is_closed(&self) -> bool {
        self.core().is_closed()
    }
}

/// A cart's handle: the engine and an id. It grants nothing and checks nothing.
#[derive(uniffi::Object)]
pub struct Cart(cartpool::Cart);

impl Cart {
    fn core(&self) -> &cartpool::Cart {
        faults::here();
        &self.0
    }
}

#[uniffi::export]
impl Cart {
    /// The cart's id: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        self.core().id().to_string()
    }

    /// A principal: every verb and every read sits on one. Checks nothing; each call does.
    pub fn member(&self, id: &str) -> Arc<Member> {
        Arc::new(Member::new(self.core().member(id)))
    }

    /// The host itself as principal: it may do everything.
    pub fn system(&self) -> Arc<Member> {
        Arc::new(Member::new(self.core().system()))
    }
}

/// An invitation's secret. The engine is told its hash; the link carries the token itself, shown once.
#[derive(uniffi::Object)]
pub struct Token(cartpool::Token);

#[uniffi::export]
impl Token {
    /// A fresh token from the operating system's randomness.
    ///
    /// Errors: `internal_error` where the system gives no randomness.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, CartpoolError> {
        faults::here();
        Ok(Arc::new(Self(cartpool::Token::new()?)))
    }

    /// The token's text: 43 characters. Show it once; never log it.
    pub fn reveal(&self) -> String {
        self.0.reveal()
    }

    /// What `Member.invite` takes.
    pub fn hash(&self) -> String {
        self.0.hash().text()
    }
}
