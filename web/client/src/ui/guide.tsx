/** Who guides, always in the same place; and what the visitor may allow. */
import type { JSX } from 'preact';
import type { Drive } from '../../../link/src/protocol.ts';
import type { App } from '../app.ts';
import { hostOf } from '../links.ts';
import { words } from '../words/words.ts';
import { lazy } from './lazy.tsx';

export function Guide({ app }: { app: App }): JSX.Element {
  const name = app.guideName.value;
  const isPaused = app.own.value?.paused === true;
  return (
    <header class={isPaused ? 'guide paused' : 'guide'}>
      <span class="face" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <div class="who">
        <h1>{isPaused ? words.paused : statusOf(app)}</h1>
        <Now app={app} />
      </div>
      <fieldset aria-label={words.guide} class="row">
        {app.view.value.tour !== null && hadWay(app) && !isPaused && (
          <button type="button" onClick={() => app.give({ do: 'rejoin' })}>
            {words.rejoin}
          </button>
        )}
        <button type="button" onClick={() => app.give({ do: isPaused ? 'resume' : 'pause' })}>
          {isPaused ? words.resume : words.pause}
        </button>
        <button type="button" onClick={() => app.give({ do: 'end' })}>
          {words.leave}
        </button>
      </fieldset>
      {canStayOnTop(app) && <OnTop />}
      {app.arrival.boot.site.consent === 'ask' && app.own.value?.consented === true && (
        <Withdrawal app={app} />
      )}
    </header>
  );
}

const ConsentOffer = lazy(async () => (await import('./consent.tsx')).ConsentOffer);
const Withdrawal = lazy(async () => (await import('./consent.tsx')).Withdrawal);
const OpenOffer = lazy(async () => (await import('./offer-window.tsx')).OpenOffer);
const ExtensionOffer = lazy(async () => (await import('./extension.tsx')).ExtensionOffer);

/** Not in a panel, and not beside a framed page: those are where the visitor looks already. */
const canStayOnTop = (app: App): boolean =>
  'documentPictureInPicture' in window &&
  !app.arrival.boot.panel &&
  app.own.value?.ways.includes('window') === true;

const OnTop = lazy(async () => (await import('./on-top.tsx')).OnTop);

const isDriven = (app: App): boolean => (app.own.value?.ways.length ?? 0) > 0;

function statusOf(app: App): string {
  const name = app.guideName.value;
  return isDriven(app) ? words.guiding(name) : words.withYou(name);
}

/** Said politely when a page comes; the focus stays where it is. */
function Now({ app }: { app: App }): JSX.Element {
  const name = app.guideName.value;
  const coming = comingOf(app);
  return (
    <p class="now" aria-live="polite">
      {app.pageAsks.value && words.pageAsks}
      {!app.pageAsks.value && coming !== null && (
        // The conversation says it to those who listen.
        <span aria-hidden="true">
          {words.driving(name)} <b>{coming.to.title || hostOf(coming.to.url)}</b>{' '}
          <span class="host">{hostOf(coming.to.url)}</span>
        </span>
      )}
      {coming === null && app.own.value?.paused === true && words.pausedLead(name)}
    </p>
  );
}

/** The drive that is on its way; null when none is. */
function comingOf(app: App): Drive | null {
  const drive = app.view.value.drives.at(-1);
  const is = drive?.receipts[app.arrival.opening.browser]?.outcome.is ?? 'dispatched';
  return drive !== undefined && (is === 'dispatched' || is === 'taken') ? drive : null;
}

/** What the visitor can allow with one click. */
export function Offers({ app }: { app: App }): JSX.Element | null {
  const own = app.own.value;
  if (own === null) return null;
  const asks = app.arrival.boot.site.consent === 'ask';
  if (asks && !own.consented) return <ConsentOffer app={app} />;
  if (app.extension.value === false && own.seat === app.arrival.seat) {
    return <ExtensionOffer app={app} />;
  }
  return offersWindow(app) ? (
    <OpenOffer app={app} isLost={own.lost !== null && hadWay(app)} />
  ) : null;
}

/** Whether one click, or Enter in the empty field, opens a window that can be driven. */
export function offersWindow(app: App): boolean {
  const own = app.own.value;
  if (own === null || own.ways.includes('extension')) return false;
  if (app.arrival.boot.site.consent === 'ask' && !own.consented) return false;
  if (app.arrival.boot.panel || own.seat !== app.arrival.seat) return false;
  // A page that goes by itself ends at the first one without the button: one click goes further.
  return own.lost !== null || !(own.ways.includes('window') || own.ways.includes('guided'));
}

/** Whether something was driven before: then it is lost, otherwise it is offered. */
const hadWay = (app: App): boolean => app.view.value.drives.length > 0;
