//! Makes sure that there is a folder for the built web pages, so that the server compiles without
//! them. `make run` builds them first; a server without them says so on its pages.

use std::path::Path;

fn main() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    if !built.exists() {
        std::fs::create_dir_all(&built).expect("web/dist can be made");
    }
    println!("cargo::rerun-if-changed={}", built.display());
    println!("cargo::rerun-if-changed=build.rs");
}
