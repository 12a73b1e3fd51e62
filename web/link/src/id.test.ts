import { expect, test } from 'vitest';
import { idOf, isId, newId } from './id.ts';

test('an id is 26 letters, the first at most 7', () => {
  expect(idOf(new Uint8Array(16))).toBe('0'.repeat(26));
  expect(idOf(new Uint8Array(16).fill(255))).toBe(`7${'z'.repeat(25)}`);
  expect(isId(newId())).toBe(true);
});

test('T6: what is no id is none', () => {
  const wrong = ['', '0', 0, null, ['0'.repeat(26)], `8${'0'.repeat(25)}`, `0${'l'.repeat(25)}`];

  expect(wrong.filter(isId)).toEqual([]);
});
