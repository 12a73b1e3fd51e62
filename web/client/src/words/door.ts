/** What the door of a tour says. */
import { inLanguage } from './words.ts';

type Words = {
  lead: (guide: string) => string;
  closed: string;
  name: string;
  code: string;
  join: string;
  failed: string;
  problem: Record<string, string>;
};

const english: Words = {
  lead: (guide) => `${guide} shows you around. You see the same pages, each in your own browser.`,
  closed: 'This tour lets nobody in any more.',
  name: 'Your name (if you like)',
  code: 'Code',
  join: 'Join the tour',
  failed: 'That did not work. Please try again in a moment.',
  problem: {
    'bad-code': 'This is not the code of the tour.',
    'too-many-tries': 'Too many tries. Please wait a minute.',
    closed: 'This tour lets nobody in any more.',
    ended: 'This tour is over.',
    'too-many': 'This tour is full.',
    network: 'There is no connection. Please try again.',
  },
};

const german: Words = {
  lead: (guide) => `${guide} führt Sie. Sie sehen dieselben Seiten, jeder im eigenen Browser.`,
  closed: 'Diese Führung lässt niemanden mehr ein.',
  name: 'Ihr Name (wenn Sie mögen)',
  code: 'Code',
  join: 'An der Führung teilnehmen',
  failed: 'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
  problem: {
    'bad-code': 'Das ist nicht der Code der Führung.',
    'too-many-tries': 'Zu viele Versuche. Bitte warten Sie eine Minute.',
    closed: 'Diese Führung lässt niemanden mehr ein.',
    ended: 'Diese Führung ist vorbei.',
    'too-many': 'Diese Führung ist voll.',
    network: 'Es gibt keine Verbindung. Bitte versuchen Sie es noch einmal.',
  },
};

export const doorWords = inLanguage({ en: english, de: german });
