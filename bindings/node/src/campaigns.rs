//! Campaigns: at once, or on a thread of the host's pool while the event loop goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::{
    CampaignMeasure, CampaignSku, CampaignTerms, CampaignTier, DeadlinePolicy, Engine, ErrorCode,
    Result as CoreResult,
};
use napi::bindgen_prelude::{AsyncTask, Either};
use napi::{Env, Task};
use napi_derive::napi;

use crate::args::{Flag, Number, Numbers, Text, Texts};
use crate::engine::engine;
use crate::generated;
use crate::handles::{find, keep, with};
use crate::json::Json;
use crate::refusal::{Answer, answer, number, write_refusal};

/// What is to be done; it outlives the call that asked for it.
type Work = Box<dyn FnOnce(&Engine) -> CoreResult<String> + Send>;

/// One text of JSON, or a promise of one.
type Told = Option<Either<String, AsyncTask<Later>>>;

/// Work that is under way on another thread. It answers with `{"answer":…}`, or `{"refusal":…}`.
pub struct Later {
    engine: Engine,
    work: Option<Work>,
}

impl Task for Later {
    type Output = String;
    type JsValue = String;

    /// Runs on a thread of the host's pool.
    fn compute(&mut self) -> napi::Result<String> {
        let done = self.work.take().map(|work| {
            catch_unwind(AssertUnwindSafe(|| work(&self.engine)))
                .unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))
        });
        Ok(match done.unwrap_or_else(|| Err(ErrorCode::InternalError.into())) {
            Ok(text) => format!("{{\"answer\":{text}}}"),
            Err(refusal) => {
                let mut json = Json::default();
                json.open('{');
                json.key("refusal");
                write_refusal(&mut json, refusal.into());
                json.close('}');
                json.into_text()
            }
        })
    }

    fn resolve(&mut self, _: Env, text: String) -> napi::Result<String> {
        Ok(text)
    }
}

fn run(engine: &Number, is_later: &Flag, work: impl FnOnce() -> Answer<Work>) -> Told {
    answer(|| {
        let engine = self::engine(engine)?;
        let work = work()?;
        Ok(if is_later.get("later")? {
            Either::B(AsyncTask::new(Later { engine, work: Some(work) }))
        } else {
            Either::A(work(&engine)?)
        })
    })
}

/// Opens a campaign; `index.js` lays SKUs and tiers out as columns.
#[napi(catch_unwind)]
#[allow(clippy::too_many_arguments, reason = "lib/campaigns.js lays the options out")]
pub fn engine_create_campaign(
    engine: Number,
    is_later: Flag,
    campaign: Text,
    currency: Text,
    skus: Texts,
    sku_prices: Texts,
    thresholds: Numbers,
    percents: Texts,
    unit_prices: Texts,
    closes_at_ms: Number,
    measure: Option<Text>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    member_min: Option<Number>,
    member_max: Option<Number>,
    leader: Option<Text>,
    opens_at_ms: Option<Number>,
    locks_at_ms: Option<Number>,
    at_deadline: Option<Text>,
    extension_ms: Option<Number>,
) -> Told {
    run(&engine, &is_later, || {
        let campaign = campaign.get("campaign")?.to_owned();
        let prices = sku_prices.amounts("skus")?;
        let skus = skus.get("skus")?.into_iter().zip(prices);
        let skus = skus.map(|(sku, unit_price)| CampaignSku { sku: sku.into(), unit_price });
        let offers = percents.amounts("tiers")?.into_iter().zip(unit_prices.amounts("tiers")?);
        let tiers = thresholds.get("tiers")?.into_iter().zip(offers);
        let tiers = tiers.map(|(threshold, (percent, unit_price))| CampaignTier {
            threshold,
            percent,
            unit_price,
        });
        let measure =
            measure.map(|text| text.named("measure", CampaignMeasure::ALL, CampaignMeasure::name));
        let at_deadline = at_deadline
            .map(|text| text.named("atDeadline", DeadlinePolicy::ALL, DeadlinePolicy::name));
        let terms = CampaignTerms {
            currency: currency.parsed("currency")?,
            measure: measure.transpose()?.unwrap_or_default(),
            skus: skus.collect(),
            tiers: tiers.collect(),
            minimum: minimum.map(|it| it.u64("minimum")).transpose()?,
            maximum: maximum.map(|it| it.u64("maximum")).transpose()?,
            member_min: member_min.map(|it| it.u32("memberMin")).transpose()?,
            member_max: member_max.map(|it| it.u32("memberMax")).transpose()?,
            leader: leader.as_ref().map(|it| it.get("leader")).transpose()?.map(Into::into),
            opens_at_ms: opens_at_ms.map(|it| it.u64("opensAtMs")).transpose()?,
            locks_at_ms: locks_at_ms.map(|it| it.u64("locksAtMs")).transpose()?,
            closes_at_ms: closes_at_ms.u64("closesAtMs")?,
            at_deadline: at_deadline.transpose()?.unwrap_or_default(),
            extension_ms: extension_ms.map(|it| it.u64("extensionMs")).transpose()?,
        };
        Ok(Box::new(move |engine: &Engine| version(engine.create_campaign(&campaign, &terms))))
    })
}

fn version(answer: CoreResult<u64>) -> CoreResult<String> {
    answer.map(|version| version.to_string())
}

#[napi(catch_unwind)]
pub fn engine_campaign(engine: Number, is_later: Flag, campaign: Text) -> Told {
    run(&engine, &is_later, || {
        let campaign = campaign.get("campaign")?.to_owned();
        Ok(Box::new(move |engine: &Engine| {
            let mut json = Json::default();
            generated::write_campaign_view(&mut json, &engine.campaign(&campaign)?);
            Ok(json.into_text())
        }))
    })
}

#[napi(catch_unwind)]
pub fn engine_campaign_list(engine: Number, is_later: Flag, campaign: Text) -> Told {
    run(&engine, &is_later, || {
        let campaign = campaign.get("campaign")?.to_owned();
        Ok(Box::new(move |engine: &Engine| {
            let mut json = Json::default();
            generated::write_campaign_list(&mut json, &engine.campaign_list(&campaign)?);
            Ok(json.into_text())
        }))
    })
}

#[napi(catch_unwind)]
pub fn engine_cancel_campaign(engine: Number, is_later: Flag, campaign: Text) -> Told {
    run(&engine, &is_later, || {
        let campaign = campaign.get("campaign")?.to_owned();
        Ok(Box::new(move |engine: &Engine| version(engine.cancel_campaign(&campaign))))
    })
}

#[napi(catch_unwind)]
pub fn engine_order_campaign(engine: Number, is_later: Flag, campaign: Text) -> Told {
    run(&engine, &is_later, || {
        let campaign = campaign.get("campaign")?.to_owned();
        Ok(Box::new(move |engine: &Engine| version(engine.order_campaign(&campaign))))
    })
}

/// A campaign as a member's cart takes part in it.
#[napi(catch_unwind)]
pub fn member_campaign(member: Number, campaign: Text) -> Option<String> {
    answer(|| {
        let campaign = campaign.get("campaign")?;
        let view =
            with(|handles| Ok(find(&handles.members, member.handle())?.campaign(campaign)?))?;
        let mut json = Json::default();
        generated::write_campaign_view(&mut json, &view);
        Ok(json.into_text())
    })
}

#[napi(catch_unwind)]
pub fn engine_watch_campaign(engine: Number, campaign: Text) -> f64 {
    number(|| {
        let watch = self::engine(&engine)?.watch_campaign(campaign.get("campaign")?)?;
        with(|handles| keep(&mut handles.campaign_watches, watch))
    })
}

#[napi(catch_unwind)]
pub fn campaign_watch_view(watch: Number) -> Option<String> {
    answer(|| {
        let view = with(|handles| {
            let watch = handles.campaign_watches.get_mut(watch.handle());
            Ok(watch.ok_or(ErrorCode::HandleNotValid)?.view()?)
        })?;
        let mut json = Json::default();
        generated::write_campaign_view(&mut json, &view);
        Ok(json.into_text())
    })
}
