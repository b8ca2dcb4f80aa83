//! What the crates do together, one module a stage, in the order in which a request walks through them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixtures;

mod manual_impl;

mod derive;

mod describe;

mod dynamic;

mod params;

mod validate;

mod sign;

mod vectors;

mod calls;

mod network;

mod batch;

mod raw_body;

mod any_request;

mod blocking;

mod tower;

mod endpoints;

mod upload;

mod sandbox;

mod spi;

mod tls;

mod decode;

mod samples;

mod formats;

mod errors;

mod retry;

mod wire_types;

mod secrets;

mod session;

mod tidy;
