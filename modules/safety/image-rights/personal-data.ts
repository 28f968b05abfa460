import { type Db, firstOf, sql } from '../../../platform/db/db.ts';

/** What is kept of a person's answers, and of answers about them, as they may read it. */
export async function heldImageAnswers(
  db: Db,
  personId: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const row = await firstOf(
    db,
    sql<{ answers: Readonly<Record<string, unknown>>[] }>`
      select coalesce(json_agg(json_build_object(
               'about', case when ia.person_id = ${personId} then 'self' else 'child' end, 'purpose', ia.purpose, 'answer', ia.answer,
               'textVersion', ia.text_version, 'answeredAt', ia.answered_at, 'endsOn', ia.ends_on, 'replacedAt', ia.replaced_at)
             order by ia.answered_at, ia.id), '[]'::json) as answers
      from safety.image_answers ia where ia.person_id = ${personId} or ia.author_id = ${personId}`,
  );
  return row?.answers ?? [];
}
