import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
/** Opaque: where the next page starts. */
const mark = z.string().max(400).optional();
const name = z.string();

const link = z.object({ id: z.string(), displayName: name, href: z.string() });
const post = z.object({
  schoolUai: uai,
  schoolName: name,
  role: z.string(),
  functionLabel: z.string().nullable(),
});

export const relations = [
  'mother',
  'father',
  'guardian',
  'child_services',
  'sibling',
  'grandparent',
  'relative',
  'educator',
  'foster_family',
  'childminder',
  'self',
  'other',
] as const;
const relation = z.enum(relations);

const relative = link.extend({
  relation,
  /** 1 legal representative, 2 in charge, 0 and 3 contact without access. */
  authority: z.number().int(),
  needsReview: z.boolean(),
  phones: z.array(z.string()),
});

const afterSchool = z.object({
  canteen: z.boolean().nullable(),
  morningCare: z.boolean().nullable(),
  eveningCare: z.boolean().nullable(),
  study: z.boolean().nullable(),
  transport: z.boolean().nullable(),
});

export const showPerson = endpoint({
  name: 'directory.showPerson',
  method: 'GET',
  path: '/people/:personUid',
  summary: 'A person, as far as the caller may see them.',
  access: 'session',
  params: z.object({ personUid: uid }),
  answer: z.object({
    id: uid,
    displayName: name,
    title: z.string().nullable(),
    /** Address of the photo, when the caller may see it and it may be shown. */
    photo: z.string().nullable(),
    posts: z.array(post),
    level: z.string().nullable(),
    groups: z.array(link.extend({ kind: z.string(), role: z.string(), schoolName: name })),
    identity: z.object({ birthDate: z.iso.date().nullable(), birthName: z.string().nullable() }).nullable(),
    phones: z.array(z.string()).nullable(),
    /** `writeHere`: they use the product and the caller may write to them in it. */
    contact: z
      .object({ email: z.string().nullable(), address: z.array(z.string()), writeHere: z.boolean() })
      .nullable(),
    afterSchool: afterSchool.nullable(),
    adults: z.array(relative).nullable(),
    children: z.array(relative),
    abilities: z.record(z.string(), z.boolean()),
  }),
});

export const findPeople = endpoint({
  name: 'directory.findPeople',
  method: 'GET',
  path: '/people',
  summary: 'People whose name has words beginning with every word of q, among those the caller may see; 20 a page.',
  access: 'session',
  query: z.object({ q: z.string().max(100).default(''), after: mark }),
  answer: z.object({
    people: z.array(
      z.object({ id: uid, displayName: name, subtitle: z.string(), isPupil: z.boolean(), href: z.string() }),
    ),
    next: z.string().nullable(),
  }),
});

const groupKind = z.enum(['class', 'teaching', 'free']);

export const showGroup = endpoint({
  name: 'directory.showGroup',
  method: 'GET',
  path: '/groups/:groupId',
  summary: 'A class or group with its members, as far as the caller may see each.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    label: z.string(),
    kind: groupKind,
    year: z.number().int(),
    /** Of a school year that is over: it is read elsewhere (`showFormerClass`), and not written in. */
    isClosed: z.boolean(),
    school: z.object({ uai, name }),
    teachers: z.array(link.extend({ isMain: z.boolean(), subjects: z.array(z.string()) })),
    pupils: z.array(link.extend({ level: z.string().nullable() })).nullable(),
    others: z.array(link).nullable(),
    /** Kinships that the school's head has to verify; null for everybody else. */
    toReview: z.array(z.object({ kinshipId: z.uuid(), pupil: name, adult: name, relation })).nullable(),
    /** Who could teach this class, the one whom its label names first; null for who may not attach. */
    teacherChoices: z.array(z.object({ id: uid, displayName: name, isNamed: z.boolean() })).nullable(),
    /** Of its audiences, the one to which the caller may write and has most to tell. */
    writesTo: z.enum(['families', 'staff', 'members', 'pupils']).nullable(),
    abilities: z.record(z.string(), z.boolean()),
  }),
});

export const listGroups = endpoint({
  name: 'directory.listGroups',
  method: 'GET',
  path: '/groups',
  summary: 'The classes and groups that the caller belongs to or teaches, and those of their children.',
  access: 'session',
  answer: z.object({
    groups: z.array(link.extend({ kind: groupKind, school: name })),
  }),
});

export const attachTeacher = endpoint({
  name: 'directory.attachTeacher',
  method: 'POST',
  path: '/groups/:groupId/teachers',
  summary: 'The head says who teaches a class: the academic files of primary schools do not.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  body: z.object({ teacher: uid }),
  answer: z.object({ attached: z.boolean() }),
  refusals: { 'directory.not-a-teacher-here': 422, 'directory.year-closed': 409 },
});

export const reviewKin = endpoint({
  name: 'directory.reviewKin',
  method: 'POST',
  path: '/groups/:groupId/kin-review',
  summary: 'The head confirms the legal representatives of a class that the academic file could not vouch for.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  body: z.object({
    /** The kinships that were on the page, separated by commas: those that came since are shown again. */
    kinships: z
      .string()
      .max(20_000)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.uuid()).min(1).max(500)),
  }),
  answer: z.object({ reviewed: z.number().int() }),
  refusals: { 'directory.year-closed': 409 },
});

const counts = z.object({
  pupils: z.number().int(),
  guardians: z.number().int(),
  staff: z.number().int(),
  classes: z.number().int(),
});
const afterSchoolCounts = z.object({
  canteen: z.number().int(),
  morningCare: z.number().int(),
  eveningCare: z.number().int(),
  study: z.number().int(),
  transport: z.number().int(),
});
const schoolFacts = z.object({
  uai,
  name,
  kind: z.string(),
  degree: z.number().int(),
  commune: z.string().nullable(),
  address: z.array(z.string()),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});

export const showSchool = endpoint({
  name: 'directory.showSchool',
  method: 'GET',
  path: '/schools/:schoolUai',
  summary: 'A school: address, and counts, classes and staff as far as the caller may see them.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: schoolFacts.extend({
    counts: counts.nullable(),
    afterSchool: afterSchoolCounts.nullable(),
    groups: z
      .array(
        z.object({
          id: z.uuid(),
          label: z.string(),
          kind: groupKind,
          pupils: z.number().int(),
          toReview: z.number().int().nullable(),
          href: z.string(),
        }),
      )
      .nullable(),
    staff: z.array(link.extend({ role: z.string(), functionLabel: z.string().nullable() })).nullable(),
    abilities: z.record(z.string(), z.boolean()),
  }),
});

export const listSchools = endpoint({
  name: 'directory.listSchools',
  method: 'GET',
  path: '/schools',
  summary: 'The schools that the caller works in, follows or oversees, by name; 30 a page.',
  access: 'session',
  query: z.object({
    q: z.string().max(100).default(''),
    degree: z.enum(['1', '2', '']).default(''),
    commune: z.union([z.uuid(), z.literal('')]).default(''),
    after: mark,
  }),
  answer: z.object({
    schools: z.array(schoolFacts.extend({ counts: counts.nullable(), href: z.string() })),
    communes: z.array(z.object({ id: z.uuid(), name })),
    next: z.string().nullable(),
  }),
});

const deliveryFacts = z.object({
  id: z.uuid(),
  source: z.string(),
  kind: z.enum(['full', 'delta']),
  deliveredOn: z.iso.date(),
  name,
  status: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  href: z.string(),
});

export const listDeliveries = endpoint({
  name: 'directory.listDeliveries',
  method: 'GET',
  path: '/deliveries',
  summary: 'Deliveries of the academic directory, the newest first, 30 a page; and the sources whose delivery is late.',
  access: 'session',
  query: z.object({ after: mark }),
  answer: z.object({
    deliveries: z.array(deliveryFacts),
    /** `lastOn`: null when none ever came. */
    late: z.array(z.object({ source: z.string(), everyDays: z.number().int(), lastOn: z.iso.date().nullable() })),
    next: z.string().nullable(),
  }),
});

export const showDelivery = endpoint({
  name: 'directory.showDelivery',
  method: 'GET',
  path: '/deliveries/:deliveryId',
  summary: "A delivery of the academic directory and what the import had to say about it, in the reader's language.",
  access: 'session',
  params: z.object({ deliveryId: z.uuid() }),
  answer: deliveryFacts.extend({
    title: z.string(),
    /** What became of it, in one sentence. */
    outcome: z.string(),
    lines: z.array(z.string()),
    findings: z.array(
      z.object({
        severity: z.string(),
        heading: z.string(),
        total: z.number().int(),
        /** The first ones; the command-line report has them all. */
        items: z.array(z.object({ place: z.string(), sentence: z.string() })),
      }),
    ),
    /** Schools in which something changes, the first fifty by name. */
    schools: z.array(z.object({ uai, name, lines: z.array(z.string()), isPending: z.boolean(), href: z.string() })),
    changedSchools: z.number().int(),
    unchangedSchools: z.number().int(),
  }),
});

export { showOwnContact, showUsedName } from './own/contract.ts';
