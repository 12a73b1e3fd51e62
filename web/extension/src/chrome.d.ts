/** What we use of the browser's interface for extensions. No more is declared, so no more is used. */

type Heard<T extends unknown[]> = { addListener: (listener: (...heard: T) => void) => void };

type Sender = {
  id?: string;
  url?: string;
  origin?: string;
  tab?: { id: number; openerTabId?: number };
};

type Port = {
  sender: Sender;
  onMessage: Heard<[unknown]>;
  onDisconnect: Heard<[Port]>;
  postMessage: (message: object) => void;
};

type Tab = { id: number; windowId: number; active: boolean };
type BrowserWindow = { id: number; state: string };
type Visit = { tabId: number; frameId: number; url: string };

declare const chrome: {
  runtime: {
    id: string;
    onConnectExternal: Heard<[Port]>;
    onMessage: Heard<[unknown, Sender]>;
    sendMessage: (message: object) => Promise<void>;
    getURL: (path: string) => string;
  };
  storage: {
    session: {
      get: (key: string) => Promise<Record<string, unknown>>;
      set: (items: Record<string, unknown>) => Promise<void>;
    };
  };
  tabs: {
    onRemoved: Heard<[number]>;
    onReplaced: Heard<[number, number]>;
    get: (id: number) => Promise<Tab>;
    create: (how: { windowId: number; url: string; active: boolean }) => Promise<Tab>;
    update: (id: number, how: { url: string }) => Promise<Tab>;
  };
  windows: {
    get: (id: number) => Promise<BrowserWindow>;
    getLastFocused: (which: { windowTypes: string[] }) => Promise<BrowserWindow>;
    create: (how: {
      url: string;
      type: 'popup';
      width: number;
      height: number;
    }) => Promise<BrowserWindow>;
  };
  action: {
    setBadgeText: (how: { tabId: number; text: string }) => Promise<void>;
    setTitle: (how: { tabId: number; title: string }) => Promise<void>;
  };
  webNavigation: {
    onBeforeNavigate: Heard<[Visit]>;
    onCommitted: Heard<[Visit]>;
    onDOMContentLoaded: Heard<[Visit]>;
    onReferenceFragmentUpdated: Heard<[Visit]>;
    onHistoryStateUpdated: Heard<[Visit]>;
    onErrorOccurred: Heard<[Visit & { error: string }]>;
  };
};
