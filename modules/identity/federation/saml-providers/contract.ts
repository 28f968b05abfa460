import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { audiences, key, list } from '../providers/contract.ts';
import { samlKinds, whos } from '../providers/kinds.ts';
import { typedVectorTypes, type VectorTypes } from '../recognition/vectors.ts';
import { LARGEST_METADATA, readTheirMetadata } from '../saml/their-metadata.ts';

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

const pasted = z.string().max(LARGEST_METADATA, 'identity.metadata-faulty');

const declared = {
  name: z.string().trim().min(1, 'identity.provider-name-missing').max(60),
  audiences,
  /** Answers that nobody asked for are taken. */
  unsolicited: z.literal('yes').optional(),
  /** An assertion in clear is refused. */
  encrypted: z.literal('yes').optional(),
  returnHosts: list(50, HOST, 'identity.hosts-faulty'),
  mailDomains: list(50, HOST, 'identity.domains-faulty'),
  vectorTypes: z
    .string()
    .max(1_000)
    .default('')
    .transform((typed, ctx): VectorTypes => {
      if (typed.trim() === '') return {};
      const read = typedVectorTypes(typed);
      if (!read) ctx.addIssue({ code: 'custom', message: 'identity.vectors-faulty' });
      return read ?? {};
    }),
  active: z.literal('yes').optional(),
};

const metadata = pasted.transform((typed, ctx) => {
  const read = readTheirMetadata(typed);
  if (!read) ctx.addIssue({ code: 'custom', message: 'identity.metadata-faulty' });
  return read ?? z.NEVER;
});

const kind = z.object({ kind: z.enum(samlKinds) });
const provider = z.object({ provider: key });

export const showNewSamlProvider = endpoint({
  name: 'identity.showNewSamlProvider',
  method: 'GET',
  path: '/providers/new-saml/:kind',
  summary: 'The form that declares an identity provider of the academy (SAML).',
  access: 'session',
  params: kind,
  answer: kind,
  api: false,
});

export const declareSamlProvider = endpoint({
  name: 'identity.declareSamlProvider',
  method: 'POST',
  path: '/providers/new-saml/:kind',
  summary: 'Declares an identity provider of the academy by its metadata (SAML).',
  access: 'session',
  stepUp: true,
  params: kind,
  body: z.object({ ...declared, key, metadata }),
  answer: z.object({ key: z.string() }),
  refusals: { 'identity.provider-key-taken': 409 },
  api: false,
});

export const showSamlProvider = endpoint({
  name: 'identity.showSamlProvider',
  method: 'GET',
  path: '/providers/:provider/saml',
  summary: 'An identity provider of the academy as it was declared, with the addresses to register there.',
  access: 'session',
  params: provider,
  answer: z.object({
    key: z.string(),
    kind: z.enum(samlKinds),
    name: z.string(),
    issuer: z.string(),
    audiences: z.array(z.enum(whos)),
    active: z.boolean(),
    unsolicited: z.boolean(),
    encrypted: z.boolean(),
    returnHosts: z.array(z.string()),
    mailDomains: z.array(z.string()),
  }),
  api: false,
});

export const changeSamlProvider = endpoint({
  name: 'identity.changeSamlProvider',
  method: 'POST',
  path: '/providers/:provider/saml',
  summary: 'Changes how an identity provider of the academy is declared; without metadata the former ones stay.',
  access: 'session',
  stepUp: true,
  params: provider,
  body: z.object({
    ...declared,
    metadata: z
      .union(
        [
          z
            .string()
            .trim()
            .length(0)
            .transform(() => undefined),
          metadata,
        ],
        'identity.metadata-faulty',
      )
      .optional(),
  }),
  answer: z.object({ changed: z.boolean() }),
  api: false,
});
