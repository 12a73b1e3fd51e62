/** The one place that owns a socket and a timer. Everything it does is said by `step`. */
import { step } from './link.ts';
import type { ClientFrame, ServerFrame } from './protocol.ts';
import type { Input, Link, Output, Report } from './state.ts';

/** An input without its time and chance, which the connection adds. */
export type Wish = Input extends infer One
  ? One extends Input
    ? Omit<One, 'nowMs' | 'random'>
    : never
  : never;

/** A running connection. */
export type Connection = {
  /** Takes a wish into account at once. */
  give: (wish: Wish) => void;
  /** The link as of now. */
  link: () => Link;
  /** Ends it, without a report. */
  stop: () => void;
};

/** What a connection needs of its owner. */
export type Owner = {
  /** `wss://…/v1/socket`. */
  url: string;
  link: Link;
  /** Called inside the socket's message event, so that driving is not held up by timers. */
  onReport: (report: Report) => void;
  /** The link has changed; what is unanswered may be kept. */
  onLink?: (link: Link) => void;
};

const SUBPROTOCOL = 'docent.v1';
/** The longest time that a browser's timer can wait. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** Connects, and stays connected until stopped. */
export function start(owner: Owner): Connection {
  let link = owner.link;
  const line = newLine(owner.url, give);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;

  function give(wish: Wish): void {
    if (isStopped) return;
    const before = link;
    const [after, outputs] = step(link, {
      ...wish,
      nowMs: Date.now(),
      random: Math.random(),
    } as Input);
    link = after;
    setTimer();
    if (link !== before) owner.onLink?.(link);
    for (const output of outputs) act(output);
  }

  function act(output: Output): void {
    switch (output.type) {
      case 'connect':
        line.open();
        return;
      case 'close':
        line.shut();
        return;
      case 'send':
        line.send(output.frame);
        return;
      case 'report':
        owner.onReport(output.report);
        return;
    }
  }

  function setTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (link.wakeAtMs === null) return;
    const waitMs = Math.min(Math.max(link.wakeAtMs - Date.now(), 0), TIMER_MS_MAX);
    timer = setTimeout(() => give({ type: 'tick' }), waitMs);
  }

  const back = (): void => {
    if (document.visibilityState === 'visible') give({ type: 'online' });
  };
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', back);
  give({ type: 'start' });
  return {
    give,
    link: () => link,
    stop: () => {
      isStopped = true;
      window.removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
      if (timer !== null) clearTimeout(timer);
      line.shut();
    },
  };
}

type Line = { open: () => void; shut: () => void; send: (frame: ClientFrame) => void };

/** One socket at a time; what a shut one still says is not heard. */
function newLine(url: string, give: (wish: Wish) => void): Line {
  let socket: WebSocket | null = null;

  function shut(): void {
    if (socket === null) return;
    socket.onopen = null;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    socket = null;
  }

  function open(): void {
    shut();
    socket = new WebSocket(url, SUBPROTOCOL);
    socket.onopen = () => give({ type: 'opened' });
    socket.onclose = () => give({ type: 'closed' });
    socket.onmessage = (event) => {
      const frame = read(event.data);
      if (frame !== null) give({ type: 'heard', frame });
    };
  }

  function send(frame: ClientFrame): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  return { open, shut, send };
}

/** A frame, or null for what is none. Kinds newer than we are pass: `step` skips them. */
function read(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    const isFrame = typeof frame === 'object' && frame !== null && 't' in frame;
    return isFrame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
