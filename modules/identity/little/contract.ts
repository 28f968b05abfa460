import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { pictureAddress, pictureAnswer, wantedWidth } from '../../../platform/pictures/endpoint.ts';
import { PICTURES } from './pictures.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const page = { access: 'public', answer: z.object({}), api: false } as const;

/** Pictures leave the browser one by one, as ranks in the body of a form: never in an address, never by name. */
const touched = z.object({
  picture: z.coerce
    .number()
    .int()
    .min(0)
    .max(PICTURES - 1),
});

export const showPoster = endpoint({
  ...page,
  name: 'identity.showPoster',
  method: 'GET',
  path: '/class/:poster',
  summary: 'Where the square of a class’s poster leads: the animals of the class, while an adult keeps a session open.',
  params: z.object({ poster: z.string().max(40) }),
  rateLimit: 600,
});

const child = z.object({ poster: z.string().max(40), child: uid });

export const showPictures = endpoint({
  ...page,
  name: 'identity.showPictures',
  method: 'GET',
  path: '/class/:poster/:child',
  summary: 'The twelve pictures, for the pupil whose animal was touched.',
  params: child,
});

export const showFace = endpoint({
  ...page,
  name: 'identity.showFace',
  method: 'GET',
  path: '/class/:poster/:child/face/:address',
  summary: 'The photo of a pupil on the page of the class’s poster, while a session is open and the consent stands.',
  params: child.extend({ address: pictureAddress }),
  query: wantedWidth,
  answer: pictureAnswer,
  rateLimit: 6_000,
});

export const touchPicture = endpoint({
  ...page,
  name: 'identity.touchPicture',
  method: 'POST',
  path: '/class/:poster/:child',
  summary: 'Takes one picture; the third one lets the pupil in or asks again.',
  params: child,
  body: touched,
});

export const scanCard = endpoint({
  ...page,
  name: 'identity.scanCard',
  method: 'GET',
  path: '/card/code/:token',
  summary: 'Where the square of a home card leads; the token leaves the address at once.',
  params: z.object({ token: z.string().max(100) }),
});

export const showCard = endpoint({
  ...page,
  name: 'identity.showCard',
  method: 'GET',
  path: '/card',
  summary: 'The twelve pictures, for the pupil of a home card.',
});

export const touchCardPicture = endpoint({
  ...page,
  name: 'identity.touchCardPicture',
  method: 'POST',
  path: '/card',
  summary: 'Takes one picture at home.',
  body: touched,
});

export const showLittleHome = endpoint({
  name: 'identity.showLittleHome',
  method: 'GET',
  path: '/little',
  summary: 'The first page of a pupil who cannot read yet.',
  access: 'session',
  answer: z.object({}),
  api: false,
});

export const showLittleClass = endpoint({
  name: 'identity.showLittleClass',
  method: 'GET',
  path: '/little/class',
  summary: 'The pupil’s class: animals and given names, to look at and to hear. Not at home.',
  access: 'session',
  answer: z.object({}),
  api: false,
});

export const leaveLittle = endpoint({
  ...page,
  name: 'identity.leaveLittle',
  method: 'POST',
  path: '/little/leave',
  summary: 'Lets the pupil out; the tablet is ready for the next.',
});

/* What the adult of the class does. */

const group = z.object({ groupId: z.uuid() });
const oneChild = z.object({ child: uid });
const done = z.object({});
/** Whom it was about, by given name. */
const about = z.object({ name: z.string() });

export const showTablets = endpoint({
  name: 'identity.showTablets',
  method: 'GET',
  path: '/groups/:groupId/tablets',
  summary: 'The class on tablets: whether its session is open, its animals, who waits for an adult.',
  access: 'session',
  params: group,
  answer: z.object({
    group: z.object({ id: z.uuid(), label: z.string(), schoolName: z.string() }),
    session: z.object({ mode: z.enum(['shared', 'solo']), endsAt: z.date() }).nullable(),
    hasPoster: z.boolean(),
    /** Pupils who can read: they have a phrase of three words. */
    readers: z.array(z.object({ id: z.string(), displayName: z.string() })),
    pupils: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        animal: z.string(),
        tint: z.number().int(),
        hasChosen: z.boolean(),
        locked: z.boolean(),
        cardUntil: z.date().nullable(),
      }),
    ),
  }),
});

export const openTablets = endpoint({
  name: 'identity.openTablets',
  method: 'POST',
  path: '/groups/:groupId/tablets/open',
  summary: 'Opens the class’s session for some minutes; it closes by itself.',
  access: 'session',
  params: group,
  body: z.object({
    mode: z.enum(['shared', 'solo']).default('shared'),
    minutes: z.coerce
      .number()
      .pipe(z.literal([30, 60, 120]))
      .default(60),
  }),
  answer: done,
});

export const closeTablets = endpoint({
  name: 'identity.closeTablets',
  method: 'POST',
  path: '/groups/:groupId/tablets/close',
  summary: 'Closes the class’s session; every pupil is out.',
  access: 'session',
  params: group,
  answer: done,
});

export const lendTablet = endpoint({
  name: 'identity.lendTablet',
  method: 'POST',
  path: '/groups/:groupId/tablets/lend',
  summary: 'Lends this very device to the class: its adult is signed out of it and the animals come up.',
  access: 'session',
  params: group,
  answer: z.object({ poster: z.string() }),
  refusals: { 'identity.class-closed': 409 },
  api: false,
});

export const unlockChild = endpoint({
  name: 'identity.unlockChild',
  method: 'POST',
  path: '/groups/:groupId/tablets/unlock',
  summary: 'Lets a pupil try again after five wrong tries.',
  access: 'session',
  params: group,
  body: oneChild,
  answer: about,
});

export const resetPictures = endpoint({
  name: 'identity.resetPictures',
  method: 'POST',
  path: '/groups/:groupId/tablets/pictures',
  summary: 'Lets a pupil choose other pictures at the next entry.',
  access: 'session',
  params: group,
  body: oneChild,
  answer: about,
});

/** A document given this once: no JSON twin. */
const printed = z.object({ title: z.string(), link: z.string(), lines: z.array(z.string()) });

export const printPoster = endpoint({
  name: 'identity.printPoster',
  method: 'POST',
  path: '/groups/:groupId/tablets/poster',
  summary: 'The class’s poster as a PDF; anew, the former one leads nowhere any more.',
  access: 'session',
  params: group,
  body: z.object({ anew: z.literal('yes').optional() }),
  answer: printed,
  api: false,
});

export const printCard = endpoint({
  name: 'identity.printCard',
  method: 'POST',
  path: '/groups/:groupId/tablets/card',
  summary: 'A home card for a pupil, one year; the former one is called back.',
  access: 'session',
  params: group,
  body: oneChild,
  answer: printed,
  api: false,
});

export const revokeCard = endpoint({
  name: 'identity.revokeCard',
  method: 'POST',
  path: '/groups/:groupId/tablets/card/revoke',
  summary: 'Calls a pupil’s home card back.',
  access: 'session',
  params: group,
  body: oneChild,
  answer: about,
});

export const resetPhrase = endpoint({
  name: 'identity.resetPhrase',
  method: 'POST',
  path: '/groups/:groupId/tablets/phrase',
  summary: 'Draws three new secret words for a pupil from CE2 to CM2, shown this once; the former ones no longer work.',
  access: 'session',
  params: group,
  body: oneChild,
  answer: z.object({ displayName: z.string(), login: z.string(), phrase: z.string() }),
  api: false,
});
