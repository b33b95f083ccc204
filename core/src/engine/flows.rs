//! Verbs that name two streams: reserve in the coupon or the ledger, act in the cart, and then confirm or release there. Each
//! is several commits and never two locks; where one stops half-way, a deadline or whoever comes next brings it to its end.

use std::sync::Arc;

use super::sweeping::is_of_the_store;
use super::{Ahead, Engine, Who};
use crate::bill::Drawing;
use crate::command::{BillCommand, Command};
use crate::currency::Currency;
use crate::engine::{CommandOptions, Principal, Request, resolve};
use crate::error::{Error, ErrorCode, Result};
use crate::id::CartId;
use crate::rules::check_discount;
use crate::rules::context::{Actor, Basis, Brought};
use crate::state::Stream;
use crate::state::cart::CartState;
use crate::state::coupon::{CouponCommand, CouponTerms, UseId};
use crate::state::ledger::{LedgerCommand, Share};
use crate::state::terms::Terms;

/// How often a bill is drawn anew because the cart or the ledger moved on meanwhile.
const TRIES: usize = 32;
/// How long a group's ledger waits for a bill that is being fixed.
const FIXING_MS: u64 = 60_000;

/// What fixing a bill needs to know of the cart.
struct Draft {
    state: CartState,
    group: Option<Box<str>>,
    coupons: Vec<Entered>,
}

/// A coupon that a cart holds.
#[derive(Clone, PartialEq, Eq)]
struct Entered {
    code: Box<str>,
    /// Whose use it is: the host's are counted for each cart apart.
    user: Box<str>,
}

/// Whether a request is one of those verbs, or a batch that closes the cart: the others are in no batch.
#[inline]
pub(super) fn is_flow(request: &Request<'_, '_>) -> bool {
    if let Request::Batch(commands) = request {
        return commands.iter().any(|command| matches!(command, Command::CloseCart));
    }
    matches!(
        request,
        Request::One(
            Command::CloseCart
                | Command::Pledge { .. }
                | Command::Bill(
                    BillCommand::RedeemCoupon { .. }
                        | BillCommand::SetGroup { .. }
                        | BillCommand::RemoveAdjustment { .. }
                        | BillCommand::FixBill
                        | BillCommand::ReopenBill
                        | BillCommand::RecordPayment { .. }
                        | BillCommand::RecordTransfer { .. }
                        | BillCommand::RefundItem { .. }
                )
        )
    )
}

impl Engine {
    #[cold]
    pub(super) fn send_flow(
        &self,
        id: CartId,
        who: &Who<'_>,
        options: &CommandOptions,
        request: Request<'_, '_>,
    ) -> Result<u64> {
        let sending = Sending { engine: self, id, who, options, request };
        match request {
            Request::One(Command::Bill(BillCommand::RedeemCoupon { code })) => sending.redeem(code),
            Request::One(Command::Pledge { campaign, .. }) => sending.pledge(campaign),
            Request::One(Command::Bill(BillCommand::FixBill)) => sending.fix(),
            Request::One(Command::Bill(BillCommand::SetGroup { .. })) => sending.set_group(),
            Request::One(Command::Bill(BillCommand::ReopenBill)) => sending.reopen(),
            Request::Batch(_)
            | Request::One(
                Command::Bill(BillCommand::RemoveAdjustment { .. }) | Command::CloseCart,
            ) => sending.release_coupons(),
            Request::One(_) => {
                let answer = sending.send(None);
                if answer.is_ok() {
                    self.tell_ledger(id);
                }
                answer
            }
        }
    }

    /// Refuses a coupon's discount that no cart could take.
    pub(crate) fn require_discount(&self, terms: &CouponTerms) -> Result<()> {
        let max = self.limits().event_bytes_max;
        if terms.discount.len() > max as usize {
            return Err(Error::limit(ErrorCode::ExceedsEventBytesMax, max));
        }
        let command = postcard::from_bytes::<BillCommand<'_>>(&terms.discount);
        let command = command.map_err(|_| ErrorCode::CouponTermsNotValid)?;
        let ahead = Ahead { now_ms: self.now_ms(), brought: None };
        let context = self.0.context(&Actor::System, &ahead);
        check_discount(terms.currency, &command, &context)
    }

    /// How far the members of the cart's group are behind in spare cents, as the group's ledger has it now. A ledger that has
    /// not heard of what was paid for this cart is told.
    pub(crate) fn basis(&self, cart: &CartState) -> Basis {
        let is_kept = |coupon: &Entered| self.is_confirmed(&coupon.code, use_id(cart.id));
        if is_fixed(cart) && !entered(cart).iter().all(is_kept) {
            self.finish_bill(cart.id);
        }
        let Some((terms, group)) = cart.terms().and_then(|it| Some((it, it.group.as_deref()?)))
        else {
            return Basis::default();
        };
        let currency = cart.money();
        if terms.money_version > 0 && !self.has_heard(group, currency, cart) {
            self.tell_ledger(cart.id);
        }
        self.group_basis(group, currency, cart).unwrap_or_default()
    }

    fn group_basis(&self, group: &str, currency: Currency, cart: &CartState) -> Result<Basis> {
        let (ledger_version, behind) = self.behind_without(group, currency, cart.id)?;
        let behind = behind.into_iter().map(|(member, behind)| ((*member).into(), behind));
        let mut behind: Vec<(Box<str>, i64)> = behind.collect();
        behind.sort_unstable();
        Ok(Basis { cart_version: cart.version, ledger_version, behind })
    }

    fn has_heard(&self, group: &str, currency: Currency, cart: &CartState) -> bool {
        let money_version = cart.terms().map_or(0, |terms| terms.money_version);
        let heard = self.ledger_heard_of(group, currency, cart.id);
        heard.ok().flatten().is_some_and(|heard| heard >= money_version)
    }

    /// Confirms the coupons of a fixed bill and tells the group's ledger. Done again it changes nothing; where it cannot be done,
    /// whoever next looks at this bill does.
    pub(crate) fn finish_bill(&self, id: CartId) {
        let coupons =
            |cart: &mut CartState| if is_fixed(cart) { entered(cart) } else { Vec::new() };
        for Entered { code, user } in self.peek(id, |cart, _| coupons(cart)).unwrap_or_default() {
            let confirm = CouponCommand::Confirm { id: use_id(id), member: user };
            let _ = self.commit_coupon(&code, confirm);
        }
        self.tell_ledger(id);
    }

    /// Tells the group's ledger what the cart's bill now leaves to whom. Told again it changes nothing; where it cannot be
    /// told, whoever next looks at this bill does.
    pub(crate) fn tell_ledger(&self, id: CartId) {
        let Some(cart) = self.peek(id, |cart, _| grouped(cart)).flatten() else { return };
        let Some(terms) = cart.terms() else { return };
        let Some(group) = terms.group.as_deref() else { return };
        let shares = if terms.fixed.is_some() { told(&cart) } else { Vec::new() };
        let cart_version = terms.money_version;
        let observe = LedgerCommand::Observe { cart: id, cart_version, shares };
        let _ = self.commit_ledger(group, cart.money(), observe);
    }
}

/// A copy of a cart that has something to tell its group's ledger.
fn grouped(cart: &CartState) -> Option<CartState> {
    let terms = cart.terms()?;
    (terms.group.is_some() && terms.money_version > 0).then(|| cart.checkpoint())
}

/// What a fixed bill leaves to whom.
fn told(cart: &CartState) -> Vec<Share> {
    let drawing = Drawing::of(cart, &|_| 0);
    let account = drawing.account();
    let balances = account.balances.iter();
    let both = drawing.deltas().into_iter().zip(balances).zip(&drawing.classes.columns);
    let share = |((behind, balance), seat): ((i64, &i64), &crate::id::Seat)| {
        let member = cart.names.get(*seat)?.into();
        Some(Share { member, balance: *balance, behind })
    };
    both.filter_map(share).collect()
}

/// A verb on its way.
pub(super) struct Sending<'s, 'a> {
    pub(super) engine: &'s Engine,
    pub(super) id: CartId,
    who: &'s Who<'s>,
    options: &'s CommandOptions,
    request: Request<'s, 'a>,
}

impl Sending<'_, '_> {
    pub(super) fn send(&self, brought: Option<Brought>) -> Result<u64> {
        self.engine.send_plain(self.id, self.who, self.options, &self.request, brought)
    }

    /// What another stream refused is refused by the cart, which remembers it; not so what the store may allow later.
    pub(super) fn refuse(&self, refusal: Error) -> Result<u64> {
        if is_of_the_store(refusal.code) {
            return Err(refusal);
        }
        self.send(Some(Brought::Refused(refusal)))
    }

    /// What the cart would answer now, without what a flow brings; nothing where it does not come to that: for whoever is
    /// outside or too fast, at another version than expected, and for a command id that is known. Nothing is noted.
    pub(super) fn asked(&self) -> Option<Result<()>> {
        let Request::One(command) = self.request else { return None };
        let inner = &*self.engine.0;
        let asked = self.engine.peek(self.id, |cart, now_ms| {
            let actor = resolve(cart, self.who);
            let is_expected =
                self.options.expect_version.is_none_or(|version| version == cart.version);
            if cart.is_damaged || matches!(actor, Actor::Visitor(_)) || !is_expected {
                return None;
            }
            if let (Actor::Member(seat), Some(rates)) = (actor, &inner.options.rates) {
                cart.side_mut().meter.clone().admit(seat, now_ms, rates).ok()?;
            }
            if let Some(id) = self.options.command_id {
                let payload = self.request.payload(self.who.principal);
                let answered = cart.side_mut().window.answer(id, payload, now_ms);
                answered.ok().filter(Option::is_none)?;
            }
            let ahead = Ahead { now_ms, brought: None };
            Some(Stream::decide(cart, command, &inner.context(&actor, &ahead)).map(|_| ()))
        });
        asked.flatten()
    }

    /// The ledger that the cart leaves hears the last of it first.
    fn set_group(&self) -> Result<u64> {
        if !matches!(self.asked(), Some(Ok(()))) {
            return self.send(None);
        }
        self.engine.tell_ledger(self.id);
        let left = self.engine.peek(self.id, |cart, _| grouped(cart)).flatten();
        let group = left.as_ref().and_then(|cart| Some((cart, cart.terms()?.group.as_deref()?)));
        match group {
            Some((cart, group)) if !self.engine.has_heard(group, cart.money(), cart) => {
                Err(ErrorCode::StorageBusy.into())
            }
            _ => self.send(None),
        }
    }

    /// Uses of coupons are kept for a while again, no longer for good.
    fn reopen(&self) -> Result<u64> {
        let answer = self.send(None);
        if answer.is_ok() {
            for Entered { code, .. } in self.held() {
                let (id, until_ms) = (use_id(self.id), self.deadline());
                // Where it cannot be done it stays the cart's until it is taken out.
                let _ = self.engine.commit_coupon(&code, CouponCommand::Reopen { id, until_ms });
            }
            // Somebody may have fixed it again meanwhile.
            self.engine.finish_bill(self.id);
        }
        answer
    }

    fn deadline(&self) -> u64 {
        self.engine.now_ms().saturating_add(self.engine.limits().reservation_ms_max)
    }

    fn reserve(&self, coupon: &Entered, definition: Option<u64>) -> Result<()> {
        let until_ms = self.deadline();
        let (id, member) = (use_id(self.id), coupon.user.clone());
        let reserve = CouponCommand::Reserve { id, member, until_ms, definition };
        self.engine.commit_coupon(&coupon.code, reserve).map(|_| ())
    }

    /// The cart is asked first, so that nobody learns of a coupon, or keeps a use of it, who may not enter one.
    fn redeem(&self, code: &str) -> Result<u64> {
        let is_asked_for =
            matches!(self.asked(), Some(Err(Error { code: ErrorCode::CouponNotValid, .. })));
        let currency = self.engine.peek(self.id, |cart, _| cart.money());
        let found = self.engine.coupon_terms(code).ok();
        let found = found.filter(|(terms, _)| Some(terms.currency) == currency && is_asked_for);
        let Some((terms, definition)) = found else { return self.send(None) };
        let user = match self.who.principal {
            Principal::Member(id) => id.into(),
            Principal::System => self.id.to_string().into(),
        };
        let entered = Entered { code: code.into(), user };
        match self.reserve(&entered, Some(definition)) {
            // Refused as every other coupon that is none.
            Err(refusal) if refusal.code == ErrorCode::CouponNotValid => return self.send(None),
            Err(refusal) => return self.refuse(refusal),
            Ok(()) => {}
        }
        let discount = Arc::from(&*terms.discount);
        let answer = self.send(Some(Brought::Coupon { code: code.into(), discount }));
        self.release_unless_held(&[entered]);
        answer
    }

    fn held(&self) -> Vec<Entered> {
        // A closed cart keeps what it paid for.
        let counts = |cart: &CartState| !cart.is_closed() || is_fixed(cart);
        let held = |cart: &mut CartState| if counts(cart) { entered(cart) } else { Vec::new() };
        self.engine.peek(self.id, |cart, _| held(cart)).unwrap_or_default()
    }

    fn release_unless_held(&self, coupons: &[Entered]) {
        let held = self.held();
        for Entered { code, .. } in coupons.iter().filter(|coupon| !held.contains(coupon)) {
            // Where it cannot be released now, its deadline does.
            let release = CouponCommand::Release { id: use_id(self.id) };
            let _ = self.engine.commit_coupon(code, release);
        }
    }

    fn release_coupons(&self) -> Result<u64> {
        let before = self.held();
        let answer = self.send(None);
        if answer.is_ok() {
            self.release_unless_held(&before);
        }
        answer
    }

    /// The spare cents are held for this bill in the ledger, and the coupons kept, before the cart fixes it as it then is.
    fn fix(&self) -> Result<u64> {
        let mut was_sent = false;
        for _ in 0..TRIES {
            let draft = self.engine.peek(self.id, |cart, _| draft(cart)).flatten();
            let is_ready = match self.asked() {
                Some(Ok(())) => true,
                Some(Err(error)) => error.code == ErrorCode::StorageBusy,
                None => false,
            };
            let Some(draft) = draft.filter(|_| is_ready) else {
                let answer = self.send(None);
                let is_busy = answer.is_err_and(|error| error.code == ErrorCode::StorageBusy);
                if is_busy && !was_sent {
                    // It took over new prices, and with them it can be fixed.
                    was_sent = true;
                    continue;
                }
                if answer.is_ok() {
                    self.engine.finish_bill(self.id);
                }
                return answer;
            };
            let basis = match self.keep(&draft) {
                Ok(Some(basis)) => basis,
                Ok(None) => continue,
                Err(refusal) => return self.refuse(refusal),
            };
            let answer = self.send(Some(Brought::Basis(basis)));
            match answer {
                Ok(version) => {
                    if version != draft.state.version + 1 {
                        self.let_go(&draft);
                    }
                    self.engine.finish_bill(self.id);
                    return Ok(version);
                }
                Err(error) => {
                    self.let_go(&draft);
                    let is_plain = draft.group.is_none() && draft.coupons.is_empty();
                    if is_plain || error.code != ErrorCode::StorageBusy {
                        return Err(error);
                    }
                }
            }
        }
        Err(ErrorCode::StorageBusy.into())
    }

    /// Keeps the coupons of a bill, and holds its spare cents; nothing where somebody else was first.
    fn keep(&self, draft: &Draft) -> Result<Option<Basis>> {
        for coupon in &draft.coupons {
            self.reserve(coupon, None)?;
        }
        match &draft.group {
            None => Ok(Some(Basis { cart_version: draft.state.version, ..Basis::default() })),
            Some(group) => self.hold(group, draft),
        }
    }

    /// Holds a bill's spare cents in the group's ledger; nothing where somebody else was first.
    fn hold(&self, group: &str, draft: &Draft) -> Result<Option<Basis>> {
        let cart = &draft.state;
        let basis = self.engine.group_basis(group, cart.money(), cart)?;
        let drawing = Drawing::of(cart, &|seat| basis.behind_of(&cart.names, seat));
        let columns = drawing.classes.columns.iter().zip(drawing.deltas());
        let share = |(seat, behind): (&crate::id::Seat, i64)| {
            let member = cart.names.get(*seat)?.into();
            Some(Share { member, balance: 0, behind })
        };
        let kept_ms = FIXING_MS.min(self.engine.limits().reservation_ms_max);
        let reserve = LedgerCommand::Reserve {
            cart: cart.id,
            cart_version: cart.version + 1,
            shares: columns.filter_map(share).collect(),
            until_ms: self.engine.now_ms().saturating_add(kept_ms),
            expect_version: basis.ledger_version,
        };
        match self.engine.commit_ledger(group, cart.money(), reserve) {
            Ok(_) => Ok(Some(basis)),
            Err(error) if error.code == ErrorCode::VersionConflict => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn let_go(&self, draft: &Draft) {
        if let Some(group) = &draft.group {
            let cart_version = draft.state.version + 1;
            let release = LedgerCommand::Release { cart: self.id, cart_version };
            let _ = self.engine.commit_ledger(group, draft.state.money(), release);
        }
    }
}

/// A copy of a cart whose bill is open.
fn draft(cart: &CartState) -> Option<Draft> {
    let terms = cart.terms();
    if terms.is_some_and(|terms| terms.fixed.is_some()) {
        return None;
    }
    let group = terms.and_then(|terms| terms.group.clone());
    Some(Draft { state: cart.checkpoint(), group, coupons: entered(cart) })
}

fn is_fixed(cart: &CartState) -> bool {
    cart.terms().is_some_and(|terms| terms.fixed.is_some())
}

/// The one use of any coupon that a cart may have.
const fn use_id(cart: CartId) -> UseId {
    UseId { cart, nonce: 0 }
}

/// The coupons that a cart holds.
fn entered(cart: &CartState) -> Vec<Entered> {
    let coupons = cart.terms().into_iter().flat_map(Terms::coupons);
    let entered = coupons.filter_map(|coupon| {
        let member = coupon.entered_by.and_then(|seat| cart.names.get(seat));
        let user = member.map_or_else(|| cart.id.to_string(), str::to_owned).into();
        Some(Entered { code: coupon.coupon.clone()?, user })
    });
    entered.collect()
}
