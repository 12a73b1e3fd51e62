//! Many measurements, and the figures that stand for them.

/// Measurements in nanoseconds.
#[derive(Debug, Clone, Default)]
pub struct Series {
    values: Vec<u64>,
}

impl Series {
    /// Adds one.
    pub fn add(&mut self, ns: u64) {
        self.values.push(ns);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value that `percent` of them do not exceed; 0 where there are none.
    pub fn percentile(&self, percent: usize) -> u64 {
        let mut sorted = self.values.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(place).copied().unwrap_or(0)
    }

    /// The smallest; 0 where there are none.
    pub fn first(&self) -> u64 {
        self.values.iter().copied().min().unwrap_or(0)
    }

    /// The largest; 0 where there are none.
    pub fn last(&self) -> u64 {
        self.values.iter().copied().max().unwrap_or(0)
    }
}

/// The median of the rounds' figures; 0 where there are none.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match (sorted.get(middle), sorted.len() % 2) {
        (Some(value), 1) => *value,
        (Some(value), _) => f64::midpoint(*value, sorted[middle - 1]),
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let mut series = Series::default();
        for value in (1..=200).rev() {
            series.add(value);
        }

        assert_eq!((series.percentile(50), series.percentile(99)), (100, 198));
        assert_eq!((series.first(), series.last()), (1, 200));
        assert_eq!(Series::default().percentile(99), 0);
    }

    #[test]
    fn medians_need_no_odd_number_of_rounds() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(&[1.0, 2.0]) - 1.5).abs() < 1e-9);
        assert!(median(&[]).abs() < 1e-9);
    }
}
