import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const day = z.string();

export const showPronote = endpoint({
  name: 'connectors.showPronote',
  method: 'GET',
  path: '/services/pronote',
  summary:
    'Homework, last marks and absences as the PRONOTE of one’s school tells them, for oneself or one’s children.',
  access: 'session',
  personal: true,
  query: z.object({ child: z.string().max(20).optional() }),
  answer: z.object({
    /** None: no school of theirs opened a PRONOTE for them. */
    addresses: z.array(z.string()),
    answers: z.array(
      z.object({
        address: z.string(),
        pupils: z.array(
          z.object({
            familyName: z.string(),
            givenName: z.string(),
            marks: z.array(z.object({ subject: z.string(), mark: z.string(), scale: z.string(), day })),
            homework: z.array(
              z.object({ subject: z.string(), due: day, text: z.string(), page: z.string().optional() }),
            ),
            unexplained: z.number().int(),
            pages: z.array(z.object({ page: z.string(), name: z.string() })),
          }),
        ),
      }),
    ),
  }),
  api: false,
});
