/** What the first script hands to the client. */
import type { Boot } from './boot.ts';
import type { Hand } from './drive/hand.ts';
import type { Keep } from './keep.ts';
import type { Opening } from './rest.ts';
import type { TabName } from './tab.ts';

export type Arrival = TabName & {
  /**
   * The name with which this tab takes the seat: its own, or the one with which a panel came from
   * another origin, so that wherever Back leads in one tab, its panel is in its own seat.
   */
  seat: string;
  /** Whether the visitor has just clicked on the button; not so for a reload or the next page. */
  isClick: boolean;
  boot: Boot;
  keep: Keep;
  opening: Opening;
  /** What the visitor agrees to, as the server has written it. */
  sentence: string;
  /** How the client came: bytes as sent (0 from the cache), milliseconds from its first request. */
  delivery: { bytes: number; ms: number };
  /** The hand that holds the window already; a new one where there is none. */
  hand?: Hand;
  /** Whether the guided window is to be opened at once: the visitor has just clicked. */
  opens?: boolean;
};
