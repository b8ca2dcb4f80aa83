//! Requests and responses by their tables alone: they must be what their declared structs are.

mod call;

mod example;

mod json;

mod same;
