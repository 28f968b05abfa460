import { recordAct } from '../../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../../platform/contract/endpoint.ts';
import { notFound, Refusal } from '../../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { familiesOfClass } from '../../../directory/index.ts';
import { daysAfter } from '../../../directory/rules.ts';
import { hoursPolicyOf, notify, settle } from '../../../notifications/index.ts';
import { publicationOf } from '../../../notifications/rules.ts';
import { refuseIfStopped } from '../../stop/in-force.ts';
import { answerOf } from '../commands.ts';
import { type ImageState, imageKinds, showImageRights } from '../contract.ts';
import { classImagePolicy, imageRightPolicy } from '../policy.ts';
import { TEXT_VERSION } from '../rules.ts';
import type { askOccasion, listOccasions, showOccasion } from './contract.ts';
import { findAskedClass, findOccasion, occasionsOf, openRequests } from './queries.ts';

const subjectOf = (requestId: string): string => `safety.image-request:${requestId}`;

/** What was asked in a class; a class whose families are not the actor's to ask does not exist. */
export async function readOccasions(
  { db, actor }: SessionContext,
  groupId: string,
): Promise<Answer<typeof listOccasions>> {
  const place = (await findAskedClass(db, actor, groupId)) ?? notFound();
  const rows = await occasionsOf(db, actor.today, groupId);
  return { ...place, occasions: rows.map((row) => ({ ...row, kinds: [...row.kinds] })) };
}

/** All kinds asked about together: one refusal wins, and each must be allowed. */
const together = (states: readonly ImageState[]): ImageState =>
  states.includes('refused') ? 'refused' : states.every((state) => state === 'allowed') ? 'allowed' : 'unanswered';

/** Who said what to one occasion. */
export async function readOccasion(
  { db, actor }: SessionContext,
  requestId: string,
): Promise<Answer<typeof showOccasion>> {
  const found = (await findOccasion(db, actor, requestId)) ?? notFound();
  return {
    ...found,
    kinds: [...found.kinds],
    group: { id: found.groupId, label: found.label },
    pupils: found.pupils.map(({ states, answers, ...pupil }) => ({
      ...pupil,
      state: together(states),
      answers: [...answers],
    })),
  };
}

type Body = Input<typeof askOccasion>['body'];

/** @throws Refusal with the faults by field */
function checked(body: Body, today: string) {
  const kinds = imageKinds.filter((kind) => body[kind] === 'yes');
  const faults = [
    ...(kinds.length === 0 ? [{ field: 'image', code: 'safety.kind-missing' }] : []),
    ...(body.occasionOn < today ? [{ field: 'occasionOn', code: 'safety.day-past' }] : []),
    ...(body.until < body.occasionOn ? [{ field: 'until', code: 'safety.days-crossed' }] : []),
    ...(body.until > daysAfter(body.occasionOn, 366) ? [{ field: 'until', code: 'safety.until-far' }] : []),
  ];
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
  return { kinds, endsOn: daysAfter(body.until, 1) };
}

/**
 * Asks the families of a class about one occasion; they are told at the next hour at which the school publishes. Sent twice with the same key
 * it is one. @throws Refusal `safety.stopped`, or the faults by field
 */
export async function ask(ctx: SessionContext, groupId: string, body: Body): Promise<Answer<typeof askOccasion>> {
  const { db, actor, now } = ctx;
  const place = (await findAskedClass(db, actor, groupId)) ?? notFound();
  classImagePolicy.authorize(actor, 'ask', { groupId, schoolId: place.schoolId });
  await refuseIfStopped(ctx, { schoolIds: [place.schoolId], act: 'publish' });
  const { kinds, endsOn } = checked(body, actor.today);
  const policy = await hoursPolicyOf(db, place.schoolId);
  const publishAt = publicationOf(policy, { at: now, authorRole: 'staff', to: 'anybody' }).at;
  return ctx.transaction(async (tx) => {
    const made = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into safety.image_requests
          (id, school_id, group_id, title, details, support, kinds, occasion_on, ends_on, asked_by, asked_at, request_key)
        values (${newId()}, ${place.schoolId}::uuid, ${groupId}::uuid, ${body.title}, ${body.details}, ${body.support}, ${kinds}::text[],
                ${body.occasionOn}::date, ${endsOn}::date, ${actor.personId}::uuid, ${now}, ${body.requestKey}::uuid)
        on conflict (request_key) do nothing returning id`,
    );
    if (!made) return askedBefore(tx.db, actor.personId, body.requestKey);
    await recordAct(tx.db, {
      act: 'safety.occasion-asked',
      at: now,
      actorId: actor.personId,
      schoolId: place.schoolId,
      details: { requestId: made.id, support: body.support, kinds },
      requestId: ctx.requestId,
    });
    await notify(tx, {
      kind: 'safety.image-request',
      subject: subjectOf(made.id),
      schoolId: place.schoolId,
      href: `${showImageRights.path}#r${made.id}`,
      title: body.title,
      words: body.details,
      author: { id: actor.personId, name: actor.displayName },
      publishAt,
      to: {
        query: sql`select f.adult_id as person_id, f.pupil_id as child_id
                   from (${familiesOfClass(actor.today, groupId)}) as f where f.adult_id is not null`,
      },
      todo: true,
    });
    return { id: made.id };
  });
}

async function askedBefore(db: Db, authorId: string, requestKey: string): Promise<{ id: string }> {
  const row = await firstOf(
    db,
    sql<{ id: string }>`
      select id from safety.image_requests where request_key = ${requestKey}::uuid and asked_by = ${authorId}::uuid`,
  );
  return row ?? notFound();
}

/** No more answers are asked for; what was answered holds on. @returns whether it was open until now */
export async function close(ctx: SessionContext, requestId: string): Promise<boolean> {
  const found = (await findOccasion(ctx.db, ctx.actor, requestId)) ?? notFound();
  classImagePolicy.authorize(ctx.actor, 'ask', found);
  return ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update safety.image_requests set closed_at = ${ctx.now}, closed_by = ${ctx.actor.personId}::uuid
      where id = ${requestId}::uuid and closed_at is null`.execute(tx.db);
    if (!numAffectedRows) return false;
    await recordAct(tx.db, {
      act: 'safety.occasion-closed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: found.schoolId,
      details: { requestId },
      requestId: ctx.requestId,
    });
    await settle(tx, subjectOf(requestId), 'everyone');
    return true;
  });
}

/**
 * A legal guardian answers about one occasion for one child, in one tap; a "no" after a "yes" is a withdrawal. What they answered for the year
 * stays as it is. @returns whether it changes anything
 */
export async function answerRequest(
  ctx: SessionContext,
  personUid: string,
  requestId: string,
  given: 'yes' | 'no',
): Promise<boolean> {
  const { actor, db, now } = ctx;
  const child = actor.children.find(({ uid }) => uid === personUid);
  if (!child || !imageRightPolicy.can(actor, 'answer', child)) notFound();
  const asked = await openRequests(db, actor);
  const request = asked.find((row) => row.id === requestId && row.childId === child.personId) ?? notFound();
  const answer = answerOf(given, request.own ?? undefined);
  if (!answer) return false;
  return ctx.transaction(async (tx) => {
    await sql`
      update safety.image_answers set replaced_at = ${now}
      where request_id = ${requestId}::uuid and person_id = ${child.personId}::uuid and author_id = ${actor.personId}::uuid
        and replaced_at is null`.execute(tx.db);
    const rows = request.kinds.map((kind) => ({ id: newId(), kind }));
    await sql`
      insert into safety.image_answers (id, person_id, author_id, purpose, kind, request_id, answer, text_version, answered_at, ends_on)
      select a.id, ${child.personId}::uuid, ${actor.personId}::uuid, ${request.support}, a.kind, ${requestId}::uuid, ${answer},
             ${TEXT_VERSION}, ${now}::timestamptz, ${request.endsOn}::date
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (id uuid, kind text)
      on conflict (request_id, person_id, author_id, kind) where replaced_at is null and request_id is not null do nothing`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'safety.image-answered',
      at: now,
      actorId: actor.personId,
      subjectId: child.personId,
      schoolId: request.schoolId,
      details: {
        requestId,
        answers: { [request.support]: answer },
        kinds: [...request.kinds],
        textVersion: TEXT_VERSION,
      },
      requestId: ctx.requestId,
    });
    const waits = asked.some((row) => row.id === requestId && row.childId !== child.personId && row.own === null);
    if (!waits) await settle(tx, subjectOf(requestId), [actor.personId]);
    await tx.emit({
      name: 'safety.image-answered',
      payload: { personId: child.personId, purposes: [request.support], requestId },
    });
    tx.changed(`person:${child.uid}`, `group:${request.groupId}`);
    return true;
  });
}
