/** What is said where the browser has our extension. */
import { inLanguage } from './words.ts';

const english = {
  offer: (name: string): string =>
    `With this browser's Docent extension, ${name} can open every page in a tab of yours. It asks you first.`,
  allow: 'Choose a tab',
};

const german: typeof english = {
  offer: (name) =>
    `Mit der Docent-Erweiterung dieses Browsers kann ${name} jede Seite in einem Ihrer Tabs öffnen. Sie fragt Sie vorher.`,
  allow: 'Tab auswählen',
};

export const extensionWords: typeof english = inLanguage({ en: english, de: german });
