/** What stands around a framed page. */
import { inLanguage } from './words.ts';

const english = {
  stage: 'The page that your guide shows you',
  framed: 'framed: without your log-in',
  openOutside: 'Open it in a tab of its own',
  foldChat: 'Page only',
  showChat: 'Chat',
};

const german: typeof english = {
  stage: 'Die Seite, die Ihnen gezeigt wird',
  framed: 'im Rahmen: ohne Ihre Anmeldung',
  openOutside: 'In einem eigenen Tab öffnen',
  foldChat: 'Nur die Seite',
  showChat: 'Chat',
};

export const stageWords: typeof english = inLanguage({ en: english, de: german });
