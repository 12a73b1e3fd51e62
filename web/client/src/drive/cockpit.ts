/** What the pilot needs of the client. */
import type { ChannelCommand, Signal, View } from '../../../link/src/protocol.ts';
import type { Keep } from '../keep.ts';
import type { Hand } from './hand.ts';

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
  /** The browser has our extension, and the visitor has given it a tab for this chat or not. */
  onExtension: (isGranted: boolean) => void;
  /** Who guides, and for whom: what the extension says when it asks. */
  who: () => { guide: string; site: string };
};
