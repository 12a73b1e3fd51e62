import { expect, test } from 'vitest';
import { EMPTY_STOP, faults, moved, pageOf, stopName } from './plan.ts';

const stop = (location: string, title = '') => ({ ...EMPTY_STOP, location, title });

test('a path is a page of the site; an address stays as it is', () => {
  expect(pageOf(stop('/returns', 'Returns'), 'https://shop.example')).toEqual({
    url: 'https://shop.example/returns',
    title: 'Returns',
  });
  expect(pageOf(stop('https://carrier.example/track'), 'https://shop.example').url).toBe(
    'https://carrier.example/track',
  );
});

test('a stop without a title is called by its path or its host', () => {
  const names = [stop('/returns'), stop('https://carrier.example/x'), stop('/a', 'A')];

  expect(names.map(stopName)).toEqual(['/returns', 'carrier.example', 'A']);
});

test('a stop moves up and down, and not past the ends', () => {
  const stops = [stop('/a'), stop('/b'), stop('/c')];
  const order = (from: number, to: number): string =>
    moved(stops, from, to)
      .map((it) => it.location)
      .join('');

  expect([order(0, 1), order(2, 0), order(0, -1), order(2, 3)]).toEqual([
    '/b/a/c',
    '/c/a/b',
    '/a/b/c',
    '/a/b/c',
  ]);
});

test('the faults of a file are told one by one', () => {
  expect(faults('line 7: no location; line 9: no title')).toEqual([
    'line 7: no location',
    'line 9: no title',
  ]);
});
