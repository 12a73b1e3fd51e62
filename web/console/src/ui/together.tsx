/** Several of our own chats, driven together: the address, and each receipt. */

import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Page, Summary } from '../../../link/src/protocol.ts';
import { complete } from '../pure/address.ts';
import { told } from '../pure/receipt.ts';
import { now, second } from '../state/clock.ts';
import { siteOf } from '../state/me.ts';
import { recentPages } from '../state/recent.ts';
import { talkOf } from '../state/talk.ts';
import { choose, driven_ms, driveTogether, refusals, together } from '../state/together.ts';
import { lang, words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { rowName } from './name.ts';

/** The pane that stands where a conversation would, while chats are chosen. */
export function Together(): JSX.Element {
  const rows = together.value;
  return (
    <section class="pane talk none page" aria-label={words.tours.together.title}>
      <div class="page-inner together">
        <header class="part-head">
          <h2>{words.tours.together.title}</h2>
          <p class="soft">{words.tours.together.lead}</p>
        </header>
        <AddressForm rows={rows} />
        {rows.length === 0 ? (
          <p class="soft" role="status">
            {words.tours.together.none}
          </p>
        ) : (
          <ul class="together-list" aria-label={words.tours.together.receipts}>
            {rows.map((row) => (
              <li key={row.channel}>
                <strong class="cut grow" dir="auto">
                  {rowName(row)}
                </strong>
                <Outcome row={row} />
              </li>
            ))}
          </ul>
        )}
        <div>
          <button
            type="button"
            class="button"
            onClick={() => {
              choose(false);
            }}
          >
            {words.tours.together.done}
          </button>
        </div>
      </div>
    </section>
  );
}

function AddressForm({ rows }: { rows: Summary[] }): JSX.Element {
  const [typed, setTyped] = useState('');
  const list = useId();
  const site = rows[0]?.site ?? '';
  const settings = siteOf(site)?.settings;
  const pages: Page[] = [...(settings?.pages ?? []), ...recentPages(site)];
  const url = complete(typed, settings?.origins[0] ?? '');
  const isReady = rows.length > 0 && url !== '';
  return (
    <form
      class="drive-form"
      onSubmit={(event) => {
        event.preventDefault();
        const title = pages.find((page) => page.url === url)?.title ?? '';
        if (isReady) void driveTogether({ url, title }, now());
      }}
    >
      <input
        class="input grow"
        type="text"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        aria-label={words.drive.address}
        placeholder={words.drive.placeholder}
        list={list}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <datalist id={list}>
        {pages.map((page) => (
          <option key={page.url} value={page.url}>
            {page.title}
          </option>
        ))}
      </datalist>
      <button type="submit" class="button main" aria-disabled={!isReady}>
        {words.tours.together.drive(rows.length)}
      </button>
    </form>
  );
}

/** What became of the last drive of one chat. */
function Outcome({ row }: { row: Summary }): JSX.Element | null {
  const drive = talkOf(row.channel).view.value?.drives.at(-1);
  const refused = refusals.value.get(row.channel);
  if (driven_ms.value === 0) return null;
  if (refused !== undefined) {
    return (
      <span class="receipt stopped">
        <Icon name="no" size={14} />
        {words.tours.together.notDriven(refused)}
      </span>
    );
  }
  // The server's clock may lie a moment before what we know of it.
  if (drive === undefined || drive.at_ms < driven_ms.value - 1_000) {
    return <span class="receipt">{words.tours.together.sending}</span>;
  }
  const receipts = Object.values(drive.receipts);
  const known = { to: drive.to, at_ms: drive.at_ms, browsers: 1, receipts };
  const it = told(known, Math.max(second.value, now()), words.receipt, lang());
  return (
    <span class={`receipt ${it.tone}`}>
      <Icon name={it.tone === 'there' ? 'check' : 'arrow'} size={14} />
      {it.text}
    </span>
  );
}
