/** What the drive bar knows and does; how it looks stands beside it. */

import { useMemo, useRef, useState } from 'preact/hooks';
import type { Page, View } from '../../../link/src/protocol.ts';
import { complete, hostOf, samePage } from '../pure/address.ts';
import { candidates, type Suggestion, suggestions } from '../pure/suggest.ts';
import { knownOf, places } from '../pure/trail.ts';
import { drive, link } from '../state/acts.ts';
import { draft } from '../state/drafts.ts';
import { network } from '../state/live.ts';
import { me, siteOf } from '../state/me.ts';
import { keepRecent, recentPages } from '../state/recent.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { type Badge, NO_BADGE, useBadge } from './drive-badge.ts';
import { howOf, meant, typingQuestion } from './drive-bar-whom.ts';
import { focusMessage } from './keys.ts';
import { visitorName } from './name.ts';
import { becauseAddress } from './problem.ts';

/** How something reaches the visitor. */
type Kind = 'drive' | 'link';

/** A drive that waits for a second word. */
export type Asking = { page: Page; question: string; confirmed: boolean };

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
  badge: Badge;
  /** What waits to be confirmed: somebody types in a form, or the host is not listed. */
  asking: Asking | null;
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
  const field = useField(talk, view);
  const sending = useSending(talk, view, field.forget);
  const { isOpen, suggested, active, target, isDifferent } = field;
  const badge = useBadge(view, isDifferent ? target.url : '');
  const goBack = (): void => {
    if (isOpen) field.close();
    else if (field.isEdited) field.forget();
    else focusMessage();
  };
  const wish = (page: Page, kind: Kind): void => {
    field.close();
    sending.wish(page, kind);
  };
  return {
    text: field.text,
    isEdited: field.isEdited,
    here: field.here,
    isOpen,
    suggested,
    active,
    badge: isDifferent && sending.problem === null ? badge : NO_BADGE,
    asking: sending.asking,
    obstacle: sending.obstacle,
    canLink: network.value.is === 'online' && target.url !== '',
    problem: sending.problem,
    type: (text) => {
      sending.forgive();
      field.type(text);
    },
    open: field.open,
    close: field.leave,
    press: (event) => {
      const enter = (kind: Kind): void => {
        wish(target, kind);
      };
      pressed(event, { count: suggested.length, active, move: field.move, enter, escape: goBack });
    },
    choose: (page) => {
      wish(page, 'drive');
    },
    submit: (kind) => {
      wish(target, kind);
    },
    driveTo: (page) => {
      wish(page, 'drive');
    },
    confirm: sending.confirm,
    cancel: () => {
      sending.forgive();
      document.querySelector<HTMLElement>('[data-focus="address"]')?.focus();
      field.close();
    },
  };
}

type FieldState = Pick<Bar, 'text' | 'isEdited' | 'here' | 'isOpen' | 'suggested' | 'active'> & {
  /** What Enter means: the chosen suggestion, or the typed text made complete. */
  target: Page;
  isDifferent: boolean;
  type: (text: string) => void;
  move: (to: number) => void;
  open: () => void;
  close: () => void;
  /** The focus goes elsewhere: a chosen suggestion stays as if it had been typed. */
  leave: () => void;
  forget: () => void;
};

/** The field: what is typed, what is suggested, what is chosen. */
function useField(talk: Talk, view: View): FieldState {
  const typed = draft(`address-${talk.id}`);
  const [wantsList, setList] = useState(false);
  const [active, setActive] = useState(-1);
  const [isCleared, setCleared] = useState(false);
  const isEdited = typed.value !== '' || isCleared;
  const here = whereNow(view);
  const suggested = useSuggestions(view, typed.value, wantsList);
  const chosen = suggested[active];
  const text = chosen?.url ?? (isEdited ? typed.value : (here?.url ?? ''));
  const url = complete(text, siteOf(view.site)?.settings.origins[0] ?? '');
  const close = (): void => {
    setList(false);
    setActive(-1);
  };
  return {
    text,
    isEdited,
    here,
    suggested,
    active,
    isOpen: suggested.length > 0,
    target: chosen ?? { url, title: titleOf(url, view, here) },
    isDifferent: isEdited || chosen !== undefined,
    type: (value) => {
      typed.value = value;
      setCleared(value === '');
      setActive(-1);
      setList(true);
    },
    move: (to) => {
      setList(true);
      setActive(to);
    },
    open: () => {
      setList(true);
    },
    close,
    leave: () => {
      if (chosen !== undefined) typed.value = chosen.url;
      setCleared(false);
      close();
    },
    forget: () => {
      typed.value = '';
      setCleared(false);
      close();
    },
  };
}

type Sending = Pick<Bar, 'asking' | 'obstacle' | 'problem' | 'confirm'> & {
  wish: (page: Page, kind: Kind) => void;
  forgive: () => void;
};

/** Driving and sending links: what stands in the way, what is asked first, what was refused. */
function useSending(talk: Talk, view: View, onSent: () => void): Sending {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = useRef(false);
  const obstacle = obstacleOf(view);
  const send = async (page: Page, kind: Kind, confirmed = false): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setProblem(null);
    setAsking(null);
    const outcome =
      kind === 'drive'
        ? await drive(talk, page, howOf(talk, view, confirmed))
        : await link(talk, page);
    isBusy.current = false;
    if (outcome.ok) {
      keepRecent(view.site, page.title === '' ? { ...page, title: hostOf(page.url) } : page);
      onSent();
      return;
    }
    if (outcome.code === 'unconfirmed') {
      const question = words.tours.confirmHost(hostOf(page.url), meant(talk, view));
      setAsking({ page, question, confirmed: true });
      return;
    }
    const why = becauseAddress(outcome);
    setProblem(kind === 'drive' ? words.drive.refused(why) : words.drive.linkRefused(why));
  };
  return {
    asking,
    obstacle,
    problem,
    wish: (page, kind) => {
      if (page.url === '') return;
      if (kind === 'link') void send(page, kind);
      else if (obstacle === null) {
        const question = typingQuestion(talk, view);
        if (question === null) void send(page, kind);
        else setAsking({ page, question, confirmed: false });
      }
    },
    confirm: () => {
      if (asking !== null) void send(asking.page, 'drive', asking.confirmed);
    },
    forgive: () => {
      setAsking(null);
      setProblem(null);
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
  if (view.tour !== null) return view.drives.at(-1)?.to ?? null;
  const last = view.drives.at(-1);
  const outcomes = Object.values(last?.receipts ?? {}).map((receipt) => receipt.outcome.is);
  const isGoing = outcomes.every((is) => is === 'dispatched' || is === 'taken');
  if (last !== undefined && isGoing) return last.to;
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

function obstacleOf(view: View): string | null {
  const browser = Object.values(view.browsers)[0];
  const site = siteOf(view.site)?.settings;
  const name = visitorName(view);
  if (network.value.is === 'offline') return words.drive.offline;
  if (site?.driving === 'stopped') return words.drive.stopped;
  if (me.value?.agent.may_drive === false) return words.policy.mayNotDrive;
  if (view.tour !== null)
    return Object.keys(view.browsers).length === 0 ? words.tours.nobody : null;
  if (browser?.paused === true) return words.drive.paused(name);
  if (site?.consent === 'ask' && browser?.consented === false) return words.drive.asks(name);
  return null;
}
