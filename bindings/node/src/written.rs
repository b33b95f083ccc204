//! Long text on its way to JavaScript.

use napi::bindgen_prelude::ToNapiValue;
use napi::{Error, Result, Status, sys};

/// UTF-8 that is mostly ASCII: that is copied as it is, where anything else is looked at byte by byte.
pub struct Written(pub(crate) Vec<u8>);

impl ToNapiValue for Written {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
        let Self(text) = value;
        let length = text.len().cast_signed();
        let create = if text.is_ascii() {
            sys::napi_create_string_latin1
        } else {
            sys::napi_create_string_utf8
        };
        let mut string = std::ptr::null_mut();
        // SAFETY: env is napi's own, and the text is as long as stated; ASCII is Latin-1 as well.
        let status = unsafe { create(env, text.as_ptr().cast(), length, &raw mut string) };
        if status != sys::Status::napi_ok {
            return Err(Error::from_status(Status::from(status)));
        }
        Ok(string)
    }
}
