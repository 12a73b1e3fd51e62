/**
 * Drives the tab that a visitor gave to a chat, and says where it goes. Only pages of the server in
 * the manifest reach us, each chat needs the visitor's yes in a window of ours, and all ends with it.
 */
import type { FromExtension, ToExtension } from '../../link/src/extension.ts';
import { type Ask, newKeeper } from './keep.ts';
import { addressOf, type Ride, type Sign, sent, step } from './ride.ts';

/** A page that asks whether it may be left holds the drive; the server gives it up after 3 s. */
const HELD_MS = 2_400;

/** The chats that are connected, by channel. */
const chats = new Map<string, Port>();
const change = newKeeper();

function tell(channel: string, said: FromExtension): void {
  chats.get(channel)?.postMessage(said);
}

chrome.runtime.onConnectExternal.addListener((port) => {
  const server = port.sender.origin ?? '';
  let channel = '';
  port.onMessage.addListener((message) => {
    const told = readTold(message);
    if (told === null) return;
    if (told.is === 'hello') {
      channel = told.channel;
      chats.set(channel, port);
      void greet(server, told);
    } else if (channel !== '') void obey(channel, port, told);
  });
  // A chat that is loaded again comes back on a port of its own.
  port.onDisconnect.addListener(() => {
    if (chats.get(channel) !== port) return;
    chats.delete(channel);
    void change(async (kept) => {
      const ride = kept.rides[channel];
      if (ride !== undefined) await mark(ride.tabId, null);
      delete kept.asks[channel];
    });
  });
});

/** A chat says who it is: a tab that it was given before is still its own, on the same server alone. */
function greet(server: string, told: Extract<ToExtension, { is: 'hello' }>): Promise<void> {
  const { channel, guide, site } = told;
  return change(async (kept) => {
    const ride = kept.rides[channel];
    const granted = ride?.server === server;
    if (granted) {
      kept.rides[channel] = { ...ride, guide, site };
      await mark(ride.tabId, ride);
    } else kept.asks[channel] = { server, guide, site, opener: openerOf(channel) };
    tell(channel, { is: 'state', granted });
  });
}

const openerOf = (channel: string): number | null =>
  chats.get(channel)?.sender.tab?.openerTabId ?? null;

function obey(channel: string, port: Port, told: ToExtension): Promise<void> {
  return change(async (kept) => {
    if (chats.get(channel) !== port) return;
    const ride = kept.rides[channel];
    if (told.is === 'ask' && kept.asks[channel] !== undefined) await ask(channel);
    if (told.is === 'go' && ride !== undefined) kept.rides[channel] = await go(ride, told);
    if (told.is === 'end') await end(channel, kept.rides);
  });
}

/** Asks in a window of ours, which no page can imitate or press. */
async function ask(channel: string): Promise<void> {
  const url = `${chrome.runtime.getURL('consent.html')}#${channel}`;
  await chrome.windows.create({ url, type: 'popup', width: 440, height: 400 });
}

async function go(ride: Ride, told: { drive: number; url: string }): Promise<Ride> {
  const url = addressOf(told.url);
  if (url === null) return ride;
  await chrome.tabs.update(ride.tabId, { url });
  const { channel } = ride;
  setTimeout(() => void take(channel, { is: 'held', drive: told.drive }), HELD_MS);
  return sent(ride, told.drive, url);
}

async function end(channel: string, rides: Record<string, Ride>): Promise<void> {
  const ride = rides[channel];
  delete rides[channel];
  if (ride !== undefined) await mark(ride.tabId, null);
  tell(channel, { is: 'state', granted: false });
}

/** The badge and the name of our button say who drives this tab; both go with each page. */
async function mark(tabId: number, ride: Ride | null): Promise<void> {
  const title = ride === null ? 'Docent' : `${ride.guide} (${ride.site}) guides this tab`;
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text: ride === null ? '' : '●' }),
    chrome.action.setTitle({ tabId, title }),
  ]).catch(() => undefined); // The tab is gone.
}

chrome.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== chrome.runtime.id) return;
  const { is, channel, where } = Object(message) as Record<string, unknown>;
  if (typeof channel !== 'string') return;
  if (is === 'answer') void answer(channel, where);
  if (is === 'stop') void change((kept) => end(channel, kept.rides));
});

/** The visitor has answered in our window: which tab, or none. */
function answer(channel: string, where: unknown): Promise<void> {
  return change(async (kept) => {
    const asked = kept.asks[channel];
    if (asked === undefined || !chats.has(channel)) return;
    if (where !== 'new' && where !== 'opener') return;
    const tabId = where === 'opener' ? asked.opener : await newTab();
    if (tabId === null) return;
    delete kept.asks[channel];
    kept.rides[channel] = rideOf(channel, asked, tabId);
    await mark(tabId, kept.rides[channel]);
    tell(channel, { is: 'state', granted: true });
  });
}

function rideOf(channel: string, { server, guide, site }: Ask, tabId: number): Ride {
  return { channel, server, guide, site, tabId, going: null };
}

async function newTab(): Promise<number> {
  const { id } = await chrome.windows.getLastFocused({ windowTypes: ['normal'] });
  return (await chrome.tabs.create({ windowId: id, url: 'about:blank', active: true })).id;
}

/** Takes what the browser says of one chat's tab into account. */
function take(channel: string, sign: Sign): Promise<void> {
  return change((kept) => {
    const ride = kept.rides[channel];
    if (ride === undefined) return;
    const [next, said] = step(ride, sign);
    kept.rides[channel] = next;
    for (const it of said) tell(channel, it);
  });
}

/** What the browser says of a tab, for each ride in it; frames in its page are not meant. */
function hear(
  { tabId, frameId }: { tabId: number; frameId: number },
  signOf: () => Sign | Promise<Sign>,
): void {
  if (frameId !== 0) return;
  void change(async (kept) => {
    for (const ride of Object.values(kept.rides)) {
      if (ride.tabId !== tabId || !chats.has(ride.channel)) continue;
      const [next, said] = step(ride, await signOf());
      kept.rides[ride.channel] = next;
      await mark(tabId, next);
      for (const it of said) tell(ride.channel, it);
    }
  });
}

/** Whether the visitor can see the tab: in front in its window, which is not put away. */
async function isInView(tabId: number): Promise<boolean> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  if (tab === null || !tab.active) return false;
  return (await chrome.windows.get(tab.windowId)).state !== 'minimized';
}

const { webNavigation, tabs } = chrome;
webNavigation.onBeforeNavigate.addListener((it) => hear(it, () => ({ is: 'begun', url: it.url })));
webNavigation.onCommitted.addListener((it) => hear(it, () => ({ is: 'committed', url: it.url })));
webNavigation.onDOMContentLoaded.addListener((it) =>
  hear(it, async () => ({ is: 'ready', url: it.url, inView: await isInView(it.tabId) })),
);
for (const event of [webNavigation.onReferenceFragmentUpdated, webNavigation.onHistoryStateUpdated])
  event.addListener((it) =>
    hear(it, async () => ({ is: 'jumped', url: it.url, inView: await isInView(it.tabId) })),
  );
webNavigation.onErrorOccurred.addListener((it) =>
  hear(it, () => ({ is: 'failed', error: it.error })),
);
tabs.onRemoved.addListener((tabId) => {
  void change(async (kept) => {
    for (const ride of Object.values(kept.rides)) {
      if (ride.tabId === tabId) await end(ride.channel, kept.rides);
    }
  });
});
tabs.onReplaced.addListener((added, removed) => {
  void change((kept) => {
    for (const ride of Object.values(kept.rides)) if (ride.tabId === removed) ride.tabId = added;
  });
});

/** Pages are strangers, ours too: what is not of this shape was not said. */
function readTold(message: unknown): ToExtension | null {
  const it = Object(message) as Record<string, unknown>;
  const { is, channel, guide, site, drive, url } = it;
  switch (is) {
    case 'hello':
      if (typeof channel !== 'string' || !/^[0-9a-z]{26}$/.test(channel)) return null;
      return { is, channel, guide: line(guide), site: line(site) };
    case 'go':
      if (typeof drive !== 'number' || typeof url !== 'string') return null;
      return { is, drive, url };
    case 'ask':
    case 'end':
      return { is };
    default:
      return null;
  }
}

const NAME_CHARS_MAX = 60;
const line = (text: unknown): string => String(text).slice(0, NAME_CHARS_MAX);
