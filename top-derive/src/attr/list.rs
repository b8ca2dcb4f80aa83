//! The list inside `#[top(...)]`, taken apart before anything in it is understood.
//!
//! It is taken apart by hand because every parser that returns a `Result` stops at the first mistake.

use std::fmt;
use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use crate::errors::{Diagnostic, Errors};

type Tokens = Peekable<std::vec::IntoIter<TokenTree>>;

/// One item of the list: a word and what is given to it.
pub(crate) struct Item {
    pub(crate) word: Ident,
    pub(crate) given: Given,
}

/// What stands behind a word.
pub(crate) enum Given {
    /// Something else than below; that error is reported already.
    Broken,
    Nothing,
    /// `= tokens`, of which there may be none
    Equals(TokenStream),
    /// `(tokens)`
    List(Group),
}

impl Item {
    /// Returns the tokens to point at if the value is wrong: the value, or the word if there is none.
    pub(crate) fn value_tokens(&self) -> TokenStream {
        match &self.given {
            Given::Equals(value) if !value.is_empty() => value.clone(),
            Given::List(list) => list.to_token_stream(),
            _ => self.word.to_token_stream(),
        }
    }

    /// Returns whether the item is a word with nothing between its parentheses.
    pub(crate) fn is_empty_list(&self) -> bool {
        matches!(&self.given, Given::List(list) if list.stream().is_empty())
    }
}

/// Shows the item as it was typed.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.given {
            Given::Equals(value) => {
                let value = value.to_string();
                let (sign, value) =
                    value.strip_prefix("- ").map_or(("", value.as_str()), |value| ("-", value));
                write!(f, "{} = {sign}{value}", self.word)
            }
            Given::List(list) => write!(f, "{}({})", self.word, list.stream()),
            Given::Nothing | Given::Broken => self.word.fmt(f),
        }
    }
}

/// Takes the list apart at its commas, and where a comma is missing.
pub(crate) fn parse_items(list: TokenStream, errors: &mut Errors) -> Vec<Item> {
    let mut tokens = flatten(list).into_iter().peekable();
    let mut items = Vec::new();
    while let Some(token) = tokens.next() {
        if let TokenTree::Ident(word) = token {
            if let Some(given) = parse_given(&word, &mut tokens, errors) {
                items.push(Item { word, given });
            }
            parse_comma(&mut tokens, errors);
        } else {
            let is_comma = is_punct(&token, ',');
            let (diagnostic, what) = if is_comma {
                (Diagnostic::CommaTooMany, "a comma too many")
            } else {
                (Diagnostic::KeyExpected, "not a key")
            };
            errors.push(
                diagnostic,
                token,
                format_args!(
                    "{what}: `#[top(...)]` takes keys with their values, such as `name = \"user_id\"`"
                ),
            );
            if !is_comma {
                skip_item(&mut tokens);
            }
        }
    }
    items
}

/// Reads what stands behind a word, `None` if the word turns out to be no key.
fn parse_given(word: &Ident, tokens: &mut Tokens, errors: &mut Errors) -> Option<Given> {
    let given = match tokens.peek() {
        // The missing comma before another word is reported by the caller.
        None | Some(TokenTree::Ident(_)) => return Some(Given::Nothing),
        Some(token) if is_punct(token, ',') => return Some(Given::Nothing),
        Some(token) if is_punct(token, '=') => {
            tokens.next();
            return Some(Given::Equals(take_value(tokens)));
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let list = group.clone();
            tokens.next();
            return Some(Given::List(list));
        }
        Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint => {
            errors.push(Diagnostic::KeyWithPath, word, "not a key: a key is one word, without `::`");
            None
        }
        Some(token) => {
            errors.push(
                Diagnostic::EqualsExpected,
                token,
                format_args!("`=` is expected here: write `{word} = ...`"),
            );
            Some(Given::Broken)
        }
    };
    skip_to_comma(tokens);
    given
}

/// Takes the tokens up to the comma, or up to where the next item starts because the comma was forgotten.
fn take_value(tokens: &mut Tokens) -> TokenStream {
    let mut value: Vec<TokenTree> = Vec::new();
    // Commas between `<` and `>` belong to a type.
    let mut depth = 0_usize;
    while let Some(token) = tokens.peek() {
        let is_complete =
            value.last().is_some_and(|last| !matches!(last, TokenTree::Punct(_)) || is_punct(last, '>'));
        let starts_item = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_)) && is_complete;
        if depth == 0 && (is_punct(token, ',') || starts_item) {
            break;
        }
        if is_punct(token, '<') {
            depth += 1;
        } else if is_punct(token, '>') && !value.last().is_some_and(|last| is_punct(last, '-')) {
            depth = depth.saturating_sub(1);
        }
        value.extend(tokens.next());
    }
    value.into_iter().collect()
}

fn parse_comma(tokens: &mut Tokens, errors: &mut Errors) {
    match tokens.peek() {
        None => {}
        Some(token) if is_punct(token, ',') => skip_item(tokens),
        Some(token) => {
            errors.push(Diagnostic::CommaMissing, token, format_args!("a comma is missing before `{token}`"));
            if !matches!(token, TokenTree::Ident(_)) {
                skip_item(tokens);
            }
        }
    }
}

fn skip_item(tokens: &mut Tokens) {
    skip_to_comma(tokens);
    tokens.next();
}

fn skip_to_comma(tokens: &mut Tokens) {
    while tokens.next_if(|token| !is_punct(token, ',')).is_some() {}
}

pub(super) fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// Opens the invisible groups that `macro_rules` puts around what it was given.
pub(super) fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(flatten(group.stream()));
            }
            token => flat.push(token),
        }
    }
    flat
}
