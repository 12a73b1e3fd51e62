/** Our own few icons: strokes on a 16-pixel grid, named by what they mean. */

import type { JSX } from 'preact';

const SHAPES = {
  inbox: 'M2.5 9.5 4 3.5h8l1.5 6v3h-11zM2.5 9.5h3l1 1.5h3l1-1.5h3',
  history: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v2.6h2.6M8 5.5V8l1.8 1.4',
  reports: 'M3 13V8M6.4 13V3M9.7 13V6.5M13 13V9.5',
  settings: 'M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5M9.2 3.3v3.4M6.7 9.3v3.4',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  reload: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  undo: 'M5.5 3.5 2.8 6.2l2.7 2.7M3 6.2h6.5a3.5 3.5 0 0 1 0 7H7',
  check: 'M3 8.5 6.3 12 13 4.5',
  no: 'M3.8 3.8l8.4 8.4M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  warn: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1',
  info: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 7.5v3.5M8 5.1v.1',
  close: 'M4 4l8 8M12 4l-8 8',
  arrow: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 13.5 13.5',
  down: 'M8 3v9.5M4.5 9 8 12.5 11.5 9',
  out: 'M6.5 3H3v10h3.5M7 8h6.5M11 5.5 13.5 8 11 10.5',
  keyboard: 'M2 4.5h12v7H2zM4.5 7v.1M7 7v.1M9.5 7v.1M12 7v.1M5.5 9.3h5',
  person:
    'M8 2.8a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM3.2 13.2c.4-2.6 2.3-4 4.8-4s4.4 1.4 4.8 4',
  note: 'M3.5 2.5h9v7l-3.5 4h-5.5zM12.5 9.5H9v4',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.7 13.7h2.6',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  plus: 'M8 3v10M3 8h10',
  download: 'M8 2.5v7M5 6.8 8 9.8l3-3M3 12.8h10',
  chat: 'M2.5 3h11v8H7.5L4.5 13.5V11h-2z',
  eye: 'M1.5 8C3 5.2 5.3 3.8 8 3.8s5 1.4 6.5 4.2c-1.5 2.8-3.8 4.2-6.5 4.2S3 10.8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  eyeOff:
    'M1.5 8C3 5.2 5.3 3.8 8 3.8s5 1.4 6.5 4.2c-1.5 2.8-3.8 4.2-6.5 4.2S3 10.8 1.5 8zM3 13 13 3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  tours: 'M3.5 13.5v-11l9 3-9 3.2',
  people:
    'M6 3a2.1 2.1 0 1 1 0 4.2A2.1 2.1 0 0 1 6 3zM2 12.8c.3-2.3 1.8-3.6 4-3.6s3.7 1.3 4 3.6M10.4 3.4a2 2 0 0 1 0 3.6M11.6 9.6c1.4.5 2.2 1.6 2.4 3.2',
  wheel:
    'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8zM2.6 7.6l4 .2M13.4 7.6l-4 .2M8 9.4v4',
  up: 'M8 13V3.5M4.5 7 8 3.5 11.5 7',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof SHAPES;

/** Those that point along the line of reading, and turn round where it runs from right to left. */
const DIRECTED: ReadonlySet<IconName> = new Set([
  'back',
  'forward',
  'arrow',
  'undo',
  'out',
  'chat',
]);

/** An icon. It says nothing by itself: the words stand beside it or in the name of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class={DIRECTED.has(name) ? 'icon directed' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
