import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { MailPace, NotificationKind } from '../../../platform/module.ts';
import { ANY_KIND, type Ways, waysOf } from '../deliveries/rules.ts';

/** A person's choices, by kind. */
export async function choicesOf(db: Db, personId: string): Promise<ReadonlyMap<string, Ways>> {
  const rows = await rowsOf(
    db,
    sql<{ kind: string } & Ways>`
      select kind, mail, is_pushed as "isPushed" from notifications.choices where person_id = ${personId} order by kind`,
  );
  return new Map(rows.map(({ kind, ...ways }) => [kind, ways]));
}

/** The kinds that concern this person, with how they are told of each. */
export function waysByKind(
  ctx: SessionContext,
  choices: ReadonlyMap<string, Ways>,
): readonly { readonly kind: NotificationKind; readonly ways: Ways }[] {
  return ctx.extensions.notificationKinds
    .filter((kind) => kind.offeredTo?.(ctx) ?? true)
    .map((kind) => ({ kind, ways: waysOf(kind, choices) }));
}

/** One pace for every kind: what was chosen kind by kind gives way, and what waits to leave follows. */
export function keepPace(ctx: SessionContext, mail: MailPace): Promise<void> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const before = await choicesOf(tx.db, actor.personId);
    const kinds = ctx.extensions.notificationKinds.map((kind) => ({
      kind: kind.key,
      mail,
      isPushed: waysOf(kind, before).isPushed,
    }));
    await sql`delete from notifications.choices where person_id = ${actor.personId}`.execute(tx.db);
    await write(
      tx.db,
      actor.personId,
      [{ kind: ANY_KIND, mail, isPushed: true }, ...kinds.filter(({ isPushed }) => !isPushed)],
      now,
    );
    if (mail === 'never') await dropWaiting(tx, actor.personId, ANY_KIND);
  });
}

/** Kind by kind; what is not among those offered is left alone. */
export function keepByKind(ctx: SessionContext, given: ReadonlyMap<string, Ways>): Promise<void> {
  const { actor, now } = ctx;
  const known = ctx.extensions.notificationKinds.filter(
    (kind) => given.has(kind.key) && (kind.offeredTo?.(ctx) ?? true),
  );
  const rows = known.flatMap(({ key }) => {
    const ways = given.get(key);
    return ways ? [{ kind: key, ...ways }] : [];
  });
  return ctx.transaction(async (tx) => {
    await write(tx.db, actor.personId, rows, now);
    for (const { kind, mail } of rows) if (mail === 'never') await dropWaiting(tx, actor.personId, kind);
  });
}

/** Somebody who holds the link of a mail wants no more of them; their devices stay told. */
export async function stop(
  tx: Transaction,
  { personId, kind }: { readonly personId: string; readonly kind: string },
  kinds: readonly NotificationKind[],
  now: Date,
): Promise<void> {
  const before = await choicesOf(tx.db, personId);
  const all = kind === ANY_KIND;
  const rows = kinds
    .filter(({ key }) => all || key === kind)
    .map((one) => ({ kind: one.key, mail: 'never' as const, isPushed: waysOf(one, before).isPushed }));
  const any = { kind: ANY_KIND, mail: 'never' as const, isPushed: before.get(ANY_KIND)?.isPushed ?? true };
  await write(tx.db, personId, all ? [any, ...rows] : rows, now);
  await dropWaiting(tx, personId, kind);
}

async function write(
  db: Db,
  personId: string,
  rows: readonly ({ readonly kind: string } & Ways)[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into notifications.choices (person_id, kind, mail, is_pushed, chosen_at)
    select ${personId}::uuid, c.kind, c.mail, c.pushed, ${now}::timestamptz
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ mail }) => mail)}::text[],
                ${rows.map(({ isPushed }) => isPushed)}::boolean[]) as c (kind, mail, pushed)
    on conflict (person_id, kind) do update set mail = excluded.mail, is_pushed = excluded.is_pushed, chosen_at = excluded.chosen_at`.execute(
    db,
  );
}

/** What was to leave by mail and is not wanted any more. */
const dropWaiting = ({ db }: Transaction, personId: string, kind: string): Promise<unknown> =>
  sql`
    delete from notifications.deliveries d using notifications.entries e
    where d.person_id = ${personId} and d.way = 'mail' and d.batch_id is null and e.id = d.entry_id
      and (${kind === ANY_KIND}::boolean or e.kind = ${kind})`.execute(db);
