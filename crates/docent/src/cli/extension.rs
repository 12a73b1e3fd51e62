//! `docent extension`: the browser extension, made for this server alone.

use super::print;
use crate::assets;
use crate::config::{Config, Settings};
use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// Where it lies in what was built.
const BUILT: &str = "extension/";
const MANIFEST: &str = "manifest.json";

#[derive(Debug, Args)]
pub(super) struct Extension {
    /// Folder to write, for browsers to load; it must not exist
    #[arg(value_name = "FOLDER")]
    to: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

pub(super) fn run(extension: Extension) -> anyhow::Result<()> {
    let Extension { to, settings } = extension;
    let config = Config::read(settings)?;
    let files: Vec<_> = assets::built().below(BUILT).collect();
    anyhow::ensure!(
        !files.is_empty(),
        "this server was built without its web part: run `make run`"
    );
    fs::create_dir(&to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    for (name, asset) in files {
        let file = to.join(name);
        let bytes = match name {
            MANIFEST => manifest(&asset.bytes, &config.urls)?.into_bytes(),
            _ => asset.bytes.to_vec(),
        };
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    print(&format!("Wrote {}, for {} alone.\n", to.display(), config.urls.join(" and ")))
}

/// The manifest that lets only pages of these origins speak to the extension.
fn manifest(built: &[u8], origins: &[String]) -> anyhow::Result<String> {
    let mut manifest: Value = serde_json::from_slice(built).context("the built manifest")?;
    let matches: Vec<String> = origins.iter().map(|origin| format!("{origin}/*")).collect();
    manifest["externally_connectable"] = json!({ "matches": matches });
    Ok(format!("{manifest:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE36: the extension that a server hands out listens to that server's pages alone, and asks
    /// for no right to any page.
    #[test]
    fn se36_the_extension_trusts_one_server_and_reads_no_page() {
        let built = assets::built().get("extension/manifest.json").expect("the web part is built");

        let made = manifest(&built.bytes, &["https://chat.example".into()]).unwrap();

        let made: Value = serde_json::from_str(&made).unwrap();
        let matches = json!({ "matches": ["https://chat.example/*"] });
        assert_eq!(made["externally_connectable"], matches);
        assert_eq!(made["permissions"], json!(["storage", "webNavigation"]));
        for none in ["host_permissions", "content_scripts", "optional_host_permissions"] {
            assert!(made.get(none).is_none(), "{none}");
        }
    }
}
