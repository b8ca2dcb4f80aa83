//! What a declaration becomes: the impls of a struct, written from what a derive has found out about it.
//!
//! The compiler reads what stands here once, and writes it out faster than a derive, which hands over token by token
//! and is seldom built with optimisations. So a derive gives data, and the code is here.
//!
//! The functions are `#[inline]`, as all are that the derives write, so that only those are compiled that something calls:
//! an answer's structs are not written, a request's are not read, and most are never printed.

/// Writes the impls of a declared struct.
///
/// It is given, in this order: `self`, as a derive's own checks name it; a lifetime whose name the struct has not;
/// attributes and documentation for the impl; the name, with what a generic struct has around it in the head of an impl;
/// the function that makes the table, with the name and the documentation; the wire names and the documentation of the
/// fields in turn; details of fields, if there are any; the types; the descriptor, if it is not the usual; the fields,
/// each with the name of the function that reads it, or with its type if that is not known by its name; how the fields are
/// taken, with the author's checks; fields that are not on the wire; and then what makes it a request, and its `Debug`.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $self:ident $lent:lifetime $(#$attribute:tt)* $($docs:literal)?
        $name:ident $(([$($generics:tt)*] [$($arguments:tt)*] [$($clause:tt)*]))?
        $table:ident($($described:tt)*) [$($text:tt)*] $({$($details:tt)*})?
        [$($types:tt)*] $(outcome {$($descriptor:tt)*})?
        [$($field:ident $(.$read:ident)? $(($ty:ty))?)*]
        $take:ident $(($checks:expr))? $(skip [$($skipped:ident)*])?
        $({
            $(#$api_attribute:tt)* $(([$($api_generics:tt)*] [$($api_arguments:tt)*] [$($api_clause:tt)*]))?
            $api_docs:literal $response:ty, $method:tt $sorted:tt $($options:tt)*
        })?
        $([
            $(#$debug_attribute:tt)* $debug:ident
            $(([$($debug_generics:tt)*] [$($debug_arguments:tt)*] [$($debug_clause:tt)*]))?
        ])?
    ) => {
        $(#[doc = $docs])?
        $(#$attribute)*
        #[automatically_derived]
        impl $($($generics)*)? $crate::__::TopObject for $name $($($arguments)*)? $($($clause)*)? {
            type Fields = $($types)*;
            const TABLE: $crate::__::Table =
                $crate::__::Table::$table($($described,)* &[$($text),*])$(.with_details(&[$($details)*]))?;
            $($($descriptor)*)?
            #[inline]
            fn lend<$lent>(&$lent $self, borrower: &mut $crate::__::Borrower<$lent, '_>) {
                borrower.$take(&[$($(<$ty as $crate::__::Wire>::lend)?(&$self.$field)),*] $(, &$checks)?);
            }
            #[inline]
            fn from_reader(reader: &mut $crate::__::Reader<'_>) -> Self {
                Self {
                    $($field: $(reader.$read())? $(<$ty as $crate::__::Wire>::read(reader))?,)*
                    $($($skipped: ::core::default::Default::default(),)*)?
                }
            }
        }
        $(
            #[doc = $api_docs]
            $(#$api_attribute)*
            #[automatically_derived]
            impl $($($api_generics)*)? $crate::__::TopApi for $name $($($api_arguments)*)? $($($api_clause)*)? {
                type Response = $response;
                const API: &'static $crate::__::Api =
                    &$crate::__::Api::declared::<Self>($method, &$sorted)$($options)*;
            }
        )?
        $(
            $(#$debug_attribute)*
            #[automatically_derived]
            impl $($($debug_generics)*)? ::core::fmt::$debug
                for $name $($($debug_arguments)*)? $($($debug_clause)*)?
            {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::__::debug(self, f)
                }
            }
        )?
    };
}
