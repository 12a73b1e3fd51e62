/** The chat that was opened from this page, or has knocked at it. */
export let chat: Window | null = null;

export function setChat(it: Window | null): void {
  chat = it;
}
