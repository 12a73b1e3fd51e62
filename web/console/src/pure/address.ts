/** What an agent types into the address bar, made into a complete address; and addresses in short. */

/** The address that Enter drives to. The server has the last word; this only completes what is meant. */
export function complete(typed: string, home: string): string {
  const text = typed.trim();
  if (text === '') return '';
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/?#]*\.[^/?#:]*:\d/.test(text) && !isLocal(text))
    return text;
  if (text.startsWith('//')) return `https:${text}`;
  if (/^[/?#]/.test(text)) return home === '' ? text : resolved(text, home);
  if (isLocal(text)) return `http://${text}`;
  if (/\s/.test(text)) return text;
  if (/^[^/?#:]+\.[^/?#:.]+(:\d+)?([/?#]|$)/.test(text)) return `https://${text}`;
  return text;
}

/** The host of an address with its port, or the text itself where it is none. */
export function hostOf(url: string): string {
  return parsed(url)?.host ?? url;
}

/** An address without what everybody knows: scheme and a lone slash. */
export function shortUrl(url: string): string {
  const whole = parsed(url);
  if (whole === null) return url;
  return `${whole.host}${whole.pathname === '/' ? '' : whole.pathname}${whole.search}${whole.hash}`;
}

/** Whether two addresses mean the same page: the fragment does not count, nor does a last slash. */
export function samePage(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}

function isLocal(text: string): boolean {
  return /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]|$)/i.test(text);
}

function resolved(path: string, home: string): string {
  return URL.canParse(path, home) ? new URL(path, home).href : path;
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
