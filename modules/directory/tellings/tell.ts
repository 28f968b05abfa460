import { type Db, firstOf, newId, type RawBuilder, rowsOf, sql, statement } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { type Telling, type ToDo, tellingSentence, texts } from './texts.ts';

/** Tells somebody what was done about them: on their home page until they have read it, and by mail where an address is confirmed. */
export async function tell(
  tx: Transaction,
  personId: string,
  telling: Telling,
  now: Date,
  { mail = true }: { readonly mail?: boolean } = {},
): Promise<void> {
  const id = newId();
  const row = await firstOf(
    tx.db,
    sql<{ uid: string }>`
      with told as (
        insert into directory.tellings (id, person_id, code, details, created_at)
        values (${id}, ${personId}, ${telling.code}, ${JSON.stringify(telling.details)}::jsonb, ${now}) returning person_id)
      select p.uid from told join directory.persons p on p.id = told.person_id`,
  );
  if (mail) await tx.emit({ name: 'directory.person-told', payload: { personId, tellingId: id } });
  if (row) tx.changed(`person:${row.uid}`);
}

/** Tellings in one fact at most: its reader sends that many mails. */
const TOLD_AT_ONCE = 50;

/** Tells many persons at once, set-based; they see it on their home page, and by mail where an address is confirmed. */
export async function tellMany(
  tx: Transaction,
  told: readonly { readonly personId: string; readonly telling: Telling }[],
  now: Date,
): Promise<void> {
  const rows = told.map(({ personId, telling }) => ({ id: newId(), person_id: personId, ...telling }));
  await sql`
    insert into directory.tellings (id, person_id, code, details, created_at)
    select t.id, t.person_id, t.code, t.details, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, person_id uuid, code text, details jsonb)`.execute(
    tx.db,
  );
  for (let at = 0; at < rows.length; at += TOLD_AT_ONCE) {
    const tellings = rows
      .slice(at, at + TOLD_AT_ONCE)
      .map(({ id, person_id: personId }) => ({ tellingId: id, personId }));
    await tx.emit({ name: 'directory.persons-told', payload: { tellings } });
  }
}

/**
 * Puts something to do on the home of each of these persons, without mail, unless they were told of it since `since`.
 * @returns how many were told
 */
export async function tellOnce(
  tx: Transaction,
  personIds: readonly string[],
  { telling, now, since }: { readonly telling: ToDo; readonly now: Date; readonly since: Date },
): Promise<number> {
  const rows = personIds.map((personId) => ({ id: newId(), person_id: personId }));
  const told = await rowsOf(
    tx.db,
    sql<{ uid: string }>`
      with told as (
        insert into directory.tellings (id, person_id, code, details, created_at)
        select r.id, r.person_id, ${telling.code}, ${JSON.stringify(telling.details)}::jsonb, ${now}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, person_id uuid)
        where not exists (select 1 from directory.tellings t
                          where t.person_id = r.person_id and t.code = ${telling.code} and t.created_at >= ${since})
        returning person_id)
      select p.uid from told join directory.persons p on p.id = told.person_id order by p.id`,
  );
  tx.changed(...told.map(({ uid }) => `person:${uid}`));
  return told.length;
}

/** What is told of somebody's leaving. */
const LEAVING = ['account-leaving', 'account-reminder', 'erasure-asked'] as const;

/** Takes back what was told of these persons' leaving, to them or to their guardians; `codes`: only that of it. */
export async function forgetTellings(
  db: Db,
  about: readonly string[],
  codes: readonly (typeof LEAVING)[number][] = LEAVING,
): Promise<void> {
  await sql`
    delete from directory.tellings
    where code = any(${[...codes]}::text[]) and details ->> 'about' = any(${[...about]}::text[])`.execute(db);
}

export interface ToldRow {
  readonly id: string;
  readonly telling: Telling;
}

/** What a person has not read yet, the oldest first. */
export async function unseen(db: Db, personId: string): Promise<readonly ToldRow[]> {
  const rows = await unseenRows(db, { personId });
  return rows.map(({ id, code, details }) => ({ id, telling: { code, details } as Telling }));
}

/** Asked on every home. */
const unseenRows = statement<{ personId: string }, { id: string; code: string; details: unknown }>(
  ['personId'],
  ({ personId }) => sql`
    select id, code, details from directory.tellings where person_id = ${personId} and seen_at is null
    order by created_at, id limit 20`,
);

/** The words of a mail about a telling; undefined when the person has read it meanwhile. */
export async function tellingMail(
  db: Db,
  tellingId: string,
  locale: Locale,
): Promise<{ readonly subject: string; readonly text: string; readonly action: string } | undefined> {
  const row = await firstOf(
    db,
    sql<{ code: string; details: unknown }>`
      select code, details from directory.tellings where id = ${tellingId} and seen_at is null`,
  );
  if (!row) return undefined;
  const t = texts[locale];
  const isLeaving = LEAVING.some((code) => code === row.code);
  const subject = row.code === 'child-renamed' ? t.renamedSubject : isLeaving ? t.leavingSubject : t.mailSubject;
  return {
    subject,
    text: tellingSentence(locale, row as Telling),
    action: t.mailAction,
  };
}

/**
 * What a telling of that kind (and, where given, of that page) waited for is done: nobody is told of it any more. `personIds` null:
 * whoever was told.
 */
export async function settleTellings(
  tx: Transaction,
  personIds: readonly string[] | null,
  { code, href, now }: { readonly code: ToDo['code']; readonly href?: string; readonly now: Date },
): Promise<void> {
  const rows = await rowsOf(
    tx.db,
    sql<{ uid: string }>`
      update directory.tellings t set seen_at = ${now} from directory.persons p
      where ${personIds ? sql`t.person_id = any(${[...personIds]}::uuid[])` : sql`true`} and t.code = ${code} and t.seen_at is null
        and p.id = t.person_id
        and (${href ?? null}::text is null or t.details->>'href' = ${href ?? null})
      returning p.uid`,
  );
  if (personIds) tx.changed(...rows.map(({ uid }) => `person:${uid}`));
}

/**
 * Tells a whole crowd of something to do, on their home page and not by mail; told already, they are not told again.
 * @param persons SQL query of ids, one column, each once
 */
export async function tellCrowd(
  db: Db,
  persons: RawBuilder<unknown>,
  { code, details }: ToDo,
  now: Date,
): Promise<void> {
  const crowd = await rowsOf(
    db,
    sql<{ id: string }>`select q.person_id as id from (${persons}) as q (person_id) order by q.person_id`,
  );
  await sql`
    insert into directory.tellings (id, person_id, code, details, created_at)
    select q.id, q.person_id, ${code}, ${JSON.stringify(details)}::jsonb, ${now}
    from unnest(${crowd.map(() => newId())}::uuid[], ${crowd.map(({ id }) => id)}::uuid[]) as q (id, person_id)
    where not exists (select 1 from directory.tellings t
                      where t.person_id = q.person_id and t.code = ${code} and t.details->>'href' = ${details.href})`.execute(
    db,
  );
}

/** The person has read these. */
export async function markSeen(ctx: SessionContext, ids: readonly string[]): Promise<number> {
  return ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update directory.tellings set seen_at = ${ctx.now}
      where person_id = ${ctx.actor.personId} and id = any(${[...ids]}::uuid[]) and seen_at is null`.execute(tx.db);
    tx.changed(`person:${ctx.actor.uid}`);
    return Number(numAffectedRows ?? 0);
  });
}
