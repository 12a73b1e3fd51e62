use crate::{docent, run, stdout};
use rustls_acme::CertCache;
use rustls_acme::acme::LETS_ENCRYPT_PRODUCTION_DIRECTORY;
use rustls_acme::caches::DirCache;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

const HOST: &str = "chat.example";

/// SE20: with TLS by ourselves the cookie is bound to the host and to https. The certificate is
/// one that was issued before: no other machine is asked.
#[tokio::test]
async fn se20_cookies_are_bound_to_tls() {
    let folder = TempDir::new().unwrap();
    stdout(&run(
        folder.path(),
        &["agent", "add", "ada@example.com", "--name", "Ada", "--password", "analytical"],
    ));
    let issued = rcgen::generate_simple_self_signed([HOST.to_owned()]).unwrap();
    let pem = format!("{}{}", issued.key_pair.serialize_pem(), issued.cert.pem());
    let cache = DirCache::new(folder.path().join("acme"));
    let directory = LETS_ENCRYPT_PRODUCTION_DIRECTORY;
    cache.store_cert(&[HOST.to_owned()], directory, pem.as_bytes()).await.unwrap();
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let mut command = docent(folder.path(), &["serve", "--listen", &listen, "--acme", HOST]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();

    let mut roots = RootCertStore::empty();
    roots.add(issued.cert.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let tcp = TcpStream::connect(&listen).await.unwrap();
    let host = ServerName::try_from(HOST).unwrap();
    let mut tls = TlsConnector::from(Arc::new(config)).connect(host, tcp).await.unwrap();
    let body = r#"{"email":"ada@example.com","password":"analytical"}"#;
    let request = format!(
        "POST /v1/login HTTP/1.1\r\nhost: {HOST}\r\norigin: https://{HOST}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    tls.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tls.read_to_string(&mut answer).await.unwrap();
    child.kill().unwrap();
    child.wait().unwrap();

    assert!(first.contains("serves https://chat.example"), "{first}");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000\r\n"), "{answer}");
    assert!(answer.contains("set-cookie: __Host-docent="), "{answer}");
    assert!(answer.contains("; Secure; HttpOnly; SameSite=Strict"), "{answer}");
}

/// A port that nobody listens on: with TLS the greeting names the host, not the port.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
