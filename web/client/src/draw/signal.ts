/** Values that know who reads them: what follows from them is worked out when it is read, and once. */

/** A value that changes. */
export type Signal<T> = {
  value: T;
  /** The value, without being noted as a reader. */
  peek: () => T;
};

/** A value that follows from others. */
export type ReadonlySignal<T> = { readonly value: T; peek: () => T };

/** What was read, in the order of reading, with what it was. */
type Read = Map<ReadonlySignal<unknown>, unknown>;

/** Rounds of effects that change what they read, before that counts as a mistake. */
const ROUNDS_MAX = 100;

/** Grows with every change of any signal. */
let version = 0;
/** What notes its reading now. */
let reader: Read | null = null;
/** How many batches are open. */
let depth = 0;
const effects = new Set<() => void>();

export function signal<T>(first: T): Signal<T> {
  let current = first;
  const self = {
    get value(): T {
      reader?.set(self, current);
      return current;
    },
    set value(next: T) {
      if (Object.is(next, current)) return;
      current = next;
      version += 1;
      batch(() => undefined);
    },
    peek: () => current,
  };
  return self;
}

/** Worked out anew only where something that it has read has changed: the same otherwise. */
export function computed<T>(work: () => T): ReadonlySignal<T> {
  let at = -1;
  let last: { value: T; read: Read } | null = null;
  const peek = (): T => {
    if (last === null || (at !== version && hasChanged(last.read))) last = track(work);
    at = version;
    return last.value;
  };
  const self = {
    get value(): T {
      const it = peek();
      reader?.set(self, it);
      return it;
    },
    peek,
  };
  return self;
}

/** Does it now, and again whenever something that it has read has changed. Returns how to stop. */
export function effect(act: () => void): () => void {
  let read: Read | null = null;
  const look = (): void => {
    if (read === null || hasChanged(read)) ({ read } = track(act));
  };
  effects.add(look);
  look();
  return () => effects.delete(look);
}

/** Changes several signals, of which effects see only the end. */
export function batch(act: () => void): void {
  depth += 1;
  try {
    act();
    if (depth === 1) settle();
  } finally {
    depth -= 1;
  }
}

function settle(): void {
  for (let round = 0, seen = -1; seen !== version; round += 1) {
    if (round > ROUNDS_MAX) throw new Error('effects change what they read, without an end');
    seen = version;
    for (const look of effects) look();
  }
}

function hasChanged(read: Read): boolean {
  for (const [source, was] of read) if (!Object.is(source.peek(), was)) return true;
  return false;
}

function track<T>(work: () => T): { value: T; read: Read } {
  const outer = reader;
  const read: Read = new Map();
  reader = read;
  try {
    return { value: work(), read };
  } finally {
    reader = outer;
  }
}
