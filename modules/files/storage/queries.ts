import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { personQuota, SCHOOL_QUOTA, scanNow } from '../rules.ts';
import { letGo } from '../uploads/queries.ts';
import type { listOwnFiles, showStorage } from './contract.ts';
import { storagePolicy } from './policy.ts';

const PAGE = 20;

type OwnFile = Answer<typeof listOwnFiles>['files'][number];

/** What the actor sent, latest first. */
export async function readOwnFiles(
  { db, actor, storage, now }: SessionContext,
  before: string | undefined,
): Promise<Answer<typeof listOwnFiles>> {
  const after = before ? sql`and f.id < ${before}::uuid` : sql``;
  const [rows, used] = await Promise.all([
    rowsOf(
      db,
      sql<OwnFile>`
        select f.id, f.name, f.bytes, f.scan, f.holds, f.created_at as "sentAt",
               exists (select 1 from files.renditions r where r.file_id = f.id) as thumbnail
        from files.files f
        where f.holder_id = ${actor.personId}::uuid and f.completed_at is not null and f.doomed_at is null
          and (f.holds > 0 or f.expires_at > ${now}) ${after}
        order by f.id desc limit ${PAGE + 1}`,
    ),
    firstOf(
      db,
      sql<{ bytes: number }>`select bytes from files.person_usages where person_id = ${actor.personId}::uuid`,
    ),
  ]);
  const hasScanner = storage.scanner !== undefined;
  const files = rows.slice(0, PAGE).map((file) => ({ ...file, scan: scanNow(file.scan, hasScanner) }));
  return {
    usage: { bytes: used?.bytes ?? 0, quota: personQuota(actor.roles) },
    files,
    next: rows.length > PAGE ? (files.at(-1)?.id ?? null) : null,
  };
}

/** Deletes a file of the actor that nothing holds. What hangs on a message goes with the message. */
export function removeOwn(ctx: SessionContext, fileId: string): Promise<Record<string, never>> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const own = await firstOf(
      tx.db,
      sql<{ id: string }>`
        select id from files.files where id = ${fileId}::uuid and holder_id = ${actor.personId}::uuid and doomed_at is null`,
    );
    if (!own) notFound();
    if (!(await letGo(tx.db, fileId, actor.personId, now))) refuse('files.held');
    await tx.emit({ name: 'files.released', payload: {} });
    return {};
  });
}

interface Space {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly bytes: number;
  readonly quota: number;
}

async function findSpace({ db, actor }: SessionContext, uai: string): Promise<Space> {
  const space = await firstOf(
    db,
    sql<Space>`
      select s.id, s.uai, s.name, coalesce(u.bytes, 0) as bytes, coalesce(u.quota, ${SCHOOL_QUOTA}::bigint) as quota
      from directory.schools s left join files.school_usages u on u.school_id = s.id
      where s.uai = ${uai} and ${storagePolicy.where(actor, 'see')}`,
  );
  return space ?? notFound();
}

/** How full a school's space is, and of what. No name of a file: what people send to each other is not the head's to read. */
export async function readStorage(ctx: SessionContext, uai: string): Promise<Answer<typeof showStorage>> {
  const { id, name, bytes, quota } = await findSpace(ctx, uai);
  const kinds = await rowsOf(
    ctx.db,
    sql<{ kind: string; files: number; bytes: number }>`
      select case when f.media_type like 'image/%' then 'pictures' when f.media_type like 'video/%' then 'films'
                  when f.media_type like 'audio/%' then 'sounds' when f.completed_at is null then 'coming' else 'documents' end as kind,
             count(*) as files, sum(f.counted)::bigint as bytes
      from files.files f where f.school_id = ${id}::uuid group by 1 order by 3 desc, 1`,
  );
  return {
    school: { uai, name },
    usage: { bytes, quota },
    kinds,
    mayChange: storagePolicy.can(ctx.actor, 'change', { schoolId: id }),
  };
}

/** Gives a school more room, or less: what is there stays, and nothing more fits until some of it goes. */
export function changeQuota(ctx: SessionContext, uai: string, gigabytes: number): Promise<Record<string, never>> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const { id } = await findSpace({ ...ctx, db: tx.db }, uai);
    storagePolicy.authorize(actor, 'change', { schoolId: id });
    await sql`
      insert into files.school_usages (school_id, bytes, quota) values (${id}::uuid, 0, ${gigabytes}::bigint * 1000000000)
      on conflict (school_id) do update set quota = excluded.quota`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'files.quota-changed',
      at: now,
      actorId: actor.personId,
      schoolId: id,
      details: { gigabytes },
      requestId,
    });
    return {};
  });
}
