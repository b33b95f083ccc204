//! Coupons: what the host may say of one, and who may use it how often.

use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::limits::Limits;
use crate::rules::checks::require_id;
use crate::state::Stream;
use crate::state::account::Moment;
use crate::state::coupon::{
    CouponCommand, CouponEvent, CouponState, CouponTerms, Tally, Use, UseId,
};

impl Stream for CouponState {
    type Key = [u8];
    type Command<'a> = CouponCommand;
    type Event<'a> = CouponEvent;
    type Context<'c> = Moment<'c>;
    type Stamp<'s> = ();

    fn key(&self) -> &[u8] {
        self.code()
    }

    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        moment: &Moment<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        let at_ms = moment.now_ms;
        if let CouponCommand::Define { terms } = command {
            require_terms(terms, moment.limits)?;
            let is_new = self.terms.as_deref() != Some(terms);
            return Ok(is_new.then(|| CouponEvent::Defined { at_ms, terms: terms.clone() }));
        }
        let terms = self.terms.as_deref().ok_or(ErrorCode::CouponNotValid)?;
        let coupon = self.at(at_ms);
        let asked = Asked { coupon: &coupon, terms, at_ms, limits: moment.limits };
        match command {
            CouponCommand::Define { .. } => Ok(None),
            CouponCommand::Reserve { id, member, until_ms, definition } => {
                asked.reserve(*id, member, *until_ms, *definition)
            }
            CouponCommand::Confirm { id, member } => asked.confirm(*id, member),
            CouponCommand::Reopen { id, until_ms } => asked.reopen(*id, *until_ms),
            CouponCommand::Release { id } => {
                let is_known = coupon.use_of(*id).is_some();
                Ok(is_known.then_some(CouponEvent::Released { at_ms, id: *id }))
            }
        }
    }

    fn apply(&mut self, event: &CouponEvent, (): &()) {
        self.apply_event(event);
    }
}

/// Refuses terms that nobody could ever use, or that are too long.
fn require_terms(terms: &CouponTerms, limits: &Limits) -> Result<()> {
    if terms.discount.len() > limits.event_bytes_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsEventBytesMax, limits.event_bytes_max));
    }
    let never = terms.valid_from_ms.zip(terms.valid_until_ms).is_some_and(|(from, to)| from >= to);
    if never { Err(ErrorCode::CouponTermsNotValid.into()) } else { Ok(()) }
}

/// The coupon as it is at this time, without what was reserved until then.
struct Asked<'s> {
    coupon: &'s CouponState,
    terms: &'s CouponTerms,
    at_ms: u64,
    limits: &'s Limits,
}

impl Asked<'_> {
    fn reserve(
        &self,
        id: UseId,
        member: &str,
        until_ms: u64,
        definition: Option<u64>,
    ) -> Result<Option<CouponEvent>> {
        let at_ms = self.at_ms;
        let event = || CouponEvent::Reserved { at_ms, id, member: member.into(), until_ms };
        if let Some(known) = self.coupon.use_of(id) {
            if *known.member != *member {
                return Err(ErrorCode::CouponNotValid.into());
            }
            let is_longer = known.until_ms.is_some_and(|until| until < until_ms);
            if is_longer {
                self.require_deadline(until_ms)?;
            }
            return Ok(is_longer.then(event));
        }
        require_id(member, self.limits, ErrorCode::MemberIdNotValid)?;
        self.require_deadline(until_ms)?;
        let Self { coupon, terms, .. } = self;
        if let Some(expected) = definition.filter(|expected| *expected != coupon.definition) {
            let context = ErrorContext::Version { expected, actual: coupon.definition };
            return Err(Error { code: ErrorCode::VersionConflict, context });
        }
        let is_early = terms.valid_from_ms.is_some_and(|from| at_ms < from);
        let is_late = terms.valid_until_ms.is_some_and(|until| at_ms >= until);
        if is_early || is_late {
            return Err(ErrorCode::CouponNotValid.into());
        }
        self.require_use(member)?;
        Ok(Some(event()))
    }

    fn confirm(&self, id: UseId, member: &str) -> Result<Option<CouponEvent>> {
        let at_ms = self.at_ms;
        match self.coupon.use_of(id) {
            Some(known) if *known.member != *member => Err(ErrorCode::CouponNotValid.into()),
            Some(known) if known.until_ms.is_none() => Ok(None),
            // What was promised is kept, also where a later definition allows less.
            Some(_) => Ok(Some(CouponEvent::Confirmed { at_ms, id, member: member.into() })),
            None => {
                require_id(member, self.limits, ErrorCode::MemberIdNotValid)?;
                self.require_use(member)?;
                Ok(Some(CouponEvent::Confirmed { at_ms, id, member: member.into() }))
            }
        }
    }

    fn reopen(&self, id: UseId, until_ms: u64) -> Result<Option<CouponEvent>> {
        self.require_deadline(until_ms)?;
        let at_ms = self.at_ms;
        let confirmed = self.coupon.use_of(id).filter(|known| known.until_ms.is_none());
        let member = |known: &Use| Box::from(&*known.member);
        Ok(confirmed.map(|it| CouponEvent::Reserved { at_ms, id, member: member(it), until_ms }))
    }

    fn require_deadline(&self, until_ms: u64) -> Result<()> {
        let latest = self.at_ms.saturating_add(self.limits.reservation_ms_max);
        let is_fit = until_ms > self.at_ms && until_ms <= latest;
        if is_fit { Ok(()) } else { Err(ErrorCode::DeadlineNotValid.into()) }
    }

    /// Refuses one use more than there may be: in all, by this member, or than can be kept.
    fn require_use(&self, member: &str) -> Result<()> {
        let Self { coupon, terms, limits, .. } = self;
        let is_full = |max: Option<u32>, uses: u64| max.is_some_and(|max| uses >= u64::from(max));
        if is_full(terms.uses_max, coupon.uses()) {
            return Err(ErrorCode::CouponUsedUp.into());
        }
        let tally = coupon.tally(member);
        if is_full(terms.member_uses_max, tally.map_or(0, Tally::uses)) {
            return Err(ErrorCode::CouponUsedByMember.into());
        }
        if is_full(Some(limits.coupon_uses_max), coupon.uses()) {
            return Err(Error::limit(ErrorCode::ExceedsCouponUsesMax, limits.coupon_uses_max));
        }
        if tally.is_none() && is_full(Some(limits.coupon_members_max), coupon.members()) {
            let max = limits.coupon_members_max;
            return Err(Error::limit(ErrorCode::ExceedsCouponMembersMax, max));
        }
        Ok(())
    }
}
