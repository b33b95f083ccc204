//! Carts and campaigns as anybody would keep them on paper: each unit by itself, every sum drawn anew. Written from what
//! `Command::Pledge`, `CampaignTerms` and `CampaignStatus` say; shares no code and no type with the engine.

use std::collections::BTreeSet;

pub(super) const NAMES: [&str; 4] = ["ana", "ben", "cem", "vic"];
pub(super) const SKUS: [&str; 3] = ["HONEY", "TEA", "NUTS"];
/// In minor units.
pub(super) const PRICES: [u64; 3] = [900, 455, 33];
pub(super) const QUANTITY_MAX: u32 = 16;
pub(super) const CART_CAMPAIGNS_MAX: usize = 2;
pub(super) const CAMPAIGN_CARTS_MAX: usize = 3;

pub(super) type Answer = Result<u64, &'static str>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Quantity,
    Money,
    Members,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    Fail,
    Extend,
    Order,
    TopUp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Tipped,
    ToppingUp,
    Closed,
    Ordered,
    Failed,
    Cancelled,
}

/// Times are hours, SKUs places in [`SKUS`].
#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) measure: Measure,
    pub(super) skus: Vec<usize>,
    /// From how much on so many percent are off.
    pub(super) tiers: Vec<(u64, u64)>,
    pub(super) minimum: u64,
    pub(super) maximum: Option<u64>,
    pub(super) member_min: Option<u32>,
    pub(super) member_max: Option<u32>,
    pub(super) opens: u64,
    pub(super) locks: u64,
    pub(super) closes: u64,
    pub(super) policy: Policy,
    pub(super) extension: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Counts,
    Waits,
    Aside,
}

/// What a campaign has heard of a line.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) cart: usize,
    pub(super) line: u64,
    pub(super) seat: usize,
    pub(super) name: &'static str,
    pub(super) sku: usize,
    /// When it began to wait.
    since: u64,
    pub(super) units: Vec<Unit>,
}

impl Held {
    pub(super) fn counted(&self) -> u64 {
        self.units.iter().filter(|unit| **unit == Unit::Counts).count() as u64
    }

    fn waits(&self) -> bool {
        self.units.contains(&Unit::Waits)
    }
}

#[derive(Debug)]
pub(super) struct Campaign {
    pub(super) terms: Terms,
    pub(super) status: Status,
    pub(super) is_tipped: bool,
    pub(super) is_extended: bool,
    pub(super) tiers: usize,
    pub(super) locks: u64,
    pub(super) closes: u64,
    /// By cart and line.
    pub(super) held: Vec<Held>,
    pub(super) carts: BTreeSet<usize>,
    heard: u64,
    news: u64,
    pub(super) moments: Vec<(&'static str, usize)>,
}

impl Campaign {
    pub(super) fn new(terms: Terms) -> Self {
        let (locks, closes) = (terms.locks, terms.closes);
        Self {
            terms,
            status: Status::Open,
            is_tipped: false,
            is_extended: false,
            tiers: 0,
            locks,
            closes,
            held: Vec::new(),
            carts: BTreeSet::new(),
            heard: 0,
            news: 1,
            moments: Vec::new(),
        }
    }

    pub(super) fn is_running(&self) -> bool {
        matches!(self.status, Status::Open | Status::Tipped | Status::ToppingUp)
    }

    /// Whether what is pledged may shrink no more, and nothing has come of it yet.
    pub(super) fn binds(&self, now: u64) -> bool {
        self.is_running() && (self.status == Status::ToppingUp || now >= self.locks)
    }

    /// Rises whenever carts have something to take over.
    pub(super) const fn news(&self) -> u64 {
        self.news
    }

    pub(super) fn quantity(&self) -> u64 {
        self.held.iter().map(Held::counted).sum()
    }

    pub(super) fn waiting(&self) -> u64 {
        self.held.iter().map(|held| held.units.len() as u64 - held.counted()).sum()
    }

    pub(super) fn knows_members(&self) -> bool {
        self.terms.measure == Measure::Members || self.terms.member_max.is_some()
    }

    /// Those of whose pledges something counts; by seats, of those who hold any, where members are not known apart.
    pub(super) fn members(&self) -> u64 {
        if self.knows_members() {
            let counted = self.held.iter().filter(|held| held.counted() > 0);
            return counted.map(|held| held.name).collect::<BTreeSet<_>>().len() as u64;
        }
        let seats: BTreeSet<_> = self.held.iter().map(|held| (held.cart, held.seat)).collect();
        seats.len() as u64
    }

    pub(super) fn reached(&self) -> u64 {
        match self.terms.measure {
            Measure::Quantity => self.quantity(),
            Measure::Money => self.held.iter().map(|held| held.counted() * PRICES[held.sku]).sum(),
            Measure::Members => self.members(),
        }
    }

    /// What one costs, in minor units, half a unit rounded up.
    pub(super) fn price(&self, sku: usize) -> u64 {
        let off = if self.tiers == 0 { 0 } else { self.terms.tiers[self.tiers - 1].1 };
        (PRICES[sku] * (100 - off) + 50) / 100
    }

    fn admitted(&self, name: &str) -> u32 {
        let theirs = self.held.iter().filter(|held| held.name == name);
        let units = theirs.flat_map(|held| &held.units).filter(|unit| **unit != Unit::Aside);
        u32::try_from(units.count()).unwrap()
    }

    pub(super) fn room(&self, name: &str) -> u32 {
        self.terms.member_max.map_or(u32::MAX, |max| max.saturating_sub(self.admitted(name)))
    }

    fn admit_one(&mut self, at: usize) -> Unit {
        if self.quantity() < self.terms.maximum.unwrap_or(u64::MAX) {
            return Unit::Counts;
        }
        if !self.held[at].waits() {
            self.held[at].since = self.heard;
        }
        Unit::Waits
    }

    /// Hears all that a cart has pledged: what shrinks goes first, then whoever waits is served, then whoever took something
    /// back may have what was set aside, and only then comes what grows.
    pub(super) fn hear(&mut self, cart: usize, lines: &[(u64, usize, &'static str, usize, u32)]) {
        let known: Vec<_> = self.held.iter().filter(|held| held.cart == cart).collect();
        let told: Vec<_> =
            known.iter().map(|it| (it.line, u32::try_from(it.units.len()).unwrap())).collect();
        let now: Vec<_> =
            lines.iter().map(|(line, _, _, _, quantity)| (*line, *quantity)).collect();
        if !self.is_running() || told == now {
            return;
        }
        self.heard += 1;
        let wanted =
            |line: u64| now.iter().find(|(id, _)| *id == line).map_or(0, |(_, it)| *it as usize);
        let mut back = Vec::new();
        for gone in [true, false] {
            for held in self.held.iter_mut().filter(|held| held.cart == cart) {
                let wanted = wanted(held.line);
                if (wanted == 0) == gone && wanted < held.units.len() {
                    held.units.sort_unstable();
                    held.units.truncate(wanted);
                    back.push(held.name);
                }
            }
        }
        self.held.retain(|held| !held.units.is_empty());
        let max = self.terms.maximum.unwrap_or(u64::MAX);
        while self.quantity() < max
            && let Some(first) = self
                .held
                .iter_mut()
                .filter(|it| it.waits())
                .min_by_key(|it| (it.since, it.cart, it.line))
        {
            *first.units.iter_mut().find(|unit| **unit == Unit::Waits).unwrap() = Unit::Counts;
        }
        for name in back {
            let aside = |held: &Held| held.name == name && held.units.contains(&Unit::Aside);
            while self.room(name) > 0
                && let Some(at) = self.held.iter().position(aside)
            {
                let unit = self.admit_one(at);
                *self.held[at].units.iter_mut().find(|unit| **unit == Unit::Aside).unwrap() = unit;
            }
        }
        for (line, seat, name, sku, quantity) in lines.iter().copied() {
            let place = self.held.binary_search_by_key(&(cart, line), |it| (it.cart, it.line));
            let at = place.unwrap_or_else(|at| {
                let units = Vec::new();
                self.held.insert(at, Held { cart, line, seat, name, sku, since: 0, units });
                at
            });
            while self.held[at].units.len() < quantity as usize {
                let unit = if self.room(name) > 0 { self.admit_one(at) } else { Unit::Aside };
                self.held[at].units.push(unit);
            }
        }
        self.weigh();
    }

    fn weigh(&mut self) {
        let reached = self.reached();
        let tiers = self.terms.tiers.iter().filter(|(threshold, _)| *threshold <= reached).count();
        let is_tipped = reached >= self.terms.minimum;
        if (tiers, is_tipped) == (self.tiers, self.is_tipped) {
            return;
        }
        if self.is_tipped && !is_tipped {
            self.moments.push(("tip_lost", 0));
        }
        (tiers..self.tiers).rev().for_each(|tier| self.moments.push(("tier_lost", tier + 1)));
        (self.tiers..tiers).for_each(|tier| self.moments.push(("tier_reached", tier + 1)));
        if is_tipped && !self.is_tipped {
            self.moments.push(("tipped", 0));
        }
        (self.tiers, self.is_tipped) = (tiers, is_tipped);
        if self.status != Status::ToppingUp {
            self.status = if is_tipped { Status::Tipped } else { Status::Open };
        }
        self.news += 1;
    }

    fn become_(&mut self, status: Status, moment: &'static str) {
        self.status = status;
        self.moments.push((moment, 0));
        self.news += 1;
    }

    pub(super) fn settle(&mut self, now: u64) {
        while self.is_running() && now >= self.closes {
            let extension = self.terms.extension;
            match self.terms.policy {
                _ if self.is_tipped => self.become_(Status::Closed, "closed"),
                Policy::Order if self.quantity() > 0 => self.become_(Status::Closed, "closed"),
                Policy::Extend if !self.is_extended => {
                    (self.locks, self.closes) = (self.locks + extension, self.closes + extension);
                    self.is_extended = true;
                    self.become_(self.status, "extended");
                }
                Policy::TopUp if self.status != Status::ToppingUp => {
                    self.closes += extension;
                    self.become_(Status::ToppingUp, "topping_up");
                }
                _ => self.become_(Status::Failed, "failed"),
            }
        }
    }

    pub(super) fn cancel(&mut self) -> Answer {
        match self.status {
            Status::Cancelled => {}
            Status::Ordered | Status::Failed => return Err("campaign_is_over"),
            _ => self.become_(Status::Cancelled, "cancelled"),
        }
        Ok(0)
    }

    pub(super) fn order(&mut self, now: u64) -> Answer {
        self.settle(now);
        match self.status {
            Status::Ordered => {}
            Status::Closed => self.become_(Status::Ordered, "ordered"),
            Status::Failed | Status::Cancelled => return Err("campaign_is_over"),
            _ => return Err("campaign_is_not_closed"),
        }
        Ok(0)
    }

    /// Whether it takes more from somebody now. Ana leads.
    pub(super) fn takes_more(&self, now: u64, name: &str) -> bool {
        let is_time = self.terms.opens <= now && now < self.closes;
        let is_leader = self.status == Status::ToppingUp && name == "ana";
        is_time && (matches!(self.status, Status::Open | Status::Tipped) || is_leader)
    }
}
