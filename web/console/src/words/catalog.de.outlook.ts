/** German, for what a drive will be like. */

import type { outlookEn } from './catalog.en.outlook.ts';

/** The words beside an address. */
export const outlookDe: typeof outlookEn = {
  is: {
    free: 'frei',
    'last-stop': 'letzte Station',
    framed: 'im Rahmen',
    download: 'Download',
    nothing: 'keine Seite',
    link: 'nur als Link',
  },
  because: {
    free: '',
    'last-stop': 'sie wird gezeigt, aber diese Seite trennt, wer sie steuert',
    framed: 'in einem Rahmen gezeigt, ohne die Anmeldung des Besuchs',
    download: 'der Browser behält eine Datei und bleibt, wo er ist',
    nothing: 'sie hat keinen Inhalt, also bleibt der Browser, wo er ist',
    link: 'dieser Browser kommt nicht von selbst dorthin',
  },
  noFrame: 'diese Seite verbietet Rahmen',
  login: 'Fremde müssen sich anmelden',
  leads: (host) => `sie führt weiter zu ${host}`,
  status: (status) => `sie antwortet mit ${status}`,
  missing: 'diese Seite gibt es nicht',
  stranger: (why) => `so sehen es Fremde: ${why}`,
  unknown: (why) => `nicht angesehen: ${why}. Sie können trotzdem dorthin steuern.`,
  why: {
    secret: 'es sieht nach einem Link aus, der nur einmal gilt',
    'no-host': 'der Host hat keine Adresse',
    private: 'sie führt in ein privates Netz',
    port: 'diesen Port öffnen Browser kaum',
    unreachable: 'dort antwortet niemand',
    certificate: 'das Zertifikat ist nicht gültig',
    unreadable: 'die Antwort ist nicht zu lesen',
    redirects: 'sie leitet zu oft weiter',
    slow: 'es dauert zu lange',
  },
};
