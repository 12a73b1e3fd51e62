import { expect, test } from 'vitest';
import { german } from './catalog.de.ts';
import { english } from './catalog.en.ts';
import { wordsOf } from './words.ts';

test('the language of the page decides; what we have no words for is English', async () => {
  expect(await wordsOf('de-AT')).toBe(german);
  expect(await wordsOf('en')).toBe(english);
  expect(await wordsOf('fr')).toBe(english);
  expect(await wordsOf('')).toBe(english);
});

test('every word is there in every language, and says something', () => {
  expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  for (const it of Object.values(german)) expect(typeof it === 'string' ? it : 'x').not.toBe('');
});
