/** What the extension's own pages say. */
const english = {
  lead: (guide: string): string => `May ${guide} open pages in a tab of yours?`,
  more: (guide: string, site: string): string =>
    `${guide} of ${site} can then open any page in that one tab, and is told which pages it shows, ` +
    'also those that you open in it yourself. Never what is on them. It ends with the chat, with ' +
    'the tab, or when you press Stop.',
  inNew: 'Yes, in a new tab',
  inOpener: 'Yes, in the tab that I came from',
  no: 'No',
  over: 'This chat asks no longer.',
  nobody: 'Nobody guides a tab of this browser.',
  guides: (guide: string, site: string): string => `${guide} (${site}) guides a tab.`,
  stop: 'Stop',
};

const german: typeof english = {
  lead: (guide) => `Darf ${guide} Seiten in einem Ihrer Tabs öffnen?`,
  more: (guide, site) =>
    `${guide} von ${site} kann dann in diesem einen Tab jede Seite öffnen und erfährt, welche ` +
    'Seiten er zeigt, auch die, die Sie selbst darin öffnen. Nie, was darauf steht. Es endet mit ' +
    'dem Gespräch, mit dem Tab, oder wenn Sie „Beenden“ drücken.',
  inNew: 'Ja, in einem neuen Tab',
  inOpener: 'Ja, in dem Tab, aus dem ich komme',
  no: 'Nein',
  over: 'Dieses Gespräch fragt nicht mehr.',
  nobody: 'Niemand führt einen Tab dieses Browsers.',
  guides: (guide, site) => `${guide} (${site}) führt einen Tab.`,
  stop: 'Beenden',
};

export const words: typeof english = navigator.language.startsWith('de') ? german : english;
