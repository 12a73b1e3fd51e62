/** What keeps the chat in sight. */
import { inLanguage } from './words.ts';

const english = { keepOnTop: 'Keep on top' };
const german: typeof english = { keepOnTop: 'Im Vordergrund halten' };

export const onTopWords: typeof english = inLanguage({ en: english, de: german });
