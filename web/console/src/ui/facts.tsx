/** What is known of the visitor, in words. All of it is told by their browser: text, nothing more. */

import type { ComponentChildren, JSX } from 'preact';
import type { Browser, View } from '../../../link/src/protocol.ts';
import { shortUrl } from '../pure/address.ts';
import { runningTime, whenText } from '../pure/time.ts';
import { browserName } from '../pure/user-agent.ts';
import { now } from '../state/clock.ts';
import { myId, siteOf } from '../state/me.ts';
import type { Talk } from '../state/talk.ts';
import { lang, words } from '../words/words.ts';

/** The facts. */
export function Facts({ talk, view }: { talk: Talk; view: View }): JSX.Element | null {
  const browser = Object.values(view.browsers)[0];
  if (browser === undefined) return null;
  const { visitor } = browser;
  const site = siteOf(view.site)?.settings.name ?? view.site;
  return (
    <section class="side-part" aria-labelledby="facts-title">
      <h3 id="facts-title">{words.facts.title}</h3>
      <dl class="facts">
        <Fact name={words.facts.name}>
          {visitor.name === '' ? <span class="soft">{words.facts.nameless}</span> : visitor.name}
        </Fact>
        <Fact name={words.facts.site}>{site}</Fact>
        <Fact name={words.facts.language}>{languageName(visitor.language)}</Fact>
        <Fact name={words.facts.browser} title={visitor.user_agent}>
          {browserName(visitor.user_agent)}
        </Fact>
        <Fact name={words.facts.page} title={visitor.page?.url ?? ''}>
          {visitor.page === null ? '' : visitor.page.title || shortUrl(visitor.page.url)}
        </Fact>
        <Fact name={words.facts.came}>
          {view.asked_at_ms === 0 ? '' : whenText(view.asked_at_ms, now(), lang())}
        </Fact>
        <Fact name={words.facts.waited}>{waited(view)}</Fact>
        {view.status === 'ended' ? null : <Driving talk={talk} view={view} browser={browser} />}
        <Fact name={words.facts.client}>{clientWords(browser)}</Fact>
        <Fact name={words.facts.rating}>
          {view.stars === 0 ? '' : words.facts.stars(view.stars)}
        </Fact>
      </dl>
    </section>
  );
}

function Driving(props: { talk: Talk; view: View; browser: Browser }): JSX.Element {
  const { browser, view } = props;
  const now = props.talk.now.value;
  const asks = siteOf(view.site)?.settings.consent === 'ask';
  return (
    <>
      <Fact name={words.facts.ways}>{waysWords(browser)}</Fact>
      <Fact name={words.facts.lost}>
        {browser.lost === null ? '' : words.receipt.obstacle[browser.lost]}
      </Fact>
      <Fact name={words.facts.wheel}>{wheelWords(browser, view)}</Fact>
      <Fact name={words.facts.consent}>{asks ? consentWords(browser) : ''}</Fact>
      <Fact name={words.facts.form}>{now.unsaved ? words.facts.formYes : ''}</Fact>
      <Fact name={words.facts.tab}>{now.hidden_ms > 0 ? words.facts.tabHidden : ''}</Fact>
    </>
  );
}

function Fact(props: {
  name: string;
  title?: string;
  children: ComponentChildren;
}): JSX.Element | null {
  if (props.children === '' || props.children === null) return null;
  return (
    <div>
      <dt>{props.name}</dt>
      <dd dir="auto" title={props.title}>
        {props.children}
      </dd>
    </div>
  );
}

function languageName(tag: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames(lang(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function waysWords(browser: Browser): string {
  const best = browser.ways.find((way) => way !== 'link');
  if (best !== undefined) return words.facts.way[best];
  return browser.ways.length === 0 && browser.lost === null
    ? words.facts.noWaysYet
    : words.facts.noWays;
}

function wheelWords(browser: Browser, view: View): string {
  if (browser.paused) return words.facts.wheelTheirs;
  return view.status === 'joined' && view.guide?.agent === myId.value ? words.facts.wheelYours : '';
}

function consentWords(browser: Browser): string {
  return browser.consented ? words.facts.consentYes : words.facts.consentNo;
}

function clientWords(browser: Browser): string {
  if (browser.delivery === null) return '';
  return `${words.facts.clients[browser.delivery.client]} ${browser.delivery.version}`;
}

function waited(view: View): string {
  return view.joined_at_ms === 0 ? '' : runningTime(view.joined_at_ms - view.asked_at_ms);
}
