/** Why a page did not come. */
import type { Obstacle } from '../../../link/src/protocol.ts';
import { inLanguage } from './words.ts';

type Words = { blocked: Record<Exclude<Obstacle, 'link'>, string>; superseded: string };

const english: Words = {
  blocked: {
    policy: 'This page is not allowed here.',
    lost: 'It could not be opened: your page could not be reached.',
    popup: 'It could not be opened: your browser refused a window.',
    frame: 'It could not be opened: the page refuses.',
    paused: 'It was not opened: you have the wheel.',
    consent: 'It was not opened: you have not allowed it.',
    away: 'It was not opened: you were not here.',
    'page-asks': 'It was not opened: your page asked, and you stayed.',
    download: 'It is a download, not a page.',
    closed: 'It was not opened: you closed the browser.',
  },
  superseded: 'Another page came first.',
};

const german: Words = {
  blocked: {
    policy: 'Diese Seite ist hier nicht erlaubt.',
    lost: 'Sie konnte nicht geöffnet werden: Ihre Seite war nicht erreichbar.',
    popup: 'Sie konnte nicht geöffnet werden: Ihr Browser hat kein Fenster erlaubt.',
    frame: 'Sie konnte nicht gezeigt werden: Die Seite lässt es nicht zu.',
    paused: 'Sie wurde nicht geöffnet: Sie haben das Steuer.',
    consent: 'Sie wurde nicht geöffnet: Sie haben es nicht erlaubt.',
    away: 'Sie wurde nicht geöffnet: Sie waren nicht da.',
    'page-asks': 'Sie wurde nicht geöffnet: Ihre Seite hat gefragt, und Sie sind geblieben.',
    download: 'Es ist eine Datei, keine Seite.',
    closed: 'Sie wurde nicht geöffnet: Sie haben den Browser geschlossen.',
  },
  superseded: 'Eine andere Seite kam zuvor.',
};

export const whyWords = inLanguage({ en: english, de: german });
