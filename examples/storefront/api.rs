//! What happens once: a session, a cart, joining. Everything else goes over the [`socket`](crate::socket).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cartpool::{CartId, CommandId, CommandOptions, Currency, ErrorCode, NewCart, Preset};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Shop;
use crate::bill;
use crate::campaign;
use crate::catalogue;
use crate::protocol::{Refusal, read};

/// A JSON answer.
pub(crate) struct Answer<T>(pub T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

type Body = Result<Bytes, BytesRejection>;

/// The body within its bound; axum stops reading at the bound.
fn bounded(body: Body) -> Result<Bytes, Refusal> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::EXCEEDS_REQUEST_BYTES_MAX,
        _ => Refusal::REQUEST_NOT_VALID,
    })
}

/// The member whose session the request carries.
fn member(shop: &Shop, headers: &HeaderMap) -> Result<String, Refusal> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let session = header.and_then(|value| value.strip_prefix("Bearer "));
    shop.sessions.member(session.ok_or(Refusal::SESSION_NOT_VALID)?)
}

/// What is sold, in which currency, the coupons there are, and what is bought together.
pub(crate) async fn catalogue() -> Result<impl IntoResponse, Refusal> {
    let currency: Currency = catalogue::CURRENCY.parse()?;
    Ok(Answer(json!({
        "currency": currency.code(), "digits": currency.digits(), "items": catalogue::ITEMS,
        "coupons": bill::COUPONS, "group_buy": campaign::OFFER,
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Newcomer {
    name: String,
}

/// Gives a newcomer an identity.
pub(crate) async fn session(
    State(shop): State<Arc<Shop>>,
    body: Body,
) -> Result<impl IntoResponse, Refusal> {
    let body = bounded(body)?;
    let newcomer: Newcomer = read(&body)?;
    let session = shop.apart(move |shop| shop.sessions.open(&newcomer.name)).await?;
    let answer =
        json!({ "session": session.secret, "member": session.member, "name": session.name });
    Ok((StatusCode::CREATED, Answer(answer)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    title: Option<String>,
    preset: Preset,
}

/// Makes a cart that the session's member owns.
pub(crate) async fn create_cart(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, Refusal> {
    let owner = member(&shop, &headers)?;
    let body = bounded(body)?;
    let wanted: Wanted = read(&body)?;
    let make = move |shop: &Shop| {
        let new = NewCart {
            preset: wanted.preset,
            title: wanted.title.as_deref(),
            ..NewCart::new(&owner, catalogue::CURRENCY)
        };
        let cart = shop.engine.create_cart(new)?;
        bill::begin(&cart.system())?;
        Ok(cart)
    };
    let cart = shop.apart(make).await?;
    Ok((StatusCode::CREATED, Answer(json!({ "cart": cart.id().to_string() }))))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joining {
    cart: String,
    token: String,
    id: String,
}

/// Joins a cart by its link. Only this does: looking at a link never accepts it.
pub(crate) async fn join(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, Refusal> {
    let newcomer = member(&shop, &headers)?;
    let body = bounded(body)?;
    let joining: Joining = read(&body)?;
    let id: CommandId = joining.id.parse()?;
    // An address that cannot be a cart's is answered like any other bad link.
    let cart: CartId = joining.cart.parse().map_err(|_| ErrorCode::InvitationNotValid)?;
    let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
    let join = move |shop: &Shop| {
        let newcomer = shop.engine.cart(cart).member(&newcomer).with(options);
        Ok(newcomer.accept_invitation(&joining.token)?)
    };
    let version = shop.apart(join).await?;
    Ok(Answer(json!({ "cart": cart.to_string(), "version": version })))
}
