//! The words between browser and server. Everything a browser sends is read here, strictly, and refused here.

use std::collections::BTreeMap;

use cartpool::{
    AdjustmentKind, BillCommand, Capability, Command, Decimal, Error, ErrorCode, ErrorContext,
    ItemOption, LineId, ReadyRole, SplitRule, parse_amount,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The longest body or frame that is read at all, in bytes. The largest honest one, a note, is well below.
pub(crate) const REQUEST_BYTES_MAX: usize = 8 * 1024;

/// A frame from the browser.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Frame {
    /// The first frame: who, which cart, and what was seen of it already.
    Hello { session: String, cart: String, cursor: Option<String> },
    /// The first frame of a campaign's page: which campaign, the one that runs where none is named, and with whose seat
    /// at which cart; without one somebody only looks on.
    Visit { campaign: Option<String>, seat: Option<CartSeat> },
    /// A change; `id` is a `UUIDv7` made by the browser, so that sending it again has one effect.
    Change { id: String, change: Change },
    /// Asks for a link by which others join with `role`.
    Link { id: String, role: String },
    /// Asks why a member owes what they owe.
    Explain { id: String, member: String },
}

/// Somebody's place at a cart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CartSeat {
    pub(crate) session: String,
    pub(crate) cart: String,
}

/// A member's part of a split, as decimal text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    member: String,
    value: String,
}

/// What a browser may ask of a cart: the engine's verbs that this shop offers, under their own names.
#[derive(Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Change {
    AddItem { sku: String, quantity: u32 },
    AdjustQuantity { line: u64, delta: i32 },
    SetQuantity { line: u64, quantity: u32, seen_quantity: Option<u32> },
    RemoveItem { line: u64 },
    SetNote { line: u64, note: Option<String> },
    SetRole { member: String, role: String },
    RemoveMember { member: String },
    Leave {},
    OfferOwnership { member: String },
    AcceptOwnership {},
    DeclineOwnership {},
    RevokeInvitation { invitation: u64 },
    LockCart {},
    UnlockCart {},
    RenameCart { title: Option<String> },
    SetBeneficiaries { line: u64, beneficiaries: Vec<String> },
    SetSplit { rule: SplitRule, parts: Vec<Part> },
    SetSponsor { sponsor: Option<String> },
    AddTip { percent: String },
    RemoveAdjustment { adjustment: u64 },
    RedeemCoupon { code: String },
    FixBill {},
    ReopenBill {},
    RecordPayment { payer: String, amount: String },
    RecordTransfer { payer: String, payee: String, amount: String },
    Pledge { campaign: String, quantity: u32 },
}

impl Change {
    /// The engine's command.
    pub(crate) fn command(&self) -> Result<Command<'_>, Refusal> {
        Ok(match self {
            Self::AddItem { sku, quantity } => Command::AddItem {
                sku,
                quantity: *quantity,
                unit_price: None,
                options: Vec::new(),
                note: None,
                beneficiaries: Vec::new(),
                separate: false,
            },
            Self::AdjustQuantity { line, delta } => {
                Command::AdjustQuantity { line: LineId(*line), delta: *delta }
            }
            Self::SetQuantity { line, quantity, seen_quantity } => Command::SetQuantity {
                line: LineId(*line),
                quantity: *quantity,
                seen_quantity: *seen_quantity,
            },
            Self::RemoveItem { line } => Command::RemoveItem { line: LineId(*line) },
            Self::SetNote { line, note } => {
                Command::SetNote { line: LineId(*line), note: note.as_deref() }
            }
            Self::SetRole { member, role } => Command::SetRole { member, role },
            Self::RemoveMember { member } => Command::RemoveMember { member },
            Self::Leave {} => Command::Leave,
            Self::OfferOwnership { member } => Command::OfferOwnership { member },
            Self::AcceptOwnership {} => Command::AcceptOwnership,
            Self::DeclineOwnership {} => Command::DeclineOwnership,
            Self::RevokeInvitation { invitation } => {
                Command::RevokeInvitation { invitation: *invitation }
            }
            Self::LockCart {} => Command::LockCart { until_ms: None },
            Self::UnlockCart {} => Command::UnlockCart,
            Self::RenameCart { title } => {
                Command::RenameCart { title: title.as_deref(), purpose: None }
            }
            Self::SetBeneficiaries { line, beneficiaries } => Command::SetBeneficiaries {
                line: LineId(*line),
                beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
            },
            Self::Pledge { campaign, quantity } => {
                Command::Pledge { campaign, sku: None, quantity: *quantity }
            }
            _ => Command::Bill(self.about_the_bill()?),
        })
    }

    fn about_the_bill(&self) -> Result<BillCommand<'_>, Refusal> {
        Ok(match self {
            Self::SetSplit { rule, parts } => {
                let parts = parts.iter();
                let parts = parts.map(|part| ItemOption { key: &part.member, value: &part.value });
                let (rule, parts) = (*rule, parts.collect());
                BillCommand::SetSplit { rule, parts, spares_late_joiners: false }
            }
            Self::SetSponsor { sponsor } => {
                let sponsor = sponsor.as_deref();
                BillCommand::SetSponsor { sponsor, amount_max: None, person_max: None }
            }
            Self::AddTip { percent } => tip(percent)?,
            Self::RemoveAdjustment { adjustment } => {
                BillCommand::RemoveAdjustment { adjustment: *adjustment }
            }
            Self::RedeemCoupon { code } => BillCommand::RedeemCoupon { code },
            Self::FixBill {} => BillCommand::FixBill,
            Self::ReopenBill {} => BillCommand::ReopenBill,
            Self::RecordPayment { payer, amount } => {
                BillCommand::RecordPayment { payer, amount: parse_amount(amount)? }
            }
            Self::RecordTransfer { payer, payee, amount } => {
                BillCommand::RecordTransfer { payer, payee, amount: parse_amount(amount)? }
            }
            _ => return Err(Refusal::REQUEST_NOT_VALID),
        })
    }
}

/// A tip in percent of the lines.
fn tip(percent: &str) -> Result<BillCommand<'_>, Refusal> {
    let percent: Decimal = parse_amount(percent).map_err(|_| ErrorCode::PercentNotValid)?;
    Ok(BillCommand::AddAdjustment {
        kind: AdjustmentKind::Tip,
        amount: None,
        percent: Some(percent),
        line: None,
        member: None,
        destination: None,
        label: None,
        included: false,
    })
}

/// A frame to the browser.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Reply<'a> {
    /// The hello was taken: who the browser is here, what the time is, what each role may do.
    Welcome {
        member: Option<&'a str>,
        now_ms: u64,
        roles: BTreeMap<&'static str, Vec<&'static str>>,
    },
    /// What happened between two cursors, and the names that are new in it.
    Page { from: String, to: String, events: Value, names: BTreeMap<String, String> },
    /// A whole cart, where the history no longer reaches back to the browser's cursor.
    Reset { to: String, cart: Value, names: BTreeMap<String, String> },
    /// A campaign as it is now, and the names that are new in it.
    Campaign { campaign: Value, names: BTreeMap<String, String> },
    /// The bill after a page: who owes what.
    Bill { bill: Value, names: BTreeMap<String, String> },
    /// The frame with this id was carried out; with what was asked for, where something was.
    Done {
        id: &'a str,
        version: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reasons: Option<Value>,
    },
    /// The frame with this id was refused; without an id, one that could not be read.
    Refused {
        id: Option<&'a str>,
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// Nothing new, but the line is alive.
    Beat,
}

impl<'a> Reply<'a> {
    pub(crate) fn welcome(member: Option<&'a str>, now_ms: u64) -> Self {
        let roles = ReadyRole::ALL
            .iter()
            .map(|role| (role.name(), role.capabilities().iter().map(Capability::name).collect()));
        Self::Welcome { member, now_ms, roles: roles.collect() }
    }
}

/// Reads what a browser sent. Wrong types, unknown words and unknown fields are all refused.
pub(crate) fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Refusal> {
    if bytes.len() > REQUEST_BYTES_MAX {
        return Err(Refusal::EXCEEDS_REQUEST_BYTES_MAX);
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::REQUEST_NOT_VALID)
}

/// A refusal as the browser sees it: the engine's own, or one of the shop's in the same form.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) capability: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after_ms: Option<u64>,
}

impl Refusal {
    const fn own(code: &'static str, kind: &'static str, message: &'static str) -> Self {
        Self { code, kind, message, max: None, capability: None, retry_after_ms: None }
    }

    const fn bounded(code: &'static str, message: &'static str, max: u64) -> Self {
        Self { max: Some(max), ..Self::own(code, "limit", message) }
    }

    pub(crate) const REQUEST_NOT_VALID: Self =
        Self::own("request_not_valid", "invalid", "this is not a request of this shop");
    pub(crate) const HELLO_MUST_COME_FIRST: Self =
        Self::own("hello_must_come_first", "invalid", "a connection starts with one hello");
    pub(crate) const SESSION_NOT_VALID: Self =
        Self::own("session_not_valid", "denied", "this session is not of this shop, or no longer");
    pub(crate) const CART_NEEDED: Self =
        Self::own("cart_needed", "denied", "pledging takes a cart; start one, or join one");
    pub(crate) const NAME_NOT_VALID: Self =
        Self::own("name_not_valid", "invalid", "a name is 1 to 40 characters");
    pub(crate) const NOT_FOUND: Self = Self::own("not_found", "not_found", "there is nothing here");
    pub(crate) const WRONG_METHOD: Self =
        Self::own("method_not_allowed", "invalid", "this address takes another method");
    pub(crate) const EXCEEDS_REQUEST_BYTES_MAX: Self = Self::bounded(
        "exceeds_request_bytes_max",
        "the request is too large",
        REQUEST_BYTES_MAX as u64,
    );
    pub(crate) const EXCEEDS_CONNECTIONS_MAX: Self = Self::bounded(
        "exceeds_connections_max",
        "the shop is full; try again soon",
        crate::CONNECTIONS_MAX as u64,
    );
    pub(crate) const EXCEEDS_SESSIONS_MAX: Self =
        Self::own("exceeds_sessions_max", "limit", "the shop knows too many people already");

    /// Whether this server has ended or must be started anew. What became of the request is then found out by sending it
    /// again, under the same id, to the next one.
    pub(crate) fn ends_the_server(&self) -> bool {
        let codes = [ErrorCode::EngineIsClosed, ErrorCode::StorageFailed];
        codes.iter().any(|code| code.name() == self.code)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let Error { code, context, .. } = error;
        let own = Self::own(code.name(), code.kind().name(), code.message());
        match context {
            ErrorContext::Limit { max } => Self { max: Some(max), ..own },
            ErrorContext::Capability(missing) => Self { capability: Some(missing.name()), ..own },
            ErrorContext::RetryAfter { ms } => Self { retry_after_ms: Some(ms), ..own },
            _ => own,
        }
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Error::from(code).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_ends_when_it_can_take_no_more() {
        for (code, ends) in [
            (ErrorCode::StorageFailed, true),
            (ErrorCode::EngineIsClosed, true),
            (ErrorCode::StorageBusy, false),
            (ErrorCode::CapabilityMissing, false),
        ] {
            assert_eq!(Refusal::from(code).ends_the_server(), ends, "{}", code.name());
        }
    }

    fn change(json: &str) -> Result<Change, Refusal> {
        read(json.as_bytes())
    }

    #[test]
    fn what_the_page_sends_is_read() {
        let add = change(r#"{"verb":"add_item","sku":"TEA \"loose\"","quantity":2}"#);
        assert!(matches!(add, Ok(Change::AddItem { quantity: 2, .. })));
        assert!(change(r#"{"verb":"leave"}"#).is_ok());
        assert!(change(r#"{"verb":"pledge","campaign":"olive-oil-1","quantity":2}"#).is_ok());
        assert!(change(r#"{"verb":"set_note","line":3,"note":null}"#).is_ok());
        let split =
            r#"{"verb":"set_split","rule":"by_weight","parts":[{"member":"m","value":"2"}]}"#;
        assert!(change(split).is_ok_and(|split| split.command().is_ok()));
        let tip = change(r#"{"verb":"add_tip","percent":"1e1"}"#).map(|tip| tip.command().is_ok());
        assert!(matches!(tip, Ok(false)));
    }

    #[test]
    fn anything_else_is_refused_whole() {
        for json in [
            "",
            "{",
            "null",
            "[]",
            r#"{"verb":"drop_table"}"#,
            r#"{"verb":"add_item","sku":"TEA"}"#,
            r#"{"verb":"add_item","sku":"TEA","quantity":-1}"#,
            r#"{"verb":"add_item","sku":"TEA","quantity":1.5}"#,
            r#"{"verb":"add_item","sku":"TEA","quantity":"2"}"#,
            r#"{"verb":"add_item","sku":"TEA","quantity":4294967296}"#,
            r#"{"verb":"add_item","sku":7,"quantity":1}"#,
            r#"{"verb":"add_item","sku":"TEA","quantity":1,"unit_price":"0.01"}"#,
            r#"{"verb":"remove_item","line":1,"member":"somebody"}"#,
            r#"{"verb":"leave","member":"somebody"}"#,
            r#"{"verb":"pledge","campaign":"olive-oil-1"}"#,
            r#"{"verb":"pledge","campaign":"olive-oil-1","quantity":4294967296}"#,
            r#"{"verb":"pledge","campaign":"olive-oil-1","quantity":1,"unit_price":"0.01"}"#,
            r#"{"verb":"leave"} {"verb":"leave"}"#,
            r#"{"verb":"set_split","rule":"by_magic","parts":[]}"#,
            r#"{"verb":"set_split","rule":"by_weight","parts":[{"member":"m","value":1}]}"#,
            r#"{"verb":"add_tip","percent":5}"#,
            r#"{"verb":"add_adjustment","kind":"discount","amount":"5.00"}"#,
            r#"{"verb":"fix_bill","total":"0.01"}"#,
            r#"{"verb":"record_payment","payer":"m","amount":1.5}"#,
        ] {
            assert_eq!(change(json).err().map(|refusal| refusal.code), Some("request_not_valid"));
        }
        let deep = format!("{}{}", "[".repeat(4_000), "]".repeat(4_000));
        assert_eq!(change(&deep).err().map(|refusal| refusal.code), Some("request_not_valid"));
        let huge = " ".repeat(REQUEST_BYTES_MAX + 1);
        let refused = change(&huge).err().map(|refusal| refusal.code);
        assert_eq!(refused, Some("exceeds_request_bytes_max"));
    }
}
