/** Carries drives out, proves what it can do, and reports only what is known. */
import { noFacts, plan } from '../../../link/src/plan.ts';
import type {
  ChannelCommand,
  Drive,
  Facts,
  Obstacle,
  Outcome,
  Page,
  Signal,
  View,
  Way,
} from '../../../link/src/protocol.ts';
import { type Keep, passes } from '../keep.ts';
import { leave } from '../rest.ts';
import { Bridge, type Said } from './bridge.ts';
import { due, type Hello, isArrival, isSameDocument, isWithinReach, type Sent } from './due.ts';
import {
  type Equipment,
  equipmentOf,
  isSameEquipment,
  isSmallScreen,
  isStageable,
} from './equipment.ts';
import { type Hand, type Hold, openerOf, type Sending } from './hand.ts';
import type { Stage } from './stage.ts';

/** What the bar on the driven page says. */
export type Bar = { text: string; pause: string; leave: string; paused: boolean };

/** What the pilot needs of the client. */
export type Cockpit = {
  channel: string;
  token: string;
  browser: number;
  /** The name with which this tab takes the seat. */
  seat: string;
  site: { key: string; origins: string[] };
  keep: Keep;
  hand: Hand;
  /** In a frame of the page: its storage is another than the hop's, so there is no hop. */
  isPanel: boolean;
  view: () => View;
  give: (command: ChannelCommand) => void;
  signal: (signal: Signal) => void;
  /** Null while nobody guides. */
  bar: () => Bar | null;
  /** The visitor pressed a button of the bar on the page. */
  onPressed: (button: 'pause' | 'resume' | 'leave') => void;
  /** The page asks whether it may be left, or asks no longer. */
  onAsks: (asks: boolean) => void;
};

/** Why a drive did not come that a window of its own can still show. */
const MISSED: readonly Obstacle[] = ['lost', 'popup', 'frame', 'link'];

/** A page that asks holds the drive; the server gives it up after 3 s. */
const ASKS_MS = 2_400;
/** A page with the button answers at once; a drive waits twice as long for our word. */
const ANSWERS_WITHIN_MS = 1_000;

/** One per chat window; owns the bridge to the page. */
export class Pilot {
  readonly #cockpit: Cockpit;
  readonly #bridge: Bridge;
  #sent: Sent | null = null;
  #page: Hello | null = null;
  /** Where to, once the server knows that the drive was taken: what goes on without the hop. */
  #next: string | null = null;
  /** Where the drive that we sent goes. */
  #bound = '';
  #isReported = false;
  #isAsking = false;
  #isSeated = false;
  /** Whether a page may still answer the first knocks. */
  #isPatient = true;
  /** Who sat when we last looked. */
  #seat: string | null = null;
  #lost: Obstacle | null;
  #told: Equipment | null = null;
  #bar = '';
  #hold: Hold | null;
  /** The frame beside the chat, while pages are shown there. */
  #stage: Stage | null = null;

  constructor(cockpit: Cockpit) {
    this.#cockpit = cockpit;
    // An opener that this browser does not let us drive is one that we have lost.
    // A panel comes anew with each page; a chat window may have been loaded again meanwhile.
    this.#sent = this.#kept();
    this.#lost = openerOf() !== null && cockpit.hand.hold() === null ? 'lost' : null;
    this.#hold = cockpit.hand.hold();
    this.#bridge = new Bridge(cockpit.site, {
      window: () => this.#window(),
      onHello: (hello) => this.#greet(hello),
      onSaid: (said) => this.#hear(said),
    });
    setTimeout(() => this.#waitNoLonger(), ANSWERS_WITHIN_MS);
  }

  /** Says what this tab can do, having taken the seat just now. */
  sit(): void {
    this.#isSeated = true;
    this.#announce();
  }

  /** What stood on the stage before this page was loaded again. */
  async #restore(): Promise<void> {
    const url = this.#cockpit.keep.tab.read('stage');
    if (typeof url !== 'string' || !isStageable(url, location.origin)) return;
    (await this.#opened())?.show(url);
  }

  #waitNoLonger(): void {
    this.#isPatient = false;
    this.#announce();
    this.look();
  }

  /** Looks at the view: carries a drive out, takes receipts into account. In a socket message. */
  look(): void {
    const { browser, seat, view } = this.#cockpit;
    const sits = view().browsers[browser]?.seat;
    // Between our asking for the seat and its entry, another tab's name may still stand there.
    if (sits === seat && this.#seat === null) void this.#restore();
    if (sits === seat) this.#isSeated = true;
    else if (sits !== null && sits !== this.#seat) this.#isSeated = false;
    this.#seat = sits ?? null;
    if (!this.#isSeated) this.#told = null;
    else if (this.#told === null) this.#announce();
    const drive = due(view(), { browser, tab: seat, done: this.#done() });
    // Not before it is known what can be done: the drive waits for our word.
    if (drive !== null && this.#told !== null) this.#carryOut(drive);
    this.#settle();
    this.#arrive();
    this.#showBar();
  }

  /** Opens the guided window. Only inside a click. False when the browser refuses. */
  open(): boolean {
    const isOpen = this.#cockpit.hand.open();
    this.#lost = isOpen ? null : 'popup';
    if (!isOpen) {
      this.#announce();
      return false;
    }
    this.#hold = 'guided';
    const missed = this.#missed();
    this.#turn(null);
    this.#cockpit.keep.tab.remove('stage');
    this.#announce();
    this.look();
    if (missed !== null && this.#cockpit.hand.send(missed) === 'sent') this.#bridge.expect(missed);
    return true;
  }

  /** The panel goes with its page: that the page was left is all that it can still say. */
  leave(): void {
    const { channel, token, isPanel } = this.#cockpit;
    const isLeft = isPanel && this.#outcome()?.is === 'taken' && this.#sent?.inPage === false;
    if (isLeft && this.#sent !== null) leave({ channel, token, drive: this.#sent.drive }, 'page');
  }

  /** The window to knock at. Whoever asks for it finds out that one was closed meanwhile. */
  #window(): Window | null {
    const { hand } = this.#cockpit;
    const hold = hand.hold();
    if (hold !== this.#hold) {
      this.#hold = hold;
      this.#lost = hold === null ? 'lost' : null;
      this.#announce();
    }
    return this.#stage === null ? hand.window() : this.#stage.window();
  }

  /** Another window is driven from now on: the one in the hand, or the frame on the stage. */
  #turn(stage: Stage | null): void {
    this.#stage?.close();
    this.#stage = stage;
    this.#page = null;
    this.#bar = '';
    this.#bridge.forget();
  }

  /** What the click on the button shall show: what could not be, or only in a frame. */
  #missed(): string | null {
    const { view, browser } = this.#cockpit;
    const last = view().drives.at(-1);
    const outcome = last?.receipts[browser]?.outcome;
    const isMissed = outcome?.is === 'blocked' && MISSED.includes(outcome.why);
    return last !== undefined && (isMissed || this.#stage !== null) ? last.to.url : null;
  }

  /** A new document answers. */
  #greet(hello: Hello): void {
    this.#page = hello;
    if (this.#stage === null) this.#lost = null;
    this.#bar = '';
    this.#setAsking(false);
    this.#cockpit.signal({ is: 'form', unsaved: hello.unsaved });
    this.#cockpit.signal({ is: 'hidden', hidden: hello.hidden });
    this.#arrive();
    this.#cockpit.give({ do: 'move', page: { url: hello.url, title: hello.title } });
    this.#announce();
    this.look();
  }

  /** The last drive that any tab of this browser has tried. */
  #done(): number {
    return this.#kept()?.drive ?? 0;
  }

  #kept(): Sent | null {
    const { keep, channel } = this.#cockpit;
    const known = keep.browser.read('drives') as (Sent & { channel?: unknown }) | null;
    return known?.channel === channel && typeof known.drive === 'number' ? known : null;
  }

  /** Written down before it is done: whatever happens next, it is never done again. */
  #carryOut({ drive, to, facts }: Drive): void {
    const { keep, channel, isPanel } = this.#cockpit;
    const isStaged = this.#isForStage(to.url, facts);
    if (!isStaged && this.#stage !== null) this.#turn(null);
    const inPage = !isStaged && this.#page !== null && isSameDocument(this.#page.url, to.url);
    const isDirect = isStaged || inPage || isPanel || !keep.browser.isKept;
    const from = isDirect ? (this.#page?.url ?? '') : '';
    this.#bound = to.url;
    this.#sent = { drive, atMs: Date.now(), inPage, from };
    keep.browser.write('drives', { channel, ...this.#sent });
    this.#isReported = false;
    this.#setAsking(false);
    if (isStaged) void this.#enter(this.#sent, to.url);
    else if (isPanel && !this.#mayGo(to.url)) void this.#handOver(this.#sent, to.url);
    else if (isDirect) this.#depart(to.url);
    if (isDirect) return;
    passes().write(channel, { token: this.#cockpit.token, way: this.#way(), drive });
    this.#go(`${location.origin}/go/${channel}/${drive}`);
  }

  /** As it is planned, by what is known of the target: where only a frame is left, it is tried. */
  #isForStage(url: string, known: Facts = noFacts): boolean {
    const { ways } = this.#means();
    const own = URL.canParse(url) && this.#cockpit.site.origins.includes(new URL(url).origin);
    const framing = isStageable(url, location.origin) ? known.framing : 'forbidden';
    const { way } = plan(ways, { ...known, own, framing });
    return way === 'stage' || (way === 'link' && ways.includes('stage'));
  }

  /** Shows it in the frame beside the chat, where it lets itself be framed. */
  async #enter(sent: Sent, url: string): Promise<void> {
    const stage = isStageable(url, location.origin) ? await this.#opened() : null;
    // The guide has already chosen another page.
    if (this.#sent !== sent) return;
    if (stage === null) this.#receipt({ is: 'blocked', why: 'frame' });
    else this.#depart(url);
  }

  /** The stage, set up where it is not yet. Null where its part did not come. */
  async #opened(): Promise<Stage | null> {
    const part = await import('./stage.ts').catch(() => null);
    if (part === null || this.#stage !== null) return this.#stage;
    this.#turn(
      part.openStage(() => {
        if (this.#outcome()?.is === 'taken') this.#receipt({ is: 'left' });
      }),
    );
    return this.#stage;
  }

  /** Goes without the hop, once the server knows. */
  #depart(url: string): void {
    this.#next = url;
    this.#receipt({ is: 'taken', way: this.#way() });
  }

  /** On another listed origin a panel carries on by a code; elsewhere it would leave the chat. */
  async #handOver(sent: Sent, url: string): Promise<void> {
    const handingOver = import('../hand-over.ts').then((it) =>
      it.handOver(this.#cockpit, sent, url),
    );
    const to = await handingOver.catch(() => null);
    // The guide has already chosen another page.
    if (this.#sent !== sent) return;
    if (to === null) this.#receipt({ is: 'blocked', why: 'link' });
    else this.#depart(to);
  }

  /** A panel comes back only where it finds its storage again. */
  #mayGo(url: string): boolean {
    return this.#cockpit.keep.browser.isKept && isWithinReach(this.#page?.url ?? '', url);
  }

  /** By the window in our hand, or by the page itself where only that can. */
  #go(url: string): void {
    if (this.#stage !== null) {
      this.#stage.show(url);
      this.#cockpit.keep.tab.write('stage', url);
      this.#bridge.expect(url);
      return;
    }
    const inPage = this.#sent?.inPage === true && this.#bridge.tell({ is: 'go', url });
    let sending: Sending = inPage ? 'sent' : this.#cockpit.hand.send(url);
    if (sending !== 'sent' && this.#bridge.tell({ is: 'go', url })) sending = 'sent';
    this.#bridge.expect(this.#bound);
    if (sending !== 'sent') this.#fail(sending);
  }

  #way(): Way {
    if (this.#stage !== null) return 'stage';
    return this.#cockpit.hand.hold() ?? 'page';
  }

  #receipt(outcome: Outcome): void {
    if (this.#sent === null) return;
    this.#cockpit.give({ do: 'receipt', drive: this.#sent.drive, outcome });
  }

  #fail(sending: Sending): void {
    const { view, browser } = this.#cockpit;
    const hadWay = (view().browsers[browser]?.ways.length ?? 0) > 0;
    this.#lost = sending === 'refused' ? 'popup' : 'lost';
    // Without a way the server has said so itself, and sent the link.
    if (hadWay) this.#receipt({ is: 'blocked', why: 'lost' });
    this.#announce();
  }

  /** What the server knows of the drive that we sent. */
  #settle(): void {
    const outcome = this.#outcome();
    const isLost = outcome?.is === 'blocked' && outcome.why === 'lost';
    if (isLost && this.#lost === null) {
      this.#lost = 'lost';
      this.#announce();
    }
    if (outcome?.is !== 'taken') return;
    if (this.#lost !== null && this.#stage === null) {
      this.#lost = null;
      this.#announce();
    }
    const next = this.#next;
    this.#next = null;
    if (next !== null) this.#go(next);
  }

  /** What is known of the drive that we sent; null where nothing is. */
  #outcome(): Outcome | null {
    const { view, browser } = this.#cockpit;
    const drive = view().drives.find((it) => it.drive === this.#sent?.drive);
    return drive?.receipts[browser]?.outcome ?? null;
  }

  /** Reports an arrival once, when the drive was taken and its page has spoken. */
  #arrive(): void {
    const [sent, page, known] = [this.#sent, this.#page, this.#outcome()];
    if (sent === null || page === null || this.#isReported) return;
    if (known?.is !== 'taken' && known?.is !== 'left') return;
    if (!(sent.inPage ? this.#isThere(page) : isArrival(sent, page, Date.now()))) return;
    this.#isReported = true;
    this.#receipt({ is: 'arrived', url: page.url, in_view: !page.hidden });
  }

  #isThere(page: Page): boolean {
    const { drives } = this.#cockpit.view();
    return drives.some((it) => it.drive === this.#sent?.drive && it.to.url === page.url);
  }

  #hear(said: Said): void {
    switch (said.is) {
      case 'page':
        this.#moved({ url: said.url, title: said.title });
        return;
      case 'form':
        this.#cockpit.signal({ is: 'form', unsaved: said.unsaved });
        return;
      case 'hidden':
        if (this.#page !== null) this.#page = { ...this.#page, hidden: said.hidden };
        this.#cockpit.signal({ is: 'hidden', hidden: said.hidden });
        return;
      case 'asks':
        this.#asked();
        return;
      case 'stayed':
        this.#giveUp();
        return;
      case 'bye':
        this.#page = null;
        return;
      case 'pause':
      case 'resume':
      case 'leave':
        this.#cockpit.onPressed(said.is);
        return;
    }
  }

  #moved(to: Page): void {
    if (this.#page === null) return;
    this.#page = { ...this.#page, ...to };
    this.#arrive();
    this.#cockpit.give({ do: 'move', page: to });
  }

  /** The page has put its own question to the visitor, and the drive waits for the answer. */
  #asked(): void {
    if (this.#sent === null || this.#outcome() !== null) return;
    this.#setAsking(true);
    const waitMs = Math.max(0, this.#sent.atMs + ASKS_MS - Date.now());
    setTimeout(() => this.#giveUp(), waitMs);
  }

  #giveUp(): void {
    if (!this.#isAsking) return;
    this.#setAsking(false);
    if (this.#outcome() === null) this.#receipt({ is: 'blocked', why: 'page-asks' });
  }

  #setAsking(asking: boolean): void {
    if (this.#isAsking === asking) return;
    this.#isAsking = asking;
    this.#cockpit.onAsks(asking);
  }

  /** Says what this tab can do. Only the tab in the seat speaks for this browser. */
  #announce(): void {
    if (!this.#isSeated) return;
    const hadWay = this.#told !== null && this.#told.ways.length > 0;
    // A page with the button is about to say that it can go by itself.
    if (this.#told === null && this.#isPatient && this.#mayAnswer()) return;
    let equipment = this.#means();
    if (equipment.ways.length === 0 && hadWay) equipment = { ways: [], lost: this.#lost ?? 'lost' };
    if (this.#told !== null && isSameEquipment(this.#told, equipment)) return;
    this.#told = equipment;
    this.#cockpit.give({ do: 'equip', ...equipment });
  }

  #means(): Equipment {
    const { hand, isPanel } = this.#cockpit;
    return equipmentOf({
      hold: hand.hold(),
      isAnswered: this.#page !== null && this.#stage === null,
      lost: this.#lost,
      hasStage: !isPanel,
      isSmall: isSmallScreen(),
    });
  }

  /** Whether there is a window that we cannot drive ourselves, and whose page has not answered. */
  #mayAnswer(): boolean {
    const { hand } = this.#cockpit;
    return hand.hold() === null && hand.window() !== null && this.#page === null;
  }

  #showBar(): void {
    const bar = this.#cockpit.bar();
    const now = JSON.stringify(bar);
    if (now === this.#bar) return;
    this.#bar = now;
    this.#bridge.tell(bar === null ? { is: 'end' } : { is: 'guide', ...bar });
  }
}
