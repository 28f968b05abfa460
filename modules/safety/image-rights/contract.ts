import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/**
 * Where something may be seen, the widest last. class: by the class, its families and adults; school: by everybody of the school; between: by
 * the schools of a common project; all three inside the product. public: by everybody. press: beyond the school.
 */
export const imageSupports = ['class', 'school', 'between', 'public', 'press'] as const;
export type ImageSupport = (typeof imageSupports)[number];

/** Those asked about at the first entry, in pictures; the others wait on the page of image rights. */
export const firstSupports = ['class', 'public', 'press'] as const;

/** What is shown of a child: the face, the voice, something they made. */
export const imageKinds = ['image', 'voice', 'production'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What it comes to when all legal guardians are heard: one "no" wins; one "yes" is enough in the class, each must say it for the rest; silence is no "yes". */
export const imageStates = ['allowed', 'refused', 'unanswered'] as const;
export type ImageState = (typeof imageStates)[number];

const choice = z.enum(['', 'yes', 'no']).default('');
const kind = z.enum(imageKinds).default('image');
const pictured = z.object({
  id: z.string(),
  displayName: z.string(),
  /** Last day for which an answer given now holds. */
  until: z.iso.date(),
  supports: z.array(
    z.object({
      support: z.enum(imageSupports),
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
  query: z.object({ kind }),
  answer: z.object({
    kind: z.enum(imageKinds),
    children: z.array(pictured),
    /** The adult who asks; null for a pupil, whose guardians answer. */
    self: pictured.nullable(),
    /** What schools ask about one occasion, and this person has not answered or may still change. */
    asked: z.array(
      z.object({
        id: z.uuid(),
        child: z.object({ id: z.string(), displayName: z.string() }),
        title: z.string(),
        details: z.string(),
        group: z.string(),
        support: z.enum(imageSupports),
        kinds: z.array(z.enum(imageKinds)),
        occasionOn: z.iso.date(),
        /** Last day on which it would be shown. */
        until: z.iso.date(),
        own: z.enum(['allowed', 'refused', 'withdrawn']).nullable(),
      }),
    ),
  }),
});

export const answerImageRights = endpoint({
  name: 'safety.answerImageRights',
  method: 'POST',
  path: '/image-rights/:personUid',
  summary:
    'Answers about the pictures, the voice or the work of one child, or one’s own, support by support; what is left out stays as it was.',
  access: 'session',
  params: z.object({ personUid: z.string().max(20) }),
  body: z.object({ kind, class: choice, school: choice, between: choice, public: choice, press: choice }),
  answer: z.object({ changed: z.array(z.enum(imageSupports)) }),
});

export const showClassImageRights = endpoint({
  name: 'safety.showClassImageRights',
  method: 'GET',
  path: '/groups/:groupId/image-rights',
  summary: 'Of whom something may be shown in a class, support by support, and who said what.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  query: z.object({ kind }),
  answer: z.object({
    kind: z.enum(imageKinds),
    id: z.uuid(),
    label: z.string(),
    school: z.string(),
    pupils: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        class: z.enum(imageStates),
        school: z.enum(imageStates),
        between: z.enum(imageStates),
        public: z.enum(imageStates),
        press: z.enum(imageStates),
      }),
    ),
  }),
});
