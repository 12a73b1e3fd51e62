import { expect, test } from 'vitest';
import { batch, computed, effect, signal } from './signal.ts';

test('what follows is worked out when it is read, and once', () => {
  const [one, other] = [signal(1), signal(1)];
  let works = 0;
  const double = computed(() => {
    works += 1;
    return one.value * 2;
  });

  other.value = 5;

  expect([double.value, double.value, works]).toEqual([2, 2, 1]);
  other.value = 6;
  expect([double.value, works]).toEqual([2, 1]);
  one.value = 4;
  expect([double.value, works]).toEqual([8, 2]);
});

test('what comes out the same again goes no further', () => {
  const count = signal(1);
  const isMany = computed(() => count.value > 10);
  const list = computed(() => [isMany.value]);
  const seen: unknown[] = [];
  effect(() => seen.push(list.value));

  count.value = 2;
  expect(seen).toHaveLength(1);
  count.value = 20;
  expect(seen).toEqual([[false], [true]]);
});

test('an effect sees the end of a batch, and only what it has read the last time', () => {
  const [which, a, b] = [signal('a'), signal(1), signal(2)];
  const seen: number[] = [];
  effect(() => seen.push(which.value === 'a' ? a.value : b.value));

  b.value = 3;
  batch(() => {
    a.value = 10;
    a.value = 11;
  });
  which.value = 'b';
  a.value = 12;

  expect(seen).toEqual([1, 11, 3]);
});

test('peeking notes nothing, and a stopped effect does nothing more', () => {
  const [one, other] = [signal(1), signal(1)];
  let runs = 0;
  const stop = effect(() => {
    runs += 1;
    one.value + other.peek();
  });

  other.value = 2;
  expect(runs).toBe(1);
  stop();
  one.value = 2;
  expect(runs).toBe(1);
});

test('an effect may change what others read, and one that never ends says so', () => {
  const [from, to] = [signal(1), signal(0)];
  effect(() => {
    to.value = from.value + 1;
  });

  from.value = 5;

  expect(to.value).toBe(6);
  const wild = signal(0);
  const chase = (): void => {
    wild.value += 1;
  };
  expect(() => effect(chase)).toThrow('without an end');
});
