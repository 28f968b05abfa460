import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
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

/** Notes that a mail came back; the second hard one of an address asks its person to look at it. */
export async function noteBounce(
  { db, clock, log }: Pick<WorkContext, 'db' | 'clock' | 'log'>,
  { personId, address, isHard, status }: Bounce,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const now = clock.now();
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
  });
  log('warn', 'notifications.mail-returned', { status, hard: isHard });
}

/** The person says that their addresses work: mails go there again. */
export async function forgetBounces(
  transaction: <T>(work: (tx: Parameters<typeof settle>[0]) => Promise<T>) => Promise<T>,
  personId: string,
): Promise<void> {
  await transaction(async (tx) => {
    await sql`delete from notifications.bounces where person_id = ${personId}`.execute(tx.db);
    await settle(tx, subjectOf(personId), [personId]);
  });
}
