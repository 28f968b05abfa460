import { definePolicy } from '../../../../platform/authz/policy.ts';

/** Who declares whose word is taken at the door: the operator of the platform, nobody else. */
export const providerPolicy = definePolicy<null, 'declare'>('identity.provider', {
  declare: [{ role: 'platform', scope: 'whole-platform', allows: () => true }],
});
