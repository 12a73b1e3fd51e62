//! Pages drawn by the server: templates with placeholders, and values that cannot break out.

use serde::Serialize;
use std::borrow::Cow;

/// What stands in the place of a placeholder.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    /// Text: escaped, in elements and in quoted attributes.
    Text(Cow<'a, str>),
    /// JSON in a `<script type="application/json">`.
    Json(String),
    /// HTML that we have put together ourselves.
    Html(String),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A value as JSON that can stand in a script element: nothing in it ends the element.
pub(super) fn json<'a>(value: &impl Serialize) -> Value<'a> {
    let text = serde_json::to_string(value).expect("boot values have string keys only");
    Value::Json(
        text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"),
    )
}

/// Replaces each `{{name}}` by its value; one without a value becomes nothing. Values are not
/// searched for placeholders.
pub(super) fn fill<'v>(template: &str, value_of: impl Fn(&str) -> Option<Value<'v>>) -> String {
    let mut out = String::with_capacity(template.len() + 1_024);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match value_of(name.trim()) {
            Some(Value::Text(text)) => out.push_str(&escaped(&text)),
            Some(Value::Json(text) | Value::Html(text)) => out.push_str(&text),
            None => tracing::debug!(name, "a placeholder has no value"),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Text as it stands in elements and in quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::json as json_of;
    use super::*;
    use serde_json::json;

    const HOSTILE: &str = r#"</title></script><script>alert(1)</script>"'<!--{{boot}}&amp;"#;

    /// SE14: whatever a name or title holds, it is text on a drawn page and ends no element.
    #[test]
    fn se14_values_cannot_break_out_of_a_page() {
        let template = r#"<title>{{title}}</title><script id="boot">{{boot}}</script>"#;
        let boot = json!({ "name": HOSTILE });

        let page = fill(template, |name| match name {
            "title" => Some(HOSTILE.into()),
            "boot" => Some(json_of(&boot)),
            _ => None,
        });

        assert_eq!(page.matches('<').count(), template.matches('<').count(), "{page}");
        let (_, script) = page.split_once(r#"id="boot">"#).unwrap();
        let read: serde_json::Value =
            serde_json::from_str(script.strip_suffix("</script>").unwrap()).unwrap();
        assert_eq!(read, boot);
    }

    #[test]
    fn placeholders_without_value_and_loose_braces_are_harmless() {
        let page = fill("a{{ x }}b{{y}}c{{", |name| (name == "x").then(|| "1".into()));

        assert_eq!(page, "a1bc{{");
    }
}
