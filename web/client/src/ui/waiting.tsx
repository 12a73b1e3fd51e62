/** In the queue: the place, an honest estimate, who will help, and the way out. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { words } from '../words/words.ts';
import { lazy } from './lazy.tsx';

const MINUTE_MS = 60_000;

const Java = lazy(async () => (await import('./java.tsx')).Java);

/** Phones and tablets are touched first of all. */
const isDesktop = (): boolean => !matchMedia('(pointer: coarse)').matches;

/** The desktop application, where it is offered: in the queue, and later where it was asked for. */
export function JavaOffer({ app }: { app: App }): JSX.Element | null {
  return app.arrival.boot.java !== null && isDesktop() ? <Java app={app} /> : null;
}

export function Waiting({ app }: { app: App }): JSX.Element {
  const { position, estimate_ms } = app.place.value;
  const { site } = app.arrival.boot;
  const isNext = position <= 1;
  return (
    <section class="calm">
      <p class="site">{site.name}</p>
      <div role="status" aria-label={words.place} class="place">
        <p class="figure">{Math.max(position, 1)}</p>
        <h1 class="caption">{isNext ? words.youAreNext : words.place}</h1>
        <p class="soft">{estimate(estimate_ms)}</p>
      </div>
      <p class="soft small">{words.keepOpen}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => app.give({ do: 'end' })}>
          {words.leaveQueue}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            app.wantsNote.value = true;
          }}
        >
          {words.orNote}
        </button>
      </div>
      <JavaOffer app={app} />
      <Sentence app={app} />
    </section>
  );
}

function estimate(ms: number | null): string {
  return ms === null ? words.estimateUnknown : words.estimate(Math.ceil(ms / MINUTE_MS));
}

/** What the visitor agrees to, as the server has said it. */
export function Sentence({ app }: { app: App }): JSX.Element {
  return <p class="sentence">{app.arrival.sentence}</p>;
}
