/** What this tab can drive: the window in its hand, the frame on its stage, the extension's tab. */
import { noFacts, plan } from '../../../link/src/plan.ts';
import type { Drive, Obstacle, Way } from '../../../link/src/protocol.ts';
import type { Store } from '../../../link/src/store.ts';
import { type Equipment, equipmentOf, isSmallScreen, isStageable } from './equipment.ts';
import type { Extension } from './extension.ts';
import type { Hand, Hold, Sending } from './hand.ts';
import type { Stage } from './stage.ts';

type Place = { hand: Hand; isPanel: boolean; origins: readonly string[]; tab: Store };

/** One per chat window. At a time, one of its means is in use. */
export class Means {
  readonly #place: Place;
  #stage: Stage | null = null;
  /** Null: there is none, or the visitor has given it no tab. */
  #extension: Extension | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  hold(): Hold | null {
    return this.#place.hand.hold();
  }

  /** The window to knock at. The extension sees its tab by itself. */
  window(): Window | null {
    if (this.#extension !== null) return null;
    return this.#stage === null ? this.#place.hand.window() : this.#stage.window();
  }

  isStaged(): boolean {
    return this.#stage !== null;
  }

  /** `isAnswered`: whether a page with the button talks to us. */
  equipment(isAnswered: boolean, lost: Obstacle | null): Equipment {
    if (this.#extension !== null) return { ways: ['extension'], lost: null };
    return equipmentOf({
      hold: this.hold(),
      isAnswered: isAnswered && this.#stage === null,
      lost,
      hasStage: !this.#place.isPanel,
      isSmall: isSmallScreen(),
    });
  }

  /** The way of a drive. A panel drives its own page, whatever the target is. */
  wayOf({ to, facts }: Drive, isAnswered: boolean): Way {
    const { ways } = this.equipment(isAnswered, null);
    if (this.#place.isPanel && this.#extension === null) return 'page';
    const known = facts ?? noFacts;
    const own = URL.canParse(to.url) && this.#place.origins.includes(new URL(to.url).origin);
    const framing = isStageable(to.url, location.origin) ? known.framing : 'forbidden';
    return plan(ways, { ...known, own, framing }).way;
  }

  send(url: string): Sending {
    return this.#place.hand.send(url);
  }

  /** Shows it on the stage that has been set up. */
  show(url: string): void {
    this.#stage?.show(url);
    this.#place.tab.write('stage', url);
  }

  /** Sets the stage up where it is not yet. False where its part did not come. */
  async setStage(onReplaced: () => void): Promise<boolean> {
    const part = await import('./stage.ts').catch(() => null);
    if (part === null) return this.isStaged();
    this.#stage ??= part.openStage(onReplaced);
    return true;
  }

  clearStage(): void {
    this.#stage?.close();
    this.#stage = null;
    this.#place.tab.remove('stage');
  }

  /** What stood on the stage before this page was loaded again. */
  staged(): string | null {
    const url = this.#place.tab.read('stage');
    return typeof url === 'string' && isStageable(url, location.origin) ? url : null;
  }

  /** The extension has a tab for us, or no longer. */
  use(extension: Extension | null): void {
    this.#extension = extension;
  }

  isExtended(): boolean {
    return this.#extension !== null;
  }

  goExtended(drive: number, url: string): void {
    this.#extension?.go(drive, url);
  }
}
