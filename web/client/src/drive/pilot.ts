/** Carries drives out, proves what it can do, and reports only what is known. */
import type { Drive, Obstacle, Outcome, Page, View, Way } from '../../../link/src/protocol.ts';
import { passes } from '../keep.ts';
import { leave } from '../rest.ts';
import { Bridge, type Said } from './bridge.ts';
import type { Cockpit } from './cockpit.ts';
import { due, type Hello, isArrival, isSameDocument, isWithinReach, type Sent } from './due.ts';
import { type Equipment, isSameEquipment } from './equipment.ts';
import type { Extension } from './extension.ts';
import { type Hold, openerOf, type Sending } from './hand.ts';
import { Means } from './means.ts';

/** Why a drive did not come that a window of its own can still show. */
const MISSED: readonly Obstacle[] = ['lost', 'popup', 'frame', 'link'];

/** A page that asks holds the drive; the server gives it up after 3 s. */
const ASKS_MS = 2_400;
/** A page with the button answers at once; a drive waits twice as long for our word. */
const ANSWERS_WITHIN_MS = 1_000;
/** A drive waits this long for the first page of a window that was just opened. */
const OPENS_WITHIN_MS = 700;

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
  /** Whether the guided window is on its way to its first page. */
  #isOpening = false;
  /** Who sat when we last looked. */
  #seat: string | null = null;
  #lost: Obstacle | null;
  #told: Equipment | null = null;
  #bar = '';
  #hold: Hold | null;
  readonly #means: Means;
  /** The way of the drive that we sent. */
  #way: Way = 'page';
  #extension: Promise<Extension | null> | null = null;

  constructor(cockpit: Cockpit) {
    this.#cockpit = cockpit;
    // An opener that this browser does not let us drive is one that we have lost.
    // A panel comes anew with each page; a chat window may have been loaded again meanwhile.
    this.#sent = this.#kept();
    this.#lost = openerOf() !== null && cockpit.hand.hold() === null ? 'lost' : null;
    this.#hold = cockpit.hand.hold();
    const { hand, isPanel, site, keep } = cockpit;
    this.#means = new Means({ hand, isPanel, origins: site.origins, tab: keep.tab });
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
    const url = this.#means.staged();
    if (url !== null && (await this.#setStage())) this.#means.show(url);
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
    this.#meet(view());
    const drive = due(view(), { browser, tab: seat, done: this.#done() });
    // Not before it is known what can be done: the drive waits for our word.
    if (drive !== null && this.#told !== null && !this.#isOpening) this.#carryOut(drive);
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
    // Until the first drive the window says what it is for.
    if (this.#cockpit.view().drives.length === 0) {
      this.#cockpit.hand.send(`${location.origin}/go/${this.#cockpit.channel}/0`);
    }
    this.#means.clearStage();
    this.#turn();
    this.#announce();
    this.look();
    if (missed !== null && this.#cockpit.hand.send(missed) === 'sent') this.#open(missed);
    return true;
  }

  /** Another channel goes on with the same window: nothing is done or heard here any more. */
  retire(): void {
    this.#isSeated = false;
    this.#bridge.retire();
  }

  /** A new window that is sent on while its first page is just coming may stay where it is. */
  #open(url: string): void {
    this.#bridge.expect(url);
    this.#isOpening = true;
    setTimeout(() => {
      this.#isOpening = false;
      this.look();
    }, OPENS_WITHIN_MS);
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
    return this.#means.window();
  }

  /** Has the visitor asked by the extension, for this chat. Only inside a click. */
  askExtension(): void {
    void this.#extension?.then((it) => it?.ask());
  }

  /** Looks for the extension once somebody guides, and lets go of it with the chat. */
  #meet({ status }: View): void {
    const isHere = 'runtime' in ((window as { chrome?: object }).chrome ?? {});
    if (status === 'joined' && isHere) {
      const { channel, give, who } = this.#cockpit;
      this.#extension ??= import('./extension.ts').then(
        (it) =>
          it.meetExtension(
            { channel, ...who() },
            {
              onState: (isGranted) => void this.#use(isGranted),
              give,
              drive: () => this.#sent?.drive ?? 0,
            },
          ),
        () => null,
      );
    }
    if (status !== 'ended' || this.#extension === null) return;
    void this.#extension.then((it) => it?.end());
    this.#extension = null;
  }

  /** The extension has a tab for us, or no longer. */
  async #use(isGranted: boolean): Promise<void> {
    const isLost = this.#means.isExtended() && !isGranted;
    this.#means.use(isGranted ? ((await this.#extension) ?? null) : null);
    if (isLost && this.#way === 'extension' && this.#isPending()) this.#fail('closed');
    if (isGranted) this.#means.clearStage();
    this.#cockpit.onExtension(isGranted);
    this.#turn();
    this.#announce();
  }

  /** Another window is driven from now on. */
  #turn(): void {
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
    return last !== undefined && (isMissed || this.#means.isStaged()) ? last.to.url : null;
  }

  /** A new document answers. */
  #greet(hello: Hello): void {
    this.#page = hello;
    if (!this.#means.isStaged()) this.#lost = null;
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
  #carryOut(due: Drive): void {
    const { keep, channel, isPanel } = this.#cockpit;
    const { drive, to } = due;
    this.#way = this.#means.wayOf(due, this.#page !== null);
    const isOwnTab = !['stage', 'extension', 'link'].includes(this.#way);
    if (isOwnTab && this.#means.isStaged()) this.#clearStage();
    const inPage = isOwnTab && this.#page !== null && isSameDocument(this.#page.url, to.url);
    const isDirect = !isOwnTab || inPage || isPanel || !keep.browser.isKept;
    const from = isDirect ? (this.#page?.url ?? '') : '';
    this.#bound = to.url;
    this.#sent = { drive, atMs: Date.now(), inPage, from };
    keep.browser.write('drives', { channel, ...this.#sent });
    this.#isReported = false;
    this.#setAsking(false);
    if (this.#way === 'link') this.#refuse();
    else if (this.#way === 'stage') void this.#enter(this.#sent, to.url);
    else if (isPanel && isOwnTab && !this.#mayGo(to.url)) void this.#handOver(this.#sent, to.url);
    else if (isDirect) this.#depart(to.url);
    if (isDirect) return;
    passes().write(channel, { token: this.#cockpit.token, way: this.#way, drive });
    this.#go(`${location.origin}/go/${channel}/${drive}`);
  }

  /** Nothing of ours leads there: what is left is the link in the conversation. */
  #refuse(): void {
    const isFrame = this.#equipment().ways.includes('stage');
    this.#receipt({ is: 'blocked', why: isFrame ? 'frame' : 'link' });
  }

  /** Shows it in the frame beside the chat. */
  async #enter(sent: Sent, url: string): Promise<void> {
    const isSet = await this.#setStage();
    // The guide has already chosen another page.
    if (this.#sent !== sent) return;
    if (isSet) this.#depart(url);
    else this.#refuse();
  }

  async #setStage(): Promise<boolean> {
    const isNew = !this.#means.isStaged();
    const isSet = await this.#means.setStage(() => {
      if (this.#way === 'stage' && this.#outcome()?.is === 'taken') this.#receipt({ is: 'left' });
    });
    if (isSet && isNew) this.#turn();
    return isSet;
  }

  #clearStage(): void {
    this.#means.clearStage();
    this.#turn();
  }

  /** Goes without the hop, once the server knows. */
  #depart(url: string): void {
    this.#next = url;
    this.#receipt({ is: 'taken', way: this.#way });
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
    if (this.#way === 'extension') {
      this.#means.goExtended(this.#sent?.drive ?? 0, url);
      return;
    }
    if (this.#way === 'stage') {
      this.#means.show(url);
      this.#bridge.expect(url);
      return;
    }
    const inPage = this.#sent?.inPage === true && this.#bridge.tell({ is: 'go', url });
    let sending: Sending = inPage ? 'sent' : this.#means.send(url);
    if (sending !== 'sent' && this.#bridge.tell({ is: 'go', url })) sending = 'sent';
    this.#bridge.expect(this.#bound);
    if (sending !== 'sent') this.#fail(sending);
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
    if (this.#lost !== null && !this.#means.isStaged()) {
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

  #isPending(): boolean {
    const is = this.#outcome()?.is ?? 'dispatched';
    return is === 'dispatched' || is === 'taken';
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
        this.#left();
        return;
      case 'pause':
      case 'resume':
      case 'leave':
        this.#cockpit.onPressed(said.is);
        return;
    }
  }

  /** Without the hop it is the page before that says that it was left. */
  #left(): void {
    const isDirect = this.#sent !== null && this.#sent.from !== '' && !this.#sent.inPage;
    if (isDirect && this.#outcome()?.is === 'taken') this.#receipt({ is: 'left' });
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
    let equipment = this.#equipment();
    if (equipment.ways.length === 0 && hadWay) equipment = { ways: [], lost: this.#lost ?? 'lost' };
    if (this.#told !== null && isSameEquipment(this.#told, equipment)) return;
    this.#told = equipment;
    this.#cockpit.give({ do: 'equip', ...equipment });
  }

  #equipment(): Equipment {
    return this.#means.equipment(this.#page !== null, this.#lost);
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
