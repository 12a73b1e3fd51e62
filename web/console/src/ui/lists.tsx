/** The lists of the inbox: who waits, who is mine, notes, and who else is here. */

import type { ComponentChildren, JSX } from 'preact';
import type { Colleague } from '../../../link/src/protocol.ts';
import { accepting, acceptNext } from '../state/acts.ts';
import { board, colleagues, inbox, queue } from '../state/board.ts';
import { available } from '../state/desk.ts';
import { myId } from '../state/me.ts';
import { sound } from '../state/sound.ts';
import { choose, choosing } from '../state/together.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { moveInList } from './keys.ts';
import { initial } from './name.ts';
import { RowList } from './row-list.tsx';
import { MineRow, NoteRow, OtherRow, WaitingRow } from './rows.tsx';

/** The pane with all lists. */
export function Lists({ open }: { open: string | null }): JSX.Element {
  const { mine, notes, others } = inbox.value;
  return (
    <section class="pane lists" aria-label={words.inbox.lists} onKeyDown={moveInList}>
      <WaitingList open={open} />
      <Part title={words.inbox.mine} count={mine.length} action={<ChooseSeveral />}>
        {mine.length === 0 ? <p class="list-empty">{words.inbox.noneMine}</p> : null}
        <RowList
          label={words.inbox.mine}
          rows={mine}
          draw={(row) => <MineRow key={row.channel} row={row} isOpen={row.channel === open} />}
        />
      </Part>
      {notes.length === 0 ? null : (
        <Part title={words.inbox.notes} count={notes.length}>
          <RowList
            label={words.inbox.notes}
            rows={notes}
            draw={(row) => <NoteRow key={row.channel} row={row} isOpen={row.channel === open} />}
          />
        </Part>
      )}
      {others.length === 0 ? null : (
        <Part title={words.inbox.others} count={others.length}>
          <RowList
            label={words.inbox.others}
            rows={others}
            draw={(row) => <OtherRow key={row.channel} row={row} isOpen={row.channel === open} />}
          />
        </Part>
      )}
      <Team />
    </section>
  );
}

function WaitingList({ open }: { open: string | null }): JSX.Element {
  const { waiting } = inbox.value;
  const total = Math.max(board.value.waiting, waiting.length);
  const rest = total - waiting.length;
  return (
    <Part
      title={words.inbox.waiting}
      count={total}
      action={
        waiting.length === 0 ? null : (
          <button
            type="button"
            class="button main tight"
            title="Ctrl+Enter"
            onClick={acceptNext}
            aria-disabled={accepting.value.size > 0}
          >
            {words.inbox.acceptNext}
          </button>
        )
      }
    >
      {board.value.loaded && waiting.length === 0 ? <NobodyWaits /> : null}
      <RowList
        label={words.inbox.waiting}
        rows={waiting}
        draw={(row) => (
          <WaitingRow
            key={row.channel}
            row={row}
            place={queue.value.get(row.channel) ?? 0}
            isOpen={row.channel === open}
          />
        )}
      />
      {sound.value === 'needs-click' && available.value === true ? (
        <p class="list-note">
          <Icon name="bell" size={14} />
          {words.inbox.soundOff}
        </p>
      ) : null}
      {rest > 0 ? <p class="list-empty">{words.inbox.more(rest)}</p> : null}
    </Part>
  );
}

/** Begins to choose several of our chats, to drive them together. */
function ChooseSeveral(): JSX.Element | null {
  const isOn = choosing.value;
  if (inbox.value.mine.length < 2 && !isOn) return null;
  return (
    <button
      type="button"
      class="button tight"
      aria-pressed={isOn}
      onClick={() => {
        choose(!isOn);
      }}
    >
      {words.tours.together.choose}
    </button>
  );
}

function NobodyWaits(): JSX.Element {
  return (
    <p class="list-empty">
      {words.inbox.nobodyWaits}{' '}
      {available.value === false ? words.inbox.nobodyWaitsAway : words.inbox.nobodyWaitsAvailable}
    </p>
  );
}

function Part(props: {
  title: string;
  count?: number;
  action?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="list-part">
      <header class="list-head">
        <h2>{props.title}</h2>
        {props.count === undefined || props.count === 0 ? null : (
          <span class="list-count">{props.count}</span>
        )}
        <span class="grow" />
        {props.action}
      </header>
      {props.children}
    </div>
  );
}

function Team(): JSX.Element | null {
  const others = colleagues.value.filter((colleague) => colleague.agent !== myId.value);
  if (others.length === 0) return null;
  return (
    <Part title={words.inbox.team}>
      <ul class="team" aria-label={words.inbox.team}>
        {others.map((colleague) => (
          <Member key={colleague.agent} colleague={colleague} />
        ))}
      </ul>
    </Part>
  );
}

function Member({ colleague }: { colleague: Colleague }): JSX.Element {
  const state = colleague.available ? words.inbox.free : words.inbox.absent;
  return (
    <li class="member">
      <span class="face small-face" aria-hidden="true">
        {initial(colleague.name)}
      </span>
      <span class="cut grow">{colleague.name}</span>
      <span class="soft small">
        {colleague.channels > 0 ? `${words.inbox.chats(colleague.channels)} · ` : ''}
        {state}
      </span>
      <span class={`dot ${colleague.available ? 'on' : ''}`} aria-hidden="true" />
    </li>
  );
}
