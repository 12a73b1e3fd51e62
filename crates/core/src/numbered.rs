//! Maps by browser number, as JSON has to write them: with texts for keys.
//!
//! Serde cannot read a number from a text key inside a tagged enum, such as a frame.

use crate::actor::BrowserNo;
use serde::de::{Deserialize, Deserializer, Error};
use std::collections::BTreeMap;

/// Reads a map whose keys are numbers written as texts.
///
/// # Errors
/// When a key is no number, or a value cannot be read.
pub(crate) fn read<'de, D, T>(source: D) -> Result<BTreeMap<BrowserNo, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let texts: BTreeMap<String, T> = BTreeMap::deserialize(source)?;
    let number = |(key, value): (String, T)| {
        let number = key.parse().map_err(|_no_number| D::Error::custom("a key is no number"))?;
        Ok((number, value))
    };
    texts.into_iter().map(number).collect()
}
