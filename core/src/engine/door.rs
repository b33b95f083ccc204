//! Behind the door: checks who comes and whether again, decides, records.

use core::sync::atomic::Ordering;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::command::{BillCommand, Command, Demand};
use crate::engine::{Ahead, CommandOptions, Inner, Principal, Request, Who, resolve};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::event::Event;
use crate::event::record::Encoded;
use crate::id::CartId;
use crate::limits::EVENTS_MAX;
use crate::rules::context::{Actor, Brought, Context, Decision, Facts};
use crate::state::Stream;
use crate::state::cart::{CartState, Stamp, Status};
use crate::state::history::BLOCK_EVENTS;
use crate::state::saved::Outcome;
use crate::view::Cause;

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Halt {
    Refused(Error),
    /// Prices moved, or a campaign did, while it was decided.
    Moved,
}

impl From<Error> for Halt {
    fn from(refusal: Error) -> Self {
        Self::Refused(refusal)
    }
}

/// What a cart did not take over, as its total would pass its bound.
#[derive(Clone, Copy)]
struct Behind {
    facts_version: u64,
    refusal: Error,
}

impl Inner {
    /// Makes the cart where that is what is asked, and the host asks: the command enters a cart of no version yet.
    #[cold]
    pub(super) fn create(
        &self,
        id: CartId,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        ahead: &Ahead,
        noted: &mut Option<Outcome>,
    ) -> Result<CartState> {
        match (who.principal, request) {
            (Principal::System, Request::One(Command::CreateCart { .. })) => {
                let mut cart = CartState::unborn(id);
                cart.prices_checked = self.facts_version();
                let enter = || self.enter(&mut cart, who, options, request, ahead, noted);
                let entered = catch_unwind(AssertUnwindSafe(enter));
                entered.map_err(|_| Error::from(ErrorCode::InternalError))??;
                Ok(cart)
            }
            (_, request) if request.is_acceptance() => Err(ErrorCode::InvitationNotValid.into()),
            _ => Err(ErrorCode::CartNotFound.into()),
        }
    }

    /// Checks who comes, how often and whether again, and then decides. What a command id was answered with is `noted`.
    #[inline]
    pub(super) fn enter(
        &self,
        cart: &mut CartState,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        ahead: &Ahead,
        noted: &mut Option<Outcome>,
    ) -> Result<u64> {
        cart.require_whole()?;
        let actor = resolve(cart, who);
        match (actor, request) {
            // Whoever is outside changes and learns nothing, not even an id's fate, without a token that admits.
            (Actor::Visitor(_), request) => request.require_admission(cart, ahead.now_ms)?,
            // A cart's first pledge comes twice, and so does what another stream refused: they were admitted the first time.
            (Actor::Member(_), _)
                if matches!(ahead.brought, Some(Brought::Expected | Brought::Refused(_))) => {}
            (Actor::Member(seat), _) => {
                if let Some(rates) = &self.options.rates {
                    cart.side_mut().meter.admit(seat, ahead.now_ms, rates)?;
                }
            }
            (Actor::System, _) => {}
        }
        let Some(id) = options.command_id else {
            return self.decide(cart, &actor, options, request, ahead);
        };
        let payload = request.payload(who.principal);
        if let Some(answer) = cart.side_mut().window.answer(id, payload, ahead.now_ms)? {
            return answer;
        }
        let answer = self.decide(cart, &actor, options, request, ahead);
        if is_remembered(&actor, &answer) {
            cart.side_mut().window.remember(id, payload, answer, &self.options.limits);
            *noted = Some(Outcome::new(id, payload, answer));
        }
        answer
    }

    #[inline]
    fn decide(
        &self,
        cart: &mut CartState,
        actor: &Actor<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        ahead: &Ahead,
    ) -> Result<u64> {
        self.at_one_state(|| {
            let facts_version = self.facts_version();
            let caught_up = self.try_catch_up(cart, facts_version, ahead);
            if caught_up == Err(Halt::Moved) {
                return Err(Halt::Moved);
            }
            if let Some(expected) =
                options.expect_version.filter(|version| *version != cart.version)
            {
                let context = ErrorContext::Version { expected, actual: cart.version };
                return Err(Error { code: ErrorCode::VersionConflict, context }.into());
            }
            match caught_up {
                Err(Halt::Refused(refusal)) => {
                    let behind = Behind { facts_version, refusal };
                    self.act_behind(cart, actor, request, ahead, behind)
                }
                _ => match request {
                    Request::One(command) => self.step(cart, actor, command, ahead),
                    Request::Batch(commands) => self.batch(cart, actor, commands, ahead),
                },
            }
        })
    }

    /// Decides for a cart that keeps its old prices, on a copy: by these nothing makes the total larger, and no bill is fixed.
    #[cold]
    fn act_behind(
        &self,
        cart: &mut CartState,
        actor: &Actor<'_>,
        request: &Request<'_, '_>,
        ahead: &Ahead,
        behind: Behind,
    ) -> Result<u64, Halt> {
        let mut copy = cart.clone();
        for command in request.commands() {
            require_present(&copy, actor)?;
            if needs_prices(command) {
                let decided = Stream::decide(&copy, command, &self.context(actor, ahead));
                if self.facts_version() != behind.facts_version {
                    return Err(Halt::Moved);
                }
                // Whatever a flow would bring, it comes to the same.
                let own = decided.err().filter(|own| own.code != ErrorCode::StorageBusy);
                return Err(own.unwrap_or(behind.refusal).into());
            }
            self.step(&mut copy, actor, command, ahead)?;
        }
        if copy.total > cart.total {
            return Err(behind.refusal.into());
        }
        *cart = copy;
        Ok(cart.version)
    }

    /// Makes an attempt, and where prices moved meanwhile another while they stand still: one more, however fast prices move.
    #[inline]
    fn at_one_state<T>(&self, mut attempt: impl FnMut() -> Result<T, Halt>) -> Result<T> {
        let mut standing = None;
        loop {
            match attempt() {
                Ok(done) => return Ok(done),
                Err(Halt::Refused(refusal)) => return Err(refusal),
                // A campaign may move also then, which it seldom does.
                Err(Halt::Moved) => {
                    standing.get_or_insert_with(|| self.prices.hold());
                }
            }
        }
    }

    /// Decides several commands on a copy of the cart, which takes its place at the end.
    #[cold]
    fn batch(
        &self,
        cart: &mut CartState,
        actor: &Actor<'_>,
        commands: &[Command<'_>],
        ahead: &Ahead,
    ) -> Result<u64, Halt> {
        let mut copy = cart.clone();
        for command in commands {
            require_present(&copy, actor)?;
            self.step(&mut copy, actor, command, ahead)?;
        }
        *cart = copy;
        Ok(cart.version)
    }

    /// Commits `Repriced` as the host where the price list moved on since the cart last looked, and `CampaignFollowed` for each
    /// campaign that did.
    pub(super) fn catch_up(&self, cart: &mut CartState, ahead: &Ahead) -> Result<()> {
        self.at_one_state(|| self.try_catch_up(cart, self.facts_version(), ahead))
    }

    #[inline]
    fn try_catch_up(
        &self,
        cart: &mut CartState,
        facts_version: u64,
        ahead: &Ahead,
    ) -> Result<(), Halt> {
        if knows(cart, facts_version) {
            return Ok(());
        }
        let repriced = self.step(cart, &Actor::System, &Command::Reprice, ahead);
        if repriced == Err(Halt::Moved) {
            return Err(Halt::Moved);
        }
        if !cart.campaigns().is_empty() {
            self.follow_campaigns(cart, ahead)?;
        }
        repriced?;
        cart.prices_checked = facts_version;
        Ok(())
    }

    #[cold]
    fn follow_campaigns(&self, cart: &mut CartState, ahead: &Ahead) -> Result<(), Halt> {
        let campaigns: Vec<Box<str>> = cart.campaigns().iter().map(|it| it.id.clone()).collect();
        let mut answer = Ok(());
        for campaign in campaigns {
            let follow = Command::FollowCampaign { campaign: &campaign };
            // One that would bring the total above its bound does not hold up those that make room.
            answer = answer.and(self.step(cart, &Actor::System, &follow, ahead).map(|_| ()));
        }
        answer
    }

    /// How often the price list and campaigns gave carts something to take over. Both only count up.
    #[inline]
    pub(super) fn facts_version(&self) -> u64 {
        self.prices.version().wrapping_add(self.accounts.campaigns().moved())
    }

    /// Whether the cart knows the price list and its campaigns as they are.
    #[inline]
    pub(super) fn is_caught_up(&self, cart: &CartState) -> bool {
        knows(cart, self.facts_version())
    }

    /// Whether the price list or a campaign would change the cart.
    pub(super) fn reprices(&self, cart: &CartState, ahead: &Ahead) -> Result<bool> {
        let context = self.context(&Actor::System, ahead);
        let changes = |command: &Command<'_>| {
            Stream::decide(cart, command, &context).map(|decided| decided.is_some())
        };
        let mut answer = changes(&Command::Reprice);
        if self.prices.version() != context.prices_version {
            // Whoever commits looks at one state of the price list.
            return Ok(true);
        }
        for joined in cart.campaigns() {
            // One that is not in memory is brought there by whoever commits.
            let is_here = self.campaign(&joined.id).is_some();
            let follows = changes(&Command::FollowCampaign { campaign: &joined.id });
            answer = match follows {
                _ if !is_here => return Ok(true),
                Ok(true) => follows,
                Err(_) if answer == Ok(false) => follows,
                _ => answer,
            };
        }
        answer
    }

    #[inline]
    pub(super) fn context<'c>(&'c self, actor: &'c Actor<'c>, ahead: &'c Ahead) -> Context<'c> {
        Context {
            actor,
            now_ms: ahead.now_ms,
            limits: &self.options.limits,
            prices: self.options.prices,
            prices_version: self.prices.version(),
            facts: self,
            brought: ahead.brought.as_ref(),
        }
    }

    /// Decides one command and takes over its event.
    #[inline]
    fn step(
        &self,
        cart: &mut CartState,
        actor: &Actor<'_>,
        command: &Command<'_>,
        ahead: &Ahead,
    ) -> Result<u64, Halt> {
        let context = self.context(actor, ahead);
        #[cfg(test)]
        super::faults::strike(super::faults::Fault::Decide);
        // Looked at where it lies: an event is large, and moving it costs more than deciding it.
        let decided = Stream::decide(cart, command, &context);
        #[cfg(test)]
        super::meanwhile::act();
        // Prices that were read one after another may be of different states of the price list, or newer than the other lines':
        // then neither an event nor a refusal counts.
        let is_of_one_state = match command {
            Command::Reprice => self.prices.version() == context.prices_version,
            _ if matches!(command.demand(), Demand::NewLine(_)) => self.is_caught_up(cart),
            _ => true,
        };
        match &decided {
            _ if !is_of_one_state => Err(Halt::Moved),
            Ok(Some(decision)) => Ok(self.record(cart, actor, decision, ahead)?),
            Ok(None) => Ok(cart.version),
            Err(refusal) => Err((*refusal).into()),
        }
    }

    /// Checks what bounds any event, and takes it over.
    #[inline]
    fn record(
        &self,
        cart: &mut CartState,
        actor: &Actor<'_>,
        decision: &Decision<'_>,
        ahead: &Ahead,
    ) -> Result<u64> {
        let cause = match *actor {
            Actor::Member(seat) => Cause::Member(seat),
            Actor::System => Cause::System,
            // Whoever joins does so from the seat that this gives them.
            Actor::Visitor(_) => Cause::Member(cart.next_seat()),
        };
        let asked_ms = self.asked_ms(cart, &decision.event);
        let at_ms = ahead.now_ms.max(cart.changed_at_ms).max(asked_ms);
        let mut encoded = Encoded::default();
        encoded.write(at_ms - cart.changed_at_ms, cause, &decision.event);
        if decision.event.grows() {
            self.require_room(cart, &encoded, decision.text)?;
        }
        if cart.version >= EVENTS_MAX {
            return Err(Error::limit(ErrorCode::ExceedsEventsMax, EVENTS_MAX));
        }

        // From here on the change cannot fail.
        cart.is_damaged = true;
        #[cfg(test)]
        super::faults::strike(super::faults::Fault::Apply);
        Stream::apply(cart, decision, &Stamp { at_ms, cause, skus: &self.prices });
        cart.is_damaged = false;
        cart.keep_text(decision.text);
        cart.history.append(encoded.bytes());
        if cart.version.is_multiple_of(BLOCK_EVENTS) {
            cart.seal_history(self.options.limits.history_events_max);
        }
        Ok(cart.version)
    }

    /// A time that has come at the latest, though this clock lags: by an event's time whoever goes takes pledges back, and
    /// once carts are asked for a deadline, nobody does.
    #[inline]
    fn asked_ms(&self, cart: &CartState, event: &Event<'_>) -> u64 {
        if !matches!(event, Event::MemberLeft { .. } | Event::MemberRemoved { .. }) {
            return 0;
        }
        let news = cart.campaigns().iter().filter_map(|joined| self.campaign(&joined.id));
        let asked = news.filter(|news| news.is_running() && news.asked_at > 0);
        asked.map(|news| news.closes_at_ms).max().unwrap_or(0)
    }

    /// Refuses growth beyond the bounds in bytes of the event, the cart and the engine.
    fn require_room(&self, cart: &CartState, encoded: &Encoded, text: Option<&str>) -> Result<()> {
        let limits = &self.options.limits;
        let event_bytes = encoded.bytes().len();
        if event_bytes > limits.event_bytes_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsEventBytesMax, limits.event_bytes_max));
        }
        let grown = cart.state_bytes() + event_bytes + text.map_or(0, str::len);
        if grown > limits.cart_bytes_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsCartBytesMax, limits.cart_bytes_max));
        }
        match self.options.max_bytes {
            Some(max) if self.log.is_none() && self.all_bytes() >= max => {
                Err(Error::limit(ErrorCode::ExceedsMemoryMax, max))
            }
            _ => Ok(()),
        }
    }

    /// The cart's bytes, where they are counted.
    #[inline]
    pub(super) fn counted_bytes(&self, cart: &CartState) -> Option<u64> {
        self.options.max_bytes.map(|_| cart.all_bytes())
    }

    #[inline]
    pub(super) fn count_bytes(&self, before: Option<u64>, cart: &CartState) {
        if let Some(before) = before {
            // Wraps where the cart shrank, and wraps back in the sum.
            let difference = cart.all_bytes().wrapping_sub(before);
            self.bytes.fetch_add(difference, Ordering::Relaxed);
        }
    }
}

impl Inner {
    /// Counts a cart that came into memory.
    pub(super) fn count_in(&self, cart: &CartState) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.count_bytes(self.options.max_bytes.map(|_| 0), cart);
    }

    /// Counts a cart that leaves memory.
    pub(super) fn count_out(&self, cart: &CartState) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        if let Some(bytes) = self.counted_bytes(cart) {
            self.bytes.fetch_sub(bytes, Ordering::Relaxed);
        }
    }
}

/// Refuses the rest of a batch once its member has left.
fn require_present(cart: &CartState, actor: &Actor<'_>) -> Result<()> {
    let is_gone = matches!(*actor, Actor::Member(seat) if !cart.is_present(seat));
    if is_gone { Err(ErrorCode::CartNotFound.into()) } else { Ok(()) }
}

/// Whether a command takes prices from the list, or keeps those of the cart for good.
const fn needs_prices(command: &Command<'_>) -> bool {
    matches!(
        command,
        Command::AddItem { .. }
            | Command::Pledge { .. }
            | Command::Reprice
            | Command::Bill(BillCommand::FixBill)
    )
}

/// Whether a cart took over what the price list and campaigns had for it at `facts_version`. There is nothing for one that is
/// closed, or not made yet.
#[inline]
fn knows(cart: &CartState, facts_version: u64) -> bool {
    cart.prices_checked == facts_version || cart.status == Status::Closed || cart.version == 0
}

/// Whether an answer is kept for retries: not where trying again is the point, nor where an outsider is to learn nothing.
fn is_remembered(actor: &Actor<'_>, answer: &Result<u64>) -> bool {
    match answer.map_err(|error| error.code) {
        Err(
            ErrorCode::ExceedsMemoryMax
            | ErrorCode::StorageBusy
            | ErrorCode::StorageIsDamaged
            | ErrorCode::CartIsDamaged
            | ErrorCode::InternalError,
        ) => false,
        Err(ErrorCode::CartNotFound | ErrorCode::InvitationNotValid) => {
            !matches!(actor, Actor::Visitor(_))
        }
        _ => true,
    }
}

impl CartState {
    pub(super) fn require_whole(&self) -> Result<()> {
        if self.is_damaged { Err(ErrorCode::CartIsDamaged.into()) } else { Ok(()) }
    }

    /// What a panic means for this cart: nothing if it struck before the event was applied.
    pub(super) fn damage(&self) -> Error {
        let code =
            if self.is_damaged { ErrorCode::CartIsDamaged } else { ErrorCode::InternalError };
        code.into()
    }
}
