import type { Clock } from '../clock/clock.ts';
import type { EventStream } from '../http/event-stream.ts';

/** An open page that waits to hear that it changed. */
export interface Page {
  readonly sessionId: string;
  readonly topics: readonly string[];
  /** When what it shows was read. */
  readonly since: Date;
  /** When its session ends unless the person does something; the browser then asks again, and is refused or not. */
  readonly until: Date;
  readonly stream: EventStream;
}

/** What everyone of a session listens to besides: published when it is closed. */
export const sessionTopic = (sessionId: string): string => `session:${sessionId}`;

interface Member extends Page {
  readonly endsAt: number;
  toldAt: number;
  timer: NodeJS.Timeout | undefined;
}

export interface HubOptions {
  readonly clock: Clock;
  /** Open pages a session; one more closes the oldest. */
  readonly pagesASession?: number;
  /** Milliseconds between two words to one page. */
  readonly pause?: number;
  /** Milliseconds between two signs of life. */
  readonly beatEvery?: number;
}

/** A page asks again after this long at the latest: a session closed in a way we did not hear of ends here. */
const LONGEST = 15 * 60_000;
const SWEEP_EVERY = 5_000;
/** Topics whose last change is remembered, for pages that connect after it. */
const REMEMBERED = 20_000;

/** The open pages of this process, by what they show. */
export class LiveHub {
  readonly #clock: Clock;
  readonly #pagesASession: number;
  readonly #pause: number;
  readonly #byTopic = new Map<string, Set<Member>>();
  readonly #bySession = new Map<string, Member[]>();
  /** When each topic changed last, the longest unchanged first. */
  readonly #changedAt = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  /** Pages read no later than this may be stale: we had not begun to listen, were cut off, or have forgotten. */
  #unsureUntil: number;

  constructor({ clock, pagesASession = 6, pause = 1_000, beatEvery = 25_000 }: HubOptions) {
    this.#clock = clock;
    this.#pagesASession = pagesASession;
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
    const member: Member = { ...page, endsAt, toldAt: 0, timer: undefined };
    const siblings = this.#bySession.get(page.sessionId) ?? [];
    this.#bySession.set(page.sessionId, [...siblings, member]);
    for (const topic of page.topics) {
      const members = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, members.add(member));
    }
    page.stream.onEnd(() => this.#leave(member));
    if (siblings.length >= this.#pagesASession) siblings[0]?.stream.end(60_000);
    if (this.#mayBeStale(page)) this.#tell(member);
  }

  /** Something changed: the pages that show it hear so; the session's own topic ends its pages. */
  changed(topics: readonly string[]): void {
    const now = this.#clock.now().getTime();
    for (const topic of topics) {
      this.#remember(topic, now);
      for (const member of this.#byTopic.get(topic) ?? []) this.#tell(member);
      const session = /^session:(.+)$/.exec(topic)?.[1];
      if (session) for (const member of this.#bySession.get(session) ?? []) member.stream.end(60_000);
    }
  }

  /** So much changed (or we were deaf for a while) that every page must look. */
  everythingChanged(): void {
    this.#unsureUntil = this.#clock.now().getTime();
    for (const members of this.#bySession.values()) for (const member of members) this.#tell(member);
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

  #mayBeStale({ topics, since }: Page): boolean {
    const readAt = since.getTime();
    if (readAt <= this.#unsureUntil) return true;
    return topics.some((topic) => (this.#changedAt.get(topic) ?? 0) >= readAt);
  }

  /** One word now, then at most one a pause: ten changes in a second refresh a page twice. */
  #tell(member: Member): void {
    if (member.timer) return;
    const wait = member.toldAt + this.#pause - performance.now();
    if (member.toldAt === 0 || wait <= 0) this.#say(member);
    else member.timer = setTimeout(() => this.#say(member), wait);
  }

  #say(member: Member): void {
    member.timer = undefined;
    member.toldAt = performance.now();
    member.stream.send('changed', '1');
  }

  #leave(member: Member): void {
    clearTimeout(member.timer);
    for (const topic of member.topics) {
      const members = this.#byTopic.get(topic);
      members?.delete(member);
      if (members?.size === 0) this.#byTopic.delete(topic);
    }
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
