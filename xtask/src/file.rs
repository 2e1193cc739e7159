//! A file of the release: its name, when it is loaded, and its content.

use sha2::{Digest, Sha256};

use crate::size::Role;

/// A file of the release.
pub struct File {
    /// The name in `dist/`, which has no directories.
    pub name: String,
    /// The occasion on which it is loaded.
    pub role: Role,
    /// The content.
    pub content: Vec<u8>,
}

impl File {
    /// Creates a file with a name that never changes.
    pub fn with_name(name: &str, role: Role, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            role,
            content: content.into(),
        }
    }

    /// Creates a file that is named after its content: a stem, a hash, and an extension.
    pub fn with_hashed_name(
        stem: &str,
        extension: &str,
        role: Role,
        content: impl Into<Vec<u8>>,
    ) -> Self {
        let content = content.into();
        let hash: String = Sha256::digest(&content)
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            name: format!("{stem}-{hash}.{extension}"),
            role,
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_depends_on_the_content_alone() {
        let name =
            |content: &str| File::with_hashed_name("weigh-in", "js", Role::OnDemand, content).name;
        assert_eq!(name("a"), "weigh-in-ca978112ca1b.js");
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
    }
}
