use super::{Comparison, Guide, Section};

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

impl Guide {
    /// Takes the sections out as bytes, for [`Guide::sections_from_packed`] of the same build; they are
    /// apart from now on.
    ///
    /// # Errors
    /// Those of the serializer, which has none for these types.
    pub fn pack_apart(&mut self) -> Result<Vec<u8>, postcard::Error> {
        match std::mem::replace(self, Guide::Apart) {
            Guide::Sections(sections) => postcard::to_allocvec(&sections),
            Guide::Apart => Ok(Vec::new()),
        }
    }

    /// The sections that [`Guide::pack_apart`] made these bytes from.
    ///
    /// # Errors
    /// If the bytes are something else, or from another version.
    pub fn sections_from_packed(bytes: &[u8]) -> Result<Vec<Section>, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
