import type { KeyObject } from 'node:crypto';
import { WorkFailure } from '../jobs/failure.ts';
import { encryptPush, type PushKeys } from './encrypt.ts';
import { vapidHeader } from './vapid.ts';

/** Who sends, as push services know us. */
export interface PushSender {
  readonly publicKey: string;
  readonly key: KeyObject;
  /** `mailto:…` or an `https:` address of ours. */
  readonly contact: string;
}

export interface Push {
  readonly endpoint: string;
  readonly keys: PushKeys;
  readonly message: Buffer;
  readonly isUrgent: boolean;
  /** Names the message: tried again, it takes the place of the first one if the browser has not fetched that yet. 32 signs at most. */
  readonly topic: string;
  readonly now: Date;
}

/** Seconds that a service keeps a message for a device that is off. */
const KEPT_FOR = 2 * 86_400;
const TIMEOUT = 10_000;

/**
 * Hands a message to the push service of a browser. `gone`: the browser ended its subscription, nothing will ever arrive there. `refused`: the
 * service will never take this message for that browser.
 * @throws WorkFailure `push.failed-<status>` or `push.unreachable`: worth another try
 */
export async function sendPush(
  sender: PushSender,
  { endpoint, keys, message, isUrgent, topic, now }: Push,
): Promise<'sent' | 'gone' | 'refused'> {
  const body = new Uint8Array(encryptPush(keys, message));
  let status: number;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        authorization: vapidHeader(endpoint, sender, now),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(KEPT_FOR),
        urgency: isUrgent ? 'high' : 'normal',
        topic,
      },
      body,
    });
    await response.body?.cancel();
    status = response.status;
  } catch (error) {
    throw new WorkFailure('push.unreachable', error);
  }
  if (status === 404 || status === 410) return 'gone';
  if (status >= 200 && status < 300) return 'sent';
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return 'refused';
  throw new WorkFailure(`push.failed-${status}`);
}
