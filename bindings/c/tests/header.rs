//! The committed header is the one that the code makes.
//!
//! `CARTPOOL_WRITE=1 cargo test -p cartpool-c` writes it anew.

use std::path::Path;

#[test]
fn the_header_is_current() {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(crate_dir.join("../../cbindgen.toml"))
        .expect("the configuration is valid");
    let bindings = cbindgen::Builder::new()
        .with_config(config)
        .with_crate(crate_dir)
        .generate()
        .expect("cbindgen understands the crate");
    let mut made = Vec::new();
    bindings.write(&mut made);
    let made = String::from_utf8(made).expect("a header is UTF-8");

    let path = crate_dir.join("include/cartpool.h");
    if std::env::var_os("CARTPOOL_WRITE").is_some() {
        std::fs::write(&path, &made).expect("the header can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "include/cartpool.h differs; CARTPOOL_WRITE=1 cargo test -p cartpool-c"
    );
}
