import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';

const page = z.object({});

export const showHome = endpoint({
  name: 'portal.showHome',
  method: 'GET',
  path: '/',
  summary: '"Aujourd’hui": what matters now to the person, or to one of their children or schools.',
  access: 'session',
  query: z.object({
    child: z.string().max(20).optional(),
    school: z.string().max(20).optional(),
  }),
  answer: page,
  api: false,
});

export const showMore = endpoint({
  name: 'portal.showMore',
  method: 'GET',
  path: '/more',
  summary: 'Doors to everything the person may use.',
  access: 'session',
  answer: page,
  api: false,
});

const publicPage = (name: string, path: string, summary: string) =>
  endpoint({ name: `portal.${name}`, method: 'GET', path, summary, access: 'public', answer: page, api: false });

export const showHelp = publicPage('showHelp', '/help', 'Where to find help.');
export const showLegalNotice = publicPage('showLegalNotice', '/legal-notice', 'Who publishes the site.');
export const showPrivacy = publicPage('showPrivacy', '/privacy', 'What is known about each person, why and how long.');
export const showAccessibility = publicPage('showAccessibility', '/accessibility', 'The state of accessibility.');
export const showSiteMap = publicPage('showSiteMap', '/site-map', 'Every page that can be reached.');
