//! How a refusal reaches C: as a number, and with it the one fact that helps.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::{Error, ErrorCode, ErrorContext};

/// What a call answers before it crosses.
pub(crate) type Answer<T> = Result<T, Error>;

pub(crate) const OK: u16 = 0;

/// Runs `call`; a panic does not cross into C.
fn caught<T>(call: impl FnOnce() -> Answer<T>) -> Answer<T> {
    let call = || {
        #[cfg(feature = "panics")]
        crate::panics::strike();
        call()
    };
    let outcome = catch_unwind(AssertUnwindSafe(call));
    outcome.unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))
}

/// The status of a call without an answer.
pub(crate) fn status(call: impl FnOnce() -> Answer<()>) -> u16 {
    caught(call).map_or_else(|error| error.code as u16, |()| OK)
}

/// The status of a call whose answer goes to `out`.
///
/// # Safety
/// `out` is null or may be written.
pub(crate) unsafe fn answer<T>(out: *mut T, call: impl FnOnce() -> Answer<T>) -> u16 {
    let call = || if out.is_null() { Err(ErrorCode::ArgumentNotValid.into()) } else { call() };
    match caught(call) {
        Ok(value) => {
            // SAFETY: not null, and so writable.
            unsafe { out.write(value) };
            OK
        }
        Err(error) => error.code as u16,
    }
}

/// As [`answer`] for a number that nobody has to want; on a refusal the fact that helps to mend the call is written.
///
/// # Safety
/// `out` is null or may be written.
pub(crate) unsafe fn number(out: *mut u64, call: impl FnOnce() -> Answer<u64>) -> u16 {
    let (status, number) = match caught(call) {
        Ok(number) => (OK, number),
        Err(error) => (error.code as u16, fact(error.context)),
    };
    if !out.is_null() {
        // SAFETY: not null, and so writable.
        unsafe { out.write(number) };
    }
    status
}

fn fact(context: ErrorContext) -> u64 {
    match context {
        ErrorContext::Limit { max } => max,
        ErrorContext::Version { actual, .. } => actual,
        ErrorContext::Oldest { version } => version,
        ErrorContext::Capability(capability) => capability as u64,
        ErrorContext::RetryAfter { ms } => ms,
        ErrorContext::Position { position } => position,
        _ => 0,
    }
}
