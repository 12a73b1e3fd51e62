//! Secrets: rows of their own, never entries.

use crate::world::new_store;

/// ST16: a secret is put, replaced, listed by kind and deleted.
#[tokio::test]
async fn st16_secrets_are_kept_by_kind_and_key() {
    let (store, _folder) = new_store();
    store.put_secret("password", "ada", b"one").await.unwrap();
    store.put_secret("password", "bob", b"two").await.unwrap();
    store.put_secret("token", "ada", b"\0three").await.unwrap();
    store.put_secret("password", "ada", b"four").await.unwrap();

    store.delete_secret("password", "bob").await.unwrap();
    store.delete_secret("password", "nobody").await.unwrap();

    assert_eq!(store.secret("password", "ada").await.unwrap(), Some(b"four".to_vec()));
    assert_eq!(store.secret("password", "bob").await.unwrap(), None);
    assert_eq!(store.secrets("token").await.unwrap(), [("ada".to_owned(), b"\0three".to_vec())]);
    assert_eq!(store.head(docent_core::id::LogId::Directory).await.unwrap(), 0);
}

/// ST17: of many who take a secret at once, exactly one gets it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn st17_a_secret_is_taken_once() {
    let (store, folder) = new_store();
    let second = crate::world::open(folder.path());
    store.put_secret("first", "code", b"value").await.unwrap();

    let takers = (0..32).map(|it| if it % 2 == 0 { store.clone() } else { second.clone() });
    let asked =
        takers.map(|store| async move { store.take_secret("first", "code").await.unwrap() });
    let taken = futures_util::future::join_all(asked).await;

    assert_eq!(taken.iter().flatten().count(), 1);
    assert_eq!(store.secret("first", "code").await.unwrap(), None);
}
