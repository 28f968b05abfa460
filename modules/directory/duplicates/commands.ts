import type { Answer } from '../../../platform/contract/endpoint.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { schoolFor } from '../in-school.ts';
import { personPolicy } from '../policy.ts';
import { fullName } from '../rules.ts';
import { schoolsAs } from '../scopes.ts';
import { schoolsEntrusted } from '../scopes-delegates.ts';
import * as contract from './contract.ts';
import { findMerge, mergeRecords, partRecords } from './merge.ts';
import { findPairs, findRecords, type RecordRow } from './queries.ts';
import { likeness } from './rules.ts';

const named = (row: Pick<RecordRow, 'uid' | 'familyName' | 'givenName'>) => ({
  id: row.uid,
  displayName: fullName(row),
});

/** Pairs of a school whose two records the actor may merge, the likeliest first. */
export async function readDuplicates(
  ctx: SessionContext,
  uai: string,
): Promise<Answer<typeof contract.listDuplicates>> {
  const school = await schoolFor(ctx, uai, 'mergePeople');
  const { actor, db } = ctx;
  const pairs = await findPairs(db, school.id, actor.today);
  const ids = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const records = new Map(
    (await findRecords(db, actor, sql`p.id = any(${ids}::uuid[])`)).map((record) => [record.id, record]),
  );
  const shown = pairs.flatMap(({ left, right }) => {
    const [one, other] = [records.get(left), records.get(right)];
    if (!one || !other || ![one, other].every(({ facts }) => personPolicy.can(actor, 'merge', facts))) return [];
    return [{ left: named(one), right: named(other), ...withSigns(one, other) }];
  });
  return {
    school: { uai: school.uai, name: school.name },
    pairs: shown.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score),
    merges: await standingMerges(ctx, school.id),
  };
}

const withSigns = (one: RecordRow, other: RecordRow) => {
  const { score, signs } = likeness(one, other);
  return { score, signs: [...signs] };
};

async function standingMerges({ db, now }: SessionContext, schoolId: string) {
  const rows = await rowsOf(
    db,
    sql<{ id: string; uid: string; familyName: string; givenName: string | null; undoUntil: Date }>`
      select m.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", m.undo_until as "undoUntil"
      from directory.merges m join directory.persons p on p.id = m.into_id
      where m.school_id = ${schoolId} and m.undone_at is null and m.settled_at is null and m.undo_until > ${now}
      order by m.created_at desc, m.id limit 100`,
  );
  return rows.map((row) => ({ id: row.id, person: named(row), undoUntil: row.undoUntil }));
}

/** Two records that the actor may merge; else they do not exist. */
async function pairFor(
  ctx: SessionContext,
  leftUid: string,
  rightUid: string,
): Promise<readonly [RecordRow, RecordRow]> {
  const rows = await findRecords(ctx.db, ctx.actor, sql`p.uid in (${leftUid}, ${rightUid})`);
  const left = rows.find(({ uid }) => uid === leftUid);
  const right = rows.find(({ uid }) => uid === rightUid);
  if (!left || !right || left === right) notFound();
  if (![left, right].every(({ facts }) => personPolicy.can(ctx.actor, 'see', facts))) notFound();
  for (const { facts } of [left, right]) personPolicy.authorize(ctx.actor, 'merge', facts);
  return [left, right];
}

/** The school for which the actor merges: one of the two persons' where they may. */
function schoolOf(ctx: SessionContext, pair: readonly RecordRow[]): string | null {
  const mine = [...schoolsAs(ctx.actor, 'head'), ...schoolsEntrusted(ctx.actor, 'duplicates')];
  const theirs = pair.flatMap(({ facts }) => [
    ...facts.profiles.map((profile) => profile.schoolId),
    ...facts.children.flatMap((child) => child.schoolIds),
  ]);
  return mine.find((id) => theirs.includes(id)) ?? null;
}

const backTo = (ctx: SessionContext, schoolId: string | null): string | null => {
  const uai = ctx.actor.profiles.find((profile) => profile.schoolId === schoolId)?.schoolUai;
  return uai ? addressOf(contract.listDuplicates, { schoolUai: uai }) : null;
};

const sideOf = (row: RecordRow): Answer<typeof contract.showPair>['left'] => ({
  ...named(row),
  birthDate: row.birthDate,
  email: row.email,
  mobile: row.mobile,
  city: row.city,
  sources: [...row.sources],
  posts: [...row.posts],
  children: [...row.children],
});

export async function readPair(
  ctx: SessionContext,
  leftUid: string,
  rightUid: string,
): Promise<Answer<typeof contract.showPair>> {
  const [left, right] = await pairFor(ctx, leftUid, rightUid);
  return {
    left: sideOf(left),
    right: sideOf(right),
    ...withSigns(left, right),
    back: backTo(ctx, schoolOf(ctx, [left, right])),
  };
}

/** The school makes one of two records. Nobody merges their own record alone: that takes proof from both sides. */
export async function mergePair(
  ctx: SessionContext,
  leftUid: string,
  rightUid: string,
  staysUid: string | undefined,
): Promise<Answer<typeof contract.mergePair>> {
  const [left, right] = await pairFor(ctx, leftUid, rightUid);
  if ([left.id, right.id].includes(ctx.actor.personId)) refuse('directory.not-oneself');
  const stays = [left, right].find(({ uid }) => uid === staysUid)?.id;
  return ctx.transaction(async (tx) => {
    const into = await mergeRecords(ctx, tx, {
      left: left.id,
      right: right.id,
      stays,
      proof: 'school',
      schoolId: schoolOf(ctx, [left, right]),
    });
    return named(into === left.id ? left : right);
  });
}

/** Somebody looked: they are two. */
export async function keepApart(ctx: SessionContext, leftUid: string, rightUid: string): Promise<string | null> {
  const pair = await pairFor(ctx, leftUid, rightUid);
  const [one, other] = pair.map(({ id }) => id).sort();
  await ctx.transaction((tx) =>
    sql`
      insert into directory.duplicate_proposals (id, left_id, right_id, reason, created_at, decided_at, decision)
      values (${newId()}, ${one}, ${other}, 'by-hand', ${ctx.now}, ${ctx.now}, 'different')
      on conflict (left_id, right_id) do update set decided_at = excluded.decided_at, decision = excluded.decision`.execute(
      tx.db,
    ),
  );
  return backTo(ctx, schoolOf(ctx, pair));
}

/** Undoes a merge that the school made. */
export async function undoMerge(ctx: SessionContext, uai: string, mergeId: string): Promise<boolean> {
  const school = await schoolFor(ctx, uai, 'mergePeople');
  return ctx.transaction(async (tx) => {
    const row = await findMerge(tx.db, mergeId, ctx.now);
    if (!row || row.schoolId !== school.id) notFound();
    await partRecords(ctx, tx, row);
    return true;
  });
}
