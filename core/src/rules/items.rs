//! Lines: who may edit them, and what becomes of an edit.

mod pledges;
mod rights;

use smallvec::SmallVec;

use crate::command::{Command, ItemOption};
use crate::error::{Error, ErrorCode, Result};
use crate::event::{AlreadyInCart, Event};
use crate::id::{LineId, Seat, TextRef};
use crate::money::Price;
use crate::rules::checks::{has_control, require_note, require_sku, require_title};
use crate::rules::context::{Actor, Context, Decision, Offer, Prices};
use crate::state::cart::{CartState, LinesOf};
use crate::state::cold::{CustomRole, Extra};
use crate::state::line::{Line, SkuId};

pub(super) use pledges::{close_cart, follow, pledge};
use rights::may_edit_others;
pub(super) use rights::require_edit;

#[inline]
fn require_line(cart: &CartState, id: LineId) -> Result<&Line> {
    cart.line(id).ok_or_else(|| ErrorCode::LineNotFound.into())
}

/// What is asked for, checked and put in order.
struct Wanted<'w, 'a> {
    sku: &'a str,
    quantity: u32,
    unit_price: Price,
    is_callers_price: bool,
    number: Option<SkuId>,
    options: Vec<ItemOption<'a>>,
    note: Option<&'a str>,
    beneficiaries: Vec<Seat>,
    separate: bool,
    context: &'w Context<'w>,
}

#[inline]
pub(super) fn add_item<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let wanted = check_item(cart, command, context)?;
    require_category(cart, wanted.sku, context)?;
    let Found { same, others, .. } = Found::of(cart, &wanted);
    let already_in_cart = others.map(|line| already_in_cart(cart, line, context));
    match same {
        Some(line) => increase(cart, line, &wanted, already_in_cart),
        None => new_line(cart, wanted, already_in_cart),
    }
}

#[inline]
fn check_item<'w, 'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &'w Context<'w>,
) -> Result<Wanted<'w, 'a>> {
    let Command::AddItem { sku, quantity, unit_price, options, note, beneficiaries, separate } =
        command
    else {
        return Err(ErrorCode::InternalError.into());
    };
    if *quantity == 0 {
        return Err(ErrorCode::QuantityMustNotBeZero.into());
    }
    let offer = context.facts.offer(sku, cart.money());
    if offer.is_none() {
        require_sku(sku, context.limits)?;
    }
    let options = if options.is_empty() { Vec::new() } else { checked_options(options, context)? };
    require_note(*note, context.limits)?;
    let beneficiaries =
        if beneficiaries.is_empty() { Vec::new() } else { seats(cart, beneficiaries)? };
    let caller = match (*unit_price, context.prices) {
        (Some(_), Prices::List) => return Err(ErrorCode::UnitPriceNotAllowed.into()),
        (Some(price), Prices::Caller) => {
            Some(Price::new(price, cart.money(), context.limits.unit_price_max)?)
        }
        (None, _) => None,
    };
    let listed = offer.and_then(|offer: Offer| offer.price);
    let unit_price = caller.or(listed).ok_or(ErrorCode::PriceNotFound)?;
    let note = note.filter(|note| !note.is_empty());
    Ok(Wanted {
        sku,
        quantity: *quantity,
        unit_price,
        is_callers_price: caller.is_some(),
        number: offer.map(|offer| offer.sku),
        options,
        note,
        beneficiaries,
        separate: *separate || note.is_some(),
        context,
    })
}

/// What the cart holds already of the wanted SKU.
struct Found<'c> {
    seat: Option<Seat>,
    merges: bool,
    /// Whether it may merge into lines that somebody else added.
    merges_into_others: bool,
    /// The oldest line the item may merge into.
    same: Option<&'c Line>,
    /// The oldest line that somebody else added.
    others: Option<&'c Line>,
}

impl<'c> Found<'c> {
    #[inline]
    fn of(cart: &'c CartState, wanted: &Wanted<'_, '_>) -> Self {
        let seat = wanted.context.seat();
        let merges = cart.policies.merges_lines && !wanted.separate;
        let merges_into_others = seat.is_none_or(|seat| {
            may_edit_others(cart, wanted.context) && money_cap(cart, seat).is_none()
        });
        let mut found = Self { seat, merges, merges_into_others, same: None, others: None };
        let Some(sku) = wanted.number else { return found };
        match cart.lines_of(sku) {
            LinesOf::Ordered(lines) => {
                for line in lines {
                    found.note(cart, line, wanted);
                    if found.is_complete() {
                        break;
                    }
                }
            }
            LinesOf::Unordered(lines) => lines.for_each(|line| found.note(cart, line, wanted)),
        }
        found
    }

    #[inline]
    fn note(&mut self, cart: &CartState, line: &'c Line, wanted: &Wanted<'_, '_>) {
        let is_own = Some(line.added_by) == self.seat;
        let is_older = |than: Option<&Line>| than.is_none_or(|than| line.id() < than.id());
        let may_merge = self.merges && (is_own || self.merges_into_others);
        if may_merge && is_older(self.same) && wanted.is_same(cart, line) {
            self.same = Some(line);
        }
        // The host is told nothing: it puts things in for others.
        if self.seat.is_some() && !is_own && is_older(self.others) {
            self.others = Some(line);
        }
    }

    /// Whether no younger line can be of interest.
    #[inline]
    fn is_complete(&self) -> bool {
        self.same.is_some() && (self.others.is_some() || self.seat.is_none())
    }
}

fn already_in_cart(cart: &CartState, line: &Line, context: &Context<'_>) -> AlreadyInCart {
    let since_birth_ms = context.now_ms.max(cart.changed_at_ms) - cart.created_at_ms;
    let seconds = u32::try_from(since_birth_ms / 1_000).unwrap_or(u32::MAX);
    AlreadyInCart {
        line: line.id(),
        member: line.added_by,
        quantity: line.quantity,
        added_ago_s: seconds.saturating_sub(line.added_after_s),
    }
}

impl Wanted<'_, '_> {
    /// Whether a line of the same SKU is the same in all else that counts.
    #[inline]
    fn is_same(&self, cart: &CartState, line: &Line) -> bool {
        let is_plain =
            line.campaign().is_none() && line.has_callers_price() == self.is_callers_price;
        if line.unit_price() != self.unit_price || !is_plain {
            return false;
        }
        match cart.extra(line) {
            None => self.options.is_empty() && self.beneficiaries.is_empty(),
            Some(extra) => self.has_options_of(extra) && self.beneficiaries == extra.beneficiaries,
        }
    }

    fn has_options_of(&self, extra: &Extra) -> bool {
        let theirs = extra.options.iter().map(|(key, value)| (&**key, &**value));
        self.options.iter().map(|option| (option.key, option.value)).eq(theirs)
    }
}

#[inline]
fn increase<'a>(
    cart: &CartState,
    line: &Line,
    wanted: &Wanted<'_, 'a>,
    already_in_cart: Option<AlreadyInCart>,
) -> Result<Option<Decision<'a>>> {
    let quantity = line.quantity.saturating_add(wanted.quantity);
    require_growth(cart, line, quantity, wanted.context)?;
    let added = wanted.quantity;
    Ok(Some(Event::ItemIncreased { line: line.id(), added, quantity, already_in_cart }.into()))
}

#[inline(never)]
fn new_line<'a>(
    cart: &CartState,
    wanted: Wanted<'_, 'a>,
    already_in_cart: Option<AlreadyInCart>,
) -> Result<Option<Decision<'a>>> {
    let context = wanted.context;
    require_place(cart, wanted.quantity, context)?;
    require_amount(cart, wanted.quantity, wanted.unit_price, context)?;
    if wanted.number.is_none() {
        context.facts.require_room()?;
    }
    let event = Event::ItemAdded {
        sku: wanted.sku,
        quantity: wanted.quantity,
        unit_price: wanted.unit_price,
        is_callers_price: wanted.is_callers_price,
        already_in_cart,
        options: wanted.options,
        note: wanted.note.map(|_| TextRef(cart.version + 1)),
        beneficiaries: wanted.beneficiaries,
    };
    Ok(Some(Decision { text: wanted.note, ..event.into() }))
}

/// Checks that there is a place for a further line.
fn require_place(cart: &CartState, quantity: u32, context: &Context<'_>) -> Result<()> {
    require_quantity(quantity, context)?;
    let lines_max = context.limits.lines_max;
    if cart.items().len() >= lines_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsLinesMax, lines_max));
    }
    Ok(())
}

/// Checks that what a further line comes to is not too much.
fn require_amount(
    cart: &CartState,
    quantity: u32,
    unit_price: Price,
    context: &Context<'_>,
) -> Result<()> {
    let amount = unit_price.line_total(quantity, cart.money());
    require_total(cart, amount, context)?;
    match *context.actor {
        Actor::Member(seat) => require_money_cap(cart, seat, amount),
        Actor::System | Actor::Visitor(_) => Ok(()),
    }
}

/// Options in the order of their keys, each key once.
fn checked_options<'a>(
    options: &[ItemOption<'a>],
    context: &Context<'_>,
) -> Result<Vec<ItemOption<'a>>> {
    let limits = context.limits;
    if options.len() > limits.options_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsOptionsMax, limits.options_max));
    }
    let too_long = |text: &str, max: u32| text.chars().nth(max as usize).is_some();
    let is_wrong = |option: &ItemOption<'_>| {
        option.key.is_empty()
            || too_long(option.key, limits.option_key_chars_max)
            || too_long(option.value, limits.option_value_chars_max)
            || has_control(option.key)
            || has_control(option.value)
    };
    let mut sorted = options.to_vec();
    sorted.sort_unstable();
    let is_twice = sorted.windows(2).any(|pair| matches!(pair, [a, b] if a.key == b.key));
    if is_twice || sorted.iter().any(is_wrong) {
        return Err(ErrorCode::OptionNotValid.into());
    }
    Ok(sorted)
}

/// The seats of present members, in order, each once.
fn seats(cart: &CartState, members: &[&str]) -> Result<Vec<Seat>> {
    let found = members.iter().map(|member| cart.seat_of(member).ok_or(ErrorCode::MemberNotFound));
    let mut seats = found.collect::<Result<Vec<_>, _>>()?;
    seats.sort_unstable();
    if seats.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return Err(ErrorCode::BeneficiariesMustDiffer.into());
    }
    Ok(seats)
}

#[inline]
fn custom_role(cart: &CartState, seat: Seat) -> Option<&CustomRole> {
    // Nearly no cart has a cold part, and this is asked several times a command.
    cart.cold.as_deref()?;
    cart.custom_role(cart.role(seat))
}

#[inline]
fn money_cap(cart: &CartState, seat: Seat) -> Option<u64> {
    custom_role(cart, seat)?.money_cap_minor
}

/// Refuses a SKU of a category that the actor's role excludes.
#[inline]
fn require_category(cart: &CartState, sku: &str, context: &Context<'_>) -> Result<()> {
    let Actor::Member(seat) = *context.actor else { return Ok(()) };
    let Some(role) = custom_role(cart, seat) else { return Ok(()) };
    if role.categories_allowed.is_empty() && role.categories_denied.is_empty() {
        return Ok(());
    }
    let category = context.facts.category(sku);
    let is_in = |list: &[Box<str>]| list.iter().any(|name| Some(&**name) == category.as_deref());
    let is_allowed = role.categories_allowed.is_empty() || is_in(&role.categories_allowed);
    if is_allowed && !is_in(&role.categories_denied) {
        Ok(())
    } else {
        Err(ErrorCode::CategoryNotAllowed.into())
    }
}

#[inline]
fn require_quantity(quantity: u32, context: &Context<'_>) -> Result<()> {
    let max = context.limits.quantity_max;
    if quantity <= max { Ok(()) } else { Err(Error::limit(ErrorCode::ExceedsQuantityMax, max)) }
}

#[inline]
fn require_total(cart: &CartState, growth: i64, context: &Context<'_>) -> Result<()> {
    let max = context.limits.total_max;
    let total = u64::try_from(cart.total.saturating_add(growth)).unwrap_or(0);
    if growth <= 0 || total <= max {
        Ok(())
    } else {
        Err(Error::limit(ErrorCode::ExceedsTotalMax, max))
    }
}

/// Refuses what would bring the sum of the lines this member added above their role's cap, also of those from before they left
/// and came again.
fn require_money_cap(cart: &CartState, seat: Seat, growth: i64) -> Result<()> {
    let Some(cap) = money_cap(cart, seat).filter(|_| growth > 0) else { return Ok(()) };
    let name = cart.names.get(seat).unwrap_or_default();
    let seats: SmallVec<[Seat; 4]> = cart.names.seats(name).collect();
    let own = cart.items().iter().filter(|line| seats.contains(&line.added_by));
    let sum: i64 = own.map(|line| line.total(cart.money())).sum();
    let is_within = u64::try_from(sum.saturating_add(growth)).is_ok_and(|sum| sum <= cap);
    if is_within { Ok(()) } else { Err(Error::limit(ErrorCode::ExceedsMoneyCap, cap)) }
}

/// Checks all that bounds a line that would hold `quantity`.
#[inline]
fn require_growth(
    cart: &CartState,
    line: &Line,
    quantity: u32,
    context: &Context<'_>,
) -> Result<()> {
    require_quantity(quantity, context)?;
    let after = line.unit_price().line_total(quantity, cart.money());
    let growth = after - line.total(cart.money());
    require_total(cart, growth, context)?;
    if line.campaign().is_some() && quantity > line.quantity {
        pledges::require_growth_at_most(cart, line, quantity, context)?;
    }
    let Actor::Member(seat) = *context.actor else { return Ok(()) };
    match money_cap(cart, seat) {
        // A capped member grows only what counts against the cap: the lines they added.
        Some(cap) if line.added_by != seat && growth > 0 => {
            Err(Error::limit(ErrorCode::ExceedsMoneyCap, cap))
        }
        Some(_) => require_money_cap(cart, seat, growth),
        None => Ok(()),
    }
}

#[inline]
pub(super) fn adjust_quantity<'a>(
    cart: &CartState,
    id: LineId,
    delta: i32,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let line = require_line(cart, id)?;
    let wanted = i64::from(line.quantity) + i64::from(delta);
    if line.campaign().is_some() {
        let wanted = u32::try_from(wanted.max(0)).unwrap_or(u32::MAX);
        pledges::require_change(cart, line, wanted, context)?;
    }
    match u32::try_from(wanted) {
        _ if delta == 0 => Ok(None),
        Err(_) | Ok(0) => {
            Ok(Some(Event::ItemRemoved { line: id, old_quantity: line.quantity }.into()))
        }
        Ok(quantity) => {
            require_growth(cart, line, quantity, context)?;
            Ok(Some(Event::QuantityAdjusted { line: id, delta, quantity }.into()))
        }
    }
}

#[inline]
pub(super) fn set_quantity<'a>(
    cart: &CartState,
    id: LineId,
    quantity: u32,
    seen_quantity: Option<u32>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let line = require_line(cart, id)?;
    if quantity == 0 {
        return Err(ErrorCode::QuantityMustNotBeZero.into());
    }
    let old_quantity = line.quantity;
    if quantity == old_quantity {
        return Ok(None);
    }
    pledges::require_change(cart, line, quantity, context)?;
    require_growth(cart, line, quantity, context)?;
    let is_contested = seen_quantity.is_some_and(|seen| seen != old_quantity);
    Ok(Some(Event::QuantitySet { line: id, old_quantity, quantity, is_contested }.into()))
}

pub(super) fn remove_item<'a>(
    cart: &CartState,
    id: LineId,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let line = require_line(cart, id)?;
    pledges::require_change(cart, line, 0, context)?;
    let old_quantity = line.quantity;
    Ok(Some(Event::ItemRemoved { line: id, old_quantity }.into()))
}

pub(super) fn set_note<'a>(
    cart: &CartState,
    id: LineId,
    note: Option<&'a str>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let line = require_line(cart, id)?;
    require_note(note, context.limits)?;
    let text = note.filter(|note| !note.is_empty());
    let held = cart.extra(line).and_then(|extra| extra.note);
    if text == held.and_then(|note| cart.text(note)) && text.is_some() == held.is_some() {
        return Ok(None);
    }
    let note = text.map(|_| TextRef(cart.version + 1));
    Ok(Some(Decision { text, ..Event::NoteSet { line: id, note }.into() }))
}

pub(super) fn set_beneficiaries<'a>(
    cart: &CartState,
    id: LineId,
    members: &[&str],
) -> Result<Option<Decision<'a>>> {
    let line = require_line(cart, id)?;
    let beneficiaries = seats(cart, members)?;
    let held = cart.extra(line).map_or(&[][..], |extra| &extra.beneficiaries);
    if beneficiaries == held {
        return Ok(None);
    }
    Ok(Some(Event::BeneficiariesSet { line: id, beneficiaries }.into()))
}

pub(super) fn set_reason<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let Command::SetReason { line: id, purpose, project, cost_centre } = *command else {
        return Err(ErrorCode::InternalError.into());
    };
    let line = require_line(cart, id)?;
    let wanted = [purpose, project, cost_centre];
    wanted.iter().try_for_each(|text| require_title(*text, context.limits))?;
    let held = cart.extra(line).map_or([None; 3], |extra| {
        [extra.purpose.as_deref(), extra.project.as_deref(), extra.cost_centre.as_deref()]
    });
    if wanted == held {
        return Ok(None);
    }
    Ok(Some(Event::ReasonSet { line: id, purpose, project, cost_centre }.into()))
}
