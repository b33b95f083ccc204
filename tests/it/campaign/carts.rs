//! The carts of the naive model: lines, who put them there, and what the cart knows of its campaigns.

use super::model::{
    Answer, CAMPAIGN_CARTS_MAX, CART_CAMPAIGNS_MAX, Campaign, QUANTITY_MAX, Status,
};

#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: u64,
    pub(super) sku: usize,
    pub(super) quantity: u32,
    /// In minor units.
    pub(super) price: u64,
    pub(super) seat: usize,
    pub(super) campaign: Option<usize>,
    is_withdrawn: bool,
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub(super) campaign: usize,
    news: u64,
    pub(super) status: Status,
    pub(super) tiers: usize,
    locks: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Cart {
    number: usize,
    pub(super) version: u64,
    changed: u64,
    pub(super) is_closed: bool,
    pub(super) lines: Vec<Line>,
    /// Everybody who ever sat here, and whether they still do.
    seats: Vec<(&'static str, bool)>,
    pub(super) joined: Vec<Joined>,
}

/// The price list, the time and the campaigns: what a cart looks at.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) now: u64,
    pub(super) prices: [u64; 3],
    pub(super) campaigns: Vec<Campaign>,
}

fn held(is_fine: bool, code: &'static str) -> Result<(), &'static str> {
    if is_fine { Ok(()) } else { Err(code) }
}

impl Cart {
    pub(super) fn new(number: usize) -> Self {
        let (lines, seats, joined) = (Vec::new(), Vec::new(), Vec::new());
        Self { number, version: 0, changed: 0, is_closed: false, lines, seats, joined }
    }

    pub(super) fn owner(&self) -> &'static str {
        self.seats[0].0
    }

    pub(super) fn name(&self, seat: usize) -> &'static str {
        self.seats[seat].0
    }

    pub(super) fn seat(&self, name: &str) -> Option<usize> {
        self.seats.iter().position(|(other, is_here)| *other == name && *is_here)
    }

    fn happened(&mut self, now: u64) {
        self.version += 1;
        self.changed = self.changed.max(now);
    }

    pub(super) fn sit(&mut self, name: &'static str, around: &Around) {
        self.happened(around.now);
        self.seats.push((name, true));
    }

    /// Whether a campaign has moved since the cart last heard of it.
    pub(super) fn is_behind(&self, around: &Around) -> bool {
        self.joined.iter().any(|it| it.news != around.campaigns[it.campaign].news())
    }

    /// Takes over prices, and then what became of each campaign.
    pub(super) fn catch_up(&mut self, around: &Around) {
        if self.is_closed {
            return;
        }
        let is_listed = |line: &&mut Line| line.campaign.is_none();
        let mut is_old = false;
        for line in self.lines.iter_mut().filter(is_listed) {
            is_old |= line.price != around.prices[line.sku];
            line.price = around.prices[line.sku];
        }
        if is_old {
            self.happened(around.now);
        }
        for at in 0..self.joined.len() {
            let number = self.joined[at].campaign;
            let campaign = &around.campaigns[number];
            if self.joined[at].news == campaign.news() {
                continue;
            }
            for line in self.lines.iter_mut().filter(|line| line.campaign == Some(number)) {
                let is_it = |it: &&super::model::Held| it.cart == self.number && it.line == line.id;
                let counted =
                    campaign.held.iter().find(is_it).map_or(0, super::model::Held::counted);
                line.quantity = match campaign.status {
                    Status::Failed | Status::Cancelled => 0,
                    Status::Closed | Status::Ordered => {
                        line.quantity.min(u32::try_from(counted).unwrap())
                    }
                    _ => line.quantity,
                };
                line.price = campaign.price(line.sku);
            }
            self.lines.retain(|line| line.quantity > 0);
            self.joined[at] = Joined::to(number, campaign);
            self.happened(around.now);
        }
    }

    /// Who is outside learns nothing; everybody else's command brings the cart up first.
    pub(super) fn enter(&mut self, name: &str, around: &Around) -> Result<usize, &'static str> {
        let seat = self.seat(name).ok_or("cart_not_found")?;
        self.catch_up(around);
        held(!self.is_closed, "cart_is_closed")?;
        Ok(seat)
    }

    fn edit(&mut self, name: &str, around: &Around) -> Result<usize, &'static str> {
        let seat = self.enter(name, around)?;
        held(name != "vic", "capability_missing")?;
        Ok(seat)
    }

    pub(super) fn add(&mut self, name: &str, sku: usize, quantity: u32, around: &Around) -> Answer {
        let seat = self.edit(name, around)?;
        let id = self.version + 1;
        let is_same = |line: &&mut Line| line.sku == sku && line.campaign.is_none();
        let same = self.lines.iter_mut().find(is_same);
        let after = same.as_ref().map_or(0, |line| line.quantity) + quantity;
        held(after <= QUANTITY_MAX, "exceeds_quantity_max")?;
        let (price, campaign, is_withdrawn) = (around.prices[sku], None, false);
        match same {
            Some(line) => line.quantity = after,
            None => {
                self.lines.push(Line { id, sku, quantity, price, seat, campaign, is_withdrawn });
            }
        }
        self.happened(around.now);
        Ok(self.version)
    }

    /// Whether nothing of a campaign that is over holds its place any more.
    fn is_free(&self, joined: &Joined) -> bool {
        matches!(joined.status, Status::Ordered | Status::Failed | Status::Cancelled)
            && self.lines.iter().all(|line| line.campaign != Some(joined.campaign))
    }

    fn has_place(&self, number: usize) -> bool {
        let taken = self.joined.iter().filter(|joined| !self.is_free(joined)).count();
        let is_known = self.joined.iter().any(|joined| joined.campaign == number);
        is_known || taken < CART_CAMPAIGNS_MAX
    }

    pub(super) fn pledge(
        &mut self,
        name: &'static str,
        number: usize,
        sku: Option<usize>,
        quantity: u32,
        around: &mut Around,
    ) -> Answer {
        let seat = self.edit(name, around)?;
        held(quantity > 0, "quantity_must_not_be_zero")?;
        let campaign = around.campaigns.get(number).ok_or("campaign_not_found")?;
        let terms = &campaign.terms;
        let only = (terms.skus.len() == 1).then(|| terms.skus[0]);
        let sku =
            sku.or(only).filter(|sku| terms.skus.contains(sku)).ok_or("sku_not_in_campaign")?;
        held(campaign.takes_more(around.now, name), "campaign_takes_no_pledges")?;
        let id = self.version + 1;
        let is_same = |line: &Line| {
            let is_mine = line.seat == seat && !line.is_withdrawn;
            is_mine && line.campaign == Some(number) && line.sku == sku
        };
        let same = self.lines.iter().position(is_same);
        let after = same.map_or(0, |at| self.lines[at].quantity) + quantity;
        held(terms.member_min.is_none_or(|min| after >= min), "below_pledge_min")?;
        held(terms.member_max.is_none_or(|max| after <= max), "exceeds_pledge_max")?;
        held(quantity <= campaign.room(name), "exceeds_pledge_max")?;
        held(after <= QUANTITY_MAX, "exceeds_quantity_max")?;
        let known = self.joined.iter().position(|joined| joined.campaign == number);
        held(self.has_place(number), "exceeds_cart_campaigns_max")?;
        let is_expected = campaign.carts.contains(&self.number);
        let has_room = is_expected || campaign.carts.len() < CAMPAIGN_CARTS_MAX;
        held(has_room, "exceeds_campaign_carts_max")?;
        if let Some(at) = same {
            self.lines[at].quantity = after;
        } else {
            let (price, campaign, is_withdrawn) = (campaign.price(sku), Some(number), false);
            let joined = Joined::to(number, &around.campaigns[number]);
            let free = self.joined.iter().position(|joined| self.is_free(joined));
            match known.or(free) {
                Some(at) => self.joined[at] = joined,
                None => self.joined.push(joined),
            }
            self.lines.push(Line { id, sku, quantity, price, seat, campaign, is_withdrawn });
        }
        around.campaigns[number].carts.insert(self.number);
        self.happened(around.now);
        Ok(self.version)
    }

    /// Whether a line may come to hold so many.
    fn may_become(
        &self,
        line: &Line,
        quantity: u32,
        name: &str,
        around: &Around,
    ) -> Result<(), &'static str> {
        let Some(number) = line.campaign.filter(|_| quantity != line.quantity) else {
            return Ok(());
        };
        let campaign = &around.campaigns[number];
        let (terms, no) = (&campaign.terms, "campaign_takes_no_pledges");
        if quantity < line.quantity {
            held(campaign.is_running() && around.now < campaign.closes, no)?;
            held(line.is_withdrawn || !campaign.binds(around.now), "pledge_is_locked")?;
            if quantity == 0 {
                return Ok(());
            }
        } else {
            held(campaign.takes_more(around.now, name) && !line.is_withdrawn, no)?;
        }
        held(terms.member_min.is_none_or(|min| quantity >= min), "below_pledge_min")?;
        held(terms.member_max.is_none_or(|max| quantity <= max), "exceeds_pledge_max")?;
        let more = quantity.saturating_sub(line.quantity);
        held(more <= campaign.room(self.name(line.seat)), "exceeds_pledge_max")
    }

    pub(super) fn become_(
        &mut self,
        name: &str,
        line: u64,
        quantity: impl Fn(u32) -> i64,
        may_remove: bool,
        around: &Around,
    ) -> Answer {
        self.edit(name, around)?;
        let at = self.lines.iter().position(|it| it.id == line).ok_or("line_not_found")?;
        let wanted = u32::try_from(quantity(self.lines[at].quantity)).unwrap_or(0);
        held(wanted > 0 || may_remove, "quantity_must_not_be_zero")?;
        if wanted == self.lines[at].quantity {
            return Ok(self.version);
        }
        self.may_become(&self.lines[at], wanted, name, around)?;
        held(wanted <= QUANTITY_MAX, "exceeds_quantity_max")?;
        self.lines[at].quantity = wanted;
        self.lines.retain(|line| line.quantity > 0);
        self.happened(around.now);
        Ok(self.version)
    }

    /// Those who go take back what no lock binds yet.
    fn withdraw(&mut self, seat: Option<usize>) {
        for line in self.lines.iter_mut().filter(|it| seat.is_none_or(|seat| it.seat == seat)) {
            let joined = self.joined.iter().find(|joined| Some(joined.campaign) == line.campaign);
            line.is_withdrawn |= joined.is_some_and(|joined| {
                self.changed < joined.locks
                    && matches!(joined.status, Status::Open | Status::Tipped)
            });
        }
    }

    pub(super) fn leave(&mut self, name: &str, around: &Around) -> Answer {
        let seat = self.enter(name, around)?;
        held(seat > 0, "owner_must_stay")?;
        Ok(self.unseat(seat, around))
    }

    pub(super) fn unseat(&mut self, seat: usize, around: &Around) -> u64 {
        self.seats[seat].1 = false;
        self.happened(around.now);
        self.withdraw(Some(seat));
        self.version
    }

    pub(super) fn close(&mut self, around: &Around) -> Answer {
        self.enter(self.owner(), around)?;
        let binds = |line: &Line| {
            let campaign = line.campaign.map(|number| &around.campaigns[number]);
            !line.is_withdrawn && campaign.is_some_and(|it| it.binds(around.now.max(self.changed)))
        };
        held(!self.lines.iter().any(binds), "pledge_is_locked")?;
        self.is_closed = true;
        self.happened(around.now);
        self.withdraw(None);
        Ok(self.version)
    }

    /// Tells every campaign all that is pledged to it.
    pub(super) fn tell(&self, around: &mut Around) {
        for joined in &self.joined {
            let lines = self
                .lines
                .iter()
                .filter(|line| line.campaign == Some(joined.campaign) && !line.is_withdrawn);
            let told =
                |line: &Line| (line.id, line.seat, self.name(line.seat), line.sku, line.quantity);
            let told: Vec<_> = lines.map(told).collect();
            around.campaigns[joined.campaign].hear(self.number, &told);
        }
    }
}

impl Joined {
    fn to(number: usize, campaign: &Campaign) -> Self {
        Self {
            campaign: number,
            news: campaign.news(),
            status: campaign.status,
            tiers: campaign.tiers,
            locks: campaign.locks,
        }
    }
}
