import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const person = z.object({ id: uid, displayName: z.string() });
const pair = { leftUid: uid, rightUid: uid };
const likeness = { score: z.number().int(), signs: z.array(z.string()) };

export const listDuplicates = endpoint({
  name: 'directory.listDuplicates',
  method: 'GET',
  path: '/schools/:schoolUai/duplicates',
  summary: 'Pairs of records that may be one person, with what speaks for it; and merges that can still be undone.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    pairs: z.array(z.object({ left: person, right: person, ...likeness })),
    merges: z.array(z.object({ id: z.uuid(), person, undoUntil: z.date() })),
  }),
});

const record = person.extend({
  birthDate: z.iso.date().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  city: z.string().nullable(),
  sources: z.array(z.string()),
  posts: z.array(z.object({ role: z.string(), schoolName: z.string(), className: z.string().nullable() })),
  children: z.array(z.string()),
});

export const showPair = endpoint({
  name: 'directory.showPair',
  method: 'GET',
  path: '/duplicates/:leftUid/:rightUid',
  summary: 'Two records side by side, and how likely they are one person.',
  access: 'session',
  params: z.object(pair),
  answer: z.object({ left: record, right: record, ...likeness, back: z.string().nullable() }),
});

export const mergePair = endpoint({
  name: 'directory.mergePair',
  method: 'POST',
  path: '/duplicates/:leftUid/:rightUid',
  summary: 'Makes one of two records; the one with the account in use stays. Undone within thirty days.',
  access: 'session',
  stepUp: true,
  params: z.object(pair),
  body: z.object({ stays: uid.optional() }),
  answer: z.object({ id: uid, displayName: z.string() }),
  refusals: {
    'directory.kin-not-merged': 422,
    'directory.merged-already': 409,
    'directory.other-ine': 422,
    'directory.not-oneself': 422,
  },
});

export const keepApart = endpoint({
  name: 'directory.keepApart',
  method: 'POST',
  path: '/duplicates/:leftUid/:rightUid/apart',
  summary: 'Says that two records are two persons: they are not proposed again.',
  access: 'session',
  params: z.object(pair),
  answer: z.object({ back: z.string().nullable() }),
});

export const partMerged = endpoint({
  name: 'directory.partMerged',
  method: 'POST',
  path: '/schools/:schoolUai/merges/:mergeId/undo',
  summary: 'Undoes a merge within thirty days: each record gets its rows back.',
  access: 'session',
  params: z.object({ schoolUai: uai, mergeId: z.uuid() }),
  answer: z.object({ parted: z.boolean() }),
  refusals: { 'directory.too-late-to-part': 409 },
});
