import { timingSafeEqual } from 'node:crypto';
import { type Key, type KeyRing, macUnder } from '../config/keys.ts';

/** What a page may listen to, as it was when the page was read. */
export interface Listening {
  readonly topics: readonly string[];
  /** When the page was read: what changed since is told at once. */
  readonly since: Date;
}

/** A page that needs more should name a larger thing: the address must stay short. */
const MAX_TOPICS = 40;

/**
 * Signs what the page shown in this session may listen to. Only who was shown a page learns when it changes: the topics were
 * chosen by the page, after the policy, and another session cannot use the address.
 */
export function signListening(keys: KeyRing, sessionId: string, { topics, since }: Listening): string {
  if (topics.length > MAX_TOPICS) throw new Error(`a page listens to ${topics.length} topics, ${MAX_TOPICS} at most`);
  const payload = Buffer.from(JSON.stringify([since.getTime(), ...topics])).toString('base64url');
  return `${keys.current.id}.${payload}.${macOf(keys.current, sessionId, payload)}`;
}

/** Reads a signed listening back; undefined when it is not ours or not for this session. */
export function readListening(keys: KeyRing, sessionId: string, signed: string): Listening | undefined {
  const [id = '', payload = '', mac = '', ...rest] = signed.split('.');
  const key = keys.find(id);
  if (!key || rest.length > 0) return undefined;
  const wanted = Buffer.from(macOf(key, sessionId, payload));
  const given = Buffer.from(mac);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
  const [since, ...topics] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [number, ...string[]];
  return { topics, since: new Date(since) };
}

const macOf = (key: Key, sessionId: string, payload: string): string =>
  macUnder(key, `live\n${sessionId}\n${payload}`).toString('base64url');
