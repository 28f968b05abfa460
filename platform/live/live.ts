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
          const { topics, since } =
            readListening(keys, session.id, query.topics) ?? refuse('platform.foreign-listening');
          return { topics: [...topics], since };
        },
        stream: ({ session, actor }, { topics, since }, stream) =>
          hub.join({
            sessionId: session.id,
            topics,
            own: ownTopics(actor),
            since,
            until: session.expiresAt,
            stream,
          }),
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
