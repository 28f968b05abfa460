import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { stopMinutes, stopRoles } from './rules.ts';

const several = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(one).max(10));

const box = z.enum(['yes', '']).default('');

/** Where: `platform`, `commune:<id>` or `school:<id>`. */
const place = z
  .string()
  .regex(/^(?:platform|(?:commune|school):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'safety.stop-place-missing');

const stop = z.object({
  id: z.uuid(),
  /** The school or commune; null: everywhere. */
  place: z.string().nullable(),
  isCommune: z.boolean(),
  roles: z.array(z.enum(stopRoles)).nullable(),
  level: z.string().nullable(),
  stopsReading: z.boolean(),
  isDrill: z.boolean(),
  words: z.string().nullable(),
  reason: z.string(),
  startedAt: z.date(),
  startedBy: z.string().nullable(),
  endsAt: z.date(),
  endedAt: z.date().nullable(),
  mayLift: z.boolean(),
});

export const listStops = endpoint({
  name: 'safety.listStops',
  method: 'GET',
  path: '/emergency-stop',
  summary: 'The emergency stops, running and past, of the places that the person answers for, and what they may stop.',
  access: 'session',
  answer: z.object({
    running: z.array(stop),
    past: z.array(stop),
    places: z.array(z.object({ value: z.string(), name: z.string().nullable(), isCommune: z.boolean() })),
    levels: z.array(z.object({ code: z.string(), label: z.string() })),
  }),
});

export const startStop = endpoint({
  name: 'safety.startStop',
  method: 'POST',
  path: '/emergency-stop',
  summary: 'Suspends writing in a school, a commune’s schools or everywhere, for some or for all, until a time.',
  access: 'session',
  // Beyond a school it is asked of who has a second factor; in one’s own school nothing slows it down.
  stepUp: 'when-wide',
  body: z.object({
    place,
    roles: several(z.enum(stopRoles)),
    level: z.string().max(10).default(''),
    minutes: z.enum(stopMinutes).default('120'),
    reading: box,
    drill: box,
    words: z.string().trim().max(280, 'safety.stop-words-long').default(''),
    reason: z.string().trim().min(5, 'safety.stop-reason-missing').max(500, 'safety.stop-reason-long'),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.drill-long': 422, 'safety.level-empty': 422 },
});

const params = z.object({ stopId: z.uuid() });

export const prolongStop = endpoint({
  name: 'safety.prolongStop',
  method: 'POST',
  path: '/emergency-stop/:stopId/prolong',
  summary: 'Lets a stop that runs last longer.',
  access: 'session',
  params,
  body: z.object({ minutes: z.enum(stopMinutes).default('60') }),
  answer: z.object({ endsAt: z.date() }),
  refusals: { 'safety.stop-over': 409, 'safety.drill-long': 422 },
});

export const liftStop = endpoint({
  name: 'safety.liftStop',
  method: 'POST',
  path: '/emergency-stop/:stopId/lift',
  summary: 'Ends a stop before its time.',
  access: 'session',
  params,
  answer: z.object({ lifted: z.boolean() }),
  refusals: { 'safety.stop-over': 409 },
});
