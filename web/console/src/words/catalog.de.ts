/** German; follows. */

import type { Catalog } from './words.ts';

/** All words of the console. */
export const de: Partial<Catalog> = {};
