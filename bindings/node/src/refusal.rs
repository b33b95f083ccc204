//! How a refusal reaches JavaScript.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::{Error, ErrorCode, ErrorContext};
use napi_derive::napi;

use crate::json::Json;

/// Why a call was refused, and which argument was at fault if it never reached the engine.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    error: Error,
    argument: Option<Argument>,
}

/// An argument's name in JavaScript and what should have been passed.
#[derive(Clone, Copy)]
struct Argument {
    name: &'static str,
    expected: &'static str,
}

impl Refusal {
    pub(crate) fn argument(code: ErrorCode, name: &'static str, expected: &'static str) -> Self {
        Self { error: code.into(), argument: Some(Argument { name, expected }) }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { error, argument: None }
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Error::from(code).into()
    }
}

pub(crate) type Answer<T> = Result<T, Refusal>;

thread_local! {
    static LAST: Cell<Option<Refusal>> = const { Cell::new(None) };
}

/// The answer, or nothing after leaving the refusal for [`refusal`]. A panic is an `internal_error`.
pub(crate) fn answer<T>(call: impl FnOnce() -> Answer<T>) -> Option<T> {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        #[cfg(debug_assertions)]
        injected::panic_where_asked();
        call()
    }));
    let outcome = outcome.unwrap_or_else(|_| Err(ErrorCode::InternalError.into()));
    outcome.map_err(|refusal| LAST.set(Some(refusal))).ok()
}

/// The answer as a number, -1 for a refusal. Versions, handles and counts stay below 2^53.
#[allow(clippy::cast_precision_loss, reason = "every number the engine gives stays below 2^53")]
pub(crate) fn number(call: impl FnOnce() -> Answer<u64>) -> f64 {
    answer(call).map_or(-1.0, |number| number as f64)
}

/// What takes something else than options where options go was called with.
#[napi(catch_unwind)]
pub fn options_refused() -> f64 {
    let code = ErrorCode::ArgumentNotValid;
    number(|| Err(Refusal::argument(code, "options", "an object, or nothing")))
}

/// What takes a signal where that is none was called with.
#[napi(catch_unwind)]
pub fn signal_refused() -> f64 {
    let code = ErrorCode::ArgumentNotValid;
    number(|| Err(Refusal::argument(code, "signal", "an AbortSignal")))
}

/// Panics for tests, in builds that are not released.
#[cfg(debug_assertions)]
mod injected {
    use std::cell::Cell;

    use napi_derive::napi;

    thread_local! {
        static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    }

    /// Makes this thread's next call panic.
    #[napi]
    pub fn panic_in_next_call() {
        IS_ASKED.set(true);
    }

    pub(super) fn panic_where_asked() {
        assert!(!IS_ASKED.take(), "a test asked for this panic");
    }
}

/// The facts of this thread's last refusal as JSON.
#[napi(catch_unwind)]
pub fn refusal() -> String {
    let refusal = LAST.take().unwrap_or_else(|| ErrorCode::InternalError.into());
    let mut json = Json::default();
    write_refusal(&mut json, refusal);
    json.into_text()
}

/// Writes what a `CartpoolError` is made of.
pub(crate) fn write_refusal(json: &mut Json, refusal: Refusal) {
    let Error { code, context } = refusal.error;
    json.open('{');
    json.key("code").text(code.name());
    json.key("number").number(code as u16);
    json.key("kind").text(code.kind().name());
    json.key("message").text(&message(&refusal));
    json.key("context");
    write_context(json, context, refusal.argument);
    json.close('}');
}

fn message(refusal: &Refusal) -> String {
    match refusal.argument {
        Some(Argument { name, expected }) => {
            format!("{}: `{name}` takes {expected}", refusal.error.code.message())
        }
        None => refusal.error.to_string(),
    }
}

fn write_context(json: &mut Json, context: ErrorContext, argument: Option<Argument>) {
    json.open('{');
    if let Some(Argument { name, expected }) = argument {
        json.key("argument").text(name);
        json.key("expected").text(expected);
    }
    match context {
        ErrorContext::Limit { max } => json.key("max").number(max),
        ErrorContext::Version { expected, actual } => {
            json.key("expected").number(expected);
            json.key("actual").number(actual);
        }
        ErrorContext::Oldest { version } => json.key("version").number(version),
        ErrorContext::Capability(capability) => json.key("capability").text(capability.name()),
        ErrorContext::RetryAfter { ms } => json.key("ms").number(ms),
        ErrorContext::Position { position } => json.key("position").number(position),
        _ => {}
    }
    json.close('}');
}
