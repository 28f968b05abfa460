import { definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { schoolsAs } from '../policy.ts';

const everyPhrase = (role: 'platform' | 'academy') =>
  ({ role, scope: 'every-phrase', allows: () => true, sql: () => sql`true` }) as const;

/** Translations of the bank: who signs them off. */
export const phrasePolicy = definePolicy<object, 'review'>('liaison.phrase', {
  review: [everyPhrase('platform'), everyPhrase('academy')],
});

/** Phrases of a school. SQL alias: `sp` (liaison.school_phrases). */
export const ownPhrasePolicy = definePolicy<{ readonly schoolId: string }, 'change'>('liaison.own-phrase', {
  change: [
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => schoolsAs(actor, 'head').includes(schoolId),
      sql: (actor) => sql`sp.school_id = any(${schoolsAs(actor, 'head')}::uuid[])`,
    },
  ],
});
