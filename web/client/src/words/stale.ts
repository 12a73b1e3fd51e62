/** What is said where the server is newer than this page. */
import { inLanguage } from './words.ts';

const english = {
  newVersion: 'This chat has a newer version.',
  reload: 'Load it',
};

const german: typeof english = {
  newVersion: 'Es gibt eine neuere Fassung dieses Gesprächs.',
  reload: 'Laden',
};

export const staleWords = inLanguage({ en: english, de: german });
