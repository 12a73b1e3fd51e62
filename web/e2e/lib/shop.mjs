// A shop on hosts that are not Docent's, served by a plain static server with nothing but the README's snippet.
// What visitors do with mouse and keys on its pages is in its own log.
import http from 'node:http';
import { pageOf, scriptOf } from './shop-pages.mjs';

/**
 * @typedef {{ host: string, path: string, query: URLSearchParams, dest: string, referer: string, cookie: string }} Hit
 */

/** Starts the shop. @param {string} docent the server's origin @param {string} site its key */
export async function openShop(docent, site) {
  const shop = new Shop(docent, site);
  await new Promise((resolve) => shop.server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return shop;
}

/** `shop.localhost` and `other.localhost` carry the button, `foreign.localhost` does not. */
export class Shop {
  constructor(docent, site) {
    this.docent = docent;
    this.site = site;
    /** @type {Hit[]} */
    this.hits = [];
    this.server = http.createServer((request, response) => this.#answer(request, response));
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
  }

  /** @param {string} host such as `shop` */
  origin(host) {
    return `http://${host}.localhost:${this.port}`;
  }

  /** @param {string} host @param {string} [path] */
  url(host, path = '/') {
    return this.origin(host) + path;
  }

  /** How often visitors touched mouse or keys on the shop's pages. */
  get inputs() {
    return this.hits.filter((it) => it.path === '/input').length;
  }

  /** Errors that a page's console showed, as the pages report them. */
  get complaints() {
    return this.hits.filter((it) => it.path === '/complaint').map((it) => it.query.get('what'));
  }

  /** The settings a site's owner would make for this shop. */
  settings(accent) {
    const hosts = ['shop', 'other', 'foreign'].map((it) => `${it}.localhost:${this.port}`);
    return {
      name: 'The Shop',
      origins: [this.origin('shop'), this.origin('other')],
      query_params: ['order'],
      pages: [{ url: this.url('shop', '/returns'), title: 'Returns' }],
      private_hosts: hosts,
      accent,
      consent: 'inform',
      driving: 'allowed',
      java: 'offered',
    };
  }

  #answer(request, response) {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const host = url.hostname.split('.')[0] ?? '';
    this.hits.push({
      host,
      path: url.pathname,
      query: url.searchParams,
      dest: String(request.headers['sec-fetch-dest'] ?? ''),
      referer: String(request.headers.referer ?? ''),
      cookie: String(request.headers.cookie ?? ''),
    });
    response.setHeader('Cache-Control', 'no-cache');
    const script = scriptOf(url.pathname);
    if (script !== undefined) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(script);
      return;
    }
    pageOf({ shop: this, host, url, response });
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
