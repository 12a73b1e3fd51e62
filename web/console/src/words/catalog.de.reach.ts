/** German, for how far drives came, and for trying it on oneself. */
import type { reachEn, tryEn } from './catalog.en.reach.ts';

/** The words of the table. */
export const reachDe: typeof reachEn = {
  title: 'Wie weit die Führungen kamen',
  hint: 'Jede Führung einmal je Browser, unter dem, was zuletzt von ihr bekannt ist. „Weg“ ist, so weit eine Seite ohne den Knopf etwas sagt.',
  way: 'Weg',
  engine: 'Browser',
  none: 'nicht angenommen',
  engines: {
    chromium: 'Chromium',
    gecko: 'Firefox',
    webkit: 'Safari, WebKit',
    other: 'ein anderer',
  },
  standings: {
    arrived: 'Angekommen',
    left: 'Weg',
    taken: 'Unterwegs',
    dispatched: 'Gesendet',
    blocked: 'Verhindert',
    superseded: 'Ersetzt',
    gone: 'Verschwunden',
  },
};

/** The words of the button that makes the agent a visitor. */
export const tryDe: typeof tryEn = {
  act: 'An mir ausprobieren',
  hint: 'Öffnet ein Gespräch dieser Website in einem eigenen Fenster, als Gast, bei dem Sie schon sind. Führen Sie dieses Fenster von hier aus.',
  name: (agent) => `Test: ${agent}`,
  failed: (why) => `Der Test ließ sich nicht öffnen: ${why}`,
};
