import { expect, test } from 'vitest';
import { addressOf, type Ride, type Sign, sent, step } from './ride.ts';

const bare: Ride = {
  channel: 'c',
  server: 'https://chat.example',
  guide: 'Ada',
  site: 'The Shop',
  tabId: 7,
  going: null,
};
const url = 'https://shop.example/returns';

/** What the chat is told when the browser says all this after a drive. */
function told(...signs: Sign[]): unknown[] {
  let ride = sent(bare, 3, url);
  return signs.flatMap((sign) => {
    const [next, said] = step(ride, sign);
    ride = next;
    return said;
  });
}

test('a drive leaves when its page is there, and arrives at the address that it has in the end', () => {
  const final = 'https://other.example/landed';
  const signs: Sign[] = [
    { is: 'begun', url },
    { is: 'committed', url: final },
    { is: 'ready', url: final, inView: true },
  ];
  expect(told(...signs)).toEqual([
    { is: 'left', drive: 3 },
    { is: 'arrived', drive: 3, url: final, in_view: true },
    { is: 'moved', url: final },
  ]);
});

test('where the visitor goes by themselves is reported, and is no arrival', () => {
  const typed = 'https://typed.example/';
  const signs: Sign[] = [
    { is: 'begun', url },
    { is: 'begun', url: typed },
    { is: 'committed', url: typed },
    { is: 'ready', url: typed, inView: true },
  ];
  expect(told(...signs)).toEqual([{ is: 'moved', url: typed }]);
});

test('a download leaves nothing, and an error page is not the page', () => {
  const begun: Sign = { is: 'begun', url };
  expect(told(begun, { is: 'failed', error: 'net::ERR_ABORTED' })).toEqual([
    { is: 'blocked', drive: 3, why: 'download' },
  ]);
  const shown: Sign = { is: 'committed', url };
  expect(told(begun, { is: 'failed', error: 'net::ERR_NAME_NOT_RESOLVED' }, shown)).toEqual([
    { is: 'left', drive: 3 },
    { is: 'moved', url },
  ]);
});

test('a drive that has not begun was held by the page, and one that has was not', () => {
  expect(told({ is: 'held', drive: 3 })).toEqual([{ is: 'blocked', drive: 3, why: 'page-asks' }]);
  expect(told({ is: 'begun', url }, { is: 'held', drive: 3 })).toEqual([]);
  expect(told({ is: 'held', drive: 2 })).toEqual([]);
});

test('where only the fragment changes, nothing is left and the page is there', () => {
  const at = `${url}#how`;
  const [, said] = step(sent(bare, 4, at), { is: 'jumped', url: at, inView: true });
  expect(said).toEqual([
    { is: 'arrived', drive: 4, url: at, in_view: true },
    { is: 'moved', url: at },
  ]);
});

test('a tab is sent to plain addresses only', () => {
  expect(addressOf('https://shop.example/a')).toBe('https://shop.example/a');
  for (const bad of [
    'javascript:alert(1)',
    'chrome://settings',
    'https://a@b.example',
    '',
    null,
    3,
  ])
    expect(addressOf(bad)).toBeNull();
});
