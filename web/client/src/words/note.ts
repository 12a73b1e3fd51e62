/** What a note's form says. */
import { inLanguage } from './words.ts';

const english = {
  nobody: 'Nobody is here right now.',
  nobodyLead: 'Leave us a note; we answer as soon as somebody is back.',
  backToQueue: 'Back to the queue',
  yourName: 'Your name',
  contact: 'E-mail or telephone',
  note: 'Note',
  leaveNote: 'Leave the note',
  noteNeedsContact: 'Please say how we can reach you.',
  noteNeedsText: 'Please write a note.',
};

const german: typeof english = {
  nobody: 'Gerade ist niemand da.',
  nobodyLead: 'Hinterlassen Sie uns eine Nachricht; wir antworten, sobald jemand da ist.',
  backToQueue: 'Zurück in die Reihe',
  yourName: 'Ihr Name',
  contact: 'E-Mail oder Telefon',
  note: 'Nachricht',
  leaveNote: 'Nachricht hinterlassen',
  noteNeedsContact: 'Bitte sagen Sie, wie wir Sie erreichen.',
  noteNeedsText: 'Bitte schreiben Sie eine Nachricht.',
};

export const noteWords = inLanguage({ en: english, de: german });
