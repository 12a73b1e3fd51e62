import { expect, test } from 'vitest';
import { after, before, stops, undoTarget } from './stops.ts';
import { drive, page, stop } from './testing.ts';

const [home, shoes, cart] = [page('/'), page('/shoes'), page('/cart')];
const arrived = (no: number, to: typeof home) =>
  drive(no, to, no * 1_000, { is: 'arrived', url: to.url, in_view: true });

test('back is the stop before, and the page of the click is the first stop', () => {
  const all = stops(home, [arrived(1, shoes), arrived(2, cart)]);

  expect(before(all)).toBe(shoes);
  expect(after(all)).toBeUndefined();
});

test('a drive to the stop before is "back", and leaves a "forward"', () => {
  const all = stops(home, [arrived(1, shoes), arrived(2, cart), arrived(3, shoes)]);

  expect(before(all)).toBe(home);
  expect(after(all)).toBe(cart);
});

test('a drive elsewhere forgets what lay ahead', () => {
  const other = page('/other');
  const all = stops(home, [arrived(1, shoes), arrived(2, home), arrived(3, other)]);

  expect(all.pages).toEqual([home, other]);
});

test('a drive that was blocked is no stop', () => {
  const lost = drive(1, shoes, 1_000, { is: 'blocked', why: 'lost' });

  expect(stops(home, [lost])).toEqual({ pages: [home], at: 0 });
});

test('undo goes to where the visitor was when the last drive was asked for', () => {
  const trail = [stop(100, home), stop(1_200, shoes), stop(1_500, cart), stop(2_100, home)];

  expect(undoTarget(trail, [arrived(1, shoes), arrived(2, home)])).toBe(cart);
});

test('without a drive there is nothing to undo', () => {
  expect(undoTarget([stop(100, home)], [])).toBeUndefined();
});
