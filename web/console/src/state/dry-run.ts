/** What the server says of an address before it is driven to, asked a moment after the last key. */

import { useEffect, useState } from 'preact/hooks';
import type { Purpose } from '../../../link/src/protocol.ts';
import { rest, type Verdict } from './rest.ts';

/** What is known of an address. */
export type Check =
  | { is: 'none' | 'asking' | 'unknown' }
  | { is: 'known'; url: string; verdict: Verdict };

/** Long enough not to ask for every key. */
const REST_MS = 250;

/** Asks about an address of a site. Nothing is asked for an empty one. */
export function useDryRun(site: string, url: string, purpose: Purpose = 'chat'): Check {
  const [check, setCheck] = useState<Check>({ is: 'none' });
  useEffect(() => {
    if (url === '' || site === '') {
      setCheck({ is: 'none' });
      return undefined;
    }
    const stop = new AbortController();
    setCheck({ is: 'asking' });
    const timer = setTimeout(() => {
      void rest.dryRun(site, { url, for: purpose }, stop.signal).then((answer) => {
        if (stop.signal.aborted) return;
        setCheck(answer.ok ? { is: 'known', url, verdict: answer.value } : { is: 'unknown' });
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [site, url, purpose]);
  return check;
}
