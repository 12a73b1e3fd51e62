import { expect, test } from 'vitest';
import type { Tally } from '../../../link/src/protocol.ts';
import { toursEn } from '../words/catalog.en.tours.ts';
import { size, stragglers, tallyParts } from './tally.ts';

const TALLY: Tally = {
  dispatched: 1,
  taken: 1,
  left: 0,
  arrived: 47,
  blocked: 0,
  superseded: 0,
  gone: 0,
  later: 0,
  missed: 1,
  skipped: [{ browser: 7, why: 'paused' }],
};

test('a stop stands on one line, without what is nobody’s', () => {
  expect(tallyParts(TALLY, toursEn.tally).join(' · ')).toBe(
    '47 of 50 arrived · 2 opening · 1 paused',
  );
});

test('a spread drive says who is still to come', () => {
  expect(tallyParts({ ...TALLY, later: 31 }, toursEn.tally)).toContain('31 still to come');
});

test('those who were missed and are not named are counted', () => {
  expect(tallyParts({ ...TALLY, missed: 4 }, toursEn.tally).slice(-2)).toEqual([
    '1 paused',
    '3 not driven',
  ]);
});

test('who is still to be driven is no straggler', () => {
  const tally = { ...TALLY, later: 31, left: 2 };

  expect([size(tally), stragglers(tally)]).toEqual([83, 3]);
});
