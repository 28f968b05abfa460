import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { personsById, personsNamed } from '../../directory/index.ts';
import type * as contract from './contract.ts';
import { countsOf, findCopies, MOST_COPIES, refuseIfVague, type Wanted } from './find.ts';
import { asCampaignKeeper } from './policy.ts';
import { digestOf, type PlacedCopy } from './seal.ts';

const MOST_SENDERS = 2_000;
/** Texts and accounts shown of what was found: enough to judge. */
const SHOWN = 20;

/**
 * Writes down what is looked for, and by whom: it reads what others wrote to each other.
 * @returns the search's id
 * @throws Refusal `safety.campaign-vague`; a fault of `senders` when none of its lines names somebody, or there are too many
 */
export async function makeSearch(
  ctx: SessionContext,
  given: Input<typeof contract.makeSearch>['body'],
): Promise<string> {
  asCampaignKeeper(ctx);
  const { words, link, sha256, hours } = given;
  const { senders, unknown } = await whoIsMeant(ctx, given.senders);
  refuseIfVague({ words, link, sha256, senders });
  const id = newId();
  const criteria = { words, link, sha256, hours, isWhole: given.whole === 'yes' };
  await ctx.transaction(async (tx) => {
    await sql`
      insert into safety.campaign_searches (id, criteria, senders, unknown, made_by, made_at)
      values (${id}, ${JSON.stringify(criteria)}::jsonb, ${senders}::uuid[], ${unknown}::text[], ${ctx.actor.personId}, ${ctx.now})`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'safety.campaign-searched',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: {
        searchId: id,
        words: words !== '',
        link: link !== '',
        sha256: sha256 || null,
        senders: senders?.length ?? null,
        hours: Number(hours),
      },
      requestId: ctx.requestId,
      visibility: 'protection',
    });
  });
  return id;
}

/** Lines of a list, each a login, a name or a public id; one that names several names nobody. */
async function whoIsMeant(
  { db, extensions }: SessionContext,
  list: string,
): Promise<{ readonly senders: string[] | null; readonly unknown: string[] }> {
  const lines = [...new Set(list.split(/[\n;,]/).map((line) => line.trim()))].filter(Boolean);
  if (lines.length === 0) return { senders: null, unknown: [] };
  if (lines.length > MOST_SENDERS) fault('safety.campaign-senders-many');
  const byLogin = await extensions.personsByLogin(db, lines);
  const named = await personsNamed(
    db,
    lines.filter((line) => !byLogin.has(line)),
  );
  const idOf = (line: string): string | undefined => {
    const ids = named.get(line) ?? [];
    return byLogin.get(line) ?? (ids.length === 1 ? ids[0] : undefined);
  };
  const senders = [...new Set(lines.flatMap((line) => idOf(line) ?? []))];
  if (senders.length === 0) fault('safety.campaign-senders-unknown');
  return { senders, unknown: lines.filter((line) => !idOf(line)) };
}

function fault(code: string): never {
  throw new Refusal('platform.invalid-input', {}, [{ field: 'senders', code }]);
}

interface SearchRow {
  readonly criteria: Pick<Wanted, 'words' | 'link' | 'sha256' | 'isWhole'> & {
    readonly hours: Answer<typeof contract.showSearch>['asked']['hours'];
  };
  readonly senders: string[] | null;
  readonly unknown: string[];
  readonly madeAt: Date;
}

/** What a search asks for. */
export async function wantedBy(ctx: SessionContext, searchId: string) {
  asCampaignKeeper(ctx);
  const row = await firstOf(
    ctx.db,
    sql<SearchRow>`
      select criteria, senders, unknown, made_at as "madeAt" from safety.campaign_searches where id = ${searchId}`,
  );
  if (!row) notFound();
  const { criteria, senders, unknown, madeAt } = row;
  return { criteria, unknown, wanted: { ...criteria, senders, at: madeAt } };
}

/** What a search finds now. */
export async function readSearch(ctx: SessionContext, searchId: string): Promise<Answer<typeof contract.showSearch>> {
  const { criteria, wanted, unknown } = await wantedBy(ctx, searchId);
  const copies = await findCopies(ctx, wanted);
  const authors = mostOften(copies, ({ authorId }) => authorId);
  const known = await rowsOf(
    ctx.db,
    sql<{ id: string; uid: string; name: string }>`
      select a.person_id as id, a.uid, a.full_name as name from (${personsById}) as a
      where a.person_id = any(${authors.map(([{ authorId }]) => authorId)}::uuid[]) and a.erased_on is null`,
  );
  const byId = new Map(known.map((person) => [person.id, person]));
  return {
    id: searchId,
    ...countsOf(copies),
    isCut: copies.length === MOST_COPIES,
    asked: { ...criteria, senders: wanted.senders?.length ?? null, madeAt: wanted.at },
    unknown,
    texts: mostOften(copies, (copy) => `${copy.place} ${digestOf(copy).toString('hex')}`).map(([copy, count]) => ({
      kind: labelOf(ctx, copy.place),
      title: copy.title,
      words: copy.words.slice(0, 500),
      copies: count,
    })),
    authors: authors.flatMap(([{ authorId }, count]) => {
      const person = byId.get(authorId);
      return person ? [{ id: person.uid, name: person.name, copies: count }] : [];
    }),
  };
}

/** What a place holds, in words: "un message". */
export const labelOf = ({ extensions, locale }: SessionContext, place: string): string =>
  extensions.reportables.find((one) => one.place === place)?.label(locale) ?? place;

/** One copy of each kind that `keyOf` tells apart, with how many there are, the most frequent first. */
function mostOften(copies: readonly PlacedCopy[], keyOf: (copy: PlacedCopy) => string): [PlacedCopy, number][] {
  const groups = [...Map.groupBy(copies, keyOf).values()].sort((one, other) => other.length - one.length);
  return groups
    .slice(0, SHOWN)
    .flatMap((group): [PlacedCopy, number][] => (group[0] ? [[group[0], group.length]] : []));
}
