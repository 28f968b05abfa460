import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { guardiansWithAccess } from '../of-schools.ts';
import { findRecord, type RecordRow, statesOf } from '../people/record.ts';
import { personPolicy } from '../policy.ts';
import { indexNames } from '../queries/search.ts';
import { fullName, sortName } from '../rules.ts';
import { tellMany } from '../tellings/tell.ts';
import type { showUsedName } from './contract.ts';

/** @throws Refusal not found for whom the actor may not name */
async function recordFor(ctx: SessionContext, db: Db, uid: string, lock = false): Promise<RecordRow> {
  if (ctx.session.means !== 'session') refuse('platform.forbidden');
  const row = await findRecord(db, ctx, uid, lock);
  return row && personPolicy.can(ctx.actor, 'setName', row.facts) ? row : notFound();
}

/** The given name of civil status: kept beside while another is used, else the one in force. */
const civilOf = ({ values }: RecordRow): string => values.civil_given_name ?? values.given_name ?? '';

/** The name that a person goes by, for who may choose it. */
export async function readUsedName(ctx: SessionContext, uid: string): Promise<Answer<typeof showUsedName>> {
  const row = await recordFor(ctx, ctx.db, uid);
  return {
    id: row.uid,
    displayName: fullName({ givenName: row.values.given_name ?? null, familyName: row.values.family_name ?? '' }),
    used: row.values.civil_given_name ? (row.values.given_name ?? null) : null,
    civil: civilOf(row),
    ofOneself: row.id === ctx.actor.personId,
  };
}

/**
 * Shows another given name everywhere instead of the one of civil status, which is kept: the academy's deliveries go on feeding it, and
 * going back takes its last word. Empty, or the civil name itself, goes back.
 */
export function useName(ctx: SessionContext, uid: string, typed: string): Promise<string> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const row = await recordFor(ctx, tx.db, uid, true);
    const civil = civilOf(row);
    const back = typed === '' || typed === civil;
    const givenName = back ? (statesOf(row).get('givenName')?.academyValue ?? civil) : typed;
    const familyName = row.values.family_name ?? '';
    if (givenName !== row.values.given_name || back !== (row.values.civil_given_name === null)) {
      const { given_name: _former, ...owners } = row.owners;
      await sql`
        update directory.persons set given_name = ${givenName}, civil_given_name = ${back ? null : civil},
               owners = ${JSON.stringify(back ? owners : { ...owners, given_name: 'person' })}::jsonb,
               sort_name = ${sortName(familyName, givenName)}
        where id = ${row.id}`.execute(tx.db);
      await indexNames(tx.db, [row.id]);
      await tx.emit({
        name: 'directory.person-changed',
        payload: { personId: row.id, actorId: actor.personId, fields: ['givenName'] },
      });
      for (const schoolId of new Set(row.facts.profiles.map((profile) => profile.schoolId)))
        await tx.emit({ name: 'directory.circles-changed', payload: { schoolId } });
      await recordAct(tx.db, {
        act: 'directory.name-used',
        at: now,
        actorId: actor.personId,
        subjectId: row.id,
        schoolId: row.facts.profiles[0]?.schoolId,
        details: { back },
        requestId,
      });
      tx.changed(`person:${row.uid}`);
      await tellOtherGuardians(ctx, tx, row, givenName);
    }
    return fullName({ givenName, familyName });
  });
}

/** What one guardian, or the head, decides of a child's name, every other guardian with access learns. */
async function tellOtherGuardians(ctx: SessionContext, tx: Transaction, row: RecordRow, used: string): Promise<void> {
  if (row.id === ctx.actor.personId) return;
  const guardians = await rowsOf(
    tx.db,
    sql<{ adult_id: string }>`
      select distinct g.adult_id from (${guardiansWithAccess(sql`${row.id}::uuid`, ctx.actor.today)}) as g
      where g.adult_id <> ${ctx.actor.personId} order by g.adult_id`,
  );
  const telling = {
    code: 'child-renamed',
    details: { by: ctx.actor.displayName, name: civilOf(row), about: row.id, what: used },
  } as const;
  await tellMany(
    tx,
    guardians.map(({ adult_id: personId }) => ({ personId, telling })),
    ctx.now,
  );
}
