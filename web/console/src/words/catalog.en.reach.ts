/** English, for how far drives came, and for trying it on oneself. */
import type { Engine } from '../../../link/src/protocol.ts';
import type { Standing } from '../pure/reach.ts';

/** The words of the table. */
export const reachEn = {
  title: 'How far drives came',
  hint: 'Each drive once for each browser, under what is known of it last. “Left” is as far as a page without the button tells.',
  way: 'Way',
  engine: 'Engine',
  none: 'not taken',
  engines: {
    chromium: 'Chromium',
    gecko: 'Firefox',
    webkit: 'Safari, WebKit',
    other: 'another',
  } as Record<Engine, string>,
  standings: {
    arrived: 'Arrived',
    left: 'Left',
    taken: 'Under way',
    dispatched: 'Sent',
    blocked: 'Blocked',
    superseded: 'Replaced',
    gone: 'Gone',
  } as Record<Standing, string>,
};

/** The words of the button that makes the agent a visitor. */
export const tryEn = {
  act: 'Try it on me',
  hint: 'Opens a chat of this website in a window of your own, as a visitor whom you have already joined. Drive that window from here.',
  name: (agent: string): string => `Test: ${agent}`,
  failed: (why: string): string => `The test could not be opened: ${why}`,
};
