/** Which site this page belongs to, from the script's own element: its server, and `data-site`. */

const script = document.currentScript as HTMLScriptElement | null;

/** The server's origin; empty where the script was not placed as an element. */
export const base: string = script ? new URL(script.src).origin : '';
/** The site's key; empty where it was left out. */
export const site: string = script?.dataset.site ?? '';
