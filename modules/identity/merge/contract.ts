import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const showMergeAccounts = endpoint({
  name: 'identity.showMergeAccounts',
  method: 'GET',
  path: '/account/merge',
  summary: 'Merges of one’s own accounts that can still be undone.',
  access: 'session',
  answer: z.object({ login: z.string(), merges: z.array(z.object({ id: z.uuid(), undoUntil: z.date() })) }),
  api: false,
});

export const mergeAccounts = endpoint({
  name: 'identity.mergeAccounts',
  method: 'POST',
  path: '/account/merge',
  summary: 'Joins another account of the same adult, proved by its password, or by its printed code and a birth date.',
  access: 'session',
  stepUp: true,
  body: z.object({
    login: z.string().max(254).default(''),
    password: z.string().max(1_000).default(''),
    code: z.string().max(40).default(''),
    /** What is asked besides a code: a child's birth date. */
    answer: z.string().max(254).default(''),
  }),
  answer: z.object({ login: z.string() }),
  refusals: {
    'identity.merge-not-proved': 422,
    'identity.merge-same': 422,
    'identity.merge-ask-school': 422,
    'identity.code-void': 422,
    'identity.too-many-tries': 429,
    'directory.kin-not-merged': 422,
    'directory.merged-already': 409,
    'directory.other-ine': 422,
  },
  api: false,
});

export const partAccounts = endpoint({
  name: 'identity.partAccounts',
  method: 'POST',
  path: '/account/merge/:mergeId/undo',
  summary: 'Parts two accounts that one joined oneself, within thirty days.',
  access: 'session',
  params: z.object({ mergeId: z.uuid() }),
  answer: z.object({ parted: z.boolean() }),
  refusals: { 'directory.too-late-to-part': 409 },
  api: false,
});
