import { expect, test } from 'vitest';
import { noFacts } from '../../../link/src/plan.ts';
import type { Facts, Forecast } from '../../../link/src/protocol.ts';
import { prospect } from './outlook.ts';

const bank = 'https://bank.example/';

function forecast(facts: Partial<Facts>, part: Partial<Forecast> = {}): Forecast {
  const known: Facts = { ...noFacts, framing: 'allowed', ...facts };
  return { url: bank, facts: known, why: null, status: 200, final_url: bank, ...part };
}

test('a page that keeps the window is free, without a word more', () => {
  expect(prospect(forecast({}), ['window'])).toEqual({ outlook: 'free', text: 'free', why: '' });
});

test('a page that cuts the window off is the last stop, and says why', () => {
  const it = prospect(forecast({ severs: true, framing: 'forbidden' }), ['window', 'stage']);

  expect(it.text).toBe('last stop');
  expect(it.why).toContain('cuts off');
  expect(it.why).toContain('forbids frames');
});

test('what is known depends on the ways of the browser', () => {
  const severs = forecast({ severs: true });

  expect(prospect(severs, ['window', 'stage']).outlook).toBe('framed');
  expect(prospect(severs, ['extension']).outlook).toBe('free');
  expect(prospect(severs, ['page']).outlook).toBe('link');
  expect(prospect(forecast({ content: 'download' }), ['window']).outlook).toBe('download');
});

test('where it leads, who is asked to log in and what is not there is said', () => {
  const end = { final_url: 'https://login.example/x', status: 404 };

  const { why } = prospect(forecast({ login: true }, end), ['window']);

  expect(why).toBe(
    'as a stranger sees it: it leads on to login.example; a stranger is asked to log in; there is no such page',
  );
});

test('unknown means drive anyway', () => {
  const it = prospect({ ...forecast({}), facts: null, why: 'slow' }, ['window']);

  expect(it).toMatchObject({ outlook: null, text: '' });
  expect(it.why).toContain('drive there all the same');
});
