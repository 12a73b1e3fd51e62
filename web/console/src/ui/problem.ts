/** Why something failed, as the end of a sentence. */

import type { Problem } from '../state/rest.ts';
import { words } from '../words/words.ts';

/** A few plain words for a problem; the server's own where we have none. */
export function because(problem: { code: string; detail: string }): string {
  return words.problem[problem.code] ?? (problem.detail === '' ? problem.code : problem.detail);
}

/** The same for a refused location, whose detail names the rule. */
export function becauseAddress(problem: Pick<Problem, 'code' | 'detail'>): string {
  return words.address[problem.code] ?? because(problem);
}
