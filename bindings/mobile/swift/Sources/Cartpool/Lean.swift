import CartpoolFFI

// The commonest calls, past the buffers that arguments with a default cost even where they are left out.
extension Member {
    /// Adds `quantity` of `sku` at the price list's price: `addItem` where nothing else is said.
    @discardableResult
    public func addItem(sku: String, quantity: Int) throws -> Int {
        var sku = sku
        return try sku.withUTF8 { text in
            // Longer than any text may be, cut where the library refuses it all the same.
            let bytes = ForeignBytes(len: Int32(clamping: text.count), data: text.baseAddress)
            return try lean {
                uniffi_cartpool_mobile_fn_method_member_lean_add_item(uniffiCloneHandle(), bytes, Int64(quantity), $0)
            }
        }
    }

    /// Sets a line's quantity, whatever it was: `setQuantity` where nothing else is said.
    @discardableResult
    public func setQuantity(line: Int, quantity: Int) throws -> Int {
        try lean {
            uniffi_cartpool_mobile_fn_method_member_lean_set_quantity(
                uniffiCloneHandle(), Int64(line), Int64(quantity), $0)
        }
    }
}

/// Calls the library and answers what it answers, or throws what it refuses with.
@inline(__always)
private func lean(_ call: (UnsafeMutablePointer<RustCallStatus>) -> Int64) throws -> Int {
    var status = RustCallStatus(code: 0, errorBuf: RustBuffer(capacity: 0, len: 0, data: nil))
    let answer = call(&status)
    switch status.code {
    case 0: return Int(answer)
    case 1: throw try FfiConverterTypeCartpoolError_lift(status.errorBuf)
    default:
        ffi_cartpool_mobile_rustbuffer_free(status.errorBuf, &status)
        throw CartpoolError.panicked("")
    }
}
