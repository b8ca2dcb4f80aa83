//! Every mistake that the derives report, each under a name that never changes.
//!
//! `DIAGNOSTICS.md` lists them with what they say; a test writes that list from `tests/ui` and fails if one has no case.

macro_rules! diagnostics {
    ($($kind:ident = $name:literal,)*) => {
        /// A kind of mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Diagnostic {
            $($kind,)*
        }

        #[cfg(test)]
        impl Diagnostic {
            pub(crate) const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Returns the name in the catalogue.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

diagnostics! {
    // The form of `#[top(...)]`.
    AttributeAlone = "attribute-alone",
    AttributeWithValue = "attribute-with-value",
    CommaTooMany = "comma-too-many",
    CommaMissing = "comma-missing",
    KeyExpected = "key-expected",
    KeyWithPath = "key-with-path",
    EqualsExpected = "equals-expected",
    KeyUnknown = "key-unknown",
    KeyForeign = "key-foreign",
    KeyMisplaced = "key-misplaced",
    KeyTwice = "key-twice",
    // The values of keys.
    ValueMissing = "value-missing",
    ValueOfFlag = "value-of-flag",
    ValueInParentheses = "value-in-parentheses",
    ListExpected = "list-expected",
    TextExpected = "text-expected",
    CountExpected = "count-expected",
    CountNegative = "count-negative",
    CountTooLarge = "count-too-large",
    BoundExpected = "bound-expected",
    NumberWithSuffix = "number-with-suffix",
    NumberWithExponent = "number-with-exponent",
    ChoiceExpected = "choice-expected",
    TypeExpected = "type-expected",
    PathExpected = "path-expected",
    ExampleExpected = "example-expected",
    CodeExpected = "code-expected",
    SessionUnknown = "session-unknown",
    ListFormUnknown = "list-form-unknown",
    // What carries the derive.
    StructWithoutNames = "struct-without-names",
    StructExpected = "struct-expected",
    MethodMissing = "method-missing",
    MethodMalformed = "method-malformed",
    ResponseOfNoStruct = "response-of-no-struct",
    // The names of fields.
    WireNameMalformed = "wire-name-malformed",
    WireNameTaken = "wire-name-taken",
    WireNameOfSystem = "wire-name-of-system",
    SkipWithMore = "skip-with-more",
    // The types of fields.
    TypeWithoutWire = "type-without-wire",
    TypeEndless = "type-endless",
    OptionOfOption = "option-of-option",
    ListOfLists = "list-of-lists",
    FileBelowTop = "file-below-top",
    // Rules.
    RuleNotForType = "rule-not-for-type",
    RuleNeverKept = "rule-never-kept",
    RulesExclude = "rules-exclude",
    ChoiceTwice = "choice-twice",
    ChoiceExcluded = "choice-excluded",
    BoundNotOfType = "bound-not-of-type",
    ItemsOfNoList = "items-of-no-list",
    ItemsWithoutRules = "items-without-rules",
    // How values are written.
    JsonOfScalar = "json-of-scalar",
    JsonOfParameter = "json-of-parameter",
    ListOfNoList = "list-of-no-list",
    ListInObject = "list-in-object",
    ListOfJson = "list-of-json",
    // The outcome of a response.
    OutcomeWithoutSuccess = "outcome-without-success",
    OutcomePathMalformed = "outcome-path-malformed",
    OutcomeWithoutMember = "outcome-without-member",
    OutcomeIntoScalar = "outcome-into-scalar",
    OutcomeOfContainer = "outcome-of-container",
    OutcomeWithoutOk = "outcome-without-ok",
    OutcomeOkNever = "outcome-ok-never",
    // Enums of codes.
    EnumExpected = "enum-expected",
    EnumWithParameters = "enum-with-parameters",
    OtherMissing = "other-missing",
    OtherTwice = "other-twice",
    OtherWithoutCode = "other-without-code",
    OtherWithName = "other-with-name",
    VariantWithFields = "variant-with-fields",
    VariantWithDiscriminant = "variant-with-discriminant",
    CodeMissing = "code-missing",
    CodeOfOtherKind = "code-of-other-kind",
    CodeEmpty = "code-empty",
    CodeTooLarge = "code-too-large",
    CodeTaken = "code-taken",
    // The tokens themselves.
    Unreadable = "unreadable",
}
