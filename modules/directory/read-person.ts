import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { relations, showGroup, showPerson } from './contract.ts';
import { isShowable } from './photos/queries.ts';
import { groupPolicy, personPolicy, seesPost } from './policy.ts';
import { findPerson, type PersonRow, type RelativeRow } from './queries/person.ts';
import { fullName } from './rules.ts';

/** A person as far as the actor may see them; whom they may not see does not exist. */
export async function readPerson(ctx: SessionContext, personUid: string): Promise<Answer<typeof showPerson>> {
  const { actor, db } = ctx;
  const person = await findPerson(db, actor, personUid);
  if (!person || !personPolicy.can(actor, 'see', person.facts)) notFound();
  const abilities = personPolicy.abilities(actor, person.facts);
  const { relatives } = person;
  const groups = groupsInSight(ctx, person);
  const isPupil = person.posts.some((post) => post.role === 'pupil');
  return {
    id: person.uid,
    displayName: fullName(person),
    title: person.title,
    photo: abilities.seePhoto && person.photo && (await mayShowPhoto(ctx, person)) ? person.photo : null,
    posts: person.posts.filter((post) => seesPost(actor, person.facts, post)),
    level: groups.length > 0 ? (person.enrolment?.level ?? null) : null,
    groups,
    identity: abilities.seeIdentity ? { birthDate: person.birthDate, birthName: person.birthName } : null,
    phones: abilities.seePhone ? [...person.phones] : null,
    contact:
      abilities.seeContact || abilities.seeEmail
        ? {
            email: abilities.seeEmail ? person.email : null,
            address: abilities.seeContact ? addressLines(person) : [],
            writeHere:
              abilities.seeEmail &&
              person.email !== null &&
              abilities.write &&
              (await ctx.inUse(db, [person.id])).has(person.id),
          }
        : null,
    afterSchool: abilities.seeAfterSchool ? person.enrolment : null,
    adults:
      isPupil && abilities.seeKin
        ? relatives.filter((row) => row.side === 'adult').map((row) => relative(row, abilities.reviewKin))
        : null,
    children: relatives.filter((row) => row.side === 'child').map((row) => relative(row, abilities.reviewKin)),
    abilities,
  };
}

/** Of who is a pupil, or nothing any more, while the consent stands. */
const mayShowPhoto = ({ db, actor, extensions }: SessionContext, { id, posts }: PersonRow): Promise<boolean> =>
  isShowable(
    db,
    extensions.pictureConsent,
    { id, isPupil: posts.length === 0 || posts.some((post) => post.role === 'pupil') },
    actor.today,
  );

const groupsInSight = ({ actor }: SessionContext, { groups }: PersonRow): Answer<typeof showPerson>['groups'] =>
  groups
    .filter((group) => groupPolicy.can(actor, 'see', group))
    .map((group) => ({
      id: group.groupId,
      displayName: group.label,
      href: addressOf(showGroup, { groupId: group.groupId }),
      kind: group.kind,
      role: group.role,
      schoolName: group.schoolName,
    }));

/** `reviews`: whether it is the actor's to verify kinships; for others nothing waits. */
const relative = (row: RelativeRow, reviews: boolean): Answer<typeof showPerson>['children'][number] => ({
  id: row.uid,
  displayName: fullName(row),
  href: addressOf(showPerson, { personUid: row.uid }),
  relation: relations.find((known) => known === row.relation) ?? 'other',
  authority: row.authority,
  needsReview: reviews && row.needsReview,
  phones: [...row.phones],
});

interface Address {
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
}

/** A postal address, line by line. */
export const addressLines = ({ street, postalCode, city }: Address): string[] =>
  [...(street ?? '').split('$'), [postalCode, city].filter(Boolean).join(' ')]
    .map((line) => line.trim())
    .filter(Boolean);
