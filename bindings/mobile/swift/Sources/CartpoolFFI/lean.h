// What Lean.swift calls past UniFFI's code; bindings/mobile/src/lean.rs.
#pragma once
#include "CartpoolFFI.h"

int64_t uniffi_cartpool_mobile_fn_method_member_lean_add_item(
    uint64_t member, ForeignBytes sku, int64_t quantity, RustCallStatus *_Nonnull status);
int64_t uniffi_cartpool_mobile_fn_method_member_lean_set_quantity(
    uint64_t member, int64_t line, int64_t quantity, RustCallStatus *_Nonnull status);
