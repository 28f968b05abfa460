import type { Actor } from '../authz/policy.ts';
import type { Clock } from '../clock/clock.ts';
import type { KeyRing } from '../config/keys.ts';
import { addressOf } from '../contract/endpoint.ts';
import { refuse } from '../contract/refusal.ts';
import type { Listener } from '../db/listen.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { LIVE_CHANNEL } from '../outbox/announce.ts';
import { listenToChanges } from './contract.ts';
import { type HubOptions, LiveHub } from './hub.ts';
import { readListening, signListening } from './token.ts';

/** Live pages of one web process. */
export interface Live {
  readonly routes: readonly AnyRoute[];
  /** The signed address that a page puts in its `<meta name="preau-live">`; `since` is when its content was read. */
  address(topics: readonly string[], sessionId: string, since: Date): string;
  /** Open pages in this process. */
  pages(): number;
  close(): void;
}

export interface LiveOptions extends Omit<HubOptions, 'clock'> {
  readonly clock: Clock;
  readonly listener: Listener;
  /** Signs the addresses. */
  readonly keys: KeyRing;
  /** What a person listens to on every page, from who they are alone; nothing when left out. */
  readonly ownTopics?: (actor: Actor) => readonly string[];
}

/** Listens to changes said by any process and passes them to the pages open in this one. */
export async function openLive({ listener, keys, ownTopics = () => [], ...options }: LiveOptions): Promise<Live> {
  const hub = new LiveHub(options);
  const silence = await listener.on(
    LIVE_CHANNEL,
    (message) => (message === '*' ? hub.everythingChanged() : hub.changed(JSON.parse(message) as string[])),
    () => hub.everythingChanged(),
  );
  return {
    routes: [
      route(listenToChanges, {
        handle: async ({ session }, { query }) => {
          const pages = [query.topics].flat().map((signed) => readListening(keys, session.id, signed));
          // Another window may still show the page of a session that is over: it hears nothing, and this one does.
          if (pages.every((page) => page === undefined)) refuse('platform.foreign-listening');
          return { pages: pages.map((page) => (page ? { ...page, topics: [...page.topics] } : null)) };
        },
        stream: ({ session, actor }, { pages }, stream) => {
          for (const [rank, page] of pages.entries())
            if (page)
              hub.join({
                ...page,
                sessionId: session.id,
                own: ownTopics(actor),
                until: session.expiresAt,
                stream,
                rank: pages.length > 1 ? rank : undefined,
              });
        },
      }),
    ],
    address: (topics, sessionId, since) =>
      addressOf(listenToChanges, {}, { topics: signListening(keys, sessionId, { topics, since }) }),
    pages: () => hub.pages,
    close: () => {
      silence();
      hub.close();
    },
  };
}
