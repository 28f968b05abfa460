import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import {
  type Audience,
  audienceKey,
  countOf,
  countTogether,
  explain,
  labelsOf,
  mayWrite,
  personsById,
  readAudience,
  schoolsOf,
} from '../../directory/index.ts';
import { type GroupList, writableAudiences } from '../group-lists/lists.ts';
import { authorRoleOf, type CopyRole } from '../rules.ts';
import { roleOf } from './write.ts';

/** What stands before a person's uid among the recipients of a form; an audience stands there by its own key. */
const PERSON = 'person:';
export const personToken = (uid: string): string => `${PERSON}${uid}`;

/** Why somebody cannot be written to. */
export type Reason = 'closed-by-school' | 'closed-by-platform' | 'no-link' | 'gone' | 'blocked';

export interface RefusedRecipient {
  readonly token: string;
  /** Empty for whom the actor does not see: that there is somebody of that id is not theirs to know, nor the name. */
  readonly label: string;
  readonly reason: Reason;
}

export interface NamedRecipient {
  readonly id: string;
  readonly uid: string;
  readonly token: string;
  readonly name: string;
  readonly role: CopyRole;
}

export interface AddressedAudience extends Audience {
  readonly key: string;
  readonly label: string;
  readonly people: number;
  /** Of a school or group. */
  readonly schoolId: string | null;
  /** The mailing list of a group, where its adults may write to one another. */
  readonly list?: GroupList | undefined;
}

/** Whom a message is for, as far as the actor may write to them now. */
export interface Addressees {
  readonly persons: readonly NamedRecipient[];
  readonly audiences: readonly AddressedAudience[];
  readonly refused: readonly RefusedRecipient[];
  /** How many different people that makes, as far as known before it goes out. */
  readonly people: number;
}

/** @param answerable those to whom the actor may write whatever the rules say: who wrote to them */
export async function findAddressees(
  db: Db,
  actor: Actor,
  given: { readonly tokens: readonly string[]; readonly locale: Locale; readonly answerable?: ReadonlySet<string> },
): Promise<Addressees> {
  const tokens = [...new Set(given.tokens)];
  const uids = tokens.filter((token) => token.startsWith(PERSON)).map((token) => token.slice(PERSON.length));
  const keys = tokens.filter((token) => readAudience(token));
  const [named, audiences] = await Promise.all([
    namedRecipients(db, actor, uids, given.answerable ?? new Set()),
    addressedAudiences(db, actor, keys, given.locale),
  ]);
  const counted = audiences.allowed.reduce((sum, { people }) => sum + people, 0);
  const together =
    audiences.allowed.length > 1
      ? await countTogether(
          db,
          audiences.allowed.map(({ key }) => key),
          actor.today,
        )
      : counted;
  return {
    persons: named.allowed,
    audiences: audiences.allowed,
    refused: [...named.refused, ...audiences.refused],
    people: together + named.allowed.length,
  };
}

/** The persons of those uids with their names; who was erased is nobody. */
const personsWithUids = (
  db: Db,
  { places, today }: Actor,
  uids: readonly string[],
): Promise<Omit<NamedRecipient, 'token'>[]> =>
  rowsOf(
    db,
    sql<Omit<NamedRecipient, 'token'>>`
      select p.person_id as id, p.uid, p.full_name as name, ${roleOf(
        sql`p.person_id`,
        places.map(({ schoolId }) => schoolId),
        today,
      )} as role from (${personsById}) as p
      where p.uid = any(${[...uids]}::text[]) and p.erased_on is null order by p.sort_name, p.person_id`,
  );

/** The persons that these tokens name, those of audiences left out. */
export const personsNamed = async (
  db: Db,
  actor: Actor,
  tokens: readonly string[],
): Promise<readonly NamedRecipient[]> => {
  const uids = tokens.filter((token) => token.startsWith(PERSON)).map((token) => token.slice(PERSON.length));
  if (uids.length === 0) return [];
  return (await personsWithUids(db, actor, uids)).map((person) => ({ ...person, token: personToken(person.uid) }));
};

async function namedRecipients(
  db: Db,
  actor: Actor,
  uids: readonly string[],
  answerable: ReadonlySet<string>,
): Promise<{ readonly allowed: NamedRecipient[]; readonly refused: RefusedRecipient[] }> {
  if (uids.length === 0) return { allowed: [], refused: [] };
  const found = await personsNamed(db, actor, uids.map(personToken));
  const asked = found.filter(({ id }) => !answerable.has(id)).map(({ id }) => id);
  const may = asked.length > 0 ? await mayWrite(db, actor, asked) : new Set<string>();
  const reached = found.filter(({ id }) => may.has(id) || answerable.has(id));
  const blocking = await whoBlocks(db, actor, reached);
  const allowed = reached.filter(({ id }) => !blocking.has(id));
  const others = found.filter(({ id }) => !may.has(id) && !answerable.has(id));
  // One question a person, for those few whose refusal has to be explained.
  const refused = await Promise.all(others.slice(0, 10).map((person) => refusedPerson(db, actor, person)));
  const known = new Set(found.map(({ token }) => token));
  const nameless = [
    ...others.slice(10).map(({ token }) => token),
    ...uids.map(personToken).filter((t) => !known.has(t)),
  ];
  const blocked = reached.filter(({ id }) => blocking.has(id));
  return {
    allowed,
    refused: [
      ...refused,
      ...nameless.map(nobody),
      ...blocked.map(({ token, name }) => ({ token, label: name, reason: 'blocked' as const })),
    ],
  };
}

/** Of those persons, who wants no message from the actor. What staff say is heard all the same: nobody can close themselves to the school. */
async function whoBlocks(db: Db, actor: Actor, persons: readonly NamedRecipient[]): Promise<ReadonlySet<string>> {
  const role = authorRoleOf(actor);
  if (persons.length === 0 || role === 'staff' || role === 'platform') return new Set();
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select b.person_id as id from messaging.blocks b
      where b.from_id = ${actor.personId}::uuid and b.person_id = any(${persons.map(({ id }) => id)}::uuid[]) order by 1`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** An id that is nobody's for the actor, whether there is somebody or not. */
const nobody = (token: string): RefusedRecipient => ({ token, label: '', reason: 'gone' });

/** Why the actor may not write to somebody whom they see; whom they do not see they learn nothing about. */
export async function refusedPerson(
  db: Db,
  actor: Actor,
  { id, token, name }: Pick<NamedRecipient, 'id' | 'token' | 'name'>,
): Promise<RefusedRecipient> {
  const verdicts = (await explain(db, actor, id))?.verdicts ?? [];
  if (!verdicts.some(({ verb, allowed }) => verb === 'see' && allowed)) return nobody(token);
  const closed = verdicts.find(({ verb }) => verb === 'write')?.meetings.map(({ closedBy }) => closedBy) ?? [];
  if (closed.includes('school')) return { token, label: name, reason: 'closed-by-school' };
  return { token, label: name, reason: closed.includes('platform') ? 'closed-by-platform' : 'no-link' };
}

async function addressedAudiences(
  db: Db,
  actor: Actor,
  keys: readonly string[],
  locale: Locale,
): Promise<{ readonly allowed: AddressedAudience[]; readonly refused: RefusedRecipient[] }> {
  if (keys.length === 0) return { allowed: [], refused: [] };
  const [{ may, lists }, labels, schools] = await Promise.all([
    writableAudiences(db, actor, keys),
    labelsOf(db, keys, locale),
    schoolsOf(db, keys),
  ]);
  const wanted = keys.filter((key) => may.has(key));
  const counts = wanted.length > 0 ? await countOf(db, wanted, actor.today) : new Map<string, number>();
  const allowed = wanted.flatMap((key): AddressedAudience[] => {
    const audience = readAudience(key);
    if (!audience) return [];
    const counted = { label: labels.get(key) ?? '', people: counts.get(key) ?? 0, schoolId: schools.get(key) ?? null };
    return [{ ...audience, key: audienceKey(audience), ...counted, list: lists.get(key) }];
  });
  return {
    allowed,
    refused: keys
      .filter((key) => !may.has(key))
      .map((key) => ({ token: key, label: labels.get(key) ?? '', reason: labels.has(key) ? 'no-link' : 'gone' })),
  };
}
