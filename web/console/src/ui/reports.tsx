/** What was used: a table per website and per agent, for days that can be chosen. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { runningTime, utcDay } from '../pure/time.ts';
import {
  type FigureRow,
  type Figures,
  grouped,
  meanWait_ms,
  sum,
  type Usage,
} from '../pure/usage.ts';
import { now } from '../state/clock.ts';
import { siteOf } from '../state/me.ts';
import { rest, usageCsvHref } from '../state/rest.ts';
import { lang, words } from '../words/words.ts';
import { TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Reach } from './reach.tsx';

const DAY_MS = 86_400_000;
/** How often a report of today is counted anew while one looks at it. */
const LIVE_MS = 5_000;

type Loaded = { is: 'loading' } | { is: 'failed' } | { is: 'done'; usage: Usage };

/** The screen. */
export function ReportsScreen(): JSX.Element {
  const [from, setFrom] = useState(utcDay(now() - 6 * DAY_MS));
  const [to, setTo] = useState(utcDay(now()));
  const isWrong = from > to || from === '' || to === '';
  const loaded = useUsage(from, to, isWrong);
  const choose = (days: number): void => {
    setFrom(utcDay(now() - (days - 1) * DAY_MS));
    setTo(utcDay(now()));
  };
  return (
    <main class="page">
      <div class="page-inner broad">
        <header class="page-head">
          <div class="grow">
            <h1>{words.reports.title}</h1>
            <p class="soft">{words.reports.lead}</p>
          </div>
          {isWrong ? null : (
            <a class="button" href={usageCsvHref(from, to)} download>
              <Icon name="download" />
              {words.reports.csv}
            </a>
          )}
        </header>
        <div class="range">
          <TextField label={words.reports.from} type="date" value={from} onValue={setFrom} />
          <TextField label={words.reports.to} type="date" value={to} onValue={setTo} />
          <div class="range-quick">
            <QuickRange name={words.reports.ranges.today} days={1} from={from} onPick={choose} />
            <QuickRange name={words.reports.ranges.week} days={7} from={from} onPick={choose} />
            <QuickRange name={words.reports.ranges.month} days={30} from={from} onPick={choose} />
          </div>
        </div>
        {isWrong ? <p class="soft">{words.reports.wrong}</p> : <Report loaded={loaded} />}
      </div>
    </main>
  );
}

function QuickRange(props: {
  name: string;
  days: number;
  from: string;
  onPick: (days: number) => void;
}): JSX.Element {
  const isChosen = props.from === utcDay(now() - (props.days - 1) * DAY_MS);
  return (
    <button
      type="button"
      class="button tight"
      aria-pressed={isChosen}
      onClick={() => {
        props.onPick(props.days);
      }}
    >
      {props.name}
    </button>
  );
}

function useUsage(from: string, to: string, isWrong: boolean): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ is: 'loading' });
  useEffect(() => {
    if (isWrong) return undefined;
    let isStopped = false;
    const load = async (): Promise<void> => {
      const answer = await rest.usage(from, to);
      if (isStopped) return;
      setLoaded(answer.ok ? { is: 'done', usage: answer.value } : { is: 'failed' });
    };
    void load();
    const timer = setInterval(() => {
      const isSeen = document.visibilityState === 'visible';
      if (isSeen && to >= utcDay(now())) void load();
    }, LIVE_MS);
    return () => {
      isStopped = true;
      clearInterval(timer);
    };
  }, [from, to, isWrong]);
  return loaded;
}

function Report({ loaded }: { loaded: Loaded }): JSX.Element | null {
  switch (loaded.is) {
    case 'loading':
      return null;
    case 'failed':
      return (
        <p class="notice bad" role="alert">
          <Icon name="warn" />
          {words.reports.failed}
        </p>
      );
    case 'done': {
      const { rows } = loaded.usage;
      if (rows.length === 0) {
        return (
          <div class="empty">
            <Icon name="reports" size={32} />
            <strong>{words.reports.none}</strong>
          </div>
        );
      }
      const all = sum(rows);
      const site = grouped(rows, (row) => siteOf(row.site)?.settings.name ?? row.site);
      const agent = grouped(rows, (row) => row.agent_name ?? words.reports.nobody);
      return (
        <>
          <Tiles figures={all} />
          <Reach rows={loaded.usage.drives} />
          <Table title={words.reports.sites} rows={site} all={all} />
          <Table title={words.reports.agents} rows={agent} all={all} />
        </>
      );
    }
  }
}

function Tiles({ figures }: { figures: Figures }): JSX.Element {
  const mean = meanWait_ms(figures);
  const tiles: [string, string][] = [
    [words.reports.columns.requests, count(figures.requests)],
    [words.reports.columns.wait, mean === null ? words.reports.dash : runningTime(mean)],
    [words.reports.columns.abandoned, count(figures.abandoned)],
    [words.reports.columns.channels, count(figures.channels)],
    [words.reports.columns.drives, count(figures.drives)],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table(props: { title: string; rows: FigureRow[]; all: Figures }): JSX.Element {
  const names = Object.values(words.reports.columns);
  return (
    <section class="table-part">
      <h2>{props.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section class="table-scroll" tabIndex={0} aria-label={props.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.reports.name}</th>
              {names.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <FigureLine key={row.name} name={row.name} figures={row.figures} />
            ))}
          </tbody>
          <tfoot>
            <FigureLine name={words.reports.sum} figures={props.all} />
          </tfoot>
        </table>
      </section>
    </section>
  );
}

function FigureLine({ name, figures }: { name: string; figures: Figures }): JSX.Element {
  const mean = meanWait_ms(figures);
  const cells = [
    count(figures.requests),
    mean === null ? words.reports.dash : runningTime(mean),
    figures.waits === 0 ? words.reports.dash : runningTime(figures.wait_ms_max),
    count(figures.abandoned),
    count(figures.notes),
    count(figures.channels),
    count(figures.said_by_visitors),
    count(figures.said_by_agents),
    count(figures.drives),
    count(figures.arrived),
    count(figures.blocked),
    count(Math.round(figures.joined_ms / 60_000)),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={index}>{cell}</td>
      ))}
    </tr>
  );
}

function count(number: number): string {
  return new Intl.NumberFormat(lang()).format(number);
}
