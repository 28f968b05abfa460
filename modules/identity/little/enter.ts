import { dayOf } from '../../../platform/clock/clock.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import { type ClassPupil, photosOfClass, placeOfPupil, rosterOf } from '../../directory/index.ts';
import { connectionRow } from '../connections/note.ts';
import { SESSION_COOKIE } from '../sessions/authenticate.ts';
import { endedRows } from '../sessions/end.ts';
import { type LittleKind, lengths } from '../sessions/kinds.ts';
import { digestOf, newToken } from '../sessions/token.ts';
import { noteRefusal } from '../tries/note.ts';
import { animalsOf, type Face } from './animals.ts';
import { type ClassSession, classOfPoster, openClassSession } from './classes.ts';
import { CHOSEN, type Chosen, keepPictures, pictureState, tryPictures } from './pictures.ts';
import { stageOf } from './stages.ts';
import { touchedSoFar } from './touches.ts';

/** This browser came by that poster or card: it is led back there, and nowhere else. */
export const POSTER_COOKIE = 'preau-poster';
export const CARD_COOKIE = 'preau-card';

/** A class whose session is open, seen from its poster: the animals, by given name. */
export interface OpenClass {
  readonly session: ClassSession;
  readonly pupils: readonly (ClassPupil & { readonly face: Face })[];
}

/** What a poster shows: the class while a session is open, nothing otherwise, as for a poster that never was. */
export async function openClassOf(ctx: Context, poster: string): Promise<OpenClass | undefined> {
  const group = await classOfPoster(ctx.db, poster);
  const session = group && (await openClassSession(ctx.db, group, ctx.now));
  if (!group || !session) return undefined;
  const all = await rosterOf(ctx.db, group, dayOf(ctx.now));
  const pupils = all.filter((pupil) => stageOf(pupil) === 'pictures');
  const faces = await animalsOf(ctx.db, group, pupils);
  const ids = pupils.map(({ personId }) => personId);
  const photos = await photosOfClass(ctx.db, ctx.extensions.pictureConsent, ids, dayOf(ctx.now));
  return {
    session,
    pupils: pupils.flatMap((pupil) => {
      const face = faces.get(pupil.personId);
      return face ? [{ ...pupil, face: { ...face, photo: photos.get(pupil.personId) } }] : [];
    }),
  };
}

/** Somebody in front of the twelve pictures, and by what way. */
export interface Little {
  readonly personId: string;
  readonly uid: string;
  readonly givenName: string;
  readonly face: Face;
  readonly hasChosen: boolean;
  readonly locked: boolean;
  readonly way: { readonly kind: LittleKind; readonly classSessionId: string | null; readonly endsAt: Date | null };
}

/** The pupil touched on a poster's page; undefined when the class is closed or the pupil is not of it. */
export async function littleOfPoster(ctx: Context, poster: string, uid: string): Promise<Little | undefined> {
  const open = await openClassOf(ctx, poster);
  const pupil = open?.pupils.find((one) => one.uid === uid);
  if (!open || !pupil) return undefined;
  const { session } = open;
  const kind = session.mode === 'shared' ? 'tablet' : 'solo';
  return {
    ...(await described(ctx.db, pupil, pupil.face)),
    way: { kind, classSessionId: session.id, endsAt: session.endsAt },
  };
}

/** The pupil of the card that this browser was shown; undefined when it is over, called back, or of somebody who has grown. */
export async function littleOfCard(ctx: Context): Promise<Little | undefined> {
  const token = ctx.cookies.get(CARD_COOKIE);
  const card =
    token &&
    (await firstOf(
      ctx.db,
      sql<{ personId: string }>`select person_id as "personId" from identity.home_cards
                                where digest = ${digestOf(token)} and revoked_at is null and expires_at > ${ctx.now}`,
    ));
  const pupil = card ? await placeOfPupil(ctx.db, card.personId, dayOf(ctx.now)) : undefined;
  if (!pupil?.groupId || stageOf(pupil) !== 'pictures') return undefined;
  const faces = await animalsOf(ctx.db, { id: pupil.groupId, schoolId: pupil.schoolId }, [pupil]);
  const face = faces.get(pupil.personId);
  if (!face) return undefined;
  return { ...(await described(ctx.db, pupil, face)), way: { kind: 'card', classSessionId: null, endsAt: null } };
}

const described = async (db: Db, pupil: ClassPupil, face: Face): Promise<Omit<Little, 'way'>> => ({
  personId: pupil.personId,
  uid: pupil.uid,
  givenName: pupil.givenName ?? pupil.familyName,
  face,
  ...(await pictureState(db, pupil.personId)),
});

/** What comes next: more pictures, the same ones again, another try, an adult, or in. */
export type Step =
  | { readonly kind: 'more'; readonly sofar: Chosen; readonly first: Chosen }
  | { readonly kind: 'confirm'; readonly first: Chosen }
  | { readonly kind: 'again' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'in' };

/**
 * One touch. The third one of a round decides: pictures chosen before are compared; a first choice, made in class only, is asked twice.
 * @throws Refusal `identity.pictures-not-chosen` for a card used before pictures were chosen in class
 */
export async function touch(ctx: Context, little: Little, picture: number): Promise<Step> {
  if (little.locked) return { kind: 'locked' };
  if (!little.hasChosen && little.way.kind === 'card') refuse('identity.pictures-not-chosen');
  const touched = touchedSoFar(ctx, little.personId);
  const chosen = [...touched.sofar, picture];
  if (chosen.length < CHOSEN) return { kind: 'more', sofar: chosen, first: touched.first };
  const given = { personId: little.personId, chosen, pepper: ctx.keys.pepper };
  if (!little.hasChosen) {
    if (touched.first.length < CHOSEN) return { kind: 'confirm', first: chosen };
    if (touched.first.some((picture, rank) => picture !== chosen[rank])) return { kind: 'again' };
    const kept = await keepPictures(ctx.db, { ...given, now: ctx.now });
    // Somebody else chose meanwhile: the pictures just touched are then compared with theirs.
    if (!kept && (await tryPictures(ctx.db, given)) !== 'right') return { kind: 'again' };
  } else {
    const verdict = await tryPictures(ctx.db, given);
    if (verdict !== 'right') {
      const reason = verdict === 'locked' ? 'pictures-locked' : 'pictures-wrong';
      await noteRefusal(ctx, { personIds: [little.personId], way: 'pictures', reason });
      return { kind: verdict === 'locked' ? 'locked' : 'again' };
    }
  }
  return (await openLittleSession(ctx, little)) ? { kind: 'in' } : { kind: 'again' };
}

/** Opens the session of a pupil who gave the right pictures, within the class session or by the card; ends the one before it. */
async function openLittleSession(ctx: Context, { personId, way }: Little): Promise<boolean> {
  const { idle, whole } = lengths[way.kind];
  const { token, digest } = newToken();
  const former = ctx.cookies.get(SESSION_COOKIE);
  const at = (ms: number): Date => new Date(ctx.now.getTime() + ms);
  const endsAt = way.endsAt ?? at(whole);
  const provided = sql`
    not exists (select 1 from identity.account_closures c where c.person_id = ${personId} and c.reopened_at is null)
    and (${way.classSessionId}::uuid is null
         or exists (select 1 from identity.class_sessions k
                    where k.id = ${way.classSessionId}::uuid and k.closed_at is null and k.ends_at > ${ctx.now}))`;
  const { numAffectedRows } = await sql`
    with ${sql.join(endedRows(ctx.now, sql`s.digest = ${former ? digestOf(former) : null}::bytea`))},
    noted as (${connectionRow(ctx, { personId, means: 'pictures', kind: way.kind, provided })})
    insert into identity.sessions (id, digest, person_id, kind, class_session_id, started_at, last_seen_at, idle_until, ends_at, device, means)
    select ${newId()}, ${digest}, a.person_id, ${way.kind}, ${way.classSessionId}::uuid, ${ctx.now}, ${ctx.now}, ${at(idle)}, ${endsAt},
           ${JSON.stringify(deviceOf(ctx.userAgent))}::jsonb, 'pictures'
    from identity.accounts a where a.person_id = ${personId} and ${provided}`.execute(ctx.db);
  if (!numAffectedRows) return false;
  ctx.cookies.set(SESSION_COOKIE, token);
  // Whoever had the tablet before leaves nothing behind.
  ctx.clearBrowser(true);
  return true;
}
