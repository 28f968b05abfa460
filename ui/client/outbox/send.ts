/** Sends what waits on this device, in the order in which it was written, each once. Pages do it, and the script that stays beside them. */
import { forget, type Kept, keep, readKept, tellPages } from './kept.ts';

/** What was written longer ago than this (three days) is not sent without its person: much of what one tells a school is for a day. */
const LATE = 3 * 86_400_000;

/** Why something still waits: no connection, or a session that is over. */
export type Stop = 'cut' | 'signed-out' | undefined;

/** One at a time in the whole browser: two pages and the script beside them must not send the same thing side by side. */
export const alone = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('preau-outbox', act) as Promise<T>) : act();

/** Sends all that waits, and tells the pages. What the server refuses stays, marked so; at the first cut or closed door the others wait on. */
export const sendKept = (): Promise<Stop> =>
  alone(async () => {
    const sent: Kept[] = [];
    let stopped: Stop;
    let changed = false;
    for (const one of await readKept()) {
      if (one.state !== 'waiting') continue;
      const outcome = Date.now() - one.at > LATE ? 'late' : await post(one);
      if (outcome === 'cut' || outcome === 'signed-out') {
        stopped = outcome;
        break;
      }
      changed = true;
      if (outcome === 'sent') {
        await forget(one.id);
        sent.push(one);
      } else await keep({ ...one, state: outcome });
    }
    if (changed) tellPages(sent);
    return stopped;
  });

type Outcome = 'sent' | 'refused' | 'cut' | 'signed-out';

/** Doors to pass first: a charter, a second factor, a view in somebody's place. */
const LATER = ['platform.sign-in-needed', 'platform.step-needed', 'platform.viewing-only'];

async function post({ action, fields, owner }: Kept): Promise<Outcome> {
  try {
    const answer = await fetch(`/api${action}`, {
      method: 'POST',
      // For nobody else: whoever has signed in meanwhile is refused by the server. And no sign that its person is there.
      headers: { accept: 'application/json', 'x-preau-person': owner, 'x-preau-background': 'outbox' },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
    });
    // What is no answer of ours (the page of a railway's network, a proxy's) says nothing about it.
    if (!answer.headers.get('content-type')?.includes('application/json')) return 'cut';
    if (answer.ok) return 'sent';
    const { error } = (await answer.json()) as { error?: { code?: string } };
    if (answer.status === 401 || LATER.includes(error?.code ?? '')) return 'signed-out';
    return answer.status === 429 || answer.status >= 500 ? 'cut' : 'refused';
  } catch {
    return 'cut';
  }
}
