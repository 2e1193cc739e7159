/// Something that is loaded when it is first wanted, as far as it has come.
pub(super) enum Fetch<T> {
    /// Nobody has asked for it.
    Unasked,
    /// It is on its way.
    Pending,
    /// It is here.
    Done(T),
    /// It could not be loaded.
    Failed,
}

impl<T> Fetch<T> {
    /// What has come.
    pub(super) fn done(&self) -> Option<&T> {
        match self {
            Fetch::Done(done) => Some(done),
            _ => None,
        }
    }
}

impl<T> From<Option<T>> for Fetch<T> {
    fn from(fetched: Option<T>) -> Self {
        fetched.map_or(Fetch::Failed, Fetch::Done)
    }
}
