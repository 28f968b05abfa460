import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const periods = ['1', '6', '24', '72', '168', '720'] as const;

const criteria = {
  words: z.string().trim().max(500).default(''),
  link: z.string().trim().max(500).default(''),
  sha256: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[0-9a-f]{64})?$/, 'safety.campaign-digest')
    .default(''),
  /** One a line: logins, names, public ids. */
  senders: z.string().trim().max(60_000, 'safety.campaign-senders-many').default(''),
  /** `yes`: and all else that those wrote who wrote what was found. */
  whole: z.enum(['', 'yes']).default(''),
  /** Hours back from now. */
  hours: z.enum(periods).default('24'),
};

const counts = {
  messages: z.number().int(),
  recipients: z.number().int(),
  schools: z.number().int(),
  senders: z.number().int(),
};

export const listCampaigns = endpoint({
  name: 'safety.listCampaigns',
  method: 'GET',
  path: '/campaigns',
  summary: 'The campaigns that were hidden and unusual rates of sending.',
  access: 'session',
  personal: true,
  answer: z.object({
    campaigns: z.array(
      z.object({
        id: z.uuid(),
        ...counts,
        startedAt: z.date(),
        startedBy: z.string().nullable(),
        reason: z.string(),
        hiddenAt: z.date().nullable(),
        restoredAt: z.date().nullable(),
      }),
    ),
    alarms: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['person', 'school']),
        name: z.string().nullable(),
        hour: z.date(),
        sends: z.number().int(),
        recipients: z.number().int(),
        usual: z.number().int(),
      }),
    ),
  }),
});

export const makeSearch = endpoint({
  name: 'safety.makeCampaignSearch',
  method: 'POST',
  path: '/campaigns/searches',
  summary: 'Looks for the same thing sent again and again, or for what some accounts sent; who looked is written down.',
  access: 'session',
  body: z.object(criteria),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.campaign-vague': 422 },
});

const searchParams = z.object({ searchId: z.uuid() });

export const showSearch = endpoint({
  name: 'safety.showCampaignSearch',
  method: 'GET',
  path: '/campaigns/searches/:searchId',
  summary: 'What a search finds now: how much, which texts, by which accounts.',
  access: 'session',
  personal: true,
  params: searchParams,
  answer: z.object({
    id: z.uuid(),
    ...counts,
    isCut: z.boolean(),
    asked: z.object({
      words: z.string(),
      link: z.string(),
      sha256: z.string(),
      hours: z.enum(periods),
      isWhole: z.boolean(),
      senders: z.number().int().nullable(),
      madeAt: z.date(),
    }),
    /** Lines of the list of senders that named nobody, or several. */
    unknown: z.array(z.string()),
    texts: z.array(z.object({ kind: z.string(), title: z.string(), words: z.string(), copies: z.number().int() })),
    /** The accounts that sent most of it, by public id; erased ones are missing. */
    authors: z.array(z.object({ id: z.string(), name: z.string(), copies: z.number().int() })),
  }),
});

export const hideCampaign = endpoint({
  name: 'safety.hideCampaign',
  method: 'POST',
  path: '/campaigns/searches/:searchId/hide',
  summary: 'Hides every copy that a search finds and keeps them, sealed, as evidence.',
  access: 'session',
  stepUp: true,
  params: searchParams,
  body: z.object({
    reason: z.string().trim().min(5, 'safety.stop-reason-missing').max(500, 'safety.stop-reason-long'),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.campaign-empty': 422 },
});

const params = z.object({ campaignId: z.uuid() });

export const showCampaign = endpoint({
  name: 'safety.showCampaign',
  method: 'GET',
  path: '/campaigns/:campaignId',
  summary: 'A campaign: how far it went, what was sent, by which accounts, what was done.',
  access: 'session',
  personal: true,
  params,
  answer: z.object({
    id: z.uuid(),
    ...counts,
    startedAt: z.date(),
    startedBy: z.string().nullable(),
    reason: z.string(),
    hiddenAt: z.date().nullable(),
    restoredAt: z.date().nullable(),
    seal: z.string(),
    isIntact: z.boolean(),
    doorsClosed: z.number().int(),
    texts: z.array(z.object({ title: z.string(), words: z.string(), copies: z.number().int() })),
    places: z.array(z.object({ kind: z.string(), copies: z.number().int() })),
  }),
});

export const resumeCampaign = endpoint({
  name: 'safety.resumeCampaign',
  method: 'POST',
  path: '/campaigns/:campaignId/hide',
  summary: 'Hides what a cut left of a campaign; twice is as once.',
  access: 'session',
  params,
  answer: z.object({}),
});

export const restoreCampaign = endpoint({
  name: 'safety.restoreCampaign',
  method: 'POST',
  path: '/campaigns/:campaignId/restore',
  summary: 'Shows again every copy of what was no campaign.',
  access: 'session',
  stepUp: true,
  params,
  answer: z.object({}),
});

export const closeSenders = endpoint({
  name: 'safety.closeSenders',
  method: 'POST',
  path: '/campaigns/:campaignId/close-doors',
  summary: 'Ends the sessions of the accounts that sent a campaign and cancels their passwords.',
  access: 'session',
  stepUp: true,
  params,
  answer: z.object({ accounts: z.number().int(), sessions: z.number().int(), passwords: z.number().int() }),
});

export const seeAlarm = endpoint({
  name: 'safety.seeAlarm',
  method: 'POST',
  path: '/campaigns/alarms/:alarmId',
  summary: 'Says that an unusual rate of sending was looked at.',
  access: 'session',
  params: z.object({ alarmId: z.uuid() }),
  answer: z.object({}),
});
