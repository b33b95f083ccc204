//! The page, embedded in the binary, and the headers that keep it the only thing that runs.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Response};

use crate::Shop;
use crate::api::Answer;
use crate::protocol::{REQUEST_BYTES_MAX, Refusal};

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Every file the page needs: name, type, content.
const ASSETS: &[(&str, &str, &str)] = &[
    ("style.css", "text/css; charset=utf-8", include_str!("page/style.css")),
    ("cart.css", "text/css; charset=utf-8", include_str!("page/cart.css")),
    ("bill.css", "text/css; charset=utf-8", include_str!("page/bill.css")),
    ("campaign.css", "text/css; charset=utf-8", include_str!("page/campaign.css")),
    ("icon.svg", "image/svg+xml", include_str!("page/icon.svg")),
    ("app.js", SCRIPT, include_str!("page/app.js")),
    ("bill.js", SCRIPT, include_str!("page/bill.js")),
    ("campaign.js", SCRIPT, include_str!("page/campaign.js")),
    ("cart.js", SCRIPT, include_str!("page/cart.js")),
    ("connection.js", SCRIPT, include_str!("page/connection.js")),
    ("dom.js", SCRIPT, include_str!("page/dom.js")),
    ("drawing.js", SCRIPT, include_str!("page/drawing.js")),
    ("ladder.js", SCRIPT, include_str!("page/ladder.js")),
    ("lines.js", SCRIPT, include_str!("page/lines.js")),
    ("moments.js", SCRIPT, include_str!("page/moments.js")),
    ("money.js", SCRIPT, include_str!("page/money.js")),
    ("people.js", SCRIPT, include_str!("page/people.js")),
    ("pledging.js", SCRIPT, include_str!("page/pledging.js")),
    ("shares.js", SCRIPT, include_str!("page/shares.js")),
    ("shelves.js", SCRIPT, include_str!("page/shelves.js")),
    ("shop.js", SCRIPT, include_str!("page/shop.js")),
    ("story.js", SCRIPT, include_str!("page/story.js")),
];

/// The page. It is the same for every cart, so that looking at an address tells nothing and joins nothing.
pub(crate) async fn index() -> Html<&'static str> {
    Html(include_str!("page/index.html"))
}

/// The page of a campaign, the same for every one.
pub(crate) async fn campaign() -> Html<&'static str> {
    Html(include_str!("page/campaign.html"))
}

pub(crate) async fn asset(Path(name): Path<String>) -> Result<Response, Refusal> {
    let found = ASSETS.iter().find(|(asset, ..)| *asset == name).ok_or(Refusal::NOT_FOUND)?;
    let (_, kind, content) = *found;
    Ok(([(header::CONTENT_TYPE, kind)], content).into_response())
}

pub(crate) async fn nothing_here() -> Refusal {
    Refusal::NOT_FOUND
}

pub(crate) async fn wrong_method() -> Response {
    let mut answer = Refusal::WRONG_METHOD.into_response();
    *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    answer
}

/// Bounds what is read and says, with every answer, what a browser may do with it.
pub(crate) fn protect(router: Router<Arc<Shop>>) -> Router<Arc<Shop>> {
    router.layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX)).layer(map_response(with_headers))
}

async fn with_headers(mut answer: Response) -> Response {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    const HEADERS: [(HeaderName, &str); 6] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match self.kind {
            "invalid" => StatusCode::BAD_REQUEST,
            "not_found" => StatusCode::NOT_FOUND,
            "denied" => StatusCode::FORBIDDEN,
            "conflict" => StatusCode::CONFLICT,
            "limit" => StatusCode::TOO_MANY_REQUESTS,
            "storage" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Answer(self)).into_response()
    }
}
