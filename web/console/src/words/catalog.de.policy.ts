/** German, for a site's policy: where its visitors may be driven. */

import type { policyEn } from './catalog.en.policy.ts';

/** The words of the form and of its dry run. */
export const policyDe: typeof policyEn = {
  title: 'Wohin gesteuert werden darf',
  allowed: 'Hosts, die Führungen sofort öffnen',
  allowedHint:
    'Einer je Zeile: bank.example, oder *.bank.example für alle darunter. Die eigenen Adressen der Website und bekannte Seiten gehören immer dazu.',
  blocked: 'Hosts, die nie geöffnet werden',
  blockedHint: 'Einer je Zeile, ebenso geschrieben. Auch nicht als Link.',
  chats: 'Ein einzelner Besuch, zu jeder anderen öffentlichen Adresse',
  tours: 'Viele zugleich, zu jeder anderen öffentlichen Adresse',
  elsewhere: {
    allowed: 'wird dorthin gesteuert',
    confirmed: 'nach einer Frage, die den Host und die Zahl der Browser nennt',
    refused: 'wird nie dorthin gesteuert',
  },
  downloads: 'Adressen, die als Downloads bekannt sind',
  download: {
    refused: 'lassen sich nur als Link senden',
    allowed: 'lassen sich ansteuern: der Browser behält eine Datei und bleibt, wo er ist',
  },
  who: 'Für',
  purposes: { chat: 'einen Besuch', tour: 'eine Führung' },
  confirm: (host) => `Ja, nach einer Frage, die ${host} nennt`,
  mayDrive: 'Darf steuern',
  mayDriveOf: (name) => `${name} darf Browser von Besuchen steuern`,
  mayNotDrive: 'Ihr Konto darf nicht steuern. Sie können einen Link senden.',
};
