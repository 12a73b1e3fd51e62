/** English, for what a drive will be like. */

import type { Outlook, Unknown } from '../../../link/src/protocol.ts';

/** The words beside an address. */
export const outlookEn = {
  is: {
    free: 'free',
    'last-stop': 'last stop',
    framed: 'framed',
    download: 'download',
    nothing: 'no page',
    link: 'only as a link',
  } as Record<Outlook, string>,
  because: {
    free: '',
    'last-stop': 'it is shown, but that page cuts off whoever drives it',
    framed: 'shown in a frame, without the visitor’s log-in',
    download: 'the browser keeps a file and stays where it is',
    nothing: 'it has no content, so the browser stays where it is',
    link: 'this browser has no way to go there by itself',
  } as Record<Outlook, string>,
  noFrame: 'that page forbids frames',
  login: 'a stranger is asked to log in',
  leads: (host: string) => `it leads on to ${host}`,
  status: (status: number) => `it answers ${status}`,
  missing: 'there is no such page',
  stranger: (why: string) => `as a stranger sees it: ${why}`,
  unknown: (why: string) => `not looked at: ${why}. You can drive there all the same.`,
  why: {
    secret: 'it looks like a link that works only once',
    'no-host': 'its host has no address',
    private: 'it leads inside a private network',
    port: 'browsers hardly open that port',
    unreachable: 'nothing answers there',
    certificate: 'its certificate is not valid',
    unreadable: 'its answer cannot be read',
    redirects: 'it sends on too often',
    slow: 'it takes too long',
  } as Record<Unknown, string>,
};
