// What has come in so far, and waiting for something in it: never on time, always with a bound.
import { WAIT_MS } from './wait.mjs';

/** Someone who waits on what comes in: each question is asked of every frame, also of those that came before. */
export class Inbox {
  constructor() {
    this.items = [];
    this.waiting = new Set();
  }

  add(item) {
    this.items.push(item);
    for (const check of this.waiting) check();
  }

  /** Asks again: something other than an item has changed. */
  stir() {
    for (const check of this.waiting) check();
  }

  /**
   * The first answer that is not undefined.
   * @template T
   * @param {string} what is waited for
   * @param {() => T | undefined} ask
   * @returns {Promise<T>}
   */
  until(what, ask, withinMs = WAIT_MS) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => finish(() => reject(new Error(this.#complaint(what, withinMs)))),
        withinMs,
      );
      const check = () => {
        const answer = ask();
        if (answer !== undefined) finish(() => resolve(answer));
      };
      const finish = (then) => {
        clearTimeout(late);
        this.waiting.delete(check);
        then();
      };
      this.waiting.add(check);
      check();
    });
  }

  #complaint(what, withinMs) {
    const last = this.items.slice(-12).map((it) => JSON.stringify(it).slice(0, 300));
    return `waited ${withinMs} ms for: ${what}; the last:\n  ${last.join('\n  ')}`;
  }
}
