//! Writes the Swift or Kotlin that calls the library, from the library itself. `generate.sh` says how.

fn main() {
    uniffi::uniffi_bindgen_main();
}
