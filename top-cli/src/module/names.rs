//! Names: of modules, types and fields, from the names of the documents.

use std::collections::BTreeSet;

/// Words that are no identifiers without `r#`, reserved ones as well.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that are no identifiers even with `r#`.
const PATH_KEYWORDS: [&str; 4] = ["crate", "self", "super", "Self"];

/// Names that mean something else where a module is printed, or to the derives.
const TAKEN_TYPES: [&str; 20] = [
    "BTreeMap",
    "Box",
    "Cow",
    "DateTime",
    "Decimal",
    "File",
    "HashMap",
    "Json",
    "Option",
    "Self",
    "String",
    "TopApi",
    "TopEnum",
    "TopObject",
    "Vec",
    "Wire",
    "Arc",
    "Rc",
    "BTreeSet",
    "HashSet",
];

/// Returns whether `name` needs `r#` as an identifier.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Returns whether `name` can be a name on the wire: printable ASCII that needs no escape.
pub(super) fn is_wire_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

/// Returns the method without what most methods begin with and no class of the official SDK has.
fn own_part(method: &str) -> &str {
    match method.strip_prefix("taobao.") {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_alphabetic()) => rest,
        _ => method,
    }
}

/// Returns the name of the module of an API: `phone_bank_credit_process`.
pub(super) fn module(method: &str) -> String {
    let name = snake_case(own_part(method));
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("api_{name}") } else { name }
}

/// Returns what the names of the request and the response of an API begin with: `PhoneBankCreditProcess`.
pub(super) fn api_type(method: &str) -> String {
    let name = upper_camel_case(own_part(method));
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("Api{name}") } else { name }
}

/// Returns the name of a Rust field for a name on the wire, which is kept wherever it is one.
pub(super) fn field(wire_name: &str) -> String {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_kept = wire_name.bytes().all(is_word)
        && wire_name.starts_with(|first: char| first.is_ascii_lowercase())
        && !wire_name.contains("__");
    let name = if is_kept { wire_name.to_owned() } else { snake_case(wire_name) };
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("field_{name}").trim_end_matches('_').to_owned()
    } else if PATH_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_field")
    } else {
        name
    }
}

/// Returns the documented name of a type as a Rust type; empty if nothing of it can stand in one.
pub(super) fn documented_type(name: &str) -> String {
    let is_identifier = name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.starts_with(|first: char| first.is_ascii_uppercase());
    let mut name = if is_identifier { name.to_owned() } else { upper_camel_case(name) };
    // `SKU` is `Sku` in Rust.
    if name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        name = name[..1].to_owned() + &name[1..].to_ascii_lowercase();
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name = format!("Type{name}");
    }
    if TAKEN_TYPES.contains(&name.as_str()) { format!("{name}Object") } else { name }
}

/// Returns the name of a wire member as part of the name of a type: `result_list` is `ResultList`.
pub(super) fn member_type(wire_name: &str) -> String {
    upper_camel_case(&snake_case(wire_name))
}

/// Returns `name`, with a number if it is taken, and takes it.
pub(crate) fn unique(name: &str, separator: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(name.to_owned()) {
        return name.to_owned();
    }
    let separator = if name.ends_with(separator) { "" } else { separator };
    let mut number = 2_usize;
    loop {
        let numbered = format!("{name}{separator}{number}");
        if taken.insert(numbered.clone()) {
            return numbered;
        }
        number += 1;
    }
}

/// Writes words in lower case with `_` between: at what is no letter or digit, and before a capital that begins a word.
fn snake_case(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 8);
    for (index, &character) in characters.iter().enumerate() {
        let is_begin_of_word = character.is_ascii_uppercase() && {
            let before = index.checked_sub(1).and_then(|index| characters.get(index));
            let after = characters.get(index + 1);
            before.is_some_and(char::is_ascii_lowercase)
                || (before.is_some_and(char::is_ascii_uppercase)
                    && after.is_some_and(char::is_ascii_lowercase))
        };
        let is_separator = !character.is_ascii_alphanumeric();
        if (is_separator || is_begin_of_word) && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        if !is_separator {
            snake.push(character.to_ascii_lowercase());
        }
    }
    snake.truncate(snake.trim_end_matches('_').len());
    snake
}

/// Writes words together, each with a capital.
fn upper_camel_case(name: &str) -> String {
    name.split(|character: char| !character.is_ascii_alphanumeric())
        .filter_map(|word| word.split_at_checked(1))
        .map(|(first, rest)| first.to_ascii_uppercase() + rest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_and_its_types_are_named_as_the_official_sdk_names_the_classes() {
        let methods = [
            ("taobao.phone.bank.credit.process", "phone_bank_credit_process", "PhoneBankCreditProcess"),
            ("tmall.fin.car.open.bill.notify", "tmall_fin_car_open_bill_notify", "TmallFinCarOpenBillNotify"),
            ("taobao.miniapp.userInfo.get", "miniapp_user_info_get", "MiniappUserInfoGet"),
            (
                "account.aliyuncs.com.CreateApp.2013-07-01",
                "account_aliyuncs_com_create_app_2013_07_01",
                "AccountAliyuncsComCreateApp20130701",
            ),
            ("taobao.12306.order.get", "taobao_12306_order_get", "Taobao12306OrderGet"),
        ];
        for (method, module_name, type_name) in methods {
            assert_eq!((module(method).as_str(), api_type(method).as_str()), (module_name, type_name));
        }
    }

    #[test]
    fn a_field_keeps_its_wire_name_where_that_is_a_name_in_rust() {
        for name in ["bill_status_equest_top", "type", "goods_d_t_o_list", "address_1", "a"] {
            assert_eq!(field(name), name);
        }
        let converted = [
            ("orderCode", "order_code"),
            ("OwnerId", "owner_id"),
            ("is_3D", "is_3d"),
            ("dimission.employee", "dimission_employee"),
            ("_t", "t"),
            ("userID", "user_id"),
            ("HTTPServer", "http_server"),
            ("a__b", "a_b"),
            ("3d", "field_3d"),
            ("self", "self_field"),
            ("Self", "self_field"),
            ("$", "field"),
        ];
        for (wire_name, name) in converted {
            assert_eq!(field(wire_name), name, "{wire_name}");
        }
    }

    #[test]
    fn a_type_keeps_its_documented_name_where_nothing_else_has_it() {
        let types = [
            ("AeopFreightDTO", "AeopFreightDTO"),
            ("Result", "Result"),
            ("T", "T"),
            ("SKU", "Sku"),
            ("String", "StringObject"),
            ("Option", "OptionObject"),
            ("order.item-dto", "OrderItemDto"),
            ("3DModel", "Type3DModel"),
            ("订单", ""),
        ];
        for (documented, name) in types {
            assert_eq!(documented_type(documented), name);
        }
    }
}
