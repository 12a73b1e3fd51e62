//! The one table: each figure beside the number to reach.

use serde::Serialize;
use std::fmt;

/// The number to reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
    /// Shown for comparison.
    None,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// The figure.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// The number to reach.
    pub goal: Goal,
    /// The same of the peer, measured in the same run.
    pub peer: Option<f64>,
    /// What else a reader should know.
    pub note: String,
}

impl Figure {
    /// A figure.
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str, goal: Goal) -> Self {
        Self { name: name.into(), value, unit, goal, peer: None, note: String::new() }
    }

    /// The same, beside the peer's.
    #[must_use]
    pub fn beside(self, peer: Option<f64>) -> Self {
        Self { peer, ..self }
    }

    /// The same, with a note.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// `ok` or `short`; empty where there is nothing to reach.
    pub fn verdict(&self) -> &'static str {
        let reached = match self.goal {
            Goal::AtMost(most) => self.value <= most,
            Goal::AtLeast(least) => self.value >= least,
            Goal::None => return "",
        };
        if reached { "ok" } else { "short" }
    }
}

/// All rows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// How it was measured.
    pub header: Vec<String>,
    /// In the order of the scenarios.
    pub figures: Vec<Figure>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.header {
            writeln!(f, "{line}")?;
        }
        let name = self.figures.iter().map(|it| it.name.chars().count()).max().unwrap_or(0);
        let (measured, goal, peer) = ("measured", "to reach", "peer (ws)");
        writeln!(f, "\n{:name$}  {measured:>14}  {goal:>14}  {:5}  {peer:>16}", "figure", "")?;
        for it in &self.figures {
            let measured = format!("{} {}", number(it.value), it.unit);
            let goal = match it.goal {
                Goal::AtMost(most) => format!("≤ {} {}", number(most), it.unit),
                Goal::AtLeast(least) => format!("≥ {} {}", number(least), it.unit),
                Goal::None => String::new(),
            };
            let verdict = it.verdict();
            let peer = it.peer.map_or_else(String::new, |peer| {
                format!("{} (×{:.2})", number(peer), it.value / peer.max(f64::MIN_POSITIVE))
            });
            let row =
                format!("{:name$}  {measured:>14}  {goal:>14}  {verdict:5}  {peer:>16}", it.name);
            writeln!(f, "{}", format!("{row}  {}", it.note).trim_end())?;
        }
        Ok(())
    }
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "figures are shown with three digits")]
pub fn float(count: u64) -> f64 {
    count as f64
}

/// A number with three digits that matter, and thousands apart.
fn number(value: f64) -> String {
    let digits = match value.abs() {
        large if large >= 100.0 => 0,
        middle if middle >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |it| it);
    let mut out = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_digits() {
        let shown = [0.123, 12.34, 123.4, 123_456.7].map(number);

        assert_eq!(shown, ["0.12", "12.3", "123", "123,457"]);
    }

    #[test]
    fn a_figure_says_whether_it_reaches_its_number() {
        assert_eq!(Figure::new("", 1.0, "ms", Goal::AtMost(1.0)).verdict(), "ok");
        assert_eq!(Figure::new("", 1.0, "/s", Goal::AtLeast(2.0)).verdict(), "short");
        assert_eq!(Figure::new("", 1.0, "/s", Goal::None).verdict(), "");
    }
}
