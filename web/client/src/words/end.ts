/** What the end of a chat says. */
import { inLanguage } from './words.ts';

const english = {
  noteKept: 'Your note is with us.',
  noteKeptLead: 'Somebody will answer you.',
  endedByAgent: (name: string): string => `${name} has ended the chat.`,
  endedByYou: 'You have left the chat.',
  leftTour: 'You have left the tour.',
  endedAway: 'You were away: this chat has ended.',
  leftQueue: 'You have left the queue.',
  thanks: 'Thank you for talking to us.',
  rate: 'How was it?',
  stars: (stars: number): string => `${stars} of 5`,
  rated: 'Thank you.',
  download: 'Save this conversation',
};

const german: typeof english = {
  noteKept: 'Ihre Nachricht ist bei uns.',
  noteKeptLead: 'Jemand wird Ihnen antworten.',
  endedByAgent: (name) => `${name} hat das Gespräch beendet.`,
  endedByYou: 'Sie haben das Gespräch verlassen.',
  leftTour: 'Sie haben die Führung verlassen.',
  endedAway: 'Sie waren eine Weile weg; deshalb ist das Gespräch beendet.',
  leftQueue: 'Sie haben die Reihe verlassen.',
  thanks: 'Danke für das Gespräch.',
  rate: 'Wie war es?',
  stars: (stars) => `${stars} von 5`,
  rated: 'Danke für die Rückmeldung.',
  download: 'Gespräch speichern',
};

export const endWords = inLanguage({ en: english, de: german });
