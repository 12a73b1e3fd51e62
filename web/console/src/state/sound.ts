/** Two quiet notes. A browser plays them only after somebody has clicked or typed in the page. */

import { signal } from '@preact/signals';

/** Whether the notes can be heard. */
export type SoundState = 'on' | 'needs-click' | 'off' | 'missing';

/** Whether the notes can be heard now. */
export const sound = signal<SoundState>('needs-click');

const KEY = 'docent-sound-off';
/** Quiet: about a fifth of full scale is heard in a room and startles nobody. */
const LOUDNESS = 0.12;
let context: AudioContext | null = null;

/** Plays two rising notes, or one for a message. */
export function play(notes: 'offer' | 'message'): void {
  if (sound.peek() !== 'on' || context === null) return;
  const at = context.currentTime + 0.02;
  note(context, 587, at);
  if (notes === 'offer') note(context, 880, at + 0.18);
}

/** Switches the sound on or off for this browser. */
export function setSound(on: boolean): void {
  keep(on);
  if (on) wake();
  else sound.value = 'off';
}

/** Readies the sound at the first gesture. Returns what stops it. */
export function startSound(): () => void {
  if (typeof AudioContext === 'undefined') {
    sound.value = 'missing';
    return () => undefined;
  }
  if (isOff()) sound.value = 'off';
  const gesture = (): void => {
    if (sound.peek() === 'needs-click') wake();
  };
  addEventListener('click', gesture);
  addEventListener('keydown', gesture);
  return () => {
    removeEventListener('click', gesture);
    removeEventListener('keydown', gesture);
  };
}

function wake(): void {
  context ??= new AudioContext();
  const made = context;
  const look = (): void => {
    if (!isOff()) sound.value = made.state === 'running' ? 'on' : 'needs-click';
  };
  made.onstatechange = look;
  made.resume().then(look, look);
}

function note(audio: AudioContext, pitch_hz: number, at: number): void {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: pitch_hz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
  tone.connect(gain).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.55);
}

function isOff(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

function keep(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, '1');
  } catch {
    // Storage is blocked: it holds for this page.
  }
}
