/** The browser extension, where the visitor has it: drives a tab that they gave. Loaded when found. */
import { EXTENSION_ID, type FromExtension, type ToExtension } from '../../../link/src/extension.ts';
import type { ChannelCommand } from '../../../link/src/protocol.ts';

/** The extension as a chat sees it. */
export type Extension = {
  /** Has the visitor asked, in the extension's own window. Only inside a click. */
  ask: () => void;
  go: (drive: number, url: string) => void;
  end: () => void;
};

type Port = {
  onMessage: { addListener: (listener: (message: FromExtension) => void) => void };
  onDisconnect: { addListener: (listener: () => void) => void };
  postMessage: (message: ToExtension) => void;
};
type Runtime = { connect: (id: string) => Port };

/** A browser stops an idle extension every half minute; one that is not ours never answers. */
const AGAIN_MS = 500;

/** Who is told what the extension says. */
export type Ears = {
  onState: (isGranted: boolean) => void;
  give: (command: ChannelCommand) => void;
  /** The drive that is on its way; 0 where none is. */
  drive: () => number;
};

/** What the record shall hold of it. Titles it cannot see. */
function report(said: Exclude<FromExtension, { is: 'state' }>, ears: Ears): void {
  if (said.is === 'moved') {
    ears.give({ do: 'move', page: { url: said.url, title: '' } });
    return;
  }
  const { drive, ...outcome } = said;
  if (drive === ears.drive()) ears.give({ do: 'receipt', drive, outcome });
}

/** Speaks to the extension for as long as this page lives. It says first whether it may drive. */
export function meetExtension(
  who: { channel: string; guide: string; site: string },
  ears: Ears,
): Extension | null {
  const onSaid = (said: FromExtension): void => {
    if (said.is === 'state') ears.onState(said.granted);
    else report(said, ears);
  };
  const runtime = (window as { chrome?: { runtime?: Runtime } }).chrome?.runtime;
  if (runtime === undefined) return null;
  let isOver = false;
  let port = connect();

  function connect(): Port {
    const opened = (runtime as Runtime).connect(EXTENSION_ID);
    let hasAnswered = false;
    opened.onMessage.addListener((said) => {
      hasAnswered = true;
      onSaid(said);
    });
    opened.onDisconnect.addListener(() => {
      if (isOver) return;
      if (hasAnswered) port = connect();
      // It has been taken away, or is just being renewed.
      else setTimeout(() => !isOver && again(), AGAIN_MS);
    });
    opened.postMessage({ is: 'hello', ...who });
    return opened;
  }

  let tries = 0;
  function again(): void {
    tries += 1;
    if (tries < 3) port = connect();
    else onSaid({ is: 'state', granted: false });
  }

  return {
    ask: () => port.postMessage({ is: 'ask' }),
    go: (drive, url) => port.postMessage({ is: 'go', drive, url }),
    end: () => {
      isOver = true;
      port.postMessage({ is: 'end' });
    },
  };
}
