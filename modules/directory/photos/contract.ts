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

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const person = z.object({ personUid: uid });

export const showPhotoForm = endpoint({
  name: 'directory.showPhotoForm',
  method: 'GET',
  path: '/people/:personUid/photo',
  summary: 'The photo of a person for who may set it, and whether it may be shown.',
  access: 'session',
  params: person,
  answer: z.object({
    id: uid,
    displayName: z.string(),
    /** Address of the photo in place; null: none. */
    photo: pictureAddress.nullable(),
    /** A pupil's photo is kept and shown only while the guardians' consent stands. */
    needsConsent: z.boolean(),
    mayShow: z.boolean(),
  }),
});

export const setPhoto = endpoint({
  name: 'directory.setPhoto',
  method: 'POST',
  path: '/people/:personUid/photo',
  summary: 'Sets the photo of a person, cut to a square; of a pupil only where the guardians’ consent stands.',
  access: 'session',
  params: person,
  body: z.object(cutFields),
  answer: z.object({}),
  refusals: { ...pictureRefusals, 'directory.photo-no-consent': 422 },
  upload: pictureUpload,
  rateLimit: 120,
});

export const removePhoto = endpoint({
  name: 'directory.removePhoto',
  method: 'POST',
  path: '/people/:personUid/photo/remove',
  summary: 'Removes the photo of a person.',
  access: 'session',
  params: person,
  answer: z.object({}),
});

export const showPhoto = endpoint({
  name: 'directory.showPhoto',
  method: 'GET',
  path: '/people/:personUid/photo/:address',
  summary: 'The photo of a person, for who may see it, while it may be shown.',
  access: 'session',
  params: person.extend({ address: pictureAddress }),
  query: wantedWidth,
  answer: pictureAnswer,
  api: false,
});

export const showFaces = endpoint({
  name: 'directory.showFaces',
  method: 'GET',
  path: '/groups/:groupId/faces',
  summary: 'The members of a class or group with the photos that may be shown.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  answer: z.object({
    group: z.object({ id: z.uuid(), label: z.string(), school: z.string() }),
    faces: z.array(
      z.object({
        id: uid,
        displayName: z.string(),
        role: z.string(),
        /** Address of the photo; null: none that may be shown. */
        photo: pictureAddress.nullable(),
      }),
    ),
  }),
});
