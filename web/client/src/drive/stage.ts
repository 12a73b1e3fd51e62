/** The stage: the page in a frame beside the chat, where no window can be driven. Loaded when used. */
import { hostOf, hrefOf } from '../links.ts';
import css from '../style/stage.css?inline';
import { stageWords as words } from '../words/stage.ts';

/** The frame and what stands around it. */
export type Stage = {
  /** The window to knock at. */
  window: () => Window | null;
  /** Goes there; `onReplaced` is told when the page before is gone. */
  show: (url: string) => void;
  close: () => void;
};

/**
 * What a framed page may do: all that it does in a tab of its own, but for taking our page away.
 * It keeps its origin, which is never ours: `isStageable` sees to that.
 */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups ' +
  'allow-popups-to-escape-sandbox allow-pointer-lock allow-presentation';

/**
 * Builds the stage beside the chat. `onReplaced` says that the page before is gone and nothing
 * more: a frame loads also where the browser shows that the page refuses to be framed.
 */
export function openStage(onReplaced: () => void): Stage {
  addStyle();
  const frame = newFrame();
  const link = newLink();
  const section = document.createElement('section');
  section.className = 'stage';
  section.setAttribute('aria-label', words.stage);
  section.append(newBadge(link, newToggle()), frame);
  document.body.prepend(section);
  document.body.classList.add('staged');
  // Until it has been sent somewhere, what loads is our own empty page.
  let isSent = false;
  frame.addEventListener('load', () => {
    if (isSent) onReplaced();
  });
  return {
    window: () => frame.contentWindow,
    show: (url) => {
      isSent = true;
      link.href = hrefOf(url) ?? '';
      link.textContent = hostOf(url);
      frame.src = url;
    },
    close: () => {
      section.remove();
      document.body.classList.remove('staged', 'folded');
    },
  };
}

/** Made by script, which a strict policy allows: the start carries nothing of it. */
function addStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  frame.referrerPolicy = 'no-referrer';
  frame.title = words.stage;
  return frame;
}

/** The page as the visitor's own browser opens it: with their log-in, and out of our reach. */
function newLink(): HTMLAnchorElement {
  const link = document.createElement('a');
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.title = words.openOutside;
  return link;
}

/** On a small screen the chat folds away under the page. */
function newToggle(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'small';
  const show = (): void => {
    const isFolded = document.body.classList.contains('folded');
    button.textContent = isFolded ? words.showChat : words.foldChat;
    button.setAttribute('aria-expanded', String(!isFolded));
  };
  button.addEventListener('click', () => {
    document.body.classList.toggle('folded');
    show();
  });
  show();
  return button;
}

/** Says plainly what a frame is not: the visitor's own page. */
function newBadge(...more: HTMLElement[]): HTMLElement {
  const badge = document.createElement('p');
  badge.className = 'badge';
  const text = document.createElement('span');
  text.textContent = words.framed;
  badge.append(text, ...more);
  return badge;
}
