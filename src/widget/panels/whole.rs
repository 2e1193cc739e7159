use std::rc::Rc;

use weigh_in_core::dataset::Comparison;

/// The bundled data set, packed by the build, with all that is said about its entries.
const BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/whole.packed"));

thread_local! {
    static WHOLE: Option<Rc<Comparison>> = Comparison::from_packed(BUNDLED).ok().map(Rc::new);
}

/// Does something with the data set, as whole as there is it.
#[inline(never)]
pub(in crate::widget) fn whole<T>(
    comparison: &Comparison,
    with: impl FnOnce(&Comparison) -> T,
) -> T {
    let bundled = WHOLE.with(Clone::clone).filter(|_| comparison.is_abridged);
    with(bundled.as_deref().unwrap_or(comparison))
}
