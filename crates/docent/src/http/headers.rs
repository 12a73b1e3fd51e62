//! What every answer carries: what its page may load, who may frame it, what is kept of it.

use super::Shared;
use super::caller::text;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Of everything: pages, files and answers that a browser may be led to open. The one policy for
/// Trusted Types that a page may make lets a worker start from our own address, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; media-src 'self'; font-src 'self'; manifest-src 'self'; \
    worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types docent";
const FRAMES_OURS: &str = "frame-src 'self'";
const FRAMES_ANY: &str = "frame-src http: https:";
/// For a year, browsers that have reached us by https come by nothing else. Other hosts below ours
/// are not ours to decide for.
const HTTPS_ONLY: &str = "max-age=31536000";
const NOBODY: &str = "'none'";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Adds what an answer does not say itself.
pub(super) async fn guard(State(app): Shared, request: Request, next: Next) -> Response {
    let secure = app.config.is_secure(text(request.headers(), HOST));
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let mut unless_said = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_said(X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_said(REFERRER_POLICY, "no-referrer");
    unless_said(CACHE_CONTROL, "no-store");
    unless_said(RESOURCE_POLICY, "same-origin");
    unless_said(PERMISSIONS, "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    if secure {
        unless_said(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert_with(|| framed_by(&[]));
    answer
}

/// Our policy for a page that only these origins may frame; nobody where there are none.
/// Origins are written by the directory in their canonical form; others are left out.
pub(super) fn framed_by(origins: &[String]) -> HeaderValue {
    let fit = origins.iter().filter(|it| is_source(it)).map(String::as_str);
    let mut sources = fit.collect::<Vec<_>>().join(" ");
    if sources.is_empty() {
        sources.push_str(NOBODY);
    }
    HeaderValue::from_str(&format!("{POLICY}; frame-ancestors {sources}"))
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// Our policy for the chat window, which alone shows other sites: in a frame, where no window can be
/// driven. What is in the frame gets nothing of ours.
pub(super) fn staging() -> HeaderValue {
    let policy = POLICY.replace(FRAMES_OURS, FRAMES_ANY);
    HeaderValue::from_str(&format!("{policy}; frame-ancestors {NOBODY}"))
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// Lets the browser name our own pages as the sender: plain forms need an `Origin` that says so.
pub(super) fn name_ourselves(headers: &mut HeaderMap) {
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

/// Whether this can stand in a policy as one source and as nothing else.
fn is_source(origin: &str) -> bool {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    host.is_some_and(|host| {
        let is_letter = |it: u8| it.is_ascii_alphanumeric() || b".-:[]".contains(&it);
        !host.is_empty() && host.bytes().all(is_letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE11: only the origins of the site may frame its panel, and an origin cannot add words to
    /// the policy.
    #[test]
    fn se11_only_listed_origins_frame_the_panel() {
        let of = |origins: &[&str]| {
            let origins: Vec<String> = origins.iter().map(|it| (*it).to_owned()).collect();
            let policy = framed_by(&origins);
            policy.to_str().unwrap().rsplit_once("frame-ancestors ").unwrap().1.to_owned()
        };

        assert_eq!(
            of(&["https://shop.example", "http://localhost:8080"]),
            "https://shop.example http://localhost:8080"
        );
        assert_eq!(of(&[]), NOBODY);
        for bad in ["*", "https://*", "https:", "https://a; script-src *", "https://a *", "'self'"]
        {
            assert_eq!(of(&[bad]), NOBODY, "{bad}");
        }
    }

    /// SE32: only the chat window frames other sites, and nobody frames it.
    #[test]
    fn se32_only_the_chat_window_frames_other_sites() {
        let staging = staging();
        let staging = staging.to_str().unwrap();

        assert!(staging.contains("frame-src http: https:;"), "{staging}");
        assert!(staging.ends_with("frame-ancestors 'none'"), "{staging}");
        assert!(framed_by(&[]).to_str().unwrap().contains("frame-src 'self';"));
    }

    /// SE14: no page of ours runs a script that stands in it, or text as HTML.
    #[test]
    fn se14_policy_is_strict() {
        let policy = framed_by(&[]);
        let policy = policy.to_str().unwrap();

        for part in
            ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "trusted-types docent"]
        {
            assert!(policy.contains(part), "{part}");
        }
        assert!(!policy.contains("unsafe"));
    }
}
