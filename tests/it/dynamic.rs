//! Requests and responses by their tables alone: they must be what their declared structs are.

mod example;

mod json;

mod same;
