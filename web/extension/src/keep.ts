/** What outlives the worker, which the browser stops when it likes: rides, and chats that ask. */
import type { Ride } from './ride.ts';

/** A chat whose visitor wants to be asked. */
export type Ask = {
  server: string;
  guide: string;
  site: string;
  /** The tab that the chat was opened from. */
  opener: number | null;
};

export type Kept = {
  /** By channel. */
  rides: Record<string, Ride>;
  asks: Record<string, Ask>;
};

/** In the browser's memory, until it is closed. */
export async function readKept(): Promise<Kept> {
  const { kept } = await chrome.storage.session.get('kept');
  return (kept as Kept | undefined) ?? { rides: {}, asks: {} };
}

/** One change after the other: each sees what the one before has written. */
export function newKeeper(): (change: (kept: Kept) => Promise<void> | void) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (change) => {
    const next = last.then(async () => {
      const kept = await readKept();
      await change(kept);
      await chrome.storage.session.set({ kept });
    });
    last = next.catch((error: unknown) => reportError(error));
    return last;
  };
}
