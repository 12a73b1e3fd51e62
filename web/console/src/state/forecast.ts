/** What the server finds out about a target, asked a moment after the last key. */

import { useEffect, useState } from 'preact/hooks';
import type { Forecast } from '../../../link/src/protocol.ts';
import { rest } from './rest.ts';

/** Half-typed addresses are nobody's business: long enough for the next key. */
const REST_MS = 400;

/** What is known of an address of a site; null while nothing is. Nothing is asked for an empty one. */
export function useForecast(site: string, url: string): Forecast | null {
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const bare = url.replace(/[?#].*$/, '');
  useEffect(() => {
    setForecast(null);
    if (bare === '' || site === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void rest.probe(site, bare, stop.signal).then((answer) => {
        if (!stop.signal.aborted && answer.ok) setForecast(answer.value);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [site, bare]);
  return forecast;
}
