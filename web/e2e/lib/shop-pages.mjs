// The shop's pages: plain HTML with the snippet, and the awkward pages of the real web.

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:40rem;color:#222;background:#fff}
nav a{margin-right:1rem} .talk{display:inline-block;padding:12px 24px;background:#0a7d33;color:#fff}`;

/** Reports every touch of mouse and keys, and every complaint of the console, to the shop's own server. */
const COUNT = `for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
  addEventListener(type, () => fetch('/input?type=' + type, { method: 'POST', keepalive: true }), true);
const complain = (what) => fetch('/complaint?what=' + encodeURIComponent(what), { method: 'POST', keepalive: true });
addEventListener('error', (event) => complain(String(event.message || event.target?.src)), true);
addEventListener('unhandledrejection', (event) => complain(String(event.reason)));
addEventListener('securitypolicyviolation', (event) => complain(event.violatedDirective + ' ' + event.blockedURI));
addEventListener('load', () => {
  const link = document.querySelector('a[data-docent], a[target^=docent]');
  if (!link || !('mozInnerScreenX' in window)) return;
  const box = link.getBoundingClientRect();
  fetch('/at?x=' + Math.round(mozInnerScreenX + box.x + box.width / 2) + '&y=' + Math.round(mozInnerScreenY + box.y + box.height / 2));
});`;

const PUSH = `document.querySelectorAll('nav a').forEach((link) => link.addEventListener('click', (event) => {
  event.preventDefault(); history.pushState({}, '', link.href); show();
}));
const show = () => { document.title = document.querySelector('h1').textContent = 'App ' + location.pathname; };
addEventListener('popstate', show); show();`;

const HASH = `const show = () => { document.title = document.querySelector('h1').textContent = 'Hash ' + (location.hash || '#/'); };
addEventListener('hashchange', show); show();`;

const ASKS = `addEventListener('beforeunload', (event) => {
  if (document.querySelector('textarea').value) event.preventDefault();
});`;

const HIJACK = `try { window.open('/stolen', 'docent-shop', 'popup'); } catch {}
try { if (window.opener) window.opener.location = '/stolen'; } catch {}
try { if (parent !== window) parent.location = '/stolen'; } catch {}
fetch('/tried', { method: 'POST' });`;

const SCRIPTS = new Map([
  ['/count.js', COUNT],
  ['/push.js', PUSH],
  ['/hash.js', HASH],
  ['/asks.js', ASKS],
  ['/hijack.js', HIJACK],
]);

/** A script of the shop itself. @param {string} path */
export const scriptOf = (path) => SCRIPTS.get(path);

/** @param {{ shop: import('./shop.mjs').Shop, host: string, url: URL, response: import('node:http').ServerResponse }} asked */
export function pageOf({ shop, host, url, response }) {
  const path = url.pathname;
  const odd = ODD.get(path);
  if (odd !== undefined) {
    odd(shop, host, response);
    return;
  }
  // Whoever has logged in is greeted by name: each in their own browser.
  if (path === '/login')
    response.setHeader('Set-Cookie', `who=${url.searchParams.get('who')}; SameSite=Lax`);
  if (path === '/login' && url.searchParams.has('to')) {
    response.writeHead(302, { Location: url.searchParams.get('to') }).end();
    return;
  }
  if (path.startsWith('/strict'))
    response.setHeader('Content-Security-Policy', strict(shop.docent));
  for (const [beginning, name, value] of HEADERS) {
    if (path.startsWith(beginning)) response.setHeader(name, value);
  }
  send(response, html(shop, host, path));
}

/** The least that the snippet needs. */
const strict = (docent) =>
  `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self'; ` +
  `script-src 'self' ${docent}; connect-src 'self' ${docent}`;

/** What some pages say of windows and frames around them, by how their path begins. */
const HEADERS = /** @type {const} */ ([
  ['/coop', 'Cross-Origin-Opener-Policy', 'same-origin'],
  ['/popups-coop', 'Cross-Origin-Opener-Policy', 'same-origin-allow-popups'],
  ['/frameless', 'X-Frame-Options', 'DENY'],
]);

/** How long the slow page takes to begin, in milliseconds. */
const SLOW_MS = 1_500;

const ODD = new Map([
  ['/input', (_shop, _host, response) => response.writeHead(204).end()],
  ['/complaint', (_shop, _host, response) => response.writeHead(204).end()],
  ['/at', (_shop, _host, response) => response.writeHead(204).end()],
  ['/tried', (_shop, _host, response) => response.writeHead(204).end()],
  ['/favicon.ico', (_shop, _host, response) => response.writeHead(204).end()],
  ['/nothing', (_shop, _host, response) => response.writeHead(204).end()],
  [
    '/moved',
    (_shop, _host, response) => response.writeHead(302, { Location: '/moved-again' }).end(),
  ],
  [
    '/moved-again',
    (shop, _host, response) =>
      response.writeHead(302, { Location: shop.url('other', '/landed') }).end(),
  ],
  [
    '/slow',
    (shop, host, response) =>
      setTimeout(() => send(response, html(shop, host, '/slow')), SLOW_MS).unref(),
  ],
  [
    '/download',
    (_shop, _host, response) =>
      response
        .writeHead(200, {
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': 'attachment; filename=price.list',
        })
        .end('1'),
  ],
]);

function send(response, text) {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(text);
}

/** Name of a page, as its title and heading say it. @param {string} host @param {string} path */
export const titleOf = (host, path) => `${host} ${path === '/' ? 'home' : path.slice(1)}`;

function html(shop, host, path) {
  const style = path.startsWith('/strict') ? '' : `<style>${STYLE}</style>`;
  const own = extra(path)
    .map((it) => `<script src="${it}" defer></script>`)
    .join('');
  const button = host === 'foreign' || path.startsWith('/bare') ? '' : snippet(shop, path);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<script src="/count.js"></script><title>${titleOf(host, path)}</title>${style}<h1>${titleOf(host, path)}</h1>
<nav>${['/', '/shoes', '/returns'].map((it) => `<a href="${base(path)}${it}">${it === '/' ? 'Home' : it.slice(1)}</a>`).join(' ')}</nav>
${path.startsWith('/form') || path.startsWith('/asks') ? '<p><label>Your order <textarea autofocus></textarea></label></p>' : ''}
${button}${own}</html>`;
}

const base = (path) => (path.startsWith('/app') ? '/app' : '');

function extra(path) {
  if (path.startsWith('/app')) return ['/push.js'];
  if (path.startsWith('/hash') || path.startsWith('/panel/hash')) return ['/hash.js'];
  if (path.startsWith('/asks')) return ['/asks.js'];
  if (path.startsWith('/hijack')) return ['/hijack.js'];
  return [];
}

/** What the README tells a site's owner to paste. `/plain…` has the link alone, `/panel…` opens in the page. */
function snippet({ docent, site }, path) {
  const mode = path.startsWith('/panel') ? '="panel"' : '';
  const link = `<p><a class="talk" href="${docent}/ask/${site}" target="docent-${site}" data-docent${mode}>Talk to us</a></p>`;
  const script = `<script src="${docent}/button.js" data-site="${site}" defer></script>`;
  if (path.startsWith('/plain')) return link.replace(/ data-docent/, '');
  if (path.startsWith('/twice')) return link + link + script + script;
  return link + script;
}
