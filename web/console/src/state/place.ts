/** Where in the console we are: the address's fragment, as a signal. */

import { signal } from '@preact/signals';
import { type Route, readRoute, writeRoute } from '../pure/route.ts';

/** The screen in front. */
export const route = signal<Route>(readRoute(location.hash));

/** Goes to a screen, as a click on a link would. */
export function go(to: Route): void {
  const fragment = writeRoute(to);
  if (location.hash !== fragment) history.pushState(null, '', `/console/${fragment}`);
  route.value = to;
}

/** Follows the address. Returns what stops it. */
export function startPlace(): () => void {
  const read = (): void => {
    route.value = readRoute(location.hash);
  };
  addEventListener('hashchange', read);
  addEventListener('popstate', read);
  return () => {
    removeEventListener('hashchange', read);
    removeEventListener('popstate', read);
  };
}
