/** The roster: each browser of a tour on a row, those who need a hand first; only what is seen is in the page. */

import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { View } from '../../../link/src/protocol.ts';
import { counts, filtered, type Group, inOrder, type Row, roster, sorted } from '../pure/roster.ts';
import { second } from '../state/clock.ts';
import { siteOf } from '../state/me.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { RosterList } from './roster-list.tsx';

/** The groups in the order of their buttons. */
const GROUPS: readonly Group[] = ['help', 'going', 'there', 'apart'];

/** The roster of one tour. */
export function Roster(props: { talk: Talk; view: View; isMine: boolean }): JSX.Element {
  const { talk, view, isMine } = props;
  const [group, setGroup] = useState<Group | null>(null);
  const [typed, setTyped] = useState('');
  const [isHeld, setHeld] = useState(false);
  const all = useRows(talk, view);
  const ordered = useOrder(all, isHeld);
  const shown = useMemo(() => filtered(ordered, group, typed), [ordered, group, typed]);
  if (all.length === 0) {
    return (
      <div class="empty roster-empty">
        <Icon name="people" size={32} />
        <strong>{words.tours.rosterLead}</strong>
        <span>{words.tours.rosterMore}</span>
      </div>
    );
  }
  return (
    <section class="roster" aria-label={words.tours.roster}>
      <Groups all={all} group={group} onGroup={setGroup} />
      <div class="roster-tools">
        <Chosen talk={talk} shown={shown} isMine={isMine} />
        <input
          class="input tight grow"
          type="search"
          aria-label={words.tours.filter}
          placeholder={words.tours.filter}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </div>
      {shown.length === 0 ? <p class="list-empty">{words.tours.noMatch}</p> : null}
      <RosterList talk={talk} rows={shown} isMine={isMine} onHold={setHeld} />
    </section>
  );
}

/** The rows as of now; their times run with the clock's second. */
function useRows(talk: Talk, view: View): Row[] {
  const now_ms = second.value;
  const nows = talk.nows.value;
  const consent = siteOf(view.site)?.settings.consent ?? 'inform';
  return useMemo(() => {
    const isTyping = (browser: number): boolean => nows.get(browser)?.unsaved === true;
    return roster(view, { consent, now_ms, isTyping });
  }, [view, nows, consent, now_ms]);
}

/** Who needs a hand first; but nothing moves while a hand is on the list. */
function useOrder(rows: Row[], isHeld: boolean): Row[] {
  const order = useRef<number[]>([]);
  return useMemo(() => {
    if (isHeld) return inOrder(rows, order.current);
    const fresh = sorted(rows, second.peek());
    order.current = fresh.map((row) => row.browser);
    return fresh;
  }, [rows, isHeld]);
}

function Groups(props: {
  all: Row[];
  group: Group | null;
  onGroup: (group: Group | null) => void;
}): JSX.Element {
  const { all, group, onGroup } = props;
  const count = counts(all);
  const names = words.tours.groups;
  return (
    <fieldset class="roster-groups" aria-label={words.tours.roster}>
      <GroupButton
        name={names.all}
        count={all.length}
        isOn={group === null}
        onClick={() => {
          onGroup(null);
        }}
      />
      {GROUPS.filter((it) => count[it] > 0 || it === group).map((it) => (
        <GroupButton
          key={it}
          name={names[it]}
          count={count[it]}
          isOn={group === it}
          onClick={() => {
            onGroup(group === it ? null : it);
          }}
        />
      ))}
    </fieldset>
  );
}

function GroupButton(props: {
  name: string;
  count: number;
  isOn: boolean;
  onClick: () => void;
}): JSX.Element {
  return (
    <button type="button" class="button tight" aria-pressed={props.isOn} onClick={props.onClick}>
      {props.name} <span class="roster-count">{props.count}</span>
    </button>
  );
}

/** Chooses all that are shown, or nobody; says how many are chosen. */
function Chosen(props: { talk: Talk; shown: Row[]; isMine: boolean }): JSX.Element | null {
  const { chosen } = tourDesk(props.talk.id);
  if (!props.isMine) return null;
  const here = props.shown.filter((row) => row.state.is !== 'departed');
  const isAll = here.length > 0 && here.every((row) => chosen.value.has(row.browser));
  const some = chosen.value.size;
  const label = some > 0 ? words.tours.chooseNone : words.tours.chooseAll;
  return (
    <label class="roster-all" title={label}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isAll}
        indeterminate={some > 0 && !isAll}
        onChange={() => {
          chosen.value = new Set(some > 0 ? [] : here.map((row) => row.browser));
        }}
      />
      {some > 0 ? <span>{words.tours.chosen(some)}</span> : null}
    </label>
  );
}
