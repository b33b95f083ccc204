//! Coupons and the ledgers of groups.

use cartpool::{BillCommand, CommandOptions, CouponTerms, CouponView, LedgerTransfer, LedgerView};
use napi_derive::napi;

use crate::args::{Flag, Number, Text, Texts};
use crate::engine::engine;
use crate::json::Json;
use crate::refusal::{Answer, answer, number};

/// Defines a coupon; `bounds` are the uses in all and of one member, and from when until when it is valid.
#[napi(catch_unwind)]
#[allow(
    clippy::too_many_arguments,
    reason = "index.js lays the options out; an object would cost a read per field"
)]
pub fn engine_define_coupon(
    engine: Number,
    code: Text,
    currency: Text,
    percent: Option<Text>,
    amount: Option<Text>,
    tiers: Option<Texts>,
    buy: Option<Number>,
    get: Option<Number>,
    skus: Option<Texts>,
    label: Option<Text>,
    exclusive: Option<Flag>,
    priority: Option<Number>,
    uses_max: Option<Number>,
    member_uses_max: Option<Number>,
    valid_from_ms: Option<Number>,
    valid_until_ms: Option<Number>,
) -> f64 {
    number(|| {
        let discount = BillCommand::AddDiscount {
            percent: percent.as_ref().map(|text| text.amount("percent")).transpose()?,
            amount: amount.as_ref().map(|text| text.amount("amount")).transpose()?,
            tiers: tiers.as_ref().map_or(Ok(Vec::new()), |list| list.options("tiers"))?,
            buy: buy.map(|number| number.u32("buy")).transpose()?,
            get: get.map(|number| number.u32("get")).transpose()?,
            skus: skus.as_ref().map_or(Ok(Vec::new()), |list| list.get("skus"))?,
            label: label.as_ref().map(|text| text.get("label")).transpose()?,
            exclusive: exclusive.map_or(Ok(false), |flag| flag.get("exclusive"))?,
            priority: priority.map(|number| number.u32("priority")).transpose()?,
        };
        let terms = CouponTerms {
            uses_max: uses_max.map(|number| number.u32("usesMax")).transpose()?,
            member_uses_max: member_uses_max
                .map(|number| number.u32("memberUsesMax"))
                .transpose()?,
            valid_from_ms: valid_from_ms.map(|ms| ms.u64("validFromMs")).transpose()?,
            valid_until_ms: valid_until_ms.map(|ms| ms.u64("validUntilMs")).transpose()?,
            ..CouponTerms::new(currency.get("currency")?, &discount)?
        };
        Ok(self::engine(&engine)?.define_coupon(code.get("code")?, terms)?)
    })
}

#[napi(catch_unwind)]
pub fn engine_coupon(engine: Number, code: Text) -> Option<String> {
    answer(|| {
        let coupon = self::engine(&engine)?.coupon(code.get("code")?)?;
        let mut json = Json::default();
        write_coupon(&mut json, &coupon);
        Ok(json.into_text())
    })
}

fn write_coupon(json: &mut Json, coupon: &CouponView) {
    let terms = &coupon.terms;
    json.open('{');
    json.key("code").text(&coupon.code);
    json.key("uses").number(coupon.uses);
    json.key("reserved").number(coupon.reserved);
    json.key("members").number(coupon.members);
    maybe_number(json, "usesMax", terms.uses_max.map(u64::from));
    maybe_number(json, "memberUsesMax", terms.member_uses_max.map(u64::from));
    maybe_number(json, "validFromMs", terms.valid_from_ms);
    maybe_number(json, "validUntilMs", terms.valid_until_ms);
    json.close('}');
}

fn maybe_number(json: &mut Json, key: &str, number: Option<u64>) {
    match number {
        Some(number) => json.key(key).number(number),
        None => json.key(key).null(),
    }
}

#[napi(catch_unwind)]
pub fn engine_ledger(engine: Number, group: Text, currency: Text) -> Option<String> {
    answer(|| {
        let ledger = ledger_of(&engine, &group, &currency)?;
        let mut json = Json::default();
        json.open('{');
        json.key("group").text(&ledger.group);
        json.key("currency").plain(ledger.currency);
        json.key("version").number(ledger.version);
        json.key("members").open('[');
        for member in &ledger.members {
            json.open('{');
            json.key("id").text(&member.id);
            json.key("balance").money(member.balance);
            json.key("behind").plain(member.behind);
            json.close('}');
        }
        json.close(']');
        json.close('}');
        Ok(json.into_text())
    })
}

#[napi(catch_unwind)]
pub fn engine_ledger_settlement(engine: Number, group: Text, currency: Text) -> Option<String> {
    answer(|| {
        let ledger = ledger_of(&engine, &group, &currency)?;
        let (transfers, is_exact) = ledger.settlement();
        let mut json = Json::default();
        json.open('{');
        json.key("version").number(ledger.version);
        json.key("transfers").open('[');
        for LedgerTransfer { payer, payee, amount } in &transfers {
            json.open('{');
            json.key("payer").text(payer);
            json.key("payee").text(payee);
            json.key("amount").money(*amount);
            json.close('}');
        }
        json.close(']');
        json.key("isExact").flag(is_exact);
        json.close('}');
        Ok(json.into_text())
    })
}

fn ledger_of(engine: &Number, group: &Text, currency: &Text) -> Answer<LedgerView> {
    Ok(self::engine(engine)?.ledger(group.get("group")?, currency.get("currency")?)?)
}

/// Records that a member of a group paid another.
#[napi(catch_unwind)]
#[allow(clippy::too_many_arguments, reason = "index.js lays the options out")]
pub fn engine_record_transfer(
    engine: Number,
    group: Text,
    currency: Text,
    payer: Text,
    payee: Text,
    amount: Text,
    command_id: Option<Text>,
    expect_version: Option<Number>,
) -> f64 {
    number(|| {
        let options = CommandOptions {
            command_id: command_id.map(|text| text.parsed("commandId")).transpose()?,
            expect_version: expect_version.map(|it| it.u64("expectVersion")).transpose()?,
        };
        let (group, currency) = (group.get("group")?, currency.get("currency")?);
        let (payer, payee) = (payer.get("payer")?, payee.get("payee")?);
        let amount = amount.amount("amount")?;
        let engine = self::engine(&engine)?;
        Ok(engine.record_transfer(group, currency, payer, payee, amount, &options)?)
    })
}
