/** The door of a tour: who leads it, a name, a code where there is one, and one click. */
import type { Boot, Door } from './boot.ts';
import { type Hand, takeHand } from './drive/hand.ts';
import { drawOf, type Keep } from './keep.ts';
import { enterTour, type Opening } from './rest.ts';
import { doorWords } from './words/door.ts';

/** What the click has brought. */
export type Passed = { opening: Opening; way: { hand: Hand; opens: boolean } };

/** Phones and tablets are touched first of all: they have no window beside this one. */
const isDesktop = (): boolean => !matchMedia('(pointer: coarse)').matches;

const NAME_MAX = 120;
const CODE_MAX = 40;

/** Shows the door, and waits until the visitor has come through it. */
export function passDoor(boot: Boot, door: Door, keep: Keep): Promise<Passed> {
  // Before the click: it counts for the frames that it finds.
  const hand = takeHand(keep.tab);
  const form = draw(boot, door);
  if (form === null) return new Promise(() => undefined);
  return new Promise((resolve) => {
    form.element.onsubmit = (event) => {
      event.preventDefault();
      form.wait(true);
      const said = { name: form.name.value.trim(), code: form.code?.value.trim() ?? '' };
      void enterTour(door.invite, drawOf(keep), said).then((answer) => {
        form.wait(false);
        if (!('ok' in answer)) {
          form.say(doorWords.problem[answer.code] ?? doorWords.failed);
          return;
        }
        const place = { position: 0, estimate_ms: null, staffed: true };
        const opening = { ...answer.ok, place };
        keep.browser.write('opening', opening);
        resolve({ opening, way: { hand, opens: isDesktop() } });
      });
    };
  });
}

type Form = {
  element: HTMLFormElement;
  name: HTMLInputElement;
  code: HTMLInputElement | null;
  wait: (isWaiting: boolean) => void;
  say: (wrong: string) => void;
};

/** In place of what the waiting page says; null where nobody comes in any more. */
function draw(boot: Boot, door: Door): Form | null {
  const calm = document.querySelector('.calm');
  const sentence = document.getElementById('sentence');
  const lead = make('h1', { textContent: door.title });
  const site = make('p', { className: 'site', textContent: boot.site.name });
  const who = door.open ? doorWords.lead(door.guide) : doorWords.closed;
  const soft = make('p', { className: 'soft', textContent: who });
  calm?.replaceChildren(site, lead, soft);
  if (!door.open) return null;
  const name = field(doorWords.name, { autocomplete: 'name', maxLength: NAME_MAX });
  const code = door.code ? field(doorWords.code, { maxLength: CODE_MAX, required: true }) : null;
  const button = make('button', {
    type: 'submit',
    className: 'primary',
    textContent: doorWords.join,
  });
  const wrong = make('p', { className: 'wrong', role: 'alert' });
  const element = make('form', { className: 'fields' });
  element.append(name.label, ...(code === null ? [] : [code.label]), wrong, button);
  calm?.append(element, ...(sentence === null ? [] : [sentence]));
  const say = (text: string): void => {
    wrong.textContent = text;
  };
  const wait = (isWaiting: boolean): void => {
    button.disabled = isWaiting;
    if (isWaiting) say('');
  };
  return { element, name: name.input, code: code?.input ?? null, wait, say };
}

function field(
  text: string,
  rest: Partial<HTMLInputElement>,
): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = make('input', { type: 'text', ...rest });
  const label = make('label', {});
  label.append(text, input);
  return { label, input };
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  rest: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), rest);
}
