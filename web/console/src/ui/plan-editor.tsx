/** Writing a saved tour: its stops with their location, the line to say and the note, in their order. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SavedTour, TourStop } from '../../../link/src/protocol.ts';
import { EMPTY_STOP, moved, type Plan } from '../pure/plan.ts';
import { me, siteOf } from '../state/me.ts';
import { removePlan, savePlan } from '../state/plans.ts';
import { savedTourHref } from '../state/rest.ts';
import { toast } from '../state/toast.ts';
import { words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { LinesField, TextField } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';
import { SiteField } from './new-tour.tsx';

/** The editor; `known` null: a new one. */
export function PlanEditor(props: { known: SavedTour | null; onDone: () => void }): JSX.Element {
  const { known, onDone } = props;
  const [plan, setPlan] = useState<Plan>(known ?? freshPlan());
  const [faults, setFaults] = useState<string[]>([]);
  const set = (part: Partial<Plan>): void => {
    setPlan({ ...plan, ...part });
  };
  const save = async (): Promise<void> => {
    const { title, site, stops } = plan;
    const written = await savePlan(known?.id ?? null, { title, site, stops });
    setFaults(written.ok ? [] : written.faults);
    if (!written.ok) return;
    toast(words.tours.saved);
    onDone();
  };
  return (
    <form
      class="page-inner plans"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Head known={known} onDone={onDone} />
      <TextField
        label={words.tours.name}
        value={plan.title}
        focus={known === null}
        onValue={(title) => {
          set({ title });
        }}
      />
      <SiteField
        value={plan.site}
        onSite={(site) => {
          set({ site });
        }}
      />
      <StopsField
        stops={plan.stops}
        site={plan.site}
        onStops={(stops) => {
          set({ stops });
        }}
      />
      <Faults all={faults} />
      <div class="save-bar">
        <button type="submit" class="button main">
          {words.tours.save}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

/** What is wrong with a saved tour or its file, one line each. */
export function Faults({ all }: { all: string[] }): JSX.Element | null {
  if (all.length === 0) return null;
  return (
    <div class="notice bad" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{words.tours.plan.notSaved}</strong>
        <ul>
          {all.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** A tour that nothing was written of yet. */
function freshPlan(): Omit<SavedTour, 'id'> {
  return { title: '', site: me.peek()?.sites[0]?.key ?? '', stops: [{ ...EMPTY_STOP }] };
}

function Head({ known, onDone }: { known: SavedTour | null; onDone: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const stop = (): void => {
    setAsking(false);
  };
  return (
    <header class="part-head with-act">
      <button type="button" class="icon-button" aria-label={words.back} onClick={onDone}>
        <Icon name="back" />
      </button>
      <h2 class="grow">{known === null ? words.tours.plan.create : known.title}</h2>
      {known === null ? null : (
        <>
          <a class="button tight" href={savedTourHref(known.id)} download>
            <Icon name="download" />
            {words.tours.plan.export}
          </a>
          <button
            type="button"
            class="button tight bad"
            onClick={() => {
              setAsking(true);
            }}
          >
            {words.tours.plan.remove}
          </button>
        </>
      )}
      {known !== null && asking ? (
        <Ask
          question={words.tours.plan.removeAsk(known.title)}
          yes={words.tours.plan.remove}
          kind="bad"
          place="inline"
          onYes={() => {
            stop();
            void removePlan(known.id).then((isGone) => {
              if (isGone) onDone();
              else toast(words.tours.plan.notRemoved);
            });
          }}
          onNo={stop}
        />
      ) : null}
    </header>
  );
}

function StopsField(props: {
  stops: TourStop[];
  site: string;
  onStops: (stops: TourStop[]) => void;
}): JSX.Element {
  const { stops, onStops } = props;
  return (
    <fieldset class="plan-stops" aria-label={words.tours.record.title}>
      {stops.map((stop, index) => (
        <StopFields
          key={index}
          stop={stop}
          no={index + 1}
          home={siteOf(props.site)?.settings.origins[0] ?? ''}
          onStop={(next) => {
            onStops(stops.with(index, next));
          }}
          acts={[
            [
              'up',
              words.tours.plan.up(index + 1),
              index > 0,
              () => onStops(moved(stops, index, index - 1)),
            ],
            [
              'down',
              words.tours.plan.down(index + 1),
              index < stops.length - 1,
              () => onStops(moved(stops, index, index + 1)),
            ],
            [
              'close',
              words.tours.plan.removeStop(index + 1),
              stops.length > 1,
              () => onStops(stops.toSpliced(index, 1)),
            ],
          ]}
        />
      ))}
      <div>
        <button
          type="button"
          class="button"
          onClick={() => {
            onStops([...stops, { ...EMPTY_STOP }]);
          }}
        >
          <Icon name="plus" />
          {words.tours.plan.addStop}
        </button>
      </div>
    </fieldset>
  );
}

/** An icon, its name, whether it can be done, and what it does. */
type StopAct = [icon: IconName, name: string, canDo: boolean, act: () => void];

function StopFields(props: {
  stop: TourStop;
  no: number;
  home: string;
  onStop: (stop: TourStop) => void;
  acts: StopAct[];
}): JSX.Element {
  const { stop, onStop } = props;
  return (
    <fieldset class="plan-stop">
      <legend class="sr">{words.tours.record.stop(props.no)}</legend>
      <div class="plan-stop-head">
        <strong class="grow">{words.tours.record.stop(props.no)}</strong>
        {props.acts.map(([icon, name, canDo, act]) => (
          <button
            key={icon}
            type="button"
            class="icon-button"
            aria-label={name}
            title={name}
            disabled={!canDo}
            onClick={act}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      <TextField
        label={words.tours.plan.location}
        hint={words.tours.plan.locationHint}
        placeholder={props.home === '' ? 'https://shop.example/returns' : '/returns'}
        mono={true}
        value={stop.location}
        onValue={(location) => {
          onStop({ ...stop, location });
        }}
      />
      <TextField
        label={words.tours.plan.stopTitle}
        hint={words.tours.plan.stopTitleHint}
        value={stop.title}
        onValue={(title) => {
          onStop({ ...stop, title });
        }}
      />
      <LinesField
        label={words.tours.plan.say}
        hint={words.tours.plan.sayHint}
        rows={2}
        value={stop.say}
        onValue={(say) => {
          onStop({ ...stop, say });
        }}
      />
      <LinesField
        label={words.tours.plan.note}
        hint={words.tours.plan.noteHint}
        rows={2}
        value={stop.note}
        onValue={(note) => {
          onStop({ ...stop, note });
        }}
      />
    </fieldset>
  );
}
