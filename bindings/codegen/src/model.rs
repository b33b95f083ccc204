//! Core's vocabulary as data: what every emitter reads.

use std::fmt;

/// A refusal of the generator: what in core's vocabulary cannot be carried to the hosts.
#[derive(Debug)]
pub struct Error(pub String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The generator's result.
pub type Result<T> = std::result::Result<T, Error>;

/// What every host shows of any event, beside the event's own fields: its name (`kind`), `version`, `at_ms`, the member
/// who caused it (`actor`) and whether the host itself did (`is_system`).
pub const EVENT_HEAD: &[&str] = &["kind", "version", "at_ms", "actor", "is_system"];

/// What a principal reads.
pub const VIEWS: &[&str] =
    &["CartView", "Bill", "Explanation", "Settlement", "CampaignView", "CampaignList"];

/// Everything the emitters need, in core's order.
#[derive(Debug)]
pub struct Model {
    /// The verbs of a member, without `CreateCart`, which is the engine's.
    pub commands: Vec<Variant>,
    /// What happened.
    pub events: Vec<Variant>,
    /// Enums without data.
    pub enums: Vec<UnitEnum>,
    /// Structs of events and views.
    pub records: Vec<Record>,
    /// Why a call was refused.
    pub errors: Vec<ErrorCode>,
    /// The engine's bounds.
    pub limits: Vec<Limit>,
}

/// A command or an event.
#[derive(Debug)]
pub struct Variant {
    /// The Rust name: `AddItem`.
    pub name: String,
    /// The word every language uses, each in its casing: `add_item`.
    pub word: String,
    /// Its docs.
    pub docs: Docs,
    /// Its fields, in core's order; none for a unit variant.
    pub fields: Vec<Field>,
    /// The variant of the vocabulary's enum that holds it, and the enum it is a variant of: `Bill`, `BillCommand`.
    pub nest: Option<(String, String)>,
}

impl Variant {
    /// The variant in Rust: `root` is the vocabulary's enum behind its path, `Command` or `cartpool::Event`, and `body` the
    /// fields or a pattern.
    #[must_use]
    pub fn rust(&self, root: &str, body: &str) -> String {
        let Self { name, nest, .. } = self;
        let path = root.rsplit_once("::").map_or(String::new(), |(path, _)| format!("{path}::"));
        match nest {
            None => format!("{root}::{name}{body}"),
            Some((outer, inner)) => format!("{root}::{outer}({path}{inner}::{name}{body})"),
        }
    }

    /// The fields a caller must give.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.ty.is_required())
    }

    /// The fields a caller may leave out.
    pub fn optional(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.ty.is_required())
    }
}

/// A struct with named public fields.
#[derive(Debug)]
pub struct Record {
    /// The Rust name.
    pub name: String,
    /// Its docs.
    pub docs: Docs,
    /// Whether it borrows, and so has a lifetime in Rust.
    pub borrows: bool,
    /// Its public fields.
    pub fields: Vec<Field>,
}

/// A field of a variant or record.
#[derive(Debug)]
pub struct Field {
    /// The name, in snake case.
    pub name: String,
    /// Its docs.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
}

/// The closed list of types that every host can carry. Anything else in core's vocabulary is a generator error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `u32`
    U32,
    /// `u64`, below 2^53
    U64,
    /// `i32`
    I32,
    /// `i64`, within ±2^53
    I64,
    /// `&str`, `String`, `Arc<str>` or `Cow<str>`
    Text,
    /// A line's id: the version that made it.
    LineId,
    /// A cart's id: 32 hexadecimal digits.
    CartId,
    /// A member's seat; hosts show the member's id, or nothing.
    Seat,
    /// A reference to a personal text; hosts show the text, or nothing.
    TextRef,
    /// The hash of an invitation's token: 43 characters.
    TokenHash,
    /// An exact decimal, as an argument.
    Decimal,
    /// A unit price; hosts show an exact decimal.
    Price,
    /// An amount, its minor units and its currency.
    Money,
    /// Three letters.
    Currency,
    /// A set of capabilities; hosts show a list of names.
    Capabilities,
    /// An enum without data, by its Rust name; hosts use its word.
    Enum(String),
    /// A struct, by its Rust name.
    Record(String),
    /// What may be left out.
    Option(Box<Type>),
    /// A list.
    List(Box<Type>),
}

impl Type {
    /// Whether an argument of this type must be given: neither an option nor a list nor a flag.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !matches!(self, Self::Option(_) | Self::List(_) | Self::Bool)
    }
}

/// An enum without data.
#[derive(Debug)]
pub struct UnitEnum {
    /// The Rust name.
    pub name: String,
    /// Its docs.
    pub docs: Docs,
    /// Its values.
    pub values: Vec<UnitValue>,
}

/// A value of an enum without data.
#[derive(Debug)]
pub struct UnitValue {
    /// The Rust name.
    pub name: String,
    /// The word hosts use.
    pub word: String,
    /// The frozen number.
    pub number: u32,
    /// Its docs.
    pub docs: Docs,
}

/// A line of the error table.
#[derive(Debug)]
pub struct ErrorCode {
    /// The frozen number.
    pub number: u32,
    /// The Rust name.
    pub name: String,
    /// The word hosts use.
    pub word: String,
    /// The Rust name of its `ErrorKind`.
    pub kind: String,
    /// One English sentence.
    pub message: String,
}

/// A line of the limits table.
#[derive(Debug)]
pub struct Limit {
    /// The name, in snake case.
    pub name: String,
    /// `U32` or `U64`.
    pub ty: Type,
    /// The value unless configured.
    pub default: u64,
    /// The highest value the engine takes.
    pub cap: u64,
    /// One English sentence.
    pub doc: String,
}

/// A doc comment, taken apart by its sections; Rust links are reduced to the words in backticks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The paragraphs before the first section.
    pub text: Vec<String>,
    /// What stands under `# Errors`, in check order.
    pub errors: Option<String>,
    /// What stands under `# Events`.
    pub events: Option<String>,
}

impl Docs {
    /// The first paragraph on one line: the effect.
    #[must_use]
    pub fn effect(&self) -> &str {
        self.text.first().map_or("", String::as_str)
    }
}

/// A generated file.
#[derive(Debug)]
pub struct Output {
    /// Where it goes, from the workspace's root.
    pub path: &'static str,
    /// Its text; Rust is formatted by `rustfmt` afterwards.
    pub text: String,
}
