/** Whether the server has become newer than this page. */

import { computed } from '@preact/signals';
import { serverVersion } from './live.ts';
import { me } from './me.ts';

/** Whether a reload would bring a newer console. */
export const isOld = computed(() => {
  const ours = me.value?.version ?? '';
  return serverVersion.value !== '' && ours !== '' && serverVersion.value !== ours;
});
