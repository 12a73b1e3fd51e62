/** A finished tour from its record: its stops, any moment of it, and who was where then. */

import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { hostOf } from '../pure/address.ts';
import { endOf, readRecord, replay, stopAt, type Replay as Told, viewAt } from '../pure/replay.ts';
import { roster, sorted } from '../pure/roster.ts';
import { tallyParts } from '../pure/tally.ts';
import { clockText, fullText, spanText } from '../pure/time.ts';
import { siteOf } from '../state/me.ts';
import { rest } from '../state/rest.ts';
import type { Talk } from '../state/talk.ts';
import { lang, words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { RosterList } from './roster-list.tsx';

/** The replay of one tour. */
export function Replay({ talk }: { talk: Talk }): JSX.Element {
  const told = useRecord(talk.id);
  if (told === null || told === 'failed') {
    return (
      <div class="empty" role="status">
        <Icon name={told === null ? 'history' : 'warn'} size={32} />
        <span>{told === null ? words.tours.record.loading : words.tours.record.failed}</span>
      </div>
    );
  }
  return <Moments talk={talk} told={told} />;
}

/** The record, read once; null until it has come. */
function useRecord(channel: string): Told | 'failed' | null {
  const [told, setTold] = useState<Told | 'failed' | null>(null);
  useEffect(() => {
    let isStopped = false;
    void rest.record(channel).then((answer) => {
      if (!isStopped) setTold(answer.ok ? replay(readRecord(answer.value)) : 'failed');
    });
    return () => {
      isStopped = true;
    };
  }, [channel]);
  return told;
}

function Moments({ talk, told }: { talk: Talk; told: Told }): JSX.Element {
  const [at_ms, setAt] = useState(told.until_ms);
  const now = stopAt(told, at_ms);
  const view = useMemo(() => viewAt(told, at_ms), [told, at_ms]);
  const rows = useMemo(() => {
    const consent = siteOf(view.site)?.settings.consent ?? 'inform';
    return sorted(roster(view, { consent, now_ms: at_ms, isTyping: () => false }), at_ms);
  }, [view, at_ms]);
  const tally = view.drives.at(-1)?.tally ?? null;
  return (
    <section class="replay" aria-label={words.tours.replay}>
      <StopList told={told} now={now} onMoment={setAt} />
      <div class="replay-when">
        <label class="small">
          <span class="soft">{words.tours.record.moment}</span>{' '}
          <span title={fullText(at_ms, lang())}>{clockText(at_ms, lang())}</span>
          <input
            type="range"
            min={told.from_ms}
            max={told.until_ms}
            step={1_000}
            value={at_ms}
            aria-valuetext={fullText(at_ms, lang())}
            onInput={(event) => {
              setAt(Number(event.currentTarget.value));
            }}
          />
        </label>
        <p class="small" role="status">
          {tally === null
            ? words.tours.record.before
            : tallyParts(tally, words.tours.tally).join(' · ')}
        </p>
      </div>
      <RosterList talk={talk} rows={rows} isMine={false} onHold={() => undefined} />
    </section>
  );
}

function StopList(props: {
  told: Told;
  now: number;
  onMoment: (at_ms: number) => void;
}): JSX.Element {
  const { told, now } = props;
  if (told.stops.length === 0) return <p class="list-empty">{words.tours.record.noStops}</p>;
  return (
    <ol class="replay-stops" aria-label={words.tours.record.title}>
      {told.stops.map((stop, index) => (
        <li key={stop.drive}>
          <button
            type="button"
            class="replay-stop"
            aria-current={index === now ? 'step' : undefined}
            onClick={() => {
              props.onMoment(endOf(told, stop));
            }}
          >
            <span class="row-top">
              <strong class="cut" dir="auto">
                {index + 1}. {stop.to.title === '' ? hostOf(stop.to.url) : stop.to.title}
              </strong>
              <span class="row-time">{clockText(stop.from_ms, lang())}</span>
            </span>
            <span class="soft small cut">{standing(told, index)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** How a stop stood at its end, and how long it lasted. */
function standing(told: Told, index: number): string {
  const stop = told.stops[index];
  if (stop === undefined) return '';
  const view = viewAt(told, endOf(told, stop));
  const tally = view.drives.find((it) => it.drive === stop.drive)?.tally ?? null;
  const span = spanText(stop.until_ms - stop.from_ms);
  const parts = tally === null ? [] : tallyParts(tally, words.tours.tally);
  return [...parts, ...(span === '' ? [] : [words.tours.record.lasted(span)])].join(' · ');
}
