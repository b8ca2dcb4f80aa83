//! What can be told of a type by its tokens.
//!
//! A macro sees names, not types. A name is taken for what it usually means: an alias, a struct of the author's or a
//! type from elsewhere is [`Shape::Unknown`], and what cannot be said here is left to the constants of `top-core`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// What a type is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    /// A whole number: the name of its type and the bounds of what that holds.
    Number(&'static str, i64, i64),
    Decimal,
    Date,
    File,
    List,
    Boolean,
    Json,
    Map,
    Unknown,
}

impl Shape {
    /// Returns what a type of the shape is, in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number(..) | Self::Decimal => "a number",
            Self::Date => "a date",
            Self::File => "a file",
            Self::List => "a list",
            Self::Boolean => "a boolean",
            Self::Json => "JSON",
            Self::Map => "a map",
            Self::Unknown => "of a type of its own",
        }
    }

    /// Returns whether the type is written as plain text, and certainly so.
    pub(crate) fn is_scalar(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Number(..) | Self::Decimal | Self::Date | Self::File | Self::Boolean
        )
    }
}

/// Returns what `ty` is, whether or not it is in an `Option` or a `Box`.
pub(crate) fn shape_of(ty: &Type) -> Shape {
    let Some(segment) = last_segment(ty) else { return Shape::Unknown };
    let name = segment.ident.to_string();
    match (name.as_str(), argument(segment)) {
        ("Option" | "Box", Some(inner)) => shape_of(inner),
        ("Vec", Some(_)) => Shape::List,
        ("Cow", Some(inner)) if last_segment(inner).is_some_and(|segment| segment.ident == "str") => {
            Shape::Text
        }
        ("BTreeMap", Some(_)) => Shape::Map,
        ("String", None) => Shape::Text,
        ("i8", None) => Shape::Number("i8", i8::MIN.into(), i8::MAX.into()),
        ("i16", None) => Shape::Number("i16", i16::MIN.into(), i16::MAX.into()),
        ("i32", None) => Shape::Number("i32", i32::MIN.into(), i32::MAX.into()),
        ("i64", None) => Shape::Number("i64", i64::MIN, i64::MAX),
        ("u8", None) => Shape::Number("u8", 0, u8::MAX.into()),
        ("u16", None) => Shape::Number("u16", 0, u16::MAX.into()),
        ("u32", None) => Shape::Number("u32", 0, u32::MAX.into()),
        ("Decimal", None) => Shape::Decimal,
        ("DateTime", None) => Shape::Date,
        ("bool", None) => Shape::Boolean,
        ("Json", None) => Shape::Json,
        ("File", None) => Shape::File,
        _ => Shape::Unknown,
    }
}

/// Returns whether every name in `ty` is of the language or its library, so that it is a wire type unless the author
/// gave the name to something else.
pub(crate) fn is_known(ty: &Type) -> bool {
    match wrapper_of(ty) {
        Some(("Box", _)) => false,
        Some((_, inner)) => is_known(inner),
        None => matches!(shape_of(ty), Shape::Text | Shape::Number(..) | Shape::Boolean),
    }
}

/// Returns whether `ty` is a type around a type around another one.
pub(crate) fn is_nested(ty: &Type) -> bool {
    let inner = |ty| last_segment(ty).and_then(argument);
    inner(ty).and_then(inner).is_some()
}

/// Returns what an `Option` or a `Box` holds, and `ty` itself if it is neither.
pub(crate) fn inside(ty: &Type) -> &Type {
    match wrapper_of(ty) {
        Some(("Option" | "Box", inner)) => inside(inner),
        _ => peel(ty),
    }
}

/// Returns what the `Option` holds that `ty` is.
pub(crate) fn optional(ty: &Type) -> Option<&Type> {
    match wrapper_of(ty) {
        Some(("Option", inner)) => Some(inner),
        _ => None,
    }
}

/// Returns the type of the elements if `ty` is a list, whether or not it is in an `Option` or a `Box`.
pub(crate) fn element_of(ty: &Type) -> Option<&Type> {
    match wrapper_of(inside(ty)) {
        Some(("Vec", element)) => Some(element),
        _ => None,
    }
}

/// Returns whether `ty` itself is a `Box`, a `Cow` or a `Vec`, or `String`: what `Into` makes without loss.
pub(crate) fn is_convertible(ty: &Type) -> bool {
    let is_box = matches!(wrapper_of(ty), Some(("Box" | "Vec", _)));
    is_box || (optional(ty).is_none() && shape_of(ty) == Shape::Text)
}

/// Returns the inner of two `Option`s of which one directly holds the other.
pub(crate) fn find_nested_option(ty: &Type) -> Option<&Type> {
    match wrapper_of(ty)? {
        ("Option", inner) if optional(inner).is_some() => Some(inner),
        (_, inner) => find_nested_option(inner),
    }
}

/// Returns a file in a list or a map; with `everywhere`, any file.
pub(crate) fn find_file(ty: &Type, everywhere: bool) -> Option<&Type> {
    match wrapper_of(ty) {
        Some(("Option" | "Box", inner)) => find_file(inner, everywhere),
        Some((_, inner)) => find_file(inner, true),
        None => (everywhere && shape_of(ty) == Shape::File).then_some(ty),
    }
}

/// Returns the name of a documented type (类型), as `top-core` gives it.
pub(crate) fn documented_name(ty: &Type) -> String {
    let name = match shape_of(ty) {
        Shape::Text => "String",
        Shape::Number(..) => "Number",
        Shape::Decimal => "Price",
        Shape::Date => "Date",
        Shape::File => "byte[]",
        Shape::Boolean => "Boolean",
        Shape::Json => "Json",
        shape @ (Shape::List | Shape::Map | Shape::Unknown) => {
            let ty = inside(ty);
            return match (shape, wrapper_of(ty)) {
                (Shape::List, Some((_, element))) => format!("{}[]", documented_name(element)),
                (Shape::Map, Some((_, value))) => format!("Map of {}", documented_name(value)),
                (..) => last_word(ty)
                    .map_or_else(|| "a type of its own".to_owned(), |word| format!("`{}`", word.unraw())),
            };
        }
    };
    name.to_owned()
}

/// Returns the name of the type around another one, and that.
fn wrapper_of(ty: &Type) -> Option<(&'static str, &Type)> {
    let segment = last_segment(ty)?;
    let inner = argument(segment)?;
    // The text of a name is asked for once: each comparison would ask for it again.
    let name = match segment.ident.to_string().as_str() {
        "Option" => "Option",
        "Box" => "Box",
        "Vec" => "Vec",
        "BTreeMap" => "BTreeMap",
        _ => return None,
    };
    Some((name, inner))
}

/// Returns the type inside `ty` that has no wire type, and what to declare instead.
pub(crate) fn find_unsupported(ty: &Type) -> Option<(&Type, &'static str)> {
    match wrapper_of(ty) {
        Some(("Box", inner)) if optional(inner).is_some() => {
            return Some((ty, "write the `Box` inside of the `Option`"));
        }
        Some(("Box", inner)) if shape_of(inner) != Shape::Unknown => {
            return Some((
                ty,
                "only a struct is in a `Box`, so that it can contain itself; remove the `Box`",
            ));
        }
        Some((_, inner)) => return find_unsupported(inner),
        None => {}
    }
    let segment = last_segment(ty)?;
    match (segment.ident.to_string().as_str(), argument(segment)) {
        ("f32" | "f64", None) => Some((ty, "it rounds decimal digits; use `Decimal`")),
        ("u64" | "usize" | "isize" | "u128" | "i128", None) => {
            Some((ty, "a `Number` has a sign and 64 bits; use `i64`"))
        }
        _ => None,
    }
}

/// Returns whether `ty` is the struct `ident` itself, in boxes at most, with nothing that could end it.
pub(crate) fn is_endless(ty: &Type, ident: &Ident) -> bool {
    match peel(ty) {
        Type::Path(path) if path.qself.is_none() => match path.path.segments.last() {
            Some(segment) if segment.ident == "Box" => {
                argument(segment).is_some_and(|inner| is_endless(inner, ident))
            }
            Some(segment) => {
                path.path.segments.len() == 1 && (segment.ident == "Self" || segment.ident == *ident)
            }
            None => false,
        },
        _ => false,
    }
}

/// Returns whether the generic parameter `parameter` occurs in `ty` as a type, not as the start or the end of a path.
pub(crate) fn mentions(ty: &Type, parameter: &Ident) -> bool {
    mentions_in(ty.to_token_stream(), parameter)
}

fn mentions_in(tokens: TokenStream, parameter: &Ident) -> bool {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_colon = |index: Option<usize>| {
        let token = index.and_then(|index| tokens.get(index));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
    };
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Ident(ident) => {
            ident == parameter && !is_colon(index.checked_sub(1)) && !is_colon(Some(index + 1))
        }
        TokenTree::Group(group) => mentions_in(group.stream(), parameter),
        _ => false,
    })
}

/// Opens parentheses, and the invisible groups that `macro_rules` puts around a type it was given.
fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        ty => ty,
    }
}

/// Returns the last word of a path.
pub(crate) fn last_word(ty: &Type) -> Option<&Ident> {
    last_segment(ty).map(|segment| &segment.ident)
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// Returns the last type between `<` and `>`.
fn argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().rev().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
