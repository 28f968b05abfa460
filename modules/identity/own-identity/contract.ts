import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { sheetFacts } from '../../directory/index.ts';

const outcome = z.enum(['same', 'different', 'unknown']);

/** Who says it: the academy (which source, delivered which day), a school by hand, the person; when that was entered, if it is still known. */
const said = z.object({
  owner: z.enum(['academy', 'school', 'person']),
  source: z.string().nullable(),
  deliveredOn: z.iso.date().nullable(),
  changedAt: z.date().nullable(),
});

const fact = z.object({
  fact: z.enum(sheetFacts),
  value: z.string().nullable(),
  from: said.nullable(),
  /** Who compared or confirmed it, and when; null: nobody did. */
  verified: z.object({ by: z.string(), how: z.enum(['compared', 'confirmed']), at: z.date() }).nullable(),
  /** Where it is put right: by oneself (contact page, name page), by the school, or by the school in the academy's own file. */
  correct: z.enum(['own-contact', 'own-name', 'school', 'academy']),
});
export type Fact = z.output<typeof fact>;

const around = {
  owner: z.enum(['academy', 'school']),
  source: z.string().nullable(),
  deliveredOn: z.iso.date().nullable(),
  since: z.iso.date(),
};

export const showOwnIdentity = endpoint({
  name: 'identity.showOwnIdentity',
  method: 'GET',
  path: '/account/identity',
  summary:
    'The identity sheet of the adult who asks: each fact with its source and date, what was verified and by whom.',
  access: 'session',
  personal: true,
  answer: z.object({
    uid: z.string(),
    facts: z.array(fact),
    children: z.array(
      z.object({
        ...around,
        uid: z.string(),
        name: z.string(),
        relation: z.string(),
        places: z.array(z.object({ school: z.string(), classes: z.array(z.string()) })),
      }),
    ),
    schools: z.array(
      z.object({
        ...around,
        uai: z.string(),
        name: z.string(),
        phone: z.string().nullable(),
        role: z.string(),
        functionLabel: z.string().nullable(),
      }),
    ),
    mandates: z.array(z.object({ kind: z.string(), place: z.string().nullable(), since: z.iso.date() })),
    /** The identity that a provider certified; null: none was compared. */
    certified: z
      .object({
        provider: z.string(),
        comparedAt: z.date(),
        isCertified: z.boolean(),
        compared: z.object({ familyName: outcome, givenName: outcome, birthDate: outcome }),
        /** Facts that changed here after the comparison. */
        changedSince: z.array(z.enum(['familyName', 'givenName', 'birthDate'])),
      })
      .nullable(),
    /** A provider by which the identity may be certified. */
    mayCertify: z.string().nullable(),
  }),
});
