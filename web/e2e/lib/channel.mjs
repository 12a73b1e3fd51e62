// A channel as the protocol agent follows it: its entries, its drives, and what is waited for on them.
import { Inbox } from './inbox.mjs';
import { WAIT_MS } from './wait.mjs';

/** A channel as an agent follows it: its entries, and what is waited for on them. */
export class Channel {
  constructor(agent, id) {
    this.agent = agent;
    this.id = id;
    this.log = `channel-${id}`;
    this.cursor = 0;
    this.view = undefined;
    this.inbox = new Inbox();
    this.signals = [];
  }

  /** @returns {any[]} */
  get entries() {
    return this.inbox.items;
  }

  receive(frame) {
    if (frame.t === 'view') {
      this.view = frame.view;
      this.cursor = frame.view.seq;
      this.#take(frame.entries);
      this.inbox.stir();
    }
    if (frame.t === 'entries') {
      if (frame.prev > this.cursor)
        throw new Error(`a gap in ${this.log}: ${frame.prev} after ${this.cursor}`);
      this.#take(frame.entries);
      this.cursor = Math.max(this.cursor, frame.entries.at(-1).seq);
    }
    if (frame.t === 'signal') {
      this.signals.push(frame);
      this.inbox.stir();
    }
  }

  #take(entries) {
    const last = this.entries.at(-1)?.seq ?? 0;
    for (const entry of entries) if (entry.seq > last) this.inbox.add(entry);
  }

  /** Where the record stands now: for `after`. */
  get head() {
    return this.entries.at(-1)?.seq ?? 0;
  }

  /**
   * Waits for the first entry of a kind after a place.
   * @param {string} kind
   * @param {{ after?: number, where?: (event: any, entry: any) => boolean, withinMs?: number }} [more]
   */
  entry(kind, { after = 0, where = () => true, withinMs = WAIT_MS } = {}) {
    const fits = (it) => it.seq > after && it.event.kind === kind && where(it.event, it);
    return this.inbox.until(`${kind} after ${after}`, () => this.entries.find(fits), withinMs);
  }

  /** Waits for a signal. @param {string} is @param {(signal: any) => boolean} [where] */
  signal(is, where = () => true) {
    return this.inbox.until(`signal ${is}`, () =>
      this.signals.find((it) => it.signal.is === is && where(it.signal)),
    );
  }

  do(command) {
    return this.agent.do(this.log, command);
  }

  ask(command) {
    return this.agent.ask(this.log, command);
  }

  say(text) {
    return this.do({ do: 'say', text });
  }

  /** Drives, and gives the drive's number. @param {string} url */
  async drive(url) {
    const { seq } = await this.do({ do: 'drive', url, title: '' });
    const entry = await this.entry('Driven', { after: seq - 1 });
    return entry.event.drive;
  }

  /** All that is known so far of a drive in a browser, in order. @returns {any[]} */
  outcomes(drive, browser = 1) {
    return this.entries
      .filter((it) => it.event.kind === 'Receipted' && it.event.drive === drive)
      .flatMap((it) => it.event.receipts)
      .filter((it) => it.browser === browser)
      .map((it) => it.outcome);
  }

  /** Waits until a drive has come to this. @param {number} drive @param {string | RegExp} is */
  outcome(drive, is, withinMs = WAIT_MS) {
    const fits = (it) => (typeof is === 'string' ? it.is === is : is.test(it.is));
    return this.inbox.until(
      `drive ${drive} to be ${is}`,
      () => this.outcomes(drive).find(fits),
      withinMs,
    );
  }

  /** Drives, and waits until it has arrived, left or been blocked. @param {string} url @param {string | RegExp} is */
  async take(url, is = 'arrived') {
    const drive = await this.drive(url);
    return { drive, outcome: await this.outcome(drive, is) };
  }
}
