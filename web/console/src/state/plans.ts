/** The saved tours: read, written, brought from files. */

import { signal } from '@preact/signals';
import { newId } from '../../../link/src/id.ts';
import type { SavedTour } from '../../../link/src/protocol.ts';
import { faults, type Plan } from '../pure/plan.ts';
import { words } from '../words/words.ts';
import { type Answer, rest } from './rest.ts';

/** The saved tours; null until they have come. */
export const plans = signal<SavedTour[] | null>(null);

/** Whether they could not be read the last time. */
export const plansFailed = signal(false);

/** What became of writing: the tour, or what is wrong with it, fault by fault. */
export type Written = { ok: true; tour: SavedTour } | { ok: false; faults: string[] };

/** Reads them. What is there stays until the answer comes. */
export async function loadPlans(): Promise<void> {
  const answer = await rest.savedTours();
  plansFailed.value = !answer.ok;
  if (answer.ok) plans.value = answer.value.tours;
}

/** Writes a saved tour, under a new id where it has none. */
export async function savePlan(id: string | null, plan: Plan): Promise<Written> {
  return keep(await rest.saveTour(id ?? newId(), plan));
}

/** Brings a saved tour from a file. */
export async function importPlan(text: string, site: string): Promise<Written> {
  return keep(await rest.importTour(text, site));
}

/** Removes a saved tour. Returns whether it is gone. */
export async function removePlan(id: string): Promise<boolean> {
  const answer = await rest.removeSavedTour(id);
  if (answer.ok) plans.value = (plans.peek() ?? []).filter((it) => it.id !== id);
  return answer.ok;
}

function keep(answer: Answer<SavedTour>): Written {
  if (!answer.ok) {
    const { code, detail } = answer;
    if (code === 'bad-tour') return { ok: false, faults: faults(detail) };
    return { ok: false, faults: [words.problem[code] ?? detail] };
  }
  const tour = answer.value;
  const others = (plans.peek() ?? []).filter((it) => it.id !== tour.id);
  plans.value = [...others, tour].sort((a, b) => a.title.localeCompare(b.title));
  return { ok: true, tour };
}
