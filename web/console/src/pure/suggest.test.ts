import { expect, test } from 'vitest';
import { candidates, suggestions } from './suggest.ts';
import { page } from './testing.ts';

const known = [page('/', 'Home'), page('/returns', 'Returns'), page('/shoes/ridge', 'Ridge boots')];
const recent = [page('/cart', 'Your basket'), page('/returns', 'Returns')];
const trail = [page('/shoes', 'Shoes')];

function titles(typed: string): string[] {
  return suggestions(candidates(known, recent, trail), typed).map((it) => it.title);
}

test('nothing typed suggests known pages, then recent ones, then where the visitor was', () => {
  expect(titles('')).toEqual(['Home', 'Returns', 'Ridge boots', 'Your basket', 'Shoes']);
});

test('a title that begins so comes before one that only holds it', () => {
  expect(titles('r')[0]).toBe('Returns');
  expect(titles('boots')).toEqual(['Ridge boots']);
});

test('an address finds a page as well as its title does', () => {
  expect(titles('https://shop.example/ret')).toEqual(['Returns']);
  expect(titles('/cart')).toEqual(['Your basket']);
});

test('several words may stand apart, and marks on letters do not matter', () => {
  expect(titles('ridge shoes')).toEqual(['Ridge boots']);
  const menu = candidates([page('/menu', 'Café and Kitchen Menu')], [], []);
  expect(suggestions(menu, 'cafe menu')).toHaveLength(1);
});

test('an address stands there once, from its best source', () => {
  const found = suggestions(candidates(known, recent, trail), 'returns');

  expect(found.map((it) => it.source)).toEqual(['known']);
});
