//! What is: one file a kind of stream. Applying an event is total; replay, recovery and live commits share it.

pub(crate) mod account;
pub(crate) mod block;
pub(crate) mod campaign;
pub(crate) mod cart;
pub(crate) mod cold;
pub(crate) mod coupon;
pub(crate) mod history;
pub(crate) mod ledger;
pub(crate) mod line;
pub(crate) mod saved;
pub(crate) mod sku;
pub(crate) mod sorted;
pub(crate) mod terms;
pub(crate) mod window;

use crate::error::Result;

/// A kind of stream: its own state, commands and events, decided and applied in one total order.
///
/// `decide` may refuse and changes nothing; `apply` may not refuse. A new kind of stream (a campaign, a budget) implements
/// this and gets its own [`Shards`](crate::shards::Shards).
pub(crate) trait Stream {
    /// What names one stream of this kind.
    type Key: ?Sized;
    /// What may be asked.
    type Command<'a>;
    /// What happened.
    type Event<'a>;
    /// What deciding may look at besides the stream's own state.
    type Context<'c>;
    /// What applying needs besides the event.
    type Stamp<'s>;

    /// The stream's key.
    fn key(&self) -> &Self::Key;

    /// The event that `command` makes, nothing where it would change nothing, or why it is refused.
    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        context: &Self::Context<'a>,
    ) -> Result<Option<Self::Event<'a>>>;

    /// Takes over what happened.
    fn apply(&mut self, event: &Self::Event<'_>, stamp: &Self::Stamp<'_>);
}
