//! Steps about coupons and the ledgers of groups.

use std::collections::BTreeMap;

use cartpool::{Command, CommandOptions, CouponTerms, Result};

use super::text::{Arguments, Line};
use super::{World, facts};
use crate::ask::{Ask, BillAsk};

impl World {
    /// `coupon CODE currency=EUR percent=10 uses_max=1`.
    pub(super) fn define_coupon(&mut self, words: &[String], line: &Line) {
        let mut given = Arguments::of(&words[1..]);
        let currency = given.text("currency");
        let bounds = CouponBounds::of(&mut given);
        let terms = terms(&currency, given.rest(), &bounds);
        let answer = terms.and_then(|terms| self.engine.define_coupon(&words[0], terms));
        self.settle(answer, &line.expected);
    }

    /// `coupon_of CODE uses=1 reserved=0`.
    pub(super) fn coupon_of(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.coupon(&words[0]);
        let answer = answer.map(|coupon| self.compare(&facts::of_coupon(&coupon), &words[1..]));
        self.settle(answer.map(|()| 0), &line.expected);
    }

    /// `transfer GROUP CURRENCY payer=ben payee=ana amount=0.01`.
    pub(super) fn transfer(&mut self, words: &[String], line: &Line) {
        let mut given = Arguments::of(&words[2..]);
        let [payer, payee, amount] = ["payer", "payee", "amount"].map(|name| given.text(name));
        let (id, expect_version) =
            (given.maybe("command_id"), given.maybe_number("expect_version"));
        given.expect_empty();
        let options = id.map(|id| id.parse()).transpose();
        let options = options.map(|command_id| CommandOptions { command_id, expect_version });
        let answer = options.and_then(|options| {
            let (group, currency) = (&words[0], &words[1]);
            self.engine.record_transfer(group, currency, &payer, &payee, amount.as_str(), &options)
        });
        self.settle(answer, &line.expected);
    }

    /// `ledger_of GROUP CURRENCY members.ana.balance=0.01 settlement.transfers=1`.
    pub(super) fn ledger_of(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.ledger(&words[0], &words[1]);
        let answer = answer.map(|ledger| self.compare(&facts::of_ledger(&ledger), &words[2..]));
        self.settle(answer.map(|()| 0), &line.expected);
    }
}

struct CouponBounds {
    uses_max: Option<u32>,
    member_uses_max: Option<u32>,
    valid_from_ms: Option<u64>,
    valid_until_ms: Option<u64>,
}

impl CouponBounds {
    fn of(given: &mut Arguments) -> Self {
        Self {
            uses_max: given.maybe_number("uses_max"),
            member_uses_max: given.maybe_number("member_uses_max"),
            valid_from_ms: given.maybe_number("valid_from_ms"),
            valid_until_ms: given.maybe_number("valid_until_ms"),
        }
    }
}

/// What is left of the arguments is what `add_discount` takes.
fn terms(
    currency: &str,
    given: BTreeMap<String, String>,
    bounds: &CouponBounds,
) -> Result<CouponTerms> {
    let ask = Ask::Bill(BillAsk { verb: "add_discount".to_owned(), given });
    let Command::Bill(discount) = ask.command()? else { panic!("a discount is the bill's") };
    let CouponBounds { uses_max, member_uses_max, valid_from_ms, valid_until_ms } = *bounds;
    let terms = CouponTerms::new(currency, &discount)?;
    Ok(CouponTerms { uses_max, member_uses_max, valid_from_ms, valid_until_ms, ..terms })
}
