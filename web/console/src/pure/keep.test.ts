import { expect, test } from 'vitest';
import { toForget } from './keep.ts';

const nobody = (): boolean => false;

test('the longest unused are forgotten, beyond those that are kept', () => {
  expect(toForget(['a', 'b', 'c', 'd'], nobody, 2)).toEqual(['a', 'b']);
  expect(toForget(['a', 'b'], nobody, 2)).toEqual([]);
});

test('what is held is never forgotten, however many are held', () => {
  const known = Array.from({ length: 60 }, (_, at) => `chat-${at}`);

  expect(toForget(known, () => true, 24)).toEqual([]);
  expect(toForget(known, (id) => id !== 'chat-7', 0)).toEqual(['chat-7']);
});
