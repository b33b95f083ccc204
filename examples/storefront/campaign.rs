//! The group buy that this shop always has running: the more tins are pledged, in all carts together, the less one
//! costs.
//!
//! [`keep`] looks after it: it lets the engine work off the deadline, orders what goes ahead, opens the next one, and tells
//! the connections of carts when a price has tipped.

use std::env;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use cartpool::{
    CampaignSku, CampaignStatus, CampaignTerms, CampaignTier, CampaignView, CampaignWatch, Engine,
    ErrorCode, parse_amount,
};
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::Shop;
use crate::catalogue::{CURRENCY, Item};

/// What is bought together. It stands on no shelf: there is no other way to it than pledging.
pub(crate) const ITEM: Item = Item {
    sku: "OLIVE-OIL-5L",
    name: "Olive oil, new harvest",
    detail: "5 l tin, Koroneiki, from a mill near Sitia",
    category: "Group buy",
    price: "49.00",
    picture: "🫒",
};

/// From how many tins on one costs how much. The first step is also the least the mill sends.
const STEPS: &[(u64, &str)] = &[(6, "44.00"), (12, "39.50"), (24, "35.00")];
/// What a pallet takes, and what one person may have of it.
const TINS_MAX: u64 = 30;
const PERSON_MAX: u32 = 20;

/// What the page of a cart says of it.
#[derive(Serialize)]
pub(crate) struct Offer {
    item: &'static Item,
    steps: &'static [(u64, &'static str)],
}

pub(crate) const OFFER: Offer = Offer { item: &ITEM, steps: STEPS };

/// How often somebody looks whether the deadline has passed, and how long a change may wait for others to join it.
const TICK: Duration = Duration::from_secs(1);
const PACE: Duration = Duration::from_millis(50);

/// How long a group buy takes to its lock, and to its deadline.
#[derive(Clone, Copy)]
pub(crate) struct Lasts {
    lock_ms: u64,
    close_ms: u64,
}

impl Lasts {
    const DAY_MS: u64 = 86_400_000;
    pub(crate) const DAYS: Self = Self { lock_ms: 4 * Self::DAY_MS, close_ms: 5 * Self::DAY_MS };

    /// What `CAMPAIGN` says, for those who cannot wait: the seconds to the lock and to the deadline, as in `60,90`.
    pub(crate) fn wanted() -> Result<Self, String> {
        let Ok(text) = env::var("CAMPAIGN") else { return Ok(Self::DAYS) };
        Self::parse(&text).ok_or_else(|| "CAMPAIGN is not two rising numbers of seconds".into())
    }

    fn parse(text: &str) -> Option<Self> {
        let (lock, close) = text.split_once(',')?;
        let ms = |text: &str| text.parse::<u32>().ok().map(|seconds| u64::from(seconds) * 1_000);
        let lasts = Self { lock_ms: ms(lock)?, close_ms: ms(close)? };
        (0 < lasts.lock_ms && lasts.lock_ms <= lasts.close_ms).then_some(lasts)
    }
}

/// What connections of carts are to hear of.
#[derive(Clone, Copy, PartialEq, Eq)]
struct News {
    round: u32,
    status: CampaignStatus,
    tiers_reached: u32,
}

/// The group buy, one round after another.
pub(crate) struct GroupBuy {
    lasts: Lasts,
    news: watch::Sender<News>,
}

fn id_of(round: u32) -> String {
    format!("olive-oil-{round}")
}

/// Whether the deadline has had its say.
const fn is_over(status: CampaignStatus) -> bool {
    status.goes_ahead() || status.is_off()
}

impl GroupBuy {
    /// Finds the round that runs, or begins one.
    pub(crate) fn open(engine: &Engine, lasts: Lasts) -> cartpool::Result<Self> {
        let news = News { round: 1, status: CampaignStatus::Open, tiers_reached: 0 };
        let group_buy = Self { lasts, news: watch::Sender::new(news) };
        while is_over(group_buy.look(engine)?.status) {
            group_buy.begin_next();
        }
        Ok(group_buy)
    }

    /// The id of the round that runs.
    pub(crate) fn id(&self) -> String {
        id_of(self.news.borrow().round)
    }

    /// Wakes when its price or its state has changed.
    pub(crate) fn news(&self) -> watch::Receiver<impl Sized + use<>> {
        self.news.subscribe()
    }

    /// What is on offer from now on.
    fn terms(&self, now_ms: u64) -> cartpool::Result<CampaignTerms> {
        let tier =
            |(from, price): &(u64, &str)| Ok(CampaignTier::unit_price(*from, parse_amount(price)?));
        let tiers = STEPS.iter().map(tier).collect::<cartpool::Result<Vec<_>>>()?;
        let unit_price = Some(parse_amount(ITEM.price)?);
        let closes_at_ms = now_ms + self.lasts.close_ms;
        Ok(CampaignTerms {
            skus: vec![CampaignSku { sku: ITEM.sku.into(), unit_price }],
            maximum: Some(TINS_MAX),
            member_max: Some(PERSON_MAX),
            locks_at_ms: Some(now_ms + self.lasts.lock_ms),
            ..CampaignTerms::new(CURRENCY, &[], &tiers, closes_at_ms)?
        })
    }

    /// The round as it is; where nobody has begun it yet, it begins. What has changed is told. May wait for the disk.
    fn look(&self, engine: &Engine) -> cartpool::Result<CampaignView> {
        let round = self.news.borrow().round;
        let id = id_of(round);
        let mut seen = engine.campaign(&id);
        if seen.as_ref().is_err_and(|error| error.code == ErrorCode::CampaignNotFound) {
            match engine.create_campaign(&id, &self.terms(engine.now_ms())?) {
                // Another server has begun it.
                Err(error) if error.code == ErrorCode::CampaignAlreadyExists => {}
                outcome => drop(outcome?),
            }
            seen = engine.campaign(&id);
        }
        let seen = seen?;
        let news = News { round, status: seen.status, tiers_reached: seen.tiers_reached };
        self.news.send_if_modified(|told| {
            *told != news && {
                *told = news;
                true
            }
        });
        Ok(seen)
    }

    fn begin_next(&self) {
        self.news.send_modify(|news| news.round += 1);
    }

    /// Works off what is due: the deadline, the order, the next round.
    fn tend(&self, engine: &Engine) -> cartpool::Result<()> {
        let mut seen = self.look(engine)?;
        if seen.status == CampaignStatus::Closed {
            // A real shop would now order what is in `engine.campaign_list`.
            engine.order_campaign(&seen.id)?;
            seen = self.look(engine)?;
        }
        if is_over(seen.status) {
            self.begin_next();
            self.look(engine)?;
        }
        Ok(())
    }

    /// A watch of the round that runs: the old one, as long as it is of that round.
    fn watch(&self, engine: &Engine, old: Option<Watched>) -> cartpool::Result<Watched> {
        let id = self.id();
        let mut watched = match old {
            Some(old) if old.id == id => old,
            _ => Watched { watch: engine.watch_campaign(&id)?, id },
        };
        watched.watch.view()?;
        Ok(watched)
    }
}

/// A watch, and of which round.
struct Watched {
    id: String,
    watch: CampaignWatch,
}

/// Looks after the group buy until the shop closes. Where something fails, the next tick tries again.
pub(crate) async fn keep(shop: Arc<Shop>) {
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watched: Option<Watched> = None;
    loop {
        let changed = async {
            match &watched {
                Some(watched) => watched.watch.changed().await,
                None => pending().await,
            }
        };
        let is_time = tokio::select! {
            _ = tick.tick() => true,
            _ = changed => false,
            () = shop.closing() => return,
        };
        let old = watched.take();
        let work = move |shop: &Shop| {
            let group_buy = &shop.group_buy;
            if is_time {
                group_buy.tend(&shop.engine)?;
            } else {
                group_buy.look(&shop.engine)?;
            }
            Ok(group_buy.watch(&shop.engine, old)?)
        };
        watched = shop.apart(work).await.ok();
        sleep(PACE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cartpool::journal::MemoryStore;
    use cartpool::{ManualClock, NewCart, Options};

    use super::*;

    const START_MS: u64 = 1_800_000_000_000;

    #[test]
    fn a_round_follows_another_and_whoever_goes_ahead_is_ordered() {
        let clock = Arc::new(ManualClock::at(START_MS));
        let options = Options { clock: clock.clone(), ..Options::default() };
        let engine = Engine::open(options).expect("memory is there");
        let group_buy = GroupBuy::open(&engine, Lasts::DAYS).expect("the terms fit together");
        let mut news = group_buy.news();
        let ana = engine.create_cart(NewCart::new("ana", CURRENCY)).expect("a cart").member("ana");
        ana.pledge(&group_buy.id(), 12).expect("it is open");
        group_buy.look(&engine).expect("it is there");
        assert!(news.has_changed().expect("it goes on"));
        news.mark_unchanged();
        clock.set(START_MS + Lasts::DAYS.close_ms);
        group_buy.tend(&engine).expect("nothing stands in the way");
        assert!(news.has_changed().expect("it goes on"));
        let old = engine.campaign("olive-oil-1").expect("it is still there");
        assert_eq!(old.status, CampaignStatus::Ordered);
        assert_eq!(ana.total().expect("a total").to_string(), "474.00 EUR");
        assert_eq!(group_buy.id(), "olive-oil-2");
        let status = |id| engine.campaign(id).map(|seen| seen.status);
        assert_eq!(status("olive-oil-2"), Ok(CampaignStatus::Open));
        clock.set(START_MS + 2 * Lasts::DAYS.close_ms);
        group_buy.tend(&engine).expect("nothing stands in the way");
        assert_eq!(status("olive-oil-2"), Ok(CampaignStatus::Failed));
        assert_eq!(group_buy.id(), "olive-oil-3");
    }

    #[test]
    fn a_shop_that_comes_back_and_one_that_shares_its_file_go_on_with_the_round() {
        let store = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::at(START_MS));
        let open = || {
            let store = Some(Arc::clone(&store) as _);
            let options = Options { store, clock: clock.clone(), ..Options::default() };
            let engine = Engine::open(options).expect("the store is there");
            let group_buy = GroupBuy::open(&engine, Lasts::DAYS).expect("it opens");
            (engine, group_buy)
        };
        let (one, group_buy) = open();
        clock.set(START_MS + 1_000);
        let (_, other) = open();
        assert_eq!((group_buy.id(), other.id()), ("olive-oil-1".into(), "olive-oil-1".into()));
        clock.set(START_MS + Lasts::DAYS.close_ms);
        group_buy.tend(&one).expect("nothing stands in the way");
        assert_eq!(open().1.id(), "olive-oil-2");
    }

    #[test]
    fn a_length_is_two_rising_numbers() {
        for wrong in ["", "5", "a,b", "9,3", "0,5", "-1,5", "1,2,3", "1,4294967296"] {
            assert!(Lasts::parse(wrong).is_none(), "{wrong}");
        }
        assert!(Lasts::parse("60,90").is_some_and(|lasts| lasts.close_ms == 90_000));
    }
}
