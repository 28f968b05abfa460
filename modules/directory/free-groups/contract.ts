import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { dayOrNothing } from '../people/fields.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const person = z.object({ id: uid, displayName: z.string() });
const ofGroup = z.object({ groupId: z.uuid() });

export const showNewGroup = endpoint({
  name: 'directory.showNewGroup',
  method: 'GET',
  path: '/schools/:schoolUai/groups/new',
  summary: 'What a new free group brings with it, and until when it lasts unless told.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    brings: z.array(z.object({ key: z.string(), icon: z.string(), label: z.string() })),
    lastDay: z.iso.date(),
  }),
});

export const createGroup = endpoint({
  name: 'directory.createGroup',
  method: 'POST',
  path: '/schools/:schoolUai/groups',
  summary: 'Makes a free group with an owner and a last day.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  body: z.object({
    label: z.string().trim().min(2, 'directory.label-missing').max(80, 'directory.field-long'),
    /** Last day, included. */
    to: dayOrNothing.default(''),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'directory.label-taken': 409 },
});

export const showMembers = endpoint({
  name: 'directory.showMembers',
  method: 'GET',
  path: '/groups/:groupId/members',
  summary: 'The members of a free group, and people of the school whose name begins so, to be added.',
  access: 'session',
  params: ofGroup,
  query: z.object({ q: z.string().max(100).default('') }),
  answer: z.object({
    group: z.object({ id: z.uuid(), label: z.string(), lastDay: z.iso.date().nullable(), isFree: z.boolean() }),
    members: z.array(person.extend({ role: z.string() })),
    q: z.string(),
    found: z.array(person.extend({ detail: z.string() })),
    classes: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
});

export const addMember = endpoint({
  name: 'directory.addMember',
  method: 'POST',
  path: '/groups/:groupId/members',
  summary: 'Adds one person of the school, or all pupils of a class, to a free group.',
  access: 'session',
  params: ofGroup,
  body: z.object({
    person: z.union([uid, z.literal('')]).default(''),
    class: z.union([z.uuid(), z.literal('')]).default(''),
    /** Makes an adult an owner of the group. */
    owner: z.enum(['yes', '']).default(''),
  }),
  answer: z.object({ added: z.number().int() }),
  refusals: { 'directory.year-closed': 409, 'directory.group-of-academy': 409, 'directory.nobody-to-add': 422 },
});

export const removeMember = endpoint({
  name: 'directory.removeMember',
  method: 'POST',
  path: '/groups/:groupId/members/remove',
  summary: 'Takes somebody out of a free group; it keeps at least one owner.',
  access: 'session',
  params: ofGroup,
  body: z.object({ person: uid }),
  answer: z.object({ removed: z.boolean() }),
  refusals: { 'directory.year-closed': 409, 'directory.group-of-academy': 409, 'directory.last-owner': 422 },
});

export const closeGroup = endpoint({
  name: 'directory.closeGroup',
  method: 'POST',
  path: '/groups/:groupId/close',
  summary: 'Ends a free group from today on.',
  access: 'session',
  params: ofGroup,
  answer: z.object({ schoolUai: uai }),
  refusals: { 'directory.year-closed': 409, 'directory.group-of-academy': 409 },
});
