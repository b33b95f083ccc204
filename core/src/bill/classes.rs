//! Which lines are shared alike: a bill is drawn from these classes, and not from its lines one by one.

use smallvec::SmallVec;

use crate::event::SplitPart;
use crate::id::{LineId, Seat};
use crate::policy::SplitRule;
use crate::role::Capability;
use crate::state::cart::CartState;
use crate::state::cold::Cold;
use crate::state::line::Line;
use crate::state::terms::{Split, Terms};
use crate::sums::split::Parts;
use crate::view::CellReason;

/// What makes two lines be shared alike.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// By the cart's rule, among all but those who joined late: so many of these share.
    Rule { late: usize },
    /// By whoever added it.
    Adder(Seat),
    /// By these members equally.
    Beneficiaries(SmallVec<[Seat; 8]>),
    /// By a rule of its own.
    Own(LineId),
}

/// Lines that are shared alike.
#[derive(Debug)]
pub(crate) struct Class {
    key: Key,
    /// The sum of the line totals.
    pub(crate) amount: i64,
    pub(crate) parts: u32,
    pub(crate) reason: CellReason,
}

/// Who is on a bill, and the classes of its lines.
#[derive(Debug)]
pub(crate) struct Classes<'c> {
    cart: &'c CartState,
    terms: Option<&'c Terms>,
    /// Everybody who is on the bill, in the order in which they joined.
    pub(crate) columns: SmallVec<[Seat; 8]>,
    /// Those among them who share in what is split among everybody.
    pub(crate) sharing: SmallVec<[Seat; 8]>,
    pub(crate) list: SmallVec<[Class; 2]>,
    pub(crate) parts: SmallVec<[Parts; 1]>,
    /// The classes of lines with a rule of their own, ordered by line.
    own: Vec<(LineId, usize)>,
    /// Whether exact amounts leave a rest that nobody pays, or are more than there is.
    pub(crate) is_uneven: bool,
}

impl<'c> Classes<'c> {
    pub(crate) fn of(cart: &'c CartState) -> Self {
        let terms = cart.terms();
        let sharing = sharing(cart, terms);
        let mut columns = sharing.clone();
        note_named(cart, terms, &mut columns);
        columns.sort_unstable();
        columns.dedup();
        let (list, parts) = (SmallVec::new(), SmallVec::new());
        let mut classes =
            Self { cart, terms, columns, sharing, list, parts, own: Vec::new(), is_uneven: false };
        classes.collect();
        classes
    }

    fn rule(&self) -> SplitRule {
        self.terms.map_or(SplitRule::Equal, |terms| terms.split.rule)
    }

    /// Who joined late, and before the bill was fixed.
    fn late(&self) -> &'c [(Seat, u64)] {
        let Some(terms) = self.terms else { return &[] };
        let end = match &terms.fixed {
            Some(fixed) => terms.late.partition_point(|(_, joined)| *joined < fixed.version),
            None => terms.late.len(),
        };
        terms.late.get(..end).unwrap_or_default()
    }

    /// Whether lines by the cart's rule are all shared alike, whoever added them and whenever.
    fn is_plain(&self) -> bool {
        match self.rule() {
            SplitRule::Equal => self.late().is_empty(),
            SplitRule::ByLine => false,
            _ => true,
        }
    }

    fn collect(&mut self) {
        let cart = self.cart;
        if self.is_plain() {
            let own: i64 = self.special().map(|line| line.total(cart.money())).sum();
            if cart.items().len() > self.special().count() || cart.items().is_empty() {
                self.add(Key::Rule { late: 0 }, cart.total - own);
            }
            let special: Vec<_> = self.special().copied().collect();
            for line in &special {
                self.add_line(line);
            }
        } else {
            for line in cart.items() {
                self.add_line(line);
            }
        }
        self.own.sort_unstable();
        for index in 0..self.list.len() {
            self.fill(index);
        }
    }

    /// Lines that the cart's rule does not share.
    fn special(&self) -> impl Iterator<Item = &'c Line> + use<'c> {
        let cart = self.cart;
        let named = cart.cold.as_deref().into_iter().flat_map(Cold::extras);
        let named = named.filter(|(_, extra)| !extra.beneficiaries.is_empty());
        let own = self.terms.into_iter().flat_map(|terms| &terms.line_splits);
        let terms = self.terms;
        let named = named.map(|(line, _)| *line);
        let named = named.filter(move |line| terms.is_none_or(|it| it.line_split(*line).is_none()));
        named.chain(own.map(|(line, _)| *line)).filter_map(|line| cart.line(line))
    }

    fn add_line(&mut self, line: &Line) {
        self.add(self.key(line), line.total(self.cart.money()));
    }

    fn add(&mut self, key: Key, amount: i64) {
        if let Key::Own(line) = key {
            // Nothing else is shared as this line is.
            self.own.push((line, self.list.len()));
            self.list.push(Class { key, amount, parts: 0, reason: CellReason::Equal });
            return;
        }
        match self.list.iter_mut().find(|class| class.key == key) {
            Some(class) => class.amount += amount,
            None => {
                self.list.push(Class { key, amount, parts: 0, reason: CellReason::Equal });
            }
        }
    }

    fn key(&self, line: &Line) -> Key {
        let terms = self.terms;
        if terms.is_some_and(|terms| terms.line_split(line.id()).is_some()) {
            return Key::Own(line.id());
        }
        let beneficiaries = self.cart.extra(line).map_or(&[][..], |extra| &extra.beneficiaries);
        if !beneficiaries.is_empty() {
            return Key::Beneficiaries(beneficiaries.into());
        }
        match self.rule() {
            SplitRule::ByLine => Key::Adder(line.added_by),
            SplitRule::Equal => {
                let late = self.late();
                Key::Rule { late: late.partition_point(|(_, version)| *version < line.id().0) }
            }
            _ => Key::Rule { late: 0 },
        }
    }

    /// The class that a line belongs to.
    pub(crate) fn class_of(&self, line: &Line) -> usize {
        if self.list.len() == 1 {
            return 0;
        }
        let key = self.key(line);
        if let Key::Own(line) = key {
            let place = self.own.binary_search_by_key(&line, |(own, _)| *own);
            return place.ok().and_then(|at| self.own.get(at)).map_or(0, |(_, class)| *class);
        }
        self.list.iter().position(|class| class.key == key).unwrap_or(0)
    }

    /// Says how a class is shared.
    fn fill(&mut self, index: usize) {
        let Some(class) = self.list.get(index) else { return };
        let (key, amount, none) = (class.key.clone(), class.amount, Split::default());
        let (parts, reason) = match &key {
            Key::Adder(seat) => (self.single(*seat), CellReason::Own),
            Key::Beneficiaries(seats) => (self.equal(seats), CellReason::Beneficiary),
            Key::Own(line) => {
                let split = self.terms.and_then(|terms| terms.line_split(*line));
                let adder = self.cart.line(*line).map(|line| line.added_by);
                self.by_rule(split.unwrap_or(&none), amount, adder, usize::MAX)
            }
            Key::Rule { late } => {
                let split = self.terms.map(|terms| &terms.split);
                self.by_rule(split.unwrap_or(&none), amount, None, *late)
            }
        };
        let parts = self.number(parts);
        if let Some(class) = self.list.get_mut(index) {
            (class.parts, class.reason) = (parts, reason);
        }
    }

    fn by_rule(
        &mut self,
        split: &Split,
        amount: i64,
        adder: Option<Seat>,
        late: usize,
    ) -> (Parts, CellReason) {
        match (split.rule, split.parts.as_slice()) {
            (SplitRule::ByLine, _) => {
                let adder = adder.or_else(|| self.sharing.first().copied()).unwrap_or_default();
                (self.single(adder), CellReason::Own)
            }
            (SplitRule::SinglePayer, [payer, ..]) => (self.single(payer.member), CellReason::Payer),
            (SplitRule::ByWeight, parts) => (self.weighted(parts), CellReason::Weight),
            (SplitRule::ByPercent, parts) => (self.weighted(parts), CellReason::Percent),
            (SplitRule::Exact, parts) => (self.exact(parts, amount), CellReason::Exact),
            (SplitRule::Equal | SplitRule::SinglePayer, _) => {
                let spared = self.late();
                let spared = spared.get(late..).unwrap_or_default();
                let is_spared = |seat: &Seat| spared.iter().any(|(late, _)| late == seat);
                let seats: SmallVec<[Seat; 8]> =
                    self.sharing.iter().copied().filter(|seat| !is_spared(seat)).collect();
                // Where nobody is left who was there, those who share now do.
                let seats = if seats.is_empty() { &self.sharing } else { &seats };
                (self.equal(seats), CellReason::Equal)
            }
        }
    }

    /// Whether lines are shared in so many ways that adjustments cannot have a row for each.
    pub(crate) fn are_many(&self) -> bool {
        const CELLS_MAX: usize = 1 << 16;
        // Who comes to a fixed bill later pays nothing of it, and changes nothing.
        let fixed = self.terms.and_then(|terms| terms.fixed.as_ref());
        let columns = fixed.map_or(self.columns.len(), |fixed| fixed.shares.len());
        self.list.len() * columns > CELLS_MAX
    }

    pub(crate) fn column(&self, seat: Seat) -> Option<usize> {
        self.columns.binary_search(&seat).ok()
    }

    pub(crate) fn single(&self, seat: Seat) -> Parts {
        Parts::single(self.columns.len(), self.column(seat).unwrap_or(0))
    }

    pub(crate) fn equal(&self, seats: &[Seat]) -> Parts {
        let columns = seats.iter().filter_map(|seat| self.column(*seat));
        let parts = Parts::equal(self.columns.len(), columns);
        parts.unwrap_or_else(|| Parts::single(self.columns.len(), 0))
    }

    /// Decimal parts as whole weights.
    fn weighted(&self, parts: &[SplitPart]) -> Parts {
        let scale = parts.iter().map(|part| part.value.scale()).max().unwrap_or(0);
        let mut weights: SmallVec<[u64; 8]> = SmallVec::from_elem(0, self.columns.len());
        for part in parts {
            let factor = 10u64.pow(scale - part.value.scale());
            let weight = u64::try_from(part.value.mantissa()).unwrap_or(0).saturating_mul(factor);
            if let Some(slot) = self.column(part.member).and_then(|at| weights.get_mut(at)) {
                *slot = weight;
            }
        }
        let parts = Parts::new(&weights);
        parts.unwrap_or_else(|| self.equal(&self.sharing))
    }

    /// Named amounts, and the rest equally among those who are not named.
    fn exact(&mut self, parts: &[SplitPart], amount: i64) -> Parts {
        let digits = u32::from(self.cart.money().digits());
        let mut weights = vec![0u64; self.columns.len()];
        let mut named = vec![false; self.columns.len()];
        let mut sum = 0u64;
        for part in parts {
            let factor = 10u64.pow(digits.saturating_sub(part.value.scale()));
            let minor = u64::try_from(part.value.mantissa()).unwrap_or(0).saturating_mul(factor);
            let Some(at) = self.column(part.member) else { continue };
            sum = sum.saturating_add(minor);
            if let (Some(slot), Some(is_named)) = (weights.get_mut(at), named.get_mut(at)) {
                (*slot, *is_named) = (minor, true);
            }
        }
        let rest = amount.unsigned_abs().checked_sub(sum);
        let has_part = |seat: &Seat| self.column(*seat).filter(|at| named.get(*at) == Some(&false));
        let others: SmallVec<[usize; 8]> = self.sharing.iter().filter_map(has_part).collect();
        match rest {
            Some(0) => {}
            Some(rest) if !others.is_empty() => {
                // As a fraction, so that it is the table that says who takes the spare units.
                let count = others.len() as u64;
                let factor = if rest % count == 0 { 1 } else { count };
                for (at, weight) in weights.iter_mut().enumerate() {
                    let is_named = !others.contains(&at);
                    *weight = if is_named { *weight * factor } else { rest * factor / count };
                }
            }
            _ => self.is_uneven = true,
        }
        Parts::new(&weights).unwrap_or_else(|| self.equal(&self.sharing))
    }

    /// The place of these parts in the list.
    pub(crate) fn number(&mut self, parts: Parts) -> u32 {
        let known = self.parts.iter().position(|other| other.weights() == parts.weights());
        let index = known.unwrap_or_else(|| {
            self.parts.push(parts);
            self.parts.len() - 1
        });
        u32::try_from(index).unwrap_or(0)
    }
}

/// Who shares in what is split among everybody: present members who may add items and are not excluded, or else the owner.
fn sharing(cart: &CartState, terms: Option<&Terms>) -> SmallVec<[Seat; 8]> {
    if let Some(fixed) = terms.and_then(|terms| terms.fixed.as_ref()) {
        return fixed.sharing.iter().copied().collect();
    }
    let excluded = terms.map_or(&[][..], |terms| &terms.excluded);
    let is_in = |seat: &Seat| !excluded.contains(seat);
    let members =
        cart.present().filter(|(_, role)| cart.capabilities(*role).has(Capability::AddItems));
    let mut sharing: SmallVec<[Seat; 8]> = members.map(|(seat, _)| seat).filter(is_in).collect();
    if sharing.is_empty() {
        sharing.push(cart.owner());
    }
    sharing
}

/// Adds everybody who is on the bill by name.
fn note_named(cart: &CartState, terms: Option<&Terms>, columns: &mut SmallVec<[Seat; 8]>) {
    let extras = cart.cold.as_deref().into_iter().flat_map(Cold::extras);
    extras.for_each(|(_, extra)| columns.extend(extra.beneficiaries.iter().copied()));
    let Some(terms) = terms else { return };
    let splits = terms.line_splits.iter().map(|(_, split)| split);
    for split in splits.chain([&terms.split]) {
        columns.extend(split.parts.iter().map(|part| part.member));
    }
    let by_line = |split: &Split| split.rule == SplitRule::ByLine;
    if by_line(&terms.split) {
        columns.extend(cart.items().iter().map(|line| line.added_by));
    }
    let own = terms.line_splits.iter().filter(|(_, split)| by_line(split));
    columns.extend(own.filter_map(|(line, _)| cart.line(*line)).map(|line| line.added_by));
    columns.extend(terms.sponsor.map(|sponsor| sponsor.member));
    columns.extend(terms.kinds.iter().filter_map(|(_, _, payer)| *payer));
    columns.extend(terms.adjustments.iter().filter_map(|adjustment| adjustment.member));
    columns.extend(terms.payments.iter().map(|share| share.member));
    columns.extend(terms.transfers.iter().map(|share| share.member));
    let fixed = terms.fixed.iter().flat_map(|fixed| &fixed.shares);
    columns.extend(fixed.map(|share| share.member));
}
