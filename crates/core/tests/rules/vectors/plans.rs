//! Ways and facts, and what is planned of them.

use docent_core::drive::Way;
use docent_core::plan::{Content, Facts, Framing, plan};
use serde_json::{Value, json};

const WAYS: [&[Way]; 9] = [
    &[],
    &[Way::Window],
    &[Way::Guided, Way::Stage],
    &[Way::Window, Way::Page, Way::Stage],
    &[Way::Page],
    &[Way::Page, Way::Stage],
    &[Way::Stage, Way::Link],
    &[Way::Window, Way::Extension],
    &[Way::Java],
];

/// Every set of ways with every kind of target.
pub(super) fn plans() -> Vec<Value> {
    let targets = || {
        [false, true].into_iter().flat_map(|severs| {
            [Framing::Allowed, Framing::Forbidden].into_iter().flat_map(move |framing| {
                [false, true].map(|own| Facts { severs, framing, own, ..Facts::default() })
            })
        })
    };
    let all = WAYS.iter().flat_map(|ways| targets().map(move |facts| row(ways, facts)));
    let contents = [Content::Download, Content::Nothing].into_iter().flat_map(|content| {
        let facts = Facts { content, ..Facts::default() };
        [&[Way::Window] as &[Way], &[Way::Page]].map(|ways| row(ways, facts))
    });
    all.chain(contents).collect()
}

fn row(ways: &[Way], facts: Facts) -> Value {
    json!({ "ways": ways, "facts": facts, "plan": plan(ways, &facts) })
}
