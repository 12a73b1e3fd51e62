import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plan } from './plan.ts';
import type { Facts, Plan, Way } from './protocol.ts';

type Example = { ways: Way[]; facts: Facts; plan: Plan };

const examples = JSON.parse(
  readFileSync(new URL('../../../vectors/plans.json', import.meta.url), 'utf8'),
) as Example[];

test('PL8: ways are planned as the examples say', () => {
  expect(examples.length).toBeGreaterThan(50);
  for (const it of examples) expect(plan(it.ways, it.facts), JSON.stringify(it)).toEqual(it.plan);
});
