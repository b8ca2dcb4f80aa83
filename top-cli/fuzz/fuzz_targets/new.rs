//! What `cargo top new` does with a document, from its bytes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let lines = input.split(|&byte| byte == b'\n').count();
    for outcome in top_cli::read::documents(input) {
        match outcome {
            Ok(document) => assert!(!document.method.is_empty()),
            Err(error) => assert!((1..=lines).contains(&error.line()), "{error}"),
        }
    }
});
