/**
 * What waits on this device to be sent: forms that were sent off while the connection was cut. They belong to one person, and leave the
 * device with them. Read by the pages, by the page without network and by the script that stays beside the pages.
 */

export interface Kept {
  /** Where it goes and under which key: the same form sent off again takes the place of what waited. */
  readonly id: string;
  /** The opaque name of the person for this browser. */
  readonly owner: string;
  /** The path that the form leads to. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What it is, for anybody who looks at the device: « Message ». */
  readonly what: string;
  /** Its first words, for its owner alone. */
  readonly words: string;
  /** When it was sent off, in milliseconds. */
  readonly at: number;
  /** `refused`: the server said no. `late`: it waited so long that its person has to say it again. Neither leaves by itself. */
  readonly state: 'waiting' | 'refused' | 'late';
}

/** Said on this channel whenever something of it changed, to every page of the browser. */
export const CHANNEL = 'preau-outbox';

/** Asked of the browser, where it can wake a script once the connection is back. */
export const WAKE = 'preau-outbox';

const DATABASE = 'preau-outbox';
const SHELF = 'kept';

const open = (): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(SHELF, { keyPath: 'id' }));
    asked.addEventListener('success', () => done(asked.result));
    asked.addEventListener('error', () => fail(asked.error));
  });

async function within<T>(mode: IDBTransactionMode, act: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise((done, fail) => {
      const transaction = database.transaction(SHELF, mode);
      const request = act(transaction.objectStore(SHELF));
      transaction.addEventListener('complete', () => done(request.result));
      transaction.addEventListener('abort', () => fail(transaction.error));
    });
  } finally {
    database.close();
  }
}

/** All that waits, the oldest first. */
export const readKept = async (): Promise<Kept[]> =>
  (await within('readonly', (shelf) => shelf.getAll() as IDBRequest<Kept[]>)).sort((a, b) => a.at - b.at);

export const keep = (one: Kept): Promise<unknown> => within('readwrite', (shelf) => shelf.put(one));

export const forget = (id: string): Promise<unknown> => within('readwrite', (shelf) => shelf.delete(id));

export const forgetAll = (): Promise<unknown> => within('readwrite', (shelf) => shelf.clear());

/** Tells every page of this browser that the list is another one, and what of it has just left. */
export function tellPages(sent: readonly Kept[] = []): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(sent);
  channel.close();
}
