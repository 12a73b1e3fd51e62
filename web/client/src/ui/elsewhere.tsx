/** The chat goes on in another tab of this browser. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { seatWords } from '../words/seat.ts';

export function Elsewhere({ app }: { app: App }): JSX.Element {
  const { seat } = app.arrival;
  return (
    <section class="calm">
      <h1>{seatWords.elsewhere}</h1>
      <p class="soft">{seatWords.elsewhereLead}</p>
      <button type="button" class="primary" onClick={() => app.give({ do: 'sit', tab: seat })}>
        {seatWords.here}
      </button>
    </section>
  );
}
