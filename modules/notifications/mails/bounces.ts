import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context, Transaction } from '../../../platform/http/context.ts';
import type { MailTarget, WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { notify } from '../entries/notify.ts';
import { settle } from '../entries/settle.ts';
import { texts } from './texts.ts';

/** Hard bounces after which nothing more is sent to an address. */
export const MOST_HARD = 2;

export const ADDRESS_KIND = 'notifications.address';
const subjectOf = (personId: string): string => `${ADDRESS_KIND}:${personId}`;

export interface Bounce {
  readonly personId: string;
  readonly address: string;
  readonly isHard: boolean;
  /** The mail server's figure or ours, without its words: they quote the address. */
  readonly status: string;
}

/** SQL query: `person_id`, `address` of those that take no mail any more. */
const broken = (personIds: readonly string[]) => sql<{ personId: string; address: string }>`
  select b.person_id as "personId", b.address from notifications.bounces b
  where b.person_id = any(${[...personIds]}::uuid[]) and b.is_hard
  group by b.person_id, b.address having count(*) >= ${sql.lit(MOST_HARD)}`;

/** The address of each person to which mails still go, by person. */
export async function workingTargets(
  { db, extensions }: Pick<WorkContext, 'db' | 'extensions'>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, MailTarget>> {
  const ids = [...new Set(personIds)];
  const marked = new Set((await rowsOf(db, broken(ids))).map(({ personId, address }) => `${personId} ${address}`));
  const targets = new Map<string, MailTarget>();
  for (const target of await extensions.mailTargets(db, ids))
    if (!targets.has(target.personId) && !marked.has(`${target.personId} ${target.address}`))
      targets.set(target.personId, target);
  return targets;
}

/** Addresses of the person that take no mail any more. */
export const brokenAddresses = async (db: Db, personId: string): Promise<readonly string[]> =>
  (await rowsOf(db, broken([personId]))).map(({ address }) => address);

/** Notes that the mail server refused an address; the second hard refusal asks its person to look at it. */
export async function noteBounce(
  { db, clock, log }: Pick<WorkContext, 'db' | 'clock' | 'log'>,
  bounce: Bounce,
): Promise<void> {
  await inTransaction(db, (tx) => write(tx, bounce, clock.now()));
  log('warn', 'notifications.mail-returned', { status: bounce.status, hard: bounce.isHard });
}

/** Milliseconds in which a second notice about an address is taken for the same one, brought twice. */
const SAME_NOTICE = 600_000;

/** The same, of a notice that the mail server brought later. @returns whether the address is one of the person's */
export async function noteReturned(
  { db, now, extensions, transaction }: Pick<Context, 'db' | 'now' | 'extensions' | 'transaction'>,
  bounce: Bounce,
): Promise<boolean> {
  const { personId, address } = bounce;
  const own = await extensions.mailTargets(db, [personId]);
  if (!own.some((target) => target.address === address)) return false;
  await transaction(async (tx) => {
    const before = await rowsOf(
      tx.db,
      sql`select 1 from notifications.bounces
          where person_id = ${personId} and address = ${address} and bounced_at > ${new Date(now.getTime() - SAME_NOTICE)} limit 1`,
    );
    if (before.length === 0) await write(tx, bounce, now);
  });
  return true;
}

async function write(tx: Transaction, { personId, address, isHard, status }: Bounce, now: Date): Promise<void> {
  await sql`
      insert into notifications.bounces (id, person_id, address, is_hard, status, bounced_at)
      values (${newId()}, ${personId}, ${address}, ${isHard}, ${status}, ${now})`.execute(tx.db);
  const marked = await rowsOf(tx.db, broken([personId]));
  if (!isHard || !marked.some((one) => one.address === address)) return;
  const words = texts.fr;
  await notify(tx, {
    kind: ADDRESS_KIND,
    subject: subjectOf(personId),
    schoolId: null,
    href: '/account/notifications',
    title: words.addressTitle,
    words: words.addressWords,
    publishAt: now,
    to: { persons: [personId] },
    todo: true,
  });
}

/** The person says that their addresses work: mails go there again. */
export async function forgetBounces(transaction: Context['transaction'], personId: string): Promise<void> {
  await transaction(async (tx) => {
    await sql`delete from notifications.bounces where person_id = ${personId}`.execute(tx.db);
    await settle(tx, subjectOf(personId), [personId]);
  });
}
