//! What `cargo top new` does with a document, from its bytes on.

#![no_main]

use libfuzzer_sys::fuzz_target;
use top_cli::module::Module;
use top_cli::rust::{self, Style};

fuzz_target!(|input: &[u8]| {
    let lines = input.split(|&byte| byte == b'\n').count();
    for outcome in top_cli::read::documents(input) {
        match outcome {
            Ok(document) => {
                let module = Module::of(&document).expect("a document that was read has a method");
                let source = rust::print(&module, &Style::default());
                let file = syn::parse_file(&source).expect("what is printed is Rust");
                let structs = file.items.iter().filter(|item| matches!(item, syn::Item::Struct(_))).count();
                assert_eq!(structs, module.structs.len(), "{source}");
            }
            Err(error) => assert!((1..=lines).contains(&error.line()), "{error}"),
        }
    }
});
