// Written by a test of crates/core from the server's own types; do not edit.
// `UPDATE=1 cargo test -p docent-core` writes it anew.

/** What clients send. */
export type ClientFrame =
  | {
      t: 'hello';
      /** The visitor's token. */
      token: string | null;
      /** Who counts this client's commands. */
      sender: string;
      /** The visitor's tab. */
      tab: string | null;
    }
  | {
      t: 'follow';
      /** Which log: a channel. */
      log: string;
      /** The last entry this client has; 0 for none. */
      after: number;
    }
  | {
      t: 'unfollow';
      /** Which log. */
      log: string;
    }
  | { t: 'follow-board' }
  | {
      t: 'do';
      /** For which log. */
      log: string;
      /** The count, from 1 per sender and log. */
      n: number;
      /** What to do. */
      command: AnyCommand;
    }
  | {
      t: 'signal';
      /** Which channel. */
      log: string;
      /** The signal. */
      signal: Signal;
    };

/** What the server sends. (An `entries` frame is put together from stored bytes; this is its shape.) */
export type ServerFrame =
  | {
      t: 'welcome';
      /** As whom: `browser-1` or `agent-…`. */
      you: string;
      /** The visitor's channel; none for staff. */
      log: string | null;
      /** The server's clock. */
      now_ms: number;
      /** The server's version: reload when it is not the one the client came from. */
      version: string;
    }
  | {
      t: 'view';
      /** Which log. */
      log: string;
      /** What this follower may see now. */
      view: View;
      /** The last 100 entries that it may see, in order. */
      entries: Array<WireEntry>;
      /** The last count of this sender that the log knows; 0 for none. */
      n: number;
    }
  | {
      t: 'followed';
      /** Which log. */
      log: string;
      /** The last entry that this follower may see. */
      head: number;
      /** The last count of this sender that the log knows; 0 for none. */
      n: number;
    }
  | {
      t: 'entries';
      /** Which log. */
      log: string;
      /** The last entry before these that this follower may see. A follower checks `prev == cursor`. */
      prev: number;
      /** The entries. */
      entries: Array<WireEntry>;
    }
  | {
      t: 'done';
      /** Which log. */
      log: string;
      /** The command's count. */
      n: number;
      /** The first entry it caused; the head where it caused none. */
      seq: number;
    }
  | {
      t: 'refused';
      /** Which log. */
      log: string;
      /** The command's count. */
      n: number;
      /** A stable code. */
      code: string;
      /** For people, in English. */
      message: string;
      /** When to try the same command again; none: never. */
      retry_ms: number | null;
    }
  | {
      t: 'signal';
      /** Which channel. */
      log: string;
      /** Who. */
      by: string;
      /** What. */
      signal: Signal;
    }
  | {
      t: 'place';
      /** From 1; exact to 20, then in steps. */
      position: number;
      /** How long it will take; none: we cannot say yet. */
      estimate_ms: number | null;
      /** Whether anyone is available. */
      staffed: boolean;
    }
  | {
      t: 'board';
      /** Whether this replaces all that came before. */
      whole: boolean;
      /** How many wait in all. */
      waiting: number;
      /** Open channels, or those that changed. Of the waiting at most the first 100. */
      rows: Array<Summary>;
      /** Channels that are no longer on the board. */
      gone: Array<string>;
      /** The agents; empty where nothing changed of them. */
      colleagues: Array<Colleague>;
      /** The directory's last entry about canned replies: when it has grown, ask for them anew.
     * None where nothing changed of them. */
      replies?: number;
    }
  | {
      t: 'beat';
      /** The last entry that this follower may see, per followed log. */
      heads: Record<string, number>;
    }
  | {
      t: 'bye';
      /** `slow`, `busy`, `moved`, `signed-out`, `ended`, `malformed`, `token`, `restart`. */
      code: string;
      /** For people, in English. */
      message: string;
      /** Whether and when to connect again; none: never. */
      retry_ms: number | null;
    };

/** An entry as followers get it. */
export type WireEntry = {
  /** Its place. */
  seq: number;
  /** When. */
  at_ms: number;
  /** Who: `server`, `browser-1`, `agent-…`. */
  by: string;
  /** What happened. */
  event: ChannelEvent;
};

/** A signal: true now, never stored, the latest wins. */
export type Signal =
  | {
      is: 'typing';
      /** Whether. */
      on: boolean;
    }
  | {
      is: 'form';
      /** Whether. */
      unsaved: boolean;
    }
  | {
      is: 'hidden';
      /** Whether. */
      hidden: boolean;
    }
  | {
      is: 'online';
      /** Whether. */
      on: boolean;
    }
  | {
      is: 'tabs';
      /** In no order, each once; at most `TABS_MAX`. */
      tabs: Array<string>;
    };

/** An agent as colleagues see it. */
export type Colleague = {
  /** Who. */
  agent: string;
  /** The name. */
  name: string;
  /** Whether the agent takes visitors now. */
  available: boolean;
  /** Why not; none while available. */
  away: AwayReason | null;
  /** Joined channels that are open. */
  channels: number;
};

/** A command for the log it names. */
export type AnyCommand = ChannelCommand | DeskCommand;

/** What an actor may ask a channel for. Which actors may is a rule of `decide`. */
export type ChannelCommand =
  | {
      do: 'arrive';
      /** The site. */
      site: string;
      /** The visitor. */
      visitor: Visitor;
    }
  | {
      do: 'deliver';
      /** Which application. */
      client: ClientKind;
      /** Its version. */
      version: string;
      /** Bytes as the server sent them. */
      bytes: number;
      /** Milliseconds it took. */
      ms: number;
    }
  | {
      do: 'name';
      /** The name. */
      name: string;
    }
  | {
      do: 'offer';
      /** Who. */
      agent: string;
    }
  | { do: 'join' }
  | {
      do: 'say';
      /** The words. */
      text: string;
      /** In a tour: to this browser alone. By the agent. */
      to?: number;
    }
  | {
      do: 'link';
      /** The address, as typed. */
      url: string;
      /** What to call it; the host where empty. */
      title: string;
    }
  | {
      do: 'mark';
      /** The last entry delivered. */
      delivered: number;
      /** The last entry seen. */
      seen: number;
    }
  | {
      do: 'equip';
      /** The ways that work, the best first. */
      ways: Array<Way>;
      /** What was lost. */
      lost: Obstacle | null;
    }
  | {
      do: 'sit';
      /** Which tab. */
      tab: string;
    }
  | {
      do: 'drive';
      /** The address, as typed. */
      url: string;
      /** What to call it; the host where empty. */
      title: string;
      /** In a tour: these only. None: everybody, and who comes later. */
      browsers?: Array<number>;
      /** In a tour: spread over so many milliseconds; at most a minute. */
      spread_ms?: number;
      /** In a tour: that a host the site does not list was confirmed. */
      confirmed?: boolean;
    }
  | {
      do: 'again';
      /** Which; none: all who have neither arrived nor left for it. */
      browsers?: Array<number>;
    }
  | { do: 'rejoin' }
  | {
      do: 'receipt';
      /** Which drive. */
      drive: number;
      /** What is known. */
      outcome: Outcome;
    }
  | {
      do: 'move';
      /** The page. */
      page: Page;
    }
  | { do: 'pause' }
  | { do: 'resume' }
  | { do: 'consent' }
  | { do: 'withdraw' }
  | {
      do: 'note-away';
      /** Which browser. */
      browser: number;
    }
  | {
      do: 'note-here';
      /** Which browser. */
      browser: number;
    }
  | {
      do: 'start-tour';
      /** The site whose settings hold. */
      site: string;
      /** What to call it. */
      title: string;
      /** Who sees what visitors say. */
      questions: Questions;
      /** The code to ask for; empty for none. */
      code: string;
    }
  | {
      do: 'change-tour';
      /** What to call it. */
      title: string;
      /** Who sees what visitors say. */
      questions: Questions;
      /** Whether more may come. */
      open: boolean;
      /** The code to ask for; empty for none. */
      code: string;
    }
  | {
      do: 'enter';
      /** The visitor. */
      visitor: Visitor;
      /** The code that was given; none where the guide has taken the visitor along. */
      code: string | null;
    }
  | {
      do: 'remove';
      /** Which. */
      browser: number;
    }
  | {
      do: 'hand';
      /** To whom. */
      agent: string;
    }
  | {
      do: 'take-along';
      /** Which tour. */
      tour: string;
      /** What it is called. */
      title: string;
    }
  | {
      do: 'leave-note';
      /** What to call the visitor. */
      name: string;
      /** Where to answer. */
      contact: string;
      /** The note. */
      text: string;
    }
  | { do: 'settle-note' }
  | { do: 'end' }
  | {
      do: 'rate';
      /** 1 to 5. */
      stars: number;
    }
  | { do: 'tick' }
  | {
      do: 'note-erased';
      /** The first. */
      from: number;
      /** The last, included. */
      to: number;
    }
  | {
      do: 'erase';
      /** The first. */
      from: number;
      /** The last, included. */
      to: number;
    };

/** What happened in a channel. */
export type ChannelEvent =
  | {
      kind: 'Arrived';
      /** The site whose button was clicked. */
      site: string;
      /** The number the browser has in this channel. */
      browser: number;
      /** What it says of itself. */
      visitor: Visitor;
    }
  | { kind: 'Asked' }
  | {
      kind: 'Delivered';
      /** Which browser. */
      browser: number;
      /** Which application. */
      client: ClientKind;
      /** Its version. */
      version: string;
      /** Bytes as the server sent them, compressed; 0 when the browser had them already. */
      bytes: number;
      /** Milliseconds from its first request to its start. */
      ms: number;
    }
  | {
      kind: 'Named';
      /** Which browser. */
      browser: number;
      /** The name. */
      name: string;
    }
  | {
      kind: 'Offered';
      /** Who. */
      agent: string;
      /** Until when the offer stands. */
      until_ms: number;
    }
  | {
      kind: 'PassedOver';
      /** Who. */
      agent: string;
    }
  | {
      kind: 'Joined';
      /** Who. */
      agent: string;
      /** What the agent is called. */
      name: string;
    }
  | {
      kind: 'Said';
      /** The words. */
      text: string;
      /** Who, for the others of a tour, who do not know the one who speaks. Else empty. */
      name?: string;
      /** In a tour: the browser to which alone the guide said it. */
      to?: number;
    }
  | {
      kind: 'Linked';
      /** Where to. */
      to: Page;
    }
  | {
      kind: 'Marked';
      /** The last entry delivered. */
      delivered: number;
      /** The last entry seen. At most `delivered`. */
      seen: number;
    }
  | {
      kind: 'Equipped';
      /** Which browser. */
      browser: number;
      /** The ways that work, the best first. Empty: only links. */
      ways: Array<Way>;
      /** What was lost, where this announces a loss. */
      lost: Obstacle | null;
    }
  | {
      kind: 'Seated';
      /** Which browser. */
      browser: number;
      /** Which tab. */
      tab: string;
    }
  | {
      kind: 'Driven';
      /** Its number in this channel, from 1. */
      drive: number;
      /** Where to. */
      to: Page;
      /** Which browsers, in ascending order. In a tour a visitor's copy names none: it is meant. */
      browsers: Array<number>;
      /** What was known of the target, as a stranger sees it; none where nobody had looked. */
      facts?: Facts;
      /** In a tour: which drive this one repeats, for those who come late or are driven again. */
      of?: number;
      /** In a tour: whether it is the stop where everybody is to be. Staff only. */
      everyone?: boolean;
      /** In a tour: those who are driven after these, part by part, in this order. Staff only. */
      later?: Array<number>;
      /** In a tour: whether these stood in `later` of the drive that this one repeats. Staff only. */
      part?: boolean;
      /** In a tour: how long it takes until the last of them is driven. Staff only. */
      spread_ms?: number;
      /** In a tour: those who are not driven, and why. Staff only. */
      skipped?: Array<Skipped>;
    }
  | {
      kind: 'Receipted';
      /** Which drive. */
      drive: number;
      /** One per browser. */
      receipts: Array<Receipt>;
    }
  | {
      kind: 'Moved';
      /** Which browser. */
      browser: number;
      /** The page. */
      page: Page;
    }
  | {
      kind: 'Paused';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'Resumed';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'Consented';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'Withdrew';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'Away';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'Returned';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'TourStarted';
      /** The site whose settings hold. */
      site: string;
      /** What the tour is called. */
      title: string;
      /** Who sees what visitors say. */
      questions: Questions;
    }
  | {
      kind: 'TourChanged';
      /** What the tour is called. */
      title: string;
      /** Who sees what visitors say. */
      questions: Questions;
      /** Whether more may come. */
      open: boolean;
    }
  | {
      kind: 'CodeSet';
      /** The code. */
      code: string;
    }
  | {
      kind: 'Departed';
      /** Which browser. */
      browser: number;
    }
  | {
      kind: 'TakenAlong';
      /** Which tour. */
      tour: string;
      /** What it is called. */
      title: string;
    }
  | {
      kind: 'NoteLeft';
      /** What to call the visitor. */
      name: string;
      /** Where to answer: mail address or telephone number. */
      contact: string;
      /** The note. */
      text: string;
    }
  | { kind: 'NoteSettled' }
  | {
      kind: 'Ended';
      /** Why. */
      reason: EndReason;
    }
  | {
      kind: 'Rated';
      /** 1 to 5. */
      stars: number;
    }
  | {
      kind: 'Erased';
      /** The first. */
      from: number;
      /** The last, included. */
      to: number;
      /** Whether only words were erased: what was said, linked, or noted. The channel goes on. */
      words?: boolean;
    }
  | { kind: 'Unknown' };

/** Which client application a visitor has. */
export type ClientKind = 'web' | 'java' | 'plain';

/** Why a channel ended. */
export type EndReason = 'agent' | 'visitor' | 'abandoned' | 'absent' | 'note' | 'tour';

/** Who sees what the visitors of a tour say. */
export type Questions = 'private' | 'shared';

/** What a visitor's browser says of itself when it arrives. All of it is hostile text. */
export type Visitor = {
  /** What the visitor wants to be called. Empty where unknown. */
  name: string;
  /** The first language the browser asks for, such as `de-AT`. */
  language: string;
  /** The browser's user agent header. */
  user_agent: string;
  /** The page the visitor clicked on, filtered. None where the browser does not say. */
  page: Page | null;
};

/** What may be asked of a desk. */
export type DeskCommand =
  | { do: 'note-sign-in' }
  | { do: 'note-sign-out' }
  | { do: 'be-available' }
  | {
      do: 'be-away';
      /** Why. */
      reason: AwayReason;
    };

/** Why an agent went away. */
export type AwayReason = 'own' | 'no-console' | 'unanswered';

/** A drive and its receipts so far. */
export type Drive = {
  /** Its number in the channel. */
  drive: number;
  /** Where to. */
  to: Page;
  /** When it was asked for. */
  at_ms: number;
  /** What was known of the target then; none where nobody had looked. */
  facts?: Facts;
  /** The last receipt of each browser; a browser without one is `dispatched`. In a tour staff
 * finds them with the browsers instead. */
  receipts: { [key in number]: Receipt };
  /** In a tour: how many stand how. Staff only. */
  tally: Tally | null;
};

/** The last drive of one browser, and what is known of it. */
export type Ride = {
  /** Its number. */
  drive: number;
  /** The drive that it repeats; else its own number. */
  stop: number;
  /** Where to. */
  to: Page;
  /** When it was dispatched. */
  at_ms: number;
  /** What was known of the target then; none where nobody had looked. */
  facts?: Facts;
  /** What is known. */
  outcome: Outcome;
  /** Milliseconds from its entry to what is known. */
  ms: number;
};

/** How many browsers of a tour stand how at a stop: each counts once, by its last drive there. */
export type Tally = {
  /** Nothing was heard yet. */
  dispatched: number;
  /** Our code ran. */
  taken: number;
  /** The page before was left. */
  left: number;
  /** The page itself said so. */
  arrived: number;
  /** It did not go. */
  blocked: number;
  /** A later drive replaced it. */
  superseded: number;
  /** The browser went away. */
  gone: number;
  /** Still to be driven: the drive is spread. */
  later: number;
  /** Not driven. */
  missed: number;
  /** Who was not driven; of the last stop only. */
  skipped: Array<Skipped>;
};

/** Who was not driven, and why. */
export type Skipped = {
  /** Which browser. */
  browser: number;
  /** Why. */
  why: Obstacle;
};

/** What became of a drive in one browser, as an event says it. */
export type Receipt = {
  /** Which browser. */
  browser: number;
  /** What is known. */
  outcome: Outcome;
  /** Milliseconds from the entry of the drive to this receipt. */
  ms: number;
};

/** What is known of a drive in one browser. Never more than is proven. */
export type Outcome =
  | { is: 'dispatched' }
  | {
      is: 'taken';
      /** How the browser is driven. */
      way: Way;
    }
  | { is: 'left' }
  | {
      is: 'arrived';
      /** The final address, filtered like every reported address. */
      url: string;
      /** Whether the driven page was visible. */
      in_view: boolean;
    }
  | {
      is: 'blocked';
      /** Why. */
      why: Obstacle;
    }
  | { is: 'superseded' }
  | { is: 'gone' };

/** Why a browser did not go where it was driven. */
export type Obstacle = 'policy' | 'lost' | 'popup' | 'frame' | 'paused' | 'consent' | 'page-asks' | 'download' | 'link' | 'closed' | 'away';

/** How a browser is driven. */
export type Way = 'window' | 'guided' | 'page' | 'stage' | 'extension' | 'java' | 'link';

/** A page as a browser or an agent names it: its address and what it calls itself. */
export type Page = {
  /** Absolute `http` or `https` address, as the URL standard writes it. */
  url: string;
  /** The page's title, or the host where it is not known. Cut at `TITLE_CHARS_MAX`. */
  title: string;
};

/** Why an address is not a location that a browser may be driven to. */
export type BadLocation = 'not-an-address' | 'scheme' | 'user-info' | 'characters' | 'host' | 'private' | 'blocked' | 'elsewhere' | 'download' | 'too-long';

/** What a follower may see of a channel now. */
export type View = {
  /** The last entry that this view holds; 0 for none. */
  seq: number;
  /** The site. */
  site: string;
  /** Where the channel stands. */
  status: Status;
  /** When the visitor asked; 0 for not yet. */
  asked_at_ms: number;
  /** When the agent was joined; 0 for not yet. */
  joined_at_ms: number;
  /** The end. */
  end: End | null;
  /** The joined agent. Stays after the end. */
  guide: Guide | null;
  /** The offer that stands. Staff only. */
  offer: Offer | null;
  /** Agents who were passed over since the visitor asked. Staff only. */
  passed_over: Array<string>;
  /** The browsers, by number. A visitor sees its own. */
  browsers: { [key in number]: Browser };
  /** The last drives, the oldest first. At most `DRIVES_IN_VIEW_MAX`; of a tour's visitor its own
 * last one. Those that repeat another are not among them. */
  drives: Array<Drive>;
  /** How far each one has read. */
  marks: Record<string, Marks>;
  /** The last entry somebody said, linked or noted; 0 for none, and in a tour. */
  last_said: number;
  /** A note that nobody has dealt with yet. */
  open_note: boolean;
  /** The rating, 1 to 5; 0 for none. */
  stars: number;
  /** What makes it a tour; none for one visitor's channel. */
  tour: Tour | null;
  /** The tour that the visitor is taken along into. */
  taken_along: string | null;
};

/** Where a channel stands. */
export type Status = 'new' | 'waiting' | 'joined' | 'ended';

/** A visitor's browser in a channel. */
export type Browser = {
  /** What it says of itself. */
  visitor: Visitor;
  /** The client that it last started. */
  delivery: Delivery | null;
  /** The ways in which it can be driven, the best first. */
  ways: Array<Way>;
  /** What was lost, until ways are announced again without a loss. */
  lost: Obstacle | null;
  /** The tab in which drives carry on. */
  seat: string | null;
  /** Whether the visitor has the wheel. */
  paused: boolean;
  /** Whether the visitor has allowed to be driven. */
  consented: boolean;
  /** Whether the visitor is away. */
  away: boolean;
  /** Where the visitor was, the oldest first. At most `TRAIL_MAX`. */
  trail: Array<Stop>;
  /** Its last drive. In a tour for staff only; the visitor finds it among the drives. */
  ride: Ride | null;
  /** Whether it has left the tour. */
  departed: boolean;
};

/** A tour: a channel with many browsers. */
export type Tour = {
  /** What it is called. */
  title: string;
  /** Who sees what visitors say. */
  questions: Questions;
  /** Whether more may come. */
  open: boolean;
  /** The code that those who come by the link are asked for; empty for none. Staff only. */
  code: string;
  /** The drive that everybody was last driven by. Staff only. */
  stop: number | null;
};

/** The client that a browser has. */
export type Delivery = {
  /** Which application. */
  client: ClientKind;
  /** Its version. */
  version: string;
  /** Bytes as sent; 0 from the browser's cache. */
  bytes: number;
  /** Milliseconds. */
  ms: number;
};

/** One stop of a visitor's trail. */
export type Stop = {
  /** When the page said it. */
  at_ms: number;
  /** Which page. */
  page: Page;
};

/** The joined agent, as visitors see it. */
export type Guide = {
  /** Who. */
  agent: string;
  /** What the agent is called. */
  name: string;
};

/** An offer that stands. */
export type Offer = {
  /** To whom. */
  agent: string;
  /** Until when. */
  until_ms: number;
};

/** The end of a channel. */
export type End = {
  /** When. */
  at_ms: number;
  /** Why. */
  reason: EndReason;
};

/** How far someone has received and seen the conversation. */
export type Marks = {
  /** The last entry delivered. */
  delivered: number;
  /** The last entry seen. */
  seen: number;
};

/** A channel on one line. */
export type Summary = {
  /** Which channel. */
  channel: string;
  /** The last entry it accounts for. */
  seq: number;
  /** The site. */
  site: string;
  /** Where it stands. */
  status: Status;
  /** The visitor's name, or empty; of a tour, what it is called. */
  name: string;
  /** Whether it is a tour. */
  tour: boolean;
  /** The visitor's language, such as `de-AT`. */
  language: string;
  /** Where the visitor is, as last reported. */
  page: Page | null;
  /** How many browsers; of a tour, those who have not left it. */
  browsers: number;
  /** When the visitor asked; 0 for not yet. */
  asked_at_ms: number;
  /** When the agent was joined; 0 for not yet. */
  joined_at_ms: number;
  /** When the last entry was made. */
  last_at_ms: number;
  /** The end. */
  end: End | null;
  /** The joined agent. */
  guide: Guide | null;
  /** The offer that stands. */
  offer: Offer | null;
  /** Whether the visitor is away. */
  away: boolean;
  /** Whether the visitor has the wheel. */
  paused: boolean;
  /** The last thing said. */
  last_said: Snippet | null;
  /** Messages of the visitor that the agent has not seen. */
  unread: number;
  /** A note that nobody has dealt with yet. */
  open_note: boolean;
  /** Drives so far. */
  drives: number;
};

/** The last thing said, cut to one line. */
export type Snippet = {
  /** Who: `browser-1` or `agent-…`. */
  by: string;
  /** The words, at most 120 characters. */
  text: string;
};

/** A site: its key and its settings. */
export type Site = {
  /** Its public key. */
  key: string;
  /** What its owner has set. */
  settings: SiteSettings;
};

/** What the owner of a site has set. */
export type SiteSettings = {
  /** What visitors and agents read. */
  name: string;
  /** Origins whose pages carry the button (`https://shop.example`), exactly. The first is home. */
  origins: Array<string>;
  /** Query parameters that reported addresses keep. */
  query_params: Array<string>;
  /** Pages that the drive bar suggests. */
  pages: Array<Page>;
  /** Private or loopback hosts that may be driven to, with port where it is not the default. */
  private_hosts: Array<string>;
  /** `#rrggbb`. */
  accent: string;
  /** Whether visitors are asked before they are driven. */
  consent: Consent;
  /** Whether visitors may be driven at all. */
  driving: Driving;
  /** Whether visitors are offered the Java client. */
  java: JavaClient;
  /** Hosts that tours go to at once, besides the site's own: `bank.example`, `*.bank.example`. */
  allowed_hosts: Array<string>;
  /** Hosts that nobody is driven to, written likewise. */
  blocked_hosts: Array<string>;
  /** Whether one visitor may be driven to other public hosts. */
  chats_elsewhere: Elsewhere;
  /** Whether many at once may be. */
  tours_elsewhere: Elsewhere;
  /** Whether they may be driven to what is known to be a download. */
  downloads: Downloads;
};

/** Whether visitors are asked before they are driven. */
export type Consent = 'inform' | 'ask';

/** Whether visitors of a site may be driven. */
export type Driving = 'allowed' | 'stopped';

/** Whether visitors who wait are offered the Java client, where the server has it. */
export type JavaClient = 'off' | 'offered';

/** Whether visitors may be driven to public hosts that the site does not list. */
export type Elsewhere = 'allowed' | 'confirmed' | 'refused';

/** Whether visitors may be driven to what their browsers keep instead of showing it. */
export type Downloads = 'refused' | 'allowed';

/** An agent's account, without its secrets. */
export type Agent = {
  /** Its id. */
  id: string;
  /** What the agent signs in with, in lower case. */
  email: string;
  /** What visitors read. */
  name: string;
  /** What the agent may do. */
  role: Role;
  /** Whether the agent may drive visitors' browsers. */
  may_drive: boolean;
};

/** A text that is kept to be said again. */
export type Reply = {
  /** Its id. */
  id: string;
  /** The site whose visitors it is for; none: for all. */
  site: string | null;
  /** The agent who alone has it; none: all agents. */
  agent: string | null;
  /** What an agent types for it, without the `/`. Lower case. */
  shortcut: string;
  /** What it is called in lists. */
  title: string;
  /** The words. */
  text: string;
};

/** What an agent may do. */
export type Role = 'agent' | 'admin';

/** Usage of one site and agent. What happened before an agent was joined has none. */
export type Row = {
  /** The site. */
  site: string;
  /** The agent; none for what happened before one was joined. */
  agent: string | null;
  /** Clicks that became a place in the queue. */
  requests: number;
  /** Waits that ended with an agent. */
  waits: number;
  /** How long these took in all. */
  wait_ms_total: number;
  /** How long the longest took. */
  wait_ms_max: number;
  /** Waits that ended without an agent: left, absent for too long. */
  abandoned: number;
  /** Waits that ended with a note. */
  notes: number;
  /** Channels that an agent was joined in. */
  channels: number;
  /** Tours begun, which are channels too. */
  tours: number;
  /** Visitors who came into a tour. */
  tour_visitors: number;
  /** Messages of visitors. */
  said_by_visitors: number;
  /** Messages and links of agents. */
  said_by_agents: number;
  /** Drives, once for each browser driven. */
  drives: DriveCounts;
  /** How long visitors and agents were joined, in channels that have ended. */
  joined_ms: number;
};

/** How drives of one way and engine stand. */
export type ReachRow = {
  /** The site. */
  site: string;
  /** The way; none where the browser has taken nothing. */
  way: Way | null;
  /** The engine of the visitor's browser. */
  engine: Engine;
  /** Nothing was heard of it. */
  dispatched: number;
  /** Our code ran, the page before was not left. */
  taken: number;
  /** The page before was left. */
  left: number;
  /** The page itself said so. */
  arrived: number;
  /** It did not go. */
  blocked: number;
  /** A later drive replaced it. */
  superseded: number;
  /** The browser went away. */
  gone: number;
};

/** What shows pages in a visitor's browser, as the browser says it of itself. */
export type Engine = 'chromium' | 'gecko' | 'webkit' | 'other';

/** What is counted. */
export type Counts = {
  /** Clicks that became a place in the queue. */
  requests: number;
  /** Waits that ended with an agent. */
  waits: number;
  /** How long these took in all. */
  wait_ms_total: number;
  /** How long the longest took. */
  wait_ms_max: number;
  /** Waits that ended without an agent: left, absent for too long. */
  abandoned: number;
  /** Waits that ended with a note. */
  notes: number;
  /** Channels that an agent was joined in. */
  channels: number;
  /** Tours begun, which are channels too. */
  tours: number;
  /** Visitors who came into a tour. */
  tour_visitors: number;
  /** Messages of visitors. */
  said_by_visitors: number;
  /** Messages and links of agents. */
  said_by_agents: number;
  /** Drives, once for each browser driven. */
  drives: DriveCounts;
  /** How long visitors and agents were joined, in channels that have ended. */
  joined_ms: number;
};

/** How many browsers' drives ended, or stand, so. */
export type DriveCounts = {
  /** Nothing was heard of it. */
  dispatched: number;
  /** Our code ran, the page before was not left. */
  taken: number;
  /** The page before was left. */
  left: number;
  /** The page itself said so. */
  arrived: number;
  /** It did not go. */
  blocked: number;
  /** A later drive replaced it. */
  superseded: number;
  /** The browser went away. */
  gone: number;
};

/** What is known of a target beforehand. The default is what we go by where nobody has looked. */
export type Facts = {
  /** Its `Cross-Origin-Opener-Policy` cuts the window that drives it off. */
  severs: boolean;
  /** Whether it may be framed. */
  framing: Framing;
  /** What comes. */
  content: Content;
  /** A stranger is sent to a page where one signs in. */
  login: boolean;
  /** It is on one of the site's own origins, whose pages carry the button. */
  own: boolean;
};

/** Whether a page lets itself be shown in a frame of ours. */
export type Framing = 'unknown' | 'allowed' | 'forbidden';

/** What a browser gets there. */
export type Content = 'page' | 'download' | 'nothing';

/** The way of one browser for one drive, and what it will be like. */
export type Plan = {
  /** How the browser is driven. */
  way: Way;
  /** What the agent sees beside the address. */
  outlook: Outlook;
};

/** What a drive there will be like. */
export type Outlook = 'free' | 'last-stop' | 'framed' | 'download' | 'nothing' | 'link';

/** What a look at a target has found. */
export type Forecast = {
  /** What was looked at. */
  url: string;
  /** What is known; none where nothing is, and `why` says why. */
  facts: Facts | null;
  /** Why nothing is known. */
  why: Unknown | null;
  /** The status of the last answer. */
  status: number | null;
  /** Where a stranger ends; none where that is not known. */
  final_url: string | null;
};

/** Why nothing is known of a target. */
export type Unknown = 'secret' | 'no-host' | 'private' | 'port' | 'unreachable' | 'certificate' | 'unreadable' | 'redirects' | 'slow';

/** For whom an address is meant. */
export type Purpose = 'chat' | 'tour';

/** A tour that agents may play. */
export type SavedTour = {
  /** Its id, drawn by whoever saved it first. */
  id: string;
  /** For visitors of which site. */
  site: string;
  /** What it is called. */
  title: string;
  /** Its stops in their order, at least one. */
  stops: Array<TourStop>;
};

/** One stop of a tour. */
export type TourStop = {
  /** What it is called; the host or the path where nobody has said. */
  title: string;
  /** Where to: an absolute address, or a path on the site's first origin (`/returns`). */
  location: string;
  /** For the agent alone. May be empty. */
  note: string;
  /** What the agent says there. May be empty. */
  say: string;
};
