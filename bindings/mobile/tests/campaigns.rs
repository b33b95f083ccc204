//! Campaigns, as an app calls them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use cartpool::{CampaignMeasure, CampaignStatus, DeadlinePolicy};
use cartpool_mobile::{
    Amount, CampaignSku, CampaignTerms, CampaignTier, Count, Engine, ErrorCode, Event, Listener,
    Member, Natural,
};

fn open() -> Arc<Engine> {
    Engine::open(None, None, None, None, None, None, None, None).unwrap()
}

fn amount(text: &str) -> Option<Amount> {
    Some(Amount::parse(text).unwrap())
}

#[allow(clippy::disallowed_methods, reason = "an app has its own clock")]
fn tomorrow_ms() -> Natural {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    Natural(u64::try_from(now).unwrap() + 86_400_000)
}

fn terms() -> CampaignTerms {
    CampaignTerms {
        skus: vec![CampaignSku { sku: "HONEY".into(), unit_price: amount("9.00") }],
        tiers: vec![CampaignTier {
            threshold: Natural(10),
            percent: amount("10"),
            unit_price: None,
        }],
        closes_at_ms: tomorrow_ms(),
        ..CampaignTerms::default()
    }
}

fn member(engine: &Engine, name: &str) -> Arc<Member> {
    engine.create_cart(name, "EUR", None, None, None).unwrap().member(name)
}

#[test]
fn a_campaign_tips_and_says_what_is_missing() {
    let engine = open();
    assert_eq!(engine.create_campaign("honey", "EUR", terms()).unwrap(), 1);
    let (ana, ben) = (member(&engine, "ana"), member(&engine, "ben"));
    let line = ana.pledge("honey", Count(9), None).unwrap();
    let seen = ana.campaign("honey").unwrap();
    assert_eq!((seen.status, seen.pledges[0].line), (CampaignStatus::Open, line));
    assert_eq!(seen.reached, 9);
    let next = ana.what_would_tip("honey").unwrap().unwrap();
    assert_eq!((next.missing, next.shares[0].then.minor), (Natural(1), 7290));
    ben.pledge("honey", Count(1), Some("HONEY".into())).unwrap();
    assert_eq!((ana.total().unwrap().minor, ben.total().unwrap().minor), (7290, 810));
    assert!(ana.what_would_tip("honey").unwrap().is_none());
    let followed = ana.event(ana.version().unwrap()).unwrap();
    assert!(followed.is_system);
    assert!(matches!(followed.event, Event::CampaignFollowed { tiers_reached: Count(1), .. }));
    let list = engine.campaign_list("honey").unwrap();
    assert_eq!((list.rows.len(), list.members.len()), (2, 2));
    assert_eq!(list.skus[0].quantity, 10);
    let open = engine.order_campaign("honey").unwrap_err();
    assert_eq!(open.code(), ErrorCode::CampaignIsNotClosed);
    let version = engine.cancel_campaign("honey").unwrap();
    let seen = engine.campaign("honey").unwrap();
    assert_eq!((seen.status, seen.version), (CampaignStatus::Cancelled, version));
}

#[test]
fn what_is_no_campaign_is_refused() {
    let engine = open();
    let refused = |id: &str, currency: &str, terms: CampaignTerms| {
        engine.create_campaign(id, currency, terms).unwrap_err().code()
    };
    assert_eq!(refused("", "EUR", terms()), ErrorCode::CampaignIdNotValid);
    assert_eq!(refused("honey", "EURO", terms()), ErrorCode::CurrencyNotValid);
    let nothing = CampaignTerms::default();
    assert_eq!(refused("honey", "EUR", nothing), ErrorCode::CampaignTermsNotValid);
    let unpriced = vec![CampaignSku { sku: "HONEY".into(), unit_price: None }];
    let unpriced = CampaignTerms { skus: unpriced, ..terms() };
    assert_eq!(refused("honey", "EUR", unpriced), ErrorCode::PriceNotFound);
    let late = CampaignTerms { at_deadline: Some(DeadlinePolicy::ExtendOnce), ..terms() };
    assert_eq!(refused("honey", "EUR", late), ErrorCode::CampaignTermsNotValid);
    assert_eq!(engine.campaign("honey").unwrap_err().code(), ErrorCode::CampaignNotFound);
    engine.close();
    assert_eq!(refused("honey", "EUR", terms()), ErrorCode::EngineIsClosed);
    assert_eq!(engine.campaign("honey").unwrap_err().code(), ErrorCode::EngineIsClosed);
}

#[derive(Default)]
struct Wakes(AtomicU32);

impl Listener for Wakes {
    fn changed(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_listener_is_told_and_the_view_says_what() {
    let engine = open();
    let measure = Some(CampaignMeasure::Members);
    let terms = CampaignTerms { measure, minimum: Some(Natural(1)), ..terms() };
    engine.create_campaign("honey", "EUR", terms).unwrap();
    let ana = member(&engine, "ana");
    let watch = engine.watch_campaign("honey").unwrap();
    let count = Arc::new(Wakes::default());
    assert!(watch.poll(count.clone()).unwrap());
    assert_eq!(watch.view().unwrap().reached, 0);
    assert!(!watch.poll(count.clone()).unwrap());
    ana.pledge("honey", Count(5), None).unwrap();
    assert_eq!(count.0.load(Ordering::SeqCst), 1);
    assert!(watch.poll(count.clone()).unwrap());
    assert_eq!(watch.view().unwrap().reached, 1);
    engine.close();
    assert_eq!(watch.poll(count).unwrap_err().code(), ErrorCode::EngineIsClosed);
    assert_eq!(watch.view().unwrap_err().code(), ErrorCode::EngineIsClosed);
}
