//! Refusals: one case a kind, the code inside.

use cartpool::{Capability, ErrorKind};

use crate::generated::ErrorCode;
use crate::value::Natural;

/// The one fact that helps to mend the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ErrorContext {
    /// Nothing more to say.
    Nothing,
    /// The bound that would have been passed.
    Limit {
        /// The bound, in the unit of the limit's name.
        max: Natural,
    },
    /// The cart's version against the expected one.
    Version {
        /// What the caller expected.
        expected: Natural,
        /// What the cart is at.
        actual: Natural,
    },
    /// The oldest version the history still holds.
    Oldest {
        /// The oldest version still kept.
        version: Natural,
    },
    /// The capability that is missing.
    Missing {
        /// The capability.
        capability: Capability,
    },
    /// When to try again.
    RetryAfter {
        /// Milliseconds to wait.
        ms: Natural,
    },
    /// Where in the log.
    Position {
        /// The first position that cannot be trusted; 0 is outside the log.
        position: Natural,
    },
}

/// A refusal. Nothing was changed; the text holds no person's data.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
pub enum CartpoolError {
    /// An argument is malformed: the same call can never succeed.
    Invalid {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// The thing named does not exist, or not for this member.
    NotFound {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// The member lacks the right.
    Denied {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// The present state forbids it.
    Conflict {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// A documented bound was reached.
    LimitReached {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// A bug in the engine, contained.
    Internal {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
    /// What keeps the log cannot take more: not now, or not at all.
    Storage {
        /// The rule that was broken.
        code: ErrorCode,
        /// One English sentence.
        text: String,
        /// The one fact that helps to mend the call.
        context: ErrorContext,
    },
}

impl CartpoolError {
    /// The rule that was broken.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Invalid { code, .. }
            | Self::NotFound { code, .. }
            | Self::Denied { code, .. }
            | Self::Conflict { code, .. }
            | Self::LimitReached { code, .. }
            | Self::Internal { code, .. }
            | Self::Storage { code, .. } => *code,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Invalid { text, .. }
            | Self::NotFound { text, .. }
            | Self::Denied { text, .. }
            | Self::Conflict { text, .. }
            | Self::LimitReached { text, .. }
            | Self::Internal { text, .. }
            | Self::Storage { text, .. } => text,
        }
    }
}

#[uniffi::export]
impl ErrorCode {
    /// The code's word, the same in every language: `cart_not_found`.
    #[must_use]
    pub fn word(&self) -> String {
        self.to_core().name().into()
    }

    /// What kind of trouble it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.to_core().kind()
    }

    /// What it says, in one English sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.to_core().message().into()
    }
}

impl ErrorCode {
    fn to_core(self) -> cartpool::ErrorCode {
        cartpool::ErrorCode::numbered(self as u16).unwrap_or(cartpool::ErrorCode::InternalError)
    }
}

impl From<cartpool::ErrorCode> for CartpoolError {
    fn from(code: cartpool::ErrorCode) -> Self {
        cartpool::Error::from(code).into()
    }
}

impl From<cartpool::Error> for CartpoolError {
    fn from(error: cartpool::Error) -> Self {
        // The code's word stands beside the sentence and not in it.
        let (said, word) = (error.to_string(), error.code.name());
        let text = said.strip_prefix(word).and_then(|it| it.strip_prefix(": "));
        let (code, text) = (error.code.into(), text.unwrap_or(&said).to_owned());
        let context = context(error.context);
        match error.code.kind() {
            ErrorKind::Invalid => Self::Invalid { code, text, context },
            ErrorKind::NotFound => Self::NotFound { code, text, context },
            ErrorKind::Denied => Self::Denied { code, text, context },
            ErrorKind::Conflict => Self::Conflict { code, text, context },
            ErrorKind::Limit => Self::LimitReached { code, text, context },
            ErrorKind::Internal => Self::Internal { code, text, context },
            ErrorKind::Storage => Self::Storage { code, text, context },
        }
    }
}

const fn context(context: cartpool::ErrorContext) -> ErrorContext {
    match context {
        cartpool::ErrorContext::Limit { max } => ErrorContext::Limit { max: Natural(max) },
        cartpool::ErrorContext::Version { expected, actual } => {
            ErrorContext::Version { expected: Natural(expected), actual: Natural(actual) }
        }
        cartpool::ErrorContext::Oldest { version } => {
            ErrorContext::Oldest { version: Natural(version) }
        }
        cartpool::ErrorContext::Capability(capability) => ErrorContext::Missing { capability },
        cartpool::ErrorContext::RetryAfter { ms } => ErrorContext::RetryAfter { ms: Natural(ms) },
        cartpool::ErrorContext::Position { position } => {
            ErrorContext::Position { position: Natural(position) }
        }
        _ => ErrorContext::Nothing,
    }
}

impl std::fmt::Display for CartpoolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text())
    }
}

impl std::error::Error for CartpoolError {}
