import { expect, test } from 'vitest';
import { accentsOf, contrast, parse } from './accent.ts';

const WHITE = [255, 255, 255] as const;
const DARK = [24, 26, 30] as const;

test.each(['#1f5fbf', '#ffee00', '#000000', '#ffffff', '#b0005e', '#00ff00', '#777777'])(
  'an accent of %s can be read on both grounds and under its own text',
  (accent) => {
    const accents = accentsOf(accent);

    const [fill, onFill] = [parse(accents?.fill ?? ''), parse(accents?.onFill ?? '')];
    const [light, dark] = [parse(accents?.onLight ?? ''), parse(accents?.onDark ?? '')];
    expect(accents?.fill).toBe(accent);
    expect(contrast(fill ?? WHITE, onFill ?? WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(light ?? WHITE, WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark ?? DARK, DARK)).toBeGreaterThanOrEqual(4.5);
  },
);

test('what is no colour changes nothing', () => {
  expect(accentsOf('red; background: url(x)')).toBeNull();
  expect(accentsOf('')).toBeNull();
});
