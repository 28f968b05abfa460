import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { acts, signingRules } from './rules.ts';

const schoolUai = z.object({ schoolUai: z.string().max(8) });
const choice = z.enum(signingRules);

export const showActs = endpoint({
  name: 'liaison.showActs',
  method: 'GET',
  path: '/schools/:schoolUai/note-acts',
  summary: 'For which kinds of notes a school asks one guardian to sign, or all of them.',
  access: 'session',
  params: schoolUai,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    acts: z.array(z.object({ act: z.enum(acts), rule: choice, usual: choice })),
  }),
});

export const setActs = endpoint({
  name: 'liaison.setActs',
  method: 'POST',
  path: '/schools/:schoolUai/note-acts',
  summary: 'Says, kind by kind, whether one guardian or all of them sign notes; what is left out stays.',
  access: 'session',
  params: schoolUai,
  body: z.object(
    Object.fromEntries(acts.map((act) => [act, choice.optional()])) as Record<
      (typeof acts)[number],
      z.ZodOptional<typeof choice>
    >,
  ),
  answer: z.object({ changed: z.array(z.enum(acts)) }),
});
