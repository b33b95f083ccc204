//! The committed header is the one that the code makes, and says what everything in it is for.
//!
//! `CARTPOOL_WRITE=1 cargo test -p cartpool-c` writes it anew, and with it `tests/entries.h`.

use std::path::Path;

fn made() -> String {
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
    String::from_utf8(made).expect("a header is UTF-8")
}

/// Holds what is committed at `path` against `made`, or writes it.
fn is_current(path: &str, made: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("CARTPOOL_WRITE").is_some() {
        std::fs::write(&place, made).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(committed == made, "{path} differs; CARTPOOL_WRITE=1 cargo test -p cartpool-c");
}

#[test]
fn the_header_is_current() {
    is_current("include/cartpool.h", &made());
}

#[test]
fn every_function_constant_struct_and_field_says_what_it_is_for() {
    let header = made();
    let mut declared = 0;
    for (before, line) in header.lines().zip(header.lines().skip(1)) {
        let is_constant = line.starts_with("#define CARTPOOL_") && !line.ends_with("CARTPOOL_H");
        let is_type = line.starts_with("typedef ");
        let is_function = line.contains(" cartpool_") && line.starts_with(char::is_alphabetic);
        let is_field = line.starts_with("    ") && line.ends_with(';') && is_member(line);
        if is_constant || is_type || is_function || is_field {
            assert!(before.trim_end().ends_with("*/"), "no comment on `{line}`");
            declared += 1;
        }
    }
    assert!(declared > 1_000, "only {declared} declarations were looked at");
}

/// Whether an indented line declares a member of a struct: neither a statement nor the rest of a parameter list.
fn is_member(line: &str) -> bool {
    line.starts_with("    ")
        && !line.starts_with("     ")
        && !line.contains(['(', ')', '='])
        && !line.trim_start().starts_with("return")
}

#[test]
fn the_list_of_entries_is_current() {
    let header = made();
    let (mut on_handles, mut others) = (String::new(), String::new());
    for prototype in header.split("\nuint16_t ").skip(1) {
        let (name, rest) = prototype.split_once('(').expect("a prototype has parameters");
        let (parameters, _) = rest.split_once(");").expect("a prototype ends");
        let mut rooms = 0;
        let arguments: String =
            parameters.split(',').map(|one| format!(", {}", argument(one, &mut rooms))).collect();
        let list = if arguments.starts_with(", in->of.") { &mut on_handles } else { &mut others };
        list.push_str(&format!("    X({name}{arguments}) \\\n"));
    }
    let entries = format!(
        "// @generated from include/cartpool.h. Every function that answers with a status, and what to call it with:\n\
         // `in->of` is a handle of each kind; beside them there are text, a number, and room for what is written.\n\
         #define ENTRIES_ON_HANDLES(X) \\\n{on_handles}\n#define OTHER_ENTRIES(X) \\\n{others}\n"
    );
    is_current("tests/entries.h", &entries);
}

fn argument(parameter: &str, rooms: &mut usize) -> String {
    let parameter = parameter.trim();
    let Some((ty, _)) = parameter.rsplit_once(' ') else { panic!("`{parameter}` has no name") };
    if parameter.contains("*out_") {
        *rooms += 1;
        return format!("in->room[{}]", *rooms - 1);
    }
    match ty {
        "CartpoolStr" => "in->text".into(),
        "CartpoolCursor" | "struct CartpoolCursor" => "in->cursor".into(),
        "uint16_t" | "uint32_t" | "uint64_t" | "int32_t" | "int64_t" | "bool" => {
            "in->number".into()
        }
        "size_t" => "0".into(),
        _ if parameter.contains('*') => "NULL".into(),
        _ => match ty.strip_prefix("Cartpool") {
            Some(kind) => format!("in->of.{}", kind.to_lowercase()),
            None => panic!("no value is known for `{parameter}`"),
        },
    }
}
