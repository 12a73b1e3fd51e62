/** What travels between client and server. Hand-written shapes of crates/core. */

export type Page = { url: string; title: string };
export type Visitor = { name: string; language: string; user_agent: string; page: Page | null };
export type ClientKind = 'web' | 'java' | 'plain';
export type EndReason = 'agent' | 'visitor' | 'abandoned' | 'absent' | 'note';
export type Way = 'window' | 'guided' | 'page' | 'stage' | 'extension' | 'java' | 'link';
export type Obstacle =
  | 'policy'
  | 'lost'
  | 'popup'
  | 'frame'
  | 'paused'
  | 'consent'
  | 'page-asks'
  | 'download'
  | 'link';
export type Outcome =
  | { is: 'dispatched' }
  | { is: 'taken'; way: Way }
  | { is: 'left' }
  | { is: 'arrived'; url: string; in_view: boolean }
  | { is: 'blocked'; why: Obstacle }
  | { is: 'superseded' }
  | { is: 'gone' };
export type Receipt = { browser: number; outcome: Outcome; ms: number };
export type Drive = { drive: number; to: Page; at_ms: number; receipts: Record<string, Receipt> };

export type ChannelEvent =
  | { kind: 'Arrived'; site: string; browser: number; visitor: Visitor }
  | { kind: 'Asked' }
  | {
      kind: 'Delivered';
      browser: number;
      client: ClientKind;
      version: string;
      bytes: number;
      ms: number;
    }
  | { kind: 'Named'; browser: number; name: string }
  | { kind: 'Offered'; agent: string; until_ms: number }
  | { kind: 'PassedOver'; agent: string }
  | { kind: 'Joined'; agent: string; name: string }
  | { kind: 'Said'; text: string }
  | { kind: 'Linked'; to: Page }
  | { kind: 'Marked'; delivered: number; seen: number }
  | { kind: 'Equipped'; browser: number; ways: Way[]; lost: Obstacle | null }
  | { kind: 'Seated'; browser: number; tab: string }
  | { kind: 'Driven'; drive: number; to: Page; browsers: number[] }
  | { kind: 'Receipted'; drive: number; receipts: Receipt[] }
  | { kind: 'Moved'; browser: number; page: Page }
  | { kind: 'Paused'; browser: number }
  | { kind: 'Resumed'; browser: number }
  | { kind: 'Consented'; browser: number }
  | { kind: 'Withdrew'; browser: number }
  | { kind: 'Away'; browser: number }
  | { kind: 'Returned'; browser: number }
  | { kind: 'NoteLeft'; name: string; contact: string; text: string }
  | { kind: 'NoteSettled' }
  | { kind: 'Ended'; reason: EndReason }
  | { kind: 'Rated'; stars: number }
  | { kind: 'Erased'; from: number; to: number }
  | { kind: 'Unknown' };

export type ChannelCommand =
  | { do: 'deliver'; client: ClientKind; version: string; bytes: number; ms: number }
  | { do: 'name'; name: string }
  | { do: 'join' }
  | { do: 'say'; text: string }
  | { do: 'link'; url: string; title: string }
  | { do: 'mark'; delivered: number; seen: number }
  | { do: 'equip'; ways: Way[]; lost: Obstacle | null }
  | { do: 'sit'; tab: string }
  | { do: 'drive'; url: string; title: string }
  | { do: 'receipt'; drive: number; outcome: Outcome }
  | { do: 'move'; page: Page }
  | { do: 'pause' }
  | { do: 'resume' }
  | { do: 'consent' }
  | { do: 'withdraw' }
  | { do: 'leave-note'; name: string; contact: string; text: string }
  | { do: 'settle-note' }
  | { do: 'end' }
  | { do: 'rate'; stars: number };

export type AwayReason = 'own' | 'no-console' | 'unanswered';
export type DeskEvent =
  | { kind: 'SignedIn' }
  | { kind: 'SignedOut' }
  | { kind: 'Available' }
  | { kind: 'WentAway'; reason: AwayReason }
  | { kind: 'Unknown' };
export type DeskCommand = { do: 'be-available' } | { do: 'be-away'; reason: AwayReason };
export type AnyCommand = ChannelCommand | DeskCommand;

export type Status = 'new' | 'waiting' | 'joined' | 'ended';
export type Guide = { agent: string; name: string };
export type Offer = { agent: string; until_ms: number };
export type End = { at_ms: number; reason: EndReason };
export type Marks = { delivered: number; seen: number };
export type Stop = { at_ms: number; page: Page };
export type Delivery = { client: ClientKind; version: string; bytes: number; ms: number };
export type Browser = {
  visitor: Visitor;
  delivery: Delivery | null;
  ways: Way[];
  lost: Obstacle | null;
  seat: string | null;
  paused: boolean;
  consented: boolean;
  away: boolean;
  trail: Stop[];
};
export type View = {
  seq: number;
  site: string;
  status: Status;
  asked_at_ms: number;
  joined_at_ms: number;
  end: End | null;
  guide: Guide | null;
  offer: Offer | null;
  passed_over: string[];
  browsers: Record<string, Browser>;
  drives: Drive[];
  marks: Record<string, Marks>;
  last_said: number;
  open_note: boolean;
  stars: number;
};

export type Snippet = { by: string; text: string };
export type Summary = {
  channel: string;
  seq: number;
  site: string;
  status: Status;
  name: string;
  language: string;
  page: Page | null;
  browsers: number;
  asked_at_ms: number;
  joined_at_ms: number;
  last_at_ms: number;
  end: End | null;
  guide: Guide | null;
  offer: Offer | null;
  away: boolean;
  paused: boolean;
  last_said: Snippet | null;
  unread: number;
  open_note: boolean;
  drives: number;
};
export type Colleague = { agent: string; name: string; available: boolean; channels: number };

export type Signal =
  | { is: 'typing'; on: boolean }
  | { is: 'form'; unsaved: boolean }
  | { is: 'hidden'; hidden: boolean }
  | { is: 'online'; on: boolean };
export type WireEntry = { seq: number; at_ms: number; by: string; event: ChannelEvent };

export type ClientFrame =
  | { t: 'hello'; token: string | null; sender: string; tab: string | null }
  | { t: 'follow'; log: string; after: number }
  | { t: 'unfollow'; log: string }
  | { t: 'follow-board' }
  | { t: 'do'; log: string; n: number; command: AnyCommand }
  | { t: 'signal'; log: string; signal: Signal };

export type ServerFrame =
  | { t: 'welcome'; you: string; log: string | null; now_ms: number; version: string }
  | { t: 'view'; log: string; view: View; entries: WireEntry[]; n: number }
  | { t: 'followed'; log: string; head: number; n: number }
  | { t: 'entries'; log: string; prev: number; entries: WireEntry[] }
  | { t: 'done'; log: string; n: number; seq: number }
  | {
      t: 'refused';
      log: string;
      n: number;
      code: string;
      message: string;
      retry_ms: number | null;
    }
  | { t: 'signal'; log: string; by: string; signal: Signal }
  | { t: 'place'; position: number; estimate_ms: number | null; staffed: boolean }
  | {
      t: 'board';
      whole: boolean;
      waiting: number;
      rows: Summary[];
      gone: string[];
      colleagues: Colleague[];
    }
  | { t: 'beat'; heads: Record<string, number> }
  | { t: 'bye'; code: string; message: string; retry_ms: number | null };

export type Consent = 'inform' | 'ask';
export type Driving = 'allowed' | 'stopped';
export type SiteSettings = {
  name: string;
  origins: string[];
  query_params: string[];
  pages: Page[];
  private_hosts: string[];
  accent: string;
  consent: Consent;
  driving: Driving;
};
export type Site = { key: string; settings: SiteSettings };
export type Role = 'agent' | 'admin';
export type Agent = { id: string; email: string; name: string; role: Role };
