/** Offers a window that a click opens, where nothing else can be driven. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { offerWords as words } from '../words/offer.ts';
import { PageLink } from './text.tsx';

/** What was lost is said, with the page that could not be shown. */
export function OpenOffer({ app, isLost }: { app: App; isLost: boolean }): JSX.Element {
  const name = app.guideName.value;
  const last = app.view.value.drives.at(-1);
  return (
    <div class="offer">
      <p>{isLost ? words.lost(name) : words.letOpenLead(name)}</p>
      {isLost && last !== undefined && <PageLink page={last.to} />}
      <button type="button" class="primary" onClick={app.openGuided}>
        {words.letOpen(name)}
      </button>
      {app.popupRefused.value && (
        <p class="wrong" role="alert">
          {words.popupRefused}
        </p>
      )}
    </div>
  );
}
