//! The engine, its carts, and invitations' secrets.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use cartpool::journal::SqliteStore;
use cartpool::{CartId, CommandId, Durability, ErrorCode, Options, Preset, Random, SystemRandom};

use crate::error::CartpoolError;
use crate::generated::Limits;
use crate::member::Member;
use crate::value::Amount;

/// The process-wide owner of carts.
#[derive(uniffi::Object)]
pub struct Engine(pub(crate) cartpool::Engine);

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

/// How an engine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Health {
    /// Whether it takes commands: open, and no write has failed.
    pub is_writable: bool,
    /// How safe a change is once it is answered.
    pub durability: Durability,
    /// Carts in memory.
    pub carts: u64,
    /// Bytes they take, where a bound makes the engine count.
    pub bytes: u64,
    /// Callers who wait for their commands to be written.
    pub waiting: u64,
    /// Watches.
    pub watches: u32,
    /// The position of the last frame in the file; 0 in memory.
    pub position: u64,
    /// Carts that are in the log and not yet saved beside it; 0 in memory.
    pub unsaved_carts: u64,
    /// Bytes of the file; 0 in memory.
    pub file_bytes: u64,
}

impl From<cartpool::EngineHealth> for Health {
    fn from(health: cartpool::EngineHealth) -> Self {
        let store = health.store.unwrap_or_default();
        Self {
            is_writable: health.is_writable,
            durability: health.durability,
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

/// What a new cart starts with.
#[derive(Clone, Debug, uniffi::Record)]
pub struct NewCart {
    /// The member who owns it: an opaque id, never an e-mail address.
    pub owner: String,
    /// The ISO 4217 code of its one currency.
    pub currency: String,
    /// The setting that decides the first policies: among friends unless given.
    #[uniffi(default = None)]
    pub preset: Option<Preset>,
    /// What it is called.
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// What it is for.
    #[uniffi(default = None)]
    pub purpose: Option<String>,
}

#[uniffi::export]
impl Engine {
    /// Opens an engine: in memory, or with a `path` on a file that keeps its carts.
    ///
    /// The file is made if it is not there; others are made beside it. `durability` says what an answer survives:
    /// `synced` a power cut, unless given, and `buffered` the end of the app.
    ///
    /// Errors: `limits_not_valid`, `durability_not_valid`, `storage_not_found`, `storage_not_recognized`, `storage_too_new`,
    /// `storage_is_read_only`, `storage_is_damaged`, `storage_busy`, `storage_failed`.
    #[uniffi::constructor(default(path = None, durability = None, limits = None, max_bytes = None))]
    pub fn open(
        path: Option<String>,
        durability: Option<Durability>,
        limits: Option<Limits>,
        max_bytes: Option<u64>,
    ) -> Result<Arc<Self>, CartpoolError> {
        let limits = limits.unwrap_or_default().to_core();
        let mut options = Options { limits, max_bytes, ..Options::default() };
        match (path, durability) {
            (Some(path), durability) => {
                let durability = durability.unwrap_or(Durability::Synced);
                let store = SqliteStore::open(path.as_ref(), durability);
                options.store = Some(Arc::new(store.map_err(cartpool::Error::from)?));
            }
            (None, None | Some(Durability::Memory)) => {}
            (None, Some(_)) => {
                return Err(cartpool::Error::from(ErrorCode::DurabilityNotValid).into());
            }
        }
        Ok(Arc::new(Self(cartpool::Engine::open(options)?)))
    }

    /// Makes a cart with its owner seated: version 1.
    ///
    /// Errors: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_memory_max`.
    pub fn create_cart(&self, new_cart: NewCart) -> Result<Arc<Cart>, CartpoolError> {
        let cart = self.0.create_cart(cartpool::NewCart {
            preset: new_cart.preset.unwrap_or_default(),
            title: new_cart.title.as_deref(),
            purpose: new_cart.purpose.as_deref(),
            ..cartpool::NewCart::new(&new_cart.owner, &new_cart.currency)
        })?;
        Ok(Arc::new(Cart(cart)))
    }

    /// The cart with this id; checks only that it is an id.
    ///
    /// Errors: `cart_id_not_valid`.
    pub fn cart(&self, id: &str) -> Result<Arc<Cart>, CartpoolError> {
        Ok(Arc::new(Cart(self.0.cart(CartId::from_str(id)?))))
    }

    /// Takes over a price from the server's price list and returns the list's new version.
    ///
    /// Errors: `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
    /// `exceeds_skus_max`.
    pub fn set_price(
        &self,
        sku: &str,
        currency: &str,
        amount: Amount,
    ) -> Result<u64, CartpoolError> {
        Ok(self.0.set_price(sku, currency, amount.0)?)
    }

    /// The price list's price of one of `sku`.
    ///
    /// Errors: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
    pub fn price(&self, sku: &str, currency: &str) -> Result<Amount, CartpoolError> {
        Ok(Amount(self.0.price(sku, currency)?.amount()))
    }

    /// A fresh command id for `Member.with`: a UUID of version 7 at the engine's time.
    pub fn command_id(&self) -> String {
        let mut bits = [0; 16];
        SystemRandom.fill(&mut bits);
        CommandId::from_parts(self.0.now_ms(), u128::from_le_bytes(bits)).to_string()
    }

    /// How safe a change is once its verb has answered.
    pub fn durability(&self) -> Durability {
        self.0.durability()
    }

    /// How the engine is doing.
    pub fn health(&self) -> Health {
        self.0.health().into()
    }

    /// Ends the engine: calls already begun are finished, and for at most `timeout_ms` carts are saved, so that the next
    /// opening is fast. Answers whether everything was finished; nothing that was answered is lost either way. It waits for
    /// the disk: call it off the main thread, such as when the app goes to the background.
    pub fn drain(&self, timeout_ms: u64) -> bool {
        self.0.drain(Duration::from_millis(timeout_ms))
    }

    /// Closes the engine, and its file: every later call is `engine_is_closed`, every watch wakes.
    pub fn close(&self) {
        self.0.close();
    }

    /// Whether the engine has been closed.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

/// A cart's handle: the engine and an id. It grants nothing and checks nothing.
#[derive(uniffi::Object)]
pub struct Cart(cartpool::Cart);

#[uniffi::export]
impl Cart {
    /// The cart's id: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// A principal: every verb and every read sits on one. Checks nothing; each call does.
    pub fn member(&self, id: &str) -> Arc<Member> {
        Arc::new(Member::new(self.0.member(id)))
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
