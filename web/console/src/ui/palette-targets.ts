/** What the palette can find, gathered at the moment it opens. */

import { shortUrl } from '../pure/address.ts';
import type { Found } from '../pure/find.ts';
import type { Route } from '../pure/route.ts';
import { acceptNext } from '../state/acts.ts';
import { inbox, openTours } from '../state/board.ts';
import { available, beAvailable } from '../state/desk.ts';
import { draft } from '../state/drafts.ts';
import { me, signOut, siteOf } from '../state/me.ts';
import { go, route } from '../state/place.ts';
import { talkOf } from '../state/talk.ts';
import { words } from '../words/words.ts';
import type { IconName } from './icon.tsx';
import { focusAddress, focusMessage, keysShown } from './keys.ts';
import { rowName } from './name.ts';
import { isOurs } from './talk.tsx';

/** Something that can be gone to or done. */
export type Target = {
  key: string;
  kind: keyof typeof words.find.kinds;
  icon: IconName;
  label: string;
  detail: string;
  act: () => void;
};

/** Everything there is now: visitors first, then pages, screens and actions. */
export function targets(): Found<Target>[] {
  return [...channels(), ...pages(), ...screens(), ...actions()].map((target) => ({
    texts: [target.label, target.detail],
    it: target,
  }));
}

function channels(): Target[] {
  const { mine, waiting, notes, others } = inbox.peek();
  const tours = openTours.peek();
  return [
    ...[...tours.mine, ...tours.others].map((row) => ({
      key: row.channel,
      kind: 'tour' as const,
      icon: 'tours' as const,
      label: rowName(row),
      detail: words.tours.present(row.browsers),
      act: () => {
        go({ screen: 'tours', channel: row.channel, side: false, part: 'none' });
      },
    })),
    ...[...mine, ...waiting, ...notes, ...others].map((row) => ({
      key: row.channel,
      kind: row.status === 'waiting' ? ('waiting' as const) : ('channel' as const),
      icon: 'person' as const,
      label: rowName(row),
      detail: row.page?.title ?? row.last_said?.text ?? '',
      act: () => {
        go({ screen: 'inbox', channel: row.channel, side: false });
      },
    })),
  ];
}

/** The known pages of the site whose visitor is in front: choosing one fills the address bar. */
function pages(): Target[] {
  const at = route.peek();
  const isTalk = at.screen === 'inbox' || at.screen === 'tours';
  if (!isTalk || at.channel === null) return [];
  const channel = at.channel;
  const view = talkOf(channel).view.peek();
  if (view === null || !isOurs(view)) return [];
  return (siteOf(view.site)?.settings.pages ?? []).map((page) => ({
    key: page.url,
    kind: 'page' as const,
    icon: 'arrow' as const,
    label: page.title === '' ? shortUrl(page.url) : page.title,
    detail: shortUrl(page.url),
    act: () => {
      draft(`address-${channel}`).value = page.url;
      focusAddress();
    },
  }));
}

function screens(): Target[] {
  const all: [string, IconName, Route][] = [
    [words.nav.inbox, 'inbox', { screen: 'inbox', channel: null, side: false }],
    [words.nav.tours, 'tours', { screen: 'tours', channel: null, side: false, part: 'none' }],
    [words.nav.history, 'history', { screen: 'history', channel: null, side: false }],
    [words.nav.reports, 'reports', { screen: 'reports' }],
    [words.settings.parts.browser, 'bell', { screen: 'settings', part: 'browser', site: null }],
    [words.settings.parts.sites, 'settings', { screen: 'settings', part: 'sites', site: null }],
  ];
  return all.map(([label, icon, to]) => ({
    key: `screen-${label}`,
    kind: 'screen' as const,
    icon,
    label,
    detail: to.screen === 'settings' ? words.nav.settings : '',
    act: () => {
      go(to);
    },
  }));
}

function actions(): Target[] {
  const on = available.peek();
  const all: [string, IconName, () => void][] = [
    [words.keys.title, 'keyboard', () => (keysShown.value = true)],
    [words.nav.signOut, 'out', () => void signOut()],
  ];
  if (on !== null) {
    const label = on ? words.presence.away : words.presence.available;
    all.unshift([label, 'bell', () => void beAvailable(!on)]);
  }
  if (inbox.peek().waiting.length > 0) all.unshift([words.inbox.acceptNext, 'check', acceptNext]);
  if (document.querySelector('[data-focus="message"]') !== null) {
    all.push([words.talk.message, 'chat', focusMessage]);
  }
  return all.map(([label, icon, act]) => ({
    key: `action-${label}`,
    kind: 'action' as const,
    icon,
    label,
    detail: label === words.nav.signOut ? (me.peek()?.agent.name ?? '') : '',
    act,
  }));
}
