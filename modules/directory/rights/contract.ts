import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { dayOrNothing } from '../people/fields.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const person = z.object({ id: uid, displayName: z.string() });
const school = z.object({ uai, name: z.string() });

const right = z.object({
  id: z.uuid(),
  person,
  kind: z.enum(['delegate', 'after_school']),
  duties: z.array(z.string()),
  /** The class it is limited to; null: the whole school. */
  class: z.string().nullable(),
  startsOn: z.iso.date(),
  /** Exclusive; null: until further notice. */
  endsOn: z.iso.date().nullable(),
  by: z.string().nullable(),
  revocable: z.boolean(),
});

export const showRights = endpoint({
  name: 'directory.showRights',
  method: 'GET',
  path: '/schools/:schoolUai/rights',
  summary:
    'Who may do what in a school: heads, delegates, after-school coordinators, class teachers, and those outside it.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: z.object({
    school,
    heads: z.array(person),
    rights: z.array(right),
    classes: z.array(z.object({ id: z.uuid(), label: z.string(), teachers: z.array(person) })),
    communeAgents: z.number().int(),
  }),
});

export const showNewRight = endpoint({
  name: 'directory.showNewRight',
  method: 'GET',
  path: '/schools/:schoolUai/rights/new',
  summary: 'Adults of the school whose name begins so, or the form for one of them.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  query: z.object({ q: z.string().max(100).default(''), person: uid.optional() }),
  answer: z.object({
    school,
    q: z.string(),
    found: z.array(person.extend({ roles: z.array(z.string()) })),
    person: person.nullable(),
    classes: z.array(z.object({ id: z.string(), label: z.string() })),
    /** What the caller may give: all for a head, what they hold for a delegate. */
    duties: z.array(z.string()),
    mayAppoint: z.boolean(),
  }),
});

const tick = z.enum(['yes', '']).default('');

export const giveRight = endpoint({
  name: 'directory.giveRight',
  method: 'POST',
  path: '/schools/:schoolUai/rights',
  summary:
    'Entrusts duties to an adult of the school, for the school or one class, dated. Nobody gives more than they hold.',
  access: 'session',
  stepUp: true,
  params: z.object({ schoolUai: uai }),
  body: z.object({
    person: uid,
    people: tick,
    groups: tick,
    codes: tick,
    kin: tick,
    duplicates: tick,
    year: tick,
    safety: tick,
    rights: tick,
    /** Coordinator of after-school, for the whole school. */
    afterSchool: tick,
    class: z.union([z.uuid(), z.literal('')]).default(''),
    from: dayOrNothing.default(''),
    /** Last day, included. */
    to: dayOrNothing.default(''),
  }),
  answer: z.object({ displayName: z.string() }),
  refusals: {
    'directory.more-than-held': 422,
    'directory.not-an-adult-here': 422,
    'directory.not-oneself': 422,
  },
});

export const revokeRight = endpoint({
  name: 'directory.revokeRight',
  method: 'POST',
  path: '/schools/:schoolUai/rights/:mandateId/revoke',
  summary: 'Takes an entrusted right back at once, with all that its holder entrusted further.',
  access: 'session',
  params: z.object({ schoolUai: uai, mandateId: z.uuid() }),
  answer: z.object({ revoked: z.number().int() }),
  refusals: { 'directory.right-not-yours': 403 },
});
