/** In which ways this tab can drive, and what it has lost. */
import type { Obstacle, Way } from '../../../link/src/protocol.ts';
import type { Hold } from './hand.ts';

export type Equipment = { ways: Way[]; lost: Obstacle | null };

/**
 * `hold` is the window in our hand, `isAnswered` whether a page with the button talks to us. A
 * window that was lost stays named: it is tried at each drive, since Back may restore it.
 */
export function equipmentOf(
  hold: Hold | null,
  isAnswered: boolean,
  lost: Obstacle | null = null,
): Equipment {
  if (hold !== null) return { ways: [hold], lost };
  if (isAnswered) return { ways: ['page'], lost: null };
  return { ways: [], lost };
}

export function isSameEquipment(one: Equipment, other: Equipment): boolean {
  return one.lost === other.lost && one.ways.join() === other.ways.join();
}
