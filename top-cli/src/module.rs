//! What a document becomes: the structs, fields, types and rules of one Rust module.
