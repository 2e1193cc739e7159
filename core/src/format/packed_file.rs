use super::Problem;
use crate::dataset::{Comparison, DataSet, Details, pack, unpack};

/// The first bytes of a packed file. No text begins with the character NUL.
pub(super) const MAGIC: &[u8] = b"\0weighin";

/// The version of the format, which changes whenever files would be decoded to something else.
const VERSION: u32 = 1;

/// Returns a data set as a packed file, which widgets read with a tenth of the code that JSON or CSV takes.
///
/// Eight bytes by which it is known precede the version, the checksum of all that follows and the length of the packed
/// comparison (32 bits each, the lowest byte first), the comparison and the details.
///
/// # Errors
/// Those of [`pack`], which has none for data sets.
pub fn to_packed(data: &DataSet) -> Result<Vec<u8>, postcard::Error> {
    let comparison = data.comparison.to_packed();
    let length = (comparison.len() as u32).to_le_bytes();
    let details = pack(&data.details)?;
    let content = [&length[..], &comparison, &details].concat();
    let [version, checksum] = [VERSION, checksum(&content)].map(u32::to_le_bytes);
    Ok([MAGIC, &version, &checksum, &content].concat())
}

impl Comparison {
    /// Reads the comparison of a packed file, and returns it with the details, for [`Details::from_packed`].
    ///
    /// # Errors
    /// Fails if the file is damaged, or of another version of the format.
    pub fn read_packed(file: &[u8]) -> Result<(Comparison, &[u8]), Problem> {
        let header = file.strip_prefix(MAGIC).and_then(split_number);
        let (version, content) = header.ok_or_else(damaged)?;
        if version != VERSION {
            return Err(Problem::of_data_set(
                "this file is packed for another version of Weigh-in; convert the data set again with the release of weigh-in.js",
            ));
        }
        let content = split_number(content).filter(|(sum, content)| *sum == checksum(content));
        let parts = content.and_then(|(_, content)| {
            let (length, content) = split_number(content)?;
            content.split_at_checked(length as usize)
        });
        let (comparison, details) = parts.ok_or_else(damaged)?;
        let comparison = Comparison::from_packed(comparison).filter(Comparison::is_consistent);
        Ok((comparison.ok_or_else(damaged)?, details))
    }
}

impl Details {
    /// Reads the details of a packed file; `None` if they are damaged, or are not those of `comparison`.
    pub fn from_packed(bytes: &[u8], comparison: &Comparison) -> Option<Details> {
        let details: Option<Details> = unpack(bytes).ok();
        details.filter(|details| details.are_consistent_with(comparison))
    }
}

/// Reads a packed file.
pub(super) fn read(file: &[u8]) -> Result<DataSet, Problem> {
    let (comparison, details) = Comparison::read_packed(file)?;
    let details = Details::from_packed(details, &comparison).ok_or_else(damaged)?;
    Ok(DataSet {
        comparison,
        details,
        notes: Vec::new(),
    })
}

fn damaged() -> Problem {
    Problem::of_data_set(
        "this packed file is damaged; convert the data set again, and upload the file without changes",
    )
}

/// Splits a number of 32 bits off.
fn split_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}

/// Returns the FNV-1a hash of 32 bits (RFC 9923), which finds damage, not forgery.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811C_9DC5, step)
}
