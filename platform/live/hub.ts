import type { Clock } from '../clock/clock.ts';
import type { EventStream } from '../http/event-stream.ts';

/** An open page that waits to hear that it changed. */
export interface Page {
  readonly sessionId: string;
  readonly topics: readonly string[];
  /** What the person behind it listens to wherever they are: told as `unread`, which brings badges up to date and leaves the page. */
  readonly own: readonly string[];
  /** When what it shows was read. */
  readonly since: Date;
  /** When its session ends unless the person does something; the browser then asks again, and is refused or not. */
  readonly until: Date;
  readonly stream: EventStream;
  /** Which of the windows behind one stream it is in, from 0; undefined where there is one. */
  readonly rank?: number | undefined;
}

/** What everyone of a session listens to besides: published when it is closed. */
export const sessionTopic = (sessionId: string): string => `session:${sessionId}`;

/** What is said to a page: look again as a whole, or at its badges. */
type Word = 'changed' | 'unread';

/** Who listens to a topic. Twenty thousand pages listen to the same few: its name is kept here alone. */
interface Audience {
  readonly topic: string;
  readonly members: Set<Member>;
}

/** What is kept of an open page; a process holds thousands. */
interface Member {
  readonly sessionId: string;
  readonly stream: EventStream;
  /** Said after each word to a stream of several windows. */
  readonly suffix: string;
  readonly pages: readonly Audience[];
  readonly own: readonly Audience[];
  readonly endsAt: number;
  toldAt: number;
  timer: NodeJS.Timeout | undefined;
  /** What waits to be said, and over how many milliseconds such pages are to spread their asking. */
  waiting: Map<Word, number> | undefined;
}

export interface HubOptions {
  readonly clock: Clock;
  /** Streams a session; one more closes the oldest. */
  readonly streamsASession?: number;
  /** Milliseconds between two words to one page. */
  readonly pause?: number;
  /** Milliseconds between two signs of life. */
  readonly beatEvery?: number;
}

/** A page asks again after this long at the latest: a session closed in a way we did not hear of ends here. */
const LONGEST = 15 * 60_000;
const SWEEP_EVERY = 5_000;
/** Pages told at once ask within the second, as they like; more of them spread, at this many a second in this process… */
const ASKING_A_SECOND = 200;
/** …but none waits longer, in milliseconds. */
const LONGEST_SPREAD = 30_000;
/** Pages told in one go: between two such goes, requests are answered. */
const IN_ONE_GO = 500;
/** Topics whose last change is remembered, for pages that connect after it. */
const REMEMBERED = 20_000;

/** The open pages of this process, by what they show. */
export class LiveHub {
  readonly #clock: Clock;
  readonly #streamsASession: number;
  readonly #pause: number;
  readonly #byTopic = new Map<string, Audience>();
  readonly #byOwn = new Map<string, Audience>();
  readonly #bySession = new Map<string, Member[]>();
  /** When each topic changed last, the longest unchanged first. */
  readonly #changedAt = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  /** Pages read no later than this may be stale: we had not begun to listen, were cut off, or have forgotten. */
  #unsureUntil: number;

  constructor({ clock, streamsASession = 6, pause = 1_000, beatEvery = 25_000 }: HubOptions) {
    this.#clock = clock;
    this.#streamsASession = streamsASession;
    this.#pause = pause;
    this.#unsureUntil = clock.now().getTime();
    this.#timers = [
      setInterval(() => this.#beat(), beatEvery).unref(),
      setInterval(() => this.#sweep(), SWEEP_EVERY).unref(),
    ];
  }

  /** Open pages now. */
  get pages(): number {
    let count = 0;
    for (const members of this.#bySession.values()) count += members.length;
    return count;
  }

  /** Takes a page in; if what it shows has changed since it was read, it hears so at once. */
  join(page: Page): void {
    const now = this.#clock.now().getTime();
    const endsAt = Math.min(page.until.getTime(), now + LONGEST);
    const member: Member = {
      sessionId: page.sessionId,
      stream: page.stream,
      suffix: page.rank === undefined ? '' : ` ${page.rank}`,
      pages: audiencesOf(this.#byTopic, page.topics),
      own: audiencesOf(this.#byOwn, page.own),
      endsAt,
      toldAt: 0,
      timer: undefined,
      waiting: undefined,
    };
    for (const { members } of [...member.pages, ...member.own]) members.add(member);
    const siblings = this.#bySession.get(page.sessionId) ?? [];
    this.#bySession.set(page.sessionId, [...siblings, member]);
    page.stream.onEnd(() => this.#leave(member));
    const streams = new Set(siblings.map(({ stream }) => stream));
    if (!streams.has(page.stream) && streams.size >= this.#streamsASession) siblings[0]?.stream.end(60_000);
    if (this.#mayBeStale(page, page.topics)) this.#tell(member, 'changed', 0);
    else if (this.#mayBeStale(page, page.own)) this.#tell(member, 'unread', 0);
  }

  /** Something changed: the pages that show it hear so; the session's own topic ends its pages. */
  changed(topics: readonly string[]): void {
    const now = this.#clock.now().getTime();
    const [pages, readers] = [new Set<Member>(), new Set<Member>()];
    for (const topic of topics) {
      this.#remember(topic, now);
      for (const member of this.#byTopic.get(topic)?.members ?? []) pages.add(member);
      for (const member of this.#byOwn.get(topic)?.members ?? []) readers.add(member);
      const session = /^session:(.+)$/.exec(topic)?.[1];
      if (session) for (const member of this.#bySession.get(session) ?? []) member.stream.end(60_000);
    }
    this.#tellAll(pages, 'changed');
    this.#tellAll(readers, 'unread');
  }

  /** So much changed (or we were deaf for a while) that every page must look. */
  everythingChanged(): void {
    this.#unsureUntil = this.#clock.now().getTime();
    this.#tellAll(new Set([...this.#bySession.values()].flat()), 'changed');
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const members of this.#bySession.values()) {
      for (const member of members) {
        clearTimeout(member.timer);
        member.stream.end(5_000);
      }
    }
  }

  #remember(topic: string, now: number): void {
    this.#changedAt.delete(topic);
    this.#changedAt.set(topic, now);
    if (this.#changedAt.size <= REMEMBERED) return;
    const [oldest] = this.#changedAt;
    if (!oldest) return;
    this.#changedAt.delete(oldest[0]);
    this.#unsureUntil = Math.max(this.#unsureUntil, oldest[1]);
  }

  #mayBeStale({ since }: Page, topics: readonly string[]): boolean {
    const readAt = since.getTime();
    if (readAt <= this.#unsureUntil) return true;
    return topics.some((topic) => (this.#changedAt.get(topic) ?? 0) >= readAt);
  }

  /** Tells them all, in the order in which they came; very many in several goes, and spread in when they may ask. */
  #tellAll(members: ReadonlySet<Member>, word: Word): void {
    const spread =
      members.size <= ASKING_A_SECOND
        ? 0
        : Math.min(LONGEST_SPREAD, Math.round((members.size / ASKING_A_SECOND) * 1_000));
    const waiting = [...members];
    const go = (): void => {
      for (const member of waiting.splice(0, IN_ONE_GO)) this.#tell(member, word, spread);
      if (waiting.length > 0) setImmediate(go);
    };
    go();
  }

  /** One word now, then at most one a pause: ten changes in a second refresh a page twice. */
  #tell(member: Member, word: Word, spread: number): void {
    member.waiting ??= new Map();
    member.waiting.set(word, Math.max(spread, member.waiting.get(word) ?? 0));
    if (member.timer) return;
    const wait = member.toldAt + this.#pause - performance.now();
    if (member.toldAt === 0 || wait <= 0) this.#say(member);
    else member.timer = setTimeout(() => this.#say(member), wait);
  }

  #say(member: Member): void {
    member.timer = undefined;
    member.toldAt = performance.now();
    for (const [word, spread] of member.waiting ?? [])
      member.stream.send(word, `${spread > 0 ? spread : 1}${member.suffix}`);
    member.waiting = undefined;
  }

  #leave(member: Member): void {
    clearTimeout(member.timer);
    strike(this.#byTopic, member.pages, member);
    strike(this.#byOwn, member.own, member);
    const left = (this.#bySession.get(member.sessionId) ?? []).filter((other) => other !== member);
    if (left.length > 0) this.#bySession.set(member.sessionId, left);
    else this.#bySession.delete(member.sessionId);
  }

  #beat(): void {
    for (const members of this.#bySession.values()) for (const member of members) member.stream.beat();
  }

  #sweep(): void {
    const now = this.#clock.now().getTime();
    for (const members of this.#bySession.values()) {
      for (const member of members)
        if (member.endsAt <= now) member.stream.end(500 + Math.round(Math.random() * 2_000));
    }
  }
}

/** Those of these topics, made where nobody listened before. */
function audiencesOf(lists: Map<string, Audience>, topics: readonly string[]): readonly Audience[] {
  return topics.map((topic) => {
    const known = lists.get(topic) ?? { topic, members: new Set() };
    lists.set(known.topic, known);
    return known;
  });
}

function strike(lists: Map<string, Audience>, audiences: readonly Audience[], member: Member): void {
  for (const { topic, members } of audiences) {
    members.delete(member);
    if (members.size === 0) lists.delete(topic);
  }
}
