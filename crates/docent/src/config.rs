//! Settings: from the command line, from `DOCENT_…` variables and from a file, in this order.

use clap::builder::FalseyValueParser;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use url::Url;

const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// With a certificate of our own: where browsers look for it, and Let's Encrypt too.
const LISTEN_TLS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 443);
/// A company behind one address has its agents and visitors within this.
const SOCKETS_PER_ADDRESS: u32 = 1_000;
const CHANNELS_PER_ADDRESS: u32 = 60;
const COMMANDS_PER_VISITOR: u32 = 5;
const RESUMES_PER_SECOND: u32 = 2_000;
const DATA: &str = "data";
const NO_JAVA: &str = "none";

/// A setting that cannot be used: where it stands, and what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings in {}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// The file is not TOML, or has a setting that we do not know. `why` names line and setting.
    #[error("{}: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        why: String,
    },
    /// An address under which the server should be known is none.
    #[error(
        "url `{url}` is not an origin: write scheme, host and port only, as in https://chat.example"
    )]
    Url {
        /// What was given.
        url: String,
    },
    /// A host for `--acme` that cannot have a certificate.
    #[error("acme `{host}` is not a public host name, as in chat.example")]
    Acme {
        /// What was given.
        host: String,
    },
}

/// Settings of the server as they are given. What is not given here may stand in the file.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    /// Address and port to listen on [default: 127.0.0.1:8080, with --acme 0.0.0.0:443]
    #[arg(long, env = "DOCENT_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Folder that holds everything there is to keep [default: data]
    #[arg(long, env = "DOCENT_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address under which browsers reach this server, such as <https://chat.example>; may be repeated
    #[arg(long = "url", env = "DOCENT_URL", value_name = "URL", value_delimiter = ',')]
    pub urls: Vec<String>,
    /// Add a demonstration: a small shop under /demo/ and an agent with a well-known password
    #[arg(long, env = "DOCENT_DEMO", value_parser = FalseyValueParser::new())]
    pub demo: bool,
    /// Take the visitor's address from X-Forwarded-For, which a proxy in front of us sets
    #[arg(long, env = "DOCENT_BEHIND_PROXY", value_parser = FalseyValueParser::new())]
    pub behind_proxy: bool,
    /// Connections that one address may have at a time; 0 is no bound [default: 1000]
    #[arg(long, env = "DOCENT_SOCKETS_PER_ADDRESS", value_name = "NUMBER")]
    pub sockets_per_address: Option<u32>,
    /// Channels that one address may open at once, and then one a second; 0 is no bound [default: 60]
    #[arg(long, env = "DOCENT_CHANNELS_PER_ADDRESS", value_name = "NUMBER")]
    pub channels_per_address: Option<u32>,
    /// Commands a second that one visitor may send in the long run; 0 is no bound [default: 5]
    #[arg(long, env = "DOCENT_COMMANDS_PER_VISITOR", value_name = "NUMBER")]
    pub commands_per_visitor: Option<u32>,
    /// Clients a second that may resume in the first minute after a start; 0 is no bound [default: 2000]
    #[arg(long, env = "DOCENT_RESUMES_PER_SECOND", value_name = "NUMBER")]
    pub resumes_per_second: Option<u32>,
    /// Host name to get a certificate for from Let's Encrypt, which looks for us on port 443
    #[arg(long, env = "DOCENT_ACME", value_name = "HOST")]
    pub acme: Option<String>,
    /// Java client to hand out instead of the one built in, such as a signed one; `none` for none
    #[arg(long, env = "DOCENT_JAVA_CLIENT", value_name = "FILE")]
    pub java_client: Option<PathBuf>,
    /// File with the same settings in TOML
    #[arg(long, env = "DOCENT_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Which folder a command of the command line works on.
#[derive(Debug, Clone, clap::Args)]
pub struct DataFolder {
    /// Folder of the server's data
    #[arg(long, env = "DOCENT_DATA", value_name = "DIR", default_value = DATA)]
    pub data: PathBuf,
}

/// The same settings, in a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FileSettings {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    url: Vec<String>,
    demo: bool,
    behind_proxy: bool,
    sockets_per_address: Option<u32>,
    channels_per_address: Option<u32>,
    commands_per_visitor: Option<u32>,
    resumes_per_second: Option<u32>,
    acme: Option<String>,
    java_client: Option<PathBuf>,
}

/// Which Java client is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JavaSource {
    /// The one that was built into this server, if one was.
    BuiltIn,
    /// A jar of the owner's.
    File(PathBuf),
    /// None.
    None,
}

/// The server's settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// Our origins, as browsers write them (`http://127.0.0.1:8080`). Not empty; the first is the
    /// one to show to people.
    pub urls: Vec<String>,
    /// Whether to add the demonstration.
    pub demo: bool,
    /// Whether `X-Forwarded-For` is to be believed.
    pub behind_proxy: bool,
    /// Connections that one address may have at a time; 0 is no bound.
    pub sockets_per_address: u32,
    /// Channels that one address may open at once, and then one a second; 0 is no bound.
    pub channels_per_address: u32,
    /// Commands a second that one visitor may send in the long run; 0 is no bound.
    pub commands_per_visitor: u32,
    /// Clients a second that may resume in the first minute after a start; 0 is no bound.
    pub resumes_per_second: u32,
    /// Host to get a certificate for.
    pub acme: Option<String>,
    /// Which Java client to hand out.
    pub java: JavaSource,
    given: Vec<String>,
}

impl Config {
    /// Reads the file where there is one, and checks everything.
    ///
    /// # Errors
    /// Names the file and line, or the setting, at fault.
    pub fn read(settings: Settings) -> Result<Self, ConfigError> {
        let file = settings.config.as_deref().map(read_file).transpose()?.unwrap_or_default();
        let acme = settings.acme.or(file.acme);
        let urls = if settings.urls.is_empty() { file.url } else { settings.urls };
        let mut given = urls.iter().map(|url| origin_of(url)).collect::<Result<Vec<_>, _>>()?;
        if let Some(host) = &acme {
            given.insert(0, acme_origin(host)?);
        }
        let usual = if acme.is_some() { LISTEN_TLS } else { LISTEN };
        let config = Self {
            listen: settings.listen.or(file.listen).unwrap_or(usual),
            data: settings.data.or(file.data).unwrap_or_else(|| PathBuf::from(DATA)),
            urls: Vec::new(),
            demo: settings.demo || file.demo,
            behind_proxy: settings.behind_proxy || file.behind_proxy,
            sockets_per_address: settings
                .sockets_per_address
                .or(file.sockets_per_address)
                .unwrap_or(SOCKETS_PER_ADDRESS),
            channels_per_address: settings
                .channels_per_address
                .or(file.channels_per_address)
                .unwrap_or(CHANNELS_PER_ADDRESS),
            commands_per_visitor: settings
                .commands_per_visitor
                .or(file.commands_per_visitor)
                .unwrap_or(COMMANDS_PER_VISITOR),
            resumes_per_second: settings
                .resumes_per_second
                .or(file.resumes_per_second)
                .unwrap_or(RESUMES_PER_SECOND),
            acme,
            java: java_source(settings.java_client.or(file.java_client)),
            given,
        };
        let listen = config.listen;
        Ok(config.bound_to(listen))
    }

    /// The same settings once the socket is bound: port 0 has become a real one.
    #[must_use]
    pub fn bound_to(mut self, listen: SocketAddr) -> Self {
        self.listen = listen;
        self.urls.clone_from(&self.given);
        let near = listen.ip().is_loopback() || listen.ip().is_unspecified();
        if near && self.acme.is_none() {
            let port =
                if listen.port() == 80 { String::new() } else { format!(":{}", listen.port()) };
            self.urls.push(format!("http://127.0.0.1{port}"));
            self.urls.push(format!("http://localhost{port}"));
        }
        if self.urls.is_empty() {
            self.urls.push(format!("http://{listen}"));
        }
        self
    }

    /// The origin to show to people.
    pub fn public_url(&self) -> &str {
        self.urls.first().map_or("", String::as_str)
    }

    /// Whether a request with these headers comes from a page of ours: `Origin` is exactly one of
    /// our origins, and the one that the request was sent to.
    pub fn own_origin(&self, origin: &str, host: &str) -> bool {
        let sent_to = origin.split_once("://").map(|(_, host)| host);
        sent_to == Some(host) && self.urls.iter().any(|url| url == origin)
    }

    /// Whether browsers reach us at this `Host` by https.
    pub fn is_secure(&self, host: &str) -> bool {
        self.urls.iter().any(|url| url.strip_prefix("https://") == Some(host))
    }

    /// What to tell who was refused by [`Self::own_origin`].
    pub fn origin_refused(&self, origin: &str, host: &str) -> String {
        if origin.is_empty() || origin == "null" {
            return "the request does not say which page it comes from (no Origin header)".into();
        }
        if self.urls.iter().any(|url| url == origin) {
            return format!(
                "the page is at {origin}, but the request came for host `{host}`: let the proxy pass the Host header on"
            );
        }
        if origin.split_once("://").map(|(_, host)| host) == Some(host) {
            return format!(
                "this server does not know itself as {origin}: start it with --url {origin}"
            );
        }
        format!("a page at {origin} may not do this")
    }
}

fn read_file(path: &Path) -> Result<FileSettings, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|why| ConfigError::Unreadable { path: path.to_owned(), why })?;
    toml::from_str(&text)
        .map_err(|err| ConfigError::File { path: path.to_owned(), why: err.to_string() })
}

fn java_source(given: Option<PathBuf>) -> JavaSource {
    match given {
        None => JavaSource::BuiltIn,
        Some(path) if path.as_os_str() == NO_JAVA => JavaSource::None,
        Some(path) => JavaSource::File(path),
    }
}

/// The origin that `text` names, as browsers write it.
fn origin_of(text: &str) -> Result<String, ConfigError> {
    let bad = || ConfigError::Url { url: text.to_owned() };
    let url = Url::parse(text).map_err(|_parse_error| bad())?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let plain = url.username().is_empty() && url.password().is_none();
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if bare && plain && web { Ok(url.origin().ascii_serialization()) } else { Err(bad()) }
}

fn acme_origin(host: &str) -> Result<String, ConfigError> {
    let bad = || ConfigError::Acme { host: host.to_owned() };
    let url = Url::parse(&format!("https://{host}")).map_err(|_parse_error| bad())?;
    match url.domain() {
        Some(domain) if domain == host && domain.contains('.') => Ok(format!("https://{host}")),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(urls: &[&str]) -> Config {
        let urls = urls.iter().map(|url| (*url).to_owned()).collect();
        Config::read(Settings { urls, ..Settings::default() }).unwrap()
    }

    /// SE10: an origin is ours only when scheme, host and port are; never by a part of it.
    #[test]
    fn se10_origins_match_exactly() {
        let config = config(&["https://good.example"]);

        assert!(config.own_origin("https://good.example", "good.example"));
        assert!(config.own_origin("http://localhost:8080", "localhost:8080"));
        for (origin, host) in [
            ("https://evil.example/?good.example", "good.example"),
            ("https://evil.example?https://good.example", "good.example"),
            ("https://good.example.evil.example", "good.example"),
            ("https://xgood.example", "good.example"),
            ("https://good.example.", "good.example."),
            ("http://good.example", "good.example"),
            ("https://good.example:444", "good.example:444"),
            ("https://good.example:443", "good.example:443"),
            ("https://good.example@evil.example", "good.example"),
            ("https://GOOD.example", "GOOD.example"),
            ("https://good.example/", "good.example/"),
            (" https://good.example", "good.example"),
            ("null", "good.example"),
            ("", "good.example"),
            ("https://good.example", "evil.example"),
            ("http://127.0.0.1:8080", "localhost:8080"),
        ] {
            assert!(!config.own_origin(origin, host), "{origin} at {host}");
        }
    }

    #[test]
    fn refusal_of_an_origin_says_which_setting_would_allow_it() {
        let config = config(&[]);

        let why = config.origin_refused("http://10.0.0.5:8080", "10.0.0.5:8080");

        assert!(why.ends_with("--url http://10.0.0.5:8080"), "{why}");
    }

    #[test]
    fn an_url_that_is_no_origin_is_named() {
        for url in
            ["chat.example", "https://chat.example/path", "ftp://chat.example", "https://a@b"]
        {
            let settings = Settings { urls: vec![url.to_owned()], ..Settings::default() };
            let refused = Config::read(settings).expect_err(url).to_string();
            assert!(refused.contains(url), "{refused}");
        }
    }

    #[test]
    fn a_mistake_in_the_file_is_told_with_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("docent.toml");
        std::fs::write(&path, "demo = true\nlissten = \"127.0.0.1:1\"\n").unwrap();

        let settings = Settings { config: Some(path), ..Settings::default() };
        let refused = Config::read(settings).expect_err("unknown setting").to_string();

        assert!(refused.contains("docent.toml") && refused.contains("line 2"), "{refused}");
        assert!(refused.contains("lissten"), "{refused}");
    }

    #[test]
    fn port_zero_becomes_the_bound_one() {
        let config = config(&[]).bound_to("127.0.0.1:4711".parse().unwrap());

        assert_eq!(config.urls, ["http://127.0.0.1:4711", "http://localhost:4711"]);
    }
}
