import { expect, test } from 'vitest';
import { openStore } from './store.ts';

/** A storage area in memory, as the platform's. */
function area(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

test('T26: two sites on one server never see each other’s values', () => {
  const storage = area();
  const shop = openStore(() => storage, 'shop');
  const bank = openStore(() => storage, 'bank');

  shop.write('channel', 'a');
  bank.write('channel', 'b');

  expect([shop.read('channel'), bank.read('channel')]).toEqual(['a', 'b']);
});

test('T27: where storage is blocked, values last as long as the page', () => {
  const blocked = openStore(() => {
    throw new DOMException('denied', 'SecurityError');
  }, 'shop');

  blocked.write('draft', 'half a sen');

  expect(blocked.isKept).toBe(false);
  expect(blocked.read('draft')).toBe('half a sen');
});

test('T27: a full disk loses nothing of this page', () => {
  const storage = area();
  const full = openStore(() => storage, 'shop');
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };

  full.write('draft', 'half a sen');

  expect(full.read('draft')).toBe('half a sen');
});

test('a value that is no JSON is none', () => {
  const storage = area();
  storage.setItem('docent.shop.channel', '{');

  expect(openStore(() => storage, 'shop').read('channel')).toBeNull();
});
