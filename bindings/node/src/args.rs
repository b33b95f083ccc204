//! Arguments, read strictly: nothing is rounded, wrapped, clamped or replaced on its way in.
//!
//! Reading never throws. What was wrong stays in the value until the function asks for it, so that every refusal takes the
//! same way out.

use std::ptr;
use std::str::FromStr;

use cartpool::{ErrorCode, ItemOption, parse_amount};
use napi::bindgen_prelude::{FromNapiValue, TypeName};
use napi::{Result as NapiResult, ValueType, sys};
use rust_decimal::Decimal;

use crate::refusal::{Answer, Refusal};

/// Text up to this many bytes stays on the stack; ids, SKUs, prices and tokens do.
const INLINE_BYTES: usize = 128;

/// No argument is longer: a command's encoded bytes are bounded by this at most.
const UNITS_MAX: usize = 65_536;

/// A string.
pub struct Text(Held);

enum Held {
    Short {
        bytes: [u8; INLINE_BYTES],
        len: usize,
    },
    Long(String),
    /// `undefined` or `null`, which only some lists may hold.
    Nothing,
    Refused(ErrorCode),
}

impl Text {
    pub(crate) fn get(&self, name: &'static str) -> Answer<&str> {
        let refused = |code| Refusal::argument(code, name, "a string");
        match &self.0 {
            Held::Short { bytes, len } => {
                let bytes = bytes.get(..*len).unwrap_or_default();
                std::str::from_utf8(bytes).map_err(|_| refused(ErrorCode::TextMustBeUtf8))
            }
            Held::Long(text) => Ok(text),
            Held::Nothing => Err(refused(ErrorCode::ArgumentNotValid)),
            Held::Refused(code) => Err(refused(*code)),
        }
    }

    /// Reads the text as what its type writes, such as a token's hash.
    pub(crate) fn parsed<T: FromStr<Err = cartpool::Error>>(
        &self,
        name: &'static str,
    ) -> Answer<T> {
        Ok(self.get(name)?.parse()?)
    }

    /// Reads an exact amount; a number is refused, for its digits are not those that were typed.
    pub(crate) fn amount(&self, name: &'static str) -> Answer<Decimal> {
        let refused = |code| Refusal::argument(code, name, "an amount as a string, such as '4.50'");
        match &self.0 {
            Held::Nothing => Err(refused(ErrorCode::ArgumentNotValid)),
            Held::Refused(code) => Err(refused(*code)),
            _ => Ok(parse_amount(self.get(name)?)?),
        }
    }

    /// Finds the value of a closed vocabulary by its name.
    pub(crate) fn named<T: Copy>(
        &self,
        name: &'static str,
        all: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Answer<T> {
        let text = self.get(name)?;
        find(text, all, name_of)
            .ok_or_else(|| Refusal::argument(ErrorCode::ArgumentNotValid, name, "one of its names"))
    }
}

fn find<T: Copy>(text: &str, all: &[T], name_of: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| name_of(*value) == text)
}

impl TypeName for Text {
    fn type_name() -> &'static str {
        "string"
    }

    fn value_type() -> ValueType {
        ValueType::String
    }
}

impl FromNapiValue for Text {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> NapiResult<Self> {
        let mut bytes = [0; INLINE_BYTES];
        let mut len = 0;
        // SAFETY: env and value are napi's own, and the buffer is as long as stated.
        let status = unsafe {
            let buffer = bytes.as_mut_ptr().cast();
            sys::napi_get_value_string_utf8(env, value, buffer, INLINE_BYTES, &raw mut len)
        };
        if status != sys::Status::napi_ok {
            // SAFETY: as above.
            let is_nothing = unsafe { is_nothing(env, value) };
            let refused = Held::Refused(ErrorCode::ArgumentNotValid);
            return Ok(Self(if is_nothing { Held::Nothing } else { refused }));
        }
        // A longer string is cut at a character of up to 4 bytes, before the closing zero.
        let may_be_cut = len + 4 >= INLINE_BYTES;
        if may_be_cut || holds_replacement(bytes.get(..len).unwrap_or_default()) {
            // SAFETY: as above; the value is a string.
            let long = unsafe { utf16(env, value) };
            return Ok(Self(long.map_or_else(Held::Refused, Held::Long)));
        }
        Ok(Self(Held::Short { bytes, len }))
    }
}

/// Whether `value` is `undefined` or `null`.
///
/// # Safety
/// `env` and `value` come from napi.
unsafe fn is_nothing(env: sys::napi_env, value: sys::napi_value) -> bool {
    let mut kind = 0;
    // SAFETY: as the caller promises.
    let status = unsafe { sys::napi_typeof(env, value, &raw mut kind) };
    status == sys::Status::napi_ok
        && [sys::ValueType::napi_undefined, sys::ValueType::napi_null].contains(&kind)
}

/// Whether U+FFFD is among `bytes`: written by somebody, or put by V8 for half a surrogate pair.
fn holds_replacement(bytes: &[u8]) -> bool {
    bytes.contains(&0xef) && bytes.windows(3).any(|three| three == [0xef, 0xbf, 0xbd])
}

/// Reads a string by its UTF-16 units, where half a surrogate pair can be told from U+FFFD. The length is asked first.
///
/// # Safety
/// `env` and `value` come from napi, and `value` is a string.
unsafe fn utf16(env: sys::napi_env, value: sys::napi_value) -> Result<String, ErrorCode> {
    let mut len = 0;
    // SAFETY: without a buffer only the length is written.
    unsafe { sys::napi_get_value_string_utf16(env, value, ptr::null_mut(), 0, &raw mut len) };
    if len > UNITS_MAX {
        return Err(ErrorCode::ExceedsCommandBytesMax);
    }
    let mut units = vec![0; len + 1];
    // SAFETY: the buffer holds the string and its closing zero.
    unsafe {
        let buffer = units.as_mut_ptr();
        sys::napi_get_value_string_utf16(env, value, buffer, units.len(), &raw mut len);
    }
    units.truncate(len);
    String::from_utf16(&units).map_err(|_| ErrorCode::TextMustBeUtf8)
}

/// An integer that a double or a `BigInt` carries exactly. NaN, -0, fractions, booleans and numeric strings are refused.
pub struct Number(Option<i64>);

impl Number {
    /// What a double carries.
    pub(crate) fn of(double: f64) -> Self {
        Self(safe_integer(double))
    }

    pub(crate) fn u32(&self, name: &'static str) -> Answer<u32> {
        self.fit(name, "an integer from 0 to 4294967295")
    }

    pub(crate) fn i32(&self, name: &'static str) -> Answer<i32> {
        self.fit(name, "an integer within 32 bits")
    }

    pub(crate) fn u64(&self, name: &'static str) -> Answer<u64> {
        self.fit(name, "an integer from 0 to 2^53 - 1")
    }

    pub(crate) fn i64(&self, name: &'static str) -> Answer<i64> {
        self.fit(name, "an integer within 2^53 - 1")
    }

    /// A handle as `index.js` passes it on; whatever else comes is no handle.
    pub(crate) fn handle(&self) -> u64 {
        self.0.and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
    }

    fn fit<T: TryFrom<i64>>(&self, name: &'static str, expected: &'static str) -> Answer<T> {
        let number = self.0.and_then(|number| T::try_from(number).ok());
        number.ok_or_else(|| Refusal::argument(ErrorCode::ArgumentNotValid, name, expected))
    }
}

impl TypeName for Number {
    fn type_name() -> &'static str {
        "number | bigint"
    }

    fn value_type() -> ValueType {
        ValueType::Number
    }
}

impl FromNapiValue for Number {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> NapiResult<Self> {
        let mut double = 0.0;
        // SAFETY: env and value are napi's own.
        if unsafe { sys::napi_get_value_double(env, value, &raw mut double) }
            == sys::Status::napi_ok
        {
            return Ok(Self::of(double));
        }
        let (mut integer, mut is_lossless) = (0, false);
        // SAFETY: as above.
        let status = unsafe {
            sys::napi_get_value_bigint_int64(env, value, &raw mut integer, &raw mut is_lossless)
        };
        let is_whole = status == sys::Status::napi_ok && is_lossless;
        Ok(Self(is_whole.then_some(integer).filter(|integer| integer.unsigned_abs() <= SAFE_MAX)))
    }
}

/// The greatest integer up to which doubles have no gaps.
const SAFE_MAX: u64 = (1 << 53) - 1;

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "checked exact")]
fn safe_integer(double: f64) -> Option<i64> {
    let integer = double as i64;
    let is_negative_zero = integer == 0 && double.is_sign_negative();
    let is_safe = integer as f64 == double && integer.unsigned_abs() <= SAFE_MAX;
    (is_safe && !is_negative_zero).then_some(integer)
}

/// A boolean; nothing else counts as one.
pub struct Flag(Option<bool>);

impl Flag {
    pub(crate) fn get(&self, name: &'static str) -> Answer<bool> {
        self.0.ok_or_else(|| Refusal::argument(ErrorCode::ArgumentNotValid, name, "true or false"))
    }
}

impl TypeName for Flag {
    fn type_name() -> &'static str {
        "boolean"
    }

    fn value_type() -> ValueType {
        ValueType::Boolean
    }
}

impl FromNapiValue for Flag {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> NapiResult<Self> {
        let mut flag = false;
        // SAFETY: env and value are napi's own.
        let status = unsafe { sys::napi_get_value_bool(env, value, &raw mut flag) };
        Ok(Self((status == sys::Status::napi_ok).then_some(flag)))
    }
}

/// A list of strings, all together no longer than one string may be.
pub struct Texts(Result<Vec<Text>, ErrorCode>);

impl Texts {
    pub(crate) fn get(&self, name: &'static str) -> Answer<Vec<&str>> {
        self.list(name)?.iter().map(|text| text.get(name)).collect()
    }

    /// The values of a closed vocabulary by their names.
    pub(crate) fn named<T: Copy>(
        &self,
        name: &'static str,
        all: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Answer<Vec<T>> {
        self.list(name)?.iter().map(|text| text.named(name, all, name_of)).collect()
    }

    /// Keys and values in turn, as `index.js` lays an object of options out.
    pub(crate) fn options(&self, name: &'static str) -> Answer<Vec<ItemOption<'_>>> {
        let texts = self.get(name)?;
        let pairs = texts.chunks_exact(2).filter_map(|pair| match pair {
            [key, value] => Some(ItemOption { key, value }),
            _ => None,
        });
        Ok(pairs.collect())
    }

    /// Exact amounts, each of which may be left out.
    pub(crate) fn amounts(&self, name: &'static str) -> Answer<Vec<Option<Decimal>>> {
        let amount = |text: &Text| match text.0 {
            Held::Nothing => Ok(None),
            _ => text.amount(name).map(Some),
        };
        self.list(name)?.iter().map(amount).collect()
    }

    fn list(&self, name: &'static str) -> Answer<&[Text]> {
        let refused = |code: &ErrorCode| Refusal::argument(*code, name, "a list of strings");
        self.0.as_deref().map_err(refused)
    }
}

impl TypeName for Texts {
    fn type_name() -> &'static str {
        "string[]"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl FromNapiValue for Texts {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> NapiResult<Self> {
        // SAFETY: env and value are napi's own.
        Ok(Self(unsafe { texts(env, value) }))
    }
}

/// # Safety
/// `env` and `value` come from napi.
unsafe fn texts(env: sys::napi_env, value: sys::napi_value) -> Result<Vec<Text>, ErrorCode> {
    // SAFETY: as the caller promises.
    let len = unsafe { length(env, value)? };
    let mut texts = Vec::new();
    let mut bytes = 0;
    for index in 0..len {
        let mut element = ptr::null_mut();
        // SAFETY: the array may have shrunk meanwhile; then the element is undefined and refused.
        let text = unsafe {
            if sys::napi_get_element(env, value, index, &raw mut element) != sys::Status::napi_ok {
                return Err(ErrorCode::ArgumentNotValid);
            }
            Text::from_napi_value(env, element).map_err(|_| ErrorCode::ArgumentNotValid)?
        };
        bytes += 1 + text.len();
        if bytes > UNITS_MAX {
            return Err(ErrorCode::ExceedsCommandBytesMax);
        }
        texts.push(text);
    }
    Ok(texts)
}

impl Text {
    fn len(&self) -> usize {
        match &self.0 {
            Held::Short { len, .. } => *len,
            Held::Long(text) => text.len(),
            Held::Nothing | Held::Refused(_) => 0,
        }
    }
}

/// A list of integers of zero or more.
pub struct Numbers(Result<Vec<Number>, ErrorCode>);

impl Numbers {
    pub(crate) fn get(&self, name: &'static str) -> Answer<Vec<u64>> {
        let refused = |code: &ErrorCode| Refusal::argument(*code, name, "integers");
        self.0.as_ref().map_err(refused)?.iter().map(|number| number.u64(name)).collect()
    }
}

impl TypeName for Numbers {
    fn type_name() -> &'static str {
        "number[]"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl FromNapiValue for Numbers {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> NapiResult<Self> {
        // SAFETY: env and value are napi's own.
        Ok(Self(unsafe { numbers(env, value) }))
    }
}

/// # Safety
/// `env` and `value` come from napi.
unsafe fn numbers(env: sys::napi_env, value: sys::napi_value) -> Result<Vec<Number>, ErrorCode> {
    // SAFETY: as the caller promises. Memory is taken for the whole length at once, whatever the array holds.
    unsafe {
        if length(env, value)? as usize > UNITS_MAX {
            return Err(ErrorCode::ExceedsCommandBytesMax);
        }
        Vec::from_napi_value(env, value).map_err(|_| ErrorCode::ArgumentNotValid)
    }
}

/// An array's length.
///
/// # Safety
/// `env` and `value` come from napi.
unsafe fn length(env: sys::napi_env, value: sys::napi_value) -> Result<u32, ErrorCode> {
    let mut length = 0;
    // SAFETY: as the caller promises; a value that is no array is refused by napi.
    let status = unsafe { sys::napi_get_array_length(env, value, &raw mut length) };
    if status == sys::Status::napi_ok { Ok(length) } else { Err(ErrorCode::ArgumentNotValid) }
}
