import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { settleTellings } from '../../directory/index.ts';
import { type ImageKind, type ImageSupport, imageSupports } from './contract.ts';
import { hasLapsed } from './lapsed.ts';
import { imageRightPolicy } from './policy.ts';
import { endOfAnswers, TEXT_VERSION } from './rules.ts';

/** Empty: no answer now; what was answered before stays. */
export type Choices = Readonly<Partial<Record<ImageSupport, '' | 'yes' | 'no'>>>;

/**
 * A legal guardian answers about the pictures of a child, an adult about their own. Each answer is a row with its author, day, words and end; a "no" after a "yes"
 * is a withdrawal. The same answer once more changes nothing. @returns the supports whose answer changed
 */
export function answer(
  ctx: SessionContext,
  personUid: string,
  choices: Choices,
  kind: ImageKind = 'image',
): Promise<ImageSupport[]> {
  const { actor, now, requestId } = ctx;
  const self = { personId: actor.personId, uid: actor.uid, schoolIds: actor.profiles.map(({ schoolId }) => schoolId) };
  const child = [self, ...actor.children].find(({ uid }) => uid === personUid);
  if (!child || !imageRightPolicy.can(actor, 'answer', child)) notFound();
  return ctx.transaction(async (tx) => {
    const former = await rowsOf(
      tx.db,
      sql<{ purpose: ImageSupport; answer: string }>`
        select purpose, answer from safety.image_answers
        where person_id = ${child.personId} and author_id = ${actor.personId} and kind = ${kind} and request_id is null
          and replaced_at is null and ends_on > ${actor.today}::date
        for update`,
    );
    const given = imageSupports.flatMap((purpose) => {
      const before = former.find((row) => row.purpose === purpose)?.answer;
      const said = answerOf(choices[purpose] ?? '', before);
      return said ? [{ id: newId(), purpose, answer: said }] : [];
    });
    if (given.length === 0) return [];
    const purposes = given.map(({ purpose }) => purpose);
    await sql`
      update safety.image_answers set replaced_at = ${now}
      where person_id = ${child.personId} and author_id = ${actor.personId} and kind = ${kind} and request_id is null
        and replaced_at is null and purpose = any(${purposes}::text[])`.execute(tx.db);
    await sql`
      insert into safety.image_answers (id, person_id, author_id, purpose, kind, answer, text_version, answered_at, ends_on)
      select a.id, ${child.personId}::uuid, ${actor.personId}::uuid, a.purpose, ${kind}, a.answer, ${TEXT_VERSION}, ${now}::timestamptz,
             ${endOfAnswers(actor.today)}::date
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as a (id uuid, purpose text, answer text)
      on conflict (person_id, author_id, purpose, kind) where replaced_at is null and request_id is null do nothing`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'safety.image-answered',
      at: now,
      actorId: actor.personId,
      subjectId: child.personId,
      schoolId: child.schoolIds[0],
      details: {
        answers: Object.fromEntries(given.map((one) => [one.purpose, one.answer])),
        kind,
        textVersion: TEXT_VERSION,
      },
      requestId,
    });
    if (!(await hasLapsed(tx.db, actor.personId, actor.today)))
      await settleTellings(tx, [actor.personId], { code: 'image-rights-lapsed', now });
    await tx.emit({ name: 'safety.image-answered', payload: { personId: child.personId, purposes, kind } });
    tx.changed(`person:${child.uid}`);
    return purposes;
  });
}

/** What a choice says after the answer that held before; undefined when it says nothing new. */
export function answerOf(
  choice: '' | 'yes' | 'no',
  before: string | undefined,
): 'allowed' | 'refused' | 'withdrawn' | undefined {
  if (choice === 'yes') return before === 'allowed' ? undefined : 'allowed';
  if (choice === 'no' && before !== 'refused' && before !== 'withdrawn')
    return before === 'allowed' ? 'withdrawn' : 'refused';
  return undefined;
}
