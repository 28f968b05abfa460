import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { attachmentsOf, type FileShown } from '../../files/index.ts';
import { rulesOf } from '../acts/queries.ts';
import { notePlacePolicy } from '../policy.ts';
import type { listSentNotes, newNote, showBoard } from './contract-staff.ts';
import { type FoundPlace, placesToWrite, placeToWrite, pupilsToChoose } from './places.ts';
import { type BoardRow, findBoard, findSent } from './queries-staff.ts';
import { afterOf, readAfter } from './read.ts';
import { NOTE_KIND } from './tell.ts';
import { publicationFor } from './timing.ts';

const PAGE = 20;

/** The notes that the actor follows, of one group or of all. */
export async function readSent(
  { actor, db }: SessionContext,
  asked: { readonly group?: string | undefined; readonly after?: string | undefined },
): Promise<Answer<typeof listSentNotes>> {
  const group = asked.group
    ? await firstOf(
        db,
        sql<{ id: string; label: string; mayWrite: boolean }>`
          select g.group_id as id, gr.label, (g.ends_on is null or g.ends_on > ${actor.today}::date) as "mayWrite"
          from directory.group_terms g join directory.groups gr on gr.school_id = g.school_id and gr.id = g.group_id
          where g.group_id = ${asked.group}::uuid and ${notePlacePolicy.where(actor, 'write')}`,
      )
    : null;
  if (group === undefined) notFound();
  const writes = group ? group.mayWrite : writesSomewhere(actor);
  if (!group && !writes) notFound();
  const rows = await findSent(db, actor, { group: group?.id, after: readAfter(asked.after), limit: PAGE + 1 });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { notes: page, after: rows.length > PAGE && last ? afterOf(last) : null, group, mayWrite: writes };
}

/** Whether the actor writes notes anywhere; no statement. */
export const writesSomewhere = (actor: SessionContext['actor']): boolean =>
  notePlacePolicy.rules.write.some(
    (rule) =>
      actor.roles.includes(rule.role) &&
      [...actor.profiles, ...actor.mandates, ...actor.groups].some((one) => {
        const groupId = 'groupId' in one ? one.groupId : null;
        return one.schoolId !== null && rule.allows(actor, { schoolId: one.schoolId, groupId });
      }),
  );

/** Where a note may go; with a place, all that its form needs. */
export async function readNew({ actor, db, now }: SessionContext, value: string | undefined) {
  if (!writesSomewhere(actor)) notFound();
  if (!value) {
    const places = await placesToWrite(db, actor);
    return { places: places.map(shownPlace), place: null } satisfies Answer<typeof newNote>;
  }
  const place = await placeToWrite(db, actor, value);
  if (!place) notFound();
  const [pupils, rules, timing] = await Promise.all([
    pupilsToChoose(db, place, actor.today),
    rulesOf(db, place.schoolId),
    publicationFor(db, place.schoolId, now),
  ]);
  return {
    places: [],
    place: {
      ...shownPlace(place),
      schoolId: place.schoolId,
      isGroup: place.groupId !== null,
      afterSchoolOnly: place.afterSchoolOnly,
      pupils: pupils.map(({ uid, displayName }) => ({ id: uid, displayName })),
      rules,
      publishAt: timing.publication.queued ? timing.publication.at : null,
    },
    timing,
  };
}

const shownPlace = ({ value, label, school }: FoundPlace) => ({ value, label, school });

const date = (instant: string | null): Date | null => (instant ? new Date(instant) : null);

/** The table of a note: who signed, who is to be asked again, for whom it is printed. */
export async function readBoard(
  ctx: SessionContext,
  noteId: string,
): Promise<Answer<typeof showBoard> & { row: BoardRow; files: readonly FileShown[] }> {
  const row = await findBoard(ctx.db, ctx.actor, noteId);
  if (!row) notFound();
  const pupils = row.pupilList ?? [];
  const files = (await attachmentsOf(ctx.db, NOTE_KIND, [row.id])).get(row.id) ?? [];
  const inUse = await ctx.inUse(
    ctx.db,
    pupils.flatMap(({ guardians }) => (guardians ?? []).map(({ personId }) => personId)),
  );
  const isDone = (state: string): boolean => state === 'signed' || state === 'refused';
  const waited = pupils.filter(({ hasLeft, state }) => !hasLeft || isDone(state));
  const waiting = waited.filter(({ state }) => !isDone(state));
  const owing = waiting.flatMap(({ guardians }) =>
    (guardians ?? []).filter(({ isPresent, outcome }) => isPresent && outcome === null),
  );
  return {
    ...row,
    row,
    files,
    group: row.groupId,
    isPublished: row.publishAt <= ctx.now,
    questions: row.questions.map((question) => ({ ...question, options: [...question.options] })),
    answered: waited.length - waiting.length,
    refused: waited.filter(({ state }) => state === 'refused').length,
    pupils: waited.length,
    toRelaunch: new Set(owing.map(({ personId }) => personId)).size,
    withoutAccount: waiting.filter(({ guardians }) => !(guardians ?? []).some(({ personId }) => inUse.has(personId)))
      .length,
    pupilList: pupils
      .filter(({ hasLeft, state }) => !hasLeft || isDone(state))
      .map(({ uid, paper, guardians, acknowledgedAt, ...pupil }) => ({
        ...pupil,
        id: uid,
        acknowledgedAt: date(acknowledgedAt),
        paper: paper && { ...paper, at: new Date(paper.at) },
        guardians: (guardians ?? []).map((guardian) => ({
          displayName: guardian.displayName,
          seenAt: date(guardian.seenAt),
          outcome: guardian.outcome,
          given: guardian.given ? [...guardian.given] : null,
          answeredAt: date(guardian.answeredAt),
          isInUse: inUse.has(guardian.personId),
        })),
      })),
  };
}
