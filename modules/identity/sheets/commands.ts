import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import {
  type CodeAudience,
  type CodeHolder,
  findCodeGroup,
  findCodeHolder,
  findCodeSchool,
  listCodeHolders,
} from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { CODE_DAYS, printedCode } from '../activation/code.ts';
import { scanCode, showActivation } from '../activation/contract.ts';
import { issueActivationCodes, type PrintedIssue } from '../activation/issue-many.ts';
import { revokeCodes } from '../activation/revoke.ts';
import { dayInWords } from '../when.ts';
import type { PerPage, Sheet, SheetBatch } from './batch.ts';
import { standings } from './queries.ts';
import { nameOf } from './read.ts';
import type { SecondLanguage } from './texts/languages.ts';
import { paper } from './texts/paper.ts';

/** How sheets are to be printed, and for whom of those who have not entered. */
export interface Printing {
  readonly audience: CodeAudience;
  /** `missing`: who holds no code in force; `waiting`: everyone, the former sheets cancelled. */
  readonly which: 'missing' | 'waiting';
  readonly perPage: PerPage;
  readonly second: SecondLanguage | null;
}

/**
 * New codes and their sheets for a school: the classes given, all when none is.
 * @throws Refusal `identity.nobody-to-print`; not found for a school where the actor may hand out no code
 */
export async function printForSchool(
  ctx: SessionContext,
  uai: string,
  given: Printing & { readonly classes: readonly string[] },
): Promise<SheetBatch> {
  byThemselves(ctx);
  const school = await findCodeSchool(ctx, uai);
  if (!school) notFound();
  const wanted = new Set(given.classes);
  const chosen = school.classes.filter(({ id }) => wanted.size === 0 || wanted.has(id));
  const where = { schoolId: school.id, groupIds: chosen.map(({ id }) => id), name: school.name };
  return print(ctx, where, given, { audiences: [given.audience] });
}

/** The same for one class. */
export async function printForClass(ctx: SessionContext, groupId: string, given: Printing): Promise<SheetBatch> {
  byThemselves(ctx);
  const group = await findCodeGroup(ctx, groupId);
  if (!group) notFound();
  const where = { schoolId: group.schoolId, groupIds: [group.id], name: group.schoolName };
  return print(ctx, where, given, { audiences: [given.audience] });
}

/** The same for chosen people of a school, whoever they are there; who has entered gets none. */
export async function printForPeople(
  ctx: SessionContext,
  uai: string,
  personIds: readonly string[],
): Promise<SheetBatch> {
  byThemselves(ctx);
  const school = await findCodeSchool(ctx, uai);
  if (!school) notFound();
  const where = { schoolId: school.id, groupIds: school.classes.map(({ id }) => id), name: school.name };
  return print(ctx, where, { which: 'waiting', perPage: 2, second: null }, { audiences, only: new Set(personIds) });
}

const audiences: readonly CodeAudience[] = ['guardians', 'pupils', 'staff'];

interface Place {
  readonly schoolId: string;
  readonly groupIds: readonly string[];
  readonly name: string;
}

/** Among whom the sheets are printed: those a school or class has of these kinds, or only some of them. */
interface Among {
  readonly audiences: readonly CodeAudience[];
  readonly only?: ReadonlySet<string>;
}

async function print(
  ctx: SessionContext,
  place: Place,
  given: Omit<Printing, 'audience'>,
  { audiences, only }: Among,
): Promise<SheetBatch> {
  const listed = await Promise.all(
    audiences.map((audience) => listCodeHolders(ctx.db, ctx.actor, { ...place, audience })),
  );
  const all = listed.flat().filter(({ personId }) => only?.has(personId) ?? true);
  const holders = [...Map.groupBy(all, (holder) => holder.personId).values()].flatMap(together);
  const known = await standings(
    ctx.db,
    holders.map(({ personId }) => personId),
    ctx.now,
  );
  const due = holders.filter(({ personId }) => {
    const state = known.get(personId)?.state;
    return state === 'none' || state === 'over' || state === 'shut' || (state === 'given' && given.which === 'waiting');
  });
  if (due.length === 0) refuse('identity.nobody-to-print');
  const issues = await ctx.transaction((tx) =>
    issueActivationCodes(tx.db, {
      personIds: due.map(({ personId }) => personId),
      issuedBy: ctx.actor.personId,
      now: ctx.now,
      pepper: ctx.keys.pepper,
      schoolId: place.schoolId,
      requestId: ctx.requestId,
    }),
  );
  if (issues.size === 0) refuse('identity.nobody-to-print');
  return {
    school: place.name,
    site: ctx.publicUrl.replace(/^https?:\/\//, '') + showActivation.path,
    until: dayInWords('fr', new Date(ctx.now.getTime() + CODE_DAYS * 24 * 3600_000)),
    madeAt: ctx.now,
    perPage: given.perPage,
    second: given.second,
    sheets: due.flatMap((holder) => {
      const issue = issues.get(holder.personId);
      return issue ? [sheetOf(ctx, holder, issue)] : [];
    }),
  };
}

/** One sheet a person: a mother of two classes finds hers with the first, all her children named. */
function together(entries: readonly CodeHolder[]): CodeHolder[] {
  const [first] = entries;
  return first ? [{ ...first, children: [...new Set(entries.flatMap((entry) => entry.children))] }] : [];
}

function sheetOf(ctx: SessionContext, holder: CodeHolder, issue: PrintedIssue): Sheet {
  const { about } = paper;
  const line = holder.groupId === null ? about.staff : about.pupil;
  return {
    name: nameOf(holder),
    about: holder.children.length > 0 ? about.guardian(list(holder.children)) : line,
    group: holder.groupLabel,
    code: printedCode(issue.code),
    link: ctx.publicUrl + addressOf(scanCode, { code: issue.code }),
    login: issue.login,
    proof: issue.proof,
    isPupil: issue.isPupil,
  };
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}${paper.and}${names.at(-1)}`;

/** Calls back every code in force of a class's families or pupils. Gives how many. */
export async function revokeForClass(
  ctx: SessionContext,
  groupId: string,
  audience: 'guardians' | 'pupils',
): Promise<number> {
  byThemselves(ctx);
  const group = await findCodeGroup(ctx, groupId);
  if (!group) notFound();
  const { schoolId } = group;
  const holders = await listCodeHolders(ctx.db, ctx.actor, { schoolId, groupIds: [group.id], audience });
  return revoke(
    ctx,
    holders.map(({ personId }) => personId),
    schoolId,
  );
}

/** Calls back the code in force of one person to whom the actor may hand one. */
export async function revokeForPerson(ctx: SessionContext, personUid: string): Promise<number> {
  byThemselves(ctx);
  const holder = await findCodeHolder(ctx, personUid);
  if (!holder) notFound();
  return revoke(ctx, [holder.personId]);
}

const revoke = (ctx: SessionContext, personIds: readonly string[], schoolId?: string): Promise<number> =>
  ctx.transaction((tx) =>
    revokeCodes(tx.db, {
      personIds,
      by: ctx.actor.personId,
      now: ctx.now,
      requestId: ctx.requestId,
      ...(schoolId ? { schoolId } : {}),
    }),
  );
