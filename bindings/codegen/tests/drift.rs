//! What is generated is what is committed.

#[test]
fn generated_files_are_current() {
    let drifted = cartpool_codegen::drifted().expect("core's vocabulary fits every host");
    let paths: Vec<_> = drifted.iter().map(|output| output.path).collect();
    assert!(paths.is_empty(), "`cargo gen` would rewrite {paths:?}");
}
