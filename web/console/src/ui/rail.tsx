/** The rail: where to go, whether we take visitors, and whether the connection stands. */

import type { JSX } from 'preact';
import type { Route } from '../pure/route.ts';
import { writeRoute } from '../pure/route.ts';
import { inbox, openTours, unread, unreadOf } from '../state/board.ts';
import { available, beAvailable, wanted } from '../state/desk.ts';
import { network } from '../state/live.ts';
import { me, signOut } from '../state/me.ts';
import { go, route } from '../state/place.ts';
import { words } from '../words/words.ts';
import { Mark } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { keysShown } from './keys.ts';

/** The rail; at the foot of the screen on a phone. */
export function Rail(): JSX.Element {
  const count = inbox.value.waiting.length + unread.value;
  return (
    <header class="rail">
      <div class="rail-mark">
        <Mark size={26} />
      </div>
      <nav class="rail-nav" aria-label={words.nav.main}>
        <NavLink icon="inbox" to={{ screen: 'inbox', channel: null, side: false }} count={count}>
          {words.nav.inbox}
        </NavLink>
        <NavLink
          icon="tours"
          to={{ screen: 'tours', channel: null, side: false, part: 'none' }}
          count={openTours.value.mine.reduce((sum, row) => sum + unreadOf(row), 0)}
        >
          {words.nav.tours}
        </NavLink>
        <NavLink icon="history" to={{ screen: 'history', channel: null, side: false }}>
          {words.nav.history}
        </NavLink>
        <NavLink icon="reports" to={{ screen: 'reports' }}>
          {words.nav.reports}
        </NavLink>
        <NavLink icon="settings" to={{ screen: 'settings', part: 'browser', site: null }}>
          {words.nav.settings}
        </NavLink>
      </nav>
      <div class="rail-foot">
        <Availability />
        <Connection />
        <button
          type="button"
          class="icon-button wide-only"
          aria-label={words.nav.keys}
          title={words.nav.keys}
          onClick={() => {
            keysShown.value = true;
          }}
        >
          <Icon name="keyboard" />
        </button>
        <button
          type="button"
          class="icon-button wide-only"
          aria-label={words.nav.signOut}
          title={`${words.nav.signOut} · ${me.value?.agent.name ?? ''}`}
          onClick={() => void signOut()}
        >
          <Icon name="out" />
        </button>
      </div>
    </header>
  );
}

function NavLink(props: {
  icon: IconName;
  to: Route;
  count?: number;
  children: string;
}): JSX.Element {
  const isHere = route.value.screen === props.to.screen;
  const count = props.count ?? 0;
  return (
    <a
      class="rail-link"
      href={writeRoute(props.to)}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(props.to);
      }}
    >
      <span class="rail-icon">
        <Icon name={props.icon} size={20} />
        {count > 0 ? (
          <span class="rail-count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </span>
      <span class="rail-word">{props.children}</span>
    </a>
  );
}

/** The switch between available and away. */
function Availability(): JSX.Element | null {
  const is = available.value;
  if (is === null) return null;
  const shown = wanted.value ?? is;
  return (
    <button
      type="button"
      class="presence"
      role="switch"
      aria-checked={shown}
      aria-label={words.presence.takeVisitors}
      title={shown ? words.presence.on : words.presence.off}
      onClick={() => void beAvailable(!shown)}
    >
      <span class="switch-track" />
      <span class="presence-word">{shown ? words.presence.available : words.presence.away}</span>
    </button>
  );
}

function Connection(): JSX.Element {
  const { is } = network.value;
  return (
    <span class="connection wide-only" title={words.network.dot[is]}>
      <span class={`dot ${is === 'online' ? 'on' : ''}`} />
      <span class="sr">{words.network.dot[is]}</span>
    </span>
  );
}
