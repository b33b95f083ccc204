//! What happens live on a campaign's page: one connection is somebody who watches a campaign, and may pledge to it where
//! they have a seat at a cart.

use std::sync::Arc;
use std::time::Duration;

use cartpool::{CampaignWatch, Member, Result as Outcome};
use serde_json::{Value, json};
use tokio::time::{Instant, interval, sleep_until};

use crate::Shop;
use crate::bill;
use crate::protocol::{CartSeat, Change, Frame, Refusal, Reply, read};
use crate::render::Told;
use crate::render_campaign;
use crate::wire::{BEAT, End, Wire};

/// What changes faster than this is told together.
const PACE: Duration = Duration::from_millis(50);

/// Somebody at a campaign's page.
pub(crate) struct Visit {
    shop: Arc<Shop>,
    member: Option<Member>,
    reader: Reader,
}

/// How somebody sees the campaign, and whom they were told of.
struct Reader {
    campaign: String,
    member: Option<Member>,
    /// Their cart, as the page's way back to it shows it.
    cart: Value,
    watch: CampaignWatch,
    told: Told,
}

/// What a visit meets next.
enum Next {
    Changed(Outcome<()>),
    Frame(Result<String, End>),
    Beat,
    Closing,
}

/// Lets somebody watch a campaign.
pub(crate) async fn connect(
    wire: &mut Wire,
    shop: &Arc<Shop>,
    campaign: Option<String>,
    seat: Option<CartSeat>,
) -> Result<Visit, End> {
    let member = seat.map(|seat| shop.member(&seat.session, &seat.cart)).transpose()?;
    let campaign = campaign.unwrap_or_else(|| shop.group_buy.id());
    let visitor = member.clone();
    let open = move |shop: &Shop| {
        let watch = shop.engine.watch_campaign(&campaign)?;
        let cart = visitor.as_ref().map(cart_of).transpose()?.unwrap_or_default();
        Ok(Reader { campaign, member: visitor, cart, watch, told: Told::default() })
    };
    let reader = shop.apart(open).await?;
    let welcome = Reply::welcome(member.as_ref().map(Member::id), shop.engine.now_ms());
    wire.send(&welcome).await?;
    Ok(Visit { shop: Arc::clone(shop), member, reader })
}

fn cart_of(member: &Member) -> Outcome<Value> {
    let view = member.view()?;
    let role = view.members.iter().find(|entry| entry.id == member.id()).map(|entry| &entry.role);
    Ok(json!({ "id": view.id.to_string(), "title": view.title, "role": role }))
}

impl Reader {
    /// The campaign as it is now. May wait for the disk.
    fn look(&mut self, shop: &Shop) -> Result<Reply<'static>, Refusal> {
        let seen = self.watch.view()?;
        let seen = match &self.member {
            Some(member) => member.campaign(&self.campaign)?,
            None => seen,
        };
        let (mut campaign, people) = render_campaign::campaign(&seen);
        if let Value::Object(fields) = &mut campaign {
            fields.insert("cart".into(), self.cart.clone());
        }
        Ok(Reply::Campaign { campaign, names: self.told.news(people, &shop.sessions) })
    }

    /// Resolves when the campaign has changed, but not before `rest` is over.
    async fn changed(&self, rest: Instant) -> Outcome<()> {
        sleep_until(rest).await;
        self.watch.changed().await
    }
}

impl Visit {
    pub(crate) async fn run(self, wire: &mut Wire) -> End {
        let Self { shop, member, mut reader } = self;
        let mut beat = interval(BEAT);
        let mut rest = Instant::now();
        loop {
            let next = tokio::select! {
                changed = reader.changed(rest) => Next::Changed(changed),
                frame = wire.receive() => Next::Frame(frame),
                _ = beat.tick() => Next::Beat,
                () = shop.closing() => Next::Closing,
            };
            let step = match next {
                Next::Changed(Ok(())) => {
                    let read = move |shop: &Shop| Ok((reader.look(shop)?, reader));
                    let reply = match shop.apart(read).await {
                        Ok((reply, read)) => {
                            reader = read;
                            reply
                        }
                        Err(refusal) => return refusal.into(),
                    };
                    rest = Instant::now() + PACE;
                    wire.send(&reply).await
                }
                Next::Changed(Err(closed)) => Err(closed.into()),
                Next::Frame(Ok(frame)) => answer(wire, &shop, member.as_ref(), &frame).await,
                Next::Frame(Err(end)) => Err(end),
                Next::Beat => wire.send(&Reply::Beat).await,
                Next::Closing => Err(End::RESTART),
            };
            if let Err(end) = step {
                return end;
            }
        }
    }
}

/// Carries one frame out and says what became of it.
async fn answer(
    wire: &mut Wire,
    shop: &Arc<Shop>,
    member: Option<&Member>,
    frame: &str,
) -> Result<(), End> {
    let (id, change) = match read(frame.as_bytes()) {
        Ok(Frame::Change { id, change }) => (id, change),
        Ok(Frame::Hello { .. } | Frame::Visit { .. }) => {
            return wire.answer(None, Err(Refusal::HELLO_MUST_COME_FIRST)).await;
        }
        Ok(_) => return wire.answer(None, Err(Refusal::REQUEST_NOT_VALID)).await,
        Err(refusal) => return wire.answer(None, Err(refusal)).await,
    };
    let outcome = commit(shop, member, &id, change).await;
    let reply = outcome.map(|version| Reply::Done { id: &id, version, link: None, reasons: None });
    wire.answer(Some(&id), reply).await
}

async fn commit(
    shop: &Arc<Shop>,
    member: Option<&Member>,
    id: &str,
    change: Change,
) -> Result<u64, Refusal> {
    let member = member.ok_or(Refusal::CART_NEEDED)?.clone();
    let id = id.parse()?;
    shop.apart(move |shop| bill::commit(shop, &member, id, &change)).await
}
