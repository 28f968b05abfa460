import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const criteria = {
  words: z.string().trim().max(500).default(''),
  link: z.string().trim().max(500).default(''),
  sha256: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[0-9a-f]{64})?$/, 'safety.campaign-digest')
    .default(''),
  /** Hours back from now. */
  hours: z.enum(['1', '6', '24', '72', '168']).default('24'),
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
  summary:
    'Looks for the same thing sent again and again, and lists the campaigns that were hidden and unusual rates of sending.',
  access: 'session',
  personal: true,
  query: z.object(criteria),
  refusals: { 'safety.campaign-vague': 422 },
  answer: z.object({
    found: z
      .object({ ...counts, isCut: z.boolean(), sample: z.object({ title: z.string(), words: z.string() }).nullable() })
      .nullable(),
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

export const hideCampaign = endpoint({
  name: 'safety.hideCampaign',
  method: 'POST',
  path: '/campaigns',
  summary: 'Hides every copy of a campaign and keeps them, sealed, as evidence.',
  access: 'session',
  stepUp: true,
  body: z.object({
    ...criteria,
    reason: z.string().trim().min(5, 'safety.stop-reason-missing').max(500, 'safety.stop-reason-long'),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.campaign-empty': 422, 'safety.campaign-vague': 422 },
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
