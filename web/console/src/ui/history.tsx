/** What has happened: every chat, found by words, names and pages, and read as a whole. */

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { me } from '../state/me.ts';
import { route } from '../state/place.ts';
import { emptySearch, moreRows, type Search, searchRows } from '../state/search.ts';
import { loadStill, talkOf } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { HistoryRow } from './history-row.tsx';
import { Icon } from './icon.tsx';
import { paneClass } from './inbox.tsx';
import { moveInList } from './keys.ts';
import { RowList } from './row-list.tsx';
import { Side } from './side.tsx';
import { TalkPane } from './talk.tsx';

/** The screen: the search with its rows, and the chat that was picked. */
export function HistoryScreen(): JSX.Element {
  const at = route.value;
  const open = at.screen === 'history' ? at.channel : null;
  const side = at.screen === 'history' && at.side;
  const talk = open === null ? null : talkOf(open);
  useEffect(() => {
    if (talk !== null) void loadStill(talk);
  }, [talk]);
  return (
    <main class={paneClass(open !== null, side)}>
      <h1 class="sr">{words.history.title}</h1>
      <SearchPane open={open} />
      {talk === null ? (
        <div class="pane talk none">
          <div class="empty">
            <Icon name="history" size={32} />
            <strong>{words.history.pick}</strong>
          </div>
        </div>
      ) : (
        <>
          <TalkPane key={talk.id} talk={talk} from="history" />
          <Side key={`side-${talk.id}`} talk={talk} from="history" />
        </>
      )}
    </main>
  );
}

/** What was searched for last, so that going away and back finds it again. */
const kept: { search: Search } = { search: emptySearch() };

function SearchPane({ open }: { open: string | null }): JSX.Element {
  const search = useSignal<Search>(kept.search);
  const now = search.value;
  kept.search = now;
  useEffect(() => searchRows(search), [now.q, now.site]);
  return (
    <section class="pane lists" aria-label={words.history.title}>
      <header class="search">
        <div class="search-field">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            aria-label={words.history.search}
            placeholder={words.history.placeholder}
            value={now.q}
            onInput={(event) => {
              search.value = { ...search.peek(), q: event.currentTarget.value };
            }}
          />
        </div>
        <SitePick
          site={now.site}
          onSite={(site) => {
            search.value = { ...search.peek(), site };
          }}
        />
      </header>
      <Found search={now} />
      <RowList
        onKeyDown={moveInList}
        label={words.history.title}
        rows={now.rows}
        draw={(row) => <HistoryRow key={row.channel} row={row} isOpen={row.channel === open} />}
      />

      {now.more ? (
        <button
          type="button"
          class="button more"
          aria-disabled={now.state === 'loading'}
          onClick={() => void moreRows(search)}
        >
          {now.state === 'loading' ? words.loading : words.history.more}
        </button>
      ) : null}
    </section>
  );
}

function SitePick(props: { site: string; onSite: (site: string) => void }): JSX.Element | null {
  const sites = me.value?.sites ?? [];
  if (sites.length < 2) return null;
  return (
    <select
      class="input"
      aria-label={words.history.site}
      value={props.site}
      onChange={(event) => {
        props.onSite(event.currentTarget.value);
      }}
    >
      <option value="">{words.history.all}</option>
      {sites.map((site) => (
        <option key={site.key} value={site.key}>
          {site.settings.name}
        </option>
      ))}
    </select>
  );
}

/** What is said where there are no rows. */
function Found({ search }: { search: Search }): JSX.Element | null {
  if (search.state === 'failed') {
    return (
      <p class="list-empty" role="alert">
        {words.history.failed}
      </p>
    );
  }
  if (search.rows.length > 0 || search.state !== 'done') return null;
  const [first, second] =
    search.q === ''
      ? [words.history.none, words.history.noneMore]
      : [words.history.noMatch(search.q), words.history.noMatchMore];
  return (
    <div class="empty" role="status">
      <strong>{first}</strong>
      <span>{second}</span>
    </div>
  );
}
