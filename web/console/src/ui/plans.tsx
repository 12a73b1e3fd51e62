/** Saved tours: the list, a new one, one from a file; and the editor of the one that was picked. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SavedTour } from '../../../link/src/protocol.ts';
import { me, siteOf } from '../state/me.ts';
import { go } from '../state/place.ts';
import { importPlan, loadPlans, plans, plansFailed } from '../state/plans.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { moveInList } from './keys.ts';
import { Faults, PlanEditor } from './plan-editor.tsx';

/** The screen's middle. */
export function Plans(): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  useEffect(() => void loadPlans(), []);
  const known = plans.value?.find((it) => it.id === open);
  if (open !== null && (known !== undefined || open === 'new')) {
    return (
      <PlanEditor
        key={open}
        known={known ?? null}
        onDone={() => {
          setOpen(null);
        }}
      />
    );
  }
  return (
    <div class="page-inner plans">
      <header class="part-head with-act">
        <button
          type="button"
          class="icon-button phone-only"
          aria-label={words.tours.back}
          onClick={() => {
            go({ screen: 'tours', channel: null, side: false, part: 'none' });
          }}
        >
          <Icon name="back" />
        </button>
        <div class="grow">
          <h2>{words.tours.plan.title}</h2>
          <p class="soft">{words.tours.plan.lead}</p>
        </div>
        <FromFile
          onDone={(written) => {
            setFaults(written.ok ? [] : written.faults);
            if (written.ok) setOpen(written.tour.id);
          }}
        />
        <button
          type="button"
          class="button main"
          onClick={() => {
            setOpen('new');
          }}
        >
          <Icon name="plus" />
          {words.tours.plan.create}
        </button>
      </header>
      <Faults all={faults} />
      <PlanList onOpen={setOpen} />
    </div>
  );
}

function PlanList({ onOpen }: { onOpen: (id: string) => void }): JSX.Element {
  const all = plans.value;
  if (all === null || all.length === 0) {
    return (
      <div class="empty" role="status">
        <Icon name="tours" size={32} />
        <strong>{emptyWords()}</strong>
        {plansFailed.value ? (
          <button type="button" class="button" onClick={() => void loadPlans()}>
            {words.tryAgain}
          </button>
        ) : null}
      </div>
    );
  }
  return (
    <ul class="choices" aria-label={words.tours.plan.title} onKeyDown={moveInList}>
      {all.map((plan) => (
        <li key={plan.id}>
          <button
            type="button"
            class="choice"
            data-row
            onClick={() => {
              onOpen(plan.id);
            }}
          >
            <strong class="cut" dir="auto">
              {plan.title}
            </strong>
            <span class="soft small">{about(plan)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function emptyWords(): string {
  if (plansFailed.value) return words.tours.plan.failed;
  return plans.value === null ? words.loading : words.tours.plan.none;
}

function about(plan: SavedTour): string {
  const site = siteOf(plan.site)?.settings.name ?? plan.site;
  return `${words.tours.plan.stops(plan.stops.length)} · ${site}`;
}

/** Brings a tour from a file beside the website. */
function FromFile(props: {
  onDone: (written: Awaited<ReturnType<typeof importPlan>>) => void;
}): JSX.Element {
  return (
    <label class="button file-button">
      <Icon name="up" />
      {words.tours.plan.import}
      <input
        class="sr"
        type="file"
        accept=".md,.markdown,.json,text/markdown,application/json"
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file === undefined) return;
          void file
            .text()
            .then((text) => importPlan(text, onlySite()))
            .then((written) => {
              input.value = '';
              props.onDone(written);
            });
        }}
      />
    </label>
  );
}

/** Where there is one site only, a file that names none is for it. */
function onlySite(): string {
  const sites = me.peek()?.sites ?? [];
  return sites.length === 1 ? (sites[0]?.key ?? '') : '';
}
