/** The door of a tour: the link that lets in, its code, and whether more may come. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Tour } from '../../../link/src/protocol.ts';
import { rest } from '../state/rest.ts';
import type { Talk } from '../state/talk.ts';
import { change } from '../state/tours.ts';
import { words } from '../words/words.ts';
import { CopyLine } from './copy.tsx';
import { CodeField, QuestionsField } from './new-tour.tsx';

/** The part below a tour's head. */
export function TourSettings(props: { talk: Talk; tour: Tour; isMine: boolean }): JSX.Element {
  const { talk, tour, isMine } = props;
  return (
    <section class="tour-door" aria-label={words.tours.settings}>
      <Link tour={talk.id} />
      {tour.code === '' ? null : (
        <p class="small">
          {words.tours.codeIs}: <code class="mono">{tour.code}</code>
        </p>
      )}
      {isMine ? <Settings talk={talk} tour={tour} /> : null}
    </section>
  );
}

function Link({ tour }: { tour: string }): JSX.Element {
  const [url, setUrl] = useState<string | null>('');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isStopped = false;
    void rest.invitation(tour).then((answer) => {
      if (!isStopped) setUrl(answer.ok ? answer.value.url : null);
    });
    return () => {
      isStopped = true;
    };
  }, [tour, tries]);
  if (url === null) {
    return (
      <p role="alert">
        {words.tours.inviteFailed}{' '}
        <button
          type="button"
          class="link-button"
          onClick={() => {
            setTries(tries + 1);
          }}
        >
          {words.tryAgain}
        </button>
      </p>
    );
  }
  return (
    <>
      <p class="soft small">{words.tours.inviteLead}</p>
      <CopyLine text={url} />
    </>
  );
}

function Settings({ talk, tour }: { talk: Talk; tour: Tour }): JSX.Element {
  const [code, setCode] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const shown = code ?? tour.code;
  const save = async (): Promise<void> => {
    const isDone = await change(talk, tour, { code: shown });
    if (isDone) setCode(null);
    setSaved(isDone);
  };
  return (
    <div class="tour-terms">
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={tour.open}
        title={words.tours.doorHint}
        onClick={() => void change(talk, tour, { open: !tour.open })}
      >
        <span class="switch-track" />
        {words.tours.door}
      </button>
      <QuestionsField
        value={tour.questions}
        onQuestions={(questions) => void change(talk, tour, { questions })}
      />
      <form
        class="tour-code"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CodeField
          value={shown}
          onCode={(typed) => {
            setCode(typed);
            setSaved(false);
          }}
        />
        <button type="submit" class="button" aria-disabled={shown === tour.code}>
          {isSaved ? words.tours.saved : words.tours.save}
        </button>
      </form>
    </div>
  );
}
