//! What several rules check: which texts may come in, and whether there is room for a member.

use rust_decimal::Decimal;

use crate::error::{Error, ErrorCode, Result};
use crate::limits::Limits;
use crate::money::Price;
use crate::state::cart::CartState;
use crate::state::line::Line;

/// Refuses an id that is empty, too long, or holds a control character.
pub(crate) fn require_id(text: &str, limits: &Limits, code: ErrorCode) -> Result<()> {
    let is_short = (1..=limits.id_bytes_max as usize).contains(&text.len());
    if is_short && !has_control(text) { Ok(()) } else { Err(code.into()) }
}

/// Refuses a SKU that is no id.
pub(crate) fn require_sku(sku: &str, limits: &Limits) -> Result<()> {
    require_id(sku, limits, ErrorCode::SkuNotValid)
}

/// Refuses a further member where the cart or its seats are full.
pub(crate) fn require_seat(cart: &CartState, limits: &Limits) -> Result<()> {
    if u32::from(cart.members) >= limits.members_max {
        return Err(Error::limit(ErrorCode::ExceedsMembersMax, limits.members_max));
    }
    if cart.roles.len() >= limits.seats_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsMembersMax, limits.seats_max));
    }
    Ok(())
}

/// Refuses a title that is too long or holds a control character.
pub(crate) fn require_title(text: Option<&str>, limits: &Limits) -> Result<()> {
    let text = text.unwrap_or_default();
    require_chars(text, limits.title_chars_max, ErrorCode::ExceedsTitleMax)?;
    if has_control(text) { Err(ErrorCode::TextNotValid.into()) } else { Ok(()) }
}

/// Refuses a note that is too long or holds a control character other than a line break or a tab.
pub(crate) fn require_note(text: Option<&str>, limits: &Limits) -> Result<()> {
    let Some(text) = text else { return Ok(()) };
    require_chars(text, limits.note_chars_max, ErrorCode::ExceedsNoteMax)?;
    let is_plain = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    if is_plain { Ok(()) } else { Err(ErrorCode::TextNotValid.into()) }
}

pub(crate) fn has_control(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    !is_plain && text.chars().any(char::is_control)
}

/// Counts characters only where the bytes leave any doubt.
fn require_chars(text: &str, max: u32, code: ErrorCode) -> Result<()> {
    let fits = text.len() <= max as usize || text.chars().nth(max as usize).is_none();
    if fits { Ok(()) } else { Err(Error::limit(code, max)) }
}

/// An amount in the cart's minor units: exact, and no more than a cart's total may be.
pub(crate) fn minor(amount: Decimal, cart: &CartState, limits: &Limits) -> Result<u64> {
    let too_large = || Error::limit(ErrorCode::ExceedsTotalMax, limits.total_max);
    let currency = cart.money();
    let price =
        Price::new(amount, currency, limits.total_max).map_err(|error| match error.code {
            ErrorCode::ExceedsUnitPriceMax => too_large(),
            _ => error,
        })?;
    let (units, digits) = price.parts();
    if digits != currency.digits() {
        return Err(ErrorCode::PriceNotValid.into());
    }
    u64::try_from(units).map_err(|_| too_large())
}

/// Refuses where a campaign that the cart has pledged to may still change what is to be paid.
pub(crate) fn require_decided(cart: &CartState) -> Result<()> {
    let undecided = |line: &Line| {
        let known = line.campaign().and_then(|number| cart.campaign_numbered(number));
        known.is_some_and(|known| !known.status.goes_ahead())
    };
    let is_undecided = !cart.campaigns().is_empty() && cart.items().iter().any(undecided);
    if is_undecided { Err(ErrorCode::CampaignIsUndecided.into()) } else { Ok(()) }
}
