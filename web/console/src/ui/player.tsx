/** Playing a saved tour on an open one: its stops, "next" for everybody, the line to say, the notes. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SavedTour, TourStop, View } from '../../../link/src/protocol.ts';
import { hostOf, samePage } from '../pure/address.ts';
import { pageOf, stopName } from '../pure/plan.ts';
import { drive, say } from '../state/acts.ts';
import { draft } from '../state/drafts.ts';
import { siteOf } from '../state/me.ts';
import { loadPlans, plans } from '../state/plans.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { meant } from './drive-bar-whom.ts';
import { Icon } from './icon.tsx';
import { becauseAddress } from './problem.ts';

/** The player; nothing where no tour is saved for this site. */
export function Player({ talk, view }: { talk: Talk; view: View }): JSX.Element | null {
  useEffect(() => {
    if (plans.peek() === null) void loadPlans();
  }, []);
  const all = (plans.value ?? []).filter((it) => it.site === view.site);
  const chosen = draft(`plan-${talk.id}`);
  const plan = all.find((it) => it.id === chosen.value);
  if (all.length === 0) return null;
  return (
    <section class="player" aria-label={words.tours.plan.play}>
      <div class="player-head">
        <label class="grow player-pick">
          <span class="soft small">{words.tours.plan.play}</span>
          <select
            class="input tight"
            value={plan?.id ?? ''}
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            <option value="">{words.tours.plan.noneChosen}</option>
            {all.map((it) => (
              <option key={it.id} value={it.id}>
                {it.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {plan === undefined ? null : <Stops talk={talk} view={view} plan={plan} />}
    </section>
  );
}

function Stops(props: { talk: Talk; view: View; plan: SavedTour }): JSX.Element {
  const { talk, view, plan } = props;
  const home = siteOf(plan.site)?.settings.origins[0] ?? '';
  const at = stopAt(plan, view, home);
  const play = usePlay(talk, view, home);
  const next = plan.stops[at + 1];
  const here = plan.stops[at];
  return (
    <>
      <div class="player-row">
        <p class="grow small">{here === undefined ? null : <Note stop={here} no={at + 1} />}</p>
        {here === undefined || here.say === '' ? null : (
          <button
            type="button"
            class="button tight"
            title={here.say}
            onClick={() => {
              say(talk, here.say);
            }}
          >
            <Icon name="chat" size={14} />
            {words.tours.plan.sayIt}
          </button>
        )}
        {next === undefined ? null : (
          <button
            type="button"
            class="button tight main"
            title={next.note}
            onClick={() => void play.go(next)}
          >
            {words.tours.plan.next(stopName(next))}
          </button>
        )}
      </div>
      {play.asking === null ? null : (
        <Ask
          question={play.asking.question}
          yes={words.tours.confirmYes}
          kind="main"
          place="inline"
          onYes={play.confirm}
          onNo={play.cancel}
        />
      )}
      {play.problem === null ? null : (
        <p class="drive-note bad" role="alert">
          {play.problem}
        </p>
      )}
      <StopList
        plan={plan}
        at={at}
        isSaying={play.isSaying}
        onSaying={play.setSaying}
        onGo={play.go}
      />
    </>
  );
}

function Note({ stop, no }: { stop: TourStop; no: number }): JSX.Element {
  return (
    <>
      <strong dir="auto">
        {no}. {stopName(stop)}
      </strong>
      {stop.note === '' ? null : (
        <span class="player-note soft" dir="auto">
          {' '}
          {stop.note}
        </span>
      )}
    </>
  );
}

function StopList(props: {
  plan: SavedTour;
  at: number;
  isSaying: boolean;
  onSaying: (on: boolean) => void;
  onGo: (stop: TourStop) => Promise<void>;
}): JSX.Element {
  return (
    <details class="player-stops">
      <summary class="small">
        {words.tours.plan.stops(props.plan.stops.length)} · {props.at + 1}/{props.plan.stops.length}
      </summary>
      <ol aria-label={words.tours.record.title}>
        {props.plan.stops.map((stop, index) => (
          <li
            key={`${index}-${stop.location}`}
            aria-current={index === props.at ? 'step' : undefined}
          >
            <button type="button" class="link-button" onClick={() => void props.onGo(stop)}>
              {index + 1}. {stopName(stop)}
            </button>
            {stop.note === '' ? null : <span class="soft small"> {stop.note}</span>}
          </li>
        ))}
      </ol>
      <label class="roster-all small">
        <input
          type="checkbox"
          checked={props.isSaying}
          onChange={(event) => {
            props.onSaying(event.currentTarget.checked);
          }}
        />
        {words.tours.plan.sayAlways}
      </label>
    </details>
  );
}

type Asking = { stop: TourStop; question: string };

type Play = {
  asking: Asking | null;
  problem: string | null;
  isSaying: boolean;
  setSaying: (on: boolean) => void;
  go: (stop: TourStop, confirmed?: boolean) => Promise<void>;
  confirm: () => void;
  cancel: () => void;
};

/** Drives everybody to a stop, and says its line where the agent wishes that. */
function usePlay(talk: Talk, view: View, home: string): Play {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const saying = draft(`saying-${talk.id}`);
  const go = async (stop: TourStop, confirmed = false): Promise<void> => {
    const page = pageOf(stop, home);
    const spread_ms = tourDesk(talk.id).spread_ms.peek();
    setAsking(null);
    setProblem(null);
    const how = { ...(spread_ms === 0 ? {} : { spread_ms }), ...(confirmed ? { confirmed } : {}) };
    const outcome = await drive(talk, page, how);
    if (outcome.ok) {
      if (saying.peek() !== '' && stop.say !== '') say(talk, stop.say);
    } else if (outcome.code === 'unconfirmed') {
      const question = words.tours.confirmHost(hostOf(page.url), meant(talk, view, 'all'));
      setAsking({ stop, question });
    } else {
      setProblem(words.drive.refused(becauseAddress(outcome)));
    }
  };
  return {
    asking,
    problem,
    isSaying: saying.value !== '',
    setSaying: (on) => {
      saying.value = on ? 'yes' : '';
    },
    go,
    confirm: () => {
      if (asking !== null) void go(asking.stop, true);
    },
    cancel: () => {
      setAsking(null);
    },
  };
}

/** The stop of the plan where everybody was last driven; -1 for none. */
function stopAt(plan: SavedTour, view: View, home: string): number {
  const here = view.drives.find((it) => it.drive === view.tour?.stop)?.to.url;
  if (here === undefined) return -1;
  return plan.stops.findLastIndex((stop) => samePage(pageOf(stop, home).url, here));
}
