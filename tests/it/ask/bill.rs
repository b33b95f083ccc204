//! A verb of the bill as tests hold it: its name and its arguments as text, read when core is asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use cartpool::{
    AdjustmentKind, AdjustmentRule, BillCommand, Command, ItemOption, LineId, Result,
    RoundingLevel, RoundingMode, SplitRule, parse_amount,
};
use rust_decimal::Decimal;

use super::named;

/// One verb of the bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BillAsk {
    pub(crate) verb: String,
    pub(crate) given: BTreeMap<String, String>,
}

/// The verbs, in the order of their enum.
pub(crate) const VERBS: &[&str] = &[
    "set_split",
    "set_line_split",
    "clear_line_split",
    "set_excluded_members",
    "set_sponsor",
    "set_share_minimum",
    "set_adjustment_split",
    "add_adjustment",
    "remove_adjustment",
    "add_discount",
    "set_destination",
    "set_bill_policies",
    "set_group",
    "redeem_coupon",
    "fix_bill",
    "reopen_bill",
    "record_payment",
    "record_transfer",
    "refund_item",
];

/// The arguments, each of which has to be taken.
struct Given<'a> {
    words: &'a BTreeMap<String, String>,
    left: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Given<'a> {
    fn maybe(&self, name: &str) -> Option<&'a str> {
        self.left.borrow_mut().remove(name);
        self.words.get(name).map(String::as_str).filter(|value| *value != "null")
    }

    fn text(&self, name: &str) -> &'a str {
        self.maybe(name).unwrap_or_else(|| panic!("{name}= is missing"))
    }

    fn maybe_parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        let value = self.maybe(name)?;
        Some(value.parse().unwrap_or_else(|_| panic!("{name}={value} is no such value")))
    }

    fn parsed<T: FromStr>(&self, name: &str) -> T {
        self.maybe_parsed(name).unwrap_or_else(|| panic!("{name}= is missing"))
    }

    fn line(&self) -> LineId {
        LineId(self.parsed("line"))
    }

    fn flag(&self, name: &str) -> bool {
        self.maybe_parsed(name).unwrap_or(false)
    }

    fn amount(&self, name: &str) -> Result<Option<Decimal>> {
        self.maybe(name).map(parse_amount).transpose()
    }

    fn list(&self, name: &str) -> Vec<&'a str> {
        let list = self.maybe(name).unwrap_or_default().split(',');
        list.filter(|one| !one.is_empty()).collect()
    }

    fn pairs(&self, name: &str) -> Vec<ItemOption<'a>> {
        let pair = |one: &'a str| {
            let (key, value) = one.split_once(':').unwrap_or((one, ""));
            ItemOption { key, value }
        };
        self.list(name).into_iter().map(pair).collect()
    }

    fn maybe_word<T: Copy>(
        &self,
        name: &str,
        all: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Option<T> {
        self.maybe(name).map(|wanted| named(all, name_of, wanted))
    }

    fn word<T: Copy>(&self, name: &str, all: &[T], name_of: fn(T) -> &'static str) -> T {
        self.maybe_word(name, all, name_of).unwrap_or_else(|| panic!("{name}= is missing"))
    }

    fn kind(&self) -> AdjustmentKind {
        self.word("kind", AdjustmentKind::ALL, AdjustmentKind::name)
    }

    fn split_rule(&self) -> SplitRule {
        self.word("rule", SplitRule::ALL, SplitRule::name)
    }
}

impl BillAsk {
    pub(super) fn command(&self) -> Result<Command<'_>> {
        let left = RefCell::new(self.given.keys().map(String::as_str).collect());
        let given = Given { words: &self.given, left };
        let command = self.about_splits(&given).or_else(|| self.about_amounts(&given));
        let command = command.unwrap_or_else(|| panic!("no verb is called {}", self.verb))?;
        let left = given.left.into_inner();
        assert!(left.is_empty(), "{} takes no {left:?}", self.verb);
        Ok(Command::Bill(command))
    }

    fn about_splits<'a>(&self, given: &Given<'a>) -> Option<Result<BillCommand<'a>>> {
        Some(Ok(match self.verb.as_str() {
            "set_split" => BillCommand::SetSplit {
                rule: given.split_rule(),
                parts: given.pairs("parts"),
                spares_late_joiners: given.flag("spares_late_joiners"),
            },
            "set_line_split" => BillCommand::SetLineSplit {
                line: given.line(),
                rule: given.split_rule(),
                parts: given.pairs("parts"),
            },
            "clear_line_split" => BillCommand::ClearLineSplit { line: given.line() },
            "set_excluded_members" => {
                BillCommand::SetExcludedMembers { excluded_members: given.list("excluded_members") }
            }
            "set_adjustment_split" => BillCommand::SetAdjustmentSplit {
                kind: given.kind(),
                rule: given.word("rule", AdjustmentRule::ALL, AdjustmentRule::name),
                payer: given.maybe("payer"),
            },
            "remove_adjustment" => {
                BillCommand::RemoveAdjustment { adjustment: given.parsed("adjustment") }
            }
            "set_destination" => BillCommand::SetDestination {
                line: given.line(),
                destination: given.maybe("destination"),
            },
            "set_group" => BillCommand::SetGroup { group: given.maybe("group") },
            "redeem_coupon" => BillCommand::RedeemCoupon { code: given.text("code") },
            "fix_bill" => BillCommand::FixBill,
            "reopen_bill" => BillCommand::ReopenBill,
            "refund_item" => {
                BillCommand::RefundItem { line: given.line(), quantity: given.parsed("quantity") }
            }
            _ => return None,
        }))
    }

    fn about_amounts<'a>(&self, given: &Given<'a>) -> Option<Result<BillCommand<'a>>> {
        let amount = |name: &str| given.amount(name);
        let needed = |name: &str| parse_amount(given.text(name));
        let command = match self.verb.as_str() {
            "set_sponsor" => amount("amount_max").and_then(|amount_max| {
                let (sponsor, person_max) = (given.maybe("sponsor"), amount("person_max")?);
                Ok(BillCommand::SetSponsor { sponsor, amount_max, person_max })
            }),
            "set_share_minimum" => {
                amount("minimum").map(|minimum| BillCommand::SetShareMinimum { minimum })
            }
            "add_adjustment" => adjustment(given),
            "add_discount" => discount(given),
            "set_bill_policies" => policies(given),
            "record_payment" => needed("amount")
                .map(|amount| BillCommand::RecordPayment { payer: given.text("payer"), amount }),
            "record_transfer" => needed("amount").map(|amount| {
                let [payer, payee] = ["payer", "payee"].map(|name| given.text(name));
                BillCommand::RecordTransfer { payer, payee, amount }
            }),
            _ => return None,
        };
        Some(command)
    }
}

fn adjustment<'a>(given: &Given<'a>) -> Result<BillCommand<'a>> {
    Ok(BillCommand::AddAdjustment {
        kind: given.kind(),
        amount: given.amount("amount")?,
        percent: given.amount("percent")?,
        line: given.maybe_parsed("line").map(LineId),
        member: given.maybe("member"),
        destination: given.maybe("destination"),
        label: given.maybe("label"),
        included: given.flag("included"),
    })
}

fn discount<'a>(given: &Given<'a>) -> Result<BillCommand<'a>> {
    Ok(BillCommand::AddDiscount {
        percent: given.amount("percent")?,
        amount: given.amount("amount")?,
        tiers: given.pairs("tiers"),
        buy: given.maybe_parsed("buy"),
        get: given.maybe_parsed("get"),
        skus: given.list("skus"),
        label: given.maybe("label"),
        exclusive: given.flag("exclusive"),
        priority: given.maybe_parsed("priority"),
    })
}

fn policies<'a>(given: &Given<'a>) -> Result<BillCommand<'a>> {
    Ok(BillCommand::SetBillPolicies {
        country: given.maybe("country"),
        rounding: given.maybe_word("rounding", RoundingMode::ALL, RoundingMode::name),
        level: given.maybe_word("level", RoundingLevel::ALL, RoundingLevel::name),
        cash_step: given.amount("cash_step")?,
        order_min: given.amount("order_min")?,
        order_max: given.amount("order_max")?,
        is_hard: given.maybe_parsed("is_hard"),
    })
}
