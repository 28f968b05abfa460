import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** class: the life of the class, inside the product. public: the school's page, which needs no session. press: beyond the school. */
export const imagePurposes = ['class', 'public', 'press'] as const;
export type ImagePurpose = (typeof imagePurposes)[number];

/** Where something may be seen, the widest last; `school` and `between` (schools) inside the product too. */
export const imageSupports = ['class', 'school', 'between', 'public', 'press'] as const;
export type ImageSupport = (typeof imageSupports)[number];

/** What is shown of a child: the face, the voice, something they made. */
export const imageKinds = ['image', 'voice', 'production'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What it comes to when all legal guardians are heard: one "no" wins; one "yes" is enough in the class, each must say it for the rest; silence is no "yes". */
export const imageStates = ['allowed', 'refused', 'unanswered'] as const;
export type ImageState = (typeof imageStates)[number];

const choice = z.enum(['', 'yes', 'no']).default('');
const pictured = z.object({
  id: z.string(),
  displayName: z.string(),
  /** Last day for which an answer given now holds. */
  until: z.iso.date(),
  purposes: z.array(
    z.object({
      purpose: z.enum(imagePurposes),
      /** The answer of the person who asks; null while they have given none that holds. */
      own: z.enum(['allowed', 'refused', 'withdrawn']).nullable(),
      answeredAt: z.date().nullable(),
      outcome: z.enum(imageStates),
    }),
  ),
});

export const showImageRights = endpoint({
  name: 'safety.showImageRights',
  method: 'GET',
  path: '/image-rights',
  summary: 'What a person answered about the pictures of each child, and of themselves, and what it comes to.',
  access: 'session',
  answer: z.object({
    children: z.array(pictured),
    /** The adult who asks; null for a pupil, whose guardians answer. */
    self: pictured.nullable(),
  }),
});

export const answerImageRights = endpoint({
  name: 'safety.answerImageRights',
  method: 'POST',
  path: '/image-rights/:personUid',
  summary:
    'Answers about the pictures of one child, or one’s own, purpose by purpose; what is left out stays as it was.',
  access: 'session',
  params: z.object({ personUid: z.string().max(20) }),
  body: z.object({ class: choice, public: choice, press: choice }),
  answer: z.object({ changed: z.array(z.enum(imagePurposes)) }),
});

export const showClassImageRights = endpoint({
  name: 'safety.showClassImageRights',
  method: 'GET',
  path: '/groups/:groupId/image-rights',
  summary: 'Whose pictures may be shown in a class, purpose by purpose.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    label: z.string(),
    school: z.string(),
    pupils: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        class: z.enum(imageStates),
        public: z.enum(imageStates),
        press: z.enum(imageStates),
      }),
    ),
  }),
});
