//! I29: a coupon is used no more often than its terms allow, in all and by one member, and only while it is valid.

use super::accounts::{Audited, Logged};
use super::{Breach, Pass, Subject};
use crate::state::coupon::{CouponEvent, CouponState, Tally, UseId};

impl Audited for CouponState {
    type Own = ();

    fn subject(key: &[u8]) -> Option<Subject> {
        Some(Subject::Coupon(core::str::from_utf8(key).ok()?.into()))
    }

    fn logged<'p>(pass: &'p mut Pass<'_>) -> &'p mut Logged<Self> {
        &mut pass.coupons
    }

    fn check(&self, event: &CouponEvent, (): &(), find: &mut dyn FnMut(Breach)) {
        let at_ms = event.at_ms();
        if let CouponEvent::Defined { .. } = event {
            return;
        }
        let Some(terms) = &self.terms else { return find(Breach::CouponNotValid) };
        let now = self.at(at_ms);
        // Who uses it so already, and whether that is settled.
        let known = |id: UseId| now.use_of(id).map(|one| (&*one.member, one.until_ms));
        let is_fact = match event {
            CouponEvent::Defined { .. } => true,
            CouponEvent::Reserved { id, member, until_ms, .. } => {
                let begins = terms.valid_from_ms.is_none_or(|from| at_ms >= from);
                let ends = terms.valid_until_ms.is_some_and(|until| at_ms >= until);
                if known(*id).is_none() && (!begins || ends) {
                    find(Breach::CouponNotValid);
                }
                // Longer than before; or its bill was reopened.
                let goes_on = known(*id).is_none_or(|(name, until)| {
                    *name == **member && until.is_none_or(|until| until < *until_ms)
                });
                *until_ms > at_ms && goes_on
            }
            CouponEvent::Confirmed { id, member, .. } => {
                known(*id).is_none_or(|(name, until)| *name == **member && until.is_some())
            }
            CouponEvent::Released { id, .. } => known(*id).is_some(),
        };
        if !is_fact {
            find(Breach::FactDiffers);
        }
    }

    fn check_after(
        &self,
        before: &Self,
        event: &CouponEvent,
        (): &mut (),
        find: &mut dyn FnMut(Breach),
    ) {
        let (id, member) = match event {
            CouponEvent::Reserved { id, member, .. }
            | CouponEvent::Confirmed { id, member, .. } => (*id, member),
            CouponEvent::Defined { .. } | CouponEvent::Released { .. } => return,
        };
        // What was promised before is kept, also where a later definition allows less.
        if before.at(event.at_ms()).use_of(id).is_some() {
            return;
        }
        let Some(terms) = &self.terms else { return };
        let is_over = |max: Option<u32>, uses: u64| max.is_some_and(|max| uses > u64::from(max));
        if is_over(terms.uses_max, self.uses()) {
            find(Breach::CouponUsedUp);
        }
        if is_over(terms.member_uses_max, self.tally(member).map_or(0, Tally::uses)) {
            find(Breach::CouponUsedByMember);
        }
    }

    fn imbalance(&self, (): &()) -> Option<Breach> {
        None
    }
}
