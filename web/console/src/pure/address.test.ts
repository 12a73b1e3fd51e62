import { expect, test } from 'vitest';
import { complete, samePage, shortUrl } from './address.ts';
import { pieces } from './linkify.ts';
import { readRoute, writeRoute } from './route.ts';
import { isReadable, linesOf, originOf } from './site-form.ts';
import { browserName } from './user-agent.ts';

const HOME = 'https://shop.example';

test.each([
  ['', ''],
  ['  shop.example/returns ', 'https://shop.example/returns'],
  ['/returns', 'https://shop.example/returns'],
  ['?q=1', 'https://shop.example/?q=1'],
  ['//other.example', 'https://other.example'],
  ['localhost:8080/demo/', 'http://localhost:8080/demo/'],
  ['shop.localhost:9000', 'http://shop.localhost:9000'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['example.org:8443/x', 'https://example.org:8443/x'],
  ['http://a.example', 'http://a.example'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['two words', 'two words'],
  ['returns', 'returns'],
])('"%s" means "%s"', (typed, url) => {
  expect(complete(typed, HOME)).toBe(url);
});

test('the fragment and a last slash make no other page', () => {
  expect(samePage('https://a.example/x/', 'https://a.example/x#y')).toBe(true);
  expect(samePage('https://a.example/x', 'https://a.example/y')).toBe(false);
});

test('an address in short keeps what tells pages apart', () => {
  expect(shortUrl('https://shop.example/')).toBe('shop.example');
  expect(shortUrl('https://shop.example/a?b=1')).toBe('shop.example/a?b=1');
});

test('addresses in a text become links, and nothing else does', () => {
  const found = pieces('see https://a.example/x, or javascript:alert(1) (http://b.example).');

  expect(found.filter((piece) => piece.href !== null).map((piece) => piece.href)).toEqual([
    'https://a.example/x',
    'http://b.example/',
  ]);
  expect(found.map((piece) => piece.text).join('')).toBe(
    'see https://a.example/x, or javascript:alert(1) (http://b.example).',
  );
});

test('a route survives its address, and what is unknown is the inbox', () => {
  const id = '01h2x3y4z5a6b7c8d9e0f1g2h3';
  const route = { screen: 'inbox', channel: id, side: true } as const;

  expect(readRoute(writeRoute(route))).toEqual(route);
  expect(readRoute('#/nonsense/%E0%A4%A')).toEqual({ screen: 'inbox', channel: null, side: false });
  expect(readRoute('#/inbox/../../evil')).toMatchObject({ channel: null });
});

test('browsers are named in words', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0';

  expect(browserName(firefox)).toBe('Firefox 153 · Linux');
  expect(browserName(edge)).toBe('Edge 156 · Windows');
  expect(browserName('curl/8')).toBe('');
});

test('origins are taken as people paste them', () => {
  expect(linesOf(' a.example \n\n b.example, c.example').map(originOf)).toEqual([
    'https://a.example',
    'https://b.example',
    'https://c.example',
  ]);
  expect(originOf('http://localhost:8080/shop')).toBe('http://localhost:8080');
});

test('an accent needs a text that can be read on it', () => {
  expect(isReadable('#0b6b5b')).toBe(true);
  expect(isReadable('#ffffff')).toBe(true);
  expect(isReadable('red')).toBe(false);
});
