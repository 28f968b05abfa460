import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { chooseHours, choosePace } from '../../notifications/contract.ts';

/** 1 language, 2 notification hours, 3 image rights. */
export const LAST_STEP = 3;

const step = z.coerce.number().int().min(1).max(LAST_STEP);

export const showFirstRun = endpoint({
  name: 'identity.showFirstRun',
  method: 'GET',
  path: '/first-run',
  summary: 'The next of the three screens of a guardian’s first entry.',
  access: 'session',
  query: z.object({ step: step.optional() }),
  answer: z.object({ step: z.number().int() }),
  api: false,
});

export const keepFirstLanguage = endpoint({
  name: 'identity.keepFirstLanguage',
  method: 'POST',
  path: '/first-run/language',
  summary: 'First screen: the language of the pages.',
  access: 'session',
  body: z.object({ locale: z.enum(locales) }),
  answer: z.object({}),
  api: false,
});

export const keepFirstHours = endpoint({
  name: 'identity.keepFirstHours',
  method: 'POST',
  path: '/first-run/hours',
  summary: 'Second screen: the hours of peace, and when e-mails leave.',
  access: 'session',
  body: chooseHours.body.extend(choosePace.body.partial().shape),
  answer: z.object({}),
  api: false,
});

export const keepFirstImages = endpoint({
  name: 'identity.keepFirstImages',
  method: 'POST',
  path: '/first-run/images',
  summary: 'Third screen: for each child and purpose, whether pictures may be shown (`<uid>-<purpose>`: yes or no).',
  access: 'session',
  body: z.record(z.string().max(40), z.enum(['yes', 'no'])),
  answer: z.object({}),
  api: false,
});

export const skipFirstRun = endpoint({
  name: 'identity.skipFirstRun',
  method: 'POST',
  path: '/first-run/skip',
  summary: 'Leaves a screen for later.',
  access: 'session',
  body: z.object({ step }),
  answer: z.object({}),
  api: false,
});
