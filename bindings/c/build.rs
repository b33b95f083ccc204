//! Names the shared library after the version of its interface, so that a program meets the one it was built for, or none.

use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=src/lib.rs");
    let source = fs::read_to_string("src/lib.rs").unwrap_or_default();
    let version = source.lines().find_map(|line| {
        line.strip_prefix("pub const CARTPOOL_ABI_VERSION: u32 = ")?.strip_suffix(';')
    });
    let version = version.expect("src/lib.rs states the version of the interface");
    match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux" | "android") => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcartpool.so.{version}");
            // Engines may have threads inside; `dlclose` must not take the code away from under them.
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
        }
        Ok("macos") => {
            let name = format!("@rpath/libcartpool.{version}.dylib");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,{name}");
        }
        _ => {}
    }
}
