/** What an owner pastes into a website. */

/** The line for a site: a link that works by itself, and the script that makes it better. */
export function snippet(key: string): string {
  const server = location.origin;
  const link = `<a href="${server}/ask/${key}" target="docent-${key}" data-docent>Talk to us</a>`;
  return `${link}\n<script src="${server}/button.js" data-site="${key}" defer></script>`;
}

/** The chat window of a site. */
export function chatHref(key: string): string {
  return `/ask/${encodeURIComponent(key)}`;
}
