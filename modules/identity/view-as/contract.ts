import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const viewing = z.object({ viewingId: z.uuid() });

/** asked: nobody answered yet. granted: may begin. running, over, refused: as they say. */
export const viewStates = ['asked', 'granted', 'refused', 'running', 'over'] as const;
export type ViewState = (typeof viewStates)[number];

export const newView = endpoint({
  name: 'identity.newView',
  method: 'GET',
  path: '/people/:personUid/view-as',
  summary: 'The form that asks a person to let the product be seen in their place.',
  access: 'session',
  params: z.object({ personUid: z.string().max(20) }),
  answer: z.object({ id: z.string(), displayName: z.string(), isPupil: z.boolean() }),
});

export const askView = endpoint({
  name: 'identity.askView',
  method: 'POST',
  path: '/people/:personUid/view-as',
  summary: 'Asks a person (the legal guardians of a pupil) to let the product be seen in their place, with the reason.',
  access: 'session',
  params: z.object({ personUid: z.string().max(20) }),
  body: z.object({
    reason: z.string().trim().min(5, 'identity.view-reason-missing').max(280, 'identity.view-reason-long'),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'identity.view-nobody-consents': 422, 'identity.too-many-views': 429 },
  stepUp: true,
});

export const showView = endpoint({
  name: 'identity.showView',
  method: 'GET',
  path: '/view-as/:viewingId',
  summary: 'A view in somebody’s place, for who asked and for who consents: reason, answer, pages seen.',
  access: 'session',
  params: viewing,
  answer: z.object({
    id: z.uuid(),
    side: z.enum(['viewer', 'consenter']),
    state: z.enum(viewStates),
    viewer: z.string(),
    viewed: z.string(),
    /** The viewed person is the one who asks. */
    ofOneself: z.boolean(),
    reason: z.string(),
    askedAt: z.date(),
    startedAt: z.date().nullable(),
    endsAt: z.date().nullable(),
    /** To say on the telephone; for who consents alone, while the question is open. */
    code: z.string().nullable(),
    pages: z.array(z.object({ path: z.string(), at: z.date() })),
  }),
});

export const answerView = endpoint({
  name: 'identity.answerView',
  method: 'POST',
  path: '/view-as/:viewingId/answer',
  summary: 'Consents to the view, or refuses it.',
  access: 'session',
  params: viewing,
  body: z.object({ answer: z.enum(['yes', 'no']) }),
  answer: z.object({ granted: z.boolean() }),
  refusals: { 'identity.view-over': 409 },
});

export const giveViewCode = endpoint({
  name: 'identity.giveViewCode',
  method: 'POST',
  path: '/view-as/:viewingId/code',
  summary: 'The consent given by telephone: six figures that the person read out.',
  access: 'session',
  params: viewing,
  body: z.object({
    code: z
      .string()
      .transform((typed) => typed.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'identity.view-code-wrong')),
  }),
  answer: z.object({ granted: z.boolean() }),
  refusals: { 'identity.view-over': 409, 'identity.view-code-wrong': 422 },
  rateLimit: 20,
});

export const startView = endpoint({
  name: 'identity.startView',
  method: 'POST',
  path: '/view-as/:viewingId/start',
  summary: 'Begins the view: fifteen minutes, read only, in this session.',
  access: 'session',
  params: viewing,
  answer: z.object({ until: z.date() }),
  refusals: { 'identity.view-over': 409 },
  api: false,
});

export const stopView = endpoint({
  name: 'identity.stopView',
  method: 'POST',
  path: '/view-as/:viewingId/stop',
  summary: 'The person takes their consent back: the view ends at once.',
  access: 'session',
  params: viewing,
  answer: z.object({ stopped: z.boolean() }),
});

export const showViewOver = endpoint({
  name: 'identity.showViewOver',
  method: 'GET',
  path: '/view-as/over',
  summary: 'Says that the view has ended, and leads back to one’s own pages.',
  access: 'session',
  answer: z.object({}),
  api: false,
});

export const endView = endpoint({
  name: 'identity.endView',
  method: 'POST',
  path: '/view-as/end',
  summary: 'Ends the view of this session.',
  access: 'session',
  answer: z.object({ next: z.string() }),
  api: false,
});
