//! Steps about campaigns.

use cartpool::{
    CampaignMeasure, CampaignSku, CampaignTerms, CampaignTier, DeadlinePolicy, Result, parse_amount,
};

use super::text::{Arguments, Line};
use super::{World, facts, milliseconds};
use crate::ask::named;

impl World {
    /// `campaign honey currency=EUR skus=HONEY tiers=10:10% closes_at=+1d`.
    pub(super) fn create_campaign(&mut self, words: &[String], line: &Line) {
        let given = Arguments::of(&words[1..]);
        let terms = terms(given, self.engine.now_ms());
        let answer = terms.and_then(|terms| self.engine.create_campaign(&words[0], &terms));
        self.settle(answer, &line.expected);
    }

    /// `campaign_of honey status=open reached=9`.
    pub(super) fn campaign_of(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.campaign(&words[0]);
        let answer = answer.map(|seen| self.compare(&facts::of_campaign(&seen), &words[1..]));
        self.settle(answer.map(|()| 0), &line.expected);
    }

    /// `campaign_list_of honey rows=2 members.ana.quantity=9`.
    pub(super) fn campaign_list_of(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.campaign_list(&words[0]);
        let answer = answer.map(|list| self.compare(&facts::of_campaign_list(&list), &words[1..]));
        self.settle(answer.map(|()| 0), &line.expected);
    }

    /// `cancel_campaign honey`, `order_campaign honey`.
    pub(super) fn end_campaign(&mut self, how: &str, words: &[String], line: &Line) {
        let answer = match how {
            "cancel_campaign" => self.engine.cancel_campaign(&words[0]),
            _ => self.engine.order_campaign(&words[0]),
        };
        self.settle(answer, &line.expected);
    }

    /// `see_campaign ana honey pledges.2.counted=9 next.missing=1`.
    pub(super) fn see_campaign(&mut self, words: &[String], line: &Line) {
        let member = self.member(&words[0]);
        let answer = member.campaign(&words[1]).and_then(|mut seen| {
            seen.next = member.what_would_tip(&words[1])?;
            self.compare(&facts::of_campaign(&seen), &words[2..]);
            Ok(0)
        });
        self.settle(answer, &line.expected);
    }

    /// `sweep settled=1 repriced=2`.
    pub(super) fn sweep(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.sweep(u32::MAX).map(|swept| {
            let put = |name: &str, value: u32| (name.to_owned(), value.to_string());
            let facts = [put("settled", swept.settled), put("repriced", swept.repriced)];
            self.compare(&facts.into_iter().collect(), words);
        });
        self.settle(answer.map(|()| 0), &line.expected);
    }
}

fn terms(mut given: Arguments, now_ms: u64) -> Result<CampaignTerms> {
    let mut time = |name| {
        let span = given.maybe(name);
        span.map(|span| now_ms.saturating_add_signed(milliseconds(&span)))
    };
    let (opens_at_ms, locks_at_ms) = (time("opens_at"), time("locks_at"));
    let closes_at_ms = time("closes_at").expect("closes_at= is missing");
    let extension_ms = given.maybe("extension").map(|span| milliseconds(&span).unsigned_abs());
    let measure = given.maybe("measure");
    let measure = measure.map(|name| named(CampaignMeasure::ALL, CampaignMeasure::name, &name));
    let at_deadline = given.maybe("at_deadline");
    let at_deadline =
        at_deadline.map(|name| named(DeadlinePolicy::ALL, DeadlinePolicy::name, &name));
    let skus = given.list("skus").into_iter().map(|word| sku(&word));
    let tiers = given.list("tiers").into_iter().map(|word| tier(&word));
    let (skus, tiers) = (skus.collect::<Result<_>>()?, tiers.collect::<Result<_>>()?);
    let terms = CampaignTerms {
        currency: given.text("currency").parse()?,
        measure: measure.unwrap_or_default(),
        skus,
        tiers,
        minimum: given.maybe_number("minimum"),
        maximum: given.maybe_number("maximum"),
        member_min: given.maybe_number("member_min"),
        member_max: given.maybe_number("member_max"),
        leader: given.maybe("leader").map(Into::into),
        opens_at_ms,
        locks_at_ms,
        closes_at_ms,
        at_deadline: at_deadline.unwrap_or_default(),
        extension_ms,
    };
    given.expect_empty();
    Ok(terms)
}

/// `HONEY`, or `HONEY:9.00`.
fn sku(word: &str) -> Result<CampaignSku> {
    let (sku, price) = word.split_once(':').map_or((word, None), |(sku, it)| (sku, Some(it)));
    Ok(CampaignSku { sku: sku.into(), unit_price: price.map(parse_amount).transpose()? })
}

/// `10:5%`, or `10:8.50`.
fn tier(word: &str) -> Result<CampaignTier> {
    let (threshold, rest) = word.split_once(':').expect("a tier is THRESHOLD:PERCENT% or a price");
    let threshold = threshold.parse().expect("a threshold is a number");
    match rest.strip_suffix('%') {
        Some(percent) => Ok(CampaignTier::percent(threshold, parse_amount(percent)?)),
        None => Ok(CampaignTier::unit_price(threshold, parse_amount(rest)?)),
    }
}
