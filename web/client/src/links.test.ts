import { expect, test } from 'vitest';
import { hostOf, hrefOf, piecesOf } from './links.ts';

const hrefs = (text: string) => piecesOf(text).flatMap((it) => it.href ?? []);

test('addresses in a sentence become links, its punctuation does not', () => {
  expect(hrefs('See https://a.example/x, (https://b.example/y).')).toEqual([
    'https://a.example/x',
    'https://b.example/y',
  ]);
});

test('T15: the pieces together are the text, whatever it holds', () => {
  const text = '<b>http://a.example</b> &amp; [x](javascript:alert(1)) http://';

  expect(
    piecesOf(text)
      .map((it) => it.text)
      .join(''),
  ).toBe(text);
});

test('T1, T2: only plain http and https become links', () => {
  const hostile = [
    'javascript:alert(1)',
    'jAvAsCrIpT:alert(1)',
    'data:text/html,hi',
    'https://bank.example@evil.example/',
    'vbscript:x',
    'file:///etc/passwd',
    'http://[',
    '//evil.example',
  ];

  expect(hostile.flatMap((it) => hrefOf(it) ?? [])).toEqual([]);
  expect(hostile.flatMap(hrefs)).toEqual([]);
});

test('T2: a host is shown as it is looked up', () => {
  expect(hostOf('https://аpple.example/')).toBe('xn--pple-43d.example');
});

test('T25: 64 KiB of nothing but beginnings takes no time', () => {
  const text = 'http://'.repeat(9_000);
  const began = performance.now();

  piecesOf(text);

  expect(performance.now() - began).toBeLessThan(500);
});
