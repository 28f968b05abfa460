import { type LookedUp, lookUp } from '../../modules/directory/index.ts';
import {
  accountByLogin,
  accountsOf,
  type FoundAccount,
  type IssuedCode,
  issueActivationCode,
  printedCode,
} from '../../modules/identity/index.ts';
import { dayOf, systemClock } from '../../platform/clock/clock.ts';
import { openKeys } from '../../platform/config/keys.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import type { Settings } from '../../platform/config/settings.ts';
import { Refusal } from '../../platform/contract/refusal.ts';
import { createDb, type Db } from '../../platform/db/db.ts';
import { settingsFor, withDatabase } from '../command.ts';
import { texts } from './texts-user.ts';

/** What a command `user …` works with. */
export interface Desk {
  readonly db: Db;
  readonly settings: Settings;
  readonly now: Date;
  readonly today: string;
}

/** Runs `work` on the product's database and closes it. */
export function atDesk<T>(data: string | undefined, work: (desk: Desk) => Promise<T>): Promise<T> {
  const settings = settingsFor(data);
  return withDatabase(settings, async (databaseUrl) => {
    const db = createDb(databaseUrl, { poolSize: 2 });
    const now = systemClock.now();
    try {
      return await work({ db, settings, now, today: dayOf(now) });
    } finally {
      await db.destroy();
    }
  });
}

/** The one word of a command. */
export function oneWord(words: readonly string[]): string {
  const [word] = words;
  if (word === undefined || words.length > 1) throw new OperatorRefusal(texts.refused.oneWord, exitCodes.usage);
  return word;
}

/** The person whom a uid or a login designates, with their account. */
export async function findPerson(
  { db, today }: Desk,
  word: string,
): Promise<{ readonly person: LookedUp | undefined; readonly account: FoundAccount }> {
  if (/^[A-Z]\d[A-Z]{2}\d{4}$/i.test(word)) {
    const person = (await lookUp(db, word, today)).find(({ uid }) => uid === word.toUpperCase());
    if (!person) throw new OperatorRefusal(texts.refused.noPerson(word));
    const account = (await accountsOf(db, [person.id])).get(person.id);
    if (!account) throw new OperatorRefusal(texts.refused.noAccount(person.displayName));
    return { person, account };
  }
  const account = await accountByLogin(db, word);
  if (!account) throw new OperatorRefusal(texts.refused.noPerson(word));
  return { person: undefined, account };
}

/** Issues a code and prints its sheet, the only time it is seen. */
export async function printCode({ db, settings, now }: Desk, personId: string): Promise<void> {
  const { pepper } = openKeys(settings.keysDir);
  const issued = await db
    .transaction()
    .execute((trx) => issueActivationCode(trx, { personId, issuedBy: null, now, pepper }))
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'identity.no-proof') throw new OperatorRefusal(texts.refused.proofNeeded);
      throw new OperatorRefusal(texts.refused.noAccount(personId));
    });
  console.log(sheetOf(issued, settings.publicUrl));
}

const sheetOf = (issued: IssuedCode, publicUrl: string): string =>
  texts.sheet({
    login: issued.login,
    code: printedCode(issued.code),
    link: `${publicUrl}/activation/code/${issued.code}`,
    until: dayOf(issued.expiresAt),
    proof: texts.proof[issued.proof],
  });
