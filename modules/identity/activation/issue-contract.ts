import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const issueCode = endpoint({
  name: 'identity.issueCode',
  method: 'POST',
  path: '/people/:personUid/activation-code',
  summary: 'Gives a person a new sign-in code, shown this once; the former one stops working.',
  access: 'session',
  params: z.object({ personUid: z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/) }),
  answer: z.object({
    code: z.string(),
    login: z.string(),
    displayName: z.string(),
    proof: z.enum(['child-birth-date', 'own-birth-date', 'mail']),
    expiresAt: z.date(),
  }),
  refusals: { 'identity.no-account': 422, 'identity.no-proof': 422, 'identity.account-open': 422 },
});
