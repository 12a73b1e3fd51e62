/** Tours: those that are open, one of them with its roster and conversation, and how to start one. */

import type { JSX } from 'preact';
import type { Summary } from '../../../link/src/protocol.ts';
import { type ToursPart, writeRoute } from '../pure/route.ts';
import { board, openTours, unreadOf } from '../state/board.ts';
import { go, route } from '../state/place.ts';
import { talkOf } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { Since } from './clock.tsx';
import { Icon } from './icon.tsx';
import { paneClass } from './inbox.tsx';
import { moveInList } from './keys.ts';
import { rowName } from './name.ts';
import { NewTour } from './new-tour.tsx';
import { Plans } from './plans.tsx';
import { TourPane } from './tour-pane.tsx';
import { TourTalk } from './tour-talk.tsx';

/** The screen. */
export function ToursScreen(): JSX.Element {
  const at = route.value;
  const open = at.screen === 'tours' ? at.channel : null;
  const part = at.screen === 'tours' && open === null ? at.part : 'none';
  const side = at.screen === 'tours' && at.side;
  const talk = open === null ? null : talkOf(open);
  return (
    <main class={`${paneClass(open !== null || part !== 'none', side)} tours`}>
      <h1 class="sr">{words.tours.title}</h1>
      <TourList open={open} />
      {talk === null ? (
        <section class={`pane talk none ${part === 'none' ? '' : 'page'}`}>
          <Middle part={part} />
        </section>
      ) : (
        <>
          <TourPane key={talk.id} talk={talk} />
          <TourTalk key={`talk-${talk.id}`} talk={talk} />
        </>
      )}
    </main>
  );
}

function Middle({ part }: { part: ToursPart }): JSX.Element {
  switch (part) {
    case 'new':
      return <NewTour />;
    case 'saved':
      return <Plans />;
    case 'none':
      return <NoTour />;
  }
}

function NoTour(): JSX.Element {
  const { mine, others } = openTours.value;
  const isNone = mine.length + others.length === 0;
  return (
    <div class="empty">
      <Icon name="tours" size={32} />
      <strong>{isNone ? words.tours.none : words.tours.title}</strong>
      <span>{isNone ? words.tours.noneMore : words.tours.lead}</span>
      <StartButton />
    </div>
  );
}

function StartButton(): JSX.Element {
  return (
    <button
      type="button"
      class="button main"
      onClick={() => {
        go({ screen: 'tours', channel: null, side: false, part: 'new' });
      }}
    >
      <Icon name="plus" />
      {words.tours.start}
    </button>
  );
}

function TourList({ open }: { open: string | null }): JSX.Element {
  const { mine, others } = openTours.value;
  const isEmpty = board.value.loaded && mine.length + others.length === 0;
  return (
    <section class="pane lists" aria-label={words.tours.title} onKeyDown={moveInList}>
      <header class="list-head">
        <h2>{words.tours.title}</h2>
        <span class="grow" />
        <button
          type="button"
          class="button main tight"
          onClick={() => {
            go({ screen: 'tours', channel: null, side: false, part: 'new' });
          }}
        >
          {words.tours.start}
        </button>
      </header>
      {isEmpty ? (
        <p class="list-empty">
          {words.tours.none} {words.tours.noneMore}
        </p>
      ) : null}
      <TourRows title={words.tours.mine} rows={mine} open={open} />
      <TourRows title={words.tours.others} rows={others} open={open} />
      <p class="list-empty">
        <a href={writeRoute({ screen: 'tours', channel: null, side: false, part: 'saved' })}>
          {words.tours.plan.title}
        </a>
      </p>
      <p class="list-empty">
        <a href={writeRoute({ screen: 'history', channel: null, side: false })}>
          {words.tours.past}
        </a>
      </p>
    </section>
  );
}

function TourRows(props: {
  title: string;
  rows: Summary[];
  open: string | null;
}): JSX.Element | null {
  if (props.rows.length === 0) return null;
  return (
    <div class="list-part">
      <h3 class="list-title">{props.title}</h3>
      <ul aria-label={props.title}>
        {props.rows.map((row) => (
          <TourRow key={row.channel} row={row} isOpen={row.channel === props.open} />
        ))}
      </ul>
    </div>
  );
}

function TourRow({ row, isOpen }: { row: Summary; isOpen: boolean }): JSX.Element {
  const to = { screen: 'tours', channel: row.channel, side: false, part: 'none' } as const;
  const unread = unreadOf(row);
  return (
    <li class={`row ${isOpen ? 'open' : ''} ${unread > 0 ? 'unread' : ''}`}>
      <a
        class="row-link"
        href={writeRoute(to)}
        data-row
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(to);
        }}
      >
        <span class="sr">{rowName(row)}</span>
      </a>
      <span class="row-main">
        <span class="row-top">
          <strong class="cut" dir="auto">
            {rowName(row)}
          </strong>
          <span class="row-time">
            <Since since_ms={row.joined_at_ms} />
          </span>
        </span>
        <span class="row-low">
          <span class="cut grow">
            {words.tours.present(row.browsers)}
            {row.guide === null ? '' : ` · ${words.tours.guide(row.guide.name)}`}
          </span>
          {unread > 0 ? (
            <span class="count" title={words.inbox.unread(unread)}>
              {unread}
              <span class="sr"> {words.inbox.unread(unread)}</span>
            </span>
          ) : null}
        </span>
      </span>
    </li>
  );
}
