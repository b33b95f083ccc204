//! Pledges: lines that a campaign counts, and how a cart takes over what becomes of it.

use std::borrow::Cow;

use super::{require_amount, require_category, require_growth, require_place};
use crate::error::{Error, ErrorCode, Result};
use crate::event::{Event, PledgeCut, PriceChange};
use crate::id::Seat;
use crate::policy::CampaignStatus;
use crate::rules::context::{Brought, Context, Decision};
use crate::state::campaign::CampaignNews;
use crate::state::cart::CartState;
use crate::state::line::Line;

pub(crate) fn pledge<'a>(
    cart: &CartState,
    campaign: &'a str,
    sku: Option<&'a str>,
    quantity: u32,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    if quantity == 0 {
        return Err(ErrorCode::QuantityMustNotBeZero.into());
    }
    let news = context.facts.campaign(campaign);
    let news = news.filter(|news| news.offer.currency == cart.money());
    let news = news.ok_or(ErrorCode::CampaignNotFound)?;
    let place = match sku {
        Some(sku) => news.offer.place(sku),
        None => (news.offer.skus.len() == 1).then_some(0),
    };
    let offered = place.and_then(|at| Some((at, news.offer.skus.get(at)?, news.price(at)?)));
    let (place, (name, _), unit_price) = offered.ok_or(ErrorCode::SkuNotInCampaign)?;
    require_growing(cart, &news, context)?;
    require_category(cart, name, context)?;
    let offer = context.facts.offer(name, cart.money());
    let number = cart.campaign(campaign).map(|(number, _)| number);
    // What the host pledges is its owner's.
    let seat = context.seat().unwrap_or_else(|| cart.owner());
    let is_same = |line: &&Line| {
        let is_of_this = line.campaign().is_some() && line.campaign() == number;
        is_of_this && !line.is_withdrawn() && line.added_by == seat
    };
    let same = offer.and_then(|offer| cart.first_line_of(offer.sku, is_same));
    if let Some(line) = same {
        let after = line.quantity.saturating_add(quantity);
        require_bounds(&news, after)?;
        require_room(cart, campaign, seat, quantity, &news, context)?;
        require_growth(cart, line, after, context)?;
        let (line, added) = (line.id(), quantity);
        let event = Event::ItemIncreased { line, added, quantity: after, already_in_cart: None };
        return Ok(Some(event.into()));
    }
    require_bounds(&news, quantity)?;
    require_room(cart, campaign, seat, quantity, &news, context)?;
    require_place(cart, quantity, context)?;
    if !fits_at_any_price(cart, quantity, context) {
        require_most(cart, news.offer.most(place, quantity), context)?;
    }
    require_amount(cart, quantity, unit_price, context)?;
    if number.is_none() && cart.campaigns_open() >= context.limits.cart_campaigns_max as usize {
        let max = context.limits.cart_campaigns_max;
        return Err(Error::limit(ErrorCode::ExceedsCartCampaignsMax, max));
    }
    if offer.is_none() {
        context.facts.require_room()?;
    }
    // Only a flow sees to it that the campaign knows whom to ask before it is decided.
    if number.is_none() && !matches!(context.brought, Some(Brought::Expected)) {
        return Err(context.not_brought());
    }
    let sku = sku.map_or_else(|| Cow::Owned(name.to_string()), Cow::Borrowed);
    let event = Event::Pledged {
        campaign,
        sku,
        quantity,
        unit_price,
        campaign_version: news.version,
        status: news.status,
        tiers_reached: news.tiers_reached,
        locks_at_ms: news.locks_at_ms,
    };
    Ok(Some(event.into()))
}

/// Refuses what a campaign does not allow to become of a pledged line; at 0 the line would go.
pub(super) fn require_change(
    cart: &CartState,
    line: &Line,
    quantity: u32,
    context: &Context<'_>,
) -> Result<()> {
    let Some(known) = line.campaign().and_then(|number| cart.campaign_numbered(number)) else {
        return Ok(());
    };
    let news = context.facts.campaign(&known.id).ok_or(ErrorCode::CampaignTakesNoPledges)?;
    if quantity < line.quantity {
        if !news.is_open(context.now_ms) {
            return Err(ErrorCode::CampaignTakesNoPledges.into());
        }
        if is_locked(&news, context.now_ms) && !line.is_withdrawn() {
            return Err(ErrorCode::PledgeIsLocked.into());
        }
        return if quantity == 0 { Ok(()) } else { require_bounds(&news, quantity) };
    }
    if quantity > line.quantity {
        require_growing(cart, &news, context)?;
        if line.is_withdrawn() {
            return Err(ErrorCode::CampaignTakesNoPledges.into());
        }
        let more = quantity - line.quantity;
        require_bounds(&news, quantity)?;
        return require_room(cart, &known.id, line.added_by, more, &news, context);
    }
    Ok(())
}

fn is_locked(news: &CampaignNews, at_ms: u64) -> bool {
    news.status == CampaignStatus::ToppingUp || at_ms >= news.locks_at_ms
}

/// Closes the cart, unless a pledge binds it: what closing does not take back would be ordered, and nobody could be billed.
pub(crate) fn close_cart<'a>(
    cart: &CartState,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    // The event's time says what closing takes back.
    let at_ms = context.now_ms.max(cart.changed_at_ms);
    let binds = |line: &Line| {
        let known = line.campaign().and_then(|number| cart.campaign_numbered(number));
        let news = known.and_then(|known| context.facts.campaign(&known.id));
        let is_bound =
            news.is_some_and(|it| it.is_due(at_ms) || it.is_running() && is_locked(&it, at_ms));
        is_bound && !line.is_withdrawn()
    };
    if cart.items().iter().any(binds) {
        return Err(ErrorCode::PledgeIsLocked.into());
    }
    Ok(Some(Event::CartClosed.into()))
}

/// Refuses a pledge that would grow to what the cart could not hold at whatever its campaign may yet ask: a tier is lost by
/// others, when no pledge may shrink any more.
pub(super) fn require_growth_at_most(
    cart: &CartState,
    line: &Line,
    quantity: u32,
    context: &Context<'_>,
) -> Result<()> {
    if fits_at_any_price(cart, quantity.saturating_sub(line.quantity), context) {
        return Ok(());
    }
    let [Some(before), Some(after)] =
        [line.quantity, quantity].map(|quantity| most(cart, line, quantity, context))
    else {
        return Ok(());
    };
    require_most(cart, after - before, context)
}

/// Whether all that is pledged and so many more would fit at the highest price there is: of most carts it does, and then no
/// campaign need be asked.
fn fits_at_any_price(cart: &CartState, more: u32, context: &Context<'_>) -> bool {
    let pledged = cart.items().iter().filter(|line| line.campaign().is_some());
    let units = u128::from(more) + pledged.map(|line| u128::from(line.quantity)).sum::<u128>();
    let most = i128::try_from(units * u128::from(context.limits.unit_price_max));
    most.is_ok_and(|most| i128::from(cart.total) + most <= i128::from(context.limits.total_max))
}

fn require_most(cart: &CartState, growth: i64, context: &Context<'_>) -> Result<()> {
    let rise = |line: &Line| {
        let most = most(cart, line, line.quantity, context)?;
        Some(i128::from(most) - i128::from(line.total(cart.money())))
    };
    let rises: i128 = cart.items().iter().filter_map(rise).sum();
    let max = context.limits.total_max;
    if i128::from(cart.total) + rises + i128::from(growth) <= i128::from(max) {
        Ok(())
    } else {
        Err(Error::limit(ErrorCode::ExceedsTotalMax, max))
    }
}

/// What so many of a pledged line may come to, as long as its campaign is not decided.
fn most(cart: &CartState, line: &Line, quantity: u32, context: &Context<'_>) -> Option<i64> {
    let known = cart.campaign_numbered(line.campaign()?)?;
    let news = context.facts.campaign(&known.id).filter(|news| news.is_running())?;
    let place = news.offer.place(&context.facts.sku_text(line.sku)?)?;
    Some(news.offer.most(place, quantity))
}

/// Refuses further pledges where the campaign takes none, or none of this member's.
fn require_growing(cart: &CartState, news: &CampaignNews, context: &Context<'_>) -> Result<()> {
    let is_time = context.now_ms >= news.offer.opens_at_ms && news.is_open(context.now_ms);
    let is_leader = || {
        let Some(seat) = context.seat() else { return true };
        cart.names.get(seat) == news.offer.leader.as_deref()
    };
    let takes = match news.status {
        CampaignStatus::Open | CampaignStatus::Tipped => is_time,
        CampaignStatus::ToppingUp => is_time && is_leader(),
        _ => false,
    };
    if takes { Ok(()) } else { Err(ErrorCode::CampaignTakesNoPledges.into()) }
}

/// Refuses more than the campaign takes of one member over all carts.
fn require_room(
    cart: &CartState,
    campaign: &str,
    seat: Seat,
    more: u32,
    news: &CampaignNews,
    context: &Context<'_>,
) -> Result<()> {
    if news.offer.member_max.is_none() {
        return Ok(());
    }
    let member = cart.names.get(seat);
    let room = member.and_then(|member| context.facts.room_of(campaign, member));
    require_within(room, more, news)
}

fn require_within(room: Option<u32>, more: u32, news: &CampaignNews) -> Result<()> {
    if room.is_none_or(|room| more <= room) {
        return Ok(());
    }
    Err(Error::limit(ErrorCode::ExceedsPledgeMax, news.offer.member_max.unwrap_or_default()))
}

fn require_bounds(news: &CampaignNews, quantity: u32) -> Result<()> {
    if news.offer.member_min.is_some_and(|min| quantity < min) {
        return Err(ErrorCode::BelowPledgeMin.into());
    }
    let room = news.offer.member_max;
    require_within(room, quantity, news)
}

/// Takes over the tier a campaign has reached, and what became of the pledges where it was decided.
pub(crate) fn follow<'a>(
    cart: &CartState,
    campaign: &'a str,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let (number, known) = cart.campaign(campaign).ok_or(ErrorCode::CampaignNotFound)?;
    let Some(news) = context.facts.campaign(campaign) else { return Ok(None) };
    let is_fixed = cart.terms().is_some_and(|terms| terms.fixed.is_some());
    if known.version >= news.version || is_fixed {
        return Ok(None);
    }
    let granted = if news.status.goes_ahead() {
        context.facts.granted(campaign, cart.id)
    } else {
        Vec::new()
    };
    let of_line = |line: &Line| {
        if news.status.is_off() {
            return 0;
        }
        let found = granted.iter().find(|(id, _)| *id == line.id());
        let granted = found.map_or(0, |(_, quantity)| *quantity);
        if news.status.goes_ahead() { granted.min(line.quantity) } else { line.quantity }
    };
    let currency = cart.money();
    let mut total = i128::from(cart.total);
    let (mut changes, mut cuts) = (Vec::new(), Vec::new());
    for line in cart.items().iter().filter(|line| line.campaign() == Some(number)) {
        let (id, old_quantity, quantity) = (line.id(), line.quantity, of_line(line));
        let place = context.facts.sku_text(line.sku).and_then(|sku| news.offer.place(&sku));
        let old_unit_price = line.unit_price();
        let unit_price = place.and_then(|place| news.price(place)).unwrap_or(old_unit_price);
        total -= i128::from(line.total(currency));
        total += i128::from(unit_price.line_total(quantity, currency));
        if quantity != old_quantity {
            cuts.push(PledgeCut { line: id, old_quantity, quantity });
        }
        if unit_price != old_unit_price && quantity > 0 {
            changes.push(PriceChange { line: id, old_unit_price, unit_price });
        }
    }
    let max = context.limits.total_max;
    // Once it is decided nothing but following brings the cart any further.
    let is_over = total > i128::from(max) && total > i128::from(cart.total);
    if is_over && news.is_running() {
        return Err(Error::limit(ErrorCode::ExceedsTotalMax, max));
    }
    let event = Event::CampaignFollowed {
        campaign,
        campaign_version: news.version,
        status: news.status,
        tiers_reached: news.tiers_reached,
        locks_at_ms: news.locks_at_ms,
        changes,
        cuts,
    };
    Ok(Some(event.into()))
}
