//! A principal: the hand-written half. Its verbs are in `generated.rs`.

use std::str::FromStr;
use std::sync::Arc;

use cartpool::{CommandId, CommandOptions, Cursor, ErrorCode, LineId};

use crate::error::CartpoolError;
use crate::faults;
use crate::feed::{EventRecord, Page, Watch};
use crate::generated::{
    Bill, CampaignView, CartView, Command, Explanation, Settlement, TippingPoint, unpack,
};
use crate::packed::Packed;
use crate::value::{Money, Nameless, Natural, Show};

/// Somebody in a cart, or the host itself: every verb and every read sits here.
///
/// A verb returns the cart's new version, which is also the id of what it made.
#[derive(uniffi::Object)]
pub struct Member(cartpool::Member);

impl Member {
    pub(crate) const fn new(member: cartpool::Member) -> Self {
        Self(member)
    }

    fn core(&self) -> &cartpool::Member {
        faults::here();
        &self.0
    }

    pub(crate) fn commit(&self, command: &cartpool::Command<'_>) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().commit(command)?))
    }
}

const COMMANDS_MAX: usize = cartpool::Limits::HARD.batch_commands_max as usize;

fn cursor(text: Option<&str>) -> Result<Cursor, CartpoolError> {
    Ok(text.map_or(Ok(Cursor::START), Cursor::from_str)?)
}

#[uniffi::export]
impl Member {
    /// The member's id; empty for the host itself.
    pub fn id(&self) -> String {
        self.core().id().to_owned()
    }

    /// The id of the cart.
    pub fn cart(&self) -> String {
        self.core().cart().to_string()
    }

    /// The same member, whose next commands carry these options: a command id from `Engine.command_id`, so that a retry has
    /// one effect; the version to expect, so that another is refused with `version_conflict`.
    ///
    /// Errors: `command_id_not_valid`.
    #[uniffi::method(default(command_id = None, expect_version = None))]
    pub fn with(
        &self,
        command_id: Option<String>,
        expect_version: Option<Natural>,
    ) -> Result<Arc<Self>, CartpoolError> {
        let command_id = command_id.as_deref().map(CommandId::from_str).transpose()?;
        let expect_version = expect_version.map(|it| it.0);
        Ok(Arc::new(Self(self.core().with(CommandOptions { command_id, expect_version }))))
    }

    /// Does several commands together: all of them, or none. Returns the last version.
    ///
    /// Errors: `exceeds_batch_max`, `exceeds_batch_bytes_max`, `batch_must_not_be_empty`, `not_allowed_in_batch`, and those
    /// of the first command that is refused.
    pub fn batch(&self, commands: Vec<Command>) -> Result<Natural, CartpoolError> {
        let commands = commands.iter().map(Command::lend).collect::<Result<Vec<_>, _>>()?;
        Ok(Natural(self.core().batch(&commands)?))
    }

    /// What a batch builder calls: commands as bytes, in the order of core's vocabulary. Otherwise as `batch`.
    ///
    /// Errors: as `batch`; `argument_not_valid` and `text_must_be_utf8` where the bytes are no commands.
    #[allow(clippy::needless_pass_by_value, reason = "bytes cross by value")]
    pub fn batch_packed(&self, packed: Vec<u8>) -> Result<Natural, CartpoolError> {
        let mut packed = Packed::new(&packed);
        let mut commands = Vec::new();
        // A command in a byte is two hundred in memory: beyond every engine's bound the rest is not looked at.
        while !packed.is_empty() && commands.len() <= COMMANDS_MAX {
            commands.push(unpack(&mut packed)?);
        }
        Ok(Natural(self.core().batch(&commands)?))
    }

    /// The cart as it is now.
    ///
    /// Errors: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn view(&self) -> Result<CartView, CartpoolError> {
        let view = self.core().view()?;
        Ok(view.show(&view))
    }

    /// The cart as it was at `version`.
    ///
    /// Errors: as `view`, and `version_not_found`, `version_no_longer_kept`.
    pub fn view_at(&self, version: Natural) -> Result<CartView, CartpoolError> {
        let view = self.core().view_at(version.0)?;
        Ok(view.show(&view))
    }

    /// The bill: what is to be paid, and by whom.
    ///
    /// Errors: as `view`.
    pub fn bill(&self) -> Result<Bill, CartpoolError> {
        let bill = self.core().bill()?;
        Ok(bill.show(&bill))
    }

    /// Why each owes what they owe: every cell of the bill's table, as data and as a sentence.
    ///
    /// Errors: as `view`.
    pub fn explain(&self) -> Result<Explanation, CartpoolError> {
        let explanation = self.core().explain()?;
        Ok(explanation.show(&explanation))
    }

    /// Who pays whom, so that everybody has paid what they owe.
    ///
    /// Errors: as `view`.
    pub fn settlement(&self) -> Result<Settlement, CartpoolError> {
        let settlement = self.core().settlement()?;
        Ok(settlement.show(&settlement))
    }

    /// A campaign as it is, with what this cart has pledged to it, and what would bring it further.
    ///
    /// Errors: as `view`, and `campaign_not_found`.
    pub fn campaign(&self, campaign: &str) -> Result<CampaignView, CartpoolError> {
        Ok(self.core().campaign(campaign)?.show(&Nameless))
    }

    /// How many more a campaign takes to its minimum or next tier, from whom in this cart they may come, and what each would
    /// then pay; nothing where it is decided or all is reached.
    ///
    /// Errors: as `campaign`.
    pub fn what_would_tip(&self, campaign: &str) -> Result<Option<TippingPoint>, CartpoolError> {
        Ok(self.core().what_would_tip(campaign)?.show(&Nameless))
    }

    /// What is to be paid.
    ///
    /// Errors: as `view`.
    pub fn total(&self) -> Result<Money, CartpoolError> {
        Ok(self.core().total()?.into())
    }

    /// The cart's version.
    ///
    /// Errors: as `view`.
    pub fn version(&self) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().version()?))
    }

    /// What made `version`.
    ///
    /// Errors: as `view_at`.
    pub fn event(&self, version: Natural) -> Result<EventRecord, CartpoolError> {
        let mut events = EventRecord::all(&self.core().event(version.0)?);
        events.pop().ok_or_else(|| ErrorCode::VersionNotFound.into())
    }

    /// Everything that happened to a line, oldest first.
    ///
    /// Errors: as `view`, and `line_not_found`, `version_no_longer_kept`.
    pub fn blame(&self, line: Natural) -> Result<Vec<EventRecord>, CartpoolError> {
        Ok(EventRecord::all(&self.core().blame(LineId(line.0))?))
    }

    /// What happened since `cursor`, or since the cart was made.
    ///
    /// Errors: as `view`, and `cursor_not_valid`.
    #[uniffi::method(default(cursor = None))]
    pub fn events_since(&self, cursor: Option<String>) -> Result<Page, CartpoolError> {
        Ok(Page::of(self.core().events_since(self::cursor(cursor.as_deref())?)?))
    }

    /// Watches the cart from `cursor` on, or from its first event.
    ///
    /// Errors: as `events_since`, and `exceeds_watches_max`.
    #[uniffi::method(default(cursor = None))]
    pub fn watch(&self, cursor: Option<String>) -> Result<Arc<Watch>, CartpoolError> {
        Ok(Arc::new(Watch::new(self.core().watch(self::cursor(cursor.as_deref())?)?)))
    }

    /// Checks the cart in full: sums recounted, the kept history replayed to the same state.
    ///
    /// Errors: as `view`, and `cart_is_damaged` where anything disagrees.
    pub fn verify(&self) -> Result<(), CartpoolError> {
        Ok(self.core().verify()?)
    }
}
