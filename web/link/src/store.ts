/** What a site's tab and browser keep between pages; works, as long as it can, where storage is blocked. */

/** Named JSON values of one site on one server. */
export type Store = {
  /** The value, or null where there is none, or none that can be read. */
  read: (name: string) => unknown;
  write: (name: string, value: unknown) => void;
  remove: (name: string) => void;
  /** Whether what is written outlives this page, for all who look there. */
  isKept: boolean;
};

/** Texts by key: as much of the platform's `Storage` as we need. */
export type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * A store on one storage area. `site` keeps two sites on one server apart. `area` is a function
 * because merely naming a blocked storage throws; what it refuses is kept in `spare`.
 */
export function openStore(area: () => Area, site: string, spare: Area = memory()): Store {
  const prefix = `docent.${site}.`;
  const kept = probe(area, prefix);
  return {
    isKept: kept !== null,
    read: (name) =>
      parse(spare.getItem(prefix + name) ?? attempt(() => kept?.getItem(prefix + name))),
    write: (name, value) => {
      const text = JSON.stringify(value);
      const isWritten = attempt(() => kept?.setItem(prefix + name, text) ?? kept !== null);
      if (isWritten) spare.removeItem(prefix + name);
      else spare.setItem(prefix + name, text);
    },
    remove: (name) => {
      spare.removeItem(prefix + name);
      attempt(() => kept?.removeItem(prefix + name));
    },
  };
}

/** Lasts as long as the page. */
function memory(): Area {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  };
}

function probe(area: () => Area, prefix: string): Area | null {
  return attempt(() => {
    const storage = area();
    storage.setItem(`${prefix}probe`, '1');
    storage.removeItem(`${prefix}probe`);
    return storage;
  });
}

/** Private mode, a full disk or a policy may refuse at any call: then the spare answers. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

function parse(text: string | null | undefined): unknown {
  if (text === null || text === undefined) return null;
  return attempt(() => JSON.parse(text) as unknown);
}
