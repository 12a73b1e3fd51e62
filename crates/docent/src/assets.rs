//! The built web pages and scripts, inside the binary; compressed once.

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;
use serde::Deserialize;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{LazyLock, OnceLock};

/// Brotli's effort, 0 to 11: the last steps cost seconds and save nothing.
const EFFORT: i32 = 9;
/// Brotli's window: 2^22 bytes, as browsers allow.
const WINDOW: i32 = 22;
/// Files below this are not worth compressing.
const COMPRESSED_FROM: usize = 512;

static BUILT: LazyLock<Assets> = LazyLock::new(Assets::load);

/// The web part that was built into this server.
pub fn built() -> &'static Assets {
    &BUILT
}

#[derive(Embed)]
#[folder = "../../web/dist/"]
struct Built;

/// A file as it is sent.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its media type, with the charset where it is text.
    pub media_type: &'static str,
    /// A strong validator: a hash of its bytes, in quotes.
    pub etag: String,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Asset {
    /// A file of this name with these bytes.
    pub fn new(name: &str, bytes: Bytes) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let etag = format!("\"{}\"", hash.chars().take(32).collect::<String>());
        Self {
            bytes,
            media_type: media_type(name),
            etag,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Its bytes compressed by Brotli; none where that gains nothing.
    pub fn brotli(&self) -> Option<&Bytes> {
        self.brotli.get_or_init(|| compressed(self)).as_ref()
    }

    /// Its bytes compressed by gzip, for browsers on plain http; none where that gains nothing.
    pub fn gzip(&self) -> Option<&Bytes> {
        self.gzip.get_or_init(|| gzipped(self)).as_ref()
    }

    /// Bytes that travel to a browser which takes Brotli.
    pub fn sent_bytes(&self) -> usize {
        self.brotli().map_or(self.bytes.len(), Bytes::len)
    }
}

/// A module that a page fetches by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its address on this server.
    pub url: String,
    /// Bytes that travel for it alone, compressed.
    pub bytes: usize,
}

/// Everything that was built.
#[derive(Debug)]
pub struct Assets {
    files: HashMap<String, Asset>,
    manifest: HashMap<String, Chunk>,
}

/// One output in Vite's manifest.
#[derive(Debug, Deserialize)]
struct Chunk {
    file: String,
    #[serde(default)]
    name: String,
}

impl Chunk {
    fn is_script(&self) -> bool {
        media_type(&self.file).starts_with("text/javascript")
    }
}

impl Assets {
    /// What the build has put into the binary.
    fn load() -> Self {
        let mut files = HashMap::new();
        for name in Built::iter() {
            if let Some(file) = Built::get(&name) {
                let bytes = Bytes::from(file.data.into_owned());
                files.insert(name.to_string(), Asset::new(&name, bytes));
            }
        }
        Self::of(files)
    }

    fn of(files: HashMap<String, Asset>) -> Self {
        let manifest = files.get(".vite/manifest.json");
        let manifest = manifest.and_then(|file| serde_json::from_slice(&file.bytes).ok());
        Self { files, manifest: manifest.unwrap_or_default() }
    }

    /// The file at this path below `web/dist`.
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.files.get(path)
    }

    /// The files below this path, which ends with `/`, by what follows it; in no order.
    pub fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a Asset)> {
        let below =
            move |(name, asset): (&'a String, &'a Asset)| Some((name.strip_prefix(path)?, asset));
        self.files.iter().filter_map(below)
    }

    /// A page's template: its text with placeholders. None when the web part was not built.
    pub fn template(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(&self.get(path)?.bytes).ok()
    }

    /// The script of this name in the build's manifest, without the lazy parts that it may import
    /// later: they are files like any other, and nobody waits for them at the start.
    pub fn module(&self, name: &str) -> Option<Module> {
        let chunk = self.manifest.values().find(|it| it.name == name && it.is_script())?;
        let bytes = self.get(&chunk.file)?.sent_bytes();
        Some(Module { url: format!("/{}", chunk.file), bytes })
    }

    /// Compresses everything now, so that no visitor waits for it.
    pub fn warm(&self) {
        for asset in self.files.values() {
            asset.brotli();
            asset.gzip();
        }
    }
}

/// Whether compressing it is worth while.
fn is_compressible(asset: &Asset) -> bool {
    let is_text = asset.media_type.ends_with("utf-8") || asset.media_type == "image/svg+xml";
    is_text && asset.bytes.len() >= COMPRESSED_FROM
}

fn gzipped(asset: &Asset) -> Option<Bytes> {
    if !is_compressible(asset) {
        return None;
    }
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(&asset.bytes).ok()?;
    let out = writer.finish().ok()?;
    (out.len() < asset.bytes.len()).then(|| out.into())
}

fn compressed(asset: &Asset) -> Option<Bytes> {
    if !is_compressible(asset) {
        return None;
    }
    let params = brotli::enc::BrotliEncoderParams {
        quality: EFFORT,
        lgwin: WINDOW,
        size_hint: asset.bytes.len(),
        ..Default::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 4_096, &params);
    writer.write_all(&asset.bytes).ok()?;
    let out = writer.into_inner();
    (out.len() < asset.bytes.len()).then(|| out.into())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "ogg" => "audio/ogg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn assets(files: &[(&str, &str)]) -> Assets {
        let asset = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), Asset::new(name, Bytes::from((*text).to_owned())))
        };
        Assets::of(files.iter().map(asset).collect())
    }

    #[test]
    fn a_module_is_found_by_its_name() {
        let manifest = r#"{
            "client/src/main.tsx": {"file": "assets/main-123.js", "name": "main", "isEntry": true,
                                    "imports": ["_client.js"]},
            "_client.js": {"file": "assets/client-abc.js", "name": "client",
                           "dynamicImports": ["client/src/ui/note.tsx"]},
            "client/src/ui/note.tsx": {"file": "assets/note-def.js", "name": "note"},
            "client.css": {"file": "assets/client-def.css", "name": "client"}}"#;
        let assets = assets(&[
            (".vite/manifest.json", manifest),
            ("assets/client-abc.js", "1234"),
            ("assets/note-def.js", "56"),
        ]);

        let module = assets.module("client");

        assert_eq!(module, Some(Module { url: "/assets/client-abc.js".into(), bytes: 4 }));
        assert_eq!(assets.module("chat"), None);
    }

    #[test]
    fn text_is_compressed_and_can_be_read_again() {
        let text = "docent ".repeat(500);
        let asset = Asset::new("a.js", Bytes::from(text.clone()));

        let small = asset.brotli().expect("it is compressed");

        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut small.as_ref(), &mut read).unwrap();
        assert_eq!(read, text.as_bytes());
        assert_eq!(asset.sent_bytes(), small.len());
        let mut unzipped = String::new();
        let small = asset.gzip().expect("it is compressed");
        flate2::read::GzDecoder::new(small.as_ref()).read_to_string(&mut unzipped).unwrap();
        assert_eq!(unzipped, text);
        assert!(Asset::new("a.png", Bytes::from(text)).brotli().is_none());
    }
}
