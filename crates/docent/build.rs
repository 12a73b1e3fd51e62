//! Makes sure that there is a folder for what other parts of the project build, so that the server
//! compiles without them. `make run` builds them first; a server without them says so.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder("../../web/dist").display());
    let jar = java_client().unwrap_or_default();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    fs::write(out.join("docent.jar"), jar).expect("OUT_DIR can be written");
}

/// The built Java client. A debug build reads it from the disk, like the web pages.
fn java_client() -> Option<Vec<u8>> {
    if env::var_os("PROFILE").is_some_and(|it| it != "release") {
        return None;
    }
    let built = folder("../../java/build");
    println!("cargo::rerun-if-changed={}", built.display());
    fs::read(built.join("docent.jar")).ok()
}

fn folder(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if !folder.exists() {
        fs::create_dir_all(&folder).expect("the folder can be made");
    }
    folder
}
