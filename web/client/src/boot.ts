/** What the server has written into our pages for their scripts. */

/** A site as visitors' pages know it. */
export type BootSite = {
  key: string;
  name: string;
  accent: string;
  /** `ask`: drives wait for the visitor's yes. */
  consent: 'inform' | 'ask';
  /** Origins whose pages carry the button, exactly. */
  origins: string[];
  staffed: boolean;
};

/** An invitation to a tour. */
export type Door = {
  invite: string;
  title: string;
  guide: string;
  /** Whether a code is asked for. */
  code: boolean;
  /** Whether more may come. */
  open: boolean;
};

/** For the chat window, the panel and the door of a tour. */
export type Boot = {
  site: BootSite;
  version: string;
  /** The client's module; `bytes` as they travel, with what it imports. */
  client: { url: string; bytes: number };
  /** The desktop application's file; null where it is not offered. */
  java: { url: string; bytes: number } | null;
  /** Whether this is the panel, in a frame of the site's page. */
  panel: boolean;
  /** The door of a tour, where this page opens one. */
  door?: Door;
};

/** For the hop. */
export type GoBoot = { channel: string; drive: number; version: string };

/** Reads the element `boot`. The server has written it, so its shape is not checked again. */
export function readBoot<T>(): T {
  return JSON.parse(document.getElementById('boot')?.textContent ?? 'null') as T;
}
