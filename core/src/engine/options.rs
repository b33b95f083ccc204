//! How an engine is opened, and what rides on a call.

use core::fmt;
use std::sync::Arc;

use crate::clock::{Clock, Random, SystemClock, SystemRandom};
#[cfg(feature = "sqlite")]
use crate::error::Result;
use crate::id::CommandId;
use crate::journal::Store;
use crate::limits::{Limits, Rates};
use crate::policy::Preset;
use crate::rules::context::Prices;
use crate::state::history::BLOCK_EVENTS;

/// How an engine is opened.
#[derive(Clone)]
pub struct Options {
    /// The bounds of everything.
    pub limits: Limits,
    /// Token buckets for members and carts; none by default.
    pub rates: Option<Rates>,
    /// How many bytes carts may take in all. In memory growth beyond it is refused, and it is unbounded by default; with a
    /// store carts that nobody came to lately leave memory, and it is 1 GiB by default.
    pub max_bytes: Option<u64>,
    /// What keeps the carts beyond the process, and shares them with others; nothing by default.
    pub store: Option<Arc<dyn Store>>,
    /// Where prices come from.
    pub prices: Prices,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub random: Arc<dyn Random>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            rates: None,
            max_bytes: None,
            store: None,
            prices: Prices::List,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }
}

impl Options {
    /// Options for an engine that keeps its carts in a file, which it shares with every other engine opened on it: one call
    /// for [`SqliteStore::open`](crate::journal::SqliteStore::open) and [`Self::store`].
    ///
    /// # Errors
    /// `durability_not_valid`, `storage_not_found`, `storage_not_recognized`, `storage_too_new`, `storage_is_read_only`,
    /// `storage_is_damaged`, `storage_busy`, `storage_failed`.
    ///
    /// # Examples
    /// ```
    /// use cartpool::{Durability, Engine, NewCart, Options};
    /// # let folder = std::env::temp_dir().join(format!("cartpool-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// # let path = folder.join("carts.db");
    ///
    /// let engine = Engine::open(Options::on_file(&path, Durability::Synced)?)?;
    /// let cart = engine.create_cart(NewCart::new("ana", "EUR"))?.id();
    /// engine.close();
    ///
    /// let again = Engine::open(Options::on_file(&path, Durability::Synced)?)?;
    /// assert_eq!(again.cart(cart).member("ana").version()?, 1);
    /// # again.close();
    /// # std::fs::remove_dir_all(&folder).unwrap();
    /// # Ok::<(), cartpool::Error>(())
    /// ```
    #[cfg(feature = "sqlite")]
    pub fn on_file(
        path: impl AsRef<std::path::Path>,
        durability: crate::journal::Durability,
    ) -> Result<Self> {
        let store = crate::journal::SqliteStore::open(path.as_ref(), durability)?;
        Ok(Self { store: Some(Arc::new(store)), ..Self::default() })
    }

    /// What an engine on a store needs where nothing was said.
    pub(crate) fn complete_for_store(&mut self) {
        const MAX_BYTES: u64 = 1 << 30;
        self.max_bytes.get_or_insert(MAX_BYTES);
        // A batch may seal two blocks, and both must be there until they are saved.
        let two_blocks = u32::try_from(2 * BLOCK_EVENTS).unwrap_or(u32::MAX);
        self.limits.history_events_max = self.limits.history_events_max.max(two_blocks);
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("limits", &self.limits)
            .field("rates", &self.rates)
            .field("max_bytes", &self.max_bytes)
            .field("store", &self.store)
            .field("prices", &self.prices)
            .finish_non_exhaustive()
    }
}

/// What a new cart starts with.
#[derive(Clone, Copy, Debug)]
pub struct NewCart<'a> {
    /// The member who owns it: an opaque id of the host's, never an e-mail address.
    pub owner: &'a str,
    /// The ISO 4217 code of its one currency.
    pub currency: &'a str,
    /// The setting that decides the first policies.
    pub preset: Preset,
    /// What it is called.
    pub title: Option<&'a str>,
    /// What it is for.
    pub purpose: Option<&'a str>,
}

impl<'a> NewCart<'a> {
    /// A cart among friends, without a title.
    #[must_use]
    pub const fn new(owner: &'a str, currency: &'a str) -> Self {
        Self { owner, currency, preset: Preset::Friends, title: None, purpose: None }
    }
}

/// Who comes to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal<'a> {
    /// The host itself.
    System,
    /// Somebody with this member id, seated or not.
    Member(&'a str),
}

/// What rides on a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommandOptions {
    /// An id that makes a retry harmless: the same id and payload get the same answer and have one effect.
    pub command_id: Option<CommandId>,
    /// Refuse with `version_conflict` unless the cart is at this version.
    pub expect_version: Option<u64>,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swept {
    /// How many carts were looked at.
    pub looked_at: u32,
    /// How many took over new prices, or what became of a campaign.
    pub repriced: u32,
    /// How many campaigns' deadlines were worked off.
    pub settled: u32,
    /// Whether the round over all carts is complete; the next call starts a new one.
    pub is_done: bool,
}
