//! Rules of lists: `min_items`, `max_items`.

use crate::error::Actual;
use crate::value::List;

pub(super) fn min_items(list: &dyn List, limit: u32) -> Option<Actual> {
    (list.count() < limit as usize).then_some(Actual::Items(list.count()))
}

pub(super) fn max_items(list: &dyn List, limit: u32) -> Option<Actual> {
    (list.count() > limit as usize).then_some(Actual::Items(list.count()))
}
