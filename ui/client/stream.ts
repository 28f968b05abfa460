/**
 * The event stream behind the pages of this browser: one connection for all windows in sight. One of them holds it and passes on what is
 * for the others; when it goes, another one takes over. Where the browser cannot agree on one, each window has its own.
 */

export type Word = 'changed' | 'unread';
type Hear = (word: Word, delay: string) => void;

/** What windows say to one another. `who`: a new holder asks. `alone`: the connection is full. No `to`: everybody. */
interface Said {
  readonly kind: 'wants' | 'leaves' | 'who' | 'told' | 'alone';
  readonly from: string;
  readonly to?: string | undefined;
  readonly address?: string;
  readonly word?: Word;
  readonly delay?: string;
}

const firstWait = 2_000;
const longestWait = 300_000;
/** Windows on one connection, as the server takes them. */
const most = 8;
/** Milliseconds in which windows that came or changed together make one connection. */
const gathering = 50;

const me = `${Date.now()}-${Math.random()}`;
/** What this window listens to; empty while it does not. */
let address = '';
let hear: Hear = () => undefined;
let holds = false;
/** Gives the connection up to the next window, or the place in the queue for it. */
let giveUp: (() => void) | undefined;
const others = new Map<string, string>();
let source: EventSource | undefined;
let wait = firstWait;
let timer: ReturnType<typeof setTimeout> | undefined;

const channel =
  'locks' in navigator && 'BroadcastChannel' in globalThis ? new BroadcastChannel('preau-live') : undefined;
const say = (said: Omit<Said, 'from'>): void => channel?.postMessage({ ...said, from: me });

/** Hears of changes at `wanted` (`/live?topics=…`) from now on, and of those at no other address. */
export function listenTo(wanted: string, told: Hear): void {
  hear = told;
  if (wanted === address) return;
  const isNew = address === '';
  address = wanted;
  if (!channel) holds = true;
  if (holds) openSoon(gathering);
  else {
    say({ kind: 'wants', address });
    if (isNew) queue();
  }
}

/** Hears nothing any more; the next window in sight takes the connection. */
export function leave(): void {
  if (address === '') return;
  address = '';
  close();
  others.clear();
  holds = false;
  say({ kind: 'leaves' });
  giveUp?.();
}

/** Waits to hold the connection, behind the windows that came first. */
function queue(): void {
  const stop = new AbortController();
  giveUp = () => stop.abort();
  navigator.locks
    .request('preau-live', { signal: stop.signal }, () => {
      if (stop.signal.aborted) return undefined;
      holds = true;
      say({ kind: 'who' });
      openSoon(gathering);
      return new Promise<void>((done) => {
        giveUp = done;
      });
    })
    .catch(() => undefined);
}

channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
  if (data.to !== undefined && data.to !== me) return;
  if (data.kind === 'leaves') others.delete(data.from);
  else if (data.kind === 'wants' && holds && data.address && others.get(data.from) !== data.address) {
    others.set(data.from, data.address);
    openSoon(gathering);
  } else if (data.kind === 'who' && !holds && address) say({ kind: 'wants', address });
  else if (data.kind === 'told' && address && data.word) hear(data.word, data.delay ?? '');
  else if (data.kind === 'alone' && !holds && address) open();
});

function openSoon(delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(open, delay);
}

function open(): void {
  close();
  const windows = holds ? [[me, address] as const, ...others] : [[me, address] as const];
  for (const [to] of windows.splice(most)) say({ kind: 'alone', to });
  const [own, ...more] = windows.map(([, wanted]) => wanted);
  const opened = new EventSource([own, ...more.map((wanted) => wanted.split('?')[1])].join('&'));
  source = opened;
  opened.addEventListener('open', () => {
    wait = firstWait;
  });
  for (const word of ['changed', 'unread'] as const)
    opened.addEventListener(word, ({ data }: MessageEvent<string>) => {
      // With several windows, the server says for which: their rank in the address.
      const [delay = '', rank] = data.split(' ');
      const to = rank === undefined ? undefined : windows[Number(rank)]?.[0];
      if (to === undefined || to === me) hear(word, delay);
      if (to !== me && windows.length > 1) say({ kind: 'told', to, word, delay });
    });
  opened.addEventListener('error', () => {
    // The browser reconnects by itself after a cut; it gives up after a refusal, and then we wait longer and longer.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    source = undefined;
    openSoon(wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, longestWait);
  });
}

function close(): void {
  clearTimeout(timer);
  source?.close();
  source = undefined;
}
