/** Where this agent has driven visitors lately, per site; kept by the browser where it may be. */

import type { Page } from '../../../link/src/protocol.ts';

/** More than this are not remembered. */
const KEPT_MAX = 30;

/** The latest first. */
export function recentPages(site: string): Page[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(site)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPage) : [];
  } catch {
    return [];
  }
}

/** Remembers a page. */
export function keepRecent(site: string, page: Page): void {
  const others = recentPages(site).filter((other) => other.url !== page.url);
  try {
    localStorage.setItem(key(site), JSON.stringify([page, ...others].slice(0, KEPT_MAX)));
  } catch {
    // Storage is blocked or full: the site's known pages are still suggested.
  }
}

function key(site: string): string {
  return `docent-recent-${site}`;
}

function isPage(it: unknown): it is Page {
  const page = it as Partial<Page> | null;
  return typeof page?.url === 'string' && typeof page.title === 'string';
}
