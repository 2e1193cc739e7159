use crate::comparison::Comparison;

/// A packed data set is made where the widget is built, so that readers neither fetch nor run what
/// reads and checks JSON.
impl Comparison {
    /// The data set as bytes, for [`Comparison::from_packed`] of the same build.
    ///
    /// # Errors
    /// Those of the serializer, which has none for these types.
    pub fn to_packed(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The data set that [`Comparison::to_packed`] made these bytes from.
    ///
    /// # Errors
    /// If the bytes are something else, or from another version.
    pub fn from_packed(bytes: &[u8]) -> Result<Comparison, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
