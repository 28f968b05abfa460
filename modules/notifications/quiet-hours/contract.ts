import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const time = z.string().regex(/^[0-2][0-9]:[0-5][0-9]$/, 'notifications.hours-beyond');
const day = z.iso.date('notifications.day-missing');
const reason = z.string().trim().min(5, 'notifications.reason-missing').max(500, 'notifications.reason-long');

const exception = z.object({
  id: z.uuid(),
  kind: z.enum(['quiet', 'open']),
  from: z.iso.date(),
  /** The last day. */
  until: z.iso.date(),
  opens: z.string().nullable(),
  closes: z.string().nullable(),
  reason: z.string(),
  /** Of every school: decided by the operator. */
  isEverywhere: z.boolean(),
});

const preview = z.object({
  /** When a message written on the next Friday at 21:00 goes out, and one written now. */
  friday: z.object({ at: z.date(), publishedAt: z.date() }),
  now: z.object({ publishedAt: z.date(), queued: z.boolean() }),
  timeZone: z.string(),
  from: z.string(),
  until: z.string(),
  holidays: z.array(z.object({ from: z.iso.date(), until: z.iso.date() })),
});

export const showSchoolHours = endpoint({
  name: 'notifications.showSchoolHours',
  method: 'GET',
  path: '/schools/:schoolUai/hours',
  summary:
    'When a school publishes: what the platform says, what the school chose and why, days on which it does otherwise.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    platform: z.object({
      from: z.string(),
      until: z.string(),
      latestFrom: z.string(),
      earliestUntil: z.string(),
      keepsHolidays: z.boolean(),
      staffExempt: z.boolean(),
      absentTeacher: z.boolean(),
    }),
    /** Empty: as the platform. */
    chosen: z.object({
      from: z.string(),
      until: z.string(),
      keepsHolidays: z.enum(['', 'yes', 'no']),
      staffExempt: z.enum(['', 'yes', 'no']),
      absentTeacher: z.enum(['', 'yes', 'no']),
      reason: z.string(),
    }),
    exceptions: z.array(exception),
    zone: z.string(),
    preview,
  }),
});

const asPlatform = z.enum(['', 'yes', 'no']).default('');

export const decideSchoolHours = endpoint({
  name: 'notifications.decideSchoolHours',
  method: 'POST',
  path: '/schools/:schoolUai/hours',
  summary:
    'Decides when a school publishes, within what the platform allows; other hours than the platform’s ask for a reason.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  body: z.object({
    from: z.union([time, z.literal('')]).default(''),
    until: z.union([time, z.literal('')]).default(''),
    keepsHolidays: asPlatform,
    staffExempt: asPlatform,
    absentTeacher: asPlatform,
    reason: z.string().trim().max(500, 'notifications.reason-long').default(''),
  }),
  answer: z.object({}),
  refusals: { 'notifications.reason-missing': 422, 'notifications.hours-beyond': 422 },
});

const newException = z.object({
  kind: z.enum(['quiet', 'open']).default('quiet'),
  first: day,
  last: day,
  opens: z.union([time, z.literal('')]).default(''),
  closes: z.union([time, z.literal('')]).default(''),
  reason,
});
const exceptionRefusals = {
  'notifications.days-crossed': 422,
  'notifications.days-many': 422,
  'notifications.hours-beyond': 422,
};

export const addSchoolException = endpoint({
  name: 'notifications.addSchoolException',
  method: 'POST',
  path: '/schools/:schoolUai/hours/exceptions',
  summary: 'Says on which days a school does otherwise: quiet as a Sunday, or open as a day of class.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  body: newException,
  answer: z.object({ id: z.uuid() }),
  refusals: exceptionRefusals,
});

export const removeSchoolException = endpoint({
  name: 'notifications.removeSchoolException',
  method: 'POST',
  path: '/schools/:schoolUai/hours/exceptions/:exceptionId/remove',
  summary: 'Takes such days back.',
  access: 'session',
  params: z.object({ schoolUai: uai, exceptionId: z.uuid() }),
  answer: z.object({ removed: z.boolean() }),
});

export const showPlatformHours = endpoint({
  name: 'notifications.showPlatformHours',
  method: 'GET',
  path: '/publication-hours',
  summary: 'When the platform publishes, how far schools may go, and the school calendars that are known.',
  access: 'session',
  answer: z.object({
    from: z.string(),
    until: z.string(),
    latestFrom: z.string(),
    earliestUntil: z.string(),
    keepsHolidays: z.boolean(),
    staffExempt: z.boolean(),
    absentTeacher: z.boolean(),
    zone: z.string(),
    timeZone: z.string(),
    exceptions: z.array(exception),
    calendars: z.array(z.object({ zone: z.string(), years: z.array(z.number().int()) })),
    preview,
  }),
});

export const decidePlatformHours = endpoint({
  name: 'notifications.decidePlatformHours',
  method: 'POST',
  path: '/publication-hours',
  summary: 'Decides when the platform publishes and how far schools may go; it holds at once, for every school.',
  access: 'session',
  stepUp: true,
  body: z.object({
    from: time,
    until: time,
    latestFrom: time,
    earliestUntil: time,
    keepsHolidays: z.enum(['yes', '']).default(''),
    staffExempt: z.enum(['yes', '']).default(''),
    absentTeacher: z.enum(['yes', '']).default(''),
    zone: z.string().max(20),
    timeZone: z.string().max(40),
  }),
  answer: z.object({}),
  refusals: { 'notifications.hours-beyond': 422 },
});

export const addPlatformException = endpoint({
  name: 'notifications.addPlatformException',
  method: 'POST',
  path: '/publication-hours/exceptions',
  summary: 'Says on which days every school does otherwise.',
  access: 'session',
  stepUp: true,
  body: newException,
  answer: z.object({ id: z.uuid() }),
  refusals: exceptionRefusals,
});

export const removePlatformException = endpoint({
  name: 'notifications.removePlatformException',
  method: 'POST',
  path: '/publication-hours/exceptions/:exceptionId/remove',
  summary: 'Takes such days back.',
  access: 'session',
  params: z.object({ exceptionId: z.uuid() }),
  answer: z.object({ removed: z.boolean() }),
});

export const loadCalendar = endpoint({
  name: 'notifications.loadCalendar',
  method: 'POST',
  path: '/publication-hours/calendar',
  summary: 'Loads a school calendar (CSV): for each zone and school year in it, it takes the place of the former one.',
  access: 'session',
  api: false,
  upload: { field: 'calendar', maxBytes: 200_000, tooLarge: 'notifications.calendar-too-large' },
  answer: z.object({ lines: z.number().int() }),
  refusals: { 'notifications.calendar-unreadable': 422, 'notifications.calendar-too-large': 413 },
});
