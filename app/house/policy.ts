import { definePolicy, type Rule } from '../../platform/authz/policy.ts';

const holders = (...roles: readonly string[]): Rule<object>[] =>
  roles.map((role) => ({ role, scope: 'house.whole', allows: () => true }));

/** Rights on the house itself; it has no rows, so its rules need no SQL twin. */
export const housePolicy = definePolicy<object, 'seeRights' | 'seeJobs' | 'mendJobs' | 'trySms'>('house', {
  seeRights: holders('platform', 'academy', 'commune', 'head'),
  seeJobs: holders('platform'),
  mendJobs: holders('platform'),
  trySms: holders('platform'),
});

/** The only thing of that policy. */
export const theHouse: object = {};
