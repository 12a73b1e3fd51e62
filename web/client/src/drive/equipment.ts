/** In which ways this tab can drive, and what it has lost. */
import type { Obstacle, Way } from '../../../link/src/protocol.ts';
import type { Hold } from './hand.ts';

export type Equipment = { ways: Way[]; lost: Obstacle | null };

/** What this tab has at hand. */
export type Means = {
  /** The window in our hand. */
  hold: Hold | null;
  /** Whether a page with the button talks to us. */
  isAnswered: boolean;
  /** What was lost; a window that was lost stays named: Back may restore it at any drive. */
  lost: Obstacle | null;
  /** Whether this page can show others in a frame: not so in a panel. */
  hasStage: boolean;
  /** Whether one page covers the screen: another window would be driven out of sight. */
  isSmall: boolean;
};

/** The ways of this tab, the best first. */
export function equipmentOf({ hold, isAnswered, lost, hasStage, isSmall }: Means): Equipment {
  const stage: Way[] = hasStage ? ['stage'] : [];
  if (hasStage && isSmall) return { ways: stage, lost };
  if (hold !== null) return { ways: [hold, ...stage], lost };
  if (isAnswered) return { ways: ['page', ...stage], lost: null };
  return { ways: stage, lost };
}

export function isSameEquipment(one: Equipment, other: Equipment): boolean {
  return one.lost === other.lost && one.ways.join() === other.ways.join();
}

/**
 * Whether a page can be tried in our frame. One of our own could reach out of it, and a browser
 * shows nothing that is not encrypted in a page that is.
 */
export function isStageable(url: string, ours: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol } = new URL(url);
  return origin !== ours && (protocol === 'https:' || !ours.startsWith('https:'));
}

/** Screens below this show one page at a time, in CSS pixels of the shorter side. */
const SMALL_PX = 600;

/** Whether this is a phone; the button asks the same. */
export function isSmallScreen(): boolean {
  return Math.min(screen.width, screen.height) < SMALL_PX;
}
