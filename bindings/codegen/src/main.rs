//! Rewrites what is generated, or with `--check` fails where it differs.

fn main() {}
