import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';
import {
  answerForms,
  attributes,
  claimNames,
  clientAuths,
  nameIdKinds,
  principals,
  protocols,
  serviceAudiences,
} from '../identity/index.ts';
import { presetKeys } from './presets.ts';

export const categories = ['school-life', 'publisher', 'academic', 'municipal', 'tool'] as const;
/** Months for which a consent may hold. */
export const consentMonths = ['1', '3', '6', '12', '24'] as const;
export const legalBases = ['public-task', 'legal-obligation', 'contract', 'consent'] as const;

const serviceId = z.object({ serviceId: z.uuid() });
const schoolUai = z.object({ schoolUai: z.string().regex(/^[0-9]{7}[A-Z]$/) });
const audience = z.enum(serviceAudiences);
const protocol = z.enum(protocols);

/** One or several boxes of a form under one name, as a list. */
const several = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(one).max(20));
const box = z.enum(['', 'yes']).default('');

const entry = z.object({
  id: z.uuid(),
  name: z.string(),
  icon: z.string(),
  category: z.enum(categories),
  publisher: z.string().nullable(),
  purpose: z.string(),
  legalBasis: z.enum(legalBases),
  audiences: z.array(audience),
  reach: z.enum(['every-school', 'chosen-schools']),
  /** What leaves, by the house's own names; the principal first. */
  receives: z.array(z.enum(attributes)),
  isActive: z.boolean(),
  protocol,
});
export type Entry = z.output<typeof entry>;

export const listServices = endpoint({
  name: 'connectors.listServices',
  method: 'GET',
  path: '/services',
  summary: 'The catalogue of outside services: purpose, legal basis, what each receives.',
  access: 'session',
  answer: z.object({ services: z.array(entry.extend({ schools: z.number().int() })) }),
});

/**
 * What the form of a service holds, whatever it speaks: each protocol reads its own fields (`protocols/`). Attributes of CAS come as fields
 * `as_<attribute>`, the names that the service reads, by spaces.
 */
const declared = z.looseObject({
  name: z.string().trim().min(1, 'connectors.name-missing').max(80, 'connectors.name-missing'),
  icon: z.string().max(40).default('blocks'),
  category: z.enum(categories).default('tool'),
  publisher: z.string().trim().max(120).default(''),
  purpose: z.string().trim().min(1, 'connectors.purpose-missing').max(500, 'connectors.purpose-missing'),
  legalBasis: z.enum(legalBases).default('public-task'),
  /** Where the basis is consent: for how many months it holds. */
  consentMonths: z.enum(consentMonths).default('12'),
  startAddress: z.string().trim().max(2000).default(''),
  protocol: protocol.default('cas'),
  addresses: z.string().max(20_000).default(''),
  callbacks: z.string().max(20_000).default(''),
  logoutAddress: z.string().trim().max(2000).default(''),
  audiences: several(audience),
  reach: z.enum(['every-school', 'chosen-schools']).default('chosen-schools'),
  principal: z.enum(principals).default('uid'),
  form: z.enum(answerForms).default('attributes'),
  listStyle: z.enum(['repeated', 'joined']).default('repeated'),
  keepsEmpty: box,
  singleLogout: box,
  mayProxy: box,
  acceptsProxy: box,
  pronoteCard: box,
  redirectAddresses: z.string().max(20_000).default(''),
  postLogoutAddresses: z.string().max(20_000).default(''),
  backChannelAddress: z.string().trim().max(2000).default(''),
  frontChannelAddress: z.string().trim().max(2000).default(''),
  clientAuth: z.enum(clientAuths).default('client_secret_basic'),
  jwks: z.string().max(20_000).default(''),
  jwksAddress: z.string().trim().max(2000).default(''),
  claims: several(z.enum(claimNames)),
  samlMetadata: z.string().max(300_000).default(''),
  nameId: z.enum(nameIdKinds).default('persistent'),
  samlEncrypts: box,
  samlUnsolicited: box,
  samlFixed: z.string().max(4000).default(''),
  noticeAsked: box,
  isActive: box,
});
export type Declared = z.output<typeof declared>;

export const showNewService = endpoint({
  name: 'connectors.showNewService',
  method: 'GET',
  path: '/services/new',
  summary: 'The form of a new service, filled as a publisher is known to want it.',
  access: 'session',
  query: z.object({ preset: z.enum(presetKeys).optional(), protocol: protocol.optional() }),
  answer: z.object({}),
  api: false,
});

export const declareService = endpoint({
  name: 'connectors.declareService',
  method: 'POST',
  path: '/services/new',
  summary: 'Declares a service.',
  access: 'session',
  body: declared,
  answer: z.object({ id: z.uuid() }),
  api: false,
  stepUp: true,
});

export const showService = endpoint({
  name: 'connectors.showService',
  method: 'GET',
  path: '/services/:serviceId',
  summary: 'A service of the catalogue, as it is declared.',
  access: 'session',
  params: serviceId,
  /** The form of another protocol: what it will speak once that is saved. */
  query: z.object({ protocol: protocol.optional() }),
  answer: entry.extend({ startAddress: z.string() }),
});

export const changeService = endpoint({
  name: 'connectors.changeService',
  method: 'POST',
  path: '/services/:serviceId',
  summary: 'Changes a service.',
  access: 'session',
  params: serviceId,
  body: declared,
  answer: z.object({ id: z.uuid() }),
  api: false,
  stepUp: true,
});

export const drawSecret = endpoint({
  name: 'connectors.drawSecret',
  method: 'POST',
  path: '/services/:serviceId/secret',
  summary: 'Draws the secret by which a service of OpenID Connect proves itself, and shows it once.',
  access: 'session',
  params: serviceId,
  answer: z.object({ name: z.string(), secret: z.string() }),
  api: false,
  stepUp: true,
});

/** Whoever reloads the page of a secret is led back to the service. */
export const leaveSecret = endpoint({
  name: 'connectors.leaveSecret',
  method: 'GET',
  path: '/services/:serviceId/secret',
  summary: 'Leads to the page of the service.',
  access: 'session',
  params: serviceId,
  answer: z.object({}),
  api: false,
});

export const previewRelease = endpoint({
  name: 'connectors.previewRelease',
  method: 'GET',
  path: '/services/:serviceId/preview',
  summary: 'What the service would receive about a person (by uid; oneself when left out).',
  access: 'session',
  personal: true,
  params: serviceId,
  query: z.object({ person: z.string().trim().max(40).default('') }),
  answer: z.object({
    service: z.object({ id: z.uuid(), name: z.string() }),
    person: z.string().nullable(),
    mayEnter: z.boolean(),
    user: z.string().nullable(),
    attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  }),
});

export const listSchoolServices = endpoint({
  name: 'connectors.listSchoolServices',
  method: 'GET',
  path: '/schools/:schoolUai/services',
  summary: 'The services that a school may open, and those it opened.',
  access: 'session',
  params: schoolUai,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    services: z.array(entry.extend({ isOpen: z.boolean() })),
  }),
});

export const showSchoolService = endpoint({
  name: 'connectors.showSchoolService',
  method: 'GET',
  path: '/schools/:schoolUai/services/:serviceId',
  summary: 'What a school chose of one service.',
  access: 'session',
  params: schoolUai.extend(serviceId.shape),
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    service: entry,
    isOpen: z.boolean(),
    openedFor: z.array(audience).nullable(),
    ownAddress: z.string().nullable(),
  }),
});

export const chooseService = endpoint({
  name: 'connectors.chooseService',
  method: 'POST',
  path: '/schools/:schoolUai/services/:serviceId',
  summary: 'Opens a service in a school, for whom, at which address of its own; or closes it.',
  access: 'session',
  stepUp: true,
  params: schoolUai.extend(serviceId.shape),
  body: z.object({
    on: z.enum(['yes', 'no']),
    audiences: several(audience),
    address: z.string().trim().max(2000).default(''),
  }),
  answer: z.object({ open: z.boolean() }),
});

export const listOwnServices = endpoint({
  name: 'connectors.listOwnServices',
  method: 'GET',
  path: '/account/services',
  summary: 'Who receives what about the person who asks: services open to them, what each receives, when last.',
  access: 'session',
  personal: true,
  answer: z.object({
    services: z.array(entry.extend({ openedAt: z.date().nullable(), times: z.number().int(), mayEnter: z.boolean() })),
  }),
});
