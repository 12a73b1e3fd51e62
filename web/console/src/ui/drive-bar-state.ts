/** What the drive bar knows and does; how it looks stands beside it. */

import { useMemo, useRef, useState } from 'preact/hooks';
import type { Page, View } from '../../../link/src/protocol.ts';
import { complete, hostOf, samePage } from '../pure/address.ts';
import { candidates, type Suggestion, suggestions } from '../pure/suggest.ts';
import { knownOf, places } from '../pure/trail.ts';
import { drive, link } from '../state/acts.ts';
import { draft } from '../state/drafts.ts';
import { type Check, useDryRun } from '../state/dry-run.ts';
import { network } from '../state/live.ts';
import { siteOf } from '../state/me.ts';
import { keepRecent, recentPages } from '../state/recent.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { focusMessage } from './keys.ts';
import { visitorName } from './name.ts';
import { becauseAddress } from './problem.ts';

/** How something reaches the visitor. */
type Kind = 'drive' | 'link';

/** The drive bar of one channel. */
export type Bar = {
  /** What stands in the field: what was typed, or where the visitor is. */
  text: string;
  isEdited: boolean;
  here: Page | null;
  isOpen: boolean;
  suggested: Suggestion[];
  /** The chosen suggestion; -1 for none. */
  active: number;
  badge: { tone: 'none' | 'good' | 'bad' | 'soft'; text: string };
  /** What waits to be confirmed because the visitor is typing in a form. */
  asking: Page | null;
  /** Why nothing can be driven now. */
  obstacle: string | null;
  canLink: boolean;
  /** Why the last drive or link was refused. */
  problem: string | null;
  type: (text: string) => void;
  open: () => void;
  close: () => void;
  press: (event: KeyboardEvent) => void;
  choose: (page: Page) => void;
  submit: (kind: Kind) => void;
  driveTo: (page: Page) => void;
  confirm: () => void;
  cancel: () => void;
};

/** The state of the bar of this channel. What is typed in it survives a reload. */
export function useDriveBar(talk: Talk, view: View): Bar {
  const typed = draft(`address-${talk.id}`);
  const [isEdited, setEdited] = useState(typed.peek() !== '');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [asking, setAsking] = useState<Page | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = useRef(false);
  const here = whereNow(view);
  const site = siteOf(view.site)?.settings;
  const query = isEdited ? typed.value : '';
  const suggested = useSuggestions(view, query, isOpen);
  const chosen = suggested[active];
  const shown = isEdited ? typed.value : (here?.url ?? '');
  const text = chosen === undefined ? shown : chosen.url;
  const target = complete(text, site?.origins[0] ?? '');
  const isDifferent = isEdited || chosen !== undefined;
  const check = useDryRun(view.site, isDifferent ? target : '');
  const obstacle = obstacleOf(view);

  const forget = (): void => {
    typed.value = '';
    setEdited(false);
    setActive(-1);
    setOpen(false);
  };
  const send = async (page: Page, kind: Kind): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setProblem(null);
    setAsking(null);
    const outcome = await (kind === 'drive' ? drive : link)(talk, page.url, page.title);
    busy.current = false;
    if (outcome.ok) {
      keepRecent(view.site, page.title === '' ? { ...page, title: hostOf(page.url) } : page);
      forget();
      return;
    }
    const why = becauseAddress(outcome);
    setProblem(kind === 'drive' ? words.drive.refused(why) : words.drive.linkRefused(why));
  };
  const wish = (page: Page, kind: Kind): void => {
    setOpen(false);
    if (page.url === '') return;
    if (kind === 'link') void send(page, kind);
    else if (obstacle === null && talk.now.peek().unsaved) setAsking(page);
    else if (obstacle === null) void send(page, kind);
  };
  const target_page = (): Page => chosen ?? { url: target, title: titleOf(target, view, here) };

  return {
    text,
    isEdited,
    here,
    isOpen: isOpen && suggested.length > 0,
    suggested,
    active,
    badge: badgeOf(check, isDifferent),
    asking,
    obstacle,
    canLink: network.value.is === 'online' && target !== '',
    problem,
    type: (value) => {
      typed.value = value;
      setEdited(true);
      setActive(-1);
      setOpen(true);
      setProblem(null);
    },
    open: () => {
      setOpen(true);
    },
    close: () => {
      setOpen(false);
      if (active >= 0 && chosen !== undefined) typed.value = chosen.url;
      setActive(-1);
    },
    press: (event) => {
      pressed(event, {
        count: isOpen ? suggested.length : 0,
        active,
        move: (next) => {
          setOpen(true);
          setActive(next);
          setEdited(true);
        },
        enter: (kind) => {
          wish(target_page(), kind);
        },
        escape: () => {
          if (isOpen && suggested.length > 0) {
            setOpen(false);
            setActive(-1);
          } else if (isEdited) forget();
          else focusMessage();
        },
      });
    },
    choose: (page) => {
      wish(page, 'drive');
    },
    submit: (kind) => {
      wish(target_page(), kind);
    },
    driveTo: (page) => {
      wish(page, 'drive');
    },
    confirm: () => {
      if (asking !== null) void send(asking, 'drive');
    },
    cancel: () => {
      setAsking(null);
      document.querySelector<HTMLElement>('[data-focus="address"]')?.focus();
      setOpen(false);
    },
  };
}

type Keys = {
  count: number;
  active: number;
  move: (to: number) => void;
  enter: (kind: Kind) => void;
  escape: () => void;
};

function pressed(event: KeyboardEvent, keys: Keys): void {
  if (event.isComposing) return;
  const { count, active } = keys;
  switch (event.key) {
    case 'ArrowDown':
      event.preventDefault();
      keys.move(active + 1 >= count ? -1 : active + 1);
      return;
    case 'ArrowUp':
      event.preventDefault();
      keys.move(active < 0 ? count - 1 : active - 1);
      return;
    case 'Enter':
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      keys.enter(event.shiftKey ? 'link' : 'drive');
      return;
    case 'Escape':
      event.preventDefault();
      event.stopPropagation();
      keys.escape();
      return;
  }
}

function useSuggestions(view: View, query: string, isOpen: boolean): Suggestion[] {
  const known = siteOf(view.site)?.settings.pages;
  const trail = Object.values(view.browsers)[0]?.trail;
  return useMemo(() => {
    if (!isOpen) return [];
    const been = (trail ?? []).map((stop) => stop.page).reverse();
    const driven = view.drives.map((one) => one.to).reverse();
    const recent = [...driven, ...recentPages(view.site)];
    return suggestions(candidates(known ?? [], recent, been), query);
  }, [known, trail, view.drives, view.site, query, isOpen]);
}

function whereNow(view: View): Page | null {
  const [here] = places(knownOf(view));
  return here === undefined ? null : { url: here.url, title: here.title };
}

/** The title by which a typed address is known already; empty where it is not: the server names it. */
function titleOf(url: string, view: View, here: Page | null): string {
  const known = siteOf(view.site)?.settings.pages ?? [];
  const driven = view.drives.map((one) => one.to);
  const pages = [...known, ...(here === null ? [] : [here]), ...driven];
  return pages.find((page) => samePage(page.url, url))?.title ?? '';
}

function badgeOf(check: Check, isDifferent: boolean): Bar['badge'] {
  if (!isDifferent) return { tone: 'none', text: '' };
  switch (check.is) {
    case 'none':
      return { tone: 'none', text: '' };
    case 'asking':
      return { tone: 'soft', text: words.drive.checking };
    case 'unknown':
      return { tone: 'soft', text: words.drive.unknown };
    case 'known': {
      const { allowed, code = '', why = '', url } = check.verdict;
      if (allowed) return { tone: 'good', text: words.drive.allowed(hostOf(url ?? check.url)) };
      return { tone: 'bad', text: words.drive.notAllowed(becauseAddress({ code, detail: why })) };
    }
  }
}

function obstacleOf(view: View): string | null {
  const browser = Object.values(view.browsers)[0];
  const site = siteOf(view.site)?.settings;
  const name = visitorName(view);
  if (network.value.is === 'offline') return words.drive.offline;
  if (site?.driving === 'stopped') return words.drive.stopped;
  if (browser?.paused === true) return words.drive.paused(name);
  if (site?.consent === 'ask' && browser?.consented === false) return words.drive.asks(name);
  return null;
}
