import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { readingChoices } from '../../../platform/http/reading.ts';

/** Empty: the page's own. */
const oneOf = <const C extends readonly [string, ...string[]]>(choices: C) => z.enum(['', ...choices]).default('');

const aids = z.object({
  font: oneOf(readingChoices.font),
  size: oneOf(readingChoices.size),
  leading: oneOf(readingChoices.leading),
  spacing: oneOf(readingChoices.spacing),
  measure: oneOf(readingChoices.measure),
  theme: oneOf(readingChoices.theme),
  motion: oneOf(readingChoices.motion),
});

export const showReading = endpoint({
  name: 'identity.showReading',
  method: 'GET',
  path: '/account/reading',
  summary: 'The reading aids of the person who asks.',
  access: 'session',
  answer: aids,
});

export const chooseReading = endpoint({
  name: 'identity.chooseReading',
  method: 'POST',
  path: '/account/reading',
  summary: 'Chooses how pages look for the person who asks, on every device.',
  access: 'session',
  body: aids,
  answer: z.object({}),
});
