//! What of the pledges counts: no more than the campaign takes in all, and no more than it takes of one member.
//!
//! Who comes first is served first. What is beyond the campaign's maximum waits in the order in which it began to; what is
//! beyond a member's is set aside until that member takes something back.

use super::{Pledge, PledgeChange};
use crate::id::CartId;
use crate::state::sorted::Sorted;

/// A line of a cart.
type Place = (CartId, u32);

/// What of a pledge does not count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) pledge: Pledge,
    /// The campaign's version at which it began to wait.
    pub(super) since: u64,
    pub(super) waiting: u32,
    /// More than the member may have.
    pub(super) over: u32,
}

/// What a member has pledged.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Not set aside: it counts or waits.
    admitted: u64,
    counted: u64,
}

/// What does not count, and what members have pledged where that must be known.
#[derive(Clone, Debug, Default)]
pub(super) struct Excess {
    parts: Sorted<Place, Part>,
    /// Those that wait, longest first.
    queue: Sorted<(u64, Place), ()>,
    /// Those that are set aside, by member.
    aside: Sorted<(u64, Place), ()>,
    tallies: Sorted<u64, Tally>,
    /// Members of whose pledges something counts.
    members: u64,
    units: u64,
}

impl Excess {
    /// Units that do not count.
    pub(super) const fn units(&self) -> u64 {
        self.units
    }

    pub(super) const fn members(&self) -> u64 {
        self.members
    }

    /// Units of a pledge that do not count.
    pub(super) fn of(&self, cart: CartId, line: u32) -> u32 {
        self.parts.get(&(cart, line)).map_or(0, |part| part.waiting + part.over)
    }

    pub(super) fn admitted(&self, member: u64) -> u64 {
        self.tallies.get(&member).map_or(0, |tally| tally.admitted)
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = (&Place, &Part)> {
        self.parts.iter()
    }

    /// Bytes that knowing members apart takes.
    pub(super) const fn tally_bytes(&self) -> usize {
        self.tallies.len() * size_of::<(u64, Tally)>()
    }

    /// Puts a part in the place of the one before.
    pub(super) fn put(&mut self, place: Place, part: Part) {
        if let Some(before) = self.parts.remove(&place) {
            self.units -= u64::from(before.waiting + before.over);
            self.queue.remove(&(before.since, place));
            self.aside.remove(&(before.pledge.member(), place));
        }
        if part.waiting > 0 {
            self.queue.insert((part.since, place), ());
        }
        if part.over > 0 {
            self.aside.insert((part.pledge.member(), place), ());
        }
        if part.waiting + part.over > 0 {
            self.units += u64::from(part.waiting + part.over);
            self.parts.insert(place, part);
        }
    }

    /// Counts so much more of a member's, or less.
    pub(super) fn tally(&mut self, member: u64, admitted: i64, counted: i64) {
        let before = self.tallies.get(&member).copied().unwrap_or_default();
        let after = Tally {
            admitted: before.admitted.saturating_add_signed(admitted),
            counted: before.counted.saturating_add_signed(counted),
        };
        if after.admitted == 0 {
            self.tallies.remove(&member);
        } else {
            self.tallies.insert(member, after);
        }
        self.members += u64::from(after.counted > 0);
        self.members -= u64::from(before.counted > 0);
    }
}

/// How much more a member may have.
pub(super) fn room(member_max: u32, admitted: u64) -> u32 {
    member_max.saturating_sub(u32::try_from(admitted).unwrap_or(u32::MAX))
}

/// What of the pledges counts, while that changes.
pub(super) struct Counting<'c> {
    pub(super) excess: &'c mut Excess,
    pub(super) counted: &'c mut Vec<u64>,
    /// The campaign's version: since when somebody waits.
    pub(super) version: u64,
    pub(super) maximum: u64,
    pub(super) member_max: u32,
    pub(super) knows_members: bool,
}

impl Counting<'_> {
    /// What shrinks goes first, then whoever waits is served, and only then what grows.
    pub(super) fn take(&mut self, cart: CartId, changes: &[PledgeChange]) {
        let shrinks = |change: &&PledgeChange| change.pledge.quantity < change.old_quantity;
        for change in changes.iter().filter(shrinks) {
            self.shrink(cart, &change.pledge, change.old_quantity - change.pledge.quantity);
        }
        if self.excess.units > 0 {
            self.serve();
            changes.iter().filter(shrinks).for_each(|change| self.admit(change.pledge.member()));
        }
        for change in changes.iter().filter(|change| change.pledge.quantity > change.old_quantity) {
            self.grow(
                (cart, change.pledge.line),
                &change.pledge,
                change.pledge.quantity - change.old_quantity,
            );
        }
    }

    fn room(&self) -> u64 {
        if self.maximum == u64::MAX {
            u64::MAX
        } else {
            self.maximum.saturating_sub(self.counted.iter().sum())
        }
    }

    fn room_of(&self, member: u64) -> u32 {
        if self.member_max == u32::MAX {
            u32::MAX
        } else {
            room(self.member_max, self.excess.admitted(member))
        }
    }

    fn part(&self, place: Place, pledge: &Pledge) -> Part {
        let none = Part { pledge: *pledge, since: self.version, waiting: 0, over: 0 };
        self.excess.parts.get(&place).copied().unwrap_or(none)
    }

    fn count(&mut self, pledge: &Pledge, admitted: i64, counted: i64) {
        if let Some(units) = self.counted.get_mut(usize::from(pledge.sku)) {
            *units = units.saturating_add_signed(counted);
        }
        if self.knows_members {
            self.excess.tally(pledge.member(), admitted, counted);
        }
    }

    /// Counts a pledge in full.
    pub(super) fn restore(&mut self, pledge: &Pledge) {
        self.count(pledge, pledge.quantity.into(), pledge.quantity.into());
    }

    /// Says that so much of a pledge does not count after all.
    pub(super) fn set_aside(&mut self, place: Place, part: Part) {
        self.count(
            &part.pledge,
            -i64::from(part.over),
            -i64::from(part.waiting) - i64::from(part.over),
        );
        self.excess.put(place, part);
    }

    fn grow(&mut self, place: Place, pledge: &Pledge, by: u32) {
        let admitted = by.min(self.room_of(pledge.member()));
        let counted = u32::try_from(self.room()).unwrap_or(u32::MAX).min(admitted);
        self.count(pledge, admitted.into(), counted.into());
        if counted < by {
            let mut part = self.part(place, pledge);
            part.since = if part.waiting == 0 { self.version } else { part.since };
            self.excess.put(
                place,
                Part {
                    waiting: part.waiting + admitted - counted,
                    over: part.over + by - admitted,
                    ..part
                },
            );
        }
    }

    /// What does not count goes first.
    fn shrink(&mut self, cart: CartId, pledge: &Pledge, by: u32) {
        let place = (cart, pledge.line);
        let part = self.part(place, pledge);
        let over = by.min(part.over);
        let waiting = (by - over).min(part.waiting);
        let counted = by - over - waiting;
        self.count(pledge, -i64::from(waiting + counted), -i64::from(counted));
        if over + waiting > 0 {
            self.excess.put(
                place,
                Part { waiting: part.waiting - waiting, over: part.over - over, ..part },
            );
        }
    }

    /// Whoever has waited longest gets what has become free.
    fn serve(&mut self) {
        let mut room = self.room();
        while room > 0
            && let Some((&(_, place), ())) = self.excess.queue.first()
        {
            let Some(part) = self.excess.parts.get(&place).copied() else { return };
            let given = u32::try_from(room).unwrap_or(u32::MAX).min(part.waiting);
            self.excess.put(place, Part { waiting: part.waiting - given, ..part });
            self.count(&part.pledge, 0, given.into());
            room -= u64::from(given);
        }
    }

    /// A member who took something back may have what was set aside.
    fn admit(&mut self, member: u64) {
        let first = (member, (CartId(0), 0));
        while self.room_of(member) > 0
            && let Some((&(owner, place), ())) = self.excess.aside.from(&first)
            && owner == member
        {
            let Some(part) = self.excess.parts.get(&place).copied() else { return };
            let admitted = part.over.min(self.room_of(member));
            self.excess.put(place, Part { over: part.over - admitted, ..part });
            self.grow(place, &part.pledge, admitted);
        }
    }
}
