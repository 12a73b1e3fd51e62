/** Spans and points in time as people read them. Spans are milliseconds; points are since 1970. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A running time: `0:42`, `12:05`, `1:02:09`. Never negative. */
export function runningTime(span_ms: number): string {
  const seconds = Math.max(0, Math.floor(span_ms / SECOND));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** A short span as a receipt says it: `0.2 s` below ten seconds, `12 s` from there. */
export function secondsText(span_ms: number, lang: string): string {
  const seconds = Math.max(0, span_ms) / SECOND;
  const digits = seconds < 9.95 ? 1 : 0;
  const number = new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${number.format(seconds)} s`;
}

/** A span in the largest unit that fits, such as `4 min`, `2 h`, `3 d`; empty below a minute. */
export function spanText(span_ms: number): string {
  if (span_ms < MINUTE) return '';
  if (span_ms < HOUR) return `${Math.floor(span_ms / MINUTE)} min`;
  if (span_ms < DAY) return `${Math.floor(span_ms / HOUR)} h`;
  return `${Math.floor(span_ms / DAY)} d`;
}

/** The time of day, such as `14:02`. */
export function clockText(at_ms: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at_ms);
}

/** Date and time, for a hover and for screen readers. */
export function fullText(at_ms: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'medium' }).format(at_ms);
}

/** Whether two points lie on the same local day. */
export function sameDay(a_ms: number, b_ms: number): boolean {
  const [a, b] = [new Date(a_ms), new Date(b_ms)];
  return (
    a.getDate() === b.getDate() &&
    a.getMonth() === b.getMonth() &&
    a.getFullYear() === b.getFullYear()
  );
}

/** The local day: today, yesterday, or a date with its year where it is not this year's. */
export function dayText(at_ms: number, now_ms: number, lang: string): string {
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  if (sameDay(at_ms, now_ms)) return capital(relative.format(0, 'day'), lang);
  if (sameDay(at_ms, now_ms - DAY)) return capital(relative.format(-1, 'day'), lang);
  const year =
    new Date(at_ms).getFullYear() === new Date(now_ms).getFullYear()
      ? {}
      : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(lang, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...year,
  }).format(at_ms);
}

/** The time today; the date otherwise: one short word for a list. */
export function whenText(at_ms: number, now_ms: number, lang: string): string {
  return sameDay(at_ms, now_ms) ? clockText(at_ms, lang) : dayText(at_ms, now_ms, lang);
}

/** A day as `YYYY-MM-DD` in UTC, as the usage report wants it. */
export function utcDay(at_ms: number): string {
  return new Date(at_ms).toISOString().slice(0, 10);
}

function capital(word: string, lang: string): string {
  return word.charAt(0).toLocaleUpperCase(lang) + word.slice(1);
}
