import { expect, test } from 'vitest';
import { drive, page, stop } from './testing.ts';
import { places } from './trail.ts';

const home = page('/', 'Home');
const shoes = page('/shoes', 'Shoes');
const start = stop(1_000, home);

test('the page of the click is the first place, the latest is on top', () => {
  const all = places({ start, trail: [stop(2_000, shoes)], drives: [] });

  expect(all.map((it) => it.title)).toEqual(['Shoes', 'Home']);
});

test('the same page twice in a row is one place', () => {
  const trail = [stop(1_500, home), stop(2_000, shoes), stop(3_000, shoes)];

  expect(places({ start, trail, drives: [] }).map((it) => it.at_ms)).toEqual([2_000, 1_000]);
});

test('a drive that arrived marks its place', () => {
  const driven = drive(1, shoes, 1_900, { is: 'arrived', url: shoes.url, in_view: true });

  const [here] = places({ start, trail: [stop(2_000, shoes)], drives: [driven] });

  expect(here).toMatchObject({ title: 'Shoes', driven: true, foreign: false });
});

test('a page that was only left for is told as one that does not speak', () => {
  const bank = { url: 'https://bank.example/', title: '' };

  const [here] = places({ start, trail: [], drives: [drive(1, bank, 5_000, { is: 'left' })] });

  expect(here).toMatchObject({ title: 'bank.example', driven: true, foreign: true });
});

test('a drive that was blocked is no place', () => {
  const lost = drive(1, shoes, 5_000, { is: 'blocked', why: 'lost' });

  expect(places({ start, trail: [], drives: [lost] })).toHaveLength(1);
});
