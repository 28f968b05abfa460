import { type Db, newId, sql } from '../../platform/db/db.ts';
import { extensionsOf } from '../../platform/extensions.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Module, WorkContext } from '../../platform/module.ts';
import { testKeys } from '../../platform/testing/keys.ts';
import { testMailer } from '../../platform/testing/work.ts';
import { type Door, signInAs } from '../identity/builders.ts';

/** A module that tells of two kinds of things, for tests. */
export const NOTES: Module = {
  manifest: { name: 'notes', label: 'Mots', level: 3, dependsOn: [], purpose: 'Gives kinds to tell of.' },
  routes: [],
  notificationKinds: (['test.note', 'test.news'] as const).map((key, order) => ({
    key,
    order,
    icon: 'clipboard-check',
    defaults: { mail: 'now', push: true },
    texts: {
      fr:
        key === 'test.note'
          ? { label: 'Mots', hint: 'Les mots du carnet', one: 'Mot', act: 'Signer' }
          : { label: 'Nouvelles', hint: 'Celles de la classe', one: 'Nouvelle' },
      en:
        key === 'test.note'
          ? { label: 'Notes', hint: 'The notes', one: 'Note', act: 'Sign' }
          : { label: 'News', hint: 'Of the class', one: 'News' },
    },
  })),
};

/** What a job reaches, on a test's database and clock; what is queued is left to the test. */
export function workOn(
  { db, clock, storage }: Pick<Door, 'db' | 'clock' | 'storage'>,
  modules: readonly Module[],
  given: { readonly mailer?: Mailer } = {},
): WorkContext {
  return {
    db,
    clock,
    storage,
    settings: { publicUrl: 'http://localhost', dataDir: 'var' },
    keys: testKeys,
    extensions: extensionsOf(modules),
    mailer: given.mailer ?? testMailer(),
    signal: new AbortController().signal,
    log: () => undefined,
    enqueue: async () => undefined,
  };
}

/** Gives a person an account in use with a confirmed address. */
export async function giveAddress(
  door: Door,
  personId: string,
  address = `${newId()}@famille.invalid`,
): Promise<string> {
  await signInAs(door, personId);
  await confirmAddress(door.db, personId, address);
  return address;
}

const confirmAddress = (db: Db, personId: string, address: string): Promise<unknown> =>
  sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
      values (${newId()}, ${personId}, ${address}, now(), now())`.execute(db);
