/** What the compiler makes of JSX. Types are Preact's, which the console draws with. */
import type { Child, Shape } from './draw.ts';

/** One element or part, with what is inside it. */
export function jsx(type: Shape['type'] | null, props: Shape['props'], key?: Shape['key']): Child {
  return type === null ? props.children : { type, props, key };
}

export const jsxs: typeof jsx = jsx;

/** `<>…</>`: what is inside stands in the element around. */
export const Fragment = null;
