/** The calm bar on a guided page: who guides, Pause and Leave. In a shadow tree; styled by properties, which every CSP allows. */

/** What the bar says. */
export type Bar = { text: string; pause: string; leave: string; paused: boolean };

type Press = (button: { is: string }) => void;

let host: HTMLElement | null = null;
let isCovered = false;
let last: [Bar | null, Press] = [null, () => undefined];

/** While the panel is open, it says itself who guides. */
export function coverBar(covered: boolean): void {
  isCovered = covered;
  showBar(...last);
}

/** Shows the bar, or takes it away. */
export function showBar(bar: Bar | null, press: Press): void {
  last = [bar, press];
  host?.remove();
  host = null;
  if (!bar || isCovered) return;
  host = add(
    document.body,
    'div',
    'all:initial;position:fixed;inset:auto 0 0;z-index:2147483645;pointer-events:none;color-scheme:light dark;font:14px/20px system-ui,sans-serif;display:flex;justify-content:center',
  );
  host.role = 'region';
  host.ariaLabel = bar.text;
  const box = add(
    host.attachShadow({ mode: 'closed' }),
    'div',
    'pointer-events:auto;display:flex;gap:8px;align-items:center;margin:8px;padding:6px 8px 6px 16px;border:1px solid #8888;border-radius:8px;background:Canvas;color:CanvasText',
  );
  add(box, 'span', '').textContent = bar.text;
  for (const [name, is] of [
    [bar.pause, bar.paused ? 'resume' : 'pause'],
    [bar.leave, 'leave'],
  ] as const) {
    const button = add(
      box,
      'button',
      'font:inherit;padding:4px 12px;border:1px solid #8888;border-radius:8px;background:none;color:inherit;cursor:pointer',
    );
    button.textContent = name;
    button.onclick = () => press({ is });
  }
}

function add(to: Node, name: string, css: string): HTMLElement {
  const it = document.createElement(name);
  it.style.cssText = css;
  to.appendChild(it);
  return it;
}
