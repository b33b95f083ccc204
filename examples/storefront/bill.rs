//! What the shop itself puts on a bill: shipping, the tax that its prices hold, coupons; and what only the shop knows: that
//! somebody paid.

use cartpool::{
    AdjustmentKind, BillCommand, Command, CommandId, CommandOptions, CouponTerms, Decimal, Engine,
    ErrorCode, Member,
};
use serde::Serialize;

use crate::Shop;
use crate::catalogue::CURRENCY;
use crate::protocol::{Change, Refusal};

/// What delivery costs, in cents, and the rate of the tax that the prices hold.
const SHIPPING_CENTS: i64 = 490;
const TAX_PERCENT: i64 = 20;

/// A coupon of this shop, as the page prints it.
#[derive(Serialize)]
pub(crate) struct Coupon {
    pub(crate) code: &'static str,
    pub(crate) detail: &'static str,
    #[serde(skip)]
    off: Off,
    #[serde(skip)]
    uses_max: Option<u32>,
    #[serde(skip)]
    member_uses_max: Option<u32>,
}

/// What a coupon takes off.
enum Off {
    Percent(i64),
    Cents(i64),
}

/// Every coupon of the shop.
pub(crate) const COUPONS: &[Coupon] = &[
    Coupon {
        code: "SPRING10",
        detail: "10 % off, a hundred times in all",
        off: Off::Percent(10),
        uses_max: Some(100),
        member_uses_max: None,
    },
    Coupon {
        code: "TEAM5",
        detail: "€5.00 off, once a person",
        off: Off::Cents(500),
        uses_max: None,
        member_uses_max: Some(1),
    },
    Coupon {
        code: "FIRST2",
        detail: "€2.00 off, for one cart in all",
        off: Off::Cents(200),
        uses_max: Some(1),
        member_uses_max: None,
    },
];

fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

/// Prints the coupons. One that is defined already is no change.
pub(crate) fn print_coupons(engine: &Engine) -> cartpool::Result<()> {
    for coupon in COUPONS {
        let (percent, amount) = match coupon.off {
            Off::Percent(percent) => (Some(Decimal::from(percent)), None),
            Off::Cents(off) => (None, Some(cents(off))),
        };
        let discount = BillCommand::AddDiscount {
            percent,
            amount,
            tiers: Vec::new(),
            buy: None,
            get: None,
            skus: Vec::new(),
            label: None,
            exclusive: false,
            priority: None,
        };
        let terms = CouponTerms {
            uses_max: coupon.uses_max,
            member_uses_max: coupon.member_uses_max,
            ..CouponTerms::new(CURRENCY, &discount)?
        };
        engine.define_coupon(coupon.code, terms)?;
    }
    Ok(())
}

/// Puts on a new cart's bill what is on every bill of this shop.
pub(crate) fn begin(shop: &Member) -> cartpool::Result<u64> {
    let adjustment = |kind, amount, percent, label, included| {
        Command::Bill(BillCommand::AddAdjustment {
            kind,
            amount,
            percent,
            line: None,
            member: None,
            destination: None,
            label: Some(label),
            included,
        })
    };
    let shipping = Some(cents(SHIPPING_CENTS));
    let tax = Some(Decimal::from(TAX_PERCENT));
    shop.batch(&[
        adjustment(AdjustmentKind::Shipping, shipping, None, "Shipping", false),
        adjustment(AdjustmentKind::Tax, None, tax, "VAT", true),
    ])
}

/// Carries a change out, under the browser's command id: whatever is sent twice has one effect.
pub(crate) fn commit(
    shop: &Shop,
    member: &Member,
    id: CommandId,
    change: &Change,
) -> Result<u64, Refusal> {
    let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
    let command = change.command()?;
    let pays_themselves =
        matches!(change, Change::RecordPayment { payer, .. } if payer == member.id());
    if !pays_themselves {
        return Ok(member.with(options).commit(&command)?);
    }
    // The engine lets only those who check out say who paid. That somebody pays their own part is what the shop's till sees,
    // so the shop says so; this till believes everybody who is on the bill.
    if member.bill()?.share(member.id()).is_none() {
        return Err(ErrorCode::CapabilityMissing.into());
    }
    let till = shop.engine.cart(member.cart()).system();
    Ok(till.with(options).commit(&command)?)
}

#[cfg(test)]
mod tests {
    use cartpool::{NewCart, Options};

    use super::*;

    #[test]
    fn every_bill_has_shipping_and_the_tax_in_its_prices() {
        let engine = Engine::open(Options::default()).expect("memory is there");
        crate::catalogue::stock(&engine).expect("the shelves are in order");
        let cart = engine.create_cart(NewCart::new("ana", CURRENCY)).expect("a cart");
        begin(&cart.system()).expect("the shop may");
        let ana = cart.member("ana");
        ana.add_item("CANDLE", 1).expect("it is on the shelf");
        let bill = ana.bill().expect("a bill");
        assert_eq!(bill.total.to_string(), "12.10 EUR");
        let shown: Vec<String> =
            bill.adjustments.iter().map(|one| one.amount.to_string()).collect();
        assert_eq!(shown, ["4.90 EUR", "1.20 EUR"]);
    }

    #[test]
    fn coupons_do_what_is_printed_on_them() {
        let engine = Engine::open(Options::default()).expect("memory is there");
        crate::catalogue::stock(&engine).expect("the shelves are in order");
        print_coupons(&engine).expect("the coupons are in order");
        let cart = engine.create_cart(NewCart::new("ana", CURRENCY)).expect("a cart");
        let ana = cart.member("ana");
        ana.add_item("TORCH-400", 1).expect("it is on the shelf");
        for (coupon, total) in COUPONS.iter().zip(["31.05 EUR", "26.05 EUR", "24.05 EUR"]) {
            ana.redeem_coupon(coupon.code).expect("it is valid");
            assert_eq!(ana.total().expect("a total").to_string(), total, "{}", coupon.code);
        }
    }
}
