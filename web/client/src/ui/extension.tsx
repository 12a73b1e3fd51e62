/** Offers the browser's own extension, where the visitor has it. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { extensionWords as words } from '../words/extension.ts';
import { offerWords } from '../words/offer.ts';

/** The extension asks by itself; without it, a window beside this chat does as well. */
export function ExtensionOffer({ app }: { app: App }): JSX.Element {
  const name = app.guideName.value;
  const isFree = app.own.value?.ways.some((way) => way === 'window' || way === 'guided') === true;
  return (
    <div class="offer">
      <p>{words.offer(name)}</p>
      <button type="button" class="primary" onClick={app.askExtension}>
        {words.allow}
      </button>
      {!isFree && !app.arrival.boot.panel && (
        <button type="button" onClick={app.openGuided}>
          {offerWords.letOpen(name)}
        </button>
      )}
    </div>
  );
}
