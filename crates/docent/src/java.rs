//! The Java client as it is handed out: one jar, the same bytes for everybody of this server.

use crate::config::{Config, JavaSource};
use bytes::Bytes;
use docent_core::day::Day;
use docent_core::time::Millis;
use httpdate::HttpDate;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The entry that tells the application which server it comes from.
const SERVER: &str = "META-INF/docent-server";
/// The manifest, which every jar has.
const MANIFEST: &str = "META-INF/MANIFEST.MF";
/// Bytes of an address in that entry; longer ones are none.
const ADDRESS_BYTES_MAX: u64 = 2_048;
/// Letters of the hash in the file's name.
const HASH_LETTERS: usize = 16;

/// What was built into this server; empty where nothing was.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/docent.jar"));
/// Where debug builds find it.
const ON_DISK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../java/build/docent.jar");

/// Why a Java client cannot be handed out.
#[derive(Debug, thiserror::Error)]
pub enum JavaError {
    /// The file that the settings name.
    #[error("java_client: cannot read {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no jar.
    #[error("java_client: {} is no jar", path.display())]
    Jar {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: ZipError,
    },
    /// Its address is another server's.
    #[error("java_client: {} was made for {found}, and this server is {ours}", path.display())]
    Server {
        /// Which file.
        path: PathBuf,
        /// For which server.
        found: String,
        /// Who we are.
        ours: String,
    },
}

/// The jar that is handed out.
#[derive(Debug, Clone)]
pub struct JavaClient {
    /// Its bytes, with our address in it.
    pub bytes: Bytes,
    /// Its address on this server: its name holds a hash of the bytes.
    pub url: String,
    /// A strong validator, in quotes.
    pub etag: String,
    /// When it was built, as HTTP writes it.
    pub last_modified: String,
}

impl JavaClient {
    /// The jar that these settings name, made this server's own; none where there is none.
    ///
    /// # Errors
    /// Names the file at fault.
    pub fn load(config: &Config) -> Result<Option<Self>, JavaError> {
        let (path, bytes) = match &config.java {
            JavaSource::None => return Ok(None),
            JavaSource::BuiltIn => (PathBuf::from(ON_DISK), built_in()),
            JavaSource::File(path) => (path.clone(), Some(read(path)?)),
        };
        let Some(bytes) = bytes else { return Ok(None) };
        let ours = config.public_url();
        let jar = |source| JavaError::Jar { path: path.clone(), source };
        match server_of(&bytes).map_err(jar)? {
            None => {}
            Some(found) if found == ours => return Self::of(bytes).map(Some).map_err(jar),
            Some(found) => return Err(JavaError::Server { path, found, ours: ours.to_owned() }),
        }
        addressed(bytes, ours).and_then(Self::of).map(Some).map_err(jar)
    }

    fn of(bytes: Vec<u8>) -> Result<Self, ZipError> {
        let hash = blake3::hash(&bytes).to_hex();
        let hash: String = hash.chars().take(HASH_LETTERS).collect();
        let built_at = SystemTime::UNIX_EPOCH + Duration::from_millis(built_at_ms(&bytes)?);
        Ok(Self {
            url: format!("/client/docent-{hash}.jar"),
            etag: format!("\"{hash}\""),
            last_modified: HttpDate::from(built_at).to_string(),
            bytes: bytes.into(),
        })
    }
}

fn built_in() -> Option<Vec<u8>> {
    if cfg!(debug_assertions) {
        return std::fs::read(ON_DISK).ok();
    }
    (!BUILT_IN.is_empty()).then(|| BUILT_IN.to_vec())
}

fn read(path: &Path) -> Result<Vec<u8>, JavaError> {
    std::fs::read(path).map_err(|source| JavaError::File { path: path.to_owned(), source })
}

/// Which server this jar was made for already, as a signed one is.
fn server_of(jar: &[u8]) -> Result<Option<String>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(jar))?;
    archive.by_name(MANIFEST).map(drop)?;
    let entry = match archive.by_name(SERVER) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(err) => return Err(err),
    };
    let mut found = String::new();
    entry.take(ADDRESS_BYTES_MAX).read_to_string(&mut found)?;
    Ok(Some(found.trim().to_owned()))
}

/// The jar with our address in it. What it held stays byte for byte; the same in gives the same
/// out.
fn addressed(jar: Vec<u8>, server: &str) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new_append(Cursor::new(jar))?;
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    writer.start_file(SERVER, plain)?;
    writer.write_all(server.as_bytes())?;
    Ok(writer.finish()?.into_inner())
}

/// The latest time of its entries; the beginning of 1980 where they say nothing.
fn built_at_ms(jar: &[u8]) -> Result<Millis, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(jar))?;
    let mut latest = at_ms(DateTime::default());
    for place in 0..archive.len() {
        let said = archive.by_index_raw(place)?.last_modified();
        latest = latest.max(said.map_or(0, at_ms));
    }
    Ok(latest)
}

/// Jars know no time zone: taken for UTC, so that every server says the same.
fn at_ms(at: DateTime) -> Millis {
    let day = format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day());
    let begins_at_ms = day.parse::<Day>().map_or(0, Day::begins_at_ms);
    let seconds = (u64::from(at.hour()) * 60 + u64::from(at.minute())) * 60;
    begins_at_ms + (seconds + u64::from(at.second())) * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    const HOME: &str = "https://chat.example";

    fn jar(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let built = DateTime::from_date_and_time(2026, 11, 23, 7, 30, 2).unwrap();
        let small = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, text) in [(MANIFEST, "Manifest-Version: 1.0\n")].iter().chain(entries) {
            writer.start_file(*name, small.last_modified_time(built)).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn load(jar: &[u8], url: &str) -> Result<Option<JavaClient>, JavaError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("docent.jar");
        std::fs::write(&path, jar).unwrap();
        let settings =
            Settings { urls: vec![url.into()], java_client: Some(path), ..Settings::default() };
        JavaClient::load(&Config::read(settings).unwrap())
    }

    fn text_of(jar: &[u8], name: &str) -> String {
        let mut text = String::new();
        let mut archive = ZipArchive::new(Cursor::new(jar)).unwrap();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// JA1: the jar that a server hands out is the same for everybody, and tells who hands it out.
    #[test]
    fn ja1_the_jar_is_the_same_twice_and_knows_its_server() {
        let built = jar(&[("docent/Main.class", "…")]);

        let (first, again) = (load(&built, HOME).unwrap().unwrap(), load(&built, HOME).unwrap());

        assert_eq!(first.bytes, again.unwrap().bytes);
        assert_eq!(text_of(&first.bytes, SERVER), HOME);
        assert_eq!(text_of(&first.bytes, "docent/Main.class"), "…");
        assert_eq!(first.last_modified, "Mon, 23 Nov 2026 07:30:02 GMT");
        let other = load(&built, "https://other.example").unwrap().unwrap();
        assert_ne!(first.url, other.url, "another server's has another name");
    }

    #[test]
    fn a_signed_jar_stays_as_it_is_and_is_for_one_server() {
        let signed = jar(&[(SERVER, HOME), ("META-INF/DOCENT.SF", "…")]);

        assert_eq!(load(&signed, HOME).unwrap().unwrap().bytes, signed);

        let refused = load(&signed, "https://other.example").unwrap_err().to_string();
        assert!(refused.contains(HOME) && refused.contains("other.example"), "{refused}");
    }

    #[test]
    fn what_is_no_jar_is_named() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(
            "a.txt",
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
        )
        .unwrap();
        let zip = zip.finish().unwrap().into_inner();

        for bad in [b"<html>".to_vec(), Vec::new(), zip] {
            let refused = load(&bad, HOME).unwrap_err().to_string();
            assert!(refused.contains("docent.jar is no jar"), "{refused}");
        }
        let settings =
            Settings { java_client: Some("/nowhere/docent.jar".into()), ..Settings::default() };
        let refused = JavaClient::load(&Config::read(settings).unwrap()).unwrap_err().to_string();
        assert!(refused.contains("/nowhere/docent.jar"), "{refused}");
    }

    #[test]
    fn none_is_none() {
        let settings = Settings { java_client: Some("none".into()), ..Settings::default() };

        assert!(JavaClient::load(&Config::read(settings).unwrap()).unwrap().is_none());
    }
}
