/** Adding a website: a name, where it is, and the key that stands in its snippet. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { freshSettings, originOf } from '../pure/site-form.ts';
import { keepSite } from '../state/me.ts';
import { rest } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { TextField } from './field.tsx';
import { because } from './problem.ts';

const KEY = /^[a-z0-9-]{1,40}$/;

/** The form; `onDone` gets the key of the new site, or null when it was given up. */
export function NewSite({ onDone }: { onDone: (key: string | null) => void }): JSX.Element {
  const [name, setName] = useState('');
  const [origin, setOrigin] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shownKey = key ?? keyFrom(name);
  const add = async (): Promise<void> => {
    if (!KEY.test(shownKey)) {
      setWrong(words.site.keyBad);
      return;
    }
    const answer = await rest.addSite({
      key: shownKey,
      settings: freshSettings(
        name.trim() === '' ? shownKey : name.trim(),
        origin.trim() === '' ? [] : [originOf(origin.trim())],
      ),
    });
    if (answer.ok) {
      keepSite(answer.value);
      onDone(answer.value.key);
    } else {
      const taken = answer.code === 'already-there';
      setWrong(taken ? words.site.exists : words.settings.failed(because(answer)));
    }
  };
  return (
    <form
      class="block stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={words.site.name}
        hint={words.site.nameHint}
        value={name}
        onValue={setName}
      />
      <TextField
        label={words.site.origins}
        hint={words.site.originHint}
        placeholder="https://shop.example"
        mono={true}
        value={origin}
        onValue={setOrigin}
      />
      <TextField
        label={words.site.key}
        hint={words.site.keyHint}
        wrong={wrong}
        mono={true}
        value={shownKey}
        onValue={setKey}
      />
      <div class="save-bar">
        <button type="submit" class="button main">
          {words.site.create}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onDone(null);
          }}
        >
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

/** A key out of a name: `Café Blüte` is `cafe-blute`. */
function keyFrom(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}
