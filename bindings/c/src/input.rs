//! What C passes in: text, lists, and values that may be absent. All zeros mean absent, everywhere.

use core::ffi::c_char;
use core::{ptr, slice, str};

use cartpool::{Capability, ErrorCode, ItemOption, parse_amount};
use rust_decimal::Decimal;

use crate::status::Answer;

/// No text is longer; a length beyond this is refused before a byte is read.
const TEXT_BYTES_MAX: usize = 65_536;
/// No list is longer.
const LIST_MAX: usize = 65_536;

/// UTF-8 text that need not end with a zero. A null pointer means absent.
///
/// Text that C passes in is borrowed for the call; text it gets lives until the handle it came with is freed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolStr {
    /// The first byte, or null.
    pub ptr: *const c_char,
    /// How many bytes.
    pub len: usize,
}

impl CartpoolStr {
    pub(crate) const ABSENT: Self = Self { ptr: ptr::null(), len: 0 };

    /// Points to `text`, which must outlive what C does with it.
    pub(crate) const fn of(text: &str) -> Self {
        Self { ptr: text.as_ptr().cast(), len: text.len() }
    }

    /// # Safety
    /// The pointer is null or leads to `len` bytes that stay as they are during the call.
    pub(crate) unsafe fn optional<'a>(self) -> Answer<Option<&'a str>> {
        if self.ptr.is_null() {
            return if self.len == 0 { Ok(None) } else { Err(ErrorCode::ArgumentNotValid.into()) };
        }
        if self.len > TEXT_BYTES_MAX {
            return Err(ErrorCode::ExceedsCommandBytesMax.into());
        }
        // SAFETY: not null, and the caller promises the rest.
        let bytes = unsafe { slice::from_raw_parts(self.ptr.cast(), self.len) };
        str::from_utf8(bytes).map(Some).map_err(|_| ErrorCode::TextMustBeUtf8.into())
    }

    /// # Safety
    /// As for [`CartpoolStr::optional`].
    pub(crate) unsafe fn required<'a>(self) -> Answer<&'a str> {
        // SAFETY: the caller's promise.
        unsafe { self.optional() }?.ok_or_else(|| ErrorCode::ArgumentNotValid.into())
    }

    /// # Safety
    /// As for [`CartpoolStr::optional`].
    pub(crate) unsafe fn amount(self) -> Answer<Option<Decimal>> {
        // SAFETY: the caller's promise.
        unsafe { self.optional() }?.map(parse_amount).transpose()
    }

    /// # Safety
    /// As for [`CartpoolStr::optional`].
    pub(crate) unsafe fn required_amount(self) -> Answer<Decimal> {
        // SAFETY: the caller's promise.
        parse_amount(unsafe { self.required() }?)
    }
}

/// A key and its value: a line's choice such as a size, a member's part, a step of a discount. Numbers are decimal text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolItemOption {
    /// What is chosen, who pays, or from which quantity on.
    pub key: CartpoolStr,
    /// The choice, the part, or the percent.
    pub value: CartpoolStr,
}

/// A `uint32_t` that may be absent.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOptionalU32 {
    /// Whether there is a value.
    pub is_some: bool,
    /// The value.
    pub value: u32,
}

/// A `uint64_t` that may be absent.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOptionalU64 {
    /// Whether there is a value.
    pub is_some: bool,
    /// The value.
    pub value: u64,
}

impl From<Option<u32>> for CartpoolOptionalU32 {
    fn from(number: Option<u32>) -> Self {
        Self { is_some: number.is_some(), value: number.unwrap_or_default() }
    }
}

impl From<Option<u64>> for CartpoolOptionalU64 {
    fn from(number: Option<u64>) -> Self {
        Self { is_some: number.is_some(), value: number.unwrap_or_default() }
    }
}

/// A `bool` that may be absent.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOptionalBool {
    /// Whether there is a value.
    pub is_some: bool,
    /// The value.
    pub value: bool,
}

impl CartpoolOptionalU32 {
    pub(crate) fn get(self) -> Option<u32> {
        self.is_some.then_some(self.value)
    }
}

impl CartpoolOptionalU64 {
    pub(crate) fn get(self) -> Option<u64> {
        self.is_some.then_some(self.value)
    }
}

impl CartpoolOptionalBool {
    pub(crate) fn get(self) -> Option<bool> {
        self.is_some.then_some(self.value)
    }
}

/// Structs whose all-zero value says nothing.
///
/// # Safety
/// All zeros are a value of the type.
pub(crate) unsafe trait Options: Copy {}

/// What `options` points to; null stands for all zeros.
///
/// # Safety
/// `options` is null or points to a value.
pub(crate) unsafe fn options<T: Options>(options: *const T) -> T {
    if options.is_null() {
        // SAFETY: `T` promises that all zeros are a value.
        return unsafe { core::mem::zeroed() };
    }
    // SAFETY: not null, and the caller promises the rest.
    unsafe { options.read() }
}

/// The `len` values from `first` on.
///
/// # Safety
/// `first` is null or leads to `len` values that stay as they are during the call.
pub(crate) unsafe fn list<'a, T>(first: *const T, len: usize) -> Answer<&'a [T]> {
    match (first.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(ErrorCode::ArgumentNotValid.into()),
        (false, len) if len > LIST_MAX => Err(ErrorCode::ExceedsCommandBytesMax.into()),
        // SAFETY: not null, and the caller promises the rest.
        (false, len) => Ok(unsafe { slice::from_raw_parts(first, len) }),
    }
}

/// # Safety
/// As for [`list`], and for each text of it.
pub(crate) unsafe fn texts<'a>(first: *const CartpoolStr, len: usize) -> Answer<Vec<&'a str>> {
    // SAFETY: the caller's promise.
    unsafe { list(first, len)?.iter().map(|text| text.required()).collect() }
}

/// # Safety
/// As for [`list`], and for each text of it.
pub(crate) unsafe fn item_options<'a>(
    first: *const CartpoolItemOption,
    len: usize,
) -> Answer<Vec<ItemOption<'a>>> {
    // SAFETY: the caller's promise.
    unsafe {
        let option = |it: &CartpoolItemOption| {
            Ok(ItemOption { key: it.key.required()?, value: it.value.required()? })
        };
        list(first, len)?.iter().map(option).collect()
    }
}

/// The value of a closed vocabulary by its number, which is its place among all.
pub(crate) fn numbered<T: Copy>(all: &[T], number: u32) -> Answer<T> {
    let value = usize::try_from(number).ok().and_then(|place| all.get(place));
    value.copied().ok_or_else(|| ErrorCode::ArgumentNotValid.into())
}

/// The capabilities whose bits are set.
pub(crate) fn capabilities(bits: u64) -> Answer<Vec<Capability>> {
    if bits >> Capability::ALL.len() != 0 {
        return Err(ErrorCode::ArgumentNotValid.into());
    }
    let is_set = |capability: &Capability| bits >> (*capability as u8) & 1 == 1;
    Ok(Capability::ALL.iter().copied().filter(is_set).collect())
}
