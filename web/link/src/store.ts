/** What a site's tab and browser keep between pages; works, for this page, where storage is blocked. */

/** Named JSON values of one site on one server. */
export type Store = {
  /** The value, or null where there is none, or none that can be read. */
  read: (name: string) => unknown;
  write: (name: string, value: unknown) => void;
  remove: (name: string) => void;
  /** Whether what is written outlives this page. */
  isKept: boolean;
};

/**
 * A store on one storage area. `site` keeps two sites on one server apart.
 * `area` is a function because merely naming a blocked storage throws.
 */
export function openStore(area: () => Storage, site: string): Store {
  const prefix = `docent.${site}.`;
  const kept = probe(area, prefix);
  const memory = new Map<string, string>();
  return {
    isKept: kept !== null,
    read: (name) => parse(memory.get(name) ?? attempt(() => kept?.getItem(prefix + name))),
    write: (name, value) => {
      const text = JSON.stringify(value);
      const isWritten = attempt(() => kept?.setItem(prefix + name, text) ?? kept !== null);
      if (isWritten) memory.delete(name);
      else memory.set(name, text);
    },
    remove: (name) => {
      memory.delete(name);
      attempt(() => kept?.removeItem(prefix + name));
    },
  };
}

function probe(area: () => Storage, prefix: string): Storage | null {
  return attempt(() => {
    const storage = area();
    storage.setItem(`${prefix}probe`, '1');
    storage.removeItem(`${prefix}probe`);
    return storage;
  });
}

/** Private mode, a full disk or a policy may refuse at any call: then memory answers. */
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
