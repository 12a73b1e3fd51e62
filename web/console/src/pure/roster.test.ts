import { describe, expect, test } from 'vitest';
import type { Browser, Drive, Outcome, Ride, Tally, View } from '../../../link/src/protocol.ts';
import { emptyView } from '../../../link/src/view.ts';
import { type Around, counts, filtered, inOrder, roster, sorted } from './roster.ts';
import { page, stop } from './testing.ts';

const SHOES = page('/shoes', 'Shoes');
const AROUND: Around = { consent: 'inform', now_ms: 5_000, isTyping: () => false };
const NONE: Tally = {
  dispatched: 0,
  taken: 0,
  left: 0,
  arrived: 0,
  blocked: 0,
  superseded: 0,
  gone: 0,
  later: 0,
  missed: 0,
  skipped: [],
};

function browser(part: Partial<Browser> = {}): Browser {
  return {
    visitor: { name: '', language: 'en', user_agent: '', page: page('/', 'Home') },
    delivery: null,
    ways: ['window'],
    lost: null,
    seat: null,
    paused: false,
    consented: false,
    away: false,
    trail: [],
    ride: null,
    departed: false,
    ...part,
  };
}

function ride(outcome: Outcome, part: Partial<Ride> = {}): Ride {
  return { drive: 1, stop: 1, to: SHOES, at_ms: 1_000, outcome, ms: 500, ...part };
}

function tour(browsers: Browser[], tally: Partial<Tally> = {}): View {
  const drive: Drive = {
    drive: 1,
    to: SHOES,
    at_ms: 1_000,
    receipts: {},
    tally: { ...NONE, ...tally },
  };
  const numbered = Object.fromEntries(browsers.map((it, index) => [index + 1, it]));
  const about = { title: 'Autumn', questions: 'private', open: true, code: '', stop: 1 } as const;
  return { ...emptyView, browsers: numbered, drives: [drive], tour: about };
}

const arrived: Outcome = { is: 'arrived', url: SHOES.url, in_view: true };

describe('how a browser stands', () => {
  test.each([
    ['arrived', browser({ ride: ride(arrived) }), 'arrived', 'there'],
    ['left for a page that says nothing', browser({ ride: ride({ is: 'left' }) }), 'left', 'there'],
    ['just opening', browser({ ride: ride({ is: 'dispatched' }) }), 'opening', 'going'],
    ['not opened', browser({ ride: ride({ is: 'blocked', why: 'popup' }) }), 'blocked', 'help'],
    ['links alone', browser({ ride: ride({ is: 'blocked', why: 'link' }) }), 'link', 'help'],
    ['paused since', browser({ paused: true, ride: ride(arrived) }), 'paused', 'apart'],
    ['away', browser({ away: true }), 'away', 'apart'],
    ['departed', browser({ departed: true, away: true }), 'departed', 'apart'],
    [
      'an earlier stop says nothing',
      browser({ ride: ride(arrived, { stop: 0 }) }),
      'here',
      'there',
    ],
  ])('%s', (_, it, is, group) => {
    const [row] = roster(tour([it]), AROUND);

    expect([row?.state.is, row?.group]).toEqual([is, group]);
  });

  test('a page that opens for long needs a hand', () => {
    const opening = browser({ ride: ride({ is: 'taken', way: 'window' }) });

    const [row] = roster(tour([opening]), { ...AROUND, now_ms: 12_000 });

    expect(row?.group).toBe('help');
  });

  test('who has not allowed it yet is asked for only where the site asks', () => {
    const [asked] = roster(tour([browser()]), { ...AROUND, consent: 'ask' });
    const [informed] = roster(tour([browser()]), AROUND);

    expect([asked?.state.is, informed?.state.is]).toEqual(['asks', 'here']);
  });

  test('who is not driven yet is still to come while a drive is spread, and missed when skipped', () => {
    const skipped = [{ browser: 2, why: 'away' as const }];

    const rows = roster(tour([browser(), browser()], { later: 1, missed: 1, skipped }), AROUND);

    expect(rows.map((row) => row.state.is)).toEqual(['later', 'missed']);
  });

  test('a later page that is not the stop: wandered off, and shown there', () => {
    const trail = [stop(1_400, SHOES), stop(4_000, page('/boots', 'Boots'))];

    const [row] = roster(tour([browser({ ride: ride(arrived), trail })]), AROUND);

    expect([row?.isAstray, row?.group, row?.place?.title]).toEqual([true, 'help', 'Boots']);
  });

  test('the page of the stop with a query of its own is the stop', () => {
    const trail = [stop(4_000, { ...SHOES, url: `${SHOES.url}?size=40#top` })];

    const [row] = roster(tour([browser({ ride: ride(arrived), trail })]), AROUND);

    expect(row?.isAstray).toBe(false);
  });

  test('who left for a page that says nothing is shown there', () => {
    const [row] = roster(tour([browser({ ride: ride({ is: 'left' }) })]), AROUND);

    expect(row?.place).toEqual(SHOES);
  });
});

describe('the order', () => {
  const rows = roster(
    tour([
      browser({ ride: ride(arrived) }),
      browser({ departed: true }),
      browser({ ride: ride({ is: 'taken', way: 'window' }) }),
      browser({ ride: ride({ is: 'blocked', why: 'lost' }) }),
    ]),
    AROUND,
  );

  test('puts those who need a hand first and those who left last', () => {
    expect(sorted(rows, 5_000).map((row) => row.browser)).toEqual([4, 3, 1, 2]);
  });

  test('is kept while it is held; who is new comes last', () => {
    expect(inOrder(rows, [2, 1, 4]).map((row) => row.browser)).toEqual([2, 1, 4, 3]);
  });
});

test('rows are found by group, name, number and page', () => {
  const grace = browser({ visitor: { ...browser().visitor, name: 'Grace' }, paused: true });
  const rows = roster(tour([browser({ ride: ride(arrived) }), grace]), AROUND);
  const found = (...by: [Parameters<typeof filtered>[1], string]): number[] =>
    filtered(rows, ...by).map((row) => row.browser);

  expect(found('apart', '')).toEqual([2]);
  expect(found(null, ' grace ')).toEqual([2]);
  expect(found(null, '1')).toEqual([1]);
  expect(found(null, 'shoes')).toEqual([1]);
  expect(counts(rows)).toEqual({ help: 0, going: 0, there: 1, apart: 1 });
});
