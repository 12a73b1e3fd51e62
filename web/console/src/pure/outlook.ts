/** What a drive will be like, and why, in the console's words. */

import { plan } from '../../../link/src/plan.ts';
import type { Forecast, Outlook, Way } from '../../../link/src/protocol.ts';
import { words } from '../words/words.ts';
import { hostOf } from './address.ts';

/** What stands beside the address. */
export type Prospect = {
  /** None where nobody has looked, or nothing was found. */
  outlook: Outlook | null;
  /** A word or two; empty where nothing is known. */
  text: string;
  /** Why, as the rest of the line; empty where there is nothing to say. */
  why: string;
};

/** What a drive of a browser that can do `ways` will be like. */
export function prospect(forecast: Forecast, ways: readonly Way[]): Prospect {
  const { facts } = forecast;
  if (facts === null) return { outlook: null, text: '', why: unknown(forecast) };
  const { outlook } = plan(ways, facts);
  const why = reasons(forecast, outlook);
  return {
    outlook,
    text: words.outlook.is[outlook],
    why: why === '' ? '' : words.outlook.stranger(why),
  };
}

function reasons(forecast: Forecast, outlook: Outlook): string {
  const { facts, status, final_url: end } = forecast;
  const severed = outlook === 'last-stop' && facts?.framing === 'forbidden';
  const host = end === null ? '' : hostOf(end);
  const all = [
    words.outlook.because[outlook],
    severed ? words.outlook.noFrame : '',
    host === '' || host === hostOf(forecast.url) ? '' : words.outlook.leads(host),
    facts?.login === true ? words.outlook.login : '',
    answered(status),
  ];
  return all.filter((it) => it !== '').join('; ');
}

/** What an answer that is no page says; a stranger may be forbidden what the visitor may see. */
function answered(status: number | null): string {
  if (status === null || status < 400 || status === 401) return '';
  return status === 404 || status === 410 ? words.outlook.missing : words.outlook.status(status);
}

function unknown(forecast: Forecast): string {
  return forecast.why === null ? '' : words.outlook.unknown(words.outlook.why[forecast.why]);
}
