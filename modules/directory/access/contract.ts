import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { dayOrNothing } from '../people/fields.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const person = z.object({ id: uid, displayName: z.string() });

const closure = z.object({
  id: z.uuid(),
  child: person,
  adult: person,
  startsOn: z.iso.date(),
  /** Exclusive; null: until further notice. */
  endsOn: z.iso.date().nullable(),
  reason: z.string(),
  by: z.string().nullable(),
  /** Holds today, or will. */
  standing: z.boolean(),
});

export const listClosedAccesses = endpoint({
  name: 'directory.listClosedAccesses',
  method: 'GET',
  path: '/schools/:schoolUai/closed-accesses',
  summary: 'Adults whose access to a pupil of the school is or was closed, with the reason; for the head only.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: z.object({ school: z.object({ uai, name: z.string() }), closures: z.array(closure) }),
});

export const showClosing = endpoint({
  name: 'directory.showClosing',
  method: 'GET',
  path: '/people/:personUid/closed-accesses/new',
  summary: 'The adults of a pupil whose access may be closed.',
  access: 'session',
  params: z.object({ personUid: uid }),
  answer: z.object({
    child: person,
    schoolUai: uai,
    adults: z.array(person.extend({ relation: z.string(), authority: z.number().int() })),
  }),
});

export const closeAccess = endpoint({
  name: 'directory.closeAccess',
  method: 'POST',
  path: '/people/:personUid/closed-accesses',
  summary: 'Closes an adult’s access to a pupil, dated, effective at once; the reason is kept apart.',
  access: 'session',
  stepUp: true,
  params: z.object({ personUid: uid }),
  body: z.object({
    adult: z.union([uid, z.literal('')]).default(''),
    from: dayOrNothing.default(''),
    /** Last day, included; empty: until further notice. */
    to: dayOrNothing.default(''),
    reason: z.string().trim().min(3, 'directory.reason-missing').max(2_000, 'directory.field-long'),
  }),
  answer: z.object({ schoolUai: uai }),
  refusals: { 'directory.access-closed-already': 409 },
});

export const liftClosure = endpoint({
  name: 'directory.liftClosure',
  method: 'POST',
  path: '/schools/:schoolUai/closed-accesses/:suspensionId/lift',
  summary: 'Opens an access again; the closure stays in the list as lifted.',
  access: 'session',
  stepUp: true,
  params: z.object({ schoolUai: uai, suspensionId: z.uuid() }),
  answer: z.object({ lifted: z.boolean() }),
});
