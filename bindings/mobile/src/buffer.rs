//! Memory for an argument, for a caller to whom a structure returned by value is dear.

/// `size` bytes that UniFFI's `RustBuffer` may own, capacity and all; null where there is no such memory.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_mobile_buffer(size: u64) -> *mut u8 {
    let mut bytes = Vec::new();
    match usize::try_from(size) {
        Ok(size) if bytes.try_reserve_exact(size).is_ok() => bytes.resize(size, 0),
        _ => return std::ptr::null_mut(),
    }
    Box::into_raw(bytes.into_boxed_slice()).cast()
}
