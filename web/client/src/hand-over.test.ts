import { expect, test } from 'vitest';
import { withCode } from './hand-over.ts';

test('the code of a hand-over stands before the fragment, which can be told from none', () => {
  expect(withCode('https://a.example/x?y=1', 'c')).toBe('https://a.example/x?y=1#docent=c');
  expect(withCode('https://a.example/#', 'c')).toBe('https://a.example/#docent=c&');
  expect(withCode('https://a.example/#/two#&x', 'c')).toBe('https://a.example/#docent=c&/two#&x');
});
