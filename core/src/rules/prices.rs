//! Prices: what the host may set, and how carts catch up.

use crate::currency::Currency;
use crate::error::{Error, ErrorCode, Result};
use crate::event::{Event, PriceChange};
use crate::limits::Limits;
use crate::money::Price;
use crate::rules::checks::require_id;
use crate::rules::context::{Context, Decision};
use crate::state::Stream;
use crate::state::cart::CartState;
use crate::state::line::Line;
use crate::state::sku::{SkuCommand, SkuEvent, SkuState};

/// What deciding about a SKU may look at.
pub(crate) struct SkuContext<'c> {
    pub(crate) limits: &'c Limits,
}

impl Stream for SkuState {
    type Key = [u8];
    type Command<'a> = SkuCommand<'a>;
    type Event<'a> = SkuEvent<'a>;
    type Context<'c> = SkuContext<'c>;
    type Stamp<'s> = ();

    #[inline]
    fn key(&self) -> &[u8] {
        self.sku()
    }

    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        context: &SkuContext<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        match *command {
            SkuCommand::SetPrice { currency, unit_price } => {
                let currency: Currency = currency.parse()?;
                let unit_price = Price::new(unit_price, currency, context.limits.unit_price_max)?;
                let is_new = self.price(currency) != Some(unit_price);
                Ok(is_new.then_some(SkuEvent::PriceSet { currency, unit_price }))
            }
            SkuCommand::SetCategory { category } => {
                if let Some(category) = category {
                    require_id(category, context.limits, ErrorCode::CategoryNotValid)?;
                }
                let is_new = self.category().map(|held| &**held) != category;
                Ok(is_new.then_some(SkuEvent::CategorySet { category }))
            }
        }
    }

    fn apply(&mut self, event: &SkuEvent<'_>, (): &()) {
        self.apply_event(event);
    }
}

/// The lines whose price the list has changed; a caller's price stays.
pub(super) fn reprice<'a>(cart: &CartState, context: &Context<'_>) -> Result<Option<Decision<'a>>> {
    if cart.terms().is_some_and(|terms| terms.fixed.is_some()) {
        return Ok(None);
    }
    let currency = cart.money();
    let prices_version = context.prices_version;
    let mut total = i128::from(cart.total);
    let mut changes = Vec::new();
    for line in cart.items().iter().filter(|line| line.is_listed()) {
        let Some(unit_price) = context.facts.price_of(line.sku, currency) else { continue };
        if unit_price != line.unit_price() {
            total += difference(line, unit_price, currency);
            let old_unit_price = line.unit_price();
            changes.push(PriceChange { line: line.id(), old_unit_price, unit_price });
        }
    }
    if changes.is_empty() {
        return Ok(None);
    }
    let max = context.limits.total_max;
    if total > i128::from(max) && total > i128::from(cart.total) {
        return Err(Error::limit(ErrorCode::ExceedsTotalMax, max));
    }
    Ok(Some(Event::Repriced { prices_version, changes }.into()))
}

fn difference(line: &Line, unit_price: Price, currency: Currency) -> i128 {
    let after = unit_price.line_total(line.quantity, currency);
    i128::from(after) - i128::from(line.total(currency))
}
