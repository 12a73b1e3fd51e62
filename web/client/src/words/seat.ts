/** What is said where the chat goes on in another tab, or went there. */
import { inLanguage } from './words.ts';

const english = {
  elsewhere: 'This chat continues in another tab.',
  elsewhereLead: 'Pages open there.',
  here: 'Continue here',
};

const german: typeof english = {
  elsewhere: 'Dieses Gespräch geht in einem anderen Tab weiter.',
  elsewhereLead: 'Dort werden auch die Seiten geöffnet.',
  here: 'Hier weitermachen',
};

export const seatWords = inLanguage({ en: english, de: german });
