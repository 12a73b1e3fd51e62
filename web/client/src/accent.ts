/** The site's accent colour, made readable on its own text and on both backgrounds. */

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const DARK: Rgb = [24, 26, 30];
/** WCAG 2.2, 1.4.3: text. */
const TEXT_CONTRAST = 4.5;
const STEPS = 20;

/** The colours that follow from an accent, as CSS writes them. */
export type Accents = {
  /** As the site chose it: for filled surfaces. */
  fill: string;
  /** Text on `fill`. */
  onFill: string;
  /** The accent as text on a light page. */
  onLight: string;
  /** The accent as text on a dark page. */
  onDark: string;
};

/** Null for what is no `#rrggbb`: then the style sheet's own accent stays. */
export function accentsOf(accent: string): Accents | null {
  const rgb = parse(accent);
  if (rgb === null) return null;
  const onFill = contrast(rgb, WHITE) >= contrast(rgb, BLACK) ? WHITE : BLACK;
  return {
    fill: css(rgb),
    onFill: css(onFill),
    onLight: css(towards(rgb, WHITE, BLACK)),
    onDark: css(towards(rgb, DARK, WHITE)),
  };
}

/** Hands the colours to the style sheet. */
export function applyAccent(accent: string, root: HTMLElement): void {
  const accents = accentsOf(accent);
  if (accents === null) return;
  for (const [name, colour] of Object.entries(accents)) {
    root.style.setProperty(`--${name}`, colour);
  }
}

/** The colour moved towards `end` until it can be read on `ground`. */
function towards(rgb: Rgb, ground: Rgb, end: Rgb): Rgb {
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = mix(rgb, end, step / STEPS);
    if (contrast(mixed, ground) >= TEXT_CONTRAST) return mixed;
  }
  return end;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [at(from[0], to[0]), at(from[1], to[1]), at(from[2], to[2])];
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (it: number): number =>
    it / 255 <= 0.04045 ? it / 255 / 12.92 : ((it / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

export function parse(accent: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(accent);
  if (found === null) return null;
  const [, red = '', green = '', blue = ''] = found;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function css(rgb: Rgb): string {
  return `#${rgb.map((it) => it.toString(16).padStart(2, '0')).join('')}`;
}
