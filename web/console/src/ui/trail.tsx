/** Where the visitor is and was, the latest on top; what is not known is said to be so. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { View } from '../../../link/src/protocol.ts';
import { shortUrl } from '../pure/address.ts';
import { clockText } from '../pure/time.ts';
import { knownOf, type Place, places } from '../pure/trail.ts';
import type { Talk } from '../state/talk.ts';
import { lang, words } from '../words/words.ts';
import { At } from './clock.tsx';
import { visitorName } from './name.ts';

/** Places that stand there without being asked for. */
const SHOWN = 5;

/** The trail. */
export function Trail({ talk, view }: { talk: Talk; view: View }): JSX.Element {
  const [whole, setWhole] = useState(false);
  const all = places(knownOf(view));
  const hidden_ms = talk.now.value.hidden_ms;
  const isOpen = view.status !== 'ended';
  return (
    <section class="side-part" aria-labelledby="trail-title">
      <h3 id="trail-title">{words.place.title(visitorName(view))}</h3>
      {all.length === 0 ? <p class="soft">{words.place.none}</p> : null}
      <ol class="trail">
        {(whole ? all : all.slice(0, SHOWN)).map((place, index) => (
          <TrailPlace
            key={`${place.at_ms}-${place.url}`}
            place={place}
            isHere={isOpen && index === 0}
            hidden={isOpen && index === 0 && hidden_ms > 0 ? clockText(hidden_ms, lang()) : null}
          />
        ))}
      </ol>
      {!whole && all.length > SHOWN ? (
        <button
          type="button"
          class="link-button small"
          onClick={() => {
            setWhole(true);
          }}
        >
          {words.place.all(all.length)}
        </button>
      ) : null}
    </section>
  );
}

function TrailPlace(props: { place: Place; isHere: boolean; hidden: string | null }): JSX.Element {
  const { place, isHere, hidden } = props;
  const notes = [
    place.driven ? words.place.driven : '',
    place.foreign ? words.place.foreign : '',
    hidden === null ? '' : words.place.hidden(hidden),
  ].filter((note) => note !== '');
  return (
    <li class={`trail-place ${isHere ? 'here' : ''} ${place.foreign ? 'foreign' : ''}`}>
      <span class="trail-top">
        <strong class="cut grow" dir="auto">
          {place.title === '' ? shortUrl(place.url) : place.title}
        </strong>
        <span class="trail-at soft small">
          {isHere ? `${words.place.here} · ` : ''}
          <At at_ms={place.at_ms} />
        </span>
      </span>
      <span class="trail-url soft small cut" title={place.url} dir="ltr">
        {shortUrl(place.url)}
      </span>
      {notes.length === 0 ? null : <span class="trail-note small">{notes.join(' · ')}</span>}
    </li>
  );
}
