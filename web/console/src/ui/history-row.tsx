/** One chat of the past on two lines. */

import type { JSX } from 'preact';
import type { Summary } from '../../../link/src/protocol.ts';
import { writeRoute } from '../pure/route.ts';
import { whenText } from '../pure/time.ts';
import { now } from '../state/clock.ts';
import { go } from '../state/place.ts';
import { lang, words } from '../words/words.ts';
import { rowName } from './name.ts';

/** The row. */
export function HistoryRow({ row, isOpen }: { row: Summary; isOpen: boolean }): JSX.Element {
  const to = { screen: 'history', channel: row.channel, side: false } as const;
  return (
    <li class={`row ${isOpen ? 'open' : ''}`}>
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
          <strong class="cut">{rowName(row)}</strong>
          {row.status === 'ended' ? null : (
            <span class="badge good">{words.history.status[row.status]}</span>
          )}
          <span class="row-time">{whenText(row.asked_at_ms || row.last_at_ms, now(), lang())}</span>
        </span>
        <span class="row-low cut">{row.last_said?.text ?? row.page?.title ?? ''}</span>
        <span class="row-low small cut">{outcome(row)}</span>
      </span>
    </li>
  );
}

function outcome(row: Summary): string {
  const who = row.guide === null ? words.history.unanswered : words.talk.withAgent(row.guide.name);
  return row.drives > 0 ? `${who} · ${words.history.drives(row.drives)}` : who;
}
