//! What the derives refuse, with which words and where, and what they must survive.
//!
//! `TRYBUILD=overwrite cargo test -p top-tests --test ui` writes the expected errors anew; read them then.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    // Globs relative to the package keep line and column in what is compared, and the place is what is tested.
    cases.compile_fail("ui/fail/*/*.rs");
    cases.pass("ui/pass/*.rs");
}
