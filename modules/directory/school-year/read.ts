import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import { schoolFor } from '../in-school.ts';
import { schoolPolicy } from '../policy.ts';
import type { SchoolRow } from '../queries/school.ts';
import { courtesyName, fullName } from '../rules.ts';
import { SHOWN, type showNextYear, type showYearPlace } from './contract.ts';
import {
  type DraftRow,
  findDraft,
  listDraftClasses,
  listOverruled,
  listPlaced,
  listTeachers,
  readInside,
} from './queries.ts';
import { levelWords, mayOpenOn, preparedFrom, yearAhead, yearToPrepare } from './rules.ts';

interface Seen {
  readonly school: SchoolRow;
  readonly year: number;
  readonly row: DraftRow | undefined;
  readonly mayPrepare: boolean;
}

/** The next year of a school, for who prepares it; for a teacher, once it is shared. */
async function seenYear(ctx: SessionContext, uai: string): Promise<Seen> {
  const school = await schoolFor(ctx, uai, 'seeNextYear');
  const year = yearAhead(ctx.actor.today);
  const row = await findDraft(ctx.db, school.id, year);
  const mayPrepare = schoolPolicy.can(ctx.actor, 'prepareYear', { schoolId: school.id, communeId: school.communeId });
  if (!mayPrepare && !row?.shared) notFound();
  return { school, year, row, mayPrepare };
}

/** How far a school is with its next year. */
export async function readNextYear(ctx: SessionContext, uai: string): Promise<Answer<typeof showNextYear>> {
  const { school, year, row, mayPrepare } = await seenYear(ctx, uai);
  const { today } = ctx.actor;
  const isDraft = row !== undefined && row.openedOn === null;
  const inside = isDraft ? await readInside(ctx.db, school.id, year, today) : { classes: [], waiting: 0, leaving: 0 };
  const overruled = row?.openedOn && mayPrepare ? await listOverruled(ctx.db, school.id, year, today) : [];
  return {
    school: { uai: school.uai, name: school.name },
    year,
    stage: row ? (row.openedOn ? 'open' : 'draft') : 'none',
    from: yearToPrepare(today) === year ? null : preparedFrom(year),
    opensOn: isDraft ? row.opensOn : null,
    openedOn: row?.openedOn ?? null,
    mayOpenNow: isDraft && mayPrepare && mayOpenOn(today, year),
    shared: row?.shared ?? false,
    classes: inside.classes.map(({ teachers, ...one }) => ({ ...one, teachers: teachers.map(courtesyName) })),
    waiting: inside.waiting,
    leaving: inside.leaving,
    counts: row?.openedOn ? row.counts : null,
    overruled: overruled.map(({ uid, said, now, ...name }) => ({
      id: uid,
      displayName: fullName(name),
      said: said ?? '',
      now,
    })),
    overruledCount: overruled[0]?.total ?? 0,
    abilities: { prepareYear: mayPrepare },
  };
}

/** Pupils of a class in preparation, by its id, or of a heap. */
export async function readYearPlace(
  ctx: SessionContext,
  uai: string,
  place: string,
  after: string | undefined,
): Promise<Answer<typeof showYearPlace>> {
  const { school, year, row, mayPrepare } = await seenYear(ctx, uai);
  if (!row || row.openedOn) notFound();
  const { today } = ctx.actor;
  const classes = await listDraftClasses(ctx.db, school.id, year);
  const own = classes.find(({ id }) => id === place);
  if (!own && place !== 'waiting' && place !== 'leaving') notFound();
  const [sortName, id] = readMarkWithId(after, 2) ?? [];
  const draft = { schoolId: school.id, year, today };
  const from = sortName !== undefined && id !== undefined ? { sortName, id } : undefined;
  const pupils = await listPlaced(ctx.db, draft, place, { after: from, limit: SHOWN + 1 });
  const inside = await readInside(ctx.db, school.id, year, today);
  const shown = pupils.slice(0, SHOWN);
  const last = shown.at(-1);
  return {
    school: { uai: school.uai, name: school.name },
    year,
    place,
    label: own?.label ?? '',
    count: own
      ? (inside.classes.find((one) => one.id === place)?.pupils ?? 0)
      : place === 'leaving'
        ? inside.leaving
        : inside.waiting,
    pupils: shown.map((pupil) => ({
      id: pupil.uid,
      displayName: fullName(pupil),
      from: pupil.from,
      level: pupil.level && levelWords(pupil.level),
    })),
    next: pupils.length > SHOWN && last ? writeMark([last.sortName, last.id]) : null,
    classes: classes.map((one) => ({ id: one.id, label: one.label })),
    teachers: (own?.teachers ?? []).map((one) => ({ id: one.uid, displayName: courtesyName(one) })),
    staff:
      own && mayPrepare
        ? (await listTeachers(ctx.db, school.id, today)).map((one) => ({ id: one.uid, displayName: fullName(one) }))
        : [],
    mayChange: mayPrepare,
  };
}
