/** What is asked where the site's visitors are asked before they are driven. */
import { inLanguage } from './words.ts';

const english = {
  ask: (name: string): string => `May ${name} open pages in this browser?`,
  yes: 'Yes, allow',
  no: 'No longer allow it',
};

const german: typeof english = {
  ask: (name) => `Darf ${name} Seiten in diesem Browser öffnen?`,
  yes: 'Ja, erlauben',
  no: 'Nicht mehr erlauben',
};

export const consentWords = inLanguage({ en: english, de: german });
