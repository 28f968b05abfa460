import { Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Cut } from '../../../platform/pictures/cut.ts';
import { makePicture } from '../../../platform/pictures/make.ts';
import { forgetPictures, keepPicture } from '../../../platform/pictures/store.ts';
import { shaping } from './commands.ts';
import { lookOf, shapedSchool } from './queries.ts';

interface NewPicture extends Cut {
  /** Undefined: the picture stays, its words change. */
  readonly bytes: Uint8Array | undefined;
  readonly alt: string;
  readonly decorative?: 'yes' | undefined;
}

/**
 * Sets the picture of a school and the words that stand for it; the former one is forgotten.
 * @throws Refusal with a fault of `alt`, or one of `makePicture`
 */
export async function setPicture(ctx: SessionContext, uai: string, given: NewPicture): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  if (given.alt === '' && !given.decorative)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'alt', code: 'portal.alt-missing' }]);
  const alt = given.decorative ? '' : given.alt;
  const isKept = (given.bytes?.length ?? 0) === 0 && (await lookOf(ctx.db, school.id)).picture !== null;
  const sizes = isKept ? null : await makePicture(given.bytes, 'wide', given);
  await shaping(ctx, school, 'portal.picture-changed', async ({ db }) => {
    if (!sizes) {
      await sql`update portal.looks set picture_alt = ${alt}, changed_by = ${ctx.actor.personId}, changed_at = ${ctx.now}
                where school_id = ${school.id} and picture_id is not null`.execute(db);
      return;
    }
    const former = await formerPicture(db, school.id);
    const pictureId = await keepPicture(db, 'wide', sizes, ctx.now);
    await sql`
      insert into portal.looks (school_id, picture_id, picture_alt, changed_by, changed_at)
      values (${school.id}, ${pictureId}, ${alt}, ${ctx.actor.personId}, ${ctx.now})
      on conflict (school_id) do update set picture_id = excluded.picture_id, picture_alt = excluded.picture_alt,
                                            changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
      db,
    );
    await forgetPictures(db, former);
  });
}

/** Removes the picture of a school; where there is none, nothing changes. */
export async function removePicture(ctx: SessionContext, uai: string): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  await shaping(ctx, school, 'portal.picture-removed', async ({ db }) => {
    const former = await formerPicture(db, school.id);
    await sql`update portal.looks set picture_id = null, picture_alt = null, changed_by = ${ctx.actor.personId}, changed_at = ${ctx.now}
              where school_id = ${school.id}`.execute(db);
    await forgetPictures(db, former);
  });
}

/** The picture in place, held until the transaction ends, so that two heads do not both replace it. */
async function formerPicture(db: Transaction['db'], schoolId: string): Promise<string[]> {
  const row = await firstOf(
    db,
    sql<{ id: string | null }>`select picture_id as id from portal.looks where school_id = ${schoolId} for update`,
  );
  return row?.id ? [row.id] : [];
}
