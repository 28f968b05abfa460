import { type Answer, addressOf, type Input } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../platform/http/mark.ts';
import { type listSchools as listSchoolsEndpoint, showGroup, showPerson, showSchool } from './contract.ts';
import { schoolPolicy } from './policy.ts';
import {
  findSchool,
  listCommunes,
  listSchools,
  lookInside,
  type SchoolGroupRow,
  type SchoolRow,
  type StaffRow,
} from './queries/school.ts';
import { addressLines } from './read-person.ts';
import { fullName } from './rules.ts';

/** A school that the actor may see, with the parts in their sight. */
export async function readSchool(ctx: SessionContext, schoolUai: string): Promise<Answer<typeof showSchool>> {
  const { actor, db } = ctx;
  const school = await findSchool(db, actor, schoolUai);
  if (!school) notFound();
  const abilities = schoolPolicy.abilities(actor, { schoolId: school.id, communeId: school.communeId });
  const inside = await lookInside(db, actor, school.id, {
    counts: abilities.seeCounts,
    afterSchool: abilities.seeAfterSchool,
    groups: abilities.seeGroups,
    staff: abilities.seeStaff,
  });
  return {
    ...factsOf(school),
    counts: inside.counts,
    afterSchool: inside.afterSchool,
    groups: inside.groups?.map((group) => groupLink(group, abilities.reviewKin)) ?? null,
    staff: inside.staff?.map(staffLink) ?? null,
    abilities,
  };
}

const factsOf = (school: SchoolRow) => ({
  uai: school.uai,
  name: school.name,
  kind: school.kind,
  degree: school.degree,
  commune: school.communeName,
  address: addressLines(school),
  phone: school.phone,
  email: school.email,
});

const groupLink = ({ toReview, ...group }: SchoolGroupRow, reviews: boolean) => ({
  ...group,
  /* Once per class: the pupils of a teaching group are verified in their classes. */
  toReview: reviews && group.kind === 'class' ? toReview : null,
  href: addressOf(showGroup, { groupId: group.id }),
});

const staffLink = (person: StaffRow) => ({
  id: person.uid,
  displayName: fullName(person),
  href: addressOf(showPerson, { personUid: person.uid }),
  role: person.role,
  functionLabel: person.functionLabel,
});

const PAGE = 30;

/** A page of the actor's schools. */
export async function readSchools(
  ctx: SessionContext,
  query: Input<typeof listSchoolsEndpoint>['query'],
): Promise<Answer<typeof listSchoolsEndpoint>> {
  const { actor, db } = ctx;
  const [searchName, id] = readMarkWithId(query.after, 2) ?? [];
  const rows = await listSchools(
    db,
    actor,
    {
      q: query.q,
      degree: query.degree === '' ? undefined : (Number(query.degree) as 1 | 2),
      communeId: query.commune === '' ? undefined : query.commune,
    },
    { after: searchName !== undefined && id !== undefined ? { searchName, id } : undefined, limit: PAGE + 1 },
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    schools: shown.map((row) => ({
      ...factsOf(row),
      counts: schoolPolicy.can(actor, 'seeCounts', { schoolId: row.id, communeId: row.communeId }) ? row.counts : null,
      href: addressOf(showSchool, { schoolUai: row.uai }),
    })),
    communes: await listCommunes(db, actor),
    next: rows.length > PAGE && last ? writeMark([last.searchName, last.id]) : null,
  };
}
