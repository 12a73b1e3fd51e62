//! A day in UTC, as usage counts it.

use crate::time::Millis;
use std::fmt;
use std::str::FromStr;

const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
/// Days of 400 years, after which the calendar repeats.
const ERA_DAYS: u64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const BEFORE_1970_DAYS: u64 = 719_468;

/// A day in UTC, written `YYYY-MM-DD`: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Day(u32);

/// A text that is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day: 2026-11-23 is one")]
pub struct BadDay;

impl Day {
    /// The day of this point in time.
    pub fn of(at_ms: Millis) -> Self {
        Self(u32::try_from(at_ms / DAY_MS).unwrap_or(u32::MAX))
    }

    /// When it begins.
    pub fn begins_at_ms(self) -> Millis {
        u64::from(self.0) * DAY_MS
    }
}

/// After <https://howardhinnant.github.io/date_algorithms.html>: years that begin in March.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = u64::from(self.0) + BEFORE_1970_DAYS;
        let (era, of_era) = (days / ERA_DAYS, days % ERA_DAYS);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        write!(f, "{:04}-{month:02}-{day:02}", era * 400 + year + next)
    }
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let digits = text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let mut parts = text.split('-').filter_map(|part| part.parse::<u64>().ok());
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(BadDay);
        };
        if !digits || text.len() != 10 || year < 1970 || !(1..=12).contains(&month) {
            return Err(BadDay);
        }
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let of_year = (153 * month + 2) / 5 + day.checked_sub(1).ok_or(BadDay)?;
        let year_of_era = year % 400;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        let days = year / 400 * ERA_DAYS + of_era - BEFORE_1970_DAYS;
        let day = u32::try_from(days).map(Self).map_err(|_too_late| BadDay)?;
        // The 31st of a month with 30 days comes back as another day.
        if day.to_string() == text { Ok(day) } else { Err(BadDay) }
    }
}
