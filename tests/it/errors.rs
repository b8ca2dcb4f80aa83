//! Errors as answers: what the codes of the platform ask for, and what a refused signature was made of.

mod codes;

mod signed;
