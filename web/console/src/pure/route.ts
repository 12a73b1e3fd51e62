/** Which screen an address of the console means. The fragment carries it, so that Back works. */

/** A screen. `side`: on a narrow screen, whether the visitor's pane is in front. */
export type Route =
  | { screen: 'inbox'; channel: string | null; side: boolean }
  | { screen: 'tours'; channel: string | null; side: boolean; part: ToursPart }
  | { screen: 'history'; channel: string | null; side: boolean }
  | { screen: 'reports' }
  | { screen: 'settings'; part: SettingsPart; site: string | null };

/** A part of the tours, where none is open. */
export type ToursPart = 'none' | 'new' | 'saved';

/** A part of the settings. */
export type SettingsPart = 'browser' | 'sites' | 'agents';

/** Reads a fragment such as `#/inbox/01h…/visitor`. What is unknown is the inbox. */
export function readRoute(fragment: string): Route {
  const [screen, first, second] = fragment.replace(/^#\/?/, '').split('/').map(decoded);
  switch (screen) {
    case 'history':
      return { screen, channel: id(first), side: second === 'visitor' };
    case 'tours':
      return {
        screen,
        channel: id(first),
        side: second === 'talk',
        part: first === 'new' || first === 'saved' ? first : 'none',
      };
    case 'reports':
      return { screen };
    case 'settings':
      return {
        screen,
        part: settingsPart(first),
        site: second === undefined || second === '' ? null : second,
      };
    default:
      return {
        screen: 'inbox',
        channel: screen === 'inbox' ? id(first) : null,
        side: second === 'visitor',
      };
  }
}

/** The fragment of a screen. */
export function writeRoute(route: Route): string {
  switch (route.screen) {
    case 'inbox':
    case 'history':
      return parts(
        route.screen,
        route.channel,
        route.side && route.channel !== null ? 'visitor' : null,
      );
    case 'tours':
      return toursPath(route);
    case 'reports':
      return parts('reports');
    case 'settings':
      return parts('settings', route.part, route.site);
  }
}

function toursPath(route: Extract<Route, { screen: 'tours' }>): string {
  if (route.channel !== null) return parts('tours', route.channel, route.side ? 'talk' : null);
  return parts('tours', route.part === 'none' ? null : route.part);
}

function parts(...all: (string | null)[]): string {
  return `#/${all
    .filter((part) => part !== null)
    .map(encodeURIComponent)
    .join('/')}`;
}

function id(text: string | undefined): string | null {
  return text !== undefined && /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text) ? text : null;
}

function settingsPart(text: string | undefined): SettingsPart {
  return text === 'sites' || text === 'agents' ? text : 'browser';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
