/** What is said where a click opens a window. */
import { inLanguage } from './words.ts';

const english = {
  letOpen: (name: string): string => `Let ${name} open pages`,
  letOpenLead: (name: string): string =>
    `One click, and ${name} can show you pages in a window beside this chat.`,
  lost: (name: string): string =>
    `${name} can no longer reach your page. Press Enter, or the button, to go on.`,
  popupRefused: 'Your browser refused a window. Please allow it, and try again.',
};

const german: typeof english = {
  letOpen: (name) => `${name} Seiten öffnen lassen`,
  letOpenLead: (name) =>
    `Ein Klick, und ${name} kann Ihnen Seiten in einem Fenster neben diesem Gespräch zeigen.`,
  lost: (name) =>
    `${name} erreicht Ihre Seite nicht mehr. Mit der Eingabetaste oder dem Knopf geht es weiter.`,
  popupRefused:
    'Ihr Browser hat das Fenster nicht geöffnet. Bitte erlauben Sie es und versuchen es noch einmal.',
};

export const offerWords: typeof english = inLanguage({ en: english, de: german });
