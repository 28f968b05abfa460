import type { Actor } from '../authz/policy.ts';
import type { AnyEndpoint } from '../contract/endpoint.ts';
import { Refusal } from '../contract/refusal.ts';
import type { Db } from '../db/db.ts';
import type { Download } from './download.ts';

/**
 * Somebody looks at the product as another person sees it, with their consent. The request's actor is then the person looked at; the
 * session stays that of who looks. Nothing can be written: what is not a GET is refused before it is read, and a page is made inside one
 * transaction that PostgreSQL itself holds read only.
 */
export interface Viewing {
  readonly viewer: Actor;
  readonly until: Date;
  /** Where the view ends, as a form sends it. */
  readonly endAddress: string;
  /** Endpoints that stay those of who looks: to end it, to sign out. */
  readonly own: readonly string[];
  /** Whether an endpoint shows what is the person's alone: passwords, sessions, tokens, their own data. */
  hides(endpoint: string): boolean;
  /** Notes in the audit that this page is seen, before it is shown. */
  note(path: string): Promise<void>;
}

/** What a viewing never sees: what is the person's alone, and what programs read. @throws Refusal */
export function refuseToViewer(viewing: Viewing, endpoint: AnyEndpoint, asPage: boolean): void {
  if (endpoint.method !== 'GET') throw new Refusal('platform.viewing-only');
  if (!asPage || endpoint.personal || viewing.hides(endpoint.name)) throw new Refusal('platform.viewing-hidden');
}

/** Pictures belong to pages; any other file would be taken away. @throws Refusal */
export function refuseFile(file: Download): void {
  if (!file.type.startsWith('image/')) throw new Refusal('platform.viewing-hidden');
}

/** PostgreSQL refused a write in a transaction that only reads. */
const WRITE_REFUSED = '25006';

/** Runs `work` in a transaction in which PostgreSQL refuses every write. @throws Refusal when it tried one */
export async function readingOnly<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().setAccessMode('read only').execute(work);
  } catch (error) {
    if (error && typeof error === 'object' && 'code' in error && error.code === WRITE_REFUSED)
      throw new Refusal('platform.viewing-only');
    throw error;
  }
}
