/** One line of each list of the inbox. */

import { computed, useComputed } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Summary } from '../../../link/src/protocol.ts';
import { offeredTo } from '../pure/order.ts';
import { writeRoute } from '../pure/route.ts';
import { accept, accepting } from '../state/acts.ts';
import { unreadOf } from '../state/board.ts';
import { second } from '../state/clock.ts';
import { myId } from '../state/me.ts';
import { go } from '../state/place.ts';
import { followed, talkOf } from '../state/talk.ts';
import { choosing, pick, together } from '../state/together.ts';
import { words } from '../words/words.ts';
import { At, Countdown, Running, Since } from './clock.tsx';
import { AlongButton } from './hand.tsx';
import { agentNamed, rowName } from './name.ts';

/** What every row gets. */
type RowProps = { row: Summary; isOpen: boolean };

/** Waiting longer than this gets a word. */
const LONG_MS = 2 * 60_000;
/** A signal of typing that was not taken back holds for this long. */
const TYPING_MS = 8_000;

/** Somebody who waits. */
export function WaitingRow({ row, place, isOpen }: RowProps & { place: number }): JSX.Element {
  const isMine = offeredTo(row, myId.value);
  return (
    <Row row={row} isOpen={isOpen} name={isMine ? 'offered' : ''}>
      <span class="row-place" title={words.inbox.position(place)}>
        {place}
      </span>
      <span class="row-main">
        <span class="row-top">
          <strong class="cut">{rowName(row)}</strong>
          <WaitBadges row={row} />
          <span class="row-time">
            <Running since_ms={row.asked_at_ms} />
          </span>
        </span>
        <span class="row-low cut">
          {isMine && row.offer !== null ? (
            <Offered until_ms={row.offer.until_ms} />
          ) : (
            <WaitingPage row={row} />
          )}
        </span>
      </span>
      <AlongButton channel={row.channel} name={rowName(row)} />
      <button
        type="button"
        class={`button tight row-act ${isMine ? 'main' : ''}`}
        aria-disabled={accepting.value.has(row.channel)}
        onClick={() => void accept(row)}
      >
        {words.inbox.accept}
      </button>
    </Row>
  );
}

/** One of our own chats. */
export function MineRow({ row, isOpen }: RowProps): JSX.Element {
  const unread = unreadOf(row);
  return (
    <Row row={row} isOpen={isOpen} name={unread > 0 ? 'unread' : ''}>
      {choosing.value ? (
        <PickBox row={row} />
      ) : (
        <span class={`dot ${unread > 0 ? 'unread' : ''}`} aria-hidden="true" />
      )}
      <span class="row-main">
        <span class="row-top">
          <strong class="cut">{rowName(row)}</strong>
          {row.away ? <span class="badge">{words.inbox.awayVisitor}</span> : null}
          {row.paused ? <span class="badge warn">{words.inbox.paused}</span> : null}
          <span class="row-time">
            <Since since_ms={row.joined_at_ms} />
          </span>
        </span>
        <span class="row-low">
          <span class="cut grow">
            <LastWords row={row} />
          </span>
          {unread > 0 ? (
            <span class="count" title={words.inbox.unread(unread)}>
              {unread}
              <span class="sr"> {words.inbox.unread(unread)}</span>
            </span>
          ) : null}
        </span>
      </span>
    </Row>
  );
}

/** What was said last, or that more is being typed. */
function LastWords({ row }: { row: Summary }): JSX.Element {
  const isFollowed = useComputed(() => followed.value.has(row.channel)).value;
  const typing_ms = isFollowed ? talkOf(row.channel).now.value.typing_ms : 0;
  const isTyping = typing_ms > 0 && second.value - typing_ms < TYPING_MS;
  return <>{isTyping ? words.inbox.typing : lastWords(row)}</>;
}

/** Chooses a chat to be driven with others. */
function PickBox({ row }: { row: Summary }): JSX.Element {
  return (
    <label class="row-choose">
      <input
        type="checkbox"
        aria-label={words.tours.together.chooseName(rowName(row))}
        checked={together.value.includes(row)}
        onChange={(event) => {
          pick(row.channel, event.currentTarget.checked);
        }}
      />
    </label>
  );
}

/** A note that nobody has dealt with yet. */
export function NoteRow({ row, isOpen }: RowProps): JSX.Element {
  return (
    <Row row={row} isOpen={isOpen} name="">
      <span class="row-main">
        <span class="row-top">
          <strong class="cut">{rowName(row)}</strong>
          <span class="row-time">
            <At at_ms={row.last_at_ms} />
          </span>
        </span>
        <span class="row-low cut">{row.last_said?.text ?? ''}</span>
      </span>
    </Row>
  );
}

/** A chat of a colleague. */
export function OtherRow({ row, isOpen }: RowProps): JSX.Element {
  return (
    <Row row={row} isOpen={isOpen} name="">
      <span class="row-main">
        <span class="row-top">
          <strong class="cut">{rowName(row)}</strong>
          <span class="row-time">
            <Since since_ms={row.joined_at_ms} />
          </span>
        </span>
        <span class="row-low cut">{words.talk.withAgent(row.guide?.name ?? '')}</span>
      </span>
    </Row>
  );
}

function Row(props: RowProps & { name: string; children: ComponentChildren }): JSX.Element {
  const { row, isOpen } = props;
  const to = { screen: 'inbox', channel: row.channel, side: false } as const;
  return (
    <li class={`row ${props.name} ${isOpen ? 'open' : ''}`}>
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
      {props.children}
    </li>
  );
}

function WaitBadges({ row }: { row: Summary }): JSX.Element | null {
  const { asked_at_ms } = row;
  const isLong = useMemo(
    () => computed(() => second.value - asked_at_ms >= LONG_MS),
    [asked_at_ms],
  ).value;
  if (row.away) return <span class="badge">{words.inbox.awayVisitor}</span>;
  if (!isLong) return null;
  return <span class="badge warn">{words.inbox.long}</span>;
}

function Offered({ until_ms }: { until_ms: number }): JSX.Element {
  const [before, after] = words.inbox.offered('\u0000').split('\u0000');
  return (
    <span class="offered-word">
      {before}
      <Countdown until_ms={until_ms} />
      {after}
    </span>
  );
}

function WaitingPage({ row }: { row: Summary }): JSX.Element {
  return <span title={row.page?.url}>{waitingWords(row)}</span>;
}

function waitingWords(row: Summary): string {
  if (row.offer !== null) return words.inbox.offeredTo(agentNamed(row.offer.agent, null));
  if (row.page === null) return words.inbox.pageUnknown;
  return row.page.title === '' ? row.page.url : row.page.title;
}

function lastWords(row: Summary): string {
  if (row.last_said === null) return row.page?.title ?? '';
  const isMine = row.last_said.by === `agent-${myId.value}`;
  return isMine ? words.inbox.lastYou(row.last_said.text) : row.last_said.text;
}
