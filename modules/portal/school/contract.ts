import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { cutFields } from '../../../platform/pictures/cut.ts';
import {
  pictureAddress,
  pictureAnswer,
  pictureRefusals,
  pictureUpload,
  wantedWidth,
} from '../../../platform/pictures/endpoint.ts';
import { accentNames } from '../../../ui/tokens/palette.ts';
import { audiences } from '../audience.ts';
import { several } from '../several.ts';

const uai = z.string().regex(/^[0-9]{7}[A-Z]$/);
const school = z.object({ schoolUai: uai });
const key = z.string().regex(/^(?:[a-z-]+\.[a-z-]+|(?:link|service):[0-9a-f-]{36})$/);

const audience = z.enum(audiences);
const item = z.object({
  key,
  label: z.string(),
  ownLabel: z.string().nullable(),
  isOn: z.boolean(),
  isLink: z.boolean(),
  address: z.string().nullable(),
  icon: z.string(),
  audiences: z.array(audience).nullable(),
  groupIds: z.array(z.uuid()).nullable(),
  levelCodes: z.array(z.string()).nullable(),
});
export type Item = z.output<typeof item>;

const picture = z.object({
  address: pictureAddress,
  /** What it shows, in words; empty when it only decorates. */
  alt: z.string(),
});

export const showPortal = endpoint({
  name: 'portal.showPortal',
  method: 'GET',
  path: '/schools/:schoolUai/portal',
  summary: 'What the portal of a school shows: name, accent, hours, services and links in their order.',
  access: 'session',
  params: school,
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    look: z.object({
      name: z.string().nullable(),
      accent: z.enum(accentNames).nullable(),
      hours: z.string().nullable(),
      picture: picture.nullable(),
    }),
    items: z.array(item),
    /** Whether the school said this year what it shows, by changing something or by keeping all as it is. */
    isChosen: z.boolean(),
  }),
});

export const keepPortal = endpoint({
  name: 'portal.keepPortal',
  method: 'POST',
  path: '/schools/:schoolUai/portal/keep',
  summary: 'Says that the portal suits the school as it is, for this year.',
  access: 'session',
  params: school,
  answer: z.object({}),
});

export const setLook = endpoint({
  name: 'portal.setLook',
  method: 'POST',
  path: '/schools/:schoolUai/portal/look',
  summary: 'Sets the name used, the accent and the hours of a school.',
  access: 'session',
  params: school,
  body: z.object({
    name: z.string().trim().max(80, 'portal.name-long').default(''),
    accent: z.enum(['', ...accentNames]).default(''),
    hours: z.string().trim().max(1000, 'portal.hours-long').default(''),
  }),
  answer: z.object({}),
});

export const setOrder = endpoint({
  name: 'portal.setOrder',
  method: 'POST',
  path: '/schools/:schoolUai/portal/order',
  summary: 'Puts services and links in the order of the keys given.',
  access: 'session',
  params: school,
  body: z.object({ order: z.string().max(10_000) }),
  answer: z.object({}),
});

export const showItem = endpoint({
  name: 'portal.showItem',
  method: 'GET',
  path: '/schools/:schoolUai/portal/items/:key',
  summary: 'One service or link of a school’s portal, or `new` for another link.',
  access: 'session',
  params: school.extend({ key: z.union([key, z.literal('new')]) }),
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    item: item.nullable(),
    /** Classes first, then teaching groups and free groups. */
    groups: z.array(z.object({ id: z.uuid(), label: z.string() })),
    /** The levels of the school's pupils, in the order of ages. */
    levels: z.array(z.object({ code: z.string(), label: z.string() })),
    /** How many people of the school it is for, as it stands. */
    people: z.number().int(),
  }),
});

export const setItem = endpoint({
  name: 'portal.setItem',
  method: 'POST',
  path: '/schools/:schoolUai/portal/items/:key',
  summary: 'Switches a service on or off, renames it, says for whom it is; adds or changes a link.',
  access: 'session',
  params: school.extend({ key: z.union([key, z.literal('new')]) }),
  body: z.object({
    on: z.enum(['', 'on']).default(''),
    label: z.string().trim().max(60, 'portal.label-long').default(''),
    address: z.string().trim().max(2000).default(''),
    icon: z.string().max(40).default(''),
    audiences: several(audience).default([]),
    groupIds: several(z.uuid()).default([]),
    levelCodes: several(z.string().regex(/^[0-9A-Z]{1,10}$/)).default([]),
    /** `count` changes nothing: it tells how many people it would be for. */
    do: z.enum(['save', 'count']).default('save'),
  }),
  answer: z.object({ people: z.number().int() }),
});

export const removeLink = endpoint({
  name: 'portal.removeLink',
  method: 'POST',
  path: '/schools/:schoolUai/portal/items/:key/remove',
  summary: 'Removes a link.',
  access: 'session',
  params: school.extend({ key }),
  answer: z.object({ removed: z.boolean() }),
});

export const viewAs = endpoint({
  name: 'portal.viewAs',
  method: 'GET',
  path: '/schools/:schoolUai/portal/as/:audience',
  summary: 'What an invented pupil, parent, teacher or member of staff of the school finds under “Plus”.',
  access: 'session',
  params: school.extend({ audience }),
  answer: z.object({ school: z.object({ uai, name: z.string() }) }),
  api: false,
});

export const showPublicPage = endpoint({
  name: 'portal.showPublicPage',
  method: 'GET',
  path: '/s/:schoolUai',
  summary: 'The public page of a school: name, address, telephone, hours.',
  access: 'public',
  params: school,
  answer: z.object({
    uai,
    name: z.string(),
    kind: z.string(),
    street: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    phone: z.string().nullable(),
    hours: z.string().nullable(),
    picture: picture.nullable(),
  }),
});

export const setPicture = endpoint({
  name: 'portal.setPicture',
  method: 'POST',
  path: '/schools/:schoolUai/portal/picture',
  summary:
    'Sets the picture of a school, cut to a band, with the words that stand for it; without a file, the words only.',
  access: 'session',
  params: school,
  body: z.object({
    alt: z.string().trim().max(200, 'portal.alt-long').default(''),
    /** The picture only decorates: no words stand for it. */
    decorative: z.literal('yes').optional(),
    ...cutFields,
  }),
  answer: z.object({}),
  refusals: pictureRefusals,
  upload: pictureUpload,
  rateLimit: 60,
});

export const removePicture = endpoint({
  name: 'portal.removePicture',
  method: 'POST',
  path: '/schools/:schoolUai/portal/picture/remove',
  summary: 'Removes the picture of a school.',
  access: 'session',
  params: school,
  answer: z.object({}),
});

export const showPicture = endpoint({
  name: 'portal.showPicture',
  method: 'GET',
  path: '/s/:schoolUai/picture/:address',
  summary: 'The picture of a school.',
  access: 'public',
  params: school.extend({ address: pictureAddress }),
  query: wantedWidth,
  answer: pictureAnswer,
  api: false,
});

export const pin = endpoint({
  name: 'portal.pin',
  method: 'POST',
  path: '/more/pins',
  summary: 'Keeps a service or a link at hand, or no longer.',
  access: 'session',
  body: z.object({ key, kept: z.enum(['yes', 'no']) }),
  answer: z.object({}),
});
