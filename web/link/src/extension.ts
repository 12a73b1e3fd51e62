/** What a chat and the browser extension say to each other, over a port that only our pages get. */

/** The extension's id, which follows from the `key` in its manifest. */
export const EXTENSION_ID = 'kkbpcdpfhcpbbmpcbjneonfmjgblkdhf';

/** What a chat says. */
export type ToExtension =
  /** First of all: which chat this is, and who guides in it. */
  | { is: 'hello'; channel: string; guide: string; site: string }
  /** The visitor wants to be asked, in a window of the extension's own. */
  | { is: 'ask' }
  | { is: 'go'; drive: number; url: string }
  /** The chat is over: nothing is driven or reported any more. */
  | { is: 'end' };

/** What the extension says. Addresses are those that the tab has in the end. */
export type FromExtension =
  /** Whether the visitor has given this chat a tab. */
  | { is: 'state'; granted: boolean }
  | { is: 'left'; drive: number }
  | { is: 'arrived'; drive: number; url: string; in_view: boolean }
  | { is: 'blocked'; drive: number; why: 'download' | 'page-asks' }
  | { is: 'moved'; url: string };
