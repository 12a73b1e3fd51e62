/** The visitor's leave to be driven, where the site asks for it: given, and taken back. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { consentWords } from '../words/consent.ts';

export function ConsentOffer({ app }: { app: App }): JSX.Element {
  return (
    <div class="offer">
      <p>{consentWords.ask(app.guideName.value)}</p>
      <button type="button" class="primary" onClick={() => app.give({ do: 'consent' })}>
        {consentWords.yes}
      </button>
    </div>
  );
}

export function Withdrawal({ app }: { app: App }): JSX.Element {
  return (
    <button type="button" class="link small" onClick={() => app.give({ do: 'withdraw' })}>
      {consentWords.no}
    </button>
  );
}
