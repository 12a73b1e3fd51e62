/** The drive bar: an address bar for the visitor's browser. */

import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Drive, View } from '../../../link/src/protocol.ts';
import { after, before, stops, undoTarget } from '../pure/stops.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { type Bar, useDriveBar } from './drive-bar-state.ts';
import { Icon, type IconName } from './icon.tsx';
import { optionId, SuggestionList } from './suggestion-list.tsx';

/** The bar of one channel, for the agent who has joined it. */
export function DriveBar(props: {
  talk: Talk;
  view: View;
  children?: ComponentChildren;
}): JSX.Element {
  const { talk, view } = props;
  const bar = useDriveBar(talk, view);
  const list = useId();
  return (
    <section class="drive" aria-label={words.drive.bar}>
      <form
        class="drive-form"
        onSubmit={(event) => {
          event.preventDefault();
          bar.submit('drive');
        }}
      >
        <div class="drive-field">
          <AddressInput bar={bar} list={list} />
          {bar.isOpen ? <SuggestionList id={list} bar={bar} /> : null}
        </div>
        <button type="submit" class="button main" aria-disabled={bar.obstacle !== null}>
          {words.drive.drive}
        </button>
      </form>
      <div class="drive-row">
        <StopButtons view={view} bar={bar} />
        {props.children ?? (
          <>
            <span class="grow" />
            <Verdict bar={bar} />
          </>
        )}
      </div>
      {props.children === undefined ? null : <Verdict bar={bar} />}
      <Below bar={bar} />
    </section>
  );
}

function AddressInput({ bar, list }: { bar: Bar; list: string }): JSX.Element {
  return (
    <input
      class="input drive-input"
      type="text"
      inputMode="url"
      dir="auto"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      data-focus="address"
      aria-label={words.drive.address}
      aria-autocomplete="list"
      aria-controls={bar.isOpen ? list : undefined}
      aria-activedescendant={bar.isOpen && bar.active >= 0 ? optionId(list, bar.active) : undefined}
      aria-describedby="drive-verdict"
      placeholder={words.drive.placeholder}
      value={bar.text}
      onInput={(event) => {
        bar.type(event.currentTarget.value);
      }}
      onFocus={(event) => {
        event.currentTarget.select();
        bar.open();
      }}
      onBlur={bar.close}
      onKeyDown={bar.press}
    />
  );
}

/** Back, forward, reload and undo: earlier stops driven anew. */
function StopButtons({ view, bar }: { view: View; bar: Bar }): JSX.Element {
  // Of a tour's browsers each has a way of its own: only the stops are everybody's.
  const one = view.tour === null ? Object.values(view.browsers)[0] : undefined;
  const start = one?.visitor.page ?? null;
  const all = stops(start, view.drives);
  const here = bar.here;
  return (
    <>
      <StopButton icon="back" name={words.drive.back} to={before(all)} bar={bar} />
      <StopButton icon="forward" name={words.drive.forward} to={after(all)} bar={bar} />
      <StopButton icon="reload" name={words.drive.reload} to={here ?? undefined} bar={bar} />
      <StopButton
        icon="undo"
        name={words.drive.undo}
        to={undoTarget(one?.trail ?? [], view.drives)}
        bar={bar}
      />
    </>
  );
}

function StopButton(props: {
  icon: IconName;
  name: string;
  to: Drive['to'] | undefined;
  bar: Bar;
}): JSX.Element {
  const { to, bar } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.name}
      title={to === undefined ? props.name : `${props.name}\n${to.title} · ${to.url}`}
      disabled={to === undefined || bar.obstacle !== null}
      onClick={() => {
        if (to !== undefined) bar.driveTo(to);
      }}
    >
      <Icon name={props.icon} />
    </button>
  );
}

function Verdict({ bar }: { bar: Bar }): JSX.Element {
  const { badge } = bar;
  return (
    <span id="drive-verdict" class={`verdict ${badge.tone}`} role="status">
      {badge.tone === 'good' ? <Icon name="check" size={14} /> : null}
      {badge.tone === 'bad' ? <Icon name="no" size={14} /> : null}
      {badge.tone === 'warn' ? <Icon name="warn" size={14} /> : null}
      <span class="cut" title={badge.text}>
        {badge.text}
        {badge.why === '' ? null : <span class="why">{badge.why}</span>}
      </span>
    </span>
  );
}

function Below({ bar }: { bar: Bar }): JSX.Element | null {
  if (bar.asking !== null) {
    return (
      <Ask
        question={bar.asking.question}
        yes={bar.asking.confirmed ? words.tours.confirmYes : words.drive.anyway}
        kind="main"
        place="inline"
        onYes={bar.confirm}
        onNo={bar.cancel}
      />
    );
  }
  if (bar.obstacle !== null) {
    return (
      <p class="drive-note warn">
        <Icon name="warn" size={14} />
        <span class="grow">{bar.obstacle}</span>
        {bar.canLink ? (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              bar.submit('link');
            }}
          >
            {words.drive.sendLink}
          </button>
        ) : null}
      </p>
    );
  }
  if (bar.problem !== null) {
    return (
      <p class="drive-note bad" role="alert">
        <Icon name="no" size={14} />
        <span>{bar.problem}</span>
      </p>
    );
  }
  return bar.isOpen || bar.isEdited ? <p class="drive-note">{words.drive.hint}</p> : null;
}
