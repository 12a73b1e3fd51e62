// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { type Child, render, type Shape } from './draw.ts';
import { Fragment, jsx } from './jsx-runtime.ts';

let root: Element;

beforeEach(() => {
  root = document.createElement('main');
  document.body.replaceChildren(root);
});

const draw = (...children: Child[]): string => {
  render(jsx(Fragment, { children }) as Shape[], root);
  return root.innerHTML;
};
const row = (key: string, text = key): Child => jsx('li', { children: text }, key);

test('elements, text, numbers, parts and fragments stand where they are written', () => {
  const Part: Shape['type'] = ({ name }) => ['a ', jsx('b', { children: `${name}` }), null];

  const html = draw('x', 1, false, jsx(Part, { name: 'c' }), undefined, [jsx('i', {}), 'z']);

  expect(html).toBe('x1a <b>c</b><i></i>z');
});

test('text is text', () => {
  expect(draw(jsx('p', { children: '<img src=x>' }))).toBe('<p>&lt;img src=x&gt;</p>');
});

test('what stays is the same node; what comes and goes moves nothing', () => {
  draw(jsx('input', {}), null, jsx('p', { children: 'one' }));
  const [input, p] = [...root.children];
  (input as HTMLElement).focus();

  const html = draw(jsx('input', {}), jsx('b', {}), jsx('p', { children: 'two' }));

  expect(html).toBe('<input><b></b><p>two</p>');
  expect([root.children[0], root.children[2]]).toEqual([input, p]);
  expect(document.activeElement).toBe(input);
});

test('rows keep their nodes by key, in any order', () => {
  draw(['a', 'b', 'c', 'd'].map((it) => row(it)));
  const nodes = new Map([...root.children].map((it) => [it.textContent, it]));

  draw(['d', 'x', 'b', 'a'].map((it) => row(it)));

  expect([...root.children].map((it) => it.textContent)).toEqual(['d', 'x', 'b', 'a']);
  for (const it of ['d', 'b', 'a']) {
    expect([...root.children].find((node) => node.textContent === it)).toBe(nodes.get(it));
  }
});

test('the same shape is not looked into again', () => {
  let works = 0;
  const Part: Shape['type'] = () => `${++works}`;
  const rows = [jsx(Part, {})];

  draw(rows, 'a');
  const html = draw(rows, 'b');

  expect([html, works]).toEqual(['1b', 1]);
});

test('one kind gives way to another', () => {
  draw(jsx('p', { children: 'a' }), 'text');
  expect(draw('text', jsx('b', {}))).toBe('text<b></b>');
  expect(draw(null, null)).toBe('');
  expect(draw([row('a')], row('b'))).toBe('<li>a</li><li>b</li>');
});

test('attributes follow, and those that are no longer there go', () => {
  draw(jsx('button', { class: 'a', disabled: true, 'aria-pressed': false, title: 'x' }));
  expect(root.innerHTML).toBe(
    '<button class="a" disabled="" aria-pressed="false" title="x"></button>',
  );

  expect(draw(jsx('button', { class: 'b', disabled: false, 'aria-pressed': true }))).toBe(
    '<button class="b" aria-pressed="true"></button>',
  );
});

test('a field shows what it is told, also where the visitor has typed something else', () => {
  draw(jsx('textarea', { value: 'a' }));
  const field = root.querySelector('textarea');
  if (field !== null) field.value = 'typed';

  draw(jsx('textarea', { value: 'a' }));

  expect(field?.value).toBe('a');
});

test('listeners are those of the last drawing', () => {
  const heard: string[] = [];
  draw(jsx('button', { onClick: () => heard.push('first') }));
  draw(jsx('button', { onClick: () => heard.push('second') }));

  root.querySelector('button')?.click();
  draw(jsx('button', {}));
  root.querySelector('button')?.click();

  expect(heard).toEqual(['second']);
});

test('a reference is told once all stands in the page, and when it goes', () => {
  const told: string[] = [];
  const ref = (it: Element): (() => void) => {
    told.push(`${it.isConnected} ${it.innerHTML}`);
    return () => told.push('gone');
  };

  draw(jsx('div', { ref, children: 'in' }));
  draw(jsx('div', { ref, children: 'in' }));
  expect(told).toEqual(['true in']);
  draw(jsx('section', { children: jsx('div', { ref, children: 'again' }) }));
  draw();

  expect(told).toEqual(['true in', 'gone', 'true again', 'gone']);
});
