/** What is said of the desktop application. */
import { inLanguage } from './words.ts';

const english = {
  open: 'Open in the desktop application',
  needs: 'It needs Java 17. Browsers warn about downloaded programs.',
  loading: 'The application is being loaded…',
  loaded: 'Start docent.jar, with a double-click for most. It shows a code.',
  failed: 'The application did not load. Your place is kept here.',
  again: 'Load it again',
  webStart: 'With Web Start',
  isThisIt: 'Your application shows a code. Is it this one?',
  whichIsIt: 'Your application shows a code. Choose the one that is the same:',
  yes: 'Yes, continue there',
  code: 'Code',
  typed: 'Continue there',
  confirmed: 'One moment: your application carries on.',
  unknown: 'No application shows this code now. Please compare it again.',
  noCode: 'A code has six letters and digits, such as K7F-4QX.',
  wait: 'Too many tries. Please wait a minute.',
  locked: 'Too many wrong codes. This chat goes on here.',
  notSent: 'The server could not be reached. Please try again.',
  continued: 'Continued in the application',
  continuedLead:
    'You can leave this page open: when you close the application, the chat goes on here.',
};

const german: typeof english = {
  open: 'Im Programm für den Schreibtisch öffnen',
  needs: 'Es braucht Java 17. Browser warnen vor heruntergeladenen Programmen.',
  loading: 'Das Programm wird geladen …',
  loaded: 'Starten Sie docent.jar, meist mit einem Doppelklick. Es zeigt einen Code.',
  failed: 'Das Programm wurde nicht geladen. Ihr Platz bleibt hier erhalten.',
  again: 'Noch einmal laden',
  webStart: 'Mit Web Start',
  isThisIt: 'Ihr Programm zeigt einen Code. Ist es dieser?',
  whichIsIt: 'Ihr Programm zeigt einen Code. Wählen Sie den gleichen:',
  yes: 'Ja, dort weiter',
  code: 'Code',
  typed: 'Dort weiter',
  confirmed: 'Einen Moment: Ihr Programm macht weiter.',
  unknown: 'Diesen Code zeigt gerade kein Programm. Bitte vergleichen Sie ihn noch einmal.',
  noCode: 'Ein Code hat sechs Buchstaben und Ziffern, wie K7F-4QX.',
  wait: 'Zu viele Versuche. Bitte warten Sie eine Minute.',
  locked: 'Zu viele falsche Codes. Das Gespräch geht hier weiter.',
  notSent: 'Der Server war nicht zu erreichen. Bitte versuchen Sie es noch einmal.',
  continued: 'Geht im Programm weiter',
  continuedLead:
    'Sie können diese Seite offen lassen: Wenn Sie das Programm schließen, geht das Gespräch hier weiter.',
};

export const javaWords = inLanguage({ en: english, de: german });
