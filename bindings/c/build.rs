//! Names the shared library, so that programs find it under that name at run time.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcartpool.so.0");
    }
}
