//! What HTTP calls a refusal of the engine's, and waiting for one.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cartpool::{ErrorCode, ErrorKind};
use serde_json::json;
use tokio::task::spawn_blocking;

/// A refusal of the engine's as HTTP says it.
pub(crate) struct Refused(pub(crate) cartpool::Error);

impl<E: Into<cartpool::Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let code = self.0.code;
        let status = match (code, code.kind()) {
            (ErrorCode::EngineIsClosed, _) | (_, ErrorKind::Storage) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            (_, ErrorKind::Invalid) => StatusCode::UNPROCESSABLE_ENTITY,
            (_, ErrorKind::NotFound) => StatusCode::NOT_FOUND,
            (_, ErrorKind::Denied) => StatusCode::FORBIDDEN,
            (_, ErrorKind::Conflict) => StatusCode::CONFLICT,
            (_, ErrorKind::Limit) => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Json(json!({ "code": code.name(), "message": code.message() }))).into_response()
    }
}

/// Waits for the disk on a thread that may wait; those who wait at the same time share a commit.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> cartpool::Result<T> + Send + 'static,
) -> Result<T, Refused> {
    spawn_blocking(work).await.unwrap_or(Err(ErrorCode::InternalError.into())).map_err(Refused)
}
