import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Cut } from '../../../platform/pictures/cut.ts';
import { makePicture } from '../../../platform/pictures/make.ts';
import { forgetPictures, keepPicture, pictureBytes } from '../../../platform/pictures/store.ts';
import { groupPolicy, personPolicy } from '../policy.ts';
import { findGroup, listMembers } from '../queries/group.ts';
import { fullName } from '../rules.ts';
import type { showFaces, showPhotoForm } from './contract.ts';
import { findPhotoPerson, isShowable, type PhotoPerson, photosFor } from './queries.ts';

/** The person whose photo the actor may set; for others there is no such page. */
async function ownedPhoto(ctx: SessionContext, uid: string): Promise<PhotoPerson> {
  const person = await findPhotoPerson(ctx.db, ctx.actor, uid);
  if (!person || !personPolicy.can(ctx.actor, 'setPhoto', person.facts)) notFound();
  return person;
}

/** The photo in place, and whether it may be shown. */
export async function readPhoto(ctx: SessionContext, uid: string): Promise<Answer<typeof showPhotoForm>> {
  const person = await ownedPhoto(ctx, uid);
  return {
    id: person.uid,
    displayName: fullName(person),
    photo: person.photo,
    needsConsent: person.isPupil,
    mayShow: await isShowable(ctx.db, ctx.extensions.pictureConsent, person, ctx.actor.today),
  };
}

/**
 * Sets the photo of a person; the former one is forgotten.
 * @throws Refusal `directory.photo-no-consent`, or one of `makePicture`
 */
export async function setPhoto(
  ctx: SessionContext,
  uid: string,
  given: Cut & { readonly bytes: Uint8Array | undefined },
): Promise<void> {
  const person = await ownedPhoto(ctx, uid);
  // A child's photo is not even kept without the consent.
  if (!(await isShowable(ctx.db, ctx.extensions.pictureConsent, person, ctx.actor.today)))
    refuse('directory.photo-no-consent');
  const sizes = await makePicture(given.bytes, 'square', given);
  await changing(ctx, person, 'directory.photo-set', async ({ db }) => {
    const pictureId = await keepPicture(db, 'square', sizes, ctx.now);
    await sql`
      insert into directory.person_photos (person_id, picture_id, added_by, added_at)
      values (${person.id}, ${pictureId}, ${ctx.actor.personId}, ${ctx.now})
      on conflict (person_id) do update
      set picture_id = excluded.picture_id, added_by = excluded.added_by, added_at = excluded.added_at`.execute(db);
  });
}

/** Removes the photo of a person; where there is none, nothing changes. */
export async function removePhoto(ctx: SessionContext, uid: string): Promise<void> {
  const person = await ownedPhoto(ctx, uid);
  await changing(ctx, person, 'directory.photo-removed', async ({ db }) => {
    await sql`delete from directory.person_photos where person_id = ${person.id}`.execute(db);
  });
}

/** Does it with the former photo held, which goes; noted for the person to read. */
const changing = (
  ctx: SessionContext,
  person: PhotoPerson,
  act: string,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> =>
  ctx.transaction(async (tx) => {
    // Two first photos at once: the second waits, and takes the first one for the former.
    await sql`select 1 from directory.persons where id = ${person.id} for update`.execute(tx.db);
    const former = await firstOf(
      tx.db,
      sql<{
        id: string;
      }>`select picture_id as id from directory.person_photos where person_id = ${person.id} for update`,
    );
    await work(tx);
    await forgetPictures(tx.db, former ? [former.id] : []);
    await recordAct(tx.db, {
      act,
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: person.id,
      requestId: ctx.requestId,
    });
    tx.changed(`person:${person.uid}`);
  });

/** The bytes of a photo that the actor may see and that may be shown; otherwise it does not exist. */
export async function readPhotoBytes(
  ctx: SessionContext,
  uid: string,
  address: string,
  width: number,
): Promise<Buffer> {
  const person = await findPhotoPerson(ctx.db, ctx.actor, uid);
  if (!person || person.photo !== address || !personPolicy.can(ctx.actor, 'seePhoto', person.facts)) notFound();
  if (!(await isShowable(ctx.db, ctx.extensions.pictureConsent, person, ctx.actor.today))) notFound();
  return (await pictureBytes(ctx.db, address, width)) ?? notFound();
}

/** The members of a group whom the actor may see, with the photos that may be shown. */
export async function readFaces(ctx: SessionContext, groupId: string): Promise<Answer<typeof showFaces>> {
  const { actor, db } = ctx;
  const group = await findGroup(db, actor, groupId);
  if (!group || !groupPolicy.can(actor, 'seeMembers', { groupId: group.id, schoolId: group.schoolId })) notFound();
  const members = await listMembers(db, actor, group);
  const photos = await photosFor(
    db,
    ctx.extensions.pictureConsent,
    actor,
    members.map(({ id }) => id),
  );
  return {
    group: { id: group.id, label: group.label, school: group.schoolName },
    faces: members.map((member) => ({
      id: member.uid,
      displayName: fullName(member),
      role: member.role,
      photo: photos.get(member.id) ?? null,
    })),
  };
}
