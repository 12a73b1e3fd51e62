//! Load generator for Docent: thousands of honest followers.
fn main() {}
