import {
  type JournalEntry,
  type JournalScope,
  type JournalWish,
  readJournal,
} from '../../../platform/audit/journal.ts';
import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { ActWords, Module, Names } from '../../../platform/module.ts';
import type { Place } from '../../../platform/tables/table.ts';
import type { Door } from '../tables/read.ts';
import { showJournal, showOwnJournal } from './contract.ts';
import { journalPolicy } from './policy.ts';
import { texts } from './texts.ts';

const PAGE = 30;

/** What the journal takes from the modules: the words of their acts, and the names of persons and schools. */
export interface JournalSources {
  readonly words: (ctx: SessionContext, act: string) => ActWords | undefined;
  readonly acts: (ctx: SessionContext) => readonly { readonly value: string; readonly label: string }[];
  readonly names: Names;
}

/** `modules` is called when a journal is read, once all are known. */
export function journalSources(modules: () => readonly Pick<Module, 'actTexts'>[], names: Names): JournalSources {
  return {
    names,
    words: ({ locale }, act) =>
      modules()
        .map((module) => module.actTexts?.[locale][act])
        .find((words) => words !== undefined),
    acts: ({ locale }) =>
      modules()
        .flatMap((module) => Object.entries(module.actTexts?.[locale] ?? {}))
        .map(([value, words]) => ({ value, label: inWords(words, {}) }))
        .sort((a, b) => a.label.localeCompare(b.label, locale)),
  };
}

const inWords = (words: ActWords, details: Readonly<Record<string, unknown>>): string =>
  typeof words === 'string' ? words : words(details);

/** What was done with one's own data, or a child's; of others' journals nothing is known. Two statements. */
export async function readOwnJournal(
  sources: JournalSources,
  ctx: SessionContext,
  { person, after }: Input<typeof showOwnJournal>['query'],
): Promise<Answer<typeof showOwnJournal>> {
  const { actor } = ctx;
  const people = [
    { personId: actor.personId, uid: actor.uid, name: actor.displayName },
    ...actor.children.map((child) => ({ personId: child.personId, uid: child.uid, name: child.displayName })),
  ];
  const shown = people.find(({ uid }) => uid === (person ?? actor.uid)) ?? notFound();
  if (!journalPolicy.can(actor, 'seeOwn', { personId: shown.personId })) notFound();
  const { entries, next } = await pageOf(
    sources,
    ctx,
    { persons: [shown.personId] },
    { after, sight: journalPolicy.where(actor, 'seeOwn') },
  );
  return {
    entries,
    people: people.map(({ uid, name }) => ({ id: uid, name, isShown: uid === shown.uid })),
    next: next && addressOf(showOwnJournal, {}, { person, after: next }),
  };
}

/** The journal of a school, or (for the operator) of everything. */
export async function readWholeJournal(
  sources: JournalSources,
  ctx: SessionContext,
  query: Input<typeof showJournal>['query'],
): Promise<Answer<typeof showJournal>> {
  const { place, scope } = await scopeOf(sources, ctx, query.place);
  const { act, from, to, after } = query;
  const verb = scope === 'everything' ? 'seeAll' : scope === 'protection' ? 'seeEveryProtection' : 'seeSchool';
  const sight = journalPolicy.where(ctx.actor, verb);
  const { entries, next } = await pageOf(sources, ctx, scope, { act, from, to, after, sight });
  return {
    place: place && { key: place.key, label: place.label },
    isProtectionAlone: scope === 'protection',
    entries,
    acts: [...sources.acts(ctx)],
    next: next && addressOf(showJournal, {}, { place: query.place, act, from, to, after: next }),
  };
}

async function scopeOf(
  { names }: JournalSources,
  ctx: SessionContext,
  key: string,
): Promise<{ place: Place | null; scope: JournalScope }> {
  const { actor } = ctx;
  if (key === '' && journalPolicy.can(actor, 'seeAll', {})) return { place: null, scope: 'everything' };
  if (key === '' && journalPolicy.can(actor, 'seeEveryProtection', {})) return { place: null, scope: 'protection' };
  const place = key === '' ? headedPlaces(names, ctx)[0] : await names.findPlace(ctx, key);
  if (!place || !journalPolicy.can(actor, 'seeSchool', { schoolId: place.id })) notFound();
  const withProtection = journalPolicy.can(actor, 'seeProtection', { schoolId: place.id });
  return { place, scope: { school: place.id, withProtection } };
}

/** The schools whose journal the actor reads as their head. */
export const headedPlaces = (names: Names, ctx: SessionContext): Place[] =>
  names.ownPlaces(ctx).filter((place) => journalPolicy.can(ctx.actor, 'seeSchool', { schoolId: place.id }));

async function pageOf(
  sources: JournalSources,
  ctx: SessionContext,
  scope: JournalScope,
  wish: Omit<JournalWish, 'limit'>,
): Promise<{ entries: Answer<typeof showJournal>['entries']; next: string | null }> {
  const found = await readJournal(ctx.db, scope, { ...wish, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const persons = shown.flatMap((entry) => [...(entry.actorId ? [entry.actorId] : []), ...entry.subjectIds]);
  const schools = shown.flatMap((entry) => entry.schoolId ?? []);
  const known = await sources.names.of(ctx, persons, schools);
  const isOwn = typeof scope === 'object' && 'persons' in scope;
  return {
    entries: shown.map((entry) => entryOf(sources, ctx, entry, known, isOwn)),
    next: found.length > PAGE ? (shown.at(-1)?.mark ?? null) : null,
  };
}

function entryOf(
  sources: JournalSources,
  ctx: SessionContext,
  entry: JournalEntry,
  known: Awaited<ReturnType<Names['of']>>,
  isOwn: boolean,
): Answer<typeof showJournal>['entries'][number] {
  const words = sources.words(ctx, entry.act);
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    act: entry.act,
    sentence: words === undefined ? entry.act : inWords(words, entry.details),
    actor: entry.actorId && (known.persons.get(entry.actorId) ?? ''),
    subjects: entry.subjectIds.flatMap((id) => known.persons.get(id) ?? []),
    // A person reads what concerns them, not how many others it concerned.
    otherSubjects: isOwn ? 0 : entry.subjects - entry.subjectIds.length,
    school: (entry.schoolId && known.places.get(entry.schoolId)?.label) ?? null,
    isProtection: entry.visibility === 'protection',
  };
}

/** The journals that the actor may open besides their own. */
export function journalDoors({ names }: JournalSources, ctx: SessionContext): Door[] {
  const t = texts[ctx.locale];
  const door = { key: 'journal', icon: 'history', detail: t.schoolDetail };
  if (journalPolicy.can(ctx.actor, 'seeAll', {})) return [{ ...door, label: t.all, href: showJournal.path }];
  if (journalPolicy.can(ctx.actor, 'seeEveryProtection', {}))
    return [{ ...door, label: t.protectionAlone, href: showJournal.path }];
  const places = headedPlaces(names, ctx);
  return places.map((place) => ({
    ...door,
    label: places.length > 1 ? `${t.school} · ${place.label}` : t.school,
    href: addressOf(showJournal, {}, { place: place.key }),
  }));
}
