/** A site's settings as a form holds them: lists as lines of text. */

import type { Page, SiteSettings } from '../../../link/src/protocol.ts';

/** The form. */
export type SiteForm = {
  name: string;
  origins: string;
  params: string;
  pages: Page[];
  hosts: string;
  accent: string;
  consent: SiteSettings['consent'];
  java: SiteSettings['java'];
  allowed: string;
  blocked: string;
  chats: SiteSettings['chats_elsewhere'];
  tours: SiteSettings['tours_elsewhere'];
  downloads: SiteSettings['downloads'];
};

/** The colour a site has until its owner chooses one. */
export const ACCENT = '#0b6b5b';

/** The settings of a new site: the server's own defaults. */
export function freshSettings(name: string, origins: string[]): SiteSettings {
  return {
    name,
    origins,
    query_params: [],
    pages: [],
    private_hosts: [],
    accent: ACCENT,
    consent: 'inform',
    driving: 'allowed',
    java: 'off',
    allowed_hosts: [],
    blocked_hosts: [],
    chats_elsewhere: 'allowed',
    tours_elsewhere: 'confirmed',
    downloads: 'refused',
  };
}

/** The form of these settings. */
export function formOf(settings: SiteSettings): SiteForm {
  return {
    name: settings.name,
    origins: settings.origins.join('\n'),
    params: settings.query_params.join('\n'),
    pages: settings.pages,
    hosts: settings.private_hosts.join('\n'),
    accent: settings.accent,
    consent: settings.consent,
    java: settings.java,
    allowed: settings.allowed_hosts.join('\n'),
    blocked: settings.blocked_hosts.join('\n'),
    chats: settings.chats_elsewhere,
    tours: settings.tours_elsewhere,
    downloads: settings.downloads,
  };
}

/**
 * The settings of this form; what it does not show stays as it is `known`. Empty lines and pages are
 * left out; origins lose what is no origin.
 */
export function settingsOf(form: SiteForm, known: SiteSettings): SiteSettings {
  return {
    ...known,
    name: form.name.trim(),
    origins: linesOf(form.origins).map(originOf),
    query_params: linesOf(form.params),
    pages: form.pages.filter((page) => page.url.trim() !== ''),
    private_hosts: linesOf(form.hosts),
    accent: form.accent,
    consent: form.consent,
    java: form.java,
    allowed_hosts: linesOf(form.allowed),
    blocked_hosts: linesOf(form.blocked),
    chats_elsewhere: form.chats,
    tours_elsewhere: form.tours,
    downloads: form.downloads,
  };
}

/** The lines of a text, without white space around them and without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The origin of an address as people paste it: `shop.example/start` is `https://shop.example`. */
export function originOf(text: string): string {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(whole) ? new URL(whole).origin : text;
}

/** Whether this is a colour as the server takes it. */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** Whether white or black text can be read on this colour (WCAG 2.2: a contrast of 4.5). */
export function isReadable(colour: string): boolean {
  if (!isColour(colour)) return false;
  const light = luminance(colour);
  return 1.05 / (light + 0.05) >= 4.5 || (light + 0.05) / 0.05 >= 4.5;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
